"""The administrator's pages: accounts opened, suspended, let start again; nothing of content."""

import dataclasses
import re

import pytest
from django.utils import timezone

from custodes.web.accounts.models import Administered, Approval, Ask, User
from custodes.web.audit.models import Event
from custodes.web.decision import Kind
from custodes.web.decision.roles import Auditor, SystemAdministrator
from web.accounts.people import member, place, sign_in, user
from web.accounts.signed_in import page, signed_in
from web.alerts.conftest import alerts as alerts
from web.alerts.conftest import force as force

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def system():
    return place(Kind.SYSTEM, "Installation")


@pytest.fixture
def admin(system):
    who = user("admin")
    member(who, system, SystemAdministrator)
    return signed_in(who)


@pytest.fixture
def auditor(system):
    who = user("auditor")
    member(who, system, Auditor)
    return signed_in(who)


OPENING = {"email": "new@force.example", "name": "New", "staff": "S9", "because": "a new post"}


def test_an_account_is_opened_and_its_owner_chooses_the_password(admin, client):
    assert admin.post("/accounts/open/", OPENING).status_code == 302
    new = User.objects.get(email="new@force.example")
    assert not new.has_usable_password()
    assert "Hand over a start link" in page(admin.get(f"/accounts/{new.pk}/"))
    shown = page(admin.post(f"/accounts/{new.pk}/link/", {"because": "in person"}))
    link = re.search(r"http://testserver(/account/start/[^ <]+)", shown).group(1)
    words = {"new_password1": "four-words-apart-17", "new_password2": "four-words-apart-17"}
    assert client.post(link, words).status_code == 302
    assert sign_in(client, new, "four-words-apart-17").status_code == 302
    # Once it has a password nobody gets another link.
    again = admin.post(f"/accounts/{new.pk}/link/", {"because": "again"})
    assert again.status_code == 409
    acts = Administered.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["opened", "link-handed-over"]


@pytest.fixture
def known(force, alerts, settings):
    """A member of staff of the register that the pages' home has taken in."""
    settings.CONFIG = dataclasses.replace(settings.CONFIG, home=force.path)
    return alerts[0]["staff"]


def test_a_reference_that_the_register_does_not_hold_hides_nothing_and_is_refused(admin, known):
    for wrong in (f"{known}0", known.swapcase() if known.swapcase() != known else f"x{known}"):
        answer = admin.post("/accounts/open/", OPENING | {"staff": wrong})
        assert answer.status_code == 422
        assert "The register of staff holds no" in page(answer)
        assert 'href="#id_staff"' in page(answer)
    assert not User.objects.filter(email="new@force.example").exists()
    assert admin.post("/accounts/open/", OPENING | {"staff": f" {known} "}).status_code == 302
    assert User.objects.get(email="new@force.example").staff == known
    outside = OPENING | {"email": "outside@force.example", "staff": ""}
    assert admin.post("/accounts/open/", outside).status_code == 302


def test_a_wrong_reference_is_set_right_by_two(admin, auditor, known):
    other = user("other", staff="S-OLD")
    where = f"/accounts/{other.pk}/staff/"
    assert "Correct the staff reference" in page(admin.get(f"/accounts/{other.pk}/"))
    slip = admin.post(where, {"staff": f"{known}0", "because": "a slip"})
    assert slip.status_code == 422
    assert "The register of staff holds no" in page(slip)
    wanted = {"staff": known, "because": "a slip"}
    assert admin.post(where, wanted)["Location"] == "/approvals/"
    assert User.objects.get(pk=other.pk).staff == "S-OLD"
    asked = Ask.objects.get()
    assert (asked.address, asked.subjects) == (where, [known])
    assert known not in asked.about
    assert f"Correct the staff reference of Other to {known}" in page(auditor.get("/approvals/"))
    answer = {"answer": "approve"}
    assert auditor.post(f"/approvals/{asked.pk}/answer/", answer).status_code == 302
    # That reference was approved, and no other.
    assert admin.post(where, wanted | {"staff": ""})["Location"] == "/approvals/"
    assert User.objects.get(pk=other.pk).staff == "S-OLD"
    assert admin.post(where, wanted)["Location"] == f"/accounts/{other.pk}/"
    assert User.objects.get(pk=other.pk).staff == known
    told = Event.objects.get(kind="user", reason="staff-corrected")
    assert list(told.fields) == ["staff"]
    assert known not in str(list(Event.objects.values()))
    assert "Staff reference corrected" in page(admin.get(f"/accounts/{other.pk}/"))


