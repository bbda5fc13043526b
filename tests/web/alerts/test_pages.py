"""The pages on which alerts are worked, as a browser sees them."""

import re
from dataclasses import replace

import pytest
from django.utils import timezone

from custodes.web.accounts.models import Bar, MembershipEnd
from custodes.web.alerts.models import Alert, SavedFilter
from custodes.web.alerts.taking import as_written
from custodes.web.audit.models import Event
from custodes.web.decision.roles import MonitoringAnalyst
from custodes.web.design.showing import day
from custodes.web.pseudonyms.actions import name_for
from custodes.web.pseudonyms.kinds import Subject
from custodes.web.pseudonyms.models import Reveal
from web.accounts.people import later, member, place, text, user
from web.alerts.conftest import signed_in

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('x')</script> & \"quotes\" ﷽ \u202e {{ 7*7 }}"


def verdict(alert, **more):
    return {
        "version": alert.version,
        "verdict": "substantiated",
        "because": "The caller confirmed it.",
    } | more


def told(kind: str, action: str = "consultation") -> list[str]:
    rows = Event.objects.filter(kind=kind, action=action).order_by("seq")
    return list(rows.values_list("object", flat=True))


def test_the_queue_lists_the_open_alerts_first_things_first(page, taken):
    html = page.get("/alerts/").content.decode()
    places = [html.index(f'id="{alert.alert_id}"') for alert in taken]
    assert places == sorted(places)
    assert "Drawn at random" in html
    assert set(told("alert_list")) == {str(alert.pk) for alert in taken}
    assert told("alert") == []


def test_the_queue_says_as_of_which_day_an_alert_is_and_when_it_was_raised(page, taken):
    html = page.get("/alerts/").content.decode()
    row = html.partition(f'id="{taken[0].alert_id}"')[2].partition("</tr>")[0]
    assert day(taken[0].content["as_of"]) in row
    assert f"raised {day(taken[0].raised_at)}" in row
    assert "the run knew nothing later" in html


def test_a_demonstration_says_that_somebody_was_at_work_before(page, taken, settings):
    assert "made-up colleague" not in page.get("/alerts/").content.decode()
    settings.CONFIG = replace(settings.CONFIG, demonstration=True)
    for where in ("/alerts/", "/"):
        html = page.get(where).content.decode()
        assert "made-up colleague" in html and "/alerts/?state=decided" in html, where


def test_no_reference_is_on_any_page(page, taken, alerts):
    references = {a["staff"] for a in alerts} | {a["person"] for a in alerts} - {None}
    references |= {row["person"] for a in alerts for row in a["timeline"]}
    addresses = ["/alerts/", "/alerts/?state=all&order=newest", "/alerts/staff/"]
    for alert in taken:
        addresses += [f"/alerts/{alert.alert_id}/", f"/alerts/{alert.alert_id}/network/?steps=3"]
    member_page = re.search(
        r'href="(/alerts/staff/[^"]+)"', page.get(addresses[2]).content.decode()
    )
    for address in [*addresses, member_page[1]]:
        answer = page.get(address)
        assert answer.status_code == 200
        html = answer.content.decode()
        for reference in references:
            assert not re.search(rf"(?<![\w-]){re.escape(reference)}(?![\w-])", html), address


def test_the_page_of_an_alert_is_recorded_with_its_rows_and_says_so(page, taken):
    first = f"/alerts/{taken[0].alert_id}/"
    assert "for the first time" in page.get(first).content.decode()
    assert told("alert") == told("alert_rows") == [str(taken[0].pk)]
    assert re.search(r"You opened this .* at \d\d:\d\d, and now", page.get(first).content.decode())


def test_an_alert_is_decided_in_three_clicks(page, taken):
    queue = page.get("/alerts/").content.decode()
    link = re.search(r'href="([^"]+)" data-open', queue)[1]  # 1: the top alert.
    alert = page.get(link)
    action = re.search(r'action="(/alerts/[^"]+/decide/[^"]*)"', alert.content.decode())[1]
    done = page.post(action, verdict(taken[0]), follow=True)  # 2: a verdict. 3: save.
    html = done.content.decode()
    assert "is saved" in html and "The caller confirmed it." in html
    assert "What the alert says of the pair is borne out." in html
    row = taken[0].decisions.get()
    assert (row.verdict, row.version) == ("substantiated", 2)
    assert f'id="{taken[0].alert_id}"' not in page.get("/alerts/").content.decode()


