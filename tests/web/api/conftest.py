"""Programs that read with a token of their own: one for each role that reads anything."""

import pytest
from django.test import Client
from django.utils import timezone

from custodes.web.api.actions import make_token
from web.accounts.people import asker
from web.alerts.conftest import alerts as alerts
from web.alerts.conftest import analyst as analyst
from web.alerts.conftest import colleague as colleague
from web.alerts.conftest import force as force
from web.alerts.conftest import home as home
from web.alerts.conftest import now as now
from web.alerts.conftest import page as page
from web.alerts.conftest import supervisor as supervisor
from web.alerts.conftest import taken as taken
from web.alerts.conftest import unit as unit


@pytest.fixture
def text(analyst):
    """The token of a program of the analyst."""
    return token_of(analyst)


@pytest.fixture
def program(text):
    """That program."""
    return Client(headers={"authorization": f"Bearer {text}"})


def token_of(who, **more):
    at = timezone.now()
    return make_token(by=asker(who, at=at), at=at, **({"name": "A program", "days": 7} | more))
