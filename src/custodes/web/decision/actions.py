"""What can be done, to what kind of thing, and what each act asks of the one who does it."""

from dataclasses import dataclass
from enum import Enum, unique

from custodes.web.decision.things import Thing


@unique
class Handling(Enum):
    """The handling code of a 3x5x2 report; what is never graded has none."""

    AWAITED = "not yet graded: it may not leave the unit"
    P = "lawful sharing permitted"
    C = "lawful sharing permitted with conditions"


@dataclass(frozen=True)
class Terms:
    """What an act is, and what it asks for.

    `leaves`: it takes content out of the compartment, so its handling counts. `step_up`: the one
    who asks has just proved again who they are. `reason`: it wants one in words. `second`: a second
    person has approved it.
    """

    thing: Thing
    does: str
    leaves: bool = False
    step_up: bool = False
    reason: bool = False
    second: bool = False


@unique
class Action(Enum):
    """Every act that the pages know. An act that is not here cannot be asked for."""

    MAKE_REPORT = Terms(Thing.OWN_REPORT, "send in a report")
    FOLLOW_OWN_REPORT = Terms(Thing.OWN_REPORT, "follow a report of one's own and answer questions")

    SEE_REPORTS = Terms(Thing.REPORT, "see that reports were sent in, and where they stand")
    OPEN_REPORT = Terms(Thing.REPORT, "open what was sealed", step_up=True)
    TRIAGE_REPORT = Terms(Thing.REPORT, "decide what becomes of a report")
    DISMISS_REPORT = Terms(
        Thing.REPORT, "decide that nothing is done about a report", reason=True, second=True
    )
    ANSWER_REPORTER = Terms(Thing.REPORT, "write to the one who reported")

    SEE_ALERTS = Terms(Thing.ALERT, "see alerts and the rows behind them")
    ASSIGN_ALERT = Terms(Thing.ALERT, "give an alert to a colleague")
    DECIDE_ALERT = Terms(Thing.ALERT, "decide an alert", reason=True)
    RAISE_ALERT = Terms(Thing.ALERT, "raise an alert by hand", reason=True)
    SUPPRESS = Terms(
        Thing.ALERT, "hold back alerts of one kind for a time", reason=True, second=True
    )
    EXPORT_ALERTS = Terms(
        Thing.ALERT, "take alerts out as a file", leaves=True, step_up=True, reason=True
    )
    REVEAL = Terms(Thing.ALERT, "see who stands behind a pseudonym", step_up=True, reason=True)
    REVEAL_IN_WATCH = Terms(
        Thing.ALERT,
        "see who stands behind a pseudonym in the watch over the unit",
        step_up=True,
        reason=True,
        second=True,
    )

    SEE_RUNS = Terms(Thing.RUN, "see runs, coverage and the review budget")
    START_RUN = Terms(Thing.RUN, "start a run")
    SET_BUDGET = Terms(Thing.RUN, "change the review budget", reason=True)

    SEE_WATCHES = Terms(Thing.WATCH, "see who is watched more closely, and why")
    WATCH_STAFF = Terms(
        Thing.WATCH, "watch a member of staff more closely for a time", reason=True, second=True
    )
    END_WATCH = Terms(Thing.WATCH, "end a watch before its day", reason=True)

    SEE_INTELLIGENCE = Terms(Thing.INTELLIGENCE, "read intelligence reports")
    WRITE_INTELLIGENCE = Terms(Thing.INTELLIGENCE, "write and change intelligence reports")
    EVALUATE_INTELLIGENCE = Terms(Thing.INTELLIGENCE, "grade an intelligence report")
    SANITISE_INTELLIGENCE = Terms(Thing.INTELLIGENCE, "write the sanitised text of a report")
    DISSEMINATE = Terms(
        Thing.INTELLIGENCE, "pass a report on", leaves=True, step_up=True, reason=True
    )

    SEE_SOURCES = Terms(Thing.SOURCE, "see which source a report came from")
    LINK_SOURCE = Terms(Thing.SOURCE, "link a source to a report")
    EXPORT_SOURCE = Terms(
        Thing.SOURCE,
        "take the record of a source out",
        leaves=True,
        step_up=True,
        reason=True,
        second=True,
    )

    SEE_CASES = Terms(Thing.CASE, "see cases")
    WORK_CASE = Terms(Thing.CASE, "write in a case")
    AUTHORISE_CASE = Terms(Thing.CASE, "authorise what is done in a case", reason=True)
    CLOSE_CASE = Terms(Thing.CASE, "end a case with no further action", reason=True, second=True)
    EXPORT_CASE = Terms(Thing.CASE, "take a case out", leaves=True, step_up=True, reason=True)

    SEE_SAFEGUARDING = Terms(Thing.SAFEGUARDING, "see who may be at risk and what is done")
    SAFEGUARD = Terms(Thing.SAFEGUARDING, "record and change safeguarding actions")

    SEE_REFERRALS = Terms(Thing.REFERRAL, "see referrals")
    REFER = Terms(Thing.REFERRAL, "decide that a matter is referred", reason=True)
    DECLINE_TO_REFER = Terms(
        Thing.REFERRAL, "decide that a matter is not referred", reason=True, second=True
    )
    SEND_REFERRAL = Terms(Thing.REFERRAL, "send a referral", leaves=True, step_up=True, reason=True)

    SEE_PLAN = Terms(Thing.PLAN, "see the force's plan and its partners")
    EDIT_PLAN = Terms(Thing.PLAN, "write in the force's plan")
    SIGN_PLAN = Terms(Thing.PLAN, "sign the force's plan", step_up=True)
    SUBMIT_PLAN = Terms(Thing.PLAN, "send the plan to the inspectorate", leaves=True, step_up=True)

    SEE_CAPABILITY = Terms(Thing.CAPABILITY, "see what the unit can do, how much, and its threats")
    EDIT_CAPABILITY = Terms(Thing.CAPABILITY, "write in the registers, reviews and threats")
    SIGN_CAPABILITY = Terms(Thing.CAPABILITY, "sign a review or a threat assessment", step_up=True)

    SEE_ASSESSMENTS = Terms(Thing.ASSESSMENT, "see submissions and assessments")
    ASSESS = Terms(Thing.ASSESSMENT, "assess a submission", reason=True)
    MODERATE = Terms(Thing.ASSESSMENT, "moderate assessments", reason=True)
    SEND_LETTER = Terms(
        Thing.ASSESSMENT, "send a letter to a force", leaves=True, step_up=True, second=True
    )

    SEE_TOTALS = Terms(Thing.TOTALS, "see totals in which nobody can be told apart")

    SEE_RETENTION = Terms(Thing.RETENTION, "see what is kept until when")
    HOLD = Terms(Thing.RETENTION, "keep something beyond its time", reason=True)
    ERASE = Terms(Thing.RETENTION, "erase what is due", step_up=True, reason=True)
    ERASE_EARLY = Terms(
        Thing.RETENTION, "erase before it is due", step_up=True, reason=True, second=True
    )

    SEE_AUDIT = Terms(Thing.AUDIT, "see the audit")
    EXPORT_AUDIT = Terms(Thing.AUDIT, "take the audit out as a file", step_up=True, reason=True)

    SEE_CHECKPOINTS = Terms(Thing.CHECKPOINT, "see checkpoints and check them")

    SEE_ACCOUNTS = Terms(Thing.ACCOUNT, "see accounts")
    MANAGE_ACCOUNTS = Terms(
        Thing.ACCOUNT, "open, suspend and end accounts", step_up=True, reason=True
    )
    RESET_SIGN_IN = Terms(
        Thing.ACCOUNT,
        "let somebody start again with a new password and a new second factor",
        step_up=True,
        reason=True,
        second=True,
    )
    CORRECT_STAFF = Terms(
        Thing.ACCOUNT,
        "correct the reference by which somebody is kept from what is about themselves",
        step_up=True,
        reason=True,
        second=True,
    )
    RECOVER_KEY = Terms(Thing.ACCOUNT, "recover a key", step_up=True, reason=True, second=True)

    SEE_MEMBERSHIPS = Terms(Thing.MEMBERSHIP, "see who is a member and who is barred")
    GRANT_MEMBERSHIP = Terms(Thing.MEMBERSHIP, "add and remove members", step_up=True, reason=True)
    GRANT_IN_WATCH = Terms(
        Thing.MEMBERSHIP,
        "add and remove members of the watch over the unit",
        step_up=True,
        reason=True,
        second=True,
    )
    SEE_LOOKS = Terms(Thing.MEMBERSHIP, "see who looked at a record")
    SET_BAR = Terms(Thing.MEMBERSHIP, "bar somebody from a compartment or a subject", reason=True)
    BAR_IN_WATCH = Terms(
        Thing.MEMBERSHIP,
        "bar a member of the watch over the unit",
        step_up=True,
        reason=True,
        second=True,
    )
    LIFT_BAR = Terms(Thing.MEMBERSHIP, "lift a bar", step_up=True, reason=True, second=True)

    SEE_SETTINGS = Terms(Thing.SETTINGS, "see settings and the health of the installation")
    CHANGE_SETTINGS = Terms(Thing.SETTINGS, "change settings", step_up=True, reason=True)