def test_an_explanation_names_its_purpose(page, taken):
    where = f"/alerts/{taken[0].alert_id}/decide/"
    wrong = page.post(where, verdict(taken[0], verdict="explained"))
    assert wrong.status_code == 422 and "which purpose" in wrong.content.decode()
    assert "The caller confirmed it." in wrong.content.decode()
    for fields in ({"because": " 12 "}, {"verdict": ""}, {"verdict": "guilty"}):
        assert page.post(where, verdict(taken[0], **fields)).status_code == 422
    right = verdict(taken[0], verdict="explained", explained_by="dispatched")
    assert page.post(where, right).status_code == 302
    assert taken[0].decisions.get().explained_by == "dispatched"


def test_the_same_form_twice_is_one_decision(page, taken):
    where = f"/alerts/{taken[0].alert_id}/decide/"
    for _turn in range(2):
        assert page.post(where, verdict(taken[0])).status_code == 302
    assert taken[0].decisions.count() == 1


def test_two_at_once_the_second_sees_both_and_may_still_save(page, taken, colleague):
    where = f"/alerts/{taken[0].alert_id}/decide/"
    other = signed_in(colleague)
    assert other.post(where, verdict(taken[0], because="Her first look.")).status_code == 302
    mine = verdict(taken[0], verdict="not_enough", because="My own words.")
    answer = page.post(where, mine)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Her first look." in html and html.count("My own words.") == 2
    assert 'name="version" value="2"' in html
    assert taken[0].decisions.count() == 1
    assert page.post(where, mine | {"version": 2}).status_code == 302
    kept = taken[0].decisions.order_by("version")
    assert [(row.verdict, row.by) for row in kept] == [
        ("substantiated", colleague),
        ("not_enough", kept[1].by),
    ]
    assert kept[1].supersedes == kept[0]


def test_hostile_words_stay_words_everywhere(page, taken):
    first = taken[0]
    page.post(f"/alerts/{first.alert_id}/decide/", verdict(first, because=HOSTILE))
    page.post("/alerts/filters/", {"name": HOSTILE, "query": "state=all&q=" + HOSTILE})
    made = {"staff": HOSTILE, "person": HOSTILE, "because": HOSTILE, "token": "t1"}
    assert page.post("/alerts/raise/", made).status_code == 302
    manual = next(a for a in queue_of(page) if a.startswith("M-"))
    pages = ["/alerts/?state=all", f"/alerts/{first.alert_id}/", f"/alerts/{manual}/"]
    pages += ["/alerts/?" + "&".join(f"{k}=%3Cscript%3E" for k in ("q", "run", "state", "order"))]
    for address in [*pages, "/alerts/staff/", "/alerts/held-back/"]:
        answer = page.get(address)
        assert answer.status_code == 200, address
        assert "<script>alert" not in answer.content.decode()
        assert "<script>" not in answer.content.decode().replace("<script type", "")


def queue_of(page) -> list[str]:
    return queue_ids(page, "/alerts/?state=all&order=newest")


def test_what_one_may_not_know_of_is_not_there(taken, home):
    elsewhere = user("elsewhere")
    member(elsewhere, place(), MonitoringAnalyst)
    stranger = signed_in(elsewhere)
    first = taken[0]
    for path in ("", "network/", "hold-back/"):
        hidden = stranger.get(f"/alerts/{first.alert_id}/{path}")
        absent = stranger.get(f"/alerts/R9999-01/{path}")
        assert hidden.status_code == absent.status_code == 404
        assert len(hidden.content) - len(first.alert_id) <= len(absent.content)
    for path in ("decide/", "assign/", "hold-back/"):
        assert stranger.post(f"/alerts/{first.alert_id}/{path}", verdict(first)).status_code == 404
    assert stranger.post(
        "/alerts/together/", {"chosen": f"{first.alert_id}:1", "act": "close"} | verdict(first)
    ).status_code in (400, 422)
    assert queue_of(stranger) == []
    assert first.decisions.count() == 0


def test_whoever_is_barred_from_the_member_sees_none_of_it(page, taken, analyst, now):
    staff = taken[0].staff
    Bar(user=analyst, subject=staff, basis="RECUSED", start=now, reason="asked", at=now).save()
    mine = {a.alert_id for a in taken if a.staff != staff}
    assert set(queue_of(page)) == mine
    assert page.get(f"/alerts/{taken[0].alert_id}/").status_code == 404


def test_a_file_that_was_changed_shows_a_clear_page_and_an_event(page, taken, home):
    file = home.path / "runs/R0001/alerts.jsonl"
    for changed in (
        lambda: file.write_bytes(file.read_bytes().replace(b'"bits": ', b'"bits": 1')),
        file.unlink,
    ):
        changed()
        answer = page.get(f"/alerts/{taken[0].alert_id}/")
        assert answer.status_code == 409
        assert "not as its run wrote it" in answer.content.decode()
        assert taken[0].sentence.partition(": ")[2] not in answer.content.decode()
        last = Event.objects.order_by("seq").last()
        assert (last.kind, last.outcome, last.reason) == ("alert", "failed", "not-as-written")


