"""What is done to accounts, memberships and bars: by whom it may be, and that it is recorded."""

from datetime import datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from custodes.vocabulary.errors import UserError
from custodes.web.accounts import actions, administering, barring
from custodes.web.accounts.asking import check_may, spend
from custodes.web.accounts.demonstration import OTHERS, PRINTED, make_log_ins
from custodes.web.accounts.models import (
    Administered,
    ApprovalUse,
    Bar,
    BarEnd,
    Compartment,
    Identity,
    Membership,
    MembershipEnd,
    User,
)
from custodes.web.accounts.sessions import open_sessions
from custodes.web.audit.exports import recorded_models
from custodes.web.audit.models import Event
from custodes.web.decision import ROLES, Action, Basis, Kind, Lack, NotAllowed
from custodes.web.decision.roles import (
    Auditor,
    HeadOfCcu,
    MonitoringAnalyst,
    ProfessionalStandardsWatcher,
    SystemAdministrator,
)
from web.accounts.people import AT, DAY, asker, member, place, sign_in, user, with_codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return place(title="Unit")


@pytest.fixture
def head(unit):
    who = user("head")
    member(who, unit, HeadOfCcu)
    return who


@pytest.fixture
def system():
    return place(Kind.SYSTEM)


@pytest.fixture
def admin(system):
    who = user("admin")
    member(who, system, SystemAdministrator)
    return who


ABOUT = "user {} professional-standards-watcher 2026-06-01 open"


def granted(who, where, by, **more):
    given = {"role": MonitoringAnalyst, "start": AT, "end": None, "because": "a new post", "at": AT}
    return actions.grant(user=who, compartment=where, by=by, **(given | more))


def last() -> Event:
    return Event.objects.order_by("seq").last()


def test_the_head_makes_a_colleague_a_member(unit, head):
    row = granted(user(), unit, asker(head))
    assert (row.role, row.granted_by, row.reason) == (MonitoringAnalyst.id, head, "a new post")
    told = last()
    assert (told.kind, told.object, told.actor) == ("membership", str(row.pk), str(head.pk))
    assert (told.compartment, told.effect) == (unit.key, "made")
    assert "a new post" not in str(Event.objects.values().last())


def test_it_takes_a_fresh_proof_a_reason_and_a_second_factor(unit, head):
    for by, more, lack in (
        (asker(head, stepped_up=False), {}, Lack.STEP_UP),
        (asker(head, proven=False), {}, Lack.SECOND_FACTOR),
        (asker(head), {"because": " "}, Lack.REASON),
    ):
        with pytest.raises(NotAllowed) as refused:
            granted(user(f"u{lack.name}".lower()), unit, by, **more)
        assert refused.value.decision.lack is lack
        told = last()
        assert (told.action, told.outcome) == ("deny", "refused")
        assert told.reason == lack.name.lower().replace("_", "-")
    assert Membership.objects.count() == 1


def test_nobody_makes_themselves_a_member(unit, head):
    with pytest.raises(UserError, match="themselves"):
        granted(head, unit, asker(head))


def test_an_analyst_and_an_administrator_let_nobody_in(unit, admin):
    analyst = user()
    member(analyst, unit, MonitoringAnalyst)
    for by, lack in ((analyst, Lack.SIGHT), (admin, Lack.MEMBERSHIP)):
        with pytest.raises(NotAllowed) as refused:
            granted(user(f"by-{by.pk}"), unit, asker(by))
        assert refused.value.decision.lack is lack
        assert refused.value.decision.hidden


def test_a_role_is_given_where_it_is_held_and_for_a_time_that_exists(unit, head):
    with pytest.raises(UserError, match="not held in"):
        granted(user("x"), unit, asker(head), role=Auditor)
    with pytest.raises(UserError, match="must end after"):
        granted(user("y"), unit, asker(head), end=AT)


