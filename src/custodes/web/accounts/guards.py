"""What makes the database itself refuse to change what was granted: triggers, on either database.

`append_only` refuses in our own code; these refuse whoever else writes to the tables. The owner of
the database can take them away: then the audit tells of rows that no event made.
"""

from collections.abc import Iterator

TABLES = (
    *("accounts_membership", "accounts_membershipend", "accounts_bar", "accounts_barend"),
    *("accounts_approval", "accounts_approvaluse"),
)
"""The tables of what is added to and never changed."""
REFUSED = "what was granted is only added to"


def guards(vendor: str) -> Iterator[str]:
    """The statements that put the triggers in place on a database of Django's `vendor`."""
    if vendor == "sqlite":
        for table in TABLES:
            for change in ("UPDATE", "DELETE"):
                yield (
                    f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
                )
    else:
        yield (
            "CREATE FUNCTION accounts_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
        )
        for table in TABLES:
            yield (
                f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION accounts_refuse()"
            )
            yield (
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION accounts_refuse()"
            )
