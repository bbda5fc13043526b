"""The commands of the audit, as somebody at a terminal uses them."""

import os
import subprocess
import sys

import pytest

from custodes.store.home import Home

# All of them in one process: starting one takes longer than what they do.
PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from typer.testing import CliRunner
from custodes.cli.main import app

home, dropped, kept, export = sys.argv[1:]
runner = CliRunner()

def run(*words):
    found = runner.invoke(app, [*words])
    print(f"[{found.exit_code}]", " ".join(found.output.split()) or repr(found.exception))
    return found.output

key = run("audit", "key", "--home", home).strip()
from custodes.web.audit.actions import By, record
from custodes.web.audit.words import Action
for number in range(5):
    record(Action.CONFIG, by=By("command"), kind="site")
run("audit", "checkpoint", "--home", home)
run("audit", "checkpoint", "--home", home)
run("audit", "hand-over", dropped, "--home", home)
run("audit", "witness", dropped, "--keep", kept, "--key", key)
run("audit", "export", export, "--home", home)
run("audit", "verify", export, "--witness", kept, "--key", key)
Path(export).write_text("".join(Path(export).read_text().splitlines(keepends=True)[:-3]))
run("audit", "verify", export, "--witness", kept, "--key", key)
run("audit", "export", export, "--home", home)
run("audit", "hand-over", dropped, "--since", "9", "--home", home)
run("audit", "verify", "--witness", kept, "--key", key, "--home", home)
run("audit", "verify", "--export", export + ".2", "--key", key, "--home", home)
run("audit", "verify", export, "--export", export + ".3", "--home", home)
"""


@pytest.fixture(scope="session")
def said(tmp_path_factory):
    folder = tmp_path_factory.mktemp("commands")
    home = Home.create(folder / "home").path
    dropped, kept = folder / "dropped", folder / "kept"
    dropped.mkdir()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CUSTODES")}
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, (home, dropped, kept, folder / "out.jsonl"))],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return ran.stdout.splitlines()


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (0, "[0] custodes-"),
        (1, "[0] custodes-"),
        (2, "[0] Nothing was recorded since the last checkpoint."),
        (3, "add-checkpoint-"),
        (4, "accepted, 5 events"),
        (5, "6 events. It holds ids and no content"),
        (6, "Everything fits."),
        (7, "[1] "),
        (8, "is there already"),
        (9, "is not below the newest checkpoint, 5"),
        (10, "Everything fits."),
        (11, "Everything fits."),
        (12, "not both"),
    ],
)
def test_a_command_says(said, place, told):
    assert told in said[place]
