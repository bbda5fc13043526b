"""The roles that watch over the unit and keep the installation, and see none of its content."""

from custodes.web.decision.actions import Action
from custodes.web.decision.roles.role import Role
from custodes.web.decision.things import Kind


class ProfessionalStandardsWatcher(Role):
    """Watches the use of this system by the counter-corruption unit, from outside it."""

    id = "professional-standards-watcher"
    title = "Professional-standards watcher"
    kinds = frozenset({Kind.CCU_WATCH})
    may = frozenset(
        {
            Action.SEE_ALERTS,
            Action.DECIDE_ALERT,
            Action.REVEAL_IN_WATCH,
            Action.SEE_RUNS,
            Action.SEE_MEMBERSHIPS,
            Action.SEE_LOOKS,
            Action.GRANT_IN_WATCH,
            Action.BAR_IN_WATCH,
            Action.LIFT_BAR,
        }
    )
    approves = frozenset(
        {
            Action.REVEAL_IN_WATCH,
            Action.GRANT_IN_WATCH,
            Action.BAR_IN_WATCH,
            Action.LIFT_BAR,
        }
    )
    never = (
        "Sees the unit's own alerts, intelligence or cases.",
        "Sees who stands behind a pseudonym without a second person.",
    )


class Auditor(Role):
    """Checks that the system itself is used lawfully: its audit, and what is kept how long."""

    id = "auditor"
    title = "Auditor and data protection officer"
    kinds = frozenset({Kind.SYSTEM})
    may = frozenset(
        {
            Action.SEE_AUDIT,
            Action.EXPORT_AUDIT,
            Action.SEE_CHECKPOINTS,
            Action.SEE_RETENTION,
            Action.HOLD,
            Action.ERASE,
            Action.ERASE_EARLY,
            Action.SEE_ACCOUNTS,
            Action.SEE_MEMBERSHIPS,
        }
    )
    approves = frozenset(
        {Action.ERASE_EARLY, Action.RESET_SIGN_IN, Action.CORRECT_STAFF, Action.RECOVER_KEY}
    )
    never = (
        "Reads what an alert, a report or a case says.",
        "Changes the audit.",
        "Erases before it is due alone.",
    )


class SystemAdministrator(Role):
    """Keeps the installation going: accounts, settings, health."""

    id = "system-administrator"
    title = "System administrator"
    kinds = frozenset({Kind.SYSTEM})
    may = frozenset(
        {
            Action.SEE_ACCOUNTS,
            Action.MANAGE_ACCOUNTS,
            Action.RESET_SIGN_IN,
            Action.CORRECT_STAFF,
            Action.RECOVER_KEY,
            Action.SEE_SETTINGS,
            Action.CHANGE_SETTINGS,
        }
    )
    never = (
        "Reads what an alert, a report or a case says.",
        "Makes anybody a member of a compartment.",
        "Writes to the audit or reads it.",
        "Chooses the password of somebody else, or takes a second factor away, alone.",
    )


class ExternalVerifier(Role):
    """Keeps checkpoints outside the unit, and checks the audit against them."""

    id = "external-verifier"
    title = "External verifier"
    kinds = frozenset({Kind.SYSTEM})
    may = frozenset({Action.SEE_CHECKPOINTS})
    never = ("Sees an event of the audit, or anything that it is about.",)
