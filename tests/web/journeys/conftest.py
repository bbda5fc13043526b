"""The demonstration, served on this machine as it is to people, and a browser that looks at it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from custodes.store.home import Home
from custodes.synthetic import make
from web.design.browser import AXE, CHROMIUM, chromium
from web.journeys.journey import Journey, Served

SERVER = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path

def clock():
    return datetime.now(UTC)

from custodes.pipeline.find import find
from custodes.pipeline.take_in import take_in
from custodes.store.home import Home
from custodes.web.site.serving import ready, serve

folder = Path(sys.argv[1])
home = Home.open(folder / "home")
take_in(home, folder / "exchange", clock=clock)
find(home, clock=clock, budget=10)
config = ready(home.path, demonstration=True)

from custodes.web.accounts.demonstration import make_log_ins
from custodes.web.site.demonstration import fill

log_ins = make_log_ins(at=clock(), every_role=True)
fill(home=home.path, at=clock())

def told(address):
    people = {one.email.split("@")[0]: [one.email, one.password] for one in log_ins}
    print(json.dumps({"address": address, "people": people}), flush=True)

serve(config, host="127.0.0.1", port=0, clock=clock, told=told)
"""


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[Served]:
    """The site in a process of its own, on SQLite, with every area's demonstration in it."""
    folder = tmp_path_factory.mktemp("journeys")
    make(folder, staff=60, days=45, seed=3, last=date(2026, 3, 31))
    Home.create(folder / "home")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CUSTODES")}
    log = folder / "server.log"
    with log.open("w") as errors:
        child = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(folder)],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=environment,
        )
        try:
            assert child.stdout is not None
            line = child.stdout.readline()
            assert line, f"the site did not start:\n{log.read_text()[-3000:]}"
            yield Served.told(line, log)
        finally:
            child.terminate()
            try:
                child.wait(timeout=15)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            child.stdout.close()


@pytest.fixture(scope="session")
def browser():
    """The machine's own browser, kept for all journeys. They come last: while it runs, Django takes
    every other test of its process for asynchronous and refuses it the database."""
    if CHROMIUM is None or not AXE.exists():
        pytest.fail("Journeys need Chromium and axe: make chromium assets.")
    with chromium() as started:
        yield started


@pytest.fixture
def journey(served, browser, request) -> Iterator[Callable[..., Journey]]:
    """`journey("analyst", width=390, script=False)`: somebody signed in, at a window that wide.

    Everybody whom `accounts/demonstration.py` lists can be named: `supervisor`, `auditor`, ...

    When the test ends, nothing may have left the machine, been refused by the policy or failed.
    """
    begun: list[Journey] = []

    def begin(who: str | None = None, *, width: int = 1280, script: bool = True) -> Journey:
        name = Path(request.node.nodeid.split("::")[0]).stem.removeprefix("test_")
        made = Journey(browser, served, name=name, width=width, script=script)
        begun.append(made)
        if who is not None:
            made.sign_in(who)
        return made

    yield begin
    problems = [problem for made in begun for problem in made.end()]
    assert problems == []
