"""The made-up force as the tables of the schema, every column text, a slice of rows at a time."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custodes.schema import BY_NAME
from custodes.synthetic.force import Force
from custodes.synthetic.incidents import KINDS, OUTCOMES, PARTS
from custodes.synthetic.layouts import posts
from custodes.synthetic.layouts.labels import (
    AccessIds,
    Labels,
    digits,
    iso,
    iso_date,
    joined,
    picked,
    words,
)
from custodes.synthetic.layouts.posts import Text
from custodes.synthetic.look_ups import ACTIONS, REASONS, RECORDS
from custodes.synthetic.phone import EMAIL
from custodes.synthetic.public import FLAGS, LINKS
from custodes.synthetic.purposes import WORDS
from custodes.synthetic.rows import NONE, Columns
from custodes.synthetic.workforce import ROLES, SYSTEMS

SLICE = 250_000
"""Rows that are text at the same time."""

WORKFORCE: dict[str, Callable[[Force, Labels], Text]] = {
    "exclusions": posts.exclusions,
    "staff": posts.staff,
    "logins": posts.logins,
    "devices": posts.devices,
    "duties": posts.duties,
}
Which = slice | np.ndarray[Any, Any]


class Tables:
    """Every table of one force, named as in the schema."""

    def __init__(self, force: Force) -> None:
        self.force = force
        self.labels = Labels(force)
        self.access_ids = AccessIds(force)
        self.contact_ids = joined("c-", digits(np.arange(len(force.contacts["at"])) + 1, 8))
        self.purpose_ids = joined("w-", digits(np.arange(len(force.purposes["kind"])) + 1, 7))

    def slices(self, name: str) -> Iterator[pa.Table]:
        """The table's rows in order, at most SLICE at a time, with the columns that it fills."""
        makers: dict[str, tuple[Callable[[Which], Text], int]] = {
            "accesses": (self.accesses, len(self.force.accesses["at"])),
            "contacts": (self.contacts, len(self.force.contacts["at"])),
        }
        if name in makers:
            make, size = makers[name]
            for first in range(0, size, SLICE):
                yield _table(name, make(slice(first, first + SLICE)))
        else:
            made = WORKFORCE.get(name)
            text = made(self.force, self.labels) if made else getattr(self, name)()
            yield _table(name, text)

    def persons(self) -> Text:
        """One row a reference, in the order of references."""
        people = self.force.scene.people
        order = np.argsort(people.reference)
        return {
            "person": picked(self.labels.person, order),
            "sex": words(("F", "M", "X"), people.sex[order]),
            "born_year": _whole(people.born[order]),
        }

    def vulnerabilities(self) -> Text:
        """Flags, each person's first of a kind at a time."""
        rows = self.force.scene.people.flags.gathered()
        order = np.lexsort((rows["flag"], rows["person"], rows["start"]))
        keys = np.stack([rows["person"], rows["flag"], rows["start"]]).T[order]
        _, first = np.unique(keys, axis=0, return_index=True)
        kept = order[np.sort(first)]
        kept = kept[rows["start"][kept] < self.force.scene.days.end]
        return {
            "person": picked(self.labels.person, rows["person"][kept]),
            "flag": words(tuple(FLAGS), rows["flag"][kept]),
            "from": iso(rows["start"][kept]),
            "to": iso(_before(rows["end"][kept], self.force)),
        }

    def person_numbers(self) -> Text:
        """Numbers and mail addresses held."""
        rows = self.force.scene.people.numbers.gathered()
        which = pa.array(rows["kind"].astype(np.int64))
        return {
            "person": picked(self.labels.person, rows["person"]),
            "number": pc.choose(
                which,
                self.labels.personal(rows["number"]),
                self.labels.landline(rows["number"]),
                self.labels.mail(rows["number"]),
            ),
            "from": iso_date(rows["start"]),
            "to": iso_date(rows["end"]),
        }

    def person_links(self) -> Text:
        """Links between people."""
        rows = self.force.scene.people.links.gathered()
        keys = np.stack([rows["person"], rows["other"], rows["kind"]]).T
        _, first = np.unique(keys, axis=0, return_index=True)
        return {
            "person": picked(self.labels.person, rows["person"][first]),
            "other": picked(self.labels.person, rows["other"][first]),
            "kind": words(tuple(LINKS), rows["kind"][first]),
            "confidence": pc.utf8_slice_codeunits(
                (pa.array(rows["confidence"][first] / 100)).cast(pa.string()), 0, 4
            ),
        }

    def incidents(self) -> Text:
        """Incidents as they stand at the end: what is not yet closed has no closing."""
        events = self.force.scene.events
        closed = _before(events.closed, self.force)
        return {
            "incident": self.labels.incident,
            "kind": words(tuple(kind.word for kind in KINDS), events.kind),
            "opened": iso(events.opened),
            "closed": iso(closed),
            "reopened": iso(_before(events.reopened, self.force)),
            "outcome": words(OUTCOMES, np.where(closed == NONE, NONE, events.outcome)),
            "place": self.labels.place(events.place),
        }

    def involvements(self) -> Text:
        """Who was in which incident."""
        rows = self.force.scene.events.involvements.gathered()
        order = np.lexsort((rows["part"], rows["person"], rows["incident"]))
        return {
            "incident": picked(self.labels.incident, rows["incident"][order]),
            "person": picked(self.labels.person, rows["person"][order]),
            "role": words(PARTS, rows["part"][order]),
            "known_at": iso(rows["known_at"][order]),
        }

    def purposes(self) -> Text:
        """The purposes that were written down."""
        rows, labels = self.force.purposes, self.labels
        return {
            "purpose": self.purpose_ids,
            "kind": words(WORDS, rows["kind"]),
            "staff": picked(labels.staff, rows["staff"]),
            "unit": picked(labels.unit, rows["unit"]),
            "role": words(tuple(role.word for role in ROLES), rows["role"]),
            "person": picked(labels.person, rows["person"]),
            "incident": picked(labels.incident, rows["incident"]),
            "start": iso(rows["start"]),
            "end": iso(rows["end"]),
            "made_by": picked(labels.staff, rows["made_by"]),
            "made_at": iso(rows["made_at"]),
            "known_at": iso(rows["known_at"]),
        }

    def accesses(self, which: Which) -> Text:
        """Look-ups, in the order of time."""
        rows = _cut(self.force.accesses, which)
        labels = self.labels
        return {
            "access": _chosen(self.access_ids, which),
            "at": iso(rows["at"]),
            "system": words(SYSTEMS, rows["system"]),
            "login": labels.login(rows["system"], rows["staff"], rows["login"]),
            "action": words(ACTIONS, rows["action"]),
            "record_kind": words(RECORDS, rows["record_kind"]),
            "record": labels.record(
                rows["record_kind"], rows["person"], rows["incident"], rows["number"]
            ),
            "person": picked(labels.person, rows["person"]),
            "incident": picked(labels.incident, rows["incident"]),
            "terminal": labels.terminal(rows["terminal"]),
            "remote": words(("0", "1"), rows["remote"]),
            "reason": words(REASONS, rows["reason"]),
        }

    def contacts(self, which: Which) -> Text:
        """Contacts, in the order of time."""
        rows = _cut(self.force.contacts, which)
        mail = pa.array(rows["channel"] == EMAIL)
        return {
            "contact": _chosen(self.contact_ids, which),
            "at": iso(rows["at"]),
            "device": pc.if_else(
                mail,
                picked(self.labels.mailbox, rows["staff"]),
                picked(self.labels.mobile_device, rows["staff"]),
            ),
            "other": self.labels.other(rows["other_kind"], rows["other"]),
            "direction": words(("out", "in"), rows["direction"]),
            "channel": words(("call", "text", "email"), rows["channel"]),
            "seconds": _whole(rows["seconds"]),
        }

    def logged_contacts(self) -> Text:
        """Contacts that staff wrote in a record."""
        rows = self.force.logged
        return {
            "staff": picked(self.labels.staff, rows["staff"]),
            "person": picked(self.labels.person, rows["person"]),
            "at": iso(rows["at"]),
            "incident": picked(self.labels.incident, rows["incident"]),
        }

    def presences(self) -> Text:
        """Dwells of radios near held addresses."""
        rows = self.force.presences
        return {
            "device": picked(self.labels.radio, rows["staff"]),
            "at": iso(rows["at"]),
            "seconds": _whole(rows["seconds"]),
            "person": picked(self.labels.person, rows["person"]),
            "metres": _whole(rows["metres"]),
        }

    def recordings(self) -> Text:
        """Clips of body-worn cameras."""
        rows = self.force.recordings
        return {
            "device": picked(self.labels.camera, rows["staff"]),
            "start": iso(rows["start"]),
            "end": iso(rows["end"]),
        }


def _table(name: str, columns: Text) -> pa.Table:
    """The columns in the schema's order; raises ValueError for one that the schema lacks."""
    if strange := set(columns) - set(BY_NAME[name].columns):
        raise ValueError(f"{name} has no columns {sorted(strange)}")
    return pa.table({c: columns[c] for c in BY_NAME[name].columns if c in columns})


def _chosen(ids: pa.Array, which: Which) -> pa.Array:
    return ids[which] if isinstance(which, slice) else ids.take(pa.array(which))


def _cut(columns: Columns, which: Which) -> Columns:
    return {name: values[which] for name, values in columns.items()}


def _whole(values: np.ndarray[Any, Any]) -> pa.Array:
    return pa.array(values, mask=values < 0).cast(pa.string())


def _before(moments: np.ndarray[Any, Any], force: Force) -> np.ndarray[Any, Any]:
    """Moments after the last day have not come about yet."""
    return np.where(moments < force.scene.days.end, moments, NONE)
