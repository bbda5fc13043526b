"""What stands in an alert follows from the rows that it names."""

import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from custodes.indicators import INDICATORS
from custodes.indicators.base import Subject
from custodes.purposes import PURPOSES
from custodes.ranking.fusion import LEAST_BITS
from custodes.vocabulary.times import in_london

CONTRACT = (
    "alert", "run", "as_of", "rank", "staff", "person", "bits", "families", "pattern", "sentence",
    "reasons", "explanations_tested", "would_explain", "against", "data_quality", "drawn",
    "versions",
)  # fmt: skip

BY_ID = {indicator.id: indicator for indicator in INDICATORS}


@pytest.fixture(scope="module")
def alerts(ran):
    return ran[1].alerts


@pytest.fixture(scope="module")
def reasons(alerts):
    """Every reason of a pair with the rows that it names: alert, reason, rows."""
    found = []
    for alert in alerts:
        held = {(row["table"], row["row"], row["person"]): row for row in alert["timeline"]}
        for reason in alert["reasons"]:
            table = "accesses" if BY_ID[reason["indicator"]].over == "looks" else "contacts"
            rows = [held.get((table, row, alert["person"])) for row in reason["rows"]]
            found.append((alert, reason, rows))
    return found


def of_pairs(reasons):
    """Reasons about the pair's own rows, each of which its timeline holds."""
    for alert, reason, rows in reasons:
        if alert["person"] is not None and reason["indicator"] != "around-the-person":
            yield alert, reason, rows


def parsed(text):
    return datetime.fromisoformat(text)


def london_day(text):
    return datetime.fromisoformat(text).astimezone(ZoneInfo("Europe/London")).date()


def most_a_day(rows):
    return max(Counter(london_day(row["at"]) for row in rows).values())


def test_there_is_something_to_test(alerts, reasons):
    assert len(alerts) == 20
    assert len({reason["indicator"] for _alert, reason, _rows in reasons}) >= 6
    assert Counter(alert["drawn"] for alert in alerts)["random"] == 2


def test_an_alert_has_every_field_of_the_contract_and_is_plain_json(alerts):
    for alert in alerts:
        assert [field for field in CONTRACT if field not in alert] == []
        assert json.loads(json.dumps(alert)) == alert
        assert all(
            {"indicator", "family", "bits", "text", "rows"} <= reason.keys()
            for reason in alert["reasons"]
        )
        assert all(
            {"purpose", "result", "text"} <= test.keys() for test in alert["explanations_tested"]
        )


def test_the_ranks_run_from_one_and_the_names_hold_them(alerts):
    assert [alert["rank"] for alert in alerts] == list(range(1, 21))
    assert [alert["alert"] for alert in alerts] == [f"R0001-{n:02}" for n in range(1, 21)]
    assert {alert["run"] for alert in alerts} == {"R0001"}


def test_each_row_that_a_reason_names_is_in_the_timeline_once(reasons):
    for alert, reason, rows in of_pairs(reasons):
        assert None not in rows, (alert["alert"], reason["indicator"])
        assert len(set(reason["rows"])) == len(reason["rows"]) > 0


def test_the_value_of_each_reason_is_counted_again_from_its_rows(reasons):
    counted = 0
    for _alert, reason, rows in of_pairs(reasons):
        again = {
            "rows": len(rows),
            "days": len({london_day(row["at"]) for row in rows}),
            "mass": round(sum(row["unexplained"] for row in rows), 4),
            "most_a_day": most_a_day(rows),
        }
        assert reason["value"] == pytest.approx(again[BY_ID[reason["indicator"]].value])
        counted += 1
    assert counted > 40


def test_the_numbers_and_dates_in_the_words_of_each_reason_follow_from_its_rows(reasons):
    for _alert, reason, rows in of_pairs(reasons):
        because = BY_ID[reason["indicator"]].because
        spoken = reason["text"].partition(". ")[0]
        days = {london_day(row["at"]) for row in rows}
        span = {f"{min(days):%-d %b %Y}", f"{max(days):%-d %b %Y}"}
        dates = set(re.findall(r"\b\d{1,2} [A-Z][a-z]{2} \d{4}\b", spoken))
        assert dates == (span if "{first_at}" in because else set()), spoken
        for date in dates:
            spoken = re.sub(rf"\b{date}\b", "", spoken)
        numbers = set(re.findall(r"\b\d[\d,.]*\b", spoken))
        assert str(len(rows)) in numbers or "{rows}" not in because, spoken
        told = {str(len(rows)), str(len(days))}
        told |= {str(most_a_day(rows))} if "{value" in because else set()
        assert numbers <= told, spoken


def test_one_of_a_thing_is_told_as_one(reasons):
    for _alert, reason, _rows in reasons:
        spoken = reason["text"].partition(". ")[0]
        assert not re.search(r"(?<![\d.,])1 (days|times|look-ups|contacts|uses)\b", spoken), spoken


