"""The roles, held to what security demands of them, and their printed page."""

import pytest

from custodes.web.decision import ROLES, SEES, Action, Kind, Role, Thing, role_with_id
from custodes.web.decision.page import roles_page

CONTENT = {
    Thing.REPORT,
    Thing.ALERT,
    Thing.INTELLIGENCE,
    Thing.SOURCE,
    Thing.CASE,
    Thing.SAFEGUARDING,
    Thing.REFERRAL,
}
WITHOUT_CONTENT = (
    "reporter",
    "partner-user",
    "staff-reporter",
    "auditor",
    "system-administrator",
    "force-plan-owner",
    "capability-reviewer",
    "chief-officer-lead",
    "inspector",
    "inspection-lead",
    "national-reader",
    "external-verifier",
)
TWO_PEOPLE = {
    Action.REVEAL_IN_WATCH,
    Action.DECLINE_TO_REFER,
    Action.DISMISS_REPORT,
    Action.ERASE_EARLY,
    Action.EXPORT_SOURCE,
    Action.SUPPRESS,
    Action.GRANT_IN_WATCH,
    Action.BAR_IN_WATCH,
    Action.RECOVER_KEY,
    Action.RESET_SIGN_IN,
    Action.CORRECT_STAFF,
    Action.LIFT_BAR,
    Action.CLOSE_CASE,
    Action.SEND_LETTER,
    Action.WATCH_STAFF,
}
PROVED_AGAIN = {Action.REVEAL, Action.REVEAL_IN_WATCH, Action.ERASE, Action.ERASE_EARLY} | {
    action for action in Action if action.name.startswith("EXPORT")
}


def holders(action: Action) -> set[str]:
    return {role.id for role in ROLES if action in role.may}


def test_all_twenty_two_are_there_once():
    assert len({role.id for role in ROLES}) == len({role.title for role in ROLES}) == 22
    assert all(role_with_id(role.id) is role for role in ROLES)
    with pytest.raises(KeyError):
        role_with_id("superuser")


def test_each_says_what_it_is_for_and_what_it_never_does_in_sentences():
    for role in ROLES:
        assert (role.__doc__ or "")[-1] in ".?"
        assert all(told[0].isupper() and told.endswith(".") for told in role.never)


def test_every_act_is_somebodys():
    assert {action for action in Action if not holders(action)} == set()


def test_what_wants_two_people_has_them_and_nothing_else_does():
    assert {action for action in Action if action.value.second} == TWO_PEOPLE
    for action in TWO_PEOPLE:
        approving = {role for role in ROLES if action in role.approves}
        asking = {role for role in ROLES if action in role.may}
        for role in asking:
            for kind in role.kinds & action.value.thing.lies_in:
                assert any(kind in other.kinds for other in approving), (action, role, kind)


def test_reveal_export_and_erasure_ask_to_prove_again_who_one_is():
    assert {action for action in PROVED_AGAIN if not action.value.step_up} == set()


@pytest.mark.parametrize("name", WITHOUT_CONTENT)
def test_it_sees_no_content(name):
    assert {action for action in role_with_id(name).may if action.value.thing in CONTENT} == set()


def test_only_the_custodian_sees_or_links_sources():
    assert holders(Action.SEE_SOURCES) == holders(Action.LINK_SOURCE) == {"source-custodian"}


def test_the_watch_is_the_watchers_alone():
    assert {role.id for role in ROLES if Kind.CCU_WATCH in role.kinds} == {
        "professional-standards-watcher"
    }
    assert role_with_id("professional-standards-watcher").kinds == {Kind.CCU_WATCH}
    assert Action.REVEAL not in role_with_id("professional-standards-watcher").may


def test_the_administrator_lets_nobody_in_and_reads_no_audit():
    may = role_with_id("system-administrator").may
    assert may & {Action.GRANT_MEMBERSHIP, Action.GRANT_IN_WATCH, Action.SEE_AUDIT} == set()


def test_nobody_can_write_to_the_audit():
    assert {action for action in Action if action.value.thing is Thing.AUDIT} == {
        Action.SEE_AUDIT,
        Action.EXPORT_AUDIT,
    }


def test_the_case_officer_does_not_decide_on_referral():
    referral = {action for action in Action if action.value.thing is Thing.REFERRAL}
    assert referral & role_with_id("case-officer").may == {Action.SEE_REFERRALS}


def test_a_role_that_leaves_something_out_cannot_be_made():
    sound = {
        "__doc__": "A role.",
        "id": "r",
        "title": "R",
        "kinds": frozenset({Kind.CASE}),
        "may": frozenset({Action.SEE_CASES}),
        "never": ("Does more.",),
    }
    type("Sound", (Role,), dict(sound))
    for wrong, told in (
        ({"never": ()}, "never"),
        ({"__doc__": None}, "what it is for"),
        ({"may": frozenset({Action.SEE_CASES, Action.SAFEGUARD})}, "SAFEGUARD"),
        ({"approves": frozenset({Action.SEE_CASES})}, "SEE_CASES"),
        ({"kinds": frozenset({Kind.INTEL})}, "where these never are: SEE_CASES"),
    ):
        with pytest.raises(TypeError, match=told):
            type("Wrong", (Role,), sound | wrong)


def test_the_page_tells_every_role_and_every_act():
    page = roles_page()
    for role in ROLES:
        assert f"## {role.title}\n" in page
        assert f"`{role.id}`" in page
        assert all(f"- {told}" in page for told in role.never)
    assert [action for action in Action if f"{action.value.does}" not in page] == []
    assert f"| {Thing.ALERT.words} | {Kind.MONITORING.value}; {Kind.CCU_WATCH.value} |" in page


def test_every_thing_lies_somewhere_and_somebody_sees_it_wherever_it_does():
    for thing in Thing:
        assert thing.lies_in
        for kind in thing.lies_in:
            seen = [r for r in ROLES if kind in r.kinds and SEES[thing] in r.may]
            assert seen or thing is Thing.MEMBERSHIP, (thing, kind)
