"""References that the monitoring's home holds, where they stand in what is about to be sent."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from django.conf import settings

from custodes.store.engines.duckdb import connect
from custodes.store.facts import dictionary
from custodes.store.home import Home
from custodes.store.manifests import committed
from custodes.store.workbench import Workbench
from custodes.web.documents.personal import HELD_OF_STAFF

TOKEN = re.compile(r"[\w./-]+")
SHORTEST, LONGEST = 4, 64
"""Characters of a reference."""
KINDS = {"staff": HELD_OF_STAFF, "person": "a reference of a person in force records"}


def held_in(home: Path, texts: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """The references of staff and of people that stand in (where, text) pairs, each with its kind.

    None where there is no home. Asked is which words of the texts the home knows, and not all that
    it knows, so that a large force costs no more than a small one. References of digits alone are
    passed over: they cannot be told from the counts that a plan is full of.
    """
    words = {word for _where, text in texts for word in _like_references(text.lower())}
    if not words or not (home / "home.toml").exists():
        return {}
    held = Home.open(home)
    bench, batches = Workbench(connect(held.spill)), committed(held)
    found: dict[str, str] = {}
    for name, kind in KINDS.items():
        entries = dictionary(held, bench.backend, name, batches)
        known = entries.filter(entries.value.lower().isin(sorted(words))).select("value")
        found |= {row["value"]: kind for row in bench.rows(known)}
    return found


def _like_references(text: str) -> Iterator[str]:
    """The words that can be told from a count and from a word: letters and digits in one, also
    where a full stop or a stroke joins them to what stands beside them."""
    for token in TOKEN.findall(text):
        for word in {token, *re.split(r"[./]", token)}:
            plain = word.strip("./-")
            if (
                SHORTEST <= len(plain) <= LONGEST
                and any(c.isdigit() for c in plain)
                and any(c.isalpha() for c in plain)
            ):
                yield plain


def held_here(texts: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """The same of the home that these pages are of."""
    return held_in(Path(settings.CONFIG.home), texts)
