"""Assessments as the pages show them: words and addresses, no markup."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from custodes.web.assessment import states
from custodes.web.assessment.classes import RULE, Classed
from custodes.web.assessment.findings import Finding, missing
from custodes.web.assessment.models import Assessed, ReceivedPackage, Settled
from custodes.web.assessment.models.judged import Found
from custodes.web.assessment.public_record import CLASSES, NOT_ON_RECORD
from custodes.web.assessment.received import KnownKey
from custodes.web.plan.elements import ELEMENTS, QUALIFIER_WORDS, STATUS_WORDS, Element
from custodes.web.submission.keys import fingerprint

SHORT = {
    Element.STRATEGY: "Strategy",
    Element.CCU: "Unit",
    Element.MONITORING: "Monitoring",
    Element.LINKS: "Links",
}
COLUMNS = ("Force", "Stands at", *SHORT.values(), "Class")


def words_of(finding: Finding) -> str:
    """A finding in a few words: status, qualifiers, and the note of an earlier inspection."""
    parts = [STATUS_WORDS[finding.status]]
    parts += [QUALIFIER_WORDS[q] for q in sorted(finding.qualifiers, key=lambda q: q.value)]
    if finding.earlier:
        parts.append(f"Seen in the {finding.earlier.inspection} of {finding.earlier.year}")
    return "; ".join(parts)


def force_row(
    assessed: Assessed, findings: Collection[Finding], classed: Classed | None
) -> list[str]:
    """One force as a row of the round, in the order of COLUMNS."""
    held = {finding.element: finding for finding in findings}
    said = [STATUS_WORDS[held[e].status] if e in held else _nothing(assessed) for e in Element]
    return [
        assessed.force,
        str(states.ASSESSED.words[assessed.state]),
        *said,
        class_words(assessed, classed),
    ]


def class_words(assessed: Assessed, classed: Classed | None) -> str:
    """The class of a force; of the public record where it names one without its findings."""
    if classed is not None:
        return classed.force_class.value + (" (set by hand)" if classed.overridden else "")
    if assessed.round.from_record:
        named = CLASSES.get(assessed.force)
        return f"{named.value} (as published)" if named else NOT_ON_RECORD
    return ""


def progress(rows: Collection[Assessed]) -> list[tuple[str, int]]:
    """How many forces stand where."""
    return [
        (str(words), sum(row.state == state for row in rows))
        for state, words in states.ASSESSED.words.items()
    ]


def element_rows(
    assessed: Assessed, held: Mapping[Element, Found], address: str = ""
) -> list[dict[str, Any]]:
    """The four elements with what was found, what it rests on and where it is changed."""
    return [
        {
            "element": ELEMENTS[element].title,
            "looks_for": ELEMENTS[element].looks_for,
            **_found(assessed, held.get(element)),
            "href": reverse(address, args=[assessed.round.key, assessed.slug, element.value])
            if address
            else "",
        }
        for element in Element
    ]


def rule_rows() -> list[tuple[str, str]]:
    """The rule from findings to a class, the first that holds."""
    return [(step.gives.value, step.words) for step in RULE]


def class_lines(assessed: Assessed, classed: Classed | None) -> list[tuple[str, str]]:
    """The class, what the rule gives and why, and the reason where it was set by hand."""
    if classed is None:
        return [(_("Class"), class_words(assessed, None) or _("None while a finding is missing"))]
    lines = [(_("Class"), classed.force_class.value)]
    if classed.overridden:
        lines += [
            (_("By the rule"), classed.by_rule.value),
            (_("Why it was set by hand"), classed.reason),
        ]
    else:
        lines.append((_("Why"), classed.because))
        if assessed.round.from_record:
            named = CLASSES.get(assessed.force)
            lines.append((_("As published"), named.value if named else NOT_ON_RECORD))
    return lines


def key_lines(known: KnownKey | None) -> list[tuple[str, str]]:
    """The key by which a force is known, and how."""
    if known is None:
        words = _("None yet: that of its first package will be, unless one is entered before.")
        return [(_("Key of the force"), words)]
    return [(_("Key of the force"), known.fingerprint), (_("How it is known"), known.how)]


def package_lines(package: ReceivedPackage, known: KnownKey | None) -> list[tuple[str, str]]:
    """A package that was taken in: its file, its hash, the key that signed it; and a word where the
    force is known by another key by now."""
    signed = fingerprint(package.key)
    lines = [
        (_("File"), package.name),
        (_("SHA-256"), package.sha256),
        (_("Signed with the key"), signed),
    ]
    if known is None or known.fingerprint != signed:
        words = _("It was signed with another key than the force is known by now. Ask the force.")
        return [*lines, (_("Look at this"), words)]
    return [*lines, (_("How the key is known"), known.how)]


def lacking(findings: Collection[Finding]) -> str:
    """The elements without a finding, in words; empty where none is missing."""
    return "; ".join(ELEMENTS[element].title for element in missing(findings))


def _found(assessed: Assessed, row: Found | None) -> dict[str, Any]:
    if row is None:
        return {"found": _nothing(assessed), "text": "", "references": [], "because": ""}
    finding = row.finding_of(assessed.force)
    return {
        "found": words_of(finding),
        "text": finding.text,
        "references": [str(reference) for reference in finding.references],
        "because": row.because if isinstance(row, Settled) else "",
    }


def _nothing(assessed: Assessed) -> str:
    return NOT_ON_RECORD if assessed.round.from_record else ""
