"""The roles of the counter-corruption unit, from the alert to the referral."""

from custodes.web.decision.actions import Action
from custodes.web.decision.roles.reporting import IntakeOfficer
from custodes.web.decision.roles.role import Role
from custodes.web.decision.things import Kind


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
