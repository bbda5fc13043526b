"""The roles: what each is for, what it may do, what it may approve for others, and what never."""

from enum import Enum, unique
from typing import ClassVar

from custodes.web.decision.actions import SEES, Action


@unique
class Kind(Enum):
    """A kind of compartment: a part of the work that nobody sees without being a member of it."""

    INTAKE = "reports that people send in"
    INTEL = "intelligence"
    SOURCE = "sources of intelligence"
    CASE = "cases, safeguarding and referrals"
    MONITORING = "alerts and runs"
    CCU_WATCH = "the watch over the counter-corruption unit itself"
    PLAN = "the force's plan"
    INSPECTION = "the inspectorate's work"
    SYSTEM = "the installation: accounts, settings, audit and retention"


class Role:
    """One role, held in one compartment over a time; its docstring says what it is for.

    `kinds` are the compartments in which it can be held; elsewhere it gives nothing. `may` is what
    it may do, `approves` what it may approve when a colleague asks, `never` what it is kept from.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    kinds: ClassVar[frozenset[Kind]]
    may: ClassVar[frozenset[Action]]
    approves: ClassVar[frozenset[Action]] = frozenset()
    never: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls) -> None:
        """Refuse at import a role that leaves a declaration out, or that may change or approve
        what it cannot see."""
        declared = ("id", "title", "kinds", "may", "never")
        if missing := [name for name in declared if not getattr(cls, name, None)]:
            raise TypeError(f"{cls.__name__} does not declare {', '.join(missing)}.")
        if not cls.__doc__:
            raise TypeError(f"{cls.__name__} does not say what it is for.")
        acts = sorted(cls.may | cls.approves, key=lambda action: action.name)
        if blind := [a.name for a in acts if SEES[a.value.thing] not in cls.may]:
            raise TypeError(f"{cls.__name__} cannot see what these act on: {', '.join(blind)}.")
        if lone := [a.name for a in acts if a in cls.approves and not a.value.second]:
            raise TypeError(f"{cls.__name__} approves what asks for nobody: {', '.join(lone)}.")


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


class MonitoringAnalyst(Role):
    """Works the alerts: reads the rows, tests what would be innocent, decides with reasons."""

    id = "monitoring-analyst"
    title = "Monitoring analyst"
    kinds = frozenset({Kind.MONITORING})
    may = frozenset(
        {
            Action.SEE_ALERTS,
            Action.ASSIGN_ALERT,
            Action.DECIDE_ALERT,
            Action.RAISE_ALERT,
            Action.SUPPRESS,
            Action.EXPORT_ALERTS,
            Action.REVEAL,
            Action.SEE_RUNS,
            Action.START_RUN,
            Action.SEE_WATCHES,
            Action.WATCH_STAFF,
        }
    )
    never = (
        "Approves what they asked for themselves.",
        "Sees the watch over the unit.",
        "Sees where intelligence came from.",
    )


class IntelligenceOfficer(Role):
    """Writes, grades, sanitises and passes on intelligence reports."""

    id = "intelligence-officer"
    title = "Intelligence officer"
    kinds = frozenset({Kind.INTEL})
    may = frozenset(
        {
            Action.SEE_INTELLIGENCE,
            Action.WRITE_INTELLIGENCE,
            Action.EVALUATE_INTELLIGENCE,
            Action.SANITISE_INTELLIGENCE,
            Action.DISSEMINATE,
        }
    )
    never = ("Sees who the source of a report is.", "Passes on what is not yet graded.")


class SourceCustodian(Role):
    """The only role that can link a source to a report."""

    id = "source-custodian"
    title = "Source custodian"
    kinds = frozenset({Kind.SOURCE})
    may = frozenset({Action.SEE_SOURCES, Action.LINK_SOURCE, Action.EXPORT_SOURCE})
    approves = frozenset({Action.EXPORT_SOURCE})
    never = ("Takes the record of a source out alone.", "Works the case that came of it.")


class CaseOfficer(Role):
    """Works a case, with its safeguarding, towards an outcome."""

    id = "case-officer"
    title = "Case officer"
    kinds = frozenset({Kind.CASE})
    may = frozenset(
        {
            Action.SEE_CASES,
            Action.WORK_CASE,
            Action.CLOSE_CASE,
            Action.SEE_SAFEGUARDING,
            Action.SAFEGUARD,
            Action.SEE_REFERRALS,
        }
    )
    never = (
        "Ends a case alone.",
        "Decides whether a matter is referred.",
        "Sees who the source of a report is.",
    )


class SafeguardingLead(Role):
    """Sees to it that the possible victim is safe, before anything is proved."""

    id = "safeguarding-lead"
    title = "Safeguarding lead"
    kinds = frozenset({Kind.CASE})
    may = frozenset({Action.SEE_SAFEGUARDING, Action.SAFEGUARD, Action.SEE_CASES})
    never = ("Writes in a case.", "Decides whether a matter is referred.")


class CcuSupervisor(Role):
    """Shares out the work, checks it, and is the second person for much of it."""

    id = "ccu-supervisor"
    title = "CCU supervisor"
    kinds = frozenset({Kind.MONITORING, Kind.INTEL, Kind.CASE, Kind.INTAKE})
    may = (
        MonitoringAnalyst.may
        | IntelligenceOfficer.may
        | CaseOfficer.may
        | IntakeOfficer.may
        | {Action.EXPORT_CASE, Action.SET_BUDGET, Action.END_WATCH}
    )
    approves = frozenset({Action.SUPPRESS, Action.CLOSE_CASE, Action.DISMISS_REPORT})
    never = (
        "Approves what they asked for themselves.",
        "Adds members or lifts a bar.",
        "Sees the watch over the unit.",
    )


class HeadOfCcu(Role):
    """Authorises the work of the unit, and says who may take part in it."""

    id = "head-of-ccu"
    title = "Head of CCU"
    kinds = frozenset({Kind.MONITORING, Kind.INTEL, Kind.CASE, Kind.INTAKE, Kind.SOURCE})
    may = frozenset(
        {
            Action.SEE_ALERTS,
            Action.ASSIGN_ALERT,
            Action.DECIDE_ALERT,
            Action.SUPPRESS,
            Action.REVEAL,
            Action.SEE_RUNS,
            Action.SET_BUDGET,
            Action.SEE_WATCHES,
            Action.WATCH_STAFF,
            Action.END_WATCH,
            Action.SEE_INTELLIGENCE,
            Action.SEE_CASES,
            Action.AUTHORISE_CASE,
            Action.CLOSE_CASE,
            Action.EXPORT_CASE,
            Action.SEE_SAFEGUARDING,
            Action.SEE_REFERRALS,
            Action.SEE_REPORTS,
            Action.SEE_MEMBERSHIPS,
            Action.SEE_LOOKS,
            Action.GRANT_MEMBERSHIP,
            Action.SET_BAR,
            Action.LIFT_BAR,
        }
    )
    approves = frozenset(
        {
            Action.SUPPRESS,
            Action.CLOSE_CASE,
            Action.LIFT_BAR,
            Action.WATCH_STAFF,
            Action.DISMISS_REPORT,
        }
    )
    never = (
        "Approves what they asked for themselves.",
        "Adds themselves to a compartment.",
        "Sees who the source of a report is.",
        "Sees the watch over the unit.",
    )


class ReferralDecisionMaker(Role):
    """Decides whether a matter is referred, by asking: if substantiated, would it be one?"""

    id = "referral-decision-maker"
    title = "Appropriate authority (referral decision-maker)"
    kinds = frozenset({Kind.CASE})
    may = frozenset(
        {
            Action.SEE_CASES,
            Action.SEE_SAFEGUARDING,
            Action.SEE_REFERRALS,
            Action.REFER,
            Action.DECLINE_TO_REFER,
            Action.SEND_REFERRAL,
        }
    )
    approves = frozenset({Action.DECLINE_TO_REFER})
    never = ("Declines to refer alone.", "Weighs the merits of the matter.", "Writes in a case.")


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
            Action.SET_BAR,
            Action.LIFT_BAR,
        }
    )
    approves = frozenset({Action.REVEAL_IN_WATCH, Action.GRANT_IN_WATCH, Action.LIFT_BAR})
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
    approves = frozenset({Action.ERASE_EARLY, Action.RESET_SIGN_IN, Action.RECOVER_KEY})
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


class ExternalVerifier(Role):
    """Keeps checkpoints outside the unit, and checks the audit against them."""

    id = "external-verifier"
    title = "External verifier"
    kinds = frozenset({Kind.SYSTEM})
    may = frozenset({Action.SEE_CHECKPOINTS})
    never = ("Sees an event of the audit, or anything that it is about.",)


ROLES: tuple[type[Role], ...] = (
    Reporter,
    PartnerUser,
    StaffReporter,
    IntakeOfficer,
    MonitoringAnalyst,
    IntelligenceOfficer,
    SourceCustodian,
    CaseOfficer,
    SafeguardingLead,
    CcuSupervisor,
    HeadOfCcu,
    ReferralDecisionMaker,
    ProfessionalStandardsWatcher,
    Auditor,
    SystemAdministrator,
    ForcePlanOwner,
    CapabilityReviewer,
    ChiefOfficerLead,
    Inspector,
    InspectionLead,
    NationalReader,
    ExternalVerifier,
)

_BY_ID = {role.id: role for role in ROLES}


def role_with_id(name: str) -> type[Role]:
    """The role with that id. Raises KeyError for a word that is none."""
    return _BY_ID[name]
