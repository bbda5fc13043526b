"""One alert in a place of its own, for what the audit tells of records."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from custodes.web.alerts.models import Alert
from custodes.web.decision import Kind
from web.accounts.people import place


@pytest.fixture
def demonstration(settings):
    """As in the demonstration: no second factor is asked for."""
    settings.SECOND_FACTOR_COMPULSORY = False
    cache.clear()


@pytest.fixture
def force_alert(db):
    now = timezone.now()
    return Alert.objects.create(
        compartment=place(Kind.MONITORING, "Unit"),
        alert_id="R0001-01",
        staff="S-1",
        person="P-1",
        kind="pair",
        pattern="a pattern",
        drawn="rank",
        sentence="",
        raised_at=now,
        updated_at=now,
        content={},
        sha256="0" * 64,
    )
