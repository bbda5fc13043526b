"""Exports that have a source of their own, known by what stands in them."""

from collections.abc import Callable

from custodes.sources.guess.sample import Sample
from custodes.sources.message_trace.source import COLUMNS
from custodes.sources.phone_bill.habits import layout_of
from custodes.sources.reading.header import folded


def _has(*names: str) -> Callable[[Sample], bool]:
    return lambda sample: set(names) <= set(sample.columns)


def _is_trace(sample: Sample) -> bool:
    there = {folded(name) for name in sample.columns}
    return all(
        there & {folded(name) for name in COLUMNS[part]}
        for part in ("at", "sender", "recipients", "message")
    )


OWN_SOURCES: dict[str, tuple[str, Callable[[Sample], bool]]] = {
    "m365_audit": ("the Microsoft 365 unified audit log", _has("AuditData")),
    "ocsf": ("OCSF events", _has("class_uid")),
    "fhir_audit": ("FHIR audit events", _has("resourceType")),
    "ecs": ("events in Elastic's common schema", _has("@timestamp")),
    "cef": ("CEF lines", lambda s: any(name.startswith("CEF:") for name in s.columns)),
    "message_trace": ("an Exchange message trace", _is_trace),
    "phone_bill": ("an itemised phone bill", lambda s: layout_of(s.columns) is not None),
}
"""By source: what it is called, and how a sample shows it."""


def known_as(sample: Sample) -> tuple[str, str] | None:
    """The source that reads a file without a mapping and what the file looks like, or None."""
    fitting = ((s, what) for s, (what, shows) in OWN_SOURCES.items() if shows(sample))
    return next(fitting, None)
