"""Who may be meant: a name, nickname, number or description held against staff, inside intake.

A match is a suggestion with its reasons and how sure it is, and names nobody by itself: a person
decides. Likeness of spelling is `difflib`'s ratio (Ratcliff and Obershelp 1988), which finds
slips and half-heard names; it does not know how a name sounds.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ALIKE = 0.82
"""From this ratio on two names are taken to be alike."""
MOST = 10
"""Suggestions at most."""
COMMON = frozenset(
    ("the", "a", "an", "and", "or", "of", "in", "at", "on", "with", "he", "she", "him", "her",
     "his", "have", "has", "is", "was", "by", "to", "from", "who", "officer", "police", "pc",
     "constable", "called", "man", "woman", "male", "female")
)  # fmt: skip
SHORT_FORMS: tuple[tuple[str, ...], ...] = (
    ("alexander", "alex", "sandy"), ("andrew", "andy", "drew"), ("anthony", "tony"),
    ("benjamin", "ben"), ("catherine", "katherine", "kate", "cath", "kathy"),
    ("charles", "charlie", "chuck"), ("christopher", "chris"), ("daniel", "dan", "danny"),
    ("david", "dave", "davey"), ("edward", "ed", "eddie", "ted"), ("elizabeth", "liz", "beth"),
    ("gareth", "gaz"), ("gary", "gaz", "gazza"), ("gerald", "gerry"), ("gregory", "greg"),
    ("jacqueline", "jackie"), ("james", "jim", "jimmy", "jamie"), ("jennifer", "jen", "jenny"),
    ("john", "jack", "johnny"), ("jonathan", "jon"), ("joseph", "joe"), ("kenneth", "ken"),
    ("lawrence", "larry"), ("margaret", "maggie", "meg"), ("matthew", "matt"),
    ("michael", "mike", "mick", "mickey"), ("nicholas", "nick", "nicky"),
    ("patricia", "pat", "trish"),
    ("patrick", "pat", "paddy"), ("peter", "pete"), ("philip", "phil"), ("rebecca", "becky", "bex"),
    ("richard", "rick", "dick", "richie"), ("robert", "rob", "bob", "bobby", "robbie"),
    ("ronald", "ron"), ("samuel", "samantha", "sam", "sammy"), ("stephen", "steven", "steve"),
    ("susan", "sue"), ("terence", "terry"), ("thomas", "tom", "tommy"), ("timothy", "tim"),
    ("victoria", "vicky"), ("william", "will", "bill", "billy"),
)  # fmt: skip
"""First names and the forms that people use for them."""


class Sure(IntEnum):
    """How sure a suggestion is. None of them is certain."""

    WEAK = 1
    POSSIBLE = 2
    STRONG = 3


SURE_WORDS: dict[Sure, Any] = {
    Sure.STRONG: gettext_lazy("Strong"),
    Sure.POSSIBLE: gettext_lazy("Possible"),
    Sure.WEAK: gettext_lazy("Weak"),
}


@dataclass(frozen=True)
class Member:
    """A member of staff as intake knows them."""

    staff: str
    name: str = ""
    known_as: str = ""
    shoulder: str = ""
    post: str = ""
    description: str = ""


@dataclass(frozen=True)
class Said:
    """What was said of the member of staff; whatever is not known is empty."""

    called: str = ""
    number: str = ""
    description: str = ""


@dataclass(frozen=True)
class Match:
    """A suggestion: who, how sure, why, what speaks against it, and who else fits as well."""

    member: Member
    sure: Sure
    score: int
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    as_good: int = 0
    """How many others fit exactly as well."""


def matches(said: Said, staff: Iterable[Member]) -> list[Match]:
    """Who may be meant, the surest first, ten at most."""
    found = [one for member in staff if (one := _match(said, member)) is not None]
    found.sort(key=lambda one: (-one.score, one.member.staff))
    return [_beside(one, found) for one in found[:MOST]]


def _match(said: Said, member: Member) -> Match | None:
    reasons: list[str] = []
    against: list[str] = []
    score = (
        _by_number(said.number, member.shoulder, reasons, against)
        + _by_name(said.called, member, reasons, against)
        + _by_words(said.description, member, reasons)
    )
    if score <= 0 or not reasons:
        return None
    sure = Sure.STRONG if score >= 60 else Sure.POSSIBLE if score >= 30 else Sure.WEAK
    return Match(member, sure, score, tuple(reasons), tuple(against))


def _by_number(said: str, held: str, reasons: list[str], against: list[str]) -> int:
    asked, known = _digits(said), _digits(held)
    if not asked or not known:
        return 0
    if asked == known:
        reasons.append(_("The number on the shoulder is the same."))
        return 60
    if len(asked) == len(known) and _one_slip(asked, known):
        reasons.append(_("The number differs by one digit, or two are the other way round."))
        return 25
    if len(asked) >= 2 and known.endswith(asked):
        reasons.append(_("The number ends in what was seen."))
        return 20
    against.append(_("The number is another."))
    return -25


def _by_name(said: str, member: Member, reasons: list[str], against: list[str]) -> int:
    asked = _words(said)
    if not asked:
        return 0
    nicknames, names = _words(member.known_as), _words(member.name)
    if nicknames and set(nicknames) <= set(asked):
        reasons.append(_("Known by that name among colleagues."))
        return 45
    same = [word for word in asked if word in names]
    if len(same) >= 2:
        reasons.append(_("First name and surname are the same."))
        return 55
    if same:
        part = _("surname") if names and same[0] == names[-1] else _("first name")
        reasons.append(_("The same %(part)s.") % {"part": part})
        return 30 if names and same[0] == names[-1] else 20
    if any(_short(word) & _short(name) for word in asked for name in names[:1]):
        reasons.append(_("A short form of the first name."))
        return 18
    near = max((_alike(w, n) for w in asked for n in (*names, *nicknames)), default=0.0)
    if near >= ALIKE:
        reasons.append(_("A name that is spelt much alike."))
        return 15
    if names:
        against.append(_("The name is another."))
    return -10


def _by_words(said: str, member: Member, reasons: list[str]) -> int:
    asked = set(_words(said)) - COMMON
    held = (set(_words(member.description)) | set(_words(member.post))) - COMMON
    both = sorted(asked & held)
    if not both:
        return 0
    reasons.append(_("Fits the description: %(words)s.") % {"words": ", ".join(both[:6])})
    return min(8 * len(both), 28)


def _beside(one: Match, found: Sequence[Match]) -> Match:
    as_good = sum(other.score == one.score for other in found) - 1
    return Match(one.member, one.sure, one.score, one.reasons, one.against, as_good)


def _one_slip(one: str, other: str) -> bool:
    """One digit wrong, or two neighbours the other way round."""
    wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 1:
        return True
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and one[wrong[0]] == other[wrong[1]]
        and one[wrong[1]] == other[wrong[0]]
    )


def _short(name: str) -> frozenset[int]:
    """Which families of short forms a first name belongs to."""
    return frozenset(n for n, forms in enumerate(SHORT_FORMS) if name in forms)


def _alike(one: str, other: str) -> float:
    if min(len(one), len(other)) < 4:
        return 0.0
    return SequenceMatcher(None, one, other).ratio()


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold().replace("'", ""))
