"""The interface fuzzed from its own description, as each of several roles: nothing breaks, nothing
answers as it does not say, and nothing answers whoever may not come in."""

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as cases
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup, ServerError

from custodes.web.accounts.models import User
from custodes.web.decision.roles import (
    Auditor,
    ForcePlanOwner,
    InspectionLead,
    MonitoringAnalyst,
    NationalReader,
)
from custodes.web.site.wsgi import application
from web.api.conftest import token_of
from web.permissions.conftest import world as world

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
ROLES = (MonitoringAnalyst, ForcePlanOwner, InspectionLead, NationalReader, Auditor)
EXAMPLES = int(os.environ.get("CUSTODES_FUZZ", "2"))
"""Cases for each operation, role and kind; `CUSTODES_FUZZ=200` for the long run."""


@pytest.fixture(autouse=True)
def _as_the_test_client_does(settings):
    """Asked from without, and the test's own connection stays open between requests."""
    settings.ALLOWED_HOSTS = ["localhost"]
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def fuzz(headers, mode):
    """Ask every operation with so many cases of that kind; how many were asked."""
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application, headers=headers)
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @cases(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=EXAMPLES < 10,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case):
            nonlocal asked
            asked += 1
            case.call_and_validate(headers=headers)

        ask()
    return asked


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_nothing_breaks_and_all_is_as_described(world, role, mode):
    who = User.objects.get(email=f"{role.id}-member@force.example")
    headers = {"Authorization": f"Bearer {token_of(who)}"}
    assert fuzz(headers, mode) > 0


def test_the_fuzzing_can_fail(world, monkeypatch):
    """Were a fault of ours a page, or answered to anybody, it would be found."""
    from custodes.web.api.routes import runs

    who = User.objects.get(email="monitoring-analyst-member@force.example")
    headers = {"Authorization": f"Bearer {token_of(who)}"}
    monkeypatch.setattr(runs.queries, "kept_runs", lambda _user, *, at: 1 / 0)
    with pytest.raises(FailureGroup) as found:
        fuzz(headers, GenerationMode.POSITIVE)
    assert any(isinstance(one, ServerError) for one in found.value.exceptions)
