"""Text in other encodings: declared, undeclared, and mixed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodes.sources.base import Delimited, JsonDocument, JsonLines, TextLines

TEXT = "a,b\n1,caf\N{LATIN SMALL LETTER E WITH ACUTE}\n2,x\n"
ROWS = [(2, "1", "caf\N{LATIN SMALL LETTER E WITH ACUTE}"), (3, "2", "x")]
AB = {"needs": ("a", "b")}


@pytest.mark.parametrize(
    ("written", "declared"),
    [
        ("utf-8-sig", "utf-8"),
        ("utf-8", "UTF8"),
        ("cp1252", "windows-1252"),
        ("latin-1", "latin-1"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("utf-8-sig", "cp1252"),
    ],
)
def test_a_declared_encoding_is_read(read, written, declared):
    for chunk in (7, 1 << 20):
        got = read(TEXT.encode(written), Delimited(encoding=declared), **AB, chunk=chunk)
        assert (got.columns, got.rows, got.malformed) == (("a", "b"), ROWS, [])


@pytest.mark.parametrize("byte_order", ["le", "be"])
def test_utf_16_with_its_mark_says_what_to_declare(read, byte_order):
    given = ("\ufeff" + TEXT).encode(f"utf-16-{byte_order}")
    assert read(given, Delimited(encoding=f"utf-16-{byte_order}"), **AB).rows == ROWS
    assert read(given, Delimited(encoding="utf-16"), **AB).rows == ROWS


@pytest.mark.parametrize("reading", [Delimited(), JsonLines(), TextLines(), JsonDocument()])
def test_an_undeclared_encoding_says_what_to_write(refusal, reading):
    assert 'is in UTF-16: write encoding = "utf-16"' in refusal(TEXT.encode("utf-16"), reading)
    assert 'is in UTF-32: write encoding = "utf-32"' in refusal(TEXT.encode("utf-32"), reading)
    assert 'write encoding = "utf-16-le"' in refusal(TEXT.encode("utf-16-le"), reading)
    assert 'write encoding = "utf-16-be"' in refusal(TEXT.encode("utf-16-be"), reading)


def test_windows_1252_among_utf_8_is_named_by_its_byte_and_guessed(read):
    got = read(TEXT.encode("cp1252"), **AB)
    assert got.rows == ROWS[1:]
    (bad,) = got.malformed
    assert bad.line == 2 and bad.text == "1,caf\\xe9"
    assert bad.why == (
        "holds byte 0xE9 at byte 6, which is not UTF-8 "
        '(it reads as Windows-1252: write encoding = "cp1252" for the feed)'
    )
    (bad,) = read(b"a,b\n1,\x81\n", **AB).malformed
    assert bad.why == "holds byte 0x81 at byte 3, which is not UTF-8"


def test_a_byte_that_the_declared_encoding_lacks_sets_its_line_apart(read):
    got = read(b"a,b\n1,\xe9\n2,\x81\n3,x\n", Delimited(encoding="cp1252"), **AB)
    assert [row[0] for row in got.rows] == [2, 4]
    assert [(m.line, m.why) for m in got.malformed] == [
        (3, "holds byte 0x81 at character 3, not cp1252")
    ]


def test_utf_16_that_ends_in_half_a_character_sets_its_line_apart(read):
    got = read(TEXT.encode("utf-16")[:-1], Delimited(encoding="utf-16"), **AB)
    assert got.rows == ROWS[:1] and got.bad == [3]


def test_a_character_across_two_chunks_is_whole(read):
    text = "a,b\n" + "\N{EURO SIGN},\N{GRINNING FACE}\n" * 200
    for chunk in range(5, 14):
        got = read(text.encode(), **AB, chunk=chunk)
        assert len(got.rows) == 200 and not got.malformed


@given(
    lines=st.lists(st.text(st.characters(codec="utf-8"), max_size=6), max_size=12),
    encoding=st.sampled_from(["utf-8", "utf-16", "utf-16-be", "utf-32-le"]),
    chunk=st.sampled_from([5, 50, 1 << 20]),
)
def test_lines_of_any_text_come_through(read, lines, encoding, chunk):
    clean = [line.replace("\r", "").replace("\n", "").replace("\0", "") for line in lines]
    clean = [line.replace("\ufdd0", "") for line in clean]
    text = "\n".join(["begin", *clean])
    got = read(text.encode(encoding), TextLines(encoding), needs=("document",), chunk=chunk)
    expected = [(at, t) for at, t in enumerate(["begin", *clean], start=1) if t.encode().strip()]
    assert got.malformed == [] and got.rows == expected
