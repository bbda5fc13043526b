"""What is planted: all of it there, at its size, and said nowhere but in the truth."""

import csv
from collections import Counter, defaultdict

import pytest

from custodes.synthetic.innocents import INNOCENTS
from custodes.synthetic.offenders import CASES
from custodes.synthetic.parameters import given


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def events(cases):
    return rows_of(cases.where / "truth/events.csv")


@pytest.mark.parametrize("innocent", INNOCENTS, ids=lambda i: i.name)
def test_each_innocent_kind_is_there_at_the_default_size(innocent, default):
    assert default.planted[innocent.kind] >= 1


def test_every_case_of_the_demonstration_is_there_in_a_style_of_its_own(cases):
    offenders = rows_of(cases.where / "truth/offenders.csv")
    styles = defaultdict(set)
    for row in offenders:
        styles[row["style"]].add(row["staff"])
    assert len(styles) == len(CASES) == 8
    assert len(set.union(*styles.values())) >= 6
    first = {row["staff"]: row["first_contact"] for row in reversed(offenders)}
    assert sum(word == "genuine" for word in first.values()) / len(first) >= 0.8


def test_a_genuine_first_contact_rests_on_a_recorded_involvement(cases):
    involved = {row["person"] for row in rows_of(cases.where / "exchange/involvements.csv")}
    for row in rows_of(cases.where / "truth/offenders.csv"):
        if row["first_contact"] == "genuine":
            assert row["person"] in involved


def test_the_loud_one_is_as_loud_as_the_published_case(events):
    loud = [e for e in events if e["style"] == "loud phone" and e["table"] == "contacts"]
    assert len(loud) == given("loud_contacts") == 540
    days = {e["at"][:10] for e in loud}
    assert len(days) <= given("loud_days") + 1
    assert len({(e["staff"], e["person"]) for e in loud}) == 1


def test_the_trawler_looks_at_many_women(events, cases):
    women = {e["person"] for e in events if e["style"] == "trawl"}
    sex = {r["person"]: r["sex"] for r in rows_of(cases.where / "exchange/persons.csv")}
    assert len(women) >= 50
    assert {sex[person] for person in women} == {"F"}


def test_every_event_of_the_truth_is_a_row_of_the_exchange(events, cases):
    staff = {
        (r["login"], r["system"]): r["staff"] for r in rows_of(cases.where / "exchange/logins.csv")
    }
    accesses = {r["access"]: r for r in rows_of(cases.where / "exchange/accesses.csv")}
    contacts = {r["contact"]: r for r in rows_of(cases.where / "exchange/contacts.csv")}
    purposes = {r["purpose"]: r for r in rows_of(cases.where / "exchange/purposes.csv")}
    counts = Counter(e["table"] for e in events)
    assert set(counts) == {"accesses", "contacts", "purposes", "presences"}
    for event in events:
        if event["table"] == "accesses":
            row = accesses[event["id"]]
            assert staff[row["login"], row["system"]] == event["staff"]
            assert (row["person"], row["at"]) == (event["person"], event["at"])
        if event["table"] == "contacts":
            row = contacts[event["id"]]
            assert event["staff"].removeprefix("A-") in row["device"]
            assert row["at"] == event["at"]
        if event["table"] == "purposes":
            row = purposes[event["id"]]
            assert row["staff"] == row["made_by"] == event["staff"]


@pytest.mark.parametrize("layout", ["exchange", "exports"])
def test_nothing_outside_the_truth_tells_who_offends(layout, request, bytes_of):
    made = request.getfixturevalue(layout)
    telling = {b"offend", b"innocent", b"planted", b"onset", b"typology"}
    cases = rows_of(made.where / "truth/offenders.csv")
    telling |= {row["style"].encode() for row in cases}
    telling |= {row["kind"].encode() for row in rows_of(made.where / "truth/innocents.csv")}
    for name, held in bytes_of(made.where).items():
        if not name.startswith("truth/"):
            assert not [word for word in telling if word in held], name
    # The collar number, the reference and the place in a file are drawn; none runs together.
    offenders = {row["staff"] for row in cases}
    order = (
        [r["staff"] for r in rows_of(made.where / "exchange/staff.csv")]
        if (layout == "exchange")
        else [r["COLLAR_NO"] for r in rows_of(made.where / "exports/hr/establishment.csv")]
    )
    places = sorted(order.index(staff) for staff in offenders)
    assert places[-1] - places[0] > len(places) * 2


def test_the_truth_of_a_fixed_case_is_read_off_its_acts(cases):
    rows = {r["style"]: r for r in rows_of(cases.where / "truth/offenders.csv")}
    assert rows["own task"]["evasion"] == "self_made_tasks"
    assert rows["loud phone"]["off_duty"] == "1"
    assert rows["trawl"]["feeds"] == rows["around the person"]["feeds"] == "look_ups"
    assert rows["record then call"]["feeds"] == "both"
    assert {row["victim"] for row in rows.values()} == {"woman"}


def test_the_truth_says_how_real_the_force_is(default):
    figures = rows_of(default.where / "truth/realism.csv")
    assert len(figures) > 20
    assert {"figure", "value", "least", "most", "source"} <= set(figures[0])


def test_parameters_are_written_with_the_truth(exchange):
    names = {row["name"] for row in rows_of(exchange.where / "truth/parameters.csv")}
    assert {"reopened", "loud_contacts", "unrecorded_duty"} <= names