def test_each_row_of_a_reason_is_of_the_kind_that_the_reason_speaks_of(reasons):
    checks = {
        "unexplained-look-ups": lambda row: row["word"] != "explained",
        "contact-details-viewed": lambda row: (
            row["what"] in ("view_contact", "view_image", "print", "export")
        ),
        "off-duty-look-ups": lambda row: row["duty"] in ("off", "sick", "leave", "rest"),
        "off-duty-contact": lambda row: (
            row["duty"] in ("off", "sick", "leave", "rest") and row["what"].endswith(" out")
        ),
        "contact-not-logged": lambda row: not row["logged"] and row["word"] != "explained",
        "unexplained-contact": lambda row: row["word"] != "explained",
        "look-up-then-contact": lambda row: row["what"].endswith(" out"),
        "after-the-end": lambda row: row["word"] == "unexplained",
    }
    seen = set()
    for _alert, reason, rows in of_pairs(reasons):
        if check := checks.get(reason["indicator"]):
            assert all(check(row) for row in rows), reason["indicator"]
            seen.add(reason["indicator"])
    assert len(seen) >= 5


def test_a_reason_about_many_people_counts_the_people_of_its_rows(reasons):
    for alert, reason, _rows in reasons:
        if alert["person"] is None and BY_ID[reason["indicator"]].subject is Subject.STAFF:
            people = {row["person"] for row in alert["timeline"] if row["row"] in reason["rows"]}
            assert reason["value"] == len(people)


def test_the_timeline_is_in_order_and_lies_in_the_look_back(alerts):
    for alert in alerts:
        moments = [row["at"] for row in alert["timeline"]]
        assert moments == sorted(moments)
        assert all(moment <= alert["as_of"] for moment in moments)
        assert len(moments) > 0


def test_the_roster_of_a_timeline_lies_around_its_rows_and_holds_what_they_say(alerts):
    sick = 0
    for alert in alerts:
        assert alert["duties"] == [] or alert["timeline"]
        for span in alert["duties"]:
            first, last = (parsed(alert["timeline"][n]["at"]) for n in (0, -1))
            assert parsed(span["end"]) >= first - timedelta(days=1)
            assert parsed(span["start"]) <= last + timedelta(days=1)
        for row in (row for row in alert["timeline"] if row["duty"] == "sick"):
            told = [span for span in alert["duties"] if span["status"] == "sick"]
            assert any(span["start"] <= row["at"] < span["end"] for span in told)
            sick += 1
    assert sick > 0


def test_the_purposes_of_a_timeline_are_those_that_explain_its_rows(alerts):
    titles = {purpose.id: purpose.title for purpose in PURPOSES}
    shown = 0
    for alert in (alert for alert in alerts if alert["person"]):
        at = [parsed(row["at"]) for row in alert["timeline"] if row["person"] == alert["person"]]
        for span in alert["purposes"]:
            assert parsed(span["end"]) >= at[0] and parsed(span["start"]) <= at[-1]
        explains = {
            titles[test["purpose"]]
            for test in alert["explanations_tested"]
            if test["result"].startswith("explains")
        }
        shown += len(explains & {span["kind"] for span in alert["purposes"]})
    assert shown > 5


def test_the_waterfall_ends_at_the_bits_and_only_what_was_drawn_has_few(alerts):
    for alert in alerts:
        assert sum(bar["bits"] for bar in alert["waterfall"]) == pytest.approx(
            alert["bits"], abs=0.01 * (len(alert["waterfall"]) + 1)
        )
        assert (alert["bits"] >= LEAST_BITS) or alert["drawn"] == "random"
        assert (alert["chance"] < 1) == (alert["drawn"] == "random")


def test_every_purpose_was_tested_for_a_pair_and_what_explained_is_said(alerts):
    for alert in alerts:
        if alert["person"] is None:
            assert alert["explanations_tested"] == []
            continue
        tested = {test["purpose"]: test["result"] for test in alert["explanations_tested"]}
        assert set(tested) == {purpose.id for purpose in PURPOSES}
        explained = any(row["word"] == "explained" for row in alert["timeline"])
        some = {"explains", "explains in part"} & set(tested.values())
        assert not explained or some


def test_a_sentence_names_the_pair_and_never_says_that_anybody_did_wrong(alerts):
    for alert in alerts:
        texts = [alert["sentence"], *(reason["text"] for reason in alert["reasons"])]
        text = " ".join(texts).lower()
        assert alert["staff"] in alert["sentence"]
        assert alert["person"] is None or alert["person"] in alert["sentence"]
        assert not re.search(r"\b(guilty|suspicious|offen\w+|corrupt\w*|misconduct|wrong)\b", text)


def test_no_alert_holds_a_number_of_anybody(alerts, force):
    numbers = {row["number"] for row in force.rows("person_numbers")}
    numbers |= {row["number"] for row in force.rows("devices") if row["number"]}
    assert len(numbers) > 1000
    text = json.dumps(alerts)
    # Telephone numbers as they are held, and without the country's code.
    phones = {n for n in numbers if n.startswith("+44")}
    assert [n for n in numbers if n in text] == []
    assert [n for n in phones if n.removeprefix("+44") in text] == []


def test_the_moments_of_a_run_are_shown_by_london_clocks():
    summer = datetime(2026, 3, 31, 22, 59, 59, tzinfo=UTC).replace(tzinfo=None)
    assert in_london(summer).isoformat() == "2026-03-31T23:59:59+01:00"
