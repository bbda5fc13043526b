"""A round of inspection as a CSV file: findings by force and element, and classes set by hand.

Its columns and words are a contract with whoever writes such files; they stand here. A row that
cannot be taken is told with its line, its value and what to do, and the rest is still read.
"""

import csv
import io
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from custodes.vocabulary.errors import UserError, closest, shown
from custodes.web.assessment.classes import Classed, ForceClass, classed
from custodes.web.assessment.findings import (
    LONGEST_INSPECTION,
    EarlierInspection,
    Finding,
    Reference,
    missing,
)
from custodes.web.assessment.rounds import ROUND_2017, Round
from custodes.web.plan.elements import QUALIFIER_KEYS, STATUS_KEYS, Element
from custodes.web.plan.forces import FORCES

NEEDED = ("force", "element", "status")
COLUMNS = (*NEEDED, "qualifier", "seen_earlier", "text", "references")
CLASS = "class"
"""The element of the row that sets a class."""
STATUSES = {word: status for status, word in STATUS_KEYS.items()}
QUALIFIERS = {word: qualifier for qualifier, word in QUALIFIER_KEYS.items()}
CLASSES = {
    "insufficient_information": ForceClass.INSUFFICIENT,
    "not_commenced": ForceClass.NOT_COMMENCED,
    "commenced": ForceClass.COMMENCED,
    "all_in_place": ForceClass.ALL_IN_PLACE,
}
ELEMENT_WORDS = {element.value: element for element in Element}
NAMES = {
    word.casefold(): force.name for force in FORCES for word in (force.name, force.key, force.full)
} | {"hampshire and isle of wight": "Hampshire", "metropolitan police": "Metropolitan"}
"""What a force may be called in a file."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LONGEST_TEXT = 4000


@dataclass(frozen=True)
class ReadRound:
    """What a file holds: findings and classes by the name of the force, and what was refused.

    `classes` are of the forces with all four findings. `lacking` are the elements without a
    finding, of each force that lacks some.
    """

    findings: Mapping[str, tuple[Finding, ...]]
    classes: Mapping[str, Classed]
    lacking: Mapping[str, tuple[Element, ...]]
    refused: tuple[str, ...] = ()


def force_named(word: str) -> str:
    """The name of one of the 43. Raises UserError where it is none of them."""
    name = NAMES.get(" ".join(word.split()).casefold())
    if name is None:
        near = closest(word, [force.name for force in FORCES])
        raise UserError(f"{shown(word)} is not one of the 43 forces{near}")
    return name


def read_round(path: Path) -> ReadRound:
    """The round in a CSV file. Raises UserError where the file itself cannot be read as one."""
    findings: dict[str, dict[Element, Finding]] = defaultdict(dict)
    wanted: dict[str, tuple[str, ForceClass, str]] = {}
    refused: list[str] = []
    for line, row in _rows(path, refused):
        where = f"{path.name}, line {line}"
        try:
            force = force_named(row["force"])
            if row["element"] == CLASS:
                if force in wanted:
                    raise UserError(f"{force} has a class already; take one of the two rows out")
                wanted[force] = (where, _word(row, "status", CLASSES), row["text"])
                continue
            element = _word(row, "element", ELEMENT_WORDS)
            if element in findings[force]:
                raise UserError(
                    f"{force} has a finding on {element.value} already; take one of the two out"
                )
            findings[force][element] = _finding(force, element, row)
        except UserError as wrong:
            refused.append(f"{where}: {str(wrong).rstrip('.')}. The row was left out.")
    held = {
        force.name: tuple(findings[force.name][e] for e in Element if e in findings[force.name])
        for force in FORCES
        if force.name in findings or force.name in wanted
    }
    classes = classes_of(held)
    for force in [force for force in classes if force in wanted]:
        classes[force] = _classed(held[force], wanted[force], refused)
    lacking = {force: missing(found) for force, found in held.items() if missing(found)}
    return ReadRound(held, classes, lacking, tuple(refused))


def classes_of(found: Mapping[str, tuple[Finding, ...]]) -> dict[str, Classed]:
    """The classes by the rule, of the forces with all four findings."""
    return {force: classed(held) for force, held in found.items() if not missing(held)}


def about(path: Path) -> Round:
    """What is said of the round: from the TOML file of the same name beside it, if there is one.

    Its keys are the fields of a `Round`. Raises UserError for another key or kind of value.
    """
    base = replace(
        ROUND_2017,
        id=path.stem,
        title=f"Round {path.stem}",
        asked_on=None,
        cut_off=None,
        reviewed="",
        letter_on=None,
        strategy="the national strategy",
        inspector="For the inspectorate of constabulary",
        inspector_title="",
    )
    beside = path.with_suffix(".toml")
    if not beside.exists():
        return base
    try:
        told = tomllib.loads(beside.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"{beside.name} cannot be read: {error}. Mend it, or move it.") from None
    given: dict[str, Any] = {}
    for field in fields(Round):
        if field.name not in told or field.name == "id":
            continue
        now, new = getattr(base, field.name), told.pop(field.name)
        wanted = date if now is None or isinstance(now, date) else type(now)
        if type(new) is not wanted or (isinstance(new, str) and not _writable(new)):
            raise UserError(
                f"{beside.name}: {field.name} = {shown(new)} is not a {wanted.__name__}. Write "
                + ("a day such as 2026-05-01." if wanted is date else "a text in quotes.")
            )
        given[field.name] = new
    if told:
        known = ", ".join(field.name for field in fields(Round) if field.name != "id")
        raise UserError(f"{beside.name}: {shown(min(told))} is not known. Known are: {known}.")
    return replace(base, **given)


def _rows(path: Path, refused: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that is not empty with the line it begins on, cells without space around them.

    Where the file stops being CSV it ends, and that is told in `refused`.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.object[: error.start].count(b"\n") + 1
        raise UserError(f"{path}, line {at}: it is not UTF-8. Save the file as UTF-8.") from None
    except OSError as error:
        raise UserError(
            f"{path} cannot be read: {error.strerror or error}. Name a CSV file, or 2017."
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        head = [name.strip().casefold() for name in next(reader, [])]
        if lacking := [name for name in NEEDED if name not in head]:
            raise UserError(
                f"{path.name}, line 1: the column {', '.join(lacking)} is missing. The first line "
                f"names the columns: {','.join(COLUMNS)}."
            )
        if twice := [name for name in COLUMNS if head.count(name) > 1]:
            raise UserError(f"{path.name}, line 1: the column {twice[0]} is there twice.")
        begins = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                padded = [*cells, *[""] * (len(head) - len(cells))]
                row = dict(zip(head, (cell.strip() for cell in padded), strict=False))
                yield begins, {name: row.get(name, "") for name in COLUMNS}
            begins = reader.line_num + 1
    except csv.Error as error:
        refused.append(
            f"{path.name}, line {begins}: {error}. Write a double quote on both sides of a text "
            "that holds a comma or a quote, and two for one inside it. It and all rows after it "
            "were left out."
        )


def _word(row: Mapping[str, str], column: str, words: Mapping[str, Any]) -> Any:
    if row[column] not in words:
        raise UserError(f"{column} is {shown(row[column])}; write one of {', '.join(words)}")
    return words[row[column]]


def _finding(force: str, element: Element, row: Mapping[str, str]) -> Finding:
    for column in ("text", "references", "seen_earlier"):
        if not _writable(row[column]) or len(row[column]) > LONGEST_TEXT:
            raise UserError(
                f"{column} holds a character that cannot be printed, or is longer than "
                f"{LONGEST_TEXT} characters; write it again"
            )
    said = re.split(r"[;\s]+", row["qualifier"]) if row["qualifier"] else []
    return Finding(
        force,
        element,
        _word(row, "status", STATUSES),
        frozenset(_word({"qualifier": one}, "qualifier", QUALIFIERS) for one in said if one),
        row["text"],
        tuple(_reference(part) for part in re.split(r"[;\n]", row["references"]) if part.strip()),
        _earlier(row["seen_earlier"]),
    )


def _reference(text: str) -> Reference:
    """`document | place`, or `document, place`; a document alone where it names no place."""
    document, bar, place = text.strip().partition("|")
    if not bar:
        document, comma, place = text.strip().rpartition(",")
        if not comma:
            document, place = place, ""
    return Reference(document.strip(), place.strip())


def _earlier(text: str) -> EarlierInspection | None:
    if not text:
        return None
    years = YEAR.findall(text)
    name = " ".join(YEAR.sub(" ", text).replace(",", " ").split()).strip("()[] ")
    if len(years) != 1 or not name:
        raise UserError(
            f"seen_earlier is {shown(text)}; write the inspection and its year, such as "
            "legitimacy inspection 2016"
        )
    if len(name) > LONGEST_INSPECTION:
        raise UserError(
            f"seen_earlier names an inspection in more than {LONGEST_INSPECTION} characters; write "
            "it shorter"
        )
    return EarlierInspection(name, int(years[0]))


def _classed(
    found: tuple[Finding, ...], wanted: tuple[str, ForceClass, str], refused: list[str]
) -> Classed:
    """The class that counts: a row that sets another without a reason is told and left out."""
    where, force_class, reason = wanted
    try:
        return classed(found, override=force_class, reason=reason)
    except UserError as wrong:
        by_rule = classed(found)
        refused.append(
            f"{where}: {found[0].force}: {str(wrong).rstrip('.')} in the column text. The row was "
            f'left out, and "{by_rule.force_class.value}" counts.'
        )
        return by_rule


def _writable(text: str) -> bool:
    return all(c.isprintable() or c in "\n\r\t" for c in text)
