"""Triage, safeguarding, answers, feedback and decisions: each with its clock, its second person
and its count in the figures of the partners."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from custodes.vocabulary.errors import UserError
from custodes.web.decision import Kind, NotAllowed
from custodes.web.partners.maturity import Level, maturity
from custodes.web.partners.queries import links_figures, register
from custodes.web.reports import states
from custodes.web.reports.actions import deciding
from custodes.web.reports.actions.disposing import dispose
from custodes.web.reports.actions.feeding_back import feed_back
from custodes.web.reports.actions.keeping import Conflict
from custodes.web.reports.actions.opening import open_report
from custodes.web.reports.actions.receiving import take
from custodes.web.reports.actions.replying import handed_over, reply, waiting
from custodes.web.reports.actions.safeguarding import decide_safeguarding
from custodes.web.reports.actions.triaging import triage
from custodes.web.reports.figures import by_month, by_route, clocks
from custodes.web.reports.models import Report, Safeguarding, Sealed, every
from custodes.web.reports.queries import worked_of
from custodes.web.sealing.contents import message_from
from custodes.web.sealing.envelope import envelope_from, opened
from web.accounts.people import AT, asker
from web.reports.unit import DAY, PASSPHRASE, PULL, message, received

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def triaged(ours, report, **more):
    """Opened by the officer and triaged: a possible victim, from the partner on the register."""
    if report.state == states.RECEIVED:
        open_report(report=report, passphrase=PASSPHRASE, by=ours.officer, at=AT)
        report.refresh_from_db()
    given = {
        "risk": "high",
        "possible_victim": True,
        "told": "A resident may be at risk; ring the refuge, not her.",
        "route": "partner",
        "partner": ours.partner,
        "version": report.version,
        "by": ours.officer,
        "at": AT,
    }
    return triage(report=report, **given | more)


def test_a_possible_victim_starts_safeguarding_at_once_and_the_decision_stops_the_clock(
    ours, report
):
    triaged(ours, report)
    row = Safeguarding.objects.visible_to(ours.users["lead"], at=AT).get()
    assert (row.since, row.begun_at, row.danger) == (AT, AT, False)
    later = AT + timedelta(hours=3)
    lead = asker(ours.users["lead"], at=later)
    said = {"decision": "plan", "because": "A plan with the refuge.", "by": lead, "at": later}
    decide_safeguarding(safeguarding=row, version=row.version, **said)
    with pytest.raises((UserError, Conflict)):
        decide_safeguarding(safeguarding=row, version=row.version, **said)
    report.refresh_from_db()
    assert report.safeguarded_at == later
    worked = worked_of(report.compartment_id, ours.users["officer"], at=later)
    found = clocks(worked)
    assert (found.possible_victims, found.safeguarded, found.waiting) == (1, 1, 0)
    assert (found.safeguarding_hours, found.safeguarding_longest) == (3.0, 3.0)
    assert list(by_route(worked, ["partner"])) == ["partner"]
    assert list(by_month(worked)) == [f"{TODAY:%Y-%m}"]


def test_what_is_done_counts_in_the_register_of_partners_once(ours, report):
    plan, owner = ours.places[Kind.PLAN].key, ours.users["owner"]

    def link():
        return register(owner, compartment=plan, at=AT).links[0]

    assert maturity(link(), TODAY).level is Level.NONE
    triaged(ours, report)
    report.refresh_from_db()
    triaged(ours, report, risk="medium")
    assert maturity(link(), TODAY).level is Level.REFERRING
    for stage in ("received", "assessed", "closed"):
        feed_back(
            report=report, stage=stage, way="thread", on=TODAY, token=stage, by=ours.officer, at=AT
        )
    assert maturity(link(), TODAY).level is Level.ANSWERED
    (counted,) = link().reports
    assert [step.step for step in counted.steps] == ["feedback"]
    found = links_figures(TODAY, user=owner, compartment=plan, at=AT)
    assert (found.from_partners.reports, found.from_partners.feedback_days) == (1, 0.0)
    assert len(waiting()) == 3


def test_a_possible_victim_needs_what_the_lead_must_know(ours, report):
    with pytest.raises(UserError, match="safeguarding lead"):
        triaged(ours, report, told=" ")
    assert not every(Safeguarding).exists()


@pytest.mark.parametrize("wrong", [{"risk": "x"}, {"route": ""}, {"partner": None}], ids=str)
def test_triage_that_is_not_whole_is_refused_in_words(ours, report, wrong):
    with pytest.raises(UserError) as told:
        triaged(ours, report, **wrong)
    assert str(told.value).endswith(".")


def test_whoever_comes_second_is_told_and_nothing_is_lost(ours, report):
    triaged(ours, report)
    with pytest.raises(Conflict):
        triaged(ours, report, version=1)


def answered(ours, report, text, token="t"):
    more = {"token": token, "version": report.version, "by": ours.officer, "at": AT}
    return reply(report=report, text=text, **more)


def test_an_answer_opens_to_the_reporter_and_waits_until_it_is_handed_over(ours, report):
    with pytest.raises(UserError, match="no thread"):
        answered(ours, report, "Hello")
    triaged(ours, report)
    report.refresh_from_db()
    answered(ours, report, "Is she safe?")
    (row,) = waiting()
    found = opened(envelope_from(bytes(row.content)), report.pair, part="from-unit/0001")
    assert message_from(found.content).text == "Is she safe?"
    assert b"Is she safe" not in bytes(row.content)
    for _turn in range(2):
        handed_over(name=row.name, by=PULL)
    assert waiting() == []
    (told,) = open_report(report=report, passphrase=PASSPHRASE, by=ours.officer, at=AT).thread
    assert told.from_unit


def test_the_same_form_sent_twice_is_one_answer_and_other_words_are_another(ours, report):
    triaged(ours, report)
    report.refresh_from_db()
    first = answered(ours, report, "Is she safe?")
    assert answered(ours, report, "Is she safe?\r\n").pk == first.pk
    assert [row.pk for row in waiting()] == [first.pk]
    assert "Is she safe" not in first.token
    answered(ours, report, "Is she safe now?")
    answered(ours, report, "Is she safe?", token="another form")
    parts = [row.part for row in waiting()]
    assert parts == ["from-unit/0001", "from-unit/0002", "from-unit/0003"]


def test_no_action_takes_a_second_person(ours, report):
    triaged(ours, report, possible_victim=False, told="")
    report.refresh_from_db()
    more = {"report": report, "at": AT}
    deciding.propose_no_action(
        version=report.version, by=ours.officer, because="It is about another force.", **more
    )
    report.refresh_from_db()
    with pytest.raises(UserError):
        deciding.agree_to_no_action(version=report.version, by=ours.officer, **more)
    with pytest.raises((UserError, NotAllowed)):
        deciding.agree_to_no_action(version=report.version, by=ours.colleague, **more)
    assert deciding.can_agree(report, ours.supervisor, AT)
    deciding.agree_to_no_action(version=report.version, by=ours.supervisor, **more)
    report.refresh_from_db()
    assert (report.state, report.outcome, report.decided_by) == (
        states.DECIDED,
        "no-action",
        ours.users["supervisor"],
    )


@pytest.mark.parametrize("outcome", ["no-action", "referred"])
def test_what_was_decided_is_triaged_again_as_if_it_had_not_been(ours, report, outcome):
    triaged(ours, report, possible_victim=False, told="")
    report.refresh_from_db()
    more = {"report": report, "because": "It is about another force.", "at": AT}
    if outcome == "referred":
        deciding.refer_on(to="Kent", version=report.version, by=ours.officer, **more)
    else:
        deciding.propose_no_action(version=report.version, by=ours.officer, **more)
        report.refresh_from_db()
        deciding.agree_to_no_action(
            report=report, version=report.version, by=ours.supervisor, at=AT
        )
    report.refresh_from_db()
    deciding.close(report=report, version=report.version, by=ours.officer, at=AT)
    report.refresh_from_db()
    triaged(ours, report, risk="danger")
    report.refresh_from_db()
    assert (report.state, report.risk, report.danger) == (states.TRIAGED, "danger", True)
    assert (report.outcome, report.reason, report.referred_to) == ("", "", "")
    assert (report.decided_at, report.decided_by, report.proposed_by) == (None, None, None)
    assert (report.closed_at, report.dispose_on) == (None, None)
    # And it is decided anew, by two people as the first time.
    deciding.propose_no_action(version=report.version, by=ours.officer, **more)
    report.refresh_from_db()
    assert (report.state, report.reason) == (states.PROPOSED, more["because"])


def test_a_second_person_may_send_it_back(ours, report):
    triaged(ours, report, possible_victim=False, told="")
    report.refresh_from_db()
    more = {"report": report, "at": AT, "because": "Ask the partner first."}
    deciding.propose_no_action(version=report.version, by=ours.officer, **more)
    report.refresh_from_db()
    deciding.object_to_no_action(version=report.version, by=ours.head, **more)
    report.refresh_from_db()
    assert (report.state, report.proposed_by) == (states.TRIAGED, None)


def test_it_is_not_closed_while_a_possible_victim_waits(ours, report):
    triaged(ours, report)
    report.refresh_from_db()
    more = {"report": report, "by": ours.officer, "at": AT}
    deciding.refer_on(version=report.version, to="The IOPC", because="Theirs.", **more)
    report.refresh_from_db()
    with pytest.raises(UserError, match="safeguarding"):
        deciding.close(version=report.version, **more)


def test_what_is_closed_is_disposed_of_on_its_day_and_not_before(ours, report):
    triaged(ours, report, possible_victim=False, told="")
    report.refresh_from_db()
    more = {"report": report, "by": ours.officer, "at": AT}
    deciding.refer_on(version=report.version, to="The IOPC", because="Theirs.", **more)
    report.refresh_from_db()
    deciding.close(version=report.version, **more)
    report.refresh_from_db()
    assert report.dispose_on == TODAY + 730 * DAY
    with pytest.raises(UserError, match="data protection"):
        dispose(version=report.version, **more)
    later = AT + 731 * DAY
    dispose(
        report=report,
        version=report.version,
        by=asker(ours.users["officer"], at=later),
        at=later,
    )
    report.refresh_from_db()
    assert report.state == states.DISPOSED
    assert bytes(every(Sealed).get().content) == b""
    with pytest.raises(UserError, match="disposed of"):
        open_report(
            report=report,
            passphrase=PASSPHRASE,
            by=asker(ours.users["officer"], at=later),
            at=later,
        )


def test_a_new_message_brings_what_was_decided_back_to_triage(ours, report):
    triaged(ours, report, possible_victim=False, told="")
    report.refresh_from_db()
    deciding.refer_on(
        report=report,
        version=report.version,
        to="The IOPC",
        because="Theirs.",
        by=ours.officer,
        at=AT,
    )
    said = message(ours.ring, report.first, report.pair, "He came again.")
    take(compartment=report.compartment, raw=said.to_bytes(), received_on=TODAY, by=PULL, at=AT)
    report.refresh_from_db()
    assert (report.state, report.outcome) == (states.TRIAGED, "")


@pytest.mark.parametrize("opened_first", [False, True], ids=["sealed", "opened"])
def test_a_message_before_triage_leaves_the_report_to_be_triaged(ours, report, opened_first):
    if opened_first:
        open_report(report=report, passphrase=PASSPHRASE, by=ours.officer, at=AT)
    said = message(ours.ring, report.first, report.pair, "He came again.")
    take(compartment=report.compartment, raw=said.to_bytes(), received_on=TODAY, by=PULL, at=AT)
    report.refresh_from_db()
    assert report.state == (states.OPENED if opened_first else states.RECEIVED)
    with pytest.raises(UserError, match="cannot become"):
        deciding.refer_on(
            report=report,
            version=report.version,
            to="The IOPC",
            because="Theirs.",
            by=ours.officer,
            at=AT,
        )
    assert triaged(ours, report).risk == "high"


@pytest.mark.parametrize(
    "nonsense",
    [
        {"state": "lost"},
        {"state": states.TRIAGED},
        {"state": states.TRIAGED, "risk": "low"},
        {"state": states.DECIDED, "possible_victim": False},
        {"outcome": "referred"},
        {"possible_victim": True},
        {"state": states.CLOSED},
        {"route": "pigeon"},
        {"risk": "some"},
    ],
    ids=str,
)
def test_the_database_refuses_nonsense(ours, report, nonsense):
    for name, value in nonsense.items():
        setattr(report, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save()


def test_the_database_refuses_no_action_by_one_person(ours, report):
    who = ours.users["officer"]
    report.proposed_by = report.decided_by = who
    report.outcome, report.reason, report.decided_at = "no-action", "Nothing in it.", AT
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save()


def test_reports_are_read_risk_first(ours):
    from custodes.web.reports.queries import in_order

    old = received(ours, at=AT - 3 * DAY)
    danger = received(ours, at=AT)
    every(Report).filter(pk=danger.pk).update(danger=True)
    rows = in_order(list(Report.objects.visible_to(ours.users["officer"], at=AT)))
    assert [row.pk for row in rows] == [danger.pk, old.pk]
