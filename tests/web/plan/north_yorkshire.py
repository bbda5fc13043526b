"""The shipped example, by the names that the tests use."""

from custodes.web.submission.example import CONTENT, ENTRY, PLAN

__all__ = ["CONTENT", "ENTRY", "PLAN"]
