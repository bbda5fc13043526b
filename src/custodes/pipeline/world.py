"""The home as of a moment: its tables cut, its exclusions applied, its ids turned back to text."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import ibis.expr.types as ir

from custodes.schema import TABLES, Exclusions
from custodes.sources.numbers import canonical
from custodes.store.facts import dictionary, raw_facts
from custodes.store.home import Home
from custodes.store.manifests import Manifest
from custodes.store.tables import Tables
from custodes.store.workbench import Workbench, small_table

NAMED_BY = {
    "number": ("number", "device"),
    "mailbox": ("number", "device"),
    "login": ("login",),
    "person": ("person",),
}
"""Which dictionaries hold what each kind of exclusion names."""


class World:
    """What one run works on. `texts` turns ids into the references that people know."""

    def __init__(
        self, home: Home, bench: Workbench, batches: Sequence[Manifest], as_of: datetime
    ) -> None:
        self.home = home
        self.bench = bench
        self.batches = list(batches)
        self.as_of = as_of
        held = {name for manifest in self.batches for name in manifest.tables}
        facts = {
            table: raw_facts(home, bench.backend, table, self.batches)
            for table in TABLES
            if table.name in held
        }
        self.tables = Tables(
            facts,
            as_of,
            excluded=self._excluded(facts[Exclusions]) if Exclusions in facts else None,
            number_as_device=self._numbers_as_devices(),
            workbench=bench,
        )

    def dictionary(self, names: str) -> ir.Table:
        """The texts of one dictionary: id, value."""
        return dictionary(self.home, self.bench.backend, names, self.batches)

    def texts(self, names: str, ids: Iterable[int | None]) -> dict[int, str]:
        """The text of each of these ids of one dictionary."""
        wanted = sorted({i for i in ids if i is not None})
        if not wanted:
            return {}
        asked = small_table([{"id": i} for i in wanted], {"id": "int32"})
        rows = self.bench.rows(self.dictionary(names).semi_join(asked, "id"))
        return {row["id"]: row["value"] for row in rows}

    def _excluded(self, exclusions: ir.Table) -> dict[str, ir.Table]:
        """The ids that exclusions name, by dictionary, whenever the exclusion was made."""
        named: dict[str, set[str]] = {}
        for row in self.bench.rows(exclusions.select("kind", "value").distinct()):
            value = row["value"].strip()
            form = (canonical(value) or value) if row["kind"] in ("number", "mailbox") else value
            for names in NAMED_BY.get(row["kind"], ()):
                named.setdefault(names, set()).add(form.lower())
        found: dict[str, ir.Table] = {}
        for names, values in named.items():
            entries = self.dictionary(names)
            ids = entries.filter(entries.value.lower().isin(sorted(values))).select("id")
            found[names] = self.bench.keep(f"excluded_{names}", ids)
        return found

    def _numbers_as_devices(self) -> ir.Table:
        """Ids of devices that are named by their number, with the id of that number."""
        devices = self.dictionary("device").select(device="id", value="value")
        numbers = self.dictionary("number").select(number="id", value="value")
        return self.bench.keep(
            "numbers_as_devices", devices.join(numbers, "value").select("device", "number")
        )


def last_event(batches: Iterable[Manifest]) -> str | None:
    """The latest time of anything that systems recorded, as ISO text; None where nothing is."""
    traces = ("accesses", "contacts", "logged_contacts")
    times = [
        manifest.tables[name].last
        for manifest in batches
        for name in traces
        if name in manifest.tables
    ]
    return max((time for time in times if time), default=None)


def fingerprint(batches: Iterable[Manifest]) -> list[dict[str, Any]]:
    """What a run rests on: each batch with the hashes of the facts that it brought."""
    return [
        {
            "batch": m.batch,
            "sha256": m.sha256,
            "pieces": [p.sha256 for t in m.tables.values() for p in t.pieces],
        }
        for m in batches
    ]
