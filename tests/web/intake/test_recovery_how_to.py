"""Recovery from the how-to alone: its commands, on a machine that has the backup and two shares."""

import re
import shlex
import shutil
from datetime import date

import pytest

from custodes.store.home import Home
from custodes.web.intake.hand_over import held, keep
from custodes.web.intake.vault import load
from custodes.web.sealing import envelope, keyring, recovery
from web.design.browser import ROOT
from web.intake.served import custodes
from web.sealing.sealed import CHEAP, PASSPHRASE

HOW_TO = (ROOT / "docs/how-to/recover-reports.md").read_text("utf-8")
NEW = "a heron stands in the weir"


def commands():
    return re.findall(r"^\s*\$ custodes (.+)$", HOW_TO, re.MULTILINE)


@pytest.fixture
def machine(tmp_path):
    """A backup of a unit whose keyring nobody can open, and the shares of two trustees."""
    public, shares = recovery.new_recovery()
    ring = keyring.new_keyring(
        unit="U", reader="gone", passphrase=PASSPHRASE, recovery=public, on=date(2026, 3, 2),
        cost=CHEAP,
    )  # fmt: skip
    home = Home.create(tmp_path / "lost")
    for number in range(3):
        one = envelope.sealed(
            f"report {number}".encode(),
            report=envelope.new_id(),
            units=[ring.public.intake],
            reporter=bytes([9] * 32),
            recovery=public,
        )
        keep(home.path / "web/inbox", one.name, one.to_bytes())
    (home.path / "web/keyring.json").write_text(str(ring))
    fresh = tmp_path / "fresh-machine"
    fresh.mkdir()
    custodes("backup", fresh / "backup.custodes", "--home", home.path, folder=fresh)
    shutil.rmtree(home.path)
    for share in (shares[0], shares[2]):
        (fresh / f"share-{share.number}.txt").write_text(str(share))
    return fresh


def test_its_commands_open_everything_again(machine):
    lines = commands()
    assert [line.split()[0] for line in lines] == ["restore", "intake", "intake"]
    for line in lines:
        shown = custodes(*shlex.split(line), folder=machine, said=f"{NEW}\n{NEW}\n")
    assert "READER, since" in shown
    ring = load(machine / "fresh/web/keyring.json")
    own = keyring.unlocked(ring, reader="READER", passphrase=NEW)
    kept = held(machine / "fresh/web/inbox").values()
    opened = [envelope.opened(envelope.envelope_from(raw), *own.keys).content for raw in kept]
    assert sorted(opened) == [b"report 0", b"report 1", b"report 2"]
    assert len(list((machine / "new-shares").glob("share-*.txt"))) == 3
