"""Traces of victims and sources in a text: found by form, and by known names.

Form finds what is written in a known shape. It cannot find a name that nobody has told it, so a
person reads the text before it goes on, and the page says so.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

FORMS: dict[str, re.Pattern[str]] = {
    "a telephone number": re.compile(
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


def traces(texts: Iterable[tuple[str, str]], known: Collection[str] = ()) -> tuple[Trace, ...]:
    """What looks like victim or source data in (where, text) pairs.

    `known` are references and names that the product itself holds of victims and sources: whole
    words, in any case.
    """
    names = [re.escape(name) for name in known if name.strip()]
    told = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", re.I) if names else None
    found: dict[Trace, None] = {}
    for where, text in texts:
        for kind, form in FORMS.items():
            if form.search(text):
                found[Trace(where, kind)] = None
        if told and told.search(text):
            found[Trace(where, "a name or reference that is held of a victim or source")] = None
    return tuple(found)
