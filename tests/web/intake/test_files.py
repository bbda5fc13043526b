"""Files: known by content, cleaned or refused; three hundred hostile ones with no fault of ours."""

import io
import json
import os
import re
import socket
import struct
import subprocess
import sys
import threading
from collections import Counter

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from custodes.web.intake.files.cleaning import clean_pdf, clean_text
from custodes.web.intake.files.examining import Refused, examined, plain_name
from custodes.web.intake.files.jpeg import NoPicture, bare_jpeg
from custodes.web.intake.files.scanner import scanned
from custodes.web.intake.files.uploading import MOST_BYTES
from custodes.web.intake.models import Submission
from custodes.web.sealing.contents import Scan, report_from
from custodes.web.sealing.envelope import envelope_from, opened
from web.intake.conftest import Reporter, text_of
from web.intake.hostile import (
    EICAR,
    MARK,
    docx,
    formulas,
    hostile,
    pdf,
    photograph_of_a_pdf,
    picture,
    told_by_a_camera,
    zipped,
)

SECONDS, MEGABYTES = 5, 300
CHILD = """
import json, sys, time
from pathlib import Path
from django.conf import settings
settings.configure(USE_I18N=False)
from custodes.web.intake.files.examining import Refused, examined
from custodes.web.sealing.contents import Scan
from web.intake.hostile import EICAR, MARK, hostile

PROCESS = Path("/proc/self")

def peak():
    told = (PROCESS / "status").read_text()
    return int(told.split("VmHWM:")[1].split()[0]) // 1024

for one in hostile():
    (PROCESS / "clear_refs").write_text("5")  # from here on the peak is of this file
    began = time.process_time()
    try:
        found = examined(one.name, one.content, number=1,
                         scan=lambda raw: Scan.FOUND if EICAR in raw else Scan.CLEAN)
        clean = found.parts.get("file/1/clean")
        outcome = "no clean copy" if clean is None else "harm" if MARK in clean else "clean"
        name = found.told.name
    except Refused as why:
        outcome, name = "refused", ""
    took = time.process_time() - began
    print(json.dumps([one.kind, one.refused, outcome, took, peak(), name]), flush=True)
"""


