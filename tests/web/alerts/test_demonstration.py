"""The demonstration shows alerts at work, and is made once."""

import pytest

from custodes.web.accounts.models import Compartment, User
from custodes.web.alerts.demonstration import seed
from custodes.web.alerts.models import Alert, AlertDecision, Suppression
from custodes.web.decision.roles import MonitoringAnalyst
from web.accounts.people import member

pytestmark = pytest.mark.django_db


def test_it_is_made_once_and_leaves_the_top_to_whoever_looks(home, analyst, now):
    for _turn in range(2):
        seed(at=now, home=home.path)
    who = User.objects.get(email="colleague@demonstration.example")
    member(analyst, Compartment.objects.get(title="Monitoring"), MonitoringAnalyst)
    seen = Alert.objects.visible_to(analyst, at=now).order_by("-priority", "pk")
    assert [seen.count(), seen.filter(state="decided").count()] == [10, 3]
    assert seen[0].state == "new" and seen[0].assignee is None
    assert AlertDecision.objects.visible_to(analyst, at=now).filter(by=who).count() == 3
    assert Suppression.objects.visible_to(analyst, at=now).count() == 1
