"""Traces of victims and sources in what is about to be sent, as every area looks for them."""

from custodes.web.documents.personal import CONFIRMABLE, FORMS, Trace, traces

__all__ = ["CONFIRMABLE", "FORMS", "Trace", "traces"]
