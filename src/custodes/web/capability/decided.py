"""Pairs that the unit decided in this service, as items of the threat assessment."""

import hashlib
from datetime import datetime
from pathlib import Path

from custodes.pipeline.verdicts import told_until
from custodes.store.home import Home
from custodes.web.capability.actions.items import Brought
from custodes.web.capability.threat import Category

CATEGORIES = {
    "substantiated": frozenset({Category.SEXUAL_MISCONDUCT, Category.ABUSE_OF_AUTHORITY}),
    "breach": frozenset({Category.MISUSE_OF_SYSTEMS}),
}
"""Which categories a verdict counts under: an alert that is borne out is abuse of position for a
sexual purpose; a breach of another kind was seen in the use of systems."""


def items_decided(home: Path, at: datetime) -> list[Brought]:
    """An item for each pair whose last verdict is that it is borne out, or a breach. Its number is
    a hash of the decision's own id, so that nobody is named by it; none where there is no home."""
    if not (home / "home.toml").exists():
        return []
    return [
        Brought(
            f"decision-{hashlib.sha256(one.id.encode()).hexdigest()[:16]}",
            datetime.fromisoformat(one.at.removesuffix("Z")).date(),
            CATEGORIES[one.verdict],
        )
        for one in told_until(Home.open(home), at).judged.values()
        if one.verdict in CATEGORIES
    ]