def test_the_watch_takes_two(unit):
    watch = place(Kind.CCU_WATCH)
    one, two, new = user("one"), user("two"), user("new")
    for who in (one, two):
        member(who, watch, ProfessionalStandardsWatcher)
    wanted = {"role": ProfessionalStandardsWatcher}
    with pytest.raises(NotAllowed) as refused:
        granted(new, watch, asker(one), **wanted)
    assert refused.value.decision.lack is Lack.SECOND_PERSON
    about = {"action": Action.GRANT_IN_WATCH, "compartment": watch, "about": ABOUT.format(new.pk)}
    with pytest.raises(UserError, match="second person"):
        actions.approve(asker=one, by=asker(one), at=AT, **about)
    with pytest.raises(UserError, match="Prove again"):
        actions.approve(asker=one, by=asker(two, stepped_up=False), at=AT, **about)
    actions.approve(asker=one, by=asker(two), at=AT, **about)
    with pytest.raises(NotAllowed):
        granted(user("another"), watch, asker(one), **wanted)
    row = granted(new, watch, asker(one), **wanted)
    assert (ApprovalUse.objects.get().approval.by, row.granted_by) == (two, one)


def test_what_was_asked_on_one_day_is_done_on_the_next(unit):
    """What a second person approves names the days that were written, and not when they read it."""
    watch = place(Kind.CCU_WATCH)
    one, two, new = user("one"), user("two"), user("new")
    for who in (one, two):
        member(who, watch, ProfessionalStandardsWatcher)
    monday = timezone.make_aware(datetime(2026, 6, 1))
    asked, done = monday + timedelta(hours=21), monday + timedelta(hours=33)
    wanted = {"role": ProfessionalStandardsWatcher, "start": monday, "end": monday + 30 * DAY}
    with pytest.raises(NotAllowed):
        granted(new, watch, asker(one, at=asked), at=asked, **wanted)
    about = actions.about_granting(new, **wanted)
    assert about == f"user {new.pk} professional-standards-watcher 2026-06-01 2026-07-01"
    word = {"action": Action.GRANT_IN_WATCH, "compartment": watch, "about": about}
    actions.approve(asker=one, by=asker(two, at=asked), at=asked, **word)
    row = granted(new, watch, asker(one, at=done), at=done, **wanted)
    assert row.start == done


def test_an_approval_counts_for_one_act(unit):
    watch = place(Kind.CCU_WATCH)
    one, two, new = user("one"), user("two"), user("new")
    for who in (one, two):
        member(who, watch, ProfessionalStandardsWatcher)
    about = {"action": Action.GRANT_IN_WATCH, "compartment": watch, "about": ABOUT.format(new.pk)}
    actions.approve(asker=one, by=asker(two), at=AT, **about)
    row = granted(new, watch, asker(one), role=ProfessionalStandardsWatcher)
    told = Event.objects.filter(effect="made").order_by("seq").values_list("kind", flat=True)
    assert list(told) == ["approval", "approval-use", "membership"]
    ending = {"membership": row, "by": asker(one), "because": "moved", "at": AT}
    with pytest.raises(NotAllowed) as refused:
        actions.end_membership(**ending)
    assert refused.value.decision.lack is Lack.SECOND_PERSON
    ended = about | {"about": f"end of membership {row.pk}"}
    actions.approve(asker=one, by=asker(two), at=AT, **ended)
    assert actions.end_membership(**ending).pk
    assert ApprovalUse.objects.count() == 2


def test_an_approval_that_two_use_at_once_counts_for_the_first(unit):
    watch = place(Kind.CCU_WATCH)
    one, two, new = user("one"), user("two"), user("new")
    for who in (one, two):
        member(who, watch, ProfessionalStandardsWatcher)
    about = {"compartment": watch, "about": f"user {new.pk}", "at": AT}
    actions.approve(asker=one, by=asker(two), action=Action.GRANT_IN_WATCH, **about)
    by = asker(one)
    first, second = (
        check_may(by, Action.GRANT_IN_WATCH, reason="a new post", **about) for _ in range(2)
    )
    assert spend(first, by=by, at=AT) == two
    before = Event.objects.count()
    with pytest.raises(UserError, match="has been used"):
        spend(second, by=by, at=AT)
    assert (ApprovalUse.objects.count(), Event.objects.count()) == (1, before)
    assert spend(None, by=by, at=AT) is None


def test_an_approval_is_not_used_by_an_act_that_failed(unit, monkeypatch):
    watch = place(Kind.CCU_WATCH)
    one, two, new = user("one"), user("two"), user("new")
    for who in (one, two):
        member(who, watch, ProfessionalStandardsWatcher)
    about = {"action": Action.GRANT_IN_WATCH, "compartment": watch, "about": ABOUT.format(new.pk)}
    actions.approve(asker=one, by=asker(two), at=AT, **about)

    def broken(*_args, **_kwargs):
        raise OSError("no space left")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="no space"):
        patch.setattr(actions, "record", broken)
        granted(new, watch, asker(one), role=ProfessionalStandardsWatcher)
    assert not ApprovalUse.objects.exists()
    assert granted(new, watch, asker(one), role=ProfessionalStandardsWatcher).pk


