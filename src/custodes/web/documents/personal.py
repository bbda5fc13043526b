"""Traces of victims and sources in a text: found by form, and by known names.

Form finds what is written in a known shape. It cannot find a name that nobody has told it, so a
person reads the text before it goes on, and the page says so.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

TELEPHONE = "a telephone number"
HELD = "a name or reference that is held of a victim or source"
HELD_OF_STAFF = "a reference of a member of staff"
CONFIRMABLE = frozenset({TELEPHONE, HELD_OF_STAFF})
"""What may stand in a text once a person has said why: a switchboard has a number too, and a line
may be about the work of somebody. All else may not."""
FORMS: dict[str, re.Pattern[str]] = {
    TELEPHONE: re.compile(
        r"(?<![\w./+-])(?:\+44[^\S\n]?(?:\(0\))?[^\S\n]?|\(?0)\d{1,4}\)?"
        r"[^\S\n-]?-?\d{3,4}[^\S\n-]?-?\d{3,4}(?![\w-]|\.\d)"
    ),
    "an e-mail address outside the police": re.compile(
        r"\b[\w.+-]+@(?!(?:[\w-]+\.)*(?:police\.uk|gov\.uk)\b)[\w-]+(?:\.[\w-]+)+", re.I
    ),
    "a National Insurance number": re.compile(
        r"\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b"
    ),
    "a date of birth": re.compile(
        r"\b(?:d\.?o\.?b\.?|born|date of birth)\W{0,3}(?:on\W)?\s*"
        r"\d{1,2}[./ -]\w{1,9}[./ -]\d{2,4}",
        re.I,
    ),
    "an intelligence grading": re.compile(r"\b[123]\s?[/-]?\s?[A-E]\s?[/-]?\s?[PC]\b"),
    "a source's reference": re.compile(
        r"\b(?:CHIS|(?:source|pseudonym|informant)\s+(?:no\.?|number|ref(?:erence)?\.?))\W{0,3}[A-Z]*\d",
        re.I,
    ),
    "a victim named as such": re.compile(
        r"\b(?i:victim|complainant|survivor)(?:'s name)?(?:\s+is|:)\s+[A-Z][a-z]+\s+[A-Z][a-z]+"
    ),
}
"""What a trace is called, and the form that it has."""


@dataclass(frozen=True)
class Trace:
    """Something that looks like victim or source data: where, and of which kind; never the words,
    so that a refusal does not itself spread them."""

    where: str
    kind: str


def traces(
    texts: Iterable[tuple[str, str]], known: Collection[str] | Mapping[str, str] = ()
) -> tuple[Trace, ...]:
    """What looks like victim or source data in (where, text) pairs.

    `known` are references and names that the product itself holds of victims and sources, or of
    others where it maps each to the kind of its trace: whole words, in any case.
    """
    kinds = known if isinstance(known, Mapping) else dict.fromkeys(known, HELD)
    names = _by_longest_word(kinds)
    found: dict[Trace, None] = {}
    for where, text in texts:
        for kind, form in FORMS.items():
            if form.search(text):
                found[Trace(where, kind)] = None
        for kind in _named(text.lower(), names):
            found[Trace(where, kind)] = None
    return tuple(found)


WORD = re.compile(r"\w+")
Names = Mapping[str, Collection[tuple[int, str, str]]]
"""By the longest word of a name: where in the name it begins, the name, the kind of its trace. The
longest is what tells names apart that all begin alike."""


def _by_longest_word(kinds: Mapping[str, str]) -> Names:
    names: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for name, kind in kinds.items():
        low = name.strip().lower()
        if words := list(WORD.finditer(low)):
            longest = max(words, key=lambda word: len(word[0]))
            names[longest[0]].append((longest.start(), low, kind))
    return names


def _named(text: str, names: Names) -> list[str]:
    """The kinds of the names that stand in a text, each once: one look at every word, however many
    names are known."""
    found: dict[str, None] = {}
    for word in WORD.finditer(text) if names else ():
        for begins, name, kind in names.get(word[0], ()):
            start = word.start() - begins
            end = start + len(name)
            whole = text.startswith(name, start) if start >= 0 else False
            if whole and not _joins(text, start - 1) and not _joins(text, end):
                found[kind] = None
    return list(found)


def _joins(text: str, place: int) -> bool:
    """Whether a letter or a digit stands there, so that a name goes on."""
    return 0 <= place < len(text) and WORD.match(text[place]) is not None
