"""Questions with the answer that each must have: the plain table that the decision is held to.

Built from the modules that are passed in, so that changed copies of them can be judged as well.
"""

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime, timedelta
from types import ModuleType

from custodes.web.decision.actions import Action, Handling
from custodes.web.decision.roles import (
    Auditor,
    CaseOfficer,
    CcuSupervisor,
    HeadOfCcu,
    IntelligenceOfficer,
    Kind,
    MonitoringAnalyst,
    ProfessionalStandardsWatcher,
    SafeguardingLead,
)

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)
HIDDEN = {"ACCOUNT", "SECOND_FACTOR", "MEMBERSHIP", "BARRED", "SIGHT"}

Case = tuple[str, object, str | None]


def cases(q: ModuleType) -> list[Case]:
    """Name, question, and the name of what is lacking (None: allowed)."""
    found: list[Case] = []

    def held(role, compartment="m1", start=AT - DAY, end=None):
        return q.Membership(compartment, role, start, end)

    def account(*memberships, name="u1", **more):
        given = {"active": True, "proven": True, "stepped_up_at": AT, **more}
        return q.Account(name, memberships=memberships, **given)

    def ask(by, action=Action.SEE_ALERTS, kind=Kind.MONITORING, **more):
        given = {"about": "a1", "subjects": frozenset({"S1", "S2"}), "reason": "because", **more}
        return q.Question(by, action, "m1", kind, AT, **given)

    def case(name, question, lack=None):
        found.append((name, question, lack))

    analyst = account(held(MonitoringAnalyst))
    case("an analyst sees an alert", ask(analyst))
    case("suspended", ask(replace(analyst, active=False)), "ACCOUNT")
    case("no second factor", ask(replace(analyst, proven=False)), "SECOND_FACTOR")

    case("no membership", ask(account()), "MEMBERSHIP")
    case("member elsewhere", ask(account(held(MonitoringAnalyst, "m2"))), "MEMBERSHIP")
    for name, start, end, lack in (
        ("starts now", AT, None, None),
        ("starts in a moment", AT + TICK, None, "MEMBERSHIP"),
        ("ends in a moment", AT - DAY, AT + TICK, None),
        ("ends now", AT - DAY, AT, "MEMBERSHIP"),
        ("ended", AT - 2 * DAY, AT - DAY, "MEMBERSHIP"),
    ):
        member = account(held(MonitoringAnalyst, start=start, end=end))
        case(f"a membership that {name}", ask(member), lack)
        bar = q.Bar(q.Basis.RECUSED, start, end, compartment="m1")
        case(f"a bar that {name}", ask(replace(analyst, bars=(bar,))), None if lack else "BARRED")
    older = held(MonitoringAnalyst, end=AT - TICK)
    case("a later membership", ask(account(older, held(MonitoringAnalyst))))

    case("is the subject", ask(replace(analyst, staff="S1")), "BARRED")
    case("is another", ask(replace(analyst, staff="S9")))
    case("about nobody", ask(replace(analyst, staff="S1"), subjects=frozenset()))
    for basis in q.Basis:
        on_one = q.Bar(basis, AT - DAY, subject="S2")
        case(
            f"barred from a subject: {basis.name}", ask(replace(analyst, bars=(on_one,))), "BARRED"
        )
    elsewhere = q.Bar(q.Basis.OTHER, AT - DAY, compartment="m2")
    on_another = q.Bar(q.Basis.OTHER, AT - DAY, subject="S9")
    on_all = q.Bar(q.Basis.OTHER, AT - DAY, compartment="m1")
    case("barred from others", ask(replace(analyst, bars=(elsewhere, on_another))))
    case("one bar of three", ask(replace(analyst, bars=(elsewhere, on_another, on_all))), "BARRED")

    case("role without sight", ask(account(held(Auditor))), "SIGHT")
    case("role that gives nothing here", ask(analyst, kind=Kind.CCU_WATCH), "SIGHT")
    case("sight elsewhere", ask(account(held(Auditor), held(CaseOfficer, "m2"))), "SIGHT")
    case("sight that ended", ask(account(held(Auditor), older)), "SIGHT")

    lead = held(SafeguardingLead)
    work = {"action": Action.WORK_CASE, "kind": Kind.CASE}
    case("writes in a case", ask(account(held(CaseOfficer)), **work))
    case("may see, may not write", ask(account(lead), **work), "CAPABILITY")
    far = held(CaseOfficer, "m2")
    case("may write elsewhere", ask(account(lead, far), **work), "CAPABILITY")
    gone = held(CaseOfficer, end=AT)
    case("could write once", ask(account(lead, gone), **work), "CAPABILITY")
    case("either of two roles", ask(account(lead, held(CaseOfficer)), **work))
    misplaced = account(held(ProfessionalStandardsWatcher), held(MonitoringAnalyst))
    export = ask(misplaced, Action.EXPORT_ALERTS, Kind.CCU_WATCH)
    case("a role held where it gives nothing", export, "CAPABILITY")

    everywhere = account(held(CcuSupervisor))
    for name, action, kind, lack in (
        ("starts a run among runs", Action.START_RUN, Kind.MONITORING, None),
        ("starts a run among cases", Action.START_RUN, Kind.CASE, "SIGHT"),
        ("sees alerts among reports", Action.SEE_ALERTS, Kind.INTAKE, "SIGHT"),
        ("looks behind a name among intelligence", Action.REVEAL, Kind.INTEL, "SIGHT"),
        ("works a case among cases", Action.WORK_CASE, Kind.CASE, None),
        ("works a case among alerts", Action.WORK_CASE, Kind.MONITORING, "SIGHT"),
    ):
        case(f"a role of many places {name}", ask(everywhere, action, kind), lack)

    officer = account(held(IntelligenceOfficer))
    for name, handling, met, lack in (
        ("never graded", None, False, None),
        ("P", Handling.P, False, None),
        ("not yet graded", Handling.AWAITED, False, "HANDLING"),
        ("not yet graded, conditions claimed", Handling.AWAITED, True, "HANDLING"),
        ("C, conditions not met", Handling.C, False, "HANDLING"),
        ("C, conditions met", Handling.C, True, None),
    ):
        graded = {"kind": Kind.INTEL, "handling": handling} | (
            {"conditions_met": met} if met else {}
        )
        case(f"passes on: {name}", ask(officer, Action.DISSEMINATE, **graded), lack)
        case(f"reads: {name}", ask(officer, Action.SEE_INTELLIGENCE, **graded))

    decides = {"by": analyst, "action": Action.DECIDE_ALERT}
    for state, states, lack in (
        ("open", {"open", "new"}, None),
        ("closed", {"open", "new"}, "STATE"),
        ("", set(), "STATE"),
        ("closed", None, None),
    ):
        allowed = None if states is None else frozenset(states)
        case(f"stands at {state!r} of {states}", ask(**decides, state=state, states=allowed), lack)

    for name, moment, lack in (
        ("now", AT, None),
        ("ten minutes ago", AT - timedelta(minutes=10), None),
        ("longer ago", AT - timedelta(minutes=10) - TICK, "STEP_UP"),
        ("never", None, "STEP_UP"),
        ("in the future", AT + TICK, "STEP_UP"),
    ):
        asking = replace(analyst, stepped_up_at=moment)
        case(f"reveals, proved {name}", ask(asking, Action.REVEAL), lack)
        case(f"sees, proved {name}", ask(asking))

    for reason, lack in (("", "REASON"), (" \n", "REASON"), ("...", "REASON"), ("x", None)):
        case(f"decides because {reason!r}", ask(**decides, reason=reason), lack)
        case(f"sees because {reason!r}", ask(analyst, reason=reason))

    def approved(by, action=Action.SUPPRESS, about="a1", at=AT):
        return ask(analyst, Action.SUPPRESS, approval=q.Approval(by, action, about, at))

    second = account(held(CcuSupervisor), name="u2")
    alone = "SECOND_PERSON"
    case("approved", approved(second))
    also = account(held(CaseOfficer), held(CcuSupervisor), name="u2")
    case("approved by one with another role beside", approved(also))
    case("approved by nobody", ask(analyst, Action.SUPPRESS), alone)
    both = account(held(CcuSupervisor))
    case("approved by oneself", replace(approved(both), by=both), alone)
    case("approved as another act", approved(second, Action.DECIDE_ALERT), alone)
    case("approved for another thing", approved(second, about="a2"), alone)
    case("approved a day ago", approved(second, at=AT - DAY))
    case("approved longer ago", approved(second, at=AT - DAY - TICK), alone)
    case("approved in the future", approved(second, at=AT + TICK), alone)
    case("by one suspended", approved(replace(second, active=False)), alone)
    case("by one unproven", approved(replace(second, proven=False)), alone)
    case("by one barred", approved(replace(second, bars=(on_all,))), alone)
    case("by the subject", approved(replace(second, staff="S2")), alone)
    case("by one barred elsewhere", approved(replace(second, bars=(elsewhere,))))
    case("by an analyst", approved(account(held(MonitoringAnalyst), name="u2")), alone)
    case("by one from elsewhere", approved(account(held(CcuSupervisor, "m2"), name="u2")), alone)
    ended = account(held(CcuSupervisor, end=AT), name="u2")
    case("by one who has left", approved(ended), alone)
    watcher = account(held(ProfessionalStandardsWatcher))
    reveal = {"action": Action.REVEAL_IN_WATCH, "kind": Kind.CCU_WATCH}
    for name, role, lack in (
        ("the watch", ProfessionalStandardsWatcher, None),
        ("the unit", HeadOfCcu, alone),
    ):
        other = account(held(role), name="u2")
        word = q.Approval(other, Action.REVEAL_IN_WATCH, "a1", AT)
        case(f"reveals with {name}", ask(watcher, **reveal, approval=word), lack)
    stray = account(held(ProfessionalStandardsWatcher), name="u2")
    lift = q.Approval(stray, Action.LIFT_BAR, "a1", AT)
    head = account(held(HeadOfCcu))
    case("by a role misplaced", ask(head, Action.LIFT_BAR, approval=lift), alone)
    return found


