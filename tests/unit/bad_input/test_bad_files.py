"""Files that cannot be read: each is refused whole with a sentence, and the others go on."""

import gzip
import io
import struct
import zipfile
from datetime import timedelta

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from custodes.sources.reading import Limits
from custodes.vocabulary.errors import UserError
from lib.take_in_kit import content, taken


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, given in members:
            archive.writestr(name, given)
    return packed.getvalue()


def test_utf_16_with_and_without_its_mark(refused, good):
    text = good.decode()
    refused("accesses.csv", text.encode("utf-16"), "is in UTF-16", 'encoding = "utf-16"', "UTF-8")


def test_utf_16_without_its_mark(refused, good):
    words = ("looks like UTF-16 without its mark", 'encoding = "utf-16-le"')
    refused("accesses.csv", good.decode().encode("utf-16-le"), *words)


def test_a_wrong_delimiter_is_named(refused, good):
    swapped = good.replace(b",", b";")
    refused("accesses.csv", swapped, 'lacks the columns "access"', "looks delimited by a semicolon")


def test_missing_columns_are_named_with_the_closest(refused, good):
    renamed = good.replace(b"record_kind", b"record_kinds", 1).replace(b"login", b"logon", 1)
    sentence = refused(
        "accesses.csv", renamed, '"login"', '"record_kind"', "(line 1)", "export it with"
    )
    assert 'closest to "login": logon' in sentence
    assert 'closest to "record_kind": record_kinds' in sentence


def test_a_column_named_twice(refused, good):
    refused("accesses.csv", good.replace(b"terminal", b"login", 1), '"login" more than once')


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (b"", ("is empty (0 bytes)", "export it again")),
        (b"\n\n  \n", ("has no header line", "column names on the first line")),
        (b"\x00\x01\x02" * 3000, ("is not text", "NUL", "right file")),
        (b"%PDF-1.7\n\xff\xfe\x00\x01" + b"\xf0" * 300, ("looks like a PDF", "not delimited text")),
    ],
)
def test_what_is_no_table_of_text(refused, given, words):
    refused("accesses.csv", given, *words)


def test_a_quote_that_is_never_closed(refused, good):
    torn = good.replace(b"a-1", b'"a-1', 1)
    refused("accesses.csv", torn, "a quote that opens in the row at line 3", "close it")


