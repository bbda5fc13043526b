"""The intake served by its own command, in a process and a home of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from web.journeys.journey import Served

COMMAND = [sys.executable, "-c", "from custodes.cli.main import run; run()"]


@dataclass(frozen=True)
class Intake:
    """Where it answers, and every folder in which it could leave something."""

    address: str
    folder: Path
    served: Served


def custodes(*words: object, folder: Path, said: str = "", **more: str) -> str:
    """Run a command as somebody at a terminal does; what it printed."""
    done = subprocess.run(
        [*COMMAND, *map(str, words)],
        input=said,
        capture_output=True,
        text=True,
        cwd=folder,
        env=surroundings(folder) | more,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def surroundings(folder: Path) -> dict[str, str]:
    """The environment: nothing of these tests, temporary files where they can be found."""
    (folder / "temporary").mkdir(exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CUSTODES", "DJANGO"))}
    return kept | {"CUSTODES_HTTPS": "no", "TMPDIR": str(folder / "temporary")}


@contextmanager
def intake_served(folder: Path, public: Path, key: str, **more: str) -> Iterator[Intake]:
    """Set it up, serve it, and stop it at the end."""
    witnesses = [folder / "witness-1", folder / "witness-2"]
    for witness in witnesses:
        witness.mkdir()
    custodes("intake", "set-up", public, "--key", key, "--home", folder / "home", folder=folder)
    more = {"CUSTODES_WITNESSES": os.pathsep.join(map(str, witnesses)), **more}
    log = folder / "server.log"
    with log.open("w") as out:
        child = subprocess.Popen(
            [*COMMAND, "serve", "--role", "intake", "--port", "0", "--home", str(folder / "home")],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            cwd=folder,
            env=surroundings(folder) | more,
        )
        try:
            assert child.stderr is not None
            for line in child.stderr:
                out.write(line)
                if found := re.search(r"Served at (http://\S+/)", line):
                    break
            else:
                raise AssertionError(f"it did not start: {log.read_text()}")
            yield Intake(found.group(1), folder, Served(found.group(1), {}, log))
        finally:
            child.send_signal(signal.SIGTERM)
            try:
                _out, rest = child.communicate(timeout=60)
            except subprocess.TimeoutExpired:
                child.kill()
                _out, rest = child.communicate()
            out.write(rest)
