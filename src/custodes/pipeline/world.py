"""The home as of a moment: its tables cut, its exclusions applied, its ids turned back to text."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

import ibis
import ibis.expr.types as ir

from custodes.schema import TABLES, Devices, Exclusions, Incidents, PersonLinks, Table
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
    """What one run works on. `texts` turns ids into the references that people know, and reads each
    once; several worlds of the same batches may share what was read.

    Tables named in `without` are hidden, as if the force had never given them.
    """

    def __init__(
        self,
        home: Home,
        bench: Workbench,
        batches: Sequence[Manifest],
        as_of: datetime,
        without: Collection[str] = (),
        texts: dict[str, dict[int, str]] | None = None,
    ) -> None:
        self.home = home
        self.bench = bench
        self.batches = list(batches)
        self.as_of = as_of
        self._texts: dict[str, dict[int, str]] = {} if texts is None else texts
        held = {name for manifest in self.batches for name in manifest.tables}
        facts = {
            table: raw_facts(home, bench.backend, table, self.batches)
            for table in TABLES
            if table.name in held and table.name not in without
        }
        self.tables = Tables(
            facts,
            as_of,
            excluded=self._excluded(facts) if Exclusions in facts else None,
            number_as_device=self._numbers_as_devices(),
            workbench=bench,
        )

    def dictionary(self, names: str) -> ir.Table:
        """The texts of one dictionary: id, value."""
        return dictionary(self.home, self.bench.backend, names, self.batches)

    def texts(self, names: str, ids: Iterable[int | None]) -> dict[int, str]:
        """The text of each of these ids of one dictionary."""
        wanted = {i for i in ids if i is not None}
        read = self._texts.setdefault(names, {})
        if unread := sorted(wanted - read.keys()):
            asked = small_table([{"id": i} for i in unread], {"id": "int32"})
            rows = self.bench.rows(self.dictionary(names).semi_join(asked, "id"))
            read.update({row["id"]: row["value"] for row in rows})
        return {i: read[i] for i in wanted if i in read}

    def _excluded(self, facts: Mapping[type[Table], ir.Table]) -> dict[str, ir.Table]:
        """The ids that exclusions name, by dictionary, whenever the exclusion was made.

        With a number goes every device that ever had it; with a kind of incident every incident of
        it; with a person every reference that is the same person.
        """
        exclusions = facts[Exclusions]
        named: dict[str, set[str]] = {}
        kinds: set[str] = set()
        for row in self.bench.rows(exclusions.select("kind", "value").distinct()):
            value = row["value"].strip()
            form = (canonical(value) or value) if row["kind"] in ("number", "mailbox") else value
            if row["kind"] == "incident_kind":
                kinds.add(form.lower())
            for names in NAMED_BY.get(row["kind"], ()):
                named.setdefault(names, set()).add(form.lower())
        found: dict[str, ir.Table] = {}
        for names, values in named.items():
            entries = self.dictionary(names)
            found[names] = entries.filter(entries.value.lower().isin(sorted(values))).select("id")
        if kinds and Incidents in facts:
            incidents = facts[Incidents]
            of_kind = incidents.filter(incidents.kind.strip().lower().isin(sorted(kinds)))
            found["incident"] = of_kind.select(id="incident").distinct()
        if "number" in found and Devices in facts:
            with_it = facts[Devices].semi_join(found["number"], [("number", "id")])
            found["device"] = found["device"].union(with_it.select(id="device"), distinct=True)
        if "person" in found and PersonLinks in facts:
            found["person"] = _same_people_too(found["person"], facts[PersonLinks])
        return {names: self.bench.keep(f"excluded_{names}", ids) for names, ids in found.items()}

    def _numbers_as_devices(self) -> ir.Table:
        """Ids of devices that are named by their number, with the id of that number."""
        devices = self.dictionary("device").select(device="id", value="value")
        numbers = self.dictionary("number").select(number="id", value="value")
        return self.bench.keep(
            "numbers_as_devices", devices.join(numbers, "value").select("device", "number")
        )


def _same_people_too(people: ir.Table, links: ir.Table) -> ir.Table:
    """People, and every reference that any link has ever called the same person as one of them."""
    same = links.filter(links.kind == "same_person")
    there = same.semi_join(people, [("person", "id")]).select(id="other")
    back = same.semi_join(people, [("other", "id")]).select(id="person")
    return ibis.union(people, there, back, distinct=True)


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
