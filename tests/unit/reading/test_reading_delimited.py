"""Delimited text in every state: cells, lines, quotes, headers, and rows set apart."""

import csv
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodes.sources.base import Delimited
from custodes.sources.reading import Limits, Part, open_rows

AB = {"needs": ("a", "b")}


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_rows_carry_their_line_whatever_ends_it(read, end):
    text = b'a,b\n1,2\n\n , \n3\n4,5\n6,"7\n8"\n9,10'.replace(b"\n", end)
    got = read(text, **AB)
    assert got.rows == [
        (2, "1", "2"),
        (4, " ", " "),
        (6, "4", "5"),
        (7, "6", "7\n8".replace("\n", end.decode())),
        (9, "9", "10"),
    ]
    assert [(m.line, m.why, m.text) for m in got.malformed] == [
        (5, "has 1 column where the header has 2", "3")
    ]


def test_small_chunks_change_nothing(read):
    text = b"a,b\r\n" + b"".join(b'%d,"x\r\n""%d"\r\n' % (n, n) for n in range(300))
    whole = read(text, **AB)
    assert whole.rows[-1] == (600, "299", 'x\r\n"299')
    assert whole.rows == read(text, **AB, chunk=64).rows


def test_columns_asked_for_come_in_order_and_others_are_named(read):
    got = read(b"c, a ,b,d\n1,2,3,4\n", needs=("b", "a"), maybe=("z", "d"))
    assert got.rows == [(2, "3", "2", None, "4")]
    assert got.columns == ("c", "a", "b", "d") and got.extra == ("c",)


def test_empty_cells_are_empty_text_and_rows_of_nothing_are_left(read):
    assert read(b'a,b\n,\n"",x\n\n', **AB).rows == [(3, "", "x")]


def test_marks_and_blank_lines_before_the_header_do_not_matter(read):
    assert read(b"\xef\xbb\xbf\n\na,b\n1,2\n", **AB).rows == [(4, "1", "2")]
    assert read('"a\ufeff","b"\n1,2\n'.encode(), maybe=("b",)).rows == [(2, "2")]


def test_a_header_alone_has_no_rows(read, refusal):
    assert read(b"a,b", **AB).rows == [] and read(b"a,b\n\n\n", **AB).rows == []
    assert "is empty (0 bytes)" in refusal(b"")
    assert "has no header line" in refusal(b"\n\n  \n")
    assert "has no header line" in refusal(b"\xef\xbb\xbf")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_delimiter_not_told_is_found(read, delimiter):
    text = f'a{delimiter}"b,;"{delimiter}c\n1{delimiter}2{delimiter}3\n'.encode()
    assert read(text, Delimited(delimiter=None), needs=("a", "c")).rows == [(2, "1", "3")]


def test_a_wrong_delimiter_is_guessed(refusal):
    for delimiter, told in ((";", '";"'), ("|", '"|"'), ("\t", '"\\t"')):
        sentence = refusal(f"a{delimiter}b\n1{delimiter}2\n".encode(), **AB)
        assert f"write delimiter = {told}." in sentence and '"a", "b"' in sentence


def test_a_missing_column_is_named_with_the_closest(refusal):
    sentence = refusal(b"EVENT_NO,USER,WHEN\n", needs=("EVENT_NUM", "user", "WHEN", "ZZZ"))
    assert 'lacks the columns "EVENT_NUM", "user", "ZZZ"' in sentence
    assert 'closest to "EVENT_NUM": EVENT_NO' in sentence and 'closest to "user": USER' in sentence
    assert 'its header (line 1) has "EVENT_NO", "USER", "WHEN"' in sentence


def test_a_name_twice_refuses_and_names_left_out_do_not(read, refusal):
    assert 'names "a" more than once' in refusal(b"a,b, a\n1,2,3\n")
    got = read(b"a,,\n1,2,3\n", needs=("a",))
    assert got.columns == ("a", "(column 2)", "(column 3)") and got.rows == [(2, "1")]


