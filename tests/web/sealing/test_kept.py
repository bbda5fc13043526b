"""What an earlier version sealed still opens: the files in `kept/` are never made again."""

import json
from pathlib import Path

import pytest

from custodes.web.sealing import envelope, keyring, recovery, reporter
from custodes.web.sealing.contents import message_from, report_from
from web.sealing.sealed import FILES, PASSPHRASE, REPORT

KEPT = sorted(folder for folder in (Path(__file__).parent / "kept").iterdir() if folder.is_dir())


@pytest.fixture(params=KEPT, ids=lambda folder: folder.name)
def folder(request):
    return request.param


@pytest.fixture
def said(folder):
    return json.loads((folder / "reporter.json").read_text())


def test_a_version_is_kept_for_each_that_there_was():
    assert [folder.name for folder in KEPT] == [
        f"v{number}" for number in range(1, envelope.VERSION + 1)
    ]


def test_a_reader_opens_it(folder):
    ring = keyring.keyring_from((folder / "keyring.json").read_text())
    held = keyring.unlocked(ring, reader="reader-1", passphrase=PASSPHRASE)
    found = envelope.opened(
        envelope.envelope_from((folder / "report.envelope").read_bytes()), *held.keys
    )
    assert report_from(found.content) == REPORT
    assert {name: found.file(name) for name in found.files} == FILES


def test_the_reporter_opens_the_answer(folder, said):
    sent = envelope.envelope_from((folder / "message.envelope").read_bytes())
    lock = reporter.lock_from(bytes.fromhex(said["lock"]))
    key = reporter.unlocked(lock, said["words"], report=sent.report)
    found = envelope.opened(sent, key, part="from-unit/0001")
    assert message_from(found.content).text == "Diolch."


def test_two_trustees_open_it(folder):
    shares = [recovery.share_from((folder / f"share-{n}.txt").read_text()) for n in (1, 3)]
    found = envelope.opened(
        envelope.envelope_from((folder / "report.envelope").read_bytes()),
        recovery.recovered(*shares),
    )
    assert report_from(found.content) == REPORT


def test_a_seed_still_gives_the_words_that_it_gave(said):
    """A form that was open while the service was renewed is told the words that belong to it."""
    told = reporter.secret_from(bytes.fromhex(said["seed"]))
    assert (told.code, " ".join(told.words)) == (said["code"], said["words"])
