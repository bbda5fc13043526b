"""How long the queue and the page of an alert take, with many alerts on SQLite.

    python benchmarks/pages.py [--alerts 10000] [--looks 100] [--staff 60] [--days 45] [--out F]

A made-up force is taken in and ranked once (`--staff 1000 --days 250` is five million events); its
alerts are copied, each under an id, a pair and rows of its own, until there are so many. The pages
are asked for through Django's whole stack, sign-in, the audit's commit before the bytes leave and
the check of the run's file included, with no network between.
"""

import argparse
import copy
import hashlib
import json
import os
import platform
import statistics
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

RUN_OF = 50
"""Alerts in one run's file: what a large unit reads in a week or two."""


def main() -> int:
    """Make, ask, print and write the times."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--alerts", type=int, default=10_000)
    asked.add_argument("--looks", type=int, default=100)
    asked.add_argument("--staff", type=int, default=60)
    asked.add_argument("--days", type=int, default=45)
    asked.add_argument("--rows", type=int, help="Not used: the size is that of --alerts.")
    asked.add_argument("--out", type=Path)
    told = asked.parse_args()
    with TemporaryDirectory(prefix="custodes-pages-") as folder:
        result = measured(Path(folder), told.alerts, told.looks, told.staff, told.days)
    text = json.dumps(result, indent=1)
    sys.stdout.write(text + "\n")
    if told.out:
        told.out.write_text(text + "\n", encoding="utf-8")
    return 0


def measured(folder: Path, alerts: int, looks: int, staff: int, days: int) -> dict[str, object]:
    """The p50 and p95 of each page in milliseconds."""
    home = folder / "home"
    written, events = made(folder, home, alerts, staff, days)
    client, ids = served(home)
    every = max(1, len(ids) // looks)
    pages = {
        "queue": ["/alerts/"] * looks,
        "queue, page after page": [f"/alerts/?state=all&page={n + 1}" for n in range(looks)],
        "queue, search": ["/alerts/?state=all&q=contact"] * looks,
        "alert": [f"/alerts/{name}/" for name in ids[::every][:looks]],
        "staff": ["/alerts/staff/"] * max(1, looks // 5),
    }
    times = {}
    for name, addresses in pages.items():
        client.get(addresses[0])
        both = [timed(client, address) for address in addresses]
        wall, own = (sorted(ones) for ones in zip(*both, strict=True))
        times[name] = {
            "looks": len(wall),
            "p50_ms": round(statistics.median(wall), 1),
            "p95_ms": round(wall[min(len(wall) - 1, int(0.95 * len(wall)))], 1),
            "cpu_p50_ms": round(statistics.median(own), 1),
            "cpu_p95_ms": round(own[min(len(own) - 1, int(0.95 * len(own)))], 1),
        }
    return {
        "machine": platform.node(),
        "cores": os.cpu_count(),
        "load_average": os.getloadavg()[0],
        "alerts": written,
        "events": events,
        "pages": times,
    }


def timed(client: object, address: str) -> tuple[float, float]:
    """Milliseconds until the whole answer is there, by the clock and of this process alone: on a
    machine that others use the second is what the page costs."""
    start, own = time.perf_counter(), time.process_time()
    answer = client.get(address)  # type: ignore[attr-defined]
    spent = 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - own)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return spent


def made(folder: Path, path: Path, alerts: int, staff: int, days: int) -> tuple[int, int]:
    """A home with so many alerts, in runs; how many they are, and how many rows were taken in."""
    from custodes.pipeline.find import find
    from custodes.pipeline.take_in import take_in
    from custodes.store.home import Home
    from custodes.store.manifests import committed
    from custodes.store.runs import RunRecord, alert_lines, keep_run
    from custodes.synthetic import make

    def clock() -> datetime:
        return datetime(2026, 4, 1, 9, tzinfo=UTC)

    make(folder, staff=staff, days=days, seed=3, last=date(2026, 3, 31))
    home = Home.create(path)
    take_in(home, folder / "exchange", clock=clock)
    found = find(home, clock=clock, budget=20)
    number = 0
    for run in range(2, 2 + -(-alerts // RUN_OF)):
        lines = []
        for rank in range(1, min(RUN_OF, alerts - number) + 1):
            number += 1
            lines.append(another(found.alerts[number % len(found.alerts)], number, run, rank))
        sha256 = hashlib.sha256(alert_lines(lines)).hexdigest()
        told = vars(found.record) | {
            "run": f"R{run:04d}",
            "alerts": len(lines),
            "alerts_sha256": sha256,
        }
        keep_run(home, RunRecord(**told), lines)
    return number + len(found.alerts), sum(m.taken for m in committed(home))


def another(alert: dict[str, object], number: int, run: int, rank: int) -> dict[str, object]:
    """The same alert about another pair, with rows of its own."""
    text = json.dumps(copy.deepcopy(alert))
    text = text.replace(f'"{alert["staff"]}"', f'"S{number % 400}"')
    if alert["person"]:
        text = text.replace(f'"{alert["person"]}"', f'"Q{number}"')
    made_over = json.loads(text.replace('"row": "', f'"row": "{number}-'))
    name = f"R{run:04d}"
    priority = made_over["priority"] + (number % 997) / 1000
    return made_over | {
        "alert": f"{name}-{rank:02d}",
        "run": name,
        "rank": rank,
        "priority": priority,
    }


def served(home: Path) -> tuple[object, list[str]]:
    """A signed-in client of the pages of that home, and the ids of its alerts."""
    os.environ |= {
        "CUSTODES_HOME": str(home),
        "CUSTODES_DEMONSTRATION": "yes",
        "CUSTODES_HOSTS": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "custodes.web.site.settings",
    }
    from custodes.web.site.config import config_from
    from custodes.web.site.keys import make_missing

    make_missing(config_from(os.environ))
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from custodes.web.accounts.demonstration import make_log_ins
    from custodes.web.accounts.models import User
    from custodes.web.alerts.models import Alert
    from custodes.web.alerts.taking import take_alerts

    call_command("migrate", verbosity=0)
    now = timezone.now()
    analyst = make_log_ins(at=now)[0]
    take_alerts(home, at=now)
    client = Client(headers={"host": "127.0.0.1"})
    signed = client.post(
        "/account/sign-in/", {"login": analyst.email, "password": analyst.password}
    )
    if signed.status_code != 302:
        raise SystemExit(f"sign-in answered {signed.status_code}")
    who = User.objects.get(email=analyst.email)
    rows = Alert.objects.visible_to(who, at=now).order_by("pk")
    return client, list(rows.values_list("alert_id", flat=True))


if __name__ == "__main__":
    raise SystemExit(main())