def test_nobody_acts_on_an_alert_that_was_changed(page, taken, analyst, home, now):
    file = home.path / "runs/R0001/alerts.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"bits": ', b'"bits": 1'))
    one, two = taken[:2]
    chosen = {"chosen": [f"{one.alert_id}:1", f"{two.alert_id}:1"]}
    hold = {"token": "t", "scope": "pair", "until": f"{now:%Y-%m-%d}", "because": "Known."}
    asked = [
        (f"{one.alert_id}/decide/", verdict(one)),
        (f"{one.alert_id}/decide/", verdict(one, verdict="guilty")),
        (f"{one.alert_id}/assign/", {"version": 1, "to": analyst.pk}),
        (f"{one.alert_id}/hold-back/", hold),
        ("together/", chosen | {"act": "assign", "to": analyst.pk}),
        ("together/", chosen | {"act": "close"} | verdict(one)),
    ]
    before = list(Alert.objects.visible_to(analyst, at=now).values())
    for path, said in asked:
        answer = page.post(f"/alerts/{path}", said)
        assert answer.status_code == 409, path
        assert "not as its run wrote it" in answer.content.decode()
        last = Event.objects.order_by("seq").last()
        assert (last.kind, last.outcome, last.reason) == ("alert", "failed", "not-as-written")
    assert list(Alert.objects.visible_to(analyst, at=now).values()) == before
    assert one.decisions.count() == 0


def test_what_was_changed_here_is_found_as_well(taken):
    assert as_written(taken[1])
    taken[1].content["bits"] = 99.0
    assert not as_written(taken[1])


def test_filters_are_addresses_and_one_opens_first(page, taken, analyst, now):
    random = next(a for a in taken if a.drawn == "random")
    html = page.get("/alerts/?drawn=random&state=all").content.decode()
    assert random.alert_id in html and taken[0].alert_id not in html
    kept = {"name": "The tenth", "query": "drawn=random", "default": "on"}
    assert page.post("/alerts/filters/", kept).status_code == 302
    assert queue_ids(page, "/alerts/") == [random.alert_id]
    assert len(queue_ids(page, "/alerts/?state=open")) == 10
    key = SavedFilter.objects.visible_to(analyst, at=now).get().pk
    assert page.post(f"/alerts/filters/{key}/drop/").status_code == 302
    assert len(queue_ids(page, "/alerts/")) == 10


def test_a_name_of_a_filter_is_ones_own_also_after_a_place_was_left(page, taken, analyst, now):
    kept = {"name": "Mine", "query": "whose=mine", "default": "on"}
    assert page.post("/alerts/filters/", kept).status_code == 302
    MembershipEnd(membership=analyst.memberships.get(), reason="moved", at=now).save()
    member(analyst, place(), MonitoringAnalyst)
    assert page.post("/alerts/filters/", kept | {"query": "state=all"}).status_code == 302
    row = SavedFilter.objects.visible_to(analyst, at=now).get()
    assert (row.name, row.query, row.is_default) == ("Mine", "state=all", True)


def queue_ids(page, address: str) -> list[str]:
    html = page.get(address).content.decode()
    return re.findall(r'<tr class="govuk-table__row" role="row" id="([^"]+)">', html)


def test_search_finds_names_and_no_references(page, taken):
    first = taken[0]
    assert queue_ids(page, f"/alerts/?q={name_for(Subject.STAFF, first.staff)}")
    assert queue_ids(page, f"/alerts/?q={first.staff}") == []
    assert queue_ids(page, f"/alerts/?q={first.alert_id}") == [first.alert_id]
    assert Event.objects.filter(action="search", kind="alert_list").exists()


def test_several_are_closed_with_one_reason_and_what_moved_on_is_left(page, taken, colleague):
    one, two, three = taken[:3]
    signed_in(colleague).post(f"/alerts/{three.alert_id}/decide/", verdict(three))
    chosen = [f"{a.alert_id}:{a.version}" for a in (one, two, three)]
    asked = {"chosen": chosen, "act": "close", "verdict": "wrong_data"}
    assert page.post("/alerts/together/", asked).status_code == 422
    answer = page.post("/alerts/together/", asked | {"because": "A shared login."}, follow=True)
    html = answer.content.decode()
    assert "2 alerts decided" in html and f"meanwhile: {three.alert_id}" in html
    assert [a.decisions.count() for a in (one, two, three)] == [1, 1, 1]


