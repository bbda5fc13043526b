"""No connection goes out: not from a test, not from the engine, not from a library."""

import ast
import socket
from pathlib import Path

import duckdb
import pytest
from pytest_socket import SocketBlockedError

SRC = Path(__file__).parents[2] / "src" / "custodes"
FETCHERS = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "paramiko",
    "poplib",
    "requests",
    "smtplib",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "xmlrpc.client",
}

TO_THE_PROVIDER = {"web/accounts/provider.py": {"urllib.request"}}
"""Sign-in through the identity provider that an installation names, and nothing else."""


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_a_test_cannot_open_a_connection():
    with pytest.raises(SocketBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_the_engine_cannot_fetch_a_file(engine):
    with pytest.raises(duckdb.Error):
        engine.con.execute("SELECT * FROM read_csv('https://192.0.2.1/staff.csv')")


def test_the_engine_neither_installs_nor_loads_extensions_by_itself(engine):
    names = ("autoinstall_known_extensions", "autoload_known_extensions")
    asked = ", ".join(f"current_setting('{name}')" for name in names)
    assert engine.con.execute(f"SELECT {asked}").fetchone() == (False, False)


def test_no_module_imports_a_library_that_fetches():
    found = []
    for file in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            allowed = TO_THE_PROVIDER.get(file.relative_to(SRC).as_posix(), set())
            found += [f"{file.name}: {name}" for name in names if name in FETCHERS - allowed]
    assert found == []
