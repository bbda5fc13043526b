"""A letter to one force: its parts, its sentences, and what freezes it when it is issued."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import rfc8785

from custodes.vocabulary.errors import UserError
from custodes.web.assessment.findings import Finding, by_element, missing
from custodes.web.assessment.rounds import Round
from custodes.web.letters.sentences import Origin, Sentence, paragraph
from custodes.web.plan.elements import ELEMENTS, STATUS_WORDS
from custodes.web.plan.forces import Force

HEADING = "Assessment of your plans: abuse of position for a sexual purpose"
MADE_UP = "Made up: no force sent what this letter is about."
TO_BE_DATED = "Date: to be set when it is issued"


@dataclass(frozen=True)
class Letter:
    """One letter. `body` holds its paragraphs, each of sentences; `own` is the force's own one."""

    force: str
    addressee: tuple[str, ...]
    copied_to: str
    dated: date | None
    heading: str
    greeting: str
    body: tuple[tuple[Sentence, ...], ...]
    own: int
    quotation: str
    quotation_source: str
    signed_by: tuple[str, ...]
    note: str
    findings: tuple[Finding, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All its sentences, in order."""
        return tuple(sentence for part in self.body for sentence in part)


def composed(force: Force, round_: Round, findings: Iterable[Finding]) -> Letter:
    """The draft of a letter from the findings there are; the same findings, the same letter."""
    found = tuple(by_element(findings).values())
    if strange := [f.force for f in found if f.force != force.name]:
        raise UserError(f"A finding on {strange[0]} cannot stand in the letter to {force.name}.")
    return Letter(
        force=force.name,
        addressee=(force.chief, force.full, "By e-mail"),
        copied_to=force.body,
        dated=round_.letter_on,
        heading=HEADING,
        greeting=f"Dear {force.chief}",
        body=(*_before(round_), paragraph(found, strategy=round_.strategy), _after(round_)),
        own=len(_before(round_)),
        quotation=round_.recommendation,
        quotation_source=round_.recommendation_source,
        signed_by=tuple(filter(None, (round_.inspector, round_.inspector_title))),
        note=MADE_UP if round_.made_up else "",
        findings=found,
    )


def with_sentence(letter: Letter, part: int, place: int, sentence: Sentence) -> Letter:
    """The letter with one sentence changed. Raises UserError where there is none."""
    if not (0 <= part < len(letter.body) and 0 <= place < len(letter.body[part])):
        raise UserError("That sentence is no longer in the letter. Open the letter again.")
    changed = list(letter.body[part])
    changed[place] = sentence
    body = (*letter.body[:part], tuple(changed), *letter.body[part + 1 :])
    return replace(letter, body=body)


def check_can_be_issued(letter: Letter) -> None:
    """Raise UserError while an element has no finding, or a sentence does not trace to one."""
    if lacking := missing(letter.findings):
        raise UserError(
            f"The letter to {letter.force} cannot be issued: there is no finding yet on "
            f"{'; '.join(ELEMENTS[element].title for element in lacking)}."
        )
    if loose := untraced(letter):
        raise UserError(
            f'The letter to {letter.force} cannot be issued: "{loose[0].text}" does not come from '
            "a finding of this force. Link it, or mark it as the inspector's own."
        )
    unsaid = silent(letter)
    if unsaid and not any(sentence.origin is Origin.OWN for sentence in letter.sentences):
        raise UserError(
            f"The letter to {letter.force} says nothing of: {ELEMENTS[unsaid[0].element].title}."
        )


def silent(letter: Letter) -> list[Finding]:
    """The findings that no sentence names: only a sentence of the inspector's own can say them."""
    told = {key for sentence in letter.sentences for key in sentence.findings}
    return [finding for finding in letter.findings if finding.key not in told]


def untraced(letter: Letter) -> list[Sentence]:
    """The sentences that name a finding which is not among those of the letter."""
    keys = {finding.key for finding in letter.findings}
    return [sentence for sentence in letter.sentences if not keys.issuperset(sentence.findings)]


def content(letter: Letter) -> dict[str, Any]:
    """The letter as plain data: what a document is made from, and what is frozen at issue."""
    return {
        "force": letter.force,
        "addressee": list(letter.addressee),
        "copied_to": letter.copied_to,
        "dated": _day(letter.dated) if letter.dated else TO_BE_DATED,
        "heading": letter.heading,
        "greeting": letter.greeting,
        "parts": [" ".join(sentence.text for sentence in part) for part in letter.body],
        "own": letter.own,
        "quotation": letter.quotation,
        "quotation_source": letter.quotation_source,
        "signed_by": list(letter.signed_by),
        "note": letter.note,
        "sentences": [
            {"text": s.text, "origin": s.origin.name, "findings": list(s.findings)}
            for s in letter.sentences
        ],
        "findings": [_plain(finding) for finding in letter.findings],
    }


def frozen(letter: Letter) -> bytes:
    """The letter as canonical JSON (RFC 8785). Raises UserError where it cannot be issued."""
    check_can_be_issued(letter)
    return rfc8785.dumps(content(letter))


def digest(frozen_letter: bytes) -> str:
    """The SHA-256 under which an issued letter is known."""
    return hashlib.sha256(frozen_letter).hexdigest()


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "status": STATUS_WORDS[finding.status],
        "qualifiers": sorted(qualifier.value for qualifier in finding.qualifiers),
        "text": finding.text,
        "references": [str(reference) for reference in finding.references],
        "earlier": f"{finding.earlier.inspection}, {finding.earlier.year}"
        if finding.earlier
        else "",
    }


def _standing(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, Origin.STANDING) for text in texts)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _before(round_: Round) -> tuple[tuple[Sentence, ...], ...]:
    return (
        _standing(
            f"In our report {round_.concern_from} we wrote of abuse of authority for sexual gain.",
            "The national strategy calls the same thing abuse of position for a sexual purpose, "
            "and so do we from here on.",
        ),
        _standing(
            "We found then that some counter-corruption units could not go looking for "
            "intelligence on it, so that forces could not step in early to protect people at risk "
            "and deal with those responsible.",
            "For that reason we made the recommendation below.",
        ),
        _standing(
            f"On {_day(round_.asked_on)} we asked every force for its documents."
            if round_.asked_on
            else "We asked every force for its documents.",
            (f"In {round_.reviewed} we" if round_.reviewed else "We then")
            + " reviewed what you had sent"
            + (f" by {_day(round_.cut_off)}." if round_.cut_off else "."),
            "What follows is our assessment of your plans.",
        ),
    )


def _after(round_: Round) -> tuple[Sentence, ...]:
    return _standing(
        "We will publish this letter together with a national overview.",
        "A later inspection will look at how your plans have been carried out.",
        f"Please send any question to {round_.contact}.",
    )
