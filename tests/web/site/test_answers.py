"""What every answer bears, and what is answered when something of ours fails."""

from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("address", ["/healthz", "/nothing/here", "/static/nothing.css"])
def test_every_answer_bears_the_headers(client, address):
    answer = client.get(address)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert len(answer["X-Request-Id"]) == 32


def test_health_says_nothing_but_its_state(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"well\n")
    assert answer["Cache-Control"] == "no-store"
    with patch.object(connection, "cursor", side_effect=OperationalError("at /srv/custodes")):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"not well\n")


def test_health_is_only_read(client):
    assert client.post("/healthz").status_code == 405


def test_a_database_that_does_not_answer_is_a_page_that_says_so(client, caplog):
    with (
        patch("custodes.web.site.alive.connection.cursor", side_effect=OperationalError),
        patch("custodes.web.site.alive.DatabaseError", ZeroDivisionError),
    ):
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert b"The service cannot do this now" in answer.content
    assert answer["X-Request-Id"] in caplog.text
    assert "/healthz" not in caplog.text


def test_a_fault_of_ours_is_a_page_without_a_trace(client, caplog):
    with patch("custodes.web.site.alive.connection.cursor", side_effect=RuntimeError("secret")):
        answer = client.get("/healthz")
    assert answer.status_code == 500
    assert b"secret" not in answer.content
    assert b"Traceback" not in answer.content
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text


def test_another_host_is_refused(client):
    assert client.get("/healthz", headers={"host": "evil.example"}).status_code == 400


def test_a_form_without_its_token_is_refused_in_plain_words():
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"))
    assert answer.status_code == 403
    assert b"You may not do this" in answer.content
