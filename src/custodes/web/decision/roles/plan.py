"""The roles of the force's plan, and of what its unit can do."""

from custodes.web.decision.actions import Action
from custodes.web.decision.roles.role import Role
from custodes.web.decision.things import Kind


class ForcePlanOwner(Role):
    """Writes the force's plan and brings the evidence for it together."""

    id = "force-plan-owner"
    title = "Force plan owner"
    kinds = frozenset({Kind.PLAN})
    may = frozenset(
        {
            Action.SEE_PLAN,
            Action.EDIT_PLAN,
            Action.SEE_CAPABILITY,
            Action.EDIT_CAPABILITY,
            Action.SEE_TOTALS,
        }
    )
    never = ("Signs or sends the plan.", "Sees anything about one member of staff.")


class CapabilityReviewer(Role):
    """Reviews what the unit can do and how much: its head, or whoever the head asks."""

    id = "capability-reviewer"
    title = "Capability reviewer"
    kinds = frozenset({Kind.PLAN})
    may = frozenset({Action.SEE_CAPABILITY, Action.EDIT_CAPABILITY, Action.SEE_TOTALS})
    never = (
        "Signs the review that they wrote.",
        "Sees or writes the force's plan.",
        "Sees anything about one member of staff.",
    )


class ChiefOfficerLead(Role):
    """Answers for the plan: reads it, signs it, sends it."""

    id = "chief-officer-lead"
    title = "Chief officer lead"
    kinds = frozenset({Kind.PLAN})
    may = frozenset(
        {
            Action.SEE_PLAN,
            Action.SIGN_PLAN,
            Action.SUBMIT_PLAN,
            Action.SEE_CAPABILITY,
            Action.SIGN_CAPABILITY,
            Action.SEE_TOTALS,
            Action.SEE_MEMBERSHIPS,
            Action.SEE_LOOKS,
            Action.GRANT_MEMBERSHIP,
        }
    )
    never = ("Changes the evidence that they sign for.", "Sees anything about one member of staff.")
