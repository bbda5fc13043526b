"""Documents are made of the alerts of a small made-up force, asked for by an analyst."""

import shutil

import pytest
from django.test import Client

from web.accounts.people import sign_in
from web.alerts.conftest import alerts as alerts
from web.alerts.conftest import analyst as analyst
from web.alerts.conftest import colleague as colleague
from web.alerts.conftest import force as force
from web.alerts.conftest import home as home
from web.alerts.conftest import now as now
from web.alerts.conftest import silent as silent
from web.alerts.conftest import taken as taken
from web.alerts.conftest import unit as unit

BECAUSE = "For the people intelligence meeting."


@pytest.fixture
def page(analyst):
    """The browser of the analyst, who has just signed in and so proved who they are."""
    return signed_in(analyst)


@pytest.fixture
def facts(home, force):
    """The facts of the force in the test's own home: evidence reads them."""
    for name in ("batches", "dictionaries", "facts"):
        shutil.copytree(force.path / name, home.path / name, dirs_exist_ok=True)
    return home


def signed_in(who) -> Client:
    client = Client()
    assert sign_in(client, who).status_code == 302
    return client


def ask(client, alert, which, **more):
    return client.post(
        f"/packs/alert/{alert.alert_id}/",
        {"document": which, "because": BECAUSE, "token": "t" * 32} | more,
    )
