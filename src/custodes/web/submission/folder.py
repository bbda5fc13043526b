"""A plan in a folder: `plan.toml` beside its documents, so that it can be sent without the pages.

force = "north-yorkshire"            [[figure]]
force_name = "North Yorkshire…"      id = "coverage-systems"
round = "2017"                       element = "monitoring"
strategy = "npcc-2017-04"            title = "IT systems monitored, of those held"
signed_by = "Deputy chief constable" value = 0.4
cut_off = 2017-05-31T23:59:59+01:00  unit = "share"
                                     run = "R0007"
[[claim]]                            on = 2017-05-30
element = "links"
status = "commenced"                 [[document]]
qualifiers = ["lack_of_detail"]      name = "action-plan.pdf"
text = "Work has begun."             title = "Action plan"

[[confirmed]]
where = "action-plan.pdf, page 1"
kind = "a telephone number"
because = "The number of the switchboard."

[[line]]
id = "1"
title = "Meet each refuge every quarter"
element = "links"
status = "commenced"
owner = "Head of professional standards"
strand = "intelligence"
recommendations = ["2016-links"]
start = 2017-04-01
due = 2017-12-31
evidence = [
  {document = "action-plan.pdf", page = 2, shows = "the list of refuges", answers = ["who"]},
  {figure = "coverage-systems", answers = ["covered"]},
]
"""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from custodes.vocabulary.errors import UserError, shown
from custodes.web.documents.papers import good_name, pages
from custodes.web.plan.contents import Document, Evidence, Figure, Line, Reference
from custodes.web.plan.elements import ELEMENTS, QUALIFIER_KEYS, STATUS_KEYS, Element
from custodes.web.submission.package import Claim, Confirmed, Submission, document

FILE = "plan.toml"
STATUSES = {word: status for status, word in STATUS_KEYS.items()}
QUALIFIERS = {word: qualifier for qualifier, word in QUALIFIER_KEYS.items()}
ELEMENT_WORDS = {element.value: element for element in Element}
TABLES: dict[str, tuple[str, ...]] = {
    "claim": ("element", "status", "text", "qualifiers"),
    "line": (
        *("id", "title", "element", "status", "owner", "strand", "strategy"),
        *("recommendations", "start", "due", "evidence"),
    ),
    "figure": ("id", "element", "title", "value", "unit", "run", "on"),
    "document": ("name", "title"),
    "confirmed": ("where", "kind", "because"),
    "evidence": ("figure", "document", "page", "paragraph", "shows", "answers"),
}
"""The keys of each table, as the opening of this module shows them."""
HEAD = ("force", "force_name", "round", "strategy", "signed_by", "cut_off")


def submission_in(folder: Path, *, made_at: datetime) -> tuple[Submission, dict[str, bytes]]:
    """The submission in a folder and its documents by name.

    Raises UserError that names the table, the key and the value that cannot be taken.
    """
    path = folder / FILE
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise UserError(
            f"There is no {path}. Write one as `docs/how-to/send-the-submission.md` shows, or name "
            "another folder with --plan."
        ) from None
    except (OSError, ValueError) as error:
        raise UserError(f"{path} cannot be read: {error}. Mend it.") from None
    if strange := sorted(set(told) - set(HEAD) - set(TABLES)):
        raise UserError(f"{FILE}: {shown(strange[0])} is not known.")
    head = {name: _taken(told, name, "the head", str, "") for name in HEAD[:-1]}
    if lacking := [name for name in ("force", "round", "signed_by") if not head[name]]:
        raise UserError(f"{FILE} does not say {lacking[0]}. Add it at the top.")
    cut_off = told.get("cut_off")
    if not isinstance(cut_off, datetime) or cut_off.tzinfo is None:
        raise UserError(
            f"{FILE}: cut_off is {shown(cut_off)}; write a time with its offset, such as "
            "2026-05-31T23:59:59+01:00."
        )
    contents: dict[str, bytes] = {}
    entries = tuple(
        _document(folder, row, where, contents) for where, row in _tables(told, "document")
    )
    sent = Submission(
        head["force"],
        head["force_name"] or head["force"],
        head["round"],
        head["strategy"],
        made_at,
        cut_off,
        head["signed_by"],
        tuple(_claim(row, where) for where, row in _tables(told, "claim")),
        tuple(_line(row, where, head["strategy"]) for where, row in _tables(told, "line")),
        tuple(_figure(row, where) for where, row in _tables(told, "figure")),
        entries,
        tuple(
            Confirmed(*(_taken(row, name, where, str) for name in TABLES["confirmed"]))
            for where, row in _tables(told, "confirmed")
        ),
    )
    _check_places(sent, contents)
    return sent, contents


