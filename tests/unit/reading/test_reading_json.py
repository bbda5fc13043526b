"""JSON lines, JSON documents, documents one a line, and plain lines."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodes.sources.base import JsonDocument, JsonLines, TextLines


def test_each_line_is_a_document_with_its_number(read):
    got = read(b'{"a":1}\r\n\r\n  \n {"a":2}\nnull\n{"a"', JsonLines())
    assert got.rows == [(1, '{"a":1}'), (4, ' {"a":2}'), (6, '{"a"')]
    assert [(m.line, m.why, m.text) for m in got.malformed] == [
        (5, "is not a JSON object (it does not begin with {)", "null")
    ]
    assert got.columns == ("document",)


def test_absent_columns_of_documents_are_null_and_the_document_is_always_there(read):
    assert read(b"{}\n", JsonLines(), maybe=("x",)).rows == [(1, "{}", None)]
    assert read(b"{}\n", JsonDocument(), needs=("document",)).rows == [(1, "{}")]
    assert read(b"x\n", TextLines(), maybe=("document",)).rows == [(1, "x")]


def test_a_list_given_as_lines_says_so(refusal):
    assert "is one JSON list, not one object a line" in refusal(b'\n[{"a":1}]', JsonLines())


def test_bad_lines_are_set_apart_in_lines_of_text(read):
    text = b"CEF:0|a\n\0\n" + b"y" * 300 + b"\nCEF:0|\xe9\n\x0b\nCEF:0|b"
    for chunk in (16, 1 << 20):
        got = read(text, TextLines(), line=100, chunk=chunk)
        assert got.rows == [(1, "CEF:0|a"), (6, "CEF:0|b")]
        assert got.bad == [2, 3, 4]
        assert got.malformed[1].why == "is 300 bytes long, more than the 100 of a line"


@pytest.mark.parametrize("indent", [None, 2])
def test_the_entries_at_a_path_are_rows_by_their_ordinal(read, indent):
    document = {"Bundle": {"entry": [{"x": "é"}, {"y": [1, 2.5, None, True]}]}, "other": 1}
    given = json.dumps(document, indent=indent).encode()
    got = read(given, JsonDocument(("Bundle", "entry")))
    assert got.rows == [(1, '{"x": "é"}'), (2, '{"y": [1, 2.5, null, true]}')]


def test_a_document_may_be_the_list_or_a_single_object(read):
    assert read(b'[{"a":1},{"a":2}]', JsonDocument()).rows == [(1, '{"a": 1}'), (2, '{"a": 2}')]
    assert read(b'{"a":1}', JsonDocument()).rows == [(1, '{"a": 1}')]
    assert read(b'{"entry":{"a":1}}', JsonDocument(("entry",))).rows == [(1, '{"a": 1}')]
    assert read(b'{"entry":[]}', JsonDocument(("entry",))).rows == []


def test_utf_16_documents_can_be_declared(read):
    given = '{\n"a": "é"}'.encode("utf-16")
    assert read(given, JsonDocument(encoding="utf-16")).rows == [(1, '{"a": "é"}')]


def test_documents_one_a_line_are_expanded_under_their_line(read):
    text = (
        b'{"e":[{"a":1},{"a":2}]}\n\n{"e":{"a":3}}\nbroken\n{"f":1}\n{"e":[7]}\n{"e":[{"\0":1}]}\n'
    )
    got = read(text, JsonDocument(("e",)))
    assert got.rows == [(1, '{"a": 1}'), (1, '{"a": 2}'), (3, '{"a": 3}')]
    assert [(m.line, m.why) for m in got.malformed] == [
        (4, "is not a whole JSON object or list"),
        (5, 'has no "e" at its top'),
        (6, "is not a JSON object"),
        (7, "holds a NUL byte at byte 9"),
    ]


def test_a_first_line_cut_short_does_not_hide_the_others(read):
    got = read(b'{"a":\n{"a":2}\n{"a":3}\n', JsonDocument())
    assert got.rows == [(2, '{"a": 2}'), (3, '{"a": 3}')] and got.bad == [1]


def test_entries_that_json_cannot_carry_are_set_apart(read):
    got = read(b'[{"a":"\\ud800"},{"a":1e999},{"a":1},3,null]', JsonDocument())
    assert got.rows == [(3, '{"a": 1}')] and got.bad == [1, 2, 4, 5]
    assert "lone surrogate" in got.malformed[0].why and "number" in got.malformed[1].why


def test_what_is_not_json_is_refused_with_its_place(refusal):
    sentence = refusal(b'{\n\n "a": 1,\n "b" 2\n}', JsonDocument())
    assert "is not JSON (line 4, character 6: expecting ':' delimiter)" in sentence
    assert "nested too deeply" in refusal(b"[" * 200_000, JsonDocument())
    assert "NaN is not JSON" in refusal(b'[\n{"a": NaN}]', JsonDocument())
    assert "line 2 holds a NUL byte" in refusal(b'[\n{"a": "\0"}]', JsonDocument())
    assert "nothing but blanks" in refusal(b" \n \n", JsonDocument())
    assert "is not JSON" in refusal(b"seventeen", JsonDocument())
    assert "neither a list nor an object at its top" in refusal(b"17", JsonDocument())


def test_a_path_that_leads_nowhere_is_refused_with_the_closest(refusal):
    sentence = refusal(b'{"entries":[]}', JsonDocument(("entry",)))
    assert 'has no "entry" at its top; the closest present: entries' in sentence
    assert 'neither a list nor an object in "e"' in refusal(b'{"e":3}', JsonDocument(("e",)))
    assert 'has no "x" in "e"' in refusal(b'{"e":[1]}', JsonDocument(("e", "x")))


def test_a_document_too_big_to_hold_is_refused(refusal, read):
    big = json.dumps([{"a": n} for n in range(2_000)], indent=1).encode()
    assert "one JSON document of more than 5,000 bytes" in refusal(
        big, JsonDocument(), document=5_000
    )
    lines = b"".join(b'{"a":%d}\n' % n for n in range(2_000))
    assert len(read(lines, JsonDocument(), document=5_000).rows) == 2_000


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab\n", max_size=2), inner),
    max_leaves=6,
)


@given(entries=st.lists(st.dictionaries(st.text("xyz", max_size=2), VALUES), max_size=8))
def test_any_entries_come_back_whole_from_a_document_and_from_lines(read, entries):
    document = read(json.dumps({"e": entries}, indent=1).encode(), JsonDocument(("e",)))
    assert [json.loads(text) for _, text in document.rows] == entries
    assert [line for line, _ in document.rows] == list(range(1, len(entries) + 1))
    text = "".join(json.dumps(entry) + "\n" for entry in entries)
    for reading in (JsonLines(), JsonDocument()):
        if entries:
            lines = read(text.encode(), reading)
            assert [json.loads(text) for _, text in lines.rows] == entries
