"""What a sanitised text still gives away of where it came from: found by form and by comparison.

Two things are told apart. What *stops* the text is sure to point at the source: a name, an
organisation or a number that the report itself holds, or somebody speaking as "I". What is *to be
looked at* may be harmless: the officer who sanitises says that it is. Neither quotes what it found
beyond a few words, and neither can find what nobody has told it: a person reads the text as well.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from custodes.web.documents.personal import traces
from custodes.web.partners.kinds import KIND_TITLES
from custodes.web.sealing.contents import Report

FIRST_PERSON = re.compile(
    r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|us|Us|[Oo]urs?|[Oo]urselves)\b(?!\.[A-Z])"
)
WHO_SAW = re.compile(
    r"\b(?:my|our|a|the)\s+(?:client|resident|service user|patient|caller|key worker|support "
    r"worker|case worker|adviser|advocate|colleague|source|reporter|informant)s?\b",
    re.I,
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
EXACT = re.compile(rf"\b(?:[01]?\d|2[0-3])[:.][0-5]\d\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})\b")
SHORTEST = 3
"""Letters of a name below which it is no name to look for."""
RUN = 7
"""Words that a text and the report may have in common one after the other, at most."""
SMALL_WORDS = frozenset(
    ("the", "and", "for", "with", "from", "that", "this", "have", "has", "was", "were", "are")
)
KINDS = tuple(str(title).casefold() for title in KIND_TITLES.values())
SERVICES = re.compile(
    r"\b(?:refuge|hostel|idva|isva|sarc|rape crisis|outreach|marac|midwife|health visitor|gp|"
    r"social worker|probation officer|drop-in|clinic)s?\b",
    re.I,
)


@dataclass(frozen=True)
class Leftover:
    """Something that may give the source away: what kind, and whether it stops the text."""

    kind: Any
    stops: bool


def leftovers(
    text: str, report: Report | None, partner: str = "", *, thread: Sequence[str] = ()
) -> tuple[Leftover, ...]:
    """What the text still tells of where it came from, held against the report in the clear and
    against what was written since (`thread`).

    `partner` is the name of the organisation on the register that sent it, where there was one;
    `report` is None where nothing but the thread is there any more.
    """
    found: list[Leftover] = []

    def add(kind: Any, *, stops: bool) -> None:
        if (one := Leftover(kind, stops)) not in found:
            found.append(one)

    names, where, contacts = [partner], "", list[str]()
    if report is not None:
        names += [report.sender.name, report.sender.organisation, report.person.called]
        where = report.where
        contacts = [report.sender.safe_contact, report.person.safe_contact, report.when]
    told = [*([report.what] if report else ()), *thread]
    if _held(text, names):
        add(_("A name or organisation that the report gives of its source or of the person"),
            stops=True)  # fmt: skip
    # On lines of their own, so that two numbers are not taken for one.
    numbers = _numbers("\n".join((*told, where, *contacts)))
    if any(number in re.sub(r"\D", "", text) for number in numbers):
        add(_("A number that the report gives"), stops=True)
    for trace in traces([("", text)]):
        add(_("This looks like %(kind)s") % {"kind": trace.kind}, stops=True)
    if FIRST_PERSON.search(text):
        add(_("Somebody speaks for themselves (I, my, we, our)"), stops=True)
    if any(_shared_run(text, one) for one in told):
        add(_("More than %(n)d words stand one after the other as in the report") % {"n": RUN},
            stops=True)  # fmt: skip
    if WHO_SAW.search(text):
        add(_("It says what kind of person saw it"), stops=False)
    if SERVICES.search(text) or any(kind in text.casefold() for kind in KINDS):
        add(_("It names a kind of service"), stops=False)
    if EXACT.search(text):
        add(_("An exact day or time, which only somebody who was there may know"), stops=False)
    places = [word for word in _words(where) if word not in SMALL_WORDS]
    if any(word in _words(text) for word in places):
        add(_("A place that the report names"), stops=False)
    return tuple(found)


def _held(text: str, names: Iterable[str]) -> bool:
    """Whether a name, or a part of one that is a name by itself, stands in the text."""
    said = set(_words(text))
    parts = {
        word
        for name in names
        for word in _words(name)
        if len(word) >= SHORTEST and word not in SMALL_WORDS and word not in GENERIC
    }
    return bool(parts & said)


PERSONS = (
    "client",
    "unknown",
    "female",
    "male",
    "woman",
    "man",
    "girl",
    "boy",
    "she",
    "her",
    "him",
)
GENERIC = frozenset(PERSONS) | {word for kind in KINDS for word in re.findall(r"[a-z]+", kind)}
"""Words of an organisation's name that any organisation may have."""


def _numbers(whole: str) -> list[str]:
    """The numbers of six digits and more that stand in what was said."""
    runs = re.findall(r"\+?\d[\d ()-]{4,}\d", whole)
    return [digits for run in runs if len(digits := re.sub(r"\D", "", run)) >= 6]


def _shared_run(text: str, report: str) -> bool:
    mine, theirs = _words(text), " ".join(_words(report))
    return any(" ".join(mine[at : at + RUN + 1]) in theirs for at in range(max(len(mine) - RUN, 0)))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.casefold())