SEES: dict[Thing, Action] = {
    Thing.OWN_REPORT: Action.FOLLOW_OWN_REPORT,
    Thing.REPORT: Action.SEE_REPORTS,
    Thing.ALERT: Action.SEE_ALERTS,
    Thing.RUN: Action.SEE_RUNS,
    Thing.WATCH: Action.SEE_WATCHES,
    Thing.INTELLIGENCE: Action.SEE_INTELLIGENCE,
    Thing.SOURCE: Action.SEE_SOURCES,
    Thing.CASE: Action.SEE_CASES,
    Thing.SAFEGUARDING: Action.SEE_SAFEGUARDING,
    Thing.REFERRAL: Action.SEE_REFERRALS,
    Thing.PLAN: Action.SEE_PLAN,
    Thing.CAPABILITY: Action.SEE_CAPABILITY,
    Thing.ASSESSMENT: Action.SEE_ASSESSMENTS,
    Thing.TOTALS: Action.SEE_TOTALS,
    Thing.RETENTION: Action.SEE_RETENTION,
    Thing.AUDIT: Action.SEE_AUDIT,
    Thing.CHECKPOINT: Action.SEE_CHECKPOINTS,
    Thing.ACCOUNT: Action.SEE_ACCOUNTS,
    Thing.MEMBERSHIP: Action.SEE_MEMBERSHIPS,
    Thing.SETTINGS: Action.SEE_SETTINGS,
}
"""The act that shows that a thing exists. Who may not do it may not know of the thing."""
