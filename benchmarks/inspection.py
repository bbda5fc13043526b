"""How long the inspectorate's pages take with 43 forces x 5 years, and all letters of a round.

    python benchmarks/inspection.py [--years 5] [--looks 30] [--out inspection.json]

The made-up round is entered once a year. The pages are asked for through Django's whole stack,
sign-in, the decision and the audit's commit before the bytes leave included, with no network
between. The letters are made as `custodes inspect letters` makes them: Word, PDF and JSON of all 43
forces, and the counts of the overview; beside them the overview as Word and PDF.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory


def main() -> int:
    """Make, ask, print and write the times."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--years", type=int, default=5)
    asked.add_argument("--looks", type=int, default=30)
    asked.add_argument("--out", type=Path)
    told = asked.parse_args()
    with TemporaryDirectory(prefix="custodes-inspection-") as folder:
        result = {
            "machine": platform.machine(),
            "cores": os.cpu_count(),
            "letters": letters(Path(folder) / "letters"),
            "pages": pages(Path(folder) / "home", told.years, told.looks),
        }
    text = json.dumps(result, indent=1)
    sys.stdout.write(text + "\n")
    if told.out:
        told.out.write_text(text + "\n", encoding="utf-8")
    return 0


def letters(out: Path) -> dict[str, float]:
    """Seconds for 43 letters, and for the overview, and the processor's seconds of both."""
    from custodes.web.assessment.made_up import MADE_UP, made_up_findings
    from custodes.web.letters import overview
    from custodes.web.letters.figures import figures
    from custodes.web.letters.folder import held, written
    from custodes.web.letters.paper import pdf

    begun, worked = time.perf_counter(), time.process_time()
    made = written(held("made-up"), out)
    after = time.perf_counter()
    said = overview.content(MADE_UP, figures(made_up_findings()))
    overview.word(said)
    pdf("overview.typ", said, title=said["title"])
    return {
        "files": len(made),
        "letters_s": round(after - begun, 1),
        "overview_s": round(time.perf_counter() - after, 1),
        "processor_s": round(time.process_time() - worked, 1),
    }


def pages(home: Path, years: int, looks: int) -> dict[str, object]:
    """The p50 and p95 of each page in milliseconds."""
    client = served(home, years)
    last = f"/assessment/year-{years}/"
    addresses = {
        "rounds": "/assessment/",
        "round of 43 forces": last,
        "one force": f"{last}kent/",
        "one force over the years": "/assessment/forces/kent/",
        "where assessors differed": f"{last}differences/",
        "letters": f"/letters/year-{years}/",
        "one letter": f"/letters/year-{years}/kent/",
        "overview": f"/letters/year-{years}/overview/",
        "forces behind a figure": f"/letters/year-{years}/overview/figures/assessed/",
    }
    times: dict[str, object] = {"forces": 43, "years": years, "looks": looks}
    for name, address in addresses.items():
        timed(client, address)
        spent = sorted(timed(client, address) for _ in range(looks))
        times[name] = {
            "p50_ms": round(statistics.median(spent), 1),
            "p95_ms": round(spent[min(len(spent) - 1, int(0.95 * len(spent)))], 1),
        }
    return times


def timed(client: object, address: str) -> float:
    """Milliseconds until the whole answer is there."""
    start = time.perf_counter()
    answer = client.get(address)  # type: ignore[attr-defined]
    spent = 1000 * (time.perf_counter() - start)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return spent


def served(home: Path, years: int) -> object:
    """A client that is signed in as an inspector, with a round for each year."""
    from custodes.store.home import Home
    from custodes.web.site.serving import ready

    Home.create(home)
    os.environ["CUSTODES_HOSTS"] = "127.0.0.1"
    ready(home, demonstration=True)
    from django.test import Client

    from custodes.web.accounts.installation import (
        found_account,
        found_compartment,
        found_membership,
    )
    from custodes.web.accounts.sign_in import Asker
    from custodes.web.assessment.actions.opening import enter_record, open_round
    from custodes.web.assessment.made_up import MADE_UP, made_up_findings
    from custodes.web.assessment.queries import assessed_in
    from custodes.web.audit.actions import By
    from custodes.web.decision import Kind
    from custodes.web.decision.roles import Inspector

    at = datetime.fromtimestamp(time.time(), UTC)
    user = found_account(email="inspector@measured.example", name="Inspector", at=at)
    place = found_compartment(kind=Kind.INSPECTION, title="Inspection")
    found_membership(user=user, compartment=place, role=Inspector, because="Measured.", at=at)
    by = Asker(user, By(actor=user.reference), True, at)
    for year in range(1, years + 1):
        day = MADE_UP.asked_on.replace(year=2020 + year)
        round_ = replace(MADE_UP, id=f"year-{year}", title=f"Year {year}", asked_on=day)
        act = {"by": by, "because": "Measured.", "at": at}
        row = open_round(round_, compartment=place, **act)
        findings = made_up_findings(year)
        for one in assessed_in(row, user, at=at):
            enter_record(assessed=one, findings=findings[one.force], **act)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend="custodes.web.accounts.adapter.Backend")
    return client


if __name__ == "__main__":
    raise SystemExit(main())