def test_a_gzip_that_is_cut_off_says_how_far_it_goes(refused, good):
    rows = good + b"".join(good.splitlines(keepends=True)[1:] * 4000)
    packed = gzip.compress(rows)
    words = ("breaks off after line", "its gzip data is cut off", "fetch it again")
    refused("accesses.csv.gz", packed[: len(packed) // 2], *words)


def test_a_gzip_with_a_flipped_bit(refused, good):
    packed = bytearray(gzip.compress(good))
    packed[-6] ^= 0xFF
    refused("accesses.csv.gz", bytes(packed), "its gzip data is damaged", "nothing of it was taken")


@pytest.mark.parametrize("kept", [0.5, 0.9])
def test_a_zip_that_is_cut_off(refused, good, kept):
    packed = zipped(("a.csv", good), method=zipfile.ZIP_STORED)
    words = ("is a zip archive that is cut off or broken", "fetch it again")
    refused("accesses.csv.zip", packed[: int(len(packed) * kept)], *words)


def test_a_zip_whose_member_is_damaged(refused, good):
    packed = zipped(("a.csv", good), method=zipfile.ZIP_STORED).replace(b"a-2", b"a-9", 1)
    refused("accesses.csv.zip", packed, "its archive is broken", "give the file as it is")


@pytest.mark.parametrize(
    "outside", ["../../etc/passwd.csv", "/tmp/a.csv", "..\\a.csv", "C:\\a.csv"]
)
def test_a_zip_member_outside_itself(refused, good, outside):
    packed = zipped(("a.csv", good), (outside, good))
    refused("accesses.csv.zip", packed, "names a member outside itself", "ask who made it")


def test_a_zip_within_a_zip_and_an_encrypted_one(refused, good):
    inner = zipped(("b.csv", good))
    refused("accesses.csv.zip", zipped(("b.zip", inner)), "holds another archive", "unpack")


def test_an_encrypted_zip(refused, good):
    packed = bytearray(zipped(("a.csv", good)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        where = packed.index(mark) + at
        packed[where : where + 2] = struct.pack("<H", 1)
    refused("accesses.csv.zip", bytes(packed), "is encrypted", "give the files as they are")


@pytest.mark.parametrize("name", ["accesses.csv.zip", "accesses.csv.gz"])
def test_an_archive_made_to_fill_the_disk(refused, good, name, monkeypatch):
    lower = Limits(ratio=20, ratio_from=100_000, chunk=50_000)
    monkeypatch.setitem(_opener().__kwdefaults__, "limits", lower)
    swollen = good + b"".join(good.splitlines(keepends=True)[1:2] * 120_000)
    packed = zipped(("a.csv", swollen)) if name.endswith("zip") else gzip.compress(swollen)
    sentence = refused(name, packed, "unpacks to far more than it should", "fill a disk")
    seen = int(sentence.split("(")[1].split(" bytes")[0].replace(",", ""))
    assert seen < len(swollen) / 2


def _opener():
    from custodes.sources.reading import open_rows

    return open_rows


def parquet(**columns: pa.Array) -> bytes:
    written = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), written)
    return written.getvalue().to_pybytes()


def plain_columns(**changes: pa.Array) -> dict[str, pa.Array]:
    columns = {
        "access": pa.array(["a-0"]),
        "at": pa.array(["2026-03-02T09:30:00Z"]),
        "system": pa.array(["rms"]),
        "login": pa.array(["l-1"]),
        "action": pa.array(["view"]),
        "record_kind": pa.array(["person"]),
        "record": pa.array(["P-1"]),
    }
    return columns | changes


@pytest.mark.parametrize(
    "changes",
    [
        {"login": pa.array([["l-1"]])},
        {"at": pa.array([{"at": "2026"}])},
        {"at": pa.array([timedelta(seconds=5)])},
    ],
)
def test_a_parquet_column_without_plain_text(refused, changes):
    given = parquet(**plain_columns(**changes))
    refused("accesses.parquet", given, f'"{next(iter(changes))}" as', "export it as text")


def test_a_parquet_that_is_none_is_cut_off_or_lacks_columns(refused):
    refused("accesses.parquet", b"access,at\n", "is not a whole Parquet file", "fetch it again")


def test_a_parquet_that_is_cut_off(refused):
    given = parquet(**plain_columns())
    refused("accesses.parquet", given[: len(given) // 2], "is not a whole Parquet file")


def test_a_parquet_whose_pages_are_damaged(refused):
    given = bytearray(parquet(**plain_columns(access=pa.array([f"a-{n}" for n in range(1)]))))
    given[4:60] = b"\xff" * 56
    refused("accesses.parquet", bytes(given), "cannot be read", "nothing of it was taken")


def test_a_parquet_without_a_needed_column(refused):
    columns = plain_columns()
    columns["logon"] = columns.pop("login")
    refused("accesses.parquet", parquet(**columns), '"login"', 'closest to "login": logon')


def test_a_file_that_leads_out_of_the_folder(home, folder, tmp_path, good):
    (tmp_path / "elsewhere.csv").write_bytes(good)
    link = folder / "accesses.csv"
    link.symlink_to(tmp_path / "elsewhere.csv")
    before = content(home)
    with pytest.raises(UserError, match=r"accesses.csv leads by a link to a file outside its"):
        taken(home, folder)
    assert content(home) == before
    link.unlink()
    link.write_bytes(good)
    assert [f.taken for f in taken(home, folder).files] == [1, 3]


@pytest.mark.parametrize("pattern", ["../*.csv", "/etc/*.csv", "a/../../b.csv", "C:\\\\x.csv"])
def test_a_pattern_that_leaves_the_folder(home, folder, pattern):
    (folder / "force.toml").write_text(
        f'[feeds.a]\nsource = "exchange"\ntable = "accesses"\nfiles = "{pattern}"\n'
        'system = "rms"\nowner = "x"\nlegal_basis = "y"\npurpose = "z"\n'
    )
    before = content(home)
    with pytest.raises(UserError, match=r"\[feeds.a\] The file pattern .* leaves the feed's"):
        taken(home, folder / "force.toml")
    assert content(home) == before
