"""The roles of whoever reports, and of whoever opens what they sent."""

from custodes.web.decision.actions import Action
from custodes.web.decision.roles.role import Role
from custodes.web.decision.things import Kind


class Reporter(Role):
    """Sends in a worry without an account, and follows it with words kept by the reporter."""

    id = "reporter"
    title = "Reporter"
    kinds = frozenset({Kind.INTAKE})
    may = frozenset({Action.MAKE_REPORT, Action.FOLLOW_OWN_REPORT})
    never = ("Sees the report of anybody else.", "Is asked for a name.")


class PartnerUser(Role):
    """Reports for an organisation that supports vulnerable people, and follows that."""

    id = "partner-user"
    title = "Partner user"
    kinds = frozenset({Kind.INTAKE})
    may = Reporter.may
    never = (
        "Sees the report of another organisation.",
        "Sees what the unit knows of a member of staff.",
    )


class StaffReporter(Role):
    """Reports as a member of staff, by name or without one, and follows that."""

    id = "staff-reporter"
    title = "Staff reporter"
    kinds = frozenset({Kind.INTAKE})
    may = Reporter.may
    never = ("Sees the report of anybody else.", "Sees whether a colleague is looked at.")


class IntakeOfficer(Role):
    """Opens what is sent in, answers the one who sent it, decides where it goes."""

    id = "intake-officer"
    title = "Intake officer"
    kinds = frozenset({Kind.INTAKE})
    may = frozenset(
        {
            Action.SEE_REPORTS,
            Action.OPEN_REPORT,
            Action.TRIAGE_REPORT,
            Action.DISMISS_REPORT,
            Action.ANSWER_REPORTER,
        }
    )
    never = (
        "Sees alerts or cases.",
        "Sees who an anonymous reporter is.",
        "Decides alone that nothing is done about a report.",
    )
