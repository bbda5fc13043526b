"""Alerts as a chart for i2 Analyst's Notebook: `entities.csv`, `links.csv` and how to import them.

The columns are those that the importer of i2 offers: an identity, a type and a label for each end,
and for each link its own label, date and time. Every look-up and contact is one link, so that the
chart can be laid out in time; an alert is one more, between the two whom it is about.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from custodes.web.design.page import MARKING
from custodes.web.design.showing import moment
from custodes.web.documents.tables import csv_bytes
from custodes.web.packs.boxes import Entry, box
from custodes.web.packs.dossier import Asked, Dossier
from custodes.web.packs.paper import DEMONSTRATION, FAIR

ENTITIES = ("Entity ID", "Entity Type", "Label", "Description")
LINKS = (
    *("Link ID", "From ID", "To ID", "Link Type", "Label", "Direction", "Date", "Time"),
    *("Time zone", "Duration (s)", "Duty", "Purpose", "Alert", "Source row"),
)
STAFF, PERSON = "Member of staff", "Person"
HOW_TO = """\
How to import this chart into i2 Analyst's Notebook

1. Open a new chart. Choose Data, Import, From File, and entities.csv. In the import specification
   take the comma as delimiter, UTF-8 as encoding and the first row as headings.
2. Choose the design with one entity. Identity: Entity ID. Type: from the column Entity Type.
   Label: Label. Description: Description. Import.
3. Import links.csv into the same chart, with the design of two entities and a link. The identity
   of the first is From ID, of the second To ID. Link type: Link Type. Label: Label. Direction:
   Direction (forward from the first to the second, backward the other way, none for neither).
   Date and time: Date and Time, as YYYY-MM-DD and HH:MM:SS, in the zone of the column Time zone.
4. Set the links to *multiple*, so that each look-up and contact stays a link of its own, or to
   *single* to have one line with their number. Keep Source row and Alert as attributes: by them
   each line is found again in the product.

Identities are the same in every chart that is made here, so that two can be put together.
Last line of each file: the marking. Leave it out when importing.
"""


def chart_of(told: Sequence[Dossier], asked: Asked) -> bytes:
    """The two tables and the how-to in a zip."""
    marking = f"{MARKING}. {DEMONSTRATION}" if asked.demonstration else MARKING
    about = f"{marking}\nMade for {asked.by}, {asked.at}: {asked.because}\n{FAIR}\n\n{HOW_TO}"
    return box(
        [
            Entry("entities.csv", csv_bytes(ENTITIES, entities(told), marking=marking)),
            Entry("links.csv", csv_bytes(LINKS, links(told), marking=marking)),
            Entry("HOW-TO-IMPORT.txt", about.encode()),
        ]
    )


def entities(told: Sequence[Dossier]) -> list[tuple[str, str, str, str]]:
    """Everybody on the chart once: the staff first, then the people."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for one in told:
        name = one.content["staff"]
        found.setdefault(name, (_staff(name), STAFF, name, "Whose login or device it was"))
    people: dict[str, tuple[str, str, str, str]] = {}
    for one in told:
        flags = ", ".join(one.content["flags"])
        if one.content["person"]:
            name = one.content["person"]
            people[name] = (_person(name), PERSON, name, f"Recorded as: {flags}" if flags else "")
        for row in one.content["timeline"]:
            if row["person"]:
                people.setdefault(
                    row["person"], (_person(row["person"]), PERSON, row["person"], "")
                )
    return [*found.values(), *people.values()]


def links(told: Sequence[Dossier]) -> Iterator[tuple[Any, ...]]:
    """The alerts, then every look-up and contact once, in time order."""
    once: dict[tuple[str, str, str], tuple[Mapping[str, Any], Dossier]] = {}
    for one in told:
        if one.content["person"]:
            yield (
                *(one.alert, _staff(one.content["staff"]), _person(one.content["person"])),
                *("Alert", one.page.pattern, "none", *_when(one.content["as_of"])),
                *("", "", "", one.alert, ""),
            )
        for row in one.content["timeline"]:
            if row["person"]:
                once.setdefault((row["table"], row["row"], row["person"]), (row, one))
    for (table, name, person), (row, one) in sorted(once.items(), key=lambda kv: kv[1][0]["at"]):
        contact = table == "contacts"
        came_in = contact and row["what"].endswith(" in")
        yield (
            f"{table}:{name}:{person}",
            *(_staff(one.content["staff"]), _person(person)),
            *("Contact" if contact else "Look-up", row["what"].replace("_", " ")),
            *("backward" if came_in else "forward", *_when(row["at"])),
            *(row.get("seconds"), row["duty"], row["word"], one.alert, name),
        )


def _staff(name: str) -> str:
    return f"staff:{name}"


def _person(name: str) -> str:
    return f"person:{name}"


def _when(written: str) -> tuple[str, str, str]:
    local = moment(written)
    return f"{local:%Y-%m-%d}", f"{local:%H:%M:%S}", str(local.tzname())
