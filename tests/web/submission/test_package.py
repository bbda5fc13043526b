"""The package: the same bytes twice, read as it was written, and refused when anything is amiss."""

import base64
import hashlib
import random
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from custodes.vocabulary.errors import UserError
from custodes.web.documents.personal import TELEPHONE
from custodes.web.plan.contents import Evidence, Figure
from custodes.web.plan.elements import Element, Qualifier, Status
from custodes.web.submission import package
from custodes.web.submission.keys import fingerprint, public_hex
from custodes.web.submission.package import (
    Claim,
    Confirmed,
    Submission,
    document,
    read,
    write,
)
from custodes.web.submission.personal import traces
from web.plan.north_yorkshire import CONTENT, ENTRY, PLAN

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
FIRST = "a24e1efda86907f5a2bfa3ea2d3faf1137ba4a36bc85ccd13cf36f34ded47d31"
DOCUMENTS = {ENTRY.name: CONTENT}
FIGURE = Figure("links", Element.LINKS, "Links", 3.0, "links", "run-1", date(2017, 5, 30))
SENT = Submission(
    "north-yorkshire",
    "North Yorkshire Police",
    "2017",
    "npcc-2017-04",
    datetime(2017, 5, 31, 12, tzinfo=UTC),
    datetime(2017, 5, 31, tzinfo=UTC),
    "Deputy chief constable",
    (Claim(Element.LINKS, Status.COMMENCED, "Begun.", (Qualifier.LACK_OF_DETAIL,)),),
    (
        replace(
            PLAN.lines[0],
            due=date(2017, 9, 30),
            evidence=(*PLAN.lines[0].evidence, Evidence("links")),
        ),
    ),
    (FIGURE,),
    (ENTRY,),
)


@pytest.fixture(scope="module")
def sent():
    return write(SENT, DOCUMENTS, KEY)


def test_it_is_read_as_it_was_written_and_is_the_same_twice(sent):
    assert write(SENT, DOCUMENTS, KEY) == sent
    got = read(sent, key=KEY.public_key().public_bytes_raw().hex())
    assert got.submission == SENT
    assert got.documents == DOCUMENTS


def test_what_was_packed_by_an_earlier_version_is_the_same_to_the_byte(sent):
    """What came later is left out while it is empty."""
    assert hashlib.sha256(sent).hexdigest() == FIRST


def test_a_number_that_is_nobodys_own_is_sent_once_it_is_confirmed_with_the_reason():
    content = b"Letter from the switchboard, 01632 960 001."
    entry = document("letter.txt", "Letter", content)
    whole = replace(SENT, documents=(ENTRY, entry))
    given = {**DOCUMENTS, "letter.txt": content}
    with pytest.raises(UserError, match=r"a telephone number in letter\.txt, page 1.*confirm it"):
        write(whole, given, KEY)
    said = Confirmed("letter.txt, page 1", TELEPHONE, "The number of the switchboard.")
    elsewhere = replace(said, where="the plan")
    for wrong, says in (
        (elsewhere, r"letter\.txt"),
        (replace(said, because=" "), "Say why"),
        (replace(said, kind="a victim named as such"), "Nobody can confirm"),
    ):
        with pytest.raises(UserError, match=says):
            write(replace(whole, confirmed=(wrong,)), given, KEY)
    confirmed = replace(whole, confirmed=(said,))
    got = read(write(confirmed, given, KEY))
    assert got.submission == confirmed
    with zipfile.ZipFile(BytesIO(got.content)) as box:
        text = box.read("submission.txt").decode()
    assert "* a telephone number in letter.txt, page 1: The number of the switchboard." in text


def test_one_who_is_named_beside_a_confirmed_number_still_stops_it():
    content = b"01632 960 001. The victim is Jane Example."
    entry = document("letter.txt", "Letter", content)
    said = Confirmed("letter.txt, page 1", TELEPHONE, "The switchboard.")
    whole = replace(SENT, documents=(ENTRY, entry), confirmed=(said,))
    with pytest.raises(UserError, match="a victim named as such") as told:
        write(whole, {**DOCUMENTS, "letter.txt": content}, KEY)
    assert "confirm it" not in str(told.value)


def test_a_fingerprint_is_read_out_in_fours_and_is_that_of_the_key():
    key = public_hex(KEY)
    digits = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:32]
    assert fingerprint(key).replace(" ", "") == digits
    assert len(fingerprint(key).split()) == 8
    assert fingerprint("") == fingerprint("no key") == ""


def test_one_byte_altered_anywhere_is_refused(sent):
    places = set(random.Random(1).sample(range(len(sent)), 500)) | {0, len(sent) - 1}
    for place in places:
        altered = bytearray(sent)
        altered[place] ^= 0x01
        with pytest.raises(UserError):
            read(bytes(altered))