def test_an_event_names_the_role_in_which_it_was_done(unit, head, system):
    both = user("both")
    member(both, unit, MonitoringAnalyst)
    member(both, unit, HeadOfCcu)
    member(both, system, SystemAdministrator)
    by = asker(both)
    granted(user(), unit, by)
    assert last().role == HeadOfCcu.id
    opening = {"email": "new@force.example", "name": "New", "staff": "S9", "expires_at": None}
    administering.open_account(by=by, because="a new post", system=system, at=AT, **opening)
    assert last().role == SystemAdministrator.id
    analyst = user("analyst2")
    member(analyst, unit, MonitoringAnalyst)
    with pytest.raises(NotAllowed):
        granted(user("x"), unit, asker(analyst))
    assert (last().action, last().role) == ("deny", "")
    bar = Bar(user=analyst, compartment=unit, basis="OTHER", start=AT, reason="asked", at=AT)
    bar.save()
    actions.approve(
        asker=head,
        by=by,
        action=Action.LIFT_BAR,
        compartment=unit,
        about=f"bar {bar.pk}",
        at=AT,
    )
    assert (last().kind, last().role) == ("approval", HeadOfCcu.id)


def test_a_membership_is_ended_once_and_stays_on_record(unit, head):
    row = granted(user(), unit, asker(head))
    given = {"membership": row, "by": asker(head), "because": "moved", "at": AT}
    actions.end_membership(**given)
    with pytest.raises(UserError, match="already"):
        actions.end_membership(**given)
    assert (Membership.objects.filter(pk=row.pk).count(), MembershipEnd.objects.count()) == (1, 1)


def test_a_bar_is_set_by_one_and_lifted_by_two_and_never_by_the_barred(unit, head):
    deputy, analyst = user("deputy"), user()
    member(deputy, unit, HeadOfCcu)
    member(analyst, unit, MonitoringAnalyst)
    given = {"basis": Basis.LINE_MANAGER, "within": unit, "start": AT, "end": None, "at": AT}
    bar = barring.set_bar(user=analyst, subject="S1", by=asker(head), because="is his", **given)
    assert (bar.subject, bar.compartment) == ("S1", None)
    lift = {"bar": bar, "within": unit, "because": "moved", "at": AT + timedelta(minutes=1)}
    with pytest.raises(NotAllowed):
        barring.lift_bar(by=asker(head), **lift)
    word = {"action": Action.LIFT_BAR, "compartment": unit, "about": f"bar {bar.pk}", "at": AT}
    actions.approve(asker=head, by=asker(deputy), **word)
    end = barring.lift_bar(by=asker(head), **lift)
    assert (end.lifted_by, end.approved_by) == (head, deputy)
    with pytest.raises(NotAllowed):
        barring.lift_bar(by=asker(head), **lift)
    actions.approve(asker=head, by=asker(deputy), **word)
    with pytest.raises(UserError, match="already"):
        barring.lift_bar(by=asker(head), **lift)
    own = barring.set_bar(user=head, by=asker(deputy), because="asked", **given)
    assert own.compartment == unit
    with pytest.raises(UserError, match="themselves"):
        barring.lift_bar(by=asker(head), **(lift | {"bar": own}))
    with pytest.raises(UserError, match="must end after"):
        barring.set_bar(user=analyst, by=asker(deputy), because="x", **(given | {"end": AT}))
    assert (Bar.objects.count(), BarEnd.objects.count()) == (2, 1)


