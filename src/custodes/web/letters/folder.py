"""A round as a folder of files: each letter as Word, PDF and JSON, and the counts of the overview.

Plain functions from findings to files: the same findings give the same bytes.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from custodes.vocabulary.errors import UserError
from custodes.web.assessment.classes import Classed, ForceClass
from custodes.web.assessment.findings import Finding, missing
from custodes.web.assessment.made_up import MADE_UP, made_up_findings
from custodes.web.assessment.public_record import CLASSES as NAMED_IN_PUBLIC
from custodes.web.assessment.public_record import COUNTS, FINDINGS, NOT_ON_RECORD, findings_of
from custodes.web.assessment.round_file import (
    CLASSES,
    ReadRound,
    about,
    classes_of,
    read_round,
)
from custodes.web.assessment.rounds import ROUND_2017, Round
from custodes.web.letters.figures import figures, in_words
from custodes.web.letters.letter import Letter, composed, content
from custodes.web.letters.overview import published_summary, summary
from custodes.web.letters.paper import DRAFT, pdf
from custodes.web.letters.sentences import Origin
from custodes.web.letters.template import built_in, filled
from custodes.web.plan.elements import ELEMENTS, QUALIFIER_KEYS, STATUS_KEYS, Element, Status
from custodes.web.plan.forces import BY_NAME

CLASS_KEYS = {force_class: word for word, force_class in CLASSES.items()}
ORIGINS = {Origin.FINDING: "finding", Origin.OWN: "own", Origin.STANDING: "standing"}
NOT_ISSUED = "Draft: not issued."
SHIPPED = ("2017", "made-up")
"""Rounds that come with the product."""


@dataclass(frozen=True)
class Held:
    """A round with what was found in it; `from_record` where it is what became public of 2017."""

    round: Round
    read: ReadRound
    from_record: bool = False


def held(name: str) -> Held:
    """The round that is shipped under that name, or the one in the CSV file of that path.

    Raises UserError where there is neither.
    """
    if name == "2017":
        found = {force: findings_of(force) for force in sorted({f.force for f in FINDINGS})}
        return Held(ROUND_2017, _read(found), from_record=True)
    if name == "made-up":
        return Held(MADE_UP, _read(made_up_findings()))
    path = Path(name)
    return Held(about(path), read_round(path))


def letters_of(held: Held) -> dict[str, Letter]:
    """The letters that can be written, by force. One with an element without a finding cannot,
    but of the public record, where what is missing was not published and the letter says so."""
    made = {}
    for force, found in held.read.findings.items():
        lacking = missing(found)
        if lacking and not held.from_record:
            continue
        note = [composed(BY_NAME[force], held.round, found).note, NOT_ISSUED]
        note += [f"{ELEMENTS[element].title}: {NOT_ON_RECORD}." for element in lacking]
        letter = composed(BY_NAME[force], held.round, found)
        made[force] = replace(letter, note=" ".join(filter(None, note)))
    return made


def written(
    held: Held,
    out: Path,
    *,
    forces: Collection[str] | None = None,
    told: Callable[[int], object] = lambda _more: None,
) -> list[Path]:
    """Write the letters (of these forces alone, where some are named) and `overview.json`.

    A file takes its name once it is whole. Raises UserError where the folder cannot be written.
    """
    letters = letters_of(held)
    wanted = [force for force in letters if forces is None or force in forces]
    template = built_in()
    paths = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for force in wanted:
            letter, stem = letters[force], BY_NAME[force].key
            said = content(letter)
            title = f"{letter.heading}: {force}"
            files = {
                f"{stem}.docx": filled(template, said),
                f"{stem}.pdf": pdf("letter.typ", said, title=title, marking=DRAFT),
                f"{stem}.json": _json(plain_letter(held, letter)),
            }
            paths += [_kept(out / name, made) for name, made in files.items()]
            told(1)
        paths.append(_kept(out / "overview.json", _json(plain_overview(held))))
    except OSError as error:
        raise UserError(
            f"{out} cannot be written: {error.strerror or error}. Name another folder with --out."
        ) from None
    return paths


def plain_letter(held: Held, letter: Letter) -> dict[str, Any]:
    """A letter as plain data: its text, and each sentence with the findings that it rests on."""
    said = content(letter)
    kept = (
        *("addressee", "copied_to", "dated", "heading", "greeting", "quotation"),
        *("quotation_source", "signed_by", "note"),
    )
    return {
        "force": letter.force,
        "round": held.round.id,
        **{name: said[name] for name in kept},
        "paragraph": said["parts"][letter.own],
        "sentences": [
            {
                "text": sentence.text,
                "origin": ORIGINS[sentence.origin],
                "findings": list(sentence.findings),
                "of_this_force": place == letter.own,
            }
            for place, part in enumerate(letter.body)
            for sentence in part
        ],
        "findings": [_plain(finding) for finding in letter.findings],
        "lacking": [element.value for element in missing(letter.findings)],
        "class": _class(held.read.classes.get(letter.force)),
    }


def plain_overview(held: Held) -> dict[str, Any]:
    """The counts of the overview; of the public record, those that were published."""
    read = held.read
    whole = {force: read.findings[force] for force in read.classes}
    made = figures(whole, read.classes)
    forces = {c: list(figure.forces) for c, figure in made.classes.items()}
    counts = {c: len(forces[c]) for c in ForceClass}
    elements: dict[str, dict[str, int]] = {
        e.value: {STATUS_KEYS[s]: made.elements[e][s].value for s in Status} for e in Element
    }
    said: list[str] = summary(made)
    if held.from_record:
        # Only counts were published, with three names; what an element came to is not known.
        counts, said = dict(COUNTS), published_summary()
        forces = {c: sorted(f for f, k in NAMED_IN_PUBLIC.items() if k is c) for c in ForceClass}
        elements = {e.value: _on_record(e, sum(counts.values())) for e in Element}
    begun = counts[ForceClass.COMMENCED] + counts[ForceClass.ALL_IN_PLACE]
    assessed = sum(counts.values())
    planned = assessed - counts[ForceClass.INSUFFICIENT]
    return {
        "round": held.round.id,
        "title": held.round.title,
        "counted_from": "published" if held.from_record else "findings",
        "forces_assessed": assessed,
        "classes": {CLASS_KEYS[c]: counts[c] for c in ForceClass},
        "forces": {CLASS_KEYS[c]: forces[c] for c in ForceClass},
        "progress": begun,
        "progress_in_words": in_words(begun),
        "with_plan": planned,
        "with_plan_in_words": f"{planned} of {assessed}",
        "elements": elements,
        "set_by_hand": {
            force: _class(one) for force, one in read.classes.items() if one.overridden
        },
        "not_assessed": {f: [e.value for e in lacking] for f, lacking in read.lacking.items()},
        "summary": said,
    }


def _read(found: Mapping[str, tuple[Finding, ...]]) -> ReadRound:
    lacking = {force: missing(held) for force, held in found.items() if missing(held)}
    return ReadRound(found, classes_of(found), lacking)


def _on_record(element: Element, forces: int) -> dict[str, int]:
    found = [finding.status for finding in FINDINGS if finding.element is element]
    counts = {STATUS_KEYS[status]: found.count(status) for status in Status}
    return counts | {"not_on_public_record": forces - len(found)}


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "element": finding.element.value,
        "status": STATUS_KEYS[finding.status],
        "qualifiers": sorted(QUALIFIER_KEYS[one] for one in finding.qualifiers),
        "text": finding.text,
        "references": [str(reference) for reference in finding.references],
        "seen_earlier": f"{finding.earlier.inspection} {finding.earlier.year}"
        if finding.earlier
        else "",
    }


def _class(one: Classed | None) -> dict[str, str] | None:
    if one is None:
        return None
    return {
        "class": CLASS_KEYS[one.force_class],
        "by_rule": CLASS_KEYS[one.by_rule],
        "because": one.reason or one.because,
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _kept(path: Path, made: bytes) -> Path:
    unfinished = path.with_name(path.name + ".tmp")
    unfinished.write_bytes(made)
    unfinished.replace(path)
    return path