def test_bytes_added_or_cut_off_are_refused(sent):
    for altered in (sent + b"x", b"x" + sent, sent[:-1], sent[: len(sent) // 2], b""):
        with pytest.raises(UserError):
            read(altered)


def _again(sent, *, leave="", manifest=None, **more):
    """The package zipped anew, and signed anew when its manifest is given."""
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(sent)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if manifest and name == "manifest.json":
                content = manifest
            if manifest and name == "manifest.sig":
                content = base64.b64encode(KEY.sign(manifest))
            if name != leave:
                new.writestr(name, content)
        for name, content in more.get("add", {}).items():
            new.writestr(name, content)
    return held.getvalue()


def test_a_missing_document_is_named(sent):
    with pytest.raises(UserError, match=r"missing.*action-plan"):
        read(_again(sent, leave="documents/action-plan.txt"))


def test_a_part_that_is_not_listed_is_refused(sent):
    with pytest.raises(UserError, match="does not name"):
        read(_again(sent, add={"documents/more.txt": "more"}))


@pytest.mark.parametrize(
    "path", ["../up.txt", "/etc/passwd", "documents/../x", "documents/a/b", "documents\\..\\x", "y"]
)
def test_a_path_outside_itself_is_refused(sent, path):
    with pytest.raises(UserError, match="outside itself"):
        read(_again(sent, add={path: "x"}))


def test_an_older_version_is_refused_and_told_as_such(sent):
    old = rfc8785.dumps({"custodes_submission": 0, "key": "", "parts": []})
    with pytest.raises(UserError, match="older version"):
        read(_again(sent, manifest=old))


def test_another_signer_than_the_force_is_refused(sent):
    with pytest.raises(UserError, match="another key"):
        read(sent, key="00" * 32)


def test_a_zip_that_unpacks_to_too_much_is_refused(sent, monkeypatch):
    monkeypatch.setattr(package, "MOST_BYTES", len(sent) - 1)
    with pytest.raises(UserError, match="larger"):
        read(sent)


@pytest.mark.parametrize(
    "text",
    [
        "Call her on 07700 900123.",
        "Write to jane@example.org",
        "DOB: 04/07/1991",
        "Graded 2 B P",
        "CHIS 4471",
        "The victim is Jane Example",
        "AB 12 34 56 C",
        "seen by Kestrel-9 twice",
    ],
)
def test_victim_and_source_data_is_refused_and_its_words_are_not_repeated(text):
    content = text.encode()
    entry = document("notes.txt", "Notes", content)
    with pytest.raises(UserError, match=r"victim or source data.*notes.txt, page 1") as told:
        write(
            replace(SENT, documents=(ENTRY, entry)),
            {**DOCUMENTS, "notes.txt": content},
            KEY,
            known=["Kestrel-9"],
        )
    assert text not in str(told.value)


@pytest.mark.parametrize(
    "number",
    ["07700 900123", "07700900123", "+44 7700 900123", "(01632) 960 001", "020 7946 0018"],
)
def test_a_telephone_number_is_known_however_it_is_written(number):
    assert [one.kind for one in traces([("here", f"Ring {number}.")])] == ["a telephone number"]


@pytest.mark.parametrize(
    "text",
    [
        "2017-05-30 2018-06-30, 05-30 2017-06-30",
        "0 12 34 56 78 91 23 45",
        "0.123456789 of 0.333 and 1,000,000",
        "Call 101 or write to psd@northyorkshire.police.uk",
        "Two analysts; 3 of 4 systems; plan B.",
        "a" * 64 + " " + "0123456789abcdef" * 4,
    ],
)
def test_what_a_plan_is_full_of_is_no_trace(text):
    assert traces([("here", text)]) == ()


def test_what_is_known_only_to_the_reader_is_refused_by_the_reader(sent):
    with pytest.raises(UserError, match="victim or source"):
        read(sent, known=["domestic abuse services"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b"not a pdf"),
        ("plan.docx", b"PK\x03\x04 not a docx"),
        ("plan.txt", b"\xff\xfe\x00"),
        ("plan.exe", b"MZ"),
        ("plan.pdf", b"%PDF-1.7 and nothing more"),
    ],
)
def test_a_document_that_is_not_what_its_name_says_is_refused(name, content):
    entry = document(name, "Plan", content)
    with pytest.raises(UserError, match="plan"):
        write(replace(SENT, documents=(ENTRY, entry)), {**DOCUMENTS, name: content}, KEY)


def test_a_figure_that_is_gone_and_a_document_that_changed_are_refused():
    with pytest.raises(UserError, match="figure that is gone"):
        write(replace(SENT, figures=()), DOCUMENTS, KEY)
    with pytest.raises(UserError, match="not the one"):
        write(SENT, {ENTRY.name: CONTENT + b"x"}, KEY)


def test_it_can_be_read_without_the_product(sent):
    with zipfile.ZipFile(BytesIO(sent)) as box:
        text = box.read("submission.txt").decode()
    assert "The force says: Commenced; Lack of detail. Begun." in text
    assert "Live: Links: 3 links (run run-1, 2017-05-30)" in text
    assert "No line of the plan." in text
