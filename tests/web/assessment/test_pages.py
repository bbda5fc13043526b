"""Every page of the assessments opens for the inspectorate, and is not there for anybody else."""

import pytest
from django.test import Client

from custodes.web.audit.models import Event
from custodes.web.decision import Kind
from custodes.web.decision.roles import MonitoringAnalyst
from web.accounts.people import member, place, user
from web.assessment.rounds import client, person, seeded

pytestmark = pytest.mark.django_db
PAGES = (
    "/assessment/made-up/",
    "/assessment/2017/",
    "/assessment/made-up/?state=recorded&class=COMMENCED",
    "/assessment/made-up/differences/",
    "/assessment/made-up/packages/",
    "/assessment/made-up/keys/",
    "/assessment/made-up/essex/key/",
    "/assessment/forces/north-yorkshire/",
    "/assessment/forces/north-yorkshire/?element=links",
    "/assessment/made-up/essex/",
    "/assessment/made-up/kent/",
    "/assessment/2017/west-yorkshire/",
    "/assessment/made-up/kent/moderate/",
    "/assessment/made-up/essex/amend/links/",
    "/assessment/made-up/essex/class/",
    "/assessment/made-up/essex/grade/",
    "/assessment/made-up/essex/ask/",
    "/assessment/made-up/essex/sample/",
    "/assessment/2017/kent/assign/",
    "/assessment/made-up/sussex/find/links/",
)


@pytest.fixture(autouse=True)
def _rounds(settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    seeded()


def test_each_page_opens_for_an_inspector_and_tells_a_look():
    inspector = client("inspector")
    for address in ("/assessment/", *PAGES):
        before = Event.objects.count()
        answer = inspector.get(address)
        assert answer.status_code == 200, address
        assert Event.objects.count() > before, address


def test_each_page_is_not_there_for_an_analyst():
    analyst = user("analyst")
    member(analyst, place(Kind.MONITORING), MonitoringAnalyst)
    other = Client()
    other.force_login(analyst, backend="custodes.web.accounts.adapter.Backend")
    assert [a for a in PAGES if other.get(a).status_code != 404] == []
    assert "made-up" not in other.get("/assessment/").content.decode()
    assert person("inspector")
