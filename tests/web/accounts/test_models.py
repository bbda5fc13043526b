"""The database refuses what makes no sense, and rows that are only added are not changed."""

import pytest
from django.db import IntegrityError, connection, transaction

from custodes.web.accounts.append_only import AppendOnlyError
from custodes.web.accounts.models import (
    Approval,
    Bar,
    BarEnd,
    Compartment,
    Membership,
    MembershipEnd,
    User,
)
from custodes.web.accounts.visible import Record
from custodes.web.decision.roles import MonitoringAnalyst
from web.accounts.people import AT, DAY, member, place, user

pytestmark = pytest.mark.django_db


def refused(row, constraint: str) -> bool:
    """Whether the database refuses the row by that constraint, and not by another."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        assert constraint in str(error)
        return True
    return False


def membership(**changes):
    given = {
        "user": changes.pop("user", None) or user("of"),
        "compartment": changes.pop("compartment", None) or place(),
        "role": MonitoringAnalyst.id,
        "start": AT,
        "reason": "a post",
        "at": AT,
    }
    return Membership(**(given | changes))


def bar(**changes):
    given = {"user": user("of"), "basis": "OTHER", "start": AT, "reason": "asked", "at": AT}
    return Bar(**(given | changes))


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"email": "Big@force.example"}, "user_email_lower"),
        ({"is_active": False}, "user_suspended_with_time_and_reason"),
        (
            {"is_active": False, "suspended_at": AT},
            "user_suspended_with_time_and_reason",
        ),
        ({"suspended_at": AT, "suspended_because": "left"}, "user_suspended_with_time_and_reason"),
        ({"expires_at": AT}, "user_expires_after_opening"),
    ],
)
def test_a_user_that_makes_no_sense_is_refused(changes, constraint):
    given = {"email": "a@force.example", "name": "A", "opened_at": AT, "password": "!"}
    assert refused(User(**(given | changes)), constraint)
    sound = given | {"is_active": False, "suspended_at": AT, "suspended_because": "left"}
    assert not refused(User(**sound), constraint)


def test_a_compartment_of_no_known_kind_is_refused():
    assert refused(Compartment(kind="CELLAR", title="x"), "compartment_kind_known")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"role": "superuser"}, "membership_role_known"),
        ({"end": AT}, "membership_ends_after_start"),
        ({"reason": ""}, "membership_reason_given"),
    ],
)
def test_a_membership_that_makes_no_sense_is_refused(changes, constraint):
    assert refused(membership(**changes), constraint)


def test_nobody_is_made_a_member_by_themselves():
    own = user()
    assert refused(membership(user=own, granted_by=own), "membership_not_self_granted")
    assert not refused(membership(user=own, granted_by=user("head")), "")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({}, "bar_from_one_thing"),
        ({"subject": "S1", "basis": "DISLIKE"}, "bar_basis_known"),
        ({"subject": "S1", "end": AT - DAY}, "bar_ends_after_start"),
        ({"subject": "S1", "reason": ""}, "bar_reason_given"),
    ],
)
def test_a_bar_that_makes_no_sense_is_refused(changes, constraint):
    assert refused(bar(**changes), constraint)


def test_a_bar_is_from_one_thing_alone():
    assert refused(bar(subject="S1", compartment=place()), "bar_from_one_thing")
    assert not refused(Bar(**_fields(user("b"), subject="S1")), "")


def _fields(who, **more):
    return {"user": who, "basis": "OTHER", "start": AT, "reason": "asked", "at": AT, **more}


def test_an_end_without_a_reason_or_by_one_person_is_refused():
    head, deputy = user("head"), user("deputy")
    row = member(user(), place(), MonitoringAnalyst)
    end = MembershipEnd(membership=row, at=AT, ended_by=head, reason="")
    assert refused(end, "membership_end_reason_given")
    kept = bar(subject="S1")
    kept.save()
    lifted = {"bar": kept, "at": AT, "lifted_by": head}
    assert refused(BarEnd(**lifted, approved_by=deputy, reason=""), "bar_end_reason_given")
    assert refused(BarEnd(**lifted, approved_by=head, reason="over"), "bar_end_by_two_people")


def test_an_approval_is_anothers_and_of_a_named_act():
    one, two, where = user("one"), user("two"), place()
    given = {"asker": one, "compartment": where, "about": "x", "at": AT}
    assert refused(Approval(**given, by=one, action="SUPPRESS"), "approval_by_another")
    assert refused(Approval(**given, by=two, action=""), "approval_action_named")
    with pytest.raises(ValueError, match="no act ANYTHING"):
        Approval(**given, by=two, action="ANYTHING").save()
    assert not refused(Approval(**given, by=two, action="SUPPRESS"), "")


def test_what_is_only_added_is_neither_changed_nor_removed():
    row = member(user(), place(), MonitoringAnalyst)
    row.reason = "another"
    for change in (
        row.save,
        row.delete,
        lambda: Membership.objects.filter(pk=row.pk).update(reason="another"),
        lambda: Membership.objects.bulk_update([row], ["reason"]),
        Membership.objects.all().delete,
    ):
        with pytest.raises(AppendOnlyError):
            change()
    assert Membership.objects.get().reason == "a post"


def test_a_user_has_a_number_for_the_log_and_a_name_for_the_screen():
    one = user()
    assert (str(one), one.reference) == ("Analyst", str(one.pk))


def test_a_user_is_found_however_the_address_is_written():
    one = user()
    assert User.objects.get_by_natural_key("ANALYST@force.example") == one


def test_a_record_says_what_shows_it_and_whom_it_concerns():
    with pytest.raises(TypeError, match="sees, subjects"):
        type("Loose", (Record,), {"__module__": __name__})
    assert connection.introspection.table_names()