def failures(q: ModuleType, d: ModuleType) -> Iterator[str]:
    """The names of the cases that the decision module `d`, asked with `q`, does not answer so."""
    table = cases(q)
    yield from (name for name, question, lack in table if not _right(d, question, lack))
    yield from _roles_told(q, d)
    yield from (f"{thing} can be changed" for thing in _things(table, d) if not _fixed(thing))


def _roles_told(q: ModuleType, d: ModuleType) -> Iterator[str]:
    """Questions whose role, or second person's role, is told wrong."""

    def account(*roles, **more):
        held = tuple(q.Membership(more.get("place", "m1"), role, AT - DAY) for role in roles)
        return q.Account("u1", active=True, proven=True, memberships=held)

    both = account(MonitoringAnalyst, CcuSupervisor)
    alerts, cases = Kind.MONITORING, Kind.CASE
    for name, by, action, kind, acts, approves in (
        ("one role", account(MonitoringAnalyst), "SUPPRESS", alerts, MonitoringAnalyst, None),
        ("the first of two", both, "SUPPRESS", alerts, MonitoringAnalyst, CcuSupervisor),
        ("the second of two", both, "SET_BUDGET", alerts, CcuSupervisor, None),
        ("elsewhere", account(CcuSupervisor, place="m2"), "SUPPRESS", alerts, None, None),
        ("where no alerts lie", both, "SUPPRESS", cases, None, None),
        ("where cases lie", both, "CLOSE_CASE", cases, CcuSupervisor, CcuSupervisor),
        ("where no cases lie", both, "CLOSE_CASE", alerts, None, None),
    ):
        asked = q.Question(by, Action[action], "m1", kind, AT)
        if d.acting_role(asked) is not acts or d.approving_role(by, asked) is not approves:
            yield f"the role of {name}"


