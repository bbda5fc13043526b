"""References that the monitoring's home holds, where they stand in what is about to be sent."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings

from custodes.store.engines.duckdb import connect
from custodes.store.facts import dictionary
from custodes.store.home import Home
from custodes.store.manifests import committed
from custodes.store.workbench import Workbench
from custodes.web.documents.personal import HELD_OF_STAFF

REFERENCE = re.compile(r"(?<![\w])(?=[\w./-]*[A-Za-z])(?=[\w./-]*\d)[A-Za-z0-9][\w./-]{2,}\w")
"""What can be told from a count and from a word: letters and digits, four of them at least."""
KINDS = {"staff": HELD_OF_STAFF, "person": "a reference of a person in force records"}


def held_in(home: Path, texts: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """The references of staff and of people that stand in (where, text) pairs, each with its kind.

    None where there is no home. Asked is which words of the texts the home knows, and not all that
    it knows, so that a large force costs no more than a small one. References of digits alone are
    passed over: they cannot be told from the counts that a plan is full of.
    """
    words = {word.lower() for _where, text in texts for word in REFERENCE.findall(text)}
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


def held_here(texts: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """The same of the home that these pages are of."""
    return held_in(Path(settings.CONFIG.home), texts)