def test_an_administrator_opens_suspends_and_reinstates_but_not_themselves(system, admin):
    given = {"by": asker(admin), "system": system, "at": AT}
    opening = {"email": " New@Force.Example", "name": "New", "staff": "S9", "expires_at": None}
    new = administering.open_account(because="a new post", **opening, **given)
    assert new.email == "new@force.example" and not new.has_usable_password()
    with pytest.raises(UserError, match="already an account"):
        administering.open_account(because="a new post", **opening, **given)
    administering.suspend(user=new, because="on leave", **given)
    assert not User.objects.get(pk=new.pk).may_sign_in(AT)
    told = Event.objects.filter(kind="user").order_by("seq").last()
    assert told.reason == "suspended"
    assert set(told.fields) == {"is_active", "suspended_at", "suspended_because"}
    assert "on leave" not in str(Event.objects.values().last())
    administering.reinstate(user=new, because="back", **given)
    assert User.objects.get(pk=new.pk).may_sign_in(AT)
    with pytest.raises(UserError, match="own account"):
        administering.suspend(user=admin, because="why not", **given)
    acts = Administered.objects.order_by("pk").values_list("act", "reason")
    assert list(acts) == [
        ("opened", "a new post"),
        ("suspended", "on leave"),
        ("reinstated", "back"),
    ]


def test_an_account_that_ended_lets_nobody_in(system, admin):
    new = user("leaver")
    administering.end_account(
        user=new, by=asker(admin), because="left the force", system=system, at=AT
    )
    assert not User.objects.get(pk=new.pk).may_sign_in(AT)


def test_a_link_is_handed_over_only_where_there_is_no_password(system, admin, client):
    given = {"by": asker(admin), "because": "a new post", "system": system, "at": AT}
    new = administering.open_account(
        email="new@force.example", name="New", staff="", expires_at=None, **given
    )
    link = administering.hand_over(user=new, **given)
    assert client.get(link).status_code == 200
    with pytest.raises(UserError, match="takes two people"):
        administering.hand_over(user=user("known"), **given)


@pytest.mark.parametrize("came_by", ["the provider", "a link since used up"])
def test_nobody_gets_a_link_to_an_account_whose_owner_has_come_in(system, admin, client, came_by):
    given = {"by": asker(admin), "because": "a new post", "system": system, "at": AT}
    owner = administering.open_account(
        email="owner@force.example", name="Owner", staff="", expires_at=None, **given
    )
    link = administering.hand_over(user=owner, **given)
    if came_by == "the provider":
        Identity(user=owner, issuer="https://id.force.example", subject="u-1", at=AT).save()
    else:
        client.force_login(owner, backend="custodes.web.accounts.adapter.Backend")
        client.logout()
        # The link that was handed over before opens nothing any more either.
        assert client.get(link).status_code == 404
    kept = User.objects.get(pk=owner.pk)
    assert not kept.has_usable_password()
    with pytest.raises(UserError, match="takes two people"):
        administering.hand_over(user=kept, **given)
    # Once an auditor agreed that they start again, there is one.
    auditor, now = user("auditor"), timezone.now()
    member(auditor, system, Auditor)
    word = {"action": Action.RESET_SIGN_IN, "compartment": system, "at": now}
    about = administering.about_reset(kept)
    actions.approve(asker=admin, by=asker(auditor, at=now), about=about, **word)
    given |= {"by": asker(admin, at=now), "at": now}
    administering.reset_sign_in(user=kept, **given)
    assert administering.hand_over(user=User.objects.get(pk=owner.pk), **given)


def test_suspended_somebody_signs_in_anew_when_they_are_back(system, admin, client, demonstration):
    who, now = user("away"), timezone.now()
    client.force_login(who, backend="custodes.web.accounts.adapter.Backend")
    assert client.get("/account/").status_code == 200
    given = {"by": asker(admin, at=now), "system": system, "at": now}
    administering.suspend(user=who, because="on leave", **given)
    administering.reinstate(user=who, because="back", **given)
    assert client.get("/account/").status_code == 302


def test_starting_again_takes_an_auditor_and_leaves_nothing_of_the_old(
    system, admin, client, demonstration
):
    auditor, locked = user("auditor"), user("locked")
    member(auditor, system, Auditor)
    with_codes(locked)
    client.force_login(locked, backend="custodes.web.accounts.adapter.Backend")
    now = timezone.now()
    given = {"by": asker(admin, at=now), "because": "lost phone", "system": system, "at": now}
    with pytest.raises(NotAllowed) as refused:
        administering.reset_sign_in(user=locked, **given)
    assert refused.value.decision.lack is Lack.SECOND_PERSON
    assert User.objects.get(pk=locked.pk).has_usable_password()
    actions.approve(
        asker=admin,
        by=asker(auditor, at=now),
        action=Action.RESET_SIGN_IN,
        compartment=system,
        about=administering.about_reset(locked),
        at=now,
    )
    assert [one.mark for one in open_sessions(locked, at=now)]
    administering.reset_sign_in(user=locked, **given)
    again = User.objects.get(pk=locked.pk)
    assert not again.has_usable_password()
    assert not Authenticator.objects.filter(user=locked).exists()
    assert open_sessions(locked, at=now) == []
    assert client.get("/account/").status_code == 302
    assert administering.hand_over(user=again, **given)