@pytest.fixture(scope="module")
def looked_through():
    """What became of each, in a process of its own, whose memory can be told."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_there_are_three_hundred_of_many_kinds(looked_through):
    assert len(looked_through) >= 300
    assert len({kind for kind, *_ in looked_through}) >= 40


def test_each_is_refused_or_made_harmless(looked_through):
    wrong = Counter()
    for kind, refused, outcome, *_ in looked_through:
        if outcome in ("harm", "no clean copy") or (refused and outcome != "refused"):
            wrong[f"{kind}: {outcome}"] += 1
    assert wrong == {}


def test_none_takes_long_or_much_memory(looked_through):
    slow = [row for row in looked_through if row[3] >= SECONDS]
    large = [row for row in looked_through if row[4] >= MEGABYTES]
    assert (slow, large) == ([], [])


def test_no_name_can_hide_what_a_file_is(looked_through):
    for *_, name in looked_through:
        assert name == "" or (name.isprintable() and "/" not in name and "\\" not in name)
        assert "\u202e" not in name
        assert len(name) < 90
        assert name.count(".") == 1 or name == ""


@pytest.mark.django_db
def test_one_of_each_kind_through_the_pages_gives_no_fault(reporter):
    seen = set()
    reporter.tell()
    fields = reporter.sent_with
    for one in hostile():
        if one.kind in seen:
            continue
        seen.add(one.kind)
        file = SimpleUploadedFile("x", one.content)
        file.name = one.name or "x"
        answer = reporter.post("/tell/staff/", {**fields, "files": [file], "go": "send"})
        assert answer.status_code in (200, 400, 422), (one.kind, answer.status_code)


OFFICE = "application/vnd.openxmlformats-officedocument."


def honest():
    turned = Image.Exif()
    turned[0x0112] = 6
    recording = struct.pack(">L", 24) + b"ftypM4A \0\0\0\0M4A isom" + bytes(300)
    return {
        "photo.jpg": (picture("JPEG", exif=turned), "image/jpeg", True),
        "screen.PNG": (picture(), "image/png", True),
        "letter.pdf": (pdf(), "application/pdf", True),
        "notes.txt": (b"Wrth y drws, 9 o'r gloch.\n", "text/plain", True),
        "word.docx": (docx(), OFFICE + "wordprocessingml.document", False),
        "voice.m4a": (recording, "audio/mp4", False),
        "book.xlsx": (
            zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
            OFFICE + "spreadsheetml.sheet",
            False,
        ),
    }


@pytest.mark.parametrize("name", honest())
def test_an_honest_file_is_taken_with_its_original_whole(name):
    content, kind, has_clean = honest()[name]
    found = examined(name, content, number=2, scan=lambda _raw: Scan.CLEAN)
    assert found.parts["file/2/original"] == content
    assert found.told.kind == kind
    assert bool(found.told.clean) is has_clean
    assert bool(found.told.notes) is not has_clean
    assert found.told.size == len(content)


def test_a_photograph_is_turned_upright_and_keeps_its_pixels():
    raw, *_ = honest()["photo.jpg"]
    found = examined("photo.jpg", raw, number=1, scan=lambda _raw: Scan.CLEAN)
    clean = Image.open(io.BytesIO(found.parts["file/1/clean"]))
    assert clean.size == (30, 40)
    assert dict(clean.getexif()) == {}
    assert "icc_profile" not in clean.info


@pytest.mark.parametrize("progressive", [False, True], ids=["at once", "in steps"])
def test_a_photograph_in_a_pdf_keeps_its_pixels_and_loses_what_the_camera_told(progressive):
    raw = photograph_of_a_pdf(
        exif=told_by_a_camera(), comment=MARK, progressive=progressive, quality=90
    )
    assert MARK in raw
    clean = clean_pdf(raw)
    assert MARK not in clean and b"Exif" not in clean
    assert pixels(clean) == pixels(raw)


def pixels(raw):
    with pikepdf.open(io.BytesIO(raw)) as whole:
        (shown,) = whole.pages[0].get_images().values()
        return pikepdf.PdfImage(shown).as_pil_image().convert("RGB").tobytes()


def test_colours_of_a_press_stay_as_they_were():
    """Adobe's own segment says that CMYK is kept the other way round."""
    out = io.BytesIO()
    Image.effect_noise((40, 30), 40).convert("CMYK").save(out, "JPEG", exif=told_by_a_camera())
    bare = bare_jpeg(out.getvalue())
    assert MARK not in bare
    before, after = (Image.open(io.BytesIO(raw)) for raw in (out.getvalue(), bare))
    assert after.mode == "CMYK" and after.tobytes() == before.tobytes()


