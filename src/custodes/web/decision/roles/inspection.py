"""The roles of the inspectorate."""

from custodes.web.decision.actions import Action
from custodes.web.decision.roles.role import Role
from custodes.web.decision.things import Kind


class Inspector(Role):
    """Assesses what forces sent in, and drafts the findings."""

    id = "inspector"
    title = "Inspector"
    kinds = frozenset({Kind.INSPECTION})
    may = frozenset({Action.SEE_ASSESSMENTS, Action.ASSESS, Action.SEND_LETTER, Action.SEE_TOTALS})
    never = (
        "Sees a possible victim, a source or an alert.",
        "Sends a letter without the lead.",
        "Changes what a force sent in.",
    )


class InspectionLead(Role):
    """Moderates assessments, and answers for the letters."""

    id = "inspection-lead"
    title = "Inspection lead"
    kinds = frozenset({Kind.INSPECTION})
    may = frozenset(
        {
            Action.SEE_ASSESSMENTS,
            Action.MODERATE,
            Action.SEND_LETTER,
            Action.SEE_TOTALS,
            Action.SEE_MEMBERSHIPS,
            Action.SEE_LOOKS,
            Action.GRANT_MEMBERSHIP,
            Action.SET_BAR,
            Action.LIFT_BAR,
        }
    )
    approves = frozenset({Action.SEND_LETTER, Action.LIFT_BAR})
    never = ("Sees a possible victim, a source or an alert.", "Approves what they asked for.")


class NationalReader(Role):
    """Reads the national totals."""

    id = "national-reader"
    title = "National reader"
    kinds = frozenset({Kind.INSPECTION})
    may = frozenset({Action.SEE_TOTALS})
    never = ("Sees anything in which a person, or a member of staff, could be told apart.",)