def test_alerts_are_taken_on_given_and_put_back(page, taken, colleague, analyst, now):
    where = f"/alerts/{taken[0].alert_id}/assign/"
    assert page.post(where, {"version": 1, "to": analyst.pk}).status_code == 302
    assert queue_ids(page, "/alerts/?whose=mine") == [taken[0].alert_id]
    assert page.post(where, {"version": 1, "to": colleague.pk}).status_code == 409
    assert page.post(where, {"version": 2, "to": ""}).status_code == 302
    assert queue_ids(page, "/alerts/?whose=mine") == []
    outsider = user("outsider")
    assert page.post(where, {"version": 3, "to": outsider.pk}).status_code == 400
    chosen = [f"{a.alert_id}:1" for a in taken[1:4]]
    page.post("/alerts/together/", {"chosen": chosen, "act": "assign", "to": colleague.pk})
    assert Alert.objects.visible_to(analyst, at=now).filter(assignee=colleague).count() == 3


def test_an_alert_goes_to_nobody_who_is_kept_from_it_and_each_try_is_on_record(
    page, taken, colleague, analyst, now
):
    """Tried with one colleague after the other it would tell who is kept from whom, or is it."""
    one = taken[0]
    given = {"subject": one.staff, "basis": "ASSOCIATION", "reason": "x", "start": now, "at": now}
    Bar(user=colleague, **given).save()
    where, to = f"/alerts/{one.alert_id}/assign/", {"version": 1, "to": colleague.pk}
    answers = [page.post(where, to)]
    chosen = {"chosen": [f"{a.alert_id}:1" for a in taken[:2]], "act": "assign"}
    answers.append(page.post("/alerts/together/", chosen | {"to": colleague.pk}, follow=True))
    for answer in answers:
        html = answer.content.decode()
        assert "Nothing has changed hands" in html
        assert "cannot work" not in html
    told = Event.objects.filter(action="deny", kind="assign-alert", reason="not-given")
    assert set(told.values_list("object", "actor", "outcome")) == {
        (one.alert_id, analyst.reference, "refused")
    }
    assert told.count() == 2
    assert not Alert.objects.visible_to(analyst, at=now).exclude(assignee=None).exists()


def test_what_somebody_took_on_meanwhile_is_not_given_away_and_is_named(
    page, taken, colleague, analyst
):
    one, two = taken[:2]
    signed_in(colleague).post(f"/alerts/{one.alert_id}/assign/", {"version": 1, "to": colleague.pk})
    chosen = [f"{one.alert_id}:1", f"{two.alert_id}:1"]
    asked = {"chosen": chosen, "act": "assign", "to": analyst.pk}
    html = page.post("/alerts/together/", asked, follow=True).content.decode()
    assert "1 alert given to Analyst" in html and f"meanwhile: {one.alert_id}" in html
    one.refresh_from_db()
    two.refresh_from_db()
    assert [one.assignee, two.assignee] == [colleague, analyst]


def test_an_alert_raised_by_hand_is_worked_like_the_others(page, taken):
    name = name_for(Subject.STAFF, taken[0].staff)
    made = {"staff": name, "person": "", "because": "Seen at her door.", "token": "abc"}
    for _turn in range(2):
        answer = page.post("/alerts/raise/", made)
        assert answer.status_code == 302
    html = page.get(answer["Location"]).content.decode()
    assert "Seen at her door." in html and taken[0].staff not in html
    assert len([a for a in queue_of(page) if a.startswith("M-")]) == 1
    assert page.get("/alerts/raise/").status_code == 200
    assert not Reveal.objects.exists()


def test_whoever_names_somebody_by_reference_has_looked_behind_the_name(page, taken, analyst):
    """The page of the alert shows which name stands for the reference that was written."""
    made = {"staff": "PC 77", "person": "MARY-1", "because": "Seen at her door.", "token": "abc"}
    later(page, 11)
    asked = page.post("/alerts/raise/", made)
    assert asked["Location"].startswith("/account/prove-again/")
    assert not Alert.objects.visible_to(analyst, at=timezone.now()).filter(kind="manual").exists()
    page = signed_in(analyst)
    for _turn in range(2):
        answer = page.post("/alerts/raise/", made)
        assert answer.status_code == 302
    looks = Reveal.objects.order_by("pk")
    assert list(looks.values_list("pseudonym__name", "by", "reason")) == [
        (name_for(Subject.STAFF, "PC 77"), analyst.pk, "Seen at her door."),
        (name_for(Subject.PERSON, "MARY-1"), analyst.pk, "Seen at her door."),
    ]
    assert Event.objects.filter(action="decrypt", kind="reveal").count() == 2
    assert "PC 77" in page.get(answer["Location"]).content.decode()