def test_a_photograph_that_was_cut_short_is_stripped_as_far_as_it_goes():
    raw = picture("JPEG", size=(400, 300), exif=told_by_a_camera())
    bare = bare_jpeg(raw[: len(raw) // 2])
    assert MARK not in bare and len(bare) > len(raw) // 3
    for wrong in (b"", b"\xff\xd8", b"GIF89a", raw[:40], b"\xff\xd8\xff\xe1\x00\x01"):
        with pytest.raises(NoPicture):
            bare_jpeg(wrong)


def test_a_text_keeps_its_words():
    said = "Mae'n dod \N{RIGHT SINGLE QUOTATION MARK}nôl bob nos."
    assert clean_text(f"{said}\r\nYes".encode()) == f"{said}\nYes\n".encode()


@pytest.mark.parametrize("one", list(formulas()), ids=lambda one: one.content[:2])
def test_no_cell_of_a_clean_text_is_one_that_a_spreadsheet_runs(one):
    cells = clean_text(one.content).decode().replace("\n", ",").split(",")
    assert [cell for cell in cells if re.match(r"[\s\"]*[=+\-@|]", cell)] == []


def test_a_clean_text_has_no_sign_that_turns_others():
    assert clean_text(b"=1+1,a\n") == b"'=1+1,a\n"
    assert clean_text("a\u202eb".encode()) == b"ab\n"


@pytest.mark.parametrize(
    ("name", "plain"),
    [("a/b\\c.png", "c.png"), ("", "file"), ("ﬁle.txt", "file.txt"), ("x" * 200, "x" * 80)],
)
def test_names_are_made_plain(name, plain):
    assert plain_name(name) == plain


class Clamd(threading.Thread):
    """Answers one INSTREAM as clamd does."""

    def __init__(self, path, says=None):
        super().__init__(daemon=True)
        self.line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.line.bind(str(path))
        self.line.listen()
        self.says, self.got = says, b""

    def run(self):
        line, _ = self.line.accept()
        self.line.close()
        with line, line.makefile("rb") as said:
            assert said.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!L", said.read(4))[0]:
                self.got += said.read(size)
            found = b"stream: Eicar-Test-Signature FOUND" if EICAR in self.got else b"stream: OK"
            line.sendall((self.says or found) + b"\0")


@pytest.mark.parametrize(
    ("content", "says", "scan"),
    [
        (b"a" * 200_000, None, Scan.CLEAN),
        (b"x" * 70_000 + EICAR, None, Scan.FOUND),
        (b"a", b"INSTREAM size limit exceeded. ERROR", Scan.NOT_SCANNED),
    ],
)
def test_the_scanner_is_asked_and_believed(tmp_path, content, says, scan):
    clamd = Clamd(tmp_path / "clamd", says)
    clamd.start()
    assert scanned(content, tmp_path / "clamd") is scan
    clamd.join(2)
    assert clamd.got == content


def test_a_scanner_that_is_down_or_silent_drops_nothing(tmp_path, monkeypatch):
    from custodes.web.intake.files import scanner

    assert scanned(b"a", None) is Scan.NOT_SCANNED
    assert scanned(b"a", tmp_path / "nothing") is Scan.NOT_SCANNED
    monkeypatch.setattr(scanner, "PATIENCE", 0.05)
    silent = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    silent.bind(str(tmp_path / "silent"))
    silent.listen()
    assert scanned(b"a", tmp_path / "silent") is Scan.NOT_SCANNED
    silent.close()


@pytest.mark.django_db
def test_files_are_sealed_with_the_report_and_kept_when_no_scanner_answers(reporter, unit):
    raw = picture("JPEG", comment=MARK)
    page = reporter.tell(
        files=[SimpleUploadedFile("a.jpg", raw), SimpleUploadedFile("b.txt", b"So.")]
    )
    assert page.status_code == 200
    whole = opened(envelope_from(bytes(Submission.objects.get().envelope)), *unit.held.keys)
    told = report_from(whole.content).files
    assert [one.name for one in told] == ["a.jpg", "b.txt"]
    assert {one.scan for one in told} == {Scan.NOT_SCANNED}
    assert whole.file(told[0].original) == raw
    assert MARK not in whole.file(told[0].clean)


@pytest.mark.django_db
def test_a_file_that_is_refused_keeps_the_answers_and_says_why(reporter):
    page = reporter.tell(files=[SimpleUploadedFile("a.exe", b"MZ\0\0")])
    assert page.status_code == 422
    assert "We cannot take “a.exe”" in text_of(page)
    assert "choose your files again" in text_of(page)
    assert "He rings her" in text_of(page)
    assert Submission.objects.count() == 0


@pytest.mark.django_db
def test_a_file_that_is_too_large_or_one_too_many_is_refused(intake):
    large = SimpleUploadedFile("a.png", bytes(MOST_BYTES + 1))
    assert "larger than 10 MB" in text_of(Reporter().tell(files=[large]))
    many = [SimpleUploadedFile(f"{n}.txt", b"So.") for n in range(4)]
    assert "3 files at most" in text_of(Reporter().tell(files=many))
    assert Submission.objects.count() == 0


def test_an_upload_never_has_a_file_on_disk(intake, rf, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    request = rf.post("/", {"files": SimpleUploadedFile("a.png", bytes(5_000_000))})
    assert request.FILES["files"].size == 5_000_000
    assert not (tmp_path / "none").exists()


def test_a_refusal_is_a_sentence():
    with pytest.raises(Refused, match="is empty"):
        examined("a.png", b"", number=1, scan=lambda _raw: Scan.CLEAN)