def _check_places(sent: Submission, contents: Mapping[str, bytes]) -> None:
    """Raise UserError for evidence on a page that its document has not."""
    for line in sent.lines:
        for place in (one.reference for one in line.evidence):
            if place is None or place.page is None or place.document not in contents:
                continue
            last = len(pages(place.document, contents[place.document]))
            if not 1 <= place.page <= last:
                raise UserError(
                    f"{FILE}, line {shown(line.id)}: page {place.page} of "
                    f"{shown(place.document)} is not there; its last page is {last}."
                )


def _tables(told: Mapping[str, Any], name: str) -> list[tuple[str, dict[str, Any]]]:
    rows = told.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UserError(f"{FILE}: write each {name} under a line [[{name}]].")
    found = [(f"{name} {n}", row) for n, row in enumerate(rows, start=1)]
    for where, row in found:
        if strange := sorted(set(row) - set(TABLES[name])):
            raise UserError(f"{FILE}, {where}: {shown(strange[0])} is not known.")
    return found


def _document(
    folder: Path, row: Mapping[str, Any], where: str, contents: dict[str, bytes]
) -> Document:
    name = _taken(row, "name", where, str)
    if not good_name(name):
        raise UserError(f"{FILE}, {where}: {shown(name)} is no name of a document in the folder.")
    try:
        contents[name] = (folder / name).read_bytes()
    except OSError as error:
        raise UserError(
            f"Document {shown(name)} cannot be read: {error.strerror or error}. Put it into "
            f"{folder}."
        ) from None
    return document(name, _taken(row, "title", where, str, name), contents[name])


def _claim(row: Mapping[str, Any], where: str) -> Claim:
    return Claim(
        _one_of(row, "element", where, ELEMENT_WORDS),
        _one_of(row, "status", where, STATUSES),
        _taken(row, "text", where, str, ""),
        tuple(
            _one_of({"qualifiers": one}, "qualifiers", where, QUALIFIERS)
            for one in _words(row, "qualifiers", where)
        ),
    )


def _line(row: Mapping[str, Any], where: str, strategy: str) -> Line:
    element = _one_of(row, "element", where, ELEMENT_WORDS)
    strand = _taken(row, "strand", where, str, "")
    return Line(
        _taken(row, "id", where, str),
        _taken(row, "title", where, str),
        element,
        _one_of(row, "status", where, STATUSES),
        _taken(row, "owner", where, str, ""),
        strand,
        _taken(row, "strategy", where, str, strategy if strand else ""),
        _words(row, "recommendations", where),
        _taken(row, "start", where, date, None),
        _taken(row, "due", where, date, None),
        tuple(
            _evidence(one, f"{where}, {part}", element)
            for part, one in _tables({"evidence": row.get("evidence", [])}, "evidence")
        ),
    )


def _evidence(row: Mapping[str, Any], where: str, element: Element) -> Evidence:
    points = {point.key for point in ELEMENTS[element].points}
    answers = _words(row, "answers", where)
    if strange := [one for one in answers if one not in points]:
        raise UserError(
            f"{FILE}, {where}: answers {shown(strange[0])}; write of {', '.join(sorted(points))}."
        )
    if ("figure" in row) == ("document" in row):
        raise UserError(f"{FILE}, {where}: name a figure or a document, and not both.")
    if "figure" in row:
        return Evidence(figure=_taken(row, "figure", where, str), answers=answers)
    place = Reference(
        _taken(row, "document", where, str),
        _taken(row, "shows", where, str),
        _taken(row, "page", where, int, None),
        _taken(row, "paragraph", where, str, ""),
    )
    return Evidence(reference=place, answers=answers)


def _figure(row: Mapping[str, Any], where: str) -> Figure:
    value = row.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UserError(f"{FILE}, {where}: value is {shown(value)}; write a number.")
    return Figure(
        _taken(row, "id", where, str),
        _one_of(row, "element", where, ELEMENT_WORDS),
        _taken(row, "title", where, str),
        float(value),
        _taken(row, "unit", where, str),
        _taken(row, "run", where, str),
        _taken(row, "on", where, date),
    )


def _taken(row: Mapping[str, Any], key: str, where: str, kind: type, *otherwise: Any) -> Any:
    """A value of that kind; `otherwise` where it is left out. Raises UserError for another kind."""
    if key not in row and otherwise:
        return otherwise[0]
    value = row.get(key)
    if type(value) is not kind or (value == "" and not otherwise):
        words = {str: "a text in quotes", int: "a whole number", date: "a day such as 2026-05-31"}
        said = f"is {shown(value)}" if key in row else "is missing"
        raise UserError(f"{FILE}, {where}: {key} {said}; write {words[kind]}.")
    return value


def _words(row: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    found = row.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise UserError(f'{FILE}, {where}: {key} is no list of texts; write ["a", "b"].')
    return tuple(found)


def _one_of(row: Mapping[str, Any], key: str, where: str, words: Mapping[str, Any]) -> Any:
    value = row.get(key)
    if not isinstance(value, str) or value not in words:
        said = f"is {shown(value)}" if key in row else "is missing"
        raise UserError(f"{FILE}, {where}: {key} {said}; write one of {', '.join(words)}.")
    return words[value]