def test_trying_names_tells_nothing_of_whose_there_are(page, taken, analyst, now):
    """One that nobody has, one of another place, a person's, and one that is kept from the analyst
    are one answer."""
    elsewhere = name_for(Subject.STAFF, "PC 505")
    kept = name_for(Subject.STAFF, taken[0].staff)
    person = name_for(Subject.PERSON, "MARY-1")
    given = {"subject": taken[0].staff, "basis": "OTHER", "reason": "x", "start": now, "at": now}
    Bar(user=analyst, **given).save()
    made = {"person": "", "because": "Seen at her door.", "token": "abc"}
    answers = set()
    for name in ("A-1000", elsewhere, kept, person):
        answer = page.post("/alerts/raise/", made | {"staff": name})
        assert answer.status_code == 422
        answers.add(text(answer).replace(name, "NAME"))
    assert len(answers) == 1
    assert "No record that you see here shows NAME" in answers.pop()
    seen = name_for(Subject.STAFF, taken[1].staff)
    wrong = page.post("/alerts/raise/", made | {"staff": seen, "person": person})
    assert wrong.status_code == 422
    assert 'href="#id_person"' in text(wrong)


def test_a_list_leaves_as_a_file_with_a_reason(page, taken, analyst):
    assert page.get("/alerts/take-out/").status_code == 200
    assert page.post("/alerts/take-out/", {"form": "csv"}).status_code == 422
    answer = page.post("/alerts/take-out/", {"form": "csv", "because": "For the tasking meeting"})
    text = answer.content.decode("utf-8-sig")
    assert text.count("\r\n") == 12 and "OFFICIAL-SENSITIVE" in text
    assert taken[0].staff not in text.replace(taken[0].alert_id, "")
    assert len(told("alert_list", "export")) == 10
    book = page.post("/alerts/take-out/", {"form": "xlsx", "because": "For the tasking meeting"})
    assert book.content[:2] == b"PK"


def test_the_list_of_staff_leaves_on_the_same_terms(page, taken, analyst):
    where = "/alerts/staff/take-out/"
    assert f'href="{where}"' in page.get("/alerts/staff/").content.decode()
    assert page.post(where, {"form": "csv"}).status_code == 422
    answer = page.post(where, {"form": "csv", "because": "For the tasking meeting"})
    text = answer.content.decode("utf-8-sig")
    names = {name_for(Subject.STAFF, alert.staff) for alert in taken}
    assert {line.partition(",")[0] for line in text.splitlines()[1:-1]} == names
    assert taken[0].staff not in text
    assert set(told("member_of_staff", "export")) == names
    book = page.post(where, {"form": "xlsx", "because": "For the tasking meeting"})
    assert book.content[:2] == b"PK"
    later(page, 11)
    assert page.get(where)["Location"].startswith("/account/prove-again/")


def test_a_long_list_has_a_stated_number_of_queries(page, taken, django_assert_max_num_queries):
    page.get("/alerts/")
    with django_assert_max_num_queries(40):
        page.get("/alerts/?state=all")
    with django_assert_max_num_queries(75):
        page.get(f"/alerts/{taken[0].alert_id}/")


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(page, taken, analyst, now, method):
    before = list(Alert.objects.visible_to(analyst, at=now).values())
    for path in (
        "",
        "staff/",
        "held-back/",
        "raise/",
        f"{taken[0].alert_id}/",
        f"{taken[0].alert_id}/network/",
        f"{taken[0].alert_id}/hold-back/",
    ):
        assert getattr(page, method)(f"/alerts/{path}").status_code == 200, path
    assert list(Alert.objects.visible_to(analyst, at=now).values()) == before
    for path in ("together/", "filters/", f"{taken[0].alert_id}/decide/"):
        assert getattr(page, method)(f"/alerts/{path}").status_code == 405


def test_somebody_in_the_rows_can_be_looked_behind_and_is_then_shown(page, taken, alerts):
    pair = {alert.person for alert in taken}
    of, other = next(
        (alert, row["person"])
        for alert in taken
        for row in alert.content["timeline"]
        if row["person"] and row["person"] not in pair
    )
    name = name_for(Subject.PERSON, other)
    assert other not in page.get(f"/alerts/{of.alert_id}/").content.decode()
    answer = page.post(f"/names/{name}/", {"because": "To make her safe"})
    assert f"{name} is {other}" in answer.content.decode()
    html = page.get(f"/alerts/{of.alert_id}/").content.decode()
    assert other in html and of.staff not in html
