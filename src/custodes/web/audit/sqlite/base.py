"""SQLite as Django drives it, with an authorizer that keeps the audit's tables append-only."""

import sqlite3
from typing import Any

from django.db.backends.sqlite3 import base

GUARDED = frozenset({"audit_event", "audit_checkpoint"})
"""Tables that are added to and never changed."""
CHANGES = frozenset({sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE, sqlite3.SQLITE_DROP_TABLE})
TRIGGERS = frozenset({sqlite3.SQLITE_DROP_TRIGGER, sqlite3.SQLITE_DROP_TEMP_TRIGGER})
PRAGMAS = frozenset({"writable_schema", "ignore_check_constraints", "legacy_alter_table"})
"""Settings by which a connection could write around the triggers."""
OFF = frozenset({"0", "off", "no", "false"})


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, and each connection it opens has the authorizer from its first statement.

    The triggers refuse in any program that opens the file; the authorizer refuses in ours to take
    the triggers away. The owner of the file can still rewrite it elsewhere: only checkpoints held
    by witnesses settle that.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that cannot change what the audit holds."""
        connection = super().get_new_connection(conn_params)
        connection.set_authorizer(authorize)
        return connection


def authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _by: str | None
) -> int:
    """Whether SQLite may prepare a statement: `first` and `second` depend on the action."""
    refused = (
        (action in CHANGES and first in GUARDED)
        or (action in TRIGGERS and second in GUARDED)
        or (action == sqlite3.SQLITE_ALTER_TABLE and second in GUARDED)
        or (action == sqlite3.SQLITE_PRAGMA and _opens_a_way(first, second))
    )
    return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK


def _opens_a_way(name: str | None, value: str | None) -> bool:
    if value is None:
        return False
    name = (name or "").lower()
    return (name in PRAGMAS and value.lower() not in OFF) or (
        name == "recursive_triggers" and value.lower() in OFF
    )
