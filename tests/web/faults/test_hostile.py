"""What hostile people send: kept as it is or refused, shown harmless, never a fault of ours."""

import csv
import io

import pytest
from django.test import Client

from custodes.web.alerts.models import AlertDecision
from custodes.web.audit.models import Event
from web.faults.conftest import decide
from web.packs.conftest import ask

pytestmark = pytest.mark.django_db

HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "\u202e\u2066reversed \u200b\ufeff",
    "' OR 1=1; DROP TABLE alerts_alert; --",
    "{{ 7 * 7 }} {% raw %} #panic() $x$",
    "\U0001f600 \u0627\u0644 \u4e2d a\u0300\u0301\u0302",
    "%00 %2e%2e/ \\..\\",
)
NUL = "a reason with a \x00 in it"
LARGE = "x" * 10_000_000


def test_it_is_kept_as_it_is_and_shown_harmless_everywhere(page, taken):
    for alert, text in zip(taken, HOSTILE, strict=False):
        because = f"Because {text}".strip()
        assert decide(page, alert, because=because).status_code == 302
        assert AlertDecision._base_manager.get(alert=alert).reason == because
        shown = page.get(f"/alerts/{alert.alert_id}/").content.decode()
        assert "<script>alert" not in shown
        assert "49" not in shown.partition("Because ")[2][:12]
        said = page.get(f"/api/alerts/{alert.alert_id}").json()
        assert said["decisions"][0]["reason"] == because
    everything = " ".join(HOSTILE)
    for document in ("pdf", "xlsx", "i2", "ocsf"):
        answer = ask(page, taken[5], document, because=everything)
        assert answer.status_code == 200, document


def test_a_list_that_leaves_runs_nothing(page, taken):
    said = {"form": "csv", "because": "=HYPERLINK(1) for a meeting"}
    answer = page.post("/alerts/take-out/?state=all", said)
    cells = [
        cell
        for line in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
        for cell in line
    ]
    assert len(cells) > 50
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


FIELDS = (
    ("/alerts/{}/decide/", {"verdict": "wrong_data", "version": "1"}, "because"),
    ("/alerts/{}/hold-back/", {"token": "t", "scope": "pair", "until": "2030-01-01"}, "because"),
    ("/alerts/raise/", {"token": "t", "staff": "S1"}, "because"),
    ("/alerts/raise/", {"token": "t", "because": "It was seen."}, "staff"),
    ("/alerts/filters/", {"query": "state=open"}, "name"),
    ("/alerts/filters/", {"name": "Mine"}, "query"),
    ("/alerts/take-out/", {"form": "csv"}, "because"),
    ("/packs/alert/{}/", {"document": "i2", "token": "t"}, "because"),
    ("/packs/alert/{}/", {"document": "i2", "because": "A meeting."}, "token"),
    ("/packs/queue/", {"document": "i2", "token": "t"}, "because"),
    ("/account/tokens/", {"days": "7"}, "name"),
)


@pytest.mark.parametrize("text", [NUL, LARGE], ids=["NUL", "10 MB"])
def test_what_no_field_takes_is_refused_and_nothing_is_kept(page, taken, text):
    before = Event.objects.exclude(effect="").count()
    for path, said, field in FIELDS:
        answer = page.post(path.format(taken[0].alert_id), said | {field: text})
        assert answer.status_code in (302, 400, 413, 422), (path, field, answer.status_code)
        assert "Traceback" not in answer.content.decode()
        if answer.status_code == 302:
            # Back to the queue with what was wrong; the list of kept filters is as it was.
            assert answer["Location"].startswith("/alerts/"), (path, field)
        assert Event.objects.exclude(effect="").count() == before, (path, field)


ADDRESSES = (
    "/alerts/?q={}",
    "/alerts/?run={}&state={}",
    "/alerts/{}/",
    "/alerts/staff/{}/",
    "/names/{}/",
    "/packs/alert/{}/",
    "/packs/file/{}/take/",
    "/packs/queue/?q={}",
    "/jobs/{}/",
    "/api/alerts?q={}",
    "/api/alerts/{}",
    "/api/runs/{}",
    "/api/assessments/{}",
)


TEXTS = ("%00", "%E2%80%AE", "%ff%fe", "a" * 4000, "..%2f..%2fetc", "%27%22%3C", "99999999999")


def test_a_cookie_with_nul_is_no_cookie(page):
    answer = Client(headers={"cookie": r'session="aaaaaaaaaaaa\000"'}).get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/sign-in/")


def test_no_address_breaks_a_page(page, taken):
    for path in ADDRESSES:
        for text in TEXTS:
            answer = page.get(path.replace("{}", text))
            assert answer.status_code < 500, (path, text[:20], answer.status_code)
            assert "Traceback" not in answer.content.decode(), (path, text[:20])