def _things(table: list[Case], d: ModuleType) -> list[object]:
    """One of each: what was asked and answered must stay as it was."""
    question = next(asked for _, asked, _ in table if asked.approval and asked.by.memberships)
    barred = next(asked.by.bars[0] for _, asked, _ in table if asked.by.bars)
    by = question.by
    return [question, question.approval, by, by.memberships[0], barred, d.decide(question)]


def _fixed(thing: object) -> bool:
    field = next(iter(vars(thing)))
    try:
        setattr(thing, field, None)
    except FrozenInstanceError:
        return True
    return False


def _right(d: ModuleType, question: object, lack: str | None) -> bool:
    answer = d.decide(question)
    hidden = lack in HIDDEN
    told = "Your role allows this." if lack is None else d.Lack[lack].value
    return (
        answer.allowed is (lack is None)
        and answer.lack is (None if lack is None else d.Lack[lack])
        and answer.hidden is hidden
        and answer.because == told
        and d.may(question) is (lack is None)
        and _refusal(d, d.check_may, question) == (lack and answer)
        and d.may_know_of(question) is (not hidden)
        and (_refusal(d, d.check_may_know_of, question) is not None) is hidden
    )


def _refusal(d: ModuleType, check, question: object) -> object:
    try:
        check(question)
    except d.NotAllowed as refused:
        assert str(refused) == refused.decision.because
        return refused.decision
    return None
