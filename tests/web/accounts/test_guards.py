"""The database refuses to change what was granted, even to a statement that is not ours."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from custodes.web.accounts.append_only import AppendOnly
from custodes.web.accounts.guards import TABLES
from custodes.web.accounts.models import Membership
from custodes.web.decision.roles import MonitoringAnalyst
from web.accounts.people import member, place, user

pytestmark = pytest.mark.django_db


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_table_that_is_only_added_to_is_guarded():
    ours = {
        model._meta.db_table
        for model in apps.get_app_config("accounts").get_models()
        if issubclass(model, AppendOnly)
    }
    assert set(TABLES) == ours
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tbl_name, count(*) FROM sqlite_master WHERE type = 'trigger' GROUP BY 1"
            if connection.vendor == "sqlite"
            else "SELECT relname, count(*) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal GROUP BY 1"
        )
        counted = dict(cursor.fetchall())
    assert {table: counted.get(table, 0) for table in TABLES} == dict.fromkeys(TABLES, 2)


def test_a_grant_is_neither_changed_nor_removed_by_hand():
    row = member(user(), place(), MonitoringAnalyst)
    changes = [
        "UPDATE accounts_membership SET role = 'auditor'",
        "DELETE FROM accounts_membership",
    ]
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")  # Else their pending checks refuse first.
        changes.append("TRUNCATE accounts_membership CASCADE")
    for change in changes:
        with pytest.raises(DatabaseError, match="only added to"):
            run(change)
    assert Membership.objects.get(pk=row.pk).role == MonitoringAnalyst.id
