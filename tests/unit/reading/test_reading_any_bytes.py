"""Whatever the bytes of a file are, reading gives rows or one sentence."""

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from custodes.sources.base import (
    Delimited,
    JsonDocument,
    JsonLines,
    ParquetFile,
    TextLines,
    Workbook,
)
from custodes.sources.reading import Limits, open_rows, parts_of
from custodes.vocabulary.errors import UserError

PIECES = st.sampled_from(
    [b"a", b",", b";", b'"', b"\n", b"\r", b"\r\n", b"\0", b"\xe9", b"\xff\xfe", b"{", b"}", b"[",
     b'{"a":1}', b"1", b" ", b"PK\x03\x04", b"PAR1", b"\x1f\x8b\x08\0", b"\xef\xbb\xbf", b"\x04end"]
)  # fmt: skip
ANY = st.binary(max_size=60) | st.lists(PIECES, max_size=25).map(b"".join)
READINGS = [
    Delimited(),
    Delimited(delimiter=None, quote=""),
    Delimited(encoding="cp1252"),
    Delimited(encoding="utf-16"),
    JsonLines(),
    JsonDocument(),
    JsonDocument(("a", "b")),
    TextLines(encoding="utf-7"),
    Workbook(),
    ParquetFile(),
]


@pytest.mark.parametrize("reading", READINGS, ids=repr)
@given(content=ANY, packed=st.booleans(), chunk=st.sampled_from([8, 100, 1 << 20]))
@example(content=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000, packed=False, chunk=100)
def test_any_bytes_give_rows_or_a_sentence(reading, content, packed, chunk):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "given"
        path.write_bytes(gzip.compress(content) if packed else content)
        try:
            for part in parts_of(path, Path(folder)):
                rows = open_rows(
                    part, reading, needs=(), maybe=("a",), limits=Limits(line=40, chunk=chunk)
                )
                lines: list[int] = []
                for batch in rows.batches:
                    lines += batch["line"].to_pylist()
                rows.close()
                told = [m.line for m in rows.malformed]
                if reading.__class__ is not JsonDocument:
                    assert lines == sorted(set(lines)) and not set(lines) & set(told)
                assert told == sorted(told)
        except UserError as refused:
            assert str(refused).endswith(".")
