"""Days and times have one form on every page."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import custodes.web
from custodes.web.design.showing import clock, day, month

WEB = Path(custodes.web.__file__).parent
OTHERWISE = {
    # Letters and papers are documents, and write a month in full as letters do.
    "letters/letter.py": "letters",
    "submission/paper.py": "the paper of a submission",
    # The public reads its pages in English or Welsh.
    "intake/coming_back.py": "the language of the page",
    # What people type is read in every form.
    "partners/importing.py": "lists of partners",
}
"""Files that write a month in full, each with why."""


@pytest.mark.parametrize(
    "written",
    [
        date(2026, 3, 3),
        "2026-03-03",
        "2026-03-03T14:05:00Z",
        datetime(2026, 3, 3, 14, 5, tzinfo=UTC),
    ],
)
def test_a_day_is_written_alike_whatever_it_comes_from(written):
    assert day(written) == "3 Mar 2026"


def test_a_moment_is_of_a_london_clock_and_a_month_has_a_name():
    assert day("2026-06-30T23:30:00Z") == "1 Jul 2026"
    assert clock("2026-06-30T23:30:00Z") == "1 Jul 2026, 00:30"
    assert month("2026-03") == "Mar 2026"


def test_no_template_writes_a_day_in_a_form_of_its_own():
    raw = re.compile(r'strftime|\.isoformat\(\)(?! \| (?:day|clock)|\), "text")')
    found = [
        f"{path.relative_to(WEB)}: {hit[0]}"
        for path in sorted(WEB.rglob("jinja2/**/*.html"))
        for hit in raw.finditer(path.read_text("utf-8"))
    ]
    assert found == []


def test_no_module_writes_a_month_in_full_but_for_letters_papers_and_the_public():
    full = re.compile(r"%B|\bj F Y\b")
    found = {
        str(path.relative_to(WEB))
        for path in sorted(WEB.rglob("*.py"))
        if full.search(path.read_text("utf-8"))
    }
    assert found == set(OTHERWISE)
