"""A database that is full, read-only, locked or gone: a clear page, and nothing half done."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, connections

from custodes.web.alerts.models import Alert, AlertDecision
from custodes.web.audit.models import Event
from web.faults.conftest import SAID, decide

pytestmark = pytest.mark.django_db(transaction=True)


def state():
    """All that a half-done decision would have changed."""
    return (
        list(Alert._base_manager.order_by("pk").values_list("pk", "state", "version")),
        AlertDecision._base_manager.count(),
        Event.objects.exclude(effect="").count(),
    )


def sql(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def full():
    """No page can be added to the file: what a full disk is to the database."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        sql("PRAGMA max_page_count = 1073741823")


@contextmanager
def read_only():
    """Nothing can be written, as on a disk that was mounted so."""
    sqlite = connection.vendor == "sqlite"
    sql("PRAGMA query_only = ON" if sqlite else "SET default_transaction_read_only = on")
    try:
        yield
    finally:
        sql("PRAGMA query_only = OFF" if sqlite else "SET default_transaction_read_only = off")


@contextmanager
def locked():
    """Somebody else holds the database for longer than anybody waits: here a fifth of a second."""
    sqlite = connection.vendor == "sqlite"
    held, over = threading.Event(), threading.Event()

    def hold():
        from custodes.web.accounts.asking import one_act

        with one_act():
            held.set()
            over.wait(30)
        connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(30)
    sql("PRAGMA busy_timeout = 200" if sqlite else "SET lock_timeout = '200ms'")
    try:
        yield
    finally:
        over.set()
        holder.join()
        sql("PRAGMA busy_timeout = 30000" if sqlite else "SET lock_timeout = 0")


def unavailable(answer):
    shown = answer.content.decode()
    assert answer.status_code == 503, answer.status_code
    assert answer["Retry-After"] == "60"
    assert "Traceback" not in shown
    assert "Try again in a minute." in shown


@pytest.mark.parametrize("fault", [full, read_only, locked])
def test_nothing_is_decided_nothing_is_shown_and_afterwards_all_goes_on(
    fault, database, page, taken
):
    if fault is full and database != "sqlite":
        pytest.skip("PostgreSQL has no such limit to set: a full disk is a fault of its host")
    before = state()
    texts = []
    with fault():
        # A full file takes what fits into free pages: fill them with decisions first.
        for turn in range(40):
            answer = decide(page, taken[turn % 10], version=1 + turn // 10, because=SAID * 40)
            texts.append(answer.status_code)
            if answer.status_code == 503:
                break
        unavailable(answer)
        for path in ("/alerts/", f"/alerts/{taken[9].alert_id}/", "/api/alerts"):
            answer = page.get(path)
            if fault is not full or answer.status_code != 200:
                assert answer.status_code == 503, path
                # The page names the address that was asked for, and nothing of what is there.
                shown = answer.content.decode().replace(f'value="{path}"', "")
                assert taken[9].alert_id not in shown
    saved = texts.count(302)
    after = state()
    assert after[1] == before[1] + saved
    assert after[2] == before[2] + 2 * saved, "each decision is two events, or none"
    assert sum(v for _pk, _s, v in after[0]) == sum(v for _pk, _s, v in before[0]) + saved
    assert page.get("/alerts/?state=all").status_code == 200
    now = Alert._base_manager.get(pk=taken[9].pk)
    assert decide(page, now, version=now.version, because="Afterwards.").status_code == 302


def test_a_connection_to_the_database_that_was_cut_is_made_anew(database, page, taken):
    if database != "postgresql":
        pytest.skip("SQLite has no connection that could be cut")
    before = state()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        mine = cursor.fetchone()[0]

    def cut():
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [mine])
        connections.close_all()

    cutter = threading.Thread(target=cut)
    cutter.start()
    cutter.join()
    answer = decide(page, taken[0])
    connection.close()
    assert answer.status_code in (500, 503)
    assert "Traceback" not in answer.content.decode()
    assert state() == before
    assert decide(page, taken[0]).status_code == 302


class Cut:
    """What a browser sends until its connection is cut."""

    def __init__(self, sent: bytes) -> None:
        self.sent = sent

    def read(self, size: int = -1) -> bytes:
        if not self.sent:
            raise ConnectionResetError("cut")
        part, self.sent = self.sent, b""
        return part

    readline = read


def test_a_form_that_was_cut_on_its_way_saves_nothing(page, taken):
    before = state()
    whole = f"verdict=wrong_data&version=1&because={SAID}".encode()
    answer = page.generic(
        "POST",
        f"/alerts/{taken[0].alert_id}/decide/",
        b"",
        content_type="application/x-www-form-urlencoded",
        CONTENT_LENGTH=str(len(whole)),
        **{"wsgi.input": Cut(whole[:20])},
    )
    assert answer.status_code in (400, 403, 422, 500)  # 422: what came is no whole form
    assert "Traceback" not in answer.content.decode()
    assert state() == before
