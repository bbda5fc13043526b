"""Many people save one alert by the form, each from the version that they saw: one is first, and
every other sees both."""

import os
import threading

import pytest
from django.core.cache import cache
from django.db import connections

from custodes.web.alerts.models import Alert
from custodes.web.audit.models import Event
from web.alerts.conftest import signed_in
from web.faults.conftest import decide

CLIENTS, SAVES = (int(n) for n in os.environ.get("CUSTODES_CLIENTS", "4x3").split("x"))
"""So many at once; `CUSTODES_CLIENTS=50x20` for the long run."""


@pytest.mark.django_db(transaction=True)
def test_every_loser_sees_both_versions_and_no_edit_is_lost(taken, analyst):
    clients = []
    for _number in range(CLIENTS):
        cache.clear()  # so many sign-ins a minute from one address are more than it takes
        clients.append(signed_in(analyst))
    won: list[str] = []
    losses, faults = [0], []

    def person(number: int) -> None:
        try:
            for turn in range(SAVES):
                mine = f"Client {number}, save {turn}."
                version = Alert._base_manager.get(pk=taken[0].pk).version
                while True:
                    answer = decide(clients[number], taken[0], version=version, because=mine)
                    if answer.status_code == 302:
                        won.append(mine)
                        break
                    shown = answer.content.decode()
                    assert answer.status_code == 409, answer.status_code
                    assert "Somebody was quicker" in shown
                    assert mine in shown, "what was typed is kept"
                    assert "Yours, not saved" in shown
                    assert "As it stands" in shown
                    losses[0] += 1
                    version = Alert._base_manager.get(pk=taken[0].pk).version
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=person, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    rows = list(taken[0].decisions.order_by("version").values_list("version", "reason"))
    assert sorted(reason for _v, reason in rows) == sorted(won)
    assert len(won) == CLIENTS * SAVES
    assert [version for version, _r in rows] == list(range(2, len(won) + 2))
    told = Event.objects.filter(kind="alert-decision", effect="made").count()
    assert told == len(won)
    print(f"{len(won)} saves, {losses[0]} times somebody was quicker")  # noqa: T201