def test_a_line_with_a_nul_is_set_apart_alone(read):
    got = read(b'a,b\n1,2\n3,\0\n4,5\n6,"7\n\0"\n8,9\n', **AB)
    assert [row[0] for row in got.rows] == [2, 4, 7]
    assert [(m.line, m.why) for m in got.malformed] == [
        (3, "holds a NUL byte at byte 3"),
        (5, "holds a NUL byte at byte 1 (on its line 6)"),
    ]
    assert all(m.text.isprintable() for m in got.malformed)


def test_a_line_too_long_is_set_apart_and_keeps_its_quotes(read):
    long = b"x" * 5_000
    text = b'a,b\n1,2\n3,"%s"\n4,5\n6,"%s\ny"\n7,8\n%s' % (long, long, long)
    for chunk in (64, 1_000, 1 << 20):
        got = read(text, **AB, line=1_000, chunk=chunk)
        assert got.rows == [(2, "1", "2"), (4, "4", "5"), (7, "7", "8")]
        assert got.bad == [3, 5, 8]
        assert got.malformed[0].why == "is 5,004 bytes long, more than the 1,000 of a line"
        assert len(got.malformed[0].text) == 2_000


def test_fifty_megabytes_in_a_field_are_not_held(tmp_path):
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write(b"a,b\n1,2\n3,")
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b"\n4,5\n")
    tracemalloc.start()
    rows = open_rows(Part(path, None, "long.csv"), Delimited(), needs=("a", "b"), maybe=())
    lines = [line for batch in rows.batches for line in batch["line"].to_pylist()]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert lines == [2, 4] and rows.malformed[0].line == 3
    assert peak < 20_000_000


def test_a_quote_never_closed_refuses_with_its_line(refusal):
    text = b'a,b\n1,2\n3,"4\n' + b"5,6\n" * 50
    for chunk in (16, 1 << 20):
        sentence = refusal(text, **AB, chunk=chunk)
        assert "a quote that opens in the row at line 3 and is never closed" in sentence
    assert "at line 3 and is never closed" in refusal(b'a,b\n1,2\n3,"', **AB)
    assert "at line 3 and is never closed" in refusal(b'a,b\n1,2\n3,4,"5', **AB)
    sentence = refusal(b'a,b\n1,2\n3,"4\n' + b"5,6\n" * 50 + b'","\n', **AB, row_lines=20)
    assert "line 3" in sentence and "nothing of it was taken" in sentence


def test_rows_that_a_stray_quote_swallows_are_not_lost_in_silence(read):
    got = read(b'a,b\n1,"2\n3,4\n5,"6"\n7,8\n9,5" pipe\n', **AB)
    assert got.rows == [(5, "7", "8"), (6, "9", '5" pipe')]
    assert got.malformed[0].line == 2 and "takes in the lines up to 4" in got.malformed[0].why
    assert "3,4" in got.malformed[0].text
    got = read(b'a,b\n1,"2\n3,4\n5,6",7\n8,9\n', **AB)
    assert got.rows == [(5, "8", "9")]
    assert got.malformed[0].why.startswith("has 3 columns where the header has 2 (a quote in it")


def test_quotes_can_be_switched_off_or_be_others(read):
    assert read(b'a,b\n1,"2\n', Delimited(quote=""), **AB).rows == [(2, "1", '"2')]
    assert read(b"a,b\n1,'2,3'\n", Delimited(quote="'"), **AB).rows == [(2, "1", "2,3")]


@pytest.mark.parametrize(
    "reading",
    [
        Delimited(delimiter="||"),
        Delimited(delimiter="é"),
        Delimited(delimiter="\n"),
        Delimited(delimiter='"'),
        Delimited(quote="''"),
        Delimited(encoding="martian"),
        Delimited(encoding="zlib"),
        Delimited(encoding=""),
    ],
)
def test_habits_that_cannot_be_are_refused(refusal, reading):
    assert "write" in refusal(b"a,b\n1,2\n", reading)