def test_a_lock_out_is_lifted(system, admin, client, demonstration):
    locked = user("locked")
    for _ in range(6):
        answer = sign_in(client, locked, "wrong")
    assert answer.status_code == 429
    assert sign_in(client, locked).status_code == 429
    administering.lift_lock_out(
        user=locked, by=asker(admin), because="rang me up", system=system, at=AT
    )
    assert sign_in(client, locked).status_code == 302


def test_whoever_steps_back_does_it_alone_and_is_let_back_by_others(unit, head):
    analyst = user("analyst")
    member(analyst, unit, MonitoringAnalyst)
    given = {"within": unit, "by": asker(analyst), "because": "my cousin", "at": AT}
    row = barring.step_back(basis=Basis.ASSOCIATION, subject="S-7", **given)
    assert (row.user, row.set_by, row.compartment) == (analyst, analyst, None)
    assert last().kind == "bar"
    with pytest.raises(UserError, match="of one's own"):
        barring.step_back(basis=Basis.LINE_MANAGER, subject="S-7", **given)
    with pytest.raises(UserError, match="reason"):
        barring.step_back(basis=Basis.RECUSED, **(given | {"because": "..."}))
    with pytest.raises(UserError, match="not a member"):
        barring.step_back(basis=Basis.RECUSED, **(given | {"by": asker(user("stranger"))}))
    with pytest.raises(UserError, match="keeps themselves away"):
        barring.lift_bar(bar=row, **given)


def test_what_cannot_be_recorded_is_not_done(unit, head, monkeypatch):
    def broken(*_args, **_kwargs):
        raise OSError("no space left")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(OSError, match="no space"):
        granted(user(), unit, asker(head))
    assert Membership.objects.count() == 1


def test_every_row_has_the_event_that_made_it(unit, head, system, admin):
    started = {kind: _keys(model) for kind, model in recorded_models().items()}
    make_log_ins(at=AT)
    row = granted(user(), unit, asker(head))
    actions.end_membership(membership=row, by=asker(head), because="moved", at=AT)
    made = {
        kind: set(Event.objects.filter(kind=kind, effect="made").values_list("object", flat=True))
        for kind in recorded_models()
    }
    for kind, model in recorded_models().items():
        by_hand = {str(row.user_id)} if kind == "user" else set()
        assert _keys(model) - started[kind] - by_hand == made[kind], kind
    told = Event.objects.exclude(effect="").values_list("kind", flat=True)
    assert set(told) <= set(recorded_models())


def _keys(model) -> set[str]:
    return {str(key) for key in model._default_manager.values_list("pk", flat=True)}


def test_the_demonstration_has_three_log_ins_and_new_passwords_each_time(client, settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    first = make_log_ins(at=AT)
    again = make_log_ins(at=AT + DAY)
    assert [one.title for one in first] == ["Analyst", "Force lead", "Inspector"]
    assert {one.password for one in first} & {one.password for one in again} == set()
    assert (User.objects.count(), Membership.objects.count()) == (3, 4)
    for one in again:
        form = {"login": one.email, "password": one.password}
        assert client.post("/account/sign-in/", form).status_code == 302
        assert client.get("/account/").status_code == 200
        client.post("/account/sign-out/")
    stale = {"login": first[0].email, "password": first[0].password}
    assert client.post("/account/sign-in/", stale).status_code == 200


def test_every_role_that_works_at_the_pages_can_be_had_in_the_demonstration(client, settings):
    settings.SECOND_FACTOR_COMPULSORY = False
    made = make_log_ins(at=AT, every_role=True)
    assert len({one.email for one in made}) == len(made) == len(PRINTED) + len(OTHERS)
    held = set(Membership.objects.values_list("role", flat=True))
    assert {role.id for role in ROLES} - held == {"reporter", "partner-user", "staff-reporter"}
    assert Compartment.objects.count() == len(Kind)
    assert sign_in(client, made[-1].email, made[-1].password).status_code == 302
