"""The tables that everything reads, one file a subject; a table is its own documentation."""

from custodes.schema.base import Column, Kind, Repeats, Table
from custodes.schema.public import (
    Incidents,
    Involvements,
    PersonLinks,
    PersonNumbers,
    Persons,
    Vulnerabilities,
)
from custodes.schema.reasons import PURPOSE_KINDS, PurposeRecords
from custodes.schema.traces import Accesses, Contacts, LoggedContacts, Presences, Recordings
from custodes.schema.workforce import Devices, Duties, Exclusions, Logins, Staff

TABLES: tuple[type[Table], ...] = (
    Exclusions,
    Staff,
    Logins,
    Devices,
    Persons,
    Vulnerabilities,
    PersonNumbers,
    PersonLinks,
    Incidents,
    Involvements,
    PurposeRecords,
    Duties,
    Accesses,
    Contacts,
    LoggedContacts,
    Presences,
    Recordings,
)
"""In the order they are taken in: exclusions first, so that nothing excluded is ever stored."""

BY_NAME: dict[str, type[Table]] = {table.name: table for table in TABLES}

__all__ = [
    "BY_NAME",
    "PURPOSE_KINDS",
    "TABLES",
    "Accesses",
    "Column",
    "Contacts",
    "Devices",
    "Duties",
    "Exclusions",
    "Incidents",
    "Involvements",
    "Kind",
    "LoggedContacts",
    "Logins",
    "PersonLinks",
    "PersonNumbers",
    "Persons",
    "Presences",
    "PurposeRecords",
    "Recordings",
    "Repeats",
    "Staff",
    "Table",
    "Vulnerabilities",
]
