"""What makes the database itself refuse to change what was granted: triggers, on either database.

`append_only` refuses in our own code; these refuse whoever else writes to the tables. The owner of
the database can take them away: then the audit tells of rows that no event made.
"""

from collections.abc import Iterable, Iterator

FIRST = (
    *("accounts_membership", "accounts_membershipend", "accounts_bar", "accounts_barend"),
    *("accounts_approval", "accounts_approvaluse"),
)
ASKED = ("accounts_ask", "accounts_answer", "accounts_administered")
TABLES = FIRST + ASKED
"""The tables of what is added to and never changed, in the order in which they came."""
REFUSED = "what was granted is only added to"


def guards(vendor: str, tables: Iterable[str] = TABLES) -> Iterator[str]:
    """The statements that put the triggers in place on a database of Django's `vendor`."""
    if vendor == "sqlite":
        yield from guards_again(vendor, tables)
    else:
        yield (
            "CREATE OR REPLACE FUNCTION accounts_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
        )
        for table in tables:
            yield (
                f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION accounts_refuse()"
            )
            yield (
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION accounts_refuse()"
            )


def guards_again(vendor: str, tables: Iterable[str]) -> Iterator[str]:
    """The statements that a migration ends with when it changed a constraint of these tables:
    SQLite makes such a table anew, without its triggers; PostgreSQL leaves them in place."""
    if vendor == "sqlite":
        for table in tables:
            for change in ("UPDATE", "DELETE"):
                yield (
                    f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
                )
