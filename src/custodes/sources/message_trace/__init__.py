"""The source `message_trace`: mail across the force's border, from Exchange."""

from custodes.sources.message_trace.source import MessageTrace

__all__ = ["MessageTrace"]
