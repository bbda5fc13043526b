"""The source `mapped`: any table in a file, by a mapping in force.toml."""

from custodes.sources.mapped.source import Mapped

__all__ = ["Mapped"]
