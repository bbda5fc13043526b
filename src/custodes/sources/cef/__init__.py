"""The source `cef`: CEF lines."""

from custodes.sources.cef.source import Cef

__all__ = ["Cef"]
