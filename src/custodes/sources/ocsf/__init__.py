"""The source `ocsf`: OCSF events."""

from custodes.sources.ocsf.source import Ocsf

__all__ = ["Ocsf"]
