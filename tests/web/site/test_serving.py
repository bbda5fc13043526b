"""A home made ready and served: its secrets, its database, and a page that answers."""

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from custodes.cli.serving import serve_made_up
from custodes.store.home import Home
from custodes.vocabulary.errors import UserError
from custodes.web.site.config import config_from
from custodes.web.site.keys import audit_signer, make_missing
from custodes.web.site.serving import check_free

PROGRAM = """
import socket, sys, threading, urllib.request
from datetime import UTC, datetime
from pathlib import Path
from custodes.web.site.serving import ready, serve

def told(address):
    def ask():
        where = address.split("/")[2].split(":")
        kept = [socket.create_connection(where) for _ in range(int(sys.argv[2]))]
        try:
            said = urllib.request.urlopen(address + "healthz", timeout=15).read().decode()
        except OSError as wrong:
            said = repr(wrong) + chr(10)
        print(said, end="", flush=True)
    threading.Thread(target=ask, daemon=True).start()

config = ready(Path(sys.argv[1]), demonstration=True)
from custodes.web.audit.actions import By, record
from custodes.web.audit.words import Action
record(Action.CONFIG, by=By("command"), kind="site")
serve(config, host="127.0.0.1", port=0, clock=lambda: datetime.now(UTC), told=told)
from custodes.web.audit.models import Checkpoint
print("checkpoints", Checkpoint.objects.count(), flush=True)
"""


def modes(folder: Path) -> dict[str, int]:
    return {p.name: stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir()}


@pytest.mark.parametrize("kept", [0, 25 * 6], ids=["alone", "beside 25 browsers that are idle"])
def test_it_serves_and_ends_with_a_checkpoint(tmp_path, kept):
    home = Home.create(tmp_path / "home")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CUSTODES")}
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(home.path), str(kept)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "well\n"
        assert set(modes(home.path / "web").values()) == {0o600}
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=40)
    finally:
        child.kill()
    assert out == "checkpoints 1\n", err
    assert "Traceback" not in err


@pytest.mark.enable_socket
def test_an_address_that_is_taken_is_told_before_anything_is_made(tmp_path):
    home = Home.create(tmp_path / "home")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UserError, match="cannot be served: Address already in use"):
            serve_made_up(home, port=port)
    assert not (home.path / "web").exists()
    check_free("127.0.0.1", port)
    with pytest.raises(UserError, match="cannot be served"):
        check_free("no-such-host.invalid", port)


def test_secrets_are_made_once_and_for_their_owner_alone(tmp_path):
    config = config_from({"CUSTODES_HOME": str(tmp_path)})
    make_missing(config)
    held = {p.name: p.read_text() for p in config.folder.iterdir()}
    make_missing(config)
    assert {p.name: p.read_text() for p in config.folder.iterdir()} == held
    assert set(modes(config.folder).values()) == {0o600}
    assert stat.S_IMODE(config.folder.stat().st_mode) == 0o700
    assert len(held["secret.key"]) > 60


def test_a_key_that_others_may_read_is_not_used(tmp_path):
    config = config_from({"CUSTODES_HOME": str(tmp_path)})
    with pytest.raises(UserError, match="There is no"):
        audit_signer(config)
    make_missing(config)
    assert audit_signer(config).key.name.startswith("custodes-")
    config.audit_key.chmod(0o644)
    with pytest.raises(UserError, match="Others may read"):
        audit_signer(config)
    config.audit_key.chmod(0o600)
    config.audit_key.write_text("nonsense")
    with pytest.raises(UserError, match="cannot be read as a key"):
        audit_signer(config)


WORKER = """
import os, sys, threading
from datetime import UTC, datetime
from pathlib import Path
from custodes.web.site import serving

def clock():
    return datetime.now(UTC)

config = serving.ready(Path(sys.argv[1]), demonstration=True)
from custodes.web.accounts.installation import found_account, found_compartment
from custodes.web.decision import Action, Kind
from custodes.web.jobs.kinds import JobKind, kinds
from custodes.web.jobs.models import Job

at_work = threading.Event()

def run(job, told):
    if sys.argv[2] == "die":
        print("working", flush=True)
        threading.Event().wait(30)
    return {"words": "worked"}

kinds()["k"] = JobKind("k", "K", run, may=Action.START_RUN)
if sys.argv[2] == "die":
    who = found_account(email="a@b.example", name="A", at=clock())
    where = found_compartment(kind=Kind.MONITORING, title="M")
    Job.queue.create(kind="k", asked_by=who, compartment=where, asked_at=clock())
else:
    from datetime import timedelta
    from custodes.web.jobs import holding
    holding.SILENT_FOR = timedelta(0)

def look():
    for _ in range(200):
        job = Job.queue.get()
        if job.state == "done":
            print(job.state, job.tries, job.result["words"], flush=True)
            os._exit(0)
        threading.Event().wait(0.05)

if sys.argv[2] != "die":
    threading.Thread(target=look, daemon=True).start()
serving.work(config, clock=clock, told=lambda home: None)
"""


def test_a_worker_that_is_killed_loses_no_job(tmp_path):
    home = Home.create(tmp_path / "home")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CUSTODES")}
    command = [sys.executable, "-c", WORKER, str(home.path)]
    killed = subprocess.Popen([*command, "die"], stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "working\n"
    finally:
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
    next_one = subprocess.run(
        [*command, "live"], capture_output=True, text=True, env=environment, timeout=40
    )
    assert next_one.stdout == "done 2 worked\n", next_one.stderr
