"""Gzip and zip read in place: whole, cut off, damaged and swelling."""

import gzip
import io
import zipfile

import pytest

from custodes.sources.base import Delimited, JsonLines, TextLines

PLAIN = b"a,b\n" + b"".join(b"%d,x%d\n" % (n, n * 7919 % 1000) for n in range(20_000))


def test_gzip_is_known_by_its_bytes_not_its_name(read):
    assert read(gzip.compress(PLAIN), needs=("a", "b"), name="x.csv").rows == (
        read(PLAIN, needs=("a", "b"), name="y.csv.gz").rows
    )


def test_gzip_of_several_members_and_padding_is_read_through(read):
    two = gzip.compress(b"a,b\n1,2\n") + gzip.compress(b"3,4\n5") + gzip.compress(b",6\n")
    assert read(two + b"\0" * 700, needs=("a", "b")).rows == [
        (2, "1", "2"),
        (3, "3", "4"),
        (4, "5", "6"),
    ]


def test_gzip_inside_a_zip_is_read_in_place(read, make_zip):
    assert len(read(make_zip(**{"x.csv.gz": gzip.compress(PLAIN)}), needs=("a",)).rows) == 20_000


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_gzip_cut_off_names_the_last_whole_line(refusal, share):
    packed = gzip.compress(PLAIN)
    sentence = refusal(packed[: int(len(packed) * share)], needs=("a",))
    assert "its gzip data is cut off" in sentence and "nothing of it was taken" in sentence
    line = int(sentence.split("after line ")[1].split(":")[0].replace(",", ""))
    assert abs(line / 20_000 - share) < 0.2


def test_gzip_cut_off_at_its_checksum_is_refused(refusal):
    assert "cut off" in refusal(gzip.compress(PLAIN)[:-1])


@pytest.mark.parametrize("reading", [Delimited(), JsonLines(), TextLines()])
def test_gzip_that_was_damaged_is_refused(refusal, reading):
    packed = bytearray(gzip.compress(b"{}\n" * 9_000 if reading == JsonLines() else PLAIN))
    packed[-6] ^= 0xFF
    assert "its gzip data is damaged" in refusal(bytes(packed), reading)
    assert "follows its end" in refusal(gzip.compress(PLAIN) + b"more", reading=TextLines())


def test_a_zip_member_that_was_damaged_or_stored_short_is_refused(refusal):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("x.csv", PLAIN)
    wrong = packed.getvalue().replace(b"19990,", b"19991,", 1)
    sentence = refusal(wrong, needs=("a",))
    assert "breaks off after line" in sentence and "damaged" in sentence


def test_a_bomb_is_refused_before_it_fills_anything(refusal, make_zip):
    swollen = b"a,b\n" + b"0,0\n" * 500_000
    limits = {"ratio_from": 100_000, "chunk": 50_000}
    for packed in (gzip.compress(swollen), make_zip(**{"x.csv": swollen})):
        sentence = refusal(packed, needs=("a",), **limits)
        assert "unpacks to far more than it should" in sentence
        seen = int(sentence.split("(")[1].split(" bytes")[0].replace(",", ""))
        assert seen < 500_000


def test_what_unpacks_beyond_all_is_refused_and_what_packs_well_is_not(read, refusal):
    packed = gzip.compress(PLAIN)
    assert "unpacks to far more" in refusal(packed, unpacked=100_000)
    assert len(read(packed, ratio_from=100_000).rows) == 20_000


def test_a_gzip_of_nothing_is_empty(refusal):
    assert "is empty (0 bytes)" in refusal(gzip.compress(b""))
    assert "cut off" in refusal(b"\x1f\x8b")
