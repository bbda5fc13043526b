"""What makes the database itself refuse to change the audit: triggers, on either database.

The trigger before an insert also refuses a gap, a second event of one number and a broken chain,
whoever writes.
"""

from collections.abc import Iterator

EVENTS, CHECKPOINTS = "audit_event", "audit_checkpoint"
APPEND_ONLY = "the audit is only added to"
OUT_OF_ORDER = "an event follows the one before it"
FIRST = "0" * 64

SQLITE_ORDER = f"""
CREATE TRIGGER {EVENTS}_order BEFORE INSERT ON {EVENTS} BEGIN
  SELECT RAISE(ABORT, '{OUT_OF_ORDER}')
  WHERE NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM {EVENTS})
     OR NEW.prev <> coalesce((SELECT leaf FROM {EVENTS} ORDER BY seq DESC LIMIT 1), '{FIRST}');
END
"""
POSTGRESQL = (
    f"""
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{APPEND_ONLY}'; END $$
""",
    f"""
CREATE FUNCTION audit_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
  SELECT seq, leaf INTO last FROM {EVENTS} ORDER BY seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(last.seq, 0) + 1 OR NEW.prev <> coalesce(last.leaf, '{FIRST}') THEN
    RAISE EXCEPTION '{OUT_OF_ORDER}';
  END IF;
  RETURN NEW;
END $$
""",
    f"""
CREATE TRIGGER {EVENTS}_order BEFORE INSERT ON {EVENTS}
FOR EACH ROW EXECUTE FUNCTION audit_order()
""",
)


def guards(vendor: str) -> Iterator[str]:
    """The statements that put the triggers in place on a database of Django's `vendor`."""
    if vendor == "sqlite":
        yield SQLITE_ORDER
        for table in (EVENTS, CHECKPOINTS):
            for change in ("UPDATE", "DELETE"):
                yield (
                    f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END"
                )
    else:
        yield from POSTGRESQL
        for table in (EVENTS, CHECKPOINTS):
            yield (
                f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
            )
            yield (
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
            )