def test_what_was_typed_stays_where_something_is_amiss(admin):
    there = user("there")
    answer = admin.post("/accounts/open/", OPENING | {"email": there.email})
    assert answer.status_code == 422
    assert "already an account" in page(answer)
    assert "a new post" in page(answer)
    assert admin.post("/accounts/open/", {}).status_code == 422
    assert not Administered.objects.exists()


def test_suspended_they_are_out_at_once_and_come_back(admin):
    other = user("other")
    browser = signed_in(other)
    assert browser.get("/account/").status_code == 200
    assert admin.post(f"/accounts/{other.pk}/suspend/", {"because": "..."}).status_code == 422
    assert admin.post(f"/accounts/{other.pk}/suspend/", {"because": "leave"}).status_code == 302
    assert browser.get("/account/").status_code == 302
    assert "Suspended" in page(admin.get("/accounts/?state=suspended"))
    assert admin.post(f"/accounts/{other.pk}/reinstate/", {"because": "back"}).status_code == 302
    assert User.objects.get(pk=other.pk).is_active
    assert "leave" in page(admin.get(f"/accounts/{other.pk}/"))


def test_starting_again_waits_for_an_auditor(admin, auditor):
    other = user("other")
    where = f"/accounts/{other.pk}/reset/"
    assert admin.post(where, {"because": "lost phone"})["Location"] == "/approvals/"
    assert User.objects.get(pk=other.pk).has_usable_password()
    assert "Let Other start again" in page(admin.get("/approvals/"))
    inbox = page(auditor.get("/approvals/"))
    key = re.search(r"/approvals/(\d+)/", inbox).group(1)
    assert auditor.post(f"/approvals/{key}/answer/", {"answer": "approve"}).status_code == 302
    assert Approval.objects.count() == 1
    assert "lost phone" in page(admin.get(where))
    assert admin.post(where, {"because": "lost phone"}).status_code == 302
    assert not User.objects.get(pk=other.pk).has_usable_password()


def test_nobody_acts_on_their_own_account_and_an_auditor_only_looks(admin, auditor):
    own = User.objects.get(email="admin@force.example")
    assert "your own account" in page(admin.get(f"/accounts/{own.pk}/"))
    assert admin.post(f"/accounts/{own.pk}/suspend/", {"because": "why"}).status_code == 409
    assert auditor.get(f"/accounts/{own.pk}/").status_code == 200
    assert auditor.get(f"/accounts/{own.pk}/suspend/").status_code == 404
    assert auditor.get("/accounts/open/").status_code == 404


@pytest.mark.parametrize("where", ["/alerts/", "/audit/", "/memberships/", "/audit/checkpoints/"])
def test_an_administrator_sees_no_content_no_audit_and_no_memberships(admin, where):
    answer = admin.get(where)
    if where == "/alerts/":
        assert "R0001" not in page(answer)
    else:
        assert answer.status_code == 404


def test_without_a_fresh_proof_one_proves_again_first(system):
    who = user("later")
    member(who, system, SystemAdministrator)
    stale = signed_in(who, stepped_up=False)
    answer = stale.get("/accounts/open/")
    assert answer["Location"].startswith("/account/prove-again/")


def test_sessions_of_ones_own_are_seen_and_ended():
    who = user("busy")
    here, there = signed_in(who), signed_in(who)
    there.get("/account/")
    shown = page(here.get("/account/"))
    assert shown.count("last used") == 2
    assert here.post("/account/sessions/end/").status_code == 302
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200
    told = Event.objects.filter(kind="session", reason="ended-elsewhere")
    assert told.count() == 1
    assert timezone.now() >= told.get().at
