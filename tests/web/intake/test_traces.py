"""No trace: nothing that tells two reporters apart, no address, no cookie, nothing in a cache."""

import re

import pytest
from django.db import connection
from django.urls import get_resolver

from custodes.web.audit.models import Event
from custodes.web.intake.models import Submission
from web.intake.conftest import Reporter, code_of, fields_of, words_of

ONE = {"User-Agent": "Nokia6300/2.0", "Accept-Language": "cy", "X-Forwarded-For": "203.0.113.77",
       "Cookie": "seen=abc"}  # fmt: skip
OTHER = {"User-Agent": "Mozilla/5.0 (iPhone)", "Accept-Language": "en", "DNT": "1"}
RANDOM = re.compile(
    r"[0-9a-f]{32,}|[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"
)
"""What is drawn by lot or is a hash: it differs between any two reports."""


def everything():
    """Every row of every table of ours, as text, with what is drawn by lot taken out."""
    rows = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            if table.startswith(("intake_", "audit_")):
                cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
                for row in cursor.fetchall():
                    rows.append((table, [_plain(value) for value in row]))
    return rows


def _plain(value):
    if isinstance(value, bytes | memoryview):
        return f"{len(bytes(value))} bytes"
    return RANDOM.sub("·", str(value))


@pytest.mark.django_db
def test_two_reporters_from_different_places_leave_nothing_that_tells_them_apart(intake):
    for headers, address in ((ONE, "198.51.100.23"), (OTHER, "192.0.2.200")):
        who = Reporter(**headers)
        who.client.defaults["REMOTE_ADDR"] = address
        page = who.tell()
        who.post("/come-back/", {"code": code_of(page), "words": " ".join(words_of(page))})
    rows = everything()
    text = str(rows)
    for trace in ("203.0.113.77", "198.51.100.23", "192.0.2.200", "Nokia", "Mozilla", "iPhone"):
        assert trace not in text
    kept = [row for table, row in rows if table == "intake_submission"]
    assert len(kept) == 2
    assert kept[0] == kept[1]
    events = [
        [value for name, value in zip(_columns("audit_event"), row, strict=True) if name != "seq"]
        for table, row in rows
        if table == "audit_event"
    ]
    assert len(events) == 2
    assert events[0][:-2] == [value if value != "0" * 64 else "·" for value in events[1]][:-2]


def _columns(table):
    with connection.cursor() as cursor:
        return [
            column.name for column in connection.introspection.get_table_description(cursor, table)
        ]


@pytest.mark.django_db
def test_no_time_of_day_is_kept(intake):
    Reporter().tell()
    times = re.findall(r"\d\d:\d\d:\d\d(?:\.\d+)?", str(everything()))
    assert set(times) <= {"00:00:00"}
    assert Event.objects.count() == Submission.objects.count() == 1


@pytest.mark.django_db
def test_every_answer_asks_the_browser_to_keep_nothing_and_sets_no_cookie(reporter):
    page = reporter.tell("partner")
    closed = fields_of(page)
    thread = reporter.post(
        "/come-back/", {"code": code_of(page), "words": " ".join(words_of(page))}
    )
    told = [page, thread, reporter.post("/words/", closed), reporter.get("/nowhere/")]
    told += [reporter.get(path) for path in ("/", "/who-can-see/", "/help-now/", "/tell/staff/")]
    for answer in told:
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "'unsafe" not in answer["Content-Security-Policy"]
        assert "Set-Cookie" not in answer
        assert not answer.cookies
        assert "X-Request-Id" not in answer
        assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_every_page_has_a_way_out_that_forgets(reporter):
    out = reporter.get("/leave/")
    assert out.status_code == 303
    assert out["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert out["Location"].startswith("https://")
    page = reporter.tell()
    for answer in (page, reporter.get("/"), reporter.get("/come-back/"), reporter.get("/nowhere/")):
        assert 'href="/leave/"' in answer.content.decode()


@pytest.mark.django_db
def test_a_form_from_another_site_is_not_taken(reporter):
    page = reporter.get("/tell/public/")
    fields = {**fields_of(page), "danger": "no", "go": "next"}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        assert reporter.client.post("/tell/public/", fields, headers=headers).status_code == 403
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {}):
        assert reporter.client.post("/tell/public/", fields, headers=headers).status_code == 422


def test_the_intake_has_its_own_addresses_and_no_others(intake):
    found = {
        str(entry.pattern) for entry in get_resolver("custodes.web.site.intake_urls").url_patterns
    }
    assert found == {"healthz", "/"} or found == {"healthz", ""}
    assert "accounts" not in str(intake.MIDDLEWARE)
    assert not any(
        "session" in name.lower() or "csrf" in name.lower() for name in intake.MIDDLEWARE
    )
