"""`custodes alert ID --pdf`: the same paper from the command line, on record where pages are."""

import json
import os
import subprocess
import sys

import pypdf
import pytest

from custodes.web.alerts.actions.deciding import decide
from custodes.web.audit.models import Event
from custodes.web.packs.commanded import taken_out
from web.accounts.people import asker
from web.documents.test_pdf import flat

SERVED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from custodes.web.site.serving import ready

home = Path(sys.argv[1])
ready(home, demonstration=True)
from custodes.web.alerts.demonstration import seed

seed(at=datetime.now(UTC), home=home)
from custodes.web.alerts.models import AlertDecision
from custodes.web.alerts.taking import everything

row = everything(AlertDecision).first()
print(row.alert.alert_id, row.reason, sep="|")
"""
EVENTS = """
import json, sys
from pathlib import Path
from custodes.web.site.serving import ready

ready(Path(sys.argv[1]), demonstration=True)
from custodes.web.audit.models import Event

rows = Event.objects.filter(kind="alert_pack").values_list("action", "actor", "reason")
print(json.dumps(list(rows)))
"""


def run(*words, **environment):
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("CUSTODES", "DJANGO"))}
    return subprocess.run(
        [sys.executable, *map(str, words)], capture_output=True, text=True, env=plain | environment
    )


def pack(home, name, to, **environment):
    start = "from custodes.cli.main import run; run()"
    return run("-c", start, "alert", name, "--pdf", to, "--home", home, **environment)


def test_a_pack_from_the_command_line(home, tmp_path):
    to = tmp_path / "pack.pdf"
    done = pack(home.path, "R0001-01", to)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "R0001-01" in done.stderr
    assert "Alert R0001-01" in flat(pypdf.PdfReader(to).pages[0])
    assert not (home.path / "web").exists(), "printing a pack prepares no pages"
    wrong = pack(home.path, "R0001-01", tmp_path / "nowhere" / "pack.pdf")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (1, 1), wrong.stderr


@pytest.mark.soak
def test_where_there_are_pages_their_decisions_are_in_it_and_it_is_on_record(home, tmp_path):
    made = run("-c", SERVED, home.path)
    assert made.returncode == 0, made.stderr
    name, reason = made.stdout.strip().split("|")
    to = tmp_path / "pack.pdf"
    done = pack(home.path, name, to, CUSTODES_DEMONSTRATION="yes")
    assert done.returncode == 0, done.stderr
    shown = " ".join(flat(page) for page in pypdf.PdfReader(to).pages)
    assert reason in shown
    assert "Demonstration data. No real person." in shown
    assert json.loads(run("-c", EVENTS, home.path).stdout) == [["export", "command", "pdf"]]


@pytest.mark.django_db
def test_what_a_command_is_told_is_on_record_first(taken, analyst, now):
    decide(
        alert=taken[0],
        verdict="wrong_data",
        version=1,
        by=asker(analyst, at=now),
        because="Two logins at one terminal.",
        at=now,
    )
    state, [decided] = taken_out(taken[0].alert_id)
    assert (state, decided.reason) == ("Decided: Wrong data", "Two logins at one terminal.")
    assert taken_out("R9999-01") == ("", ())
    told = Event.objects.filter(kind="alert_pack").order_by("seq")
    assert list(told.values_list("action", "actor", "object")) == [
        ("export", "command", str(taken[0].pk)),
        ("export", "command", "R9999-01"),
    ]
