"""What the force last said of its feeds: on what basis each is on, and why another is off.

Kept in `feeds.json` of the home, so that a page can say what is not read for want of a legal basis,
of which no batch would tell.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from custodes.pipeline.feeds import Feed
from custodes.store.home import Home, write_whole
from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import iso, naive_utc

FILE = "feeds.json"


@dataclass(frozen=True)
class FeedTold:
    """A feed as it was configured when exports were last taken in. `off` says why it is not read;
    empty while it is. `told_at` is when it was first told so."""

    feed: str
    system: str
    owner: str
    tables: tuple[str, ...]
    legal_basis: str
    purpose: str
    retention_days: int | None
    off: str
    told_at: str


def tell_feeds(home: Home, feeds: Sequence[Feed], at: datetime) -> None:
    """Keep what was said of these feeds; what was said earlier of others stays."""
    told = {one.feed: one for one in feeds_told(home)}
    for feed in feeds:
        now = FeedTold(
            feed.name,
            feed.system,
            feed.owner,
            tuple(table.name for table in feed.source.fills),
            feed.legal_basis,
            feed.purpose,
            feed.retention_days,
            feed.off,
            str(iso(naive_utc(at))),
        )
        before = told.get(feed.name)
        if before is None or replace(now, told_at=before.told_at) != before:
            told[feed.name] = now
    written = [asdict(told[name]) for name in sorted(told)]
    write_whole(home.path / FILE, json.dumps(written, indent=1, ensure_ascii=False).encode())


def feeds_told(home: Home) -> list[FeedTold]:
    """Every feed that was ever configured, by name. Raises UserError where the file is damaged."""
    path = home.path / FILE
    try:
        return [
            FeedTold(**fields | {"tables": tuple(fields["tables"])})
            for fields in json.loads(path.read_text("utf-8"))
        ]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError):
        raise UserError(
            f"{path} is damaged: take in again, which writes it anew, or restore a backup."
        ) from None
