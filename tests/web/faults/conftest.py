"""Faults put on real alerts in a real database, while somebody works them."""

import pytest

from web.alerts.conftest import alerts as alerts
from web.alerts.conftest import analyst as analyst
from web.alerts.conftest import colleague as colleague
from web.alerts.conftest import force as force
from web.alerts.conftest import home as home
from web.alerts.conftest import now as now
from web.alerts.conftest import signed_in
from web.alerts.conftest import supervisor as supervisor
from web.alerts.conftest import taken as taken
from web.alerts.conftest import unit as unit

SAID = "The duty desk confirms a welfare rota."


@pytest.fixture
def page(analyst):
    """The browser of the analyst; a fault of ours is a page, as it is when served."""
    client = signed_in(analyst)
    client.raise_request_exception = False
    return client


def decide(client, alert, *, version=1, because=SAID, verdict="wrong_data", **more):
    return client.post(
        f"/alerts/{alert.alert_id}/decide/",
        {"verdict": verdict, "because": because, "version": version, "explained_by": ""} | more,
    )
