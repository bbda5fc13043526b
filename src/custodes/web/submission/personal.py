"""Traces of victims and sources in what is about to be sent, as every area looks for them."""

from custodes.web.documents.personal import FORMS, Trace, traces

__all__ = ["FORMS", "Trace", "traces"]
