"""Every source there is, in the order in which they are shown."""

from custodes.sources.base import Source
from custodes.sources.exchange import Exchange

SOURCES: tuple[type[Source], ...] = (Exchange,)

BY_ID: dict[str, type[Source]] = {source.id: source for source in SOURCES}
