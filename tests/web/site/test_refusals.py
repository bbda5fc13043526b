"""Reports of browsers: counted by the directive's own word, and nothing of them kept."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from custodes.web.site import refusals

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted():
    refusals._counted.clear()
    yield
    refusals._counted.clear()


def send(body, **more):
    return Client(enforce_csrf_checks=True).post(
        "/csp-report", body, content_type="application/csp-report", **more
    )


def report(directive):
    told = {"effective-directive": directive, "document-uri": "https://x/alerts/R0001-01/"}
    return json.dumps({"csp-report": told})


def test_the_policy_names_the_address_and_it_counts():
    assert "report-uri /csp-report" in Client().get("/healthz")["Content-Security-Policy"]
    for _ in range(2):
        assert send(report("img-src")).status_code == 204
    send(report("script-src 'self'"))
    assert refusals.refusals() == {"img-src": 2, "script-src": 1}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        "null",
        '{"csp-report": 3}',
        "[" * 9_000,
        report("Alice Example"),
        report("x" * 20_000),
        b"\xff\xfe",
    ],
)
def test_whatever_is_sent_is_one_of_few_words(body, caplog):
    assert send(body).status_code == 204
    assert refusals.refusals() == {"other": 1}
    assert "Alice" not in caplog.text


def test_nothing_of_it_reaches_the_log_but_a_count_nor_the_database(caplog):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for _ in range(12):
            send(report("img-src"))
    assert len(asked) == 0
    assert "R0001" not in caplog.text
    assert [entry.getMessage() for entry in caplog.records] == [
        "browsers refused 1 loads under img-src",
        "browsers refused 10 loads under img-src",
    ]


def test_it_is_only_sent():
    assert Client().get("/csp-report").status_code == 405