def test_a_file_of_other_bytes_is_named_for_what_it_is(refusal):
    for head, kind in (
        (b"PAR1\x15\x04\x15\0", "a Parquet file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old Excel workbook"),
        (b"SQLite format 3\0\x10\0", "a SQLite database"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
    ):
        assert f"looks like {kind}" in refusal(head * 20)
    assert "is not text" in refusal(b"ab\0\0\0c\0\0" * 40)


def test_a_header_that_cannot_be_read_refuses(refusal):
    assert 'has a header that cannot be read (line 1: ""a,b")' in refusal(b'"a,b\n1,2\n')
    assert "line 1 holds a NUL byte" in refusal(b"a,\0b\n1,2\n")
    assert "line 1 is 2,003 bytes long" in refusal(b"a,b" + b"c" * 2_000 + b"\n1,2\n", line=1_000)


def test_a_file_of_mostly_malformed_rows_is_refused(read, refusal):
    text = b"a,b\n" + b"1,2,3\n" * 30
    assert "is mostly unreadable: 20 of its first 20 rows" in refusal(text, malformed=20)
    few = b"a,b\n" + b"1,2\n" * 5 + b"1,2,3\n" * 30
    assert "is mostly unreadable: 20 of its first" in refusal(few, malformed=20, chunk=16)
    assert "(line 7: has 3 columns where" in refusal(few, malformed=20, chunk=16)
    assert len(read(b"a,b\n" + b"1,2\n" * 60 + b"1\n" * 30, malformed=20).malformed) == 30


def test_closing_early_lets_go(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 100_000)
    rows = open_rows(
        Part(path, None, "a.csv"), Delimited(), needs=("a",), maybe=(), limits=Limits(chunk=4_000)
    )
    assert next(rows.batches).num_rows
    rows.close()
    rows.close()
    unread = open_rows(Part(path, None, "a.csv"), Delimited(), needs=("a",), maybe=())
    unread.close()


CELL = st.text(
    st.sampled_from('ab,;"\n\r é€😀\t|') | st.characters(exclude_categories=["Cs", "Cc"]),
    max_size=8,
)


@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=30),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    chunk=st.sampled_from([16, 64, 1 << 20]),
)
def test_what_python_writes_reads_back_with_its_lines(read, rows, end, quoting, chunk):
    text = io.StringIO(newline="")
    if end == "\n" and any("\r" in cell for row in rows for cell in row):
        quoting = csv.QUOTE_ALL  # else Python writes a CR bare, which ends the row for any reader
    writer = csv.writer(text, lineterminator=end, quoting=quoting)
    writer.writerow(["a", "b", "c"])
    expected = []
    for row in rows:
        so_far = text.getvalue()
        line = so_far.count("\n") + so_far.count("\r") - so_far.count("\r\n") + 1
        writer.writerow(row)
        if any(row):
            expected.append((line, *row))
    # A tiny chunk holds no row of several lines that is longer than it: the parser then refuses.
    size = chunk if chunk > 1_000 else max(chunk, 2 * len(text.getvalue().encode()) // 3 + 64)
    got = read(text.getvalue().encode(), needs=("a", "b", "c"), chunk=size)
    assert got.malformed == []
    assert got.rows == expected


LINE = st.sampled_from(
    [b"1,2", b"", b"3", b"4,5,6", b"x,\0", b"\xe9,1", "é,2".encode(), b"y" * 80 + b",1", b" ,"]
)


@given(
    lines=st.lists(LINE, max_size=40),
    end=st.sampled_from([b"\n", b"\r\n", b"\r"]),
    chunk=st.sampled_from([16, 100, 1 << 20]),
)
def test_rows_and_malformed_lines_are_the_lines_there_are(read, lines, end, chunk):
    got = read(end.join([b"a,b", *lines]), **AB, line=50, chunk=chunk)
    there = [at for at, line in enumerate(lines, start=2) if line]
    good = [at for at, line in enumerate(lines, start=2) if line in (b"1,2", b" ,", "é,2".encode())]
    assert [row[0] for row in got.rows] == good
    assert sorted(good + got.bad) == there
    assert got.bad == sorted(got.bad)
