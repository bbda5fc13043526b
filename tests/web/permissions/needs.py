"""What each route needs of whoever asks. A route that is not listed here fails the build.

An area that adds a route adds a line, under the name of the route as `reverse` takes it. Where its
address names a record, `conftest` makes one and `arguments` in the matrix says how it is named.
"""

from dataclasses import dataclass

from custodes.web.decision import Action


@dataclass(frozen=True)
class Open:
    """Answers everybody, signed in or not, and shows no record."""

    method: str = "GET"


@dataclass(frozen=True)
class SignedIn:
    """Answers whoever is signed in, about themselves or about nothing."""

    method: str = "GET"


@dataclass(frozen=True)
class OneselfProved:
    """Answers whoever is signed in, about themselves; the page, after they proved again who they
    are."""

    method: str = "GET"


@dataclass(frozen=True)
class Place:
    """Is there for whoever may know of something of that sort in any compartment; `step_up`: after
    they proved again who they are."""

    sees: Action
    step_up: bool = False


@dataclass(frozen=True)
class List:
    """Is there for whoever is signed in, with nothing in it of what they may not know of."""

    sees: Action


@dataclass(frozen=True)
class Record:
    """Is there for whoever may know of the record; to others it is as one that does not exist."""

    sees: Action
    method: str = "GET"


@dataclass(frozen=True)
class Asked:
    """Is there for whoever may be the second person for the act that was asked about."""

    action: Action
    method: str = "GET"


@dataclass(frozen=True)
class Act:
    """Is there for whoever may do it somewhere, and leads on: where it is looked at, to proving
    again who they are; `opens` says where it answers with its page."""

    action: Action
    method: str = "GET"
    opens: int = 302


@dataclass(frozen=True)
class Members:
    """Is there for whoever may do it with the members of that place; `sees` alone, for those of the
    installation as well."""

    action: Action
    step_up: bool = False


@dataclass(frozen=True)
class Looks:
    """Is there for whoever sees the record and answers for its place."""

    sees: Action


@dataclass(frozen=True)
class Read:
    """Is read by programs: 401 for whoever may not come in; `listed`: there for all others, with
    nothing in it of what they may not know of; else as one that does not exist for those."""

    sees: Action
    listed: bool = False


@dataclass(frozen=True)
class Library:
    """A page of the sign-in library, tested with the accounts."""


Need = (
    Open
    | SignedIn
    | OneselfProved
    | Place
    | List
    | Record
    | Asked
    | Act
    | Members
    | Looks
    | Read
    | Library
)

ACCOUNT = (
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "account_start",
    "account_inactive",
    "account_reset_password",
    "account_set_password",
    "account_email",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_signup_webauthn",
    "mfa_trust",
    "mfa_view_recovery_codes",
)
ALERTS, PLAN, RUNS = Action.SEE_ALERTS, Action.SEE_PLAN, Action.SEE_RUNS
WATCHES = Action.SEE_WATCHES
ASSESSED, TOTALS = Action.SEE_ASSESSMENTS, Action.SEE_TOTALS
CAPABILITY = Action.SEE_CAPABILITY
INSPECTION = (
    *("assessment:" + word for word in ("round", "differences", "packages", "force", "assign")),
    *("assessment:" + word for word in ("finding", "amend", "moderate", "class", "grade", "ask")),
    *("assessment:" + word for word in ("sample", "sample_page", "answer", "years", "keys")),
    *("assessment:key", "assessment:sent"),
    *("letters:" + word for word in ("listed", "overview", "behind", "example", "publish")),
    *("letters:" + word for word in ("overview_document", "template", "documents", "step_all")),
    *("letters:" + word for word in ("letter", "document", "step", "bundle")),
)
PLAN_PLACES = (
    *("plan:" + word for word in ("listed", "add", "figures", "documents", "asked", "load")),
    *("plan:" + word for word in ("force", "good", "judge", "over_time", "check", "check_pdf")),
    *("submission:" + word for word in ("listed", "prepare", "example")),
)
PLAN_RECORDS = (
    *("plan:line", "plan:write", "plan:withdraw", "plan:document"),
    *("submission:submission", "submission:step", "submission:file"),
)
REGISTERS = tuple(
    "capability:" + word
    for word in (
        *("start", "register", "add", "devices", "skills", "add_post", "test", "reviews"),
        *("threats", "publish", "take", "table"),
    )
)
REVIEWED = tuple(
    "capability:" + word
    for word in (
        *("item", "post", "training", "review", "part", "work", "what_if"),
        *("sign", "document", "threat", "threat_part", "threat_sign", "threat_document"),
    )
)
CHANGED = tuple(
    "capability:" + word
    for word in (
        *("take_off", "take_off_post", "put_back", "put_back_post", "withdraw", "use_measured"),
        *("leave_what_if", "aside", "count", "threat_aside"),
    )
)
REPORTS = Action.SEE_REPORTS
REPORT_PLACES = tuple(
    "reports:" + word for word in ("listed", "figures", "enter", "take_in", "staff")
)
REPORT_RECORDS = (
    *("reports:" + word for word in ("report", "open", "file", "triage", "match", "name")),
    *("reports:" + word for word in ("step_back", "reply", "feed_back", "hand_over", "refer_on")),
    *("reports:" + word for word in ("propose", "agree", "object", "close", "dispose")),
    "reports:take_back",
)
PARTNER_PLACES = (
    *("partners:" + word for word in ("listed", "figures", "briefings", "materials", "add")),
    *("partners:" + word for word in ("area", "route", "take_in", "to_fill", "questions")),
    *("partners:" + word for word in ("write_question", "file", "material", "material_pdf")),
)
PARTNER_RECORDS = (
    *("partners:" + word for word in ("partner", "change", "take_off", "note", "step")),
    *("partners:" + word for word in ("end_agreement", "withdraw", "question", "put_question")),
    *("partners:" + word for word in ("change_question", "close_question", "answer", "take_back")),
)

NEEDS: dict[str, Need] = {
    **dict.fromkeys(ACCOUNT, Library()),
    "healthz": Open(),
    "csp_report": Open("POST"),
    "design:theme": Open("POST"),
    "design:gallery": Open(),
    "home:start": SignedIn(),
    "account_home": SignedIn(),
    "jobs:listed": SignedIn(),
    "account_provider": Open(),
    "account_provider_back": Open(),
    "account_end_session": SignedIn("POST"),
    "people:listed": Place(Action.SEE_ACCOUNTS),
    "people:account": Place(Action.SEE_ACCOUNTS),
    "people:open": Act(Action.MANAGE_ACCOUNTS),
    "people:act": Act(Action.MANAGE_ACCOUNTS),
    "memberships:listed": Place(Action.SEE_MEMBERSHIPS),
    "memberships:step_back": SignedIn(),
    "memberships:place": Members(Action.SEE_MEMBERSHIPS),
    "memberships:grant": Members(Action.GRANT_MEMBERSHIP, step_up=True),
    "memberships:end": Members(Action.GRANT_MEMBERSHIP, step_up=True),
    "memberships:bar": Members(Action.SET_BAR),
    "memberships:lift": Members(Action.LIFT_BAR, step_up=True),
    "audit:events": Place(Action.SEE_AUDIT),
    "audit:event": Place(Action.SEE_AUDIT),
    "audit:take_out": Act(Action.EXPORT_AUDIT),
    "audit:mine": SignedIn(),
    "audit:of": Looks(ALERTS),
    "audit:checkpoints": Place(Action.SEE_CHECKPOINTS),
    "audit:note": Place(Action.SEE_CHECKPOINTS),
    "audit:verify": Act(Action.SEE_CHECKPOINTS, "POST"),
    "audit:report": Record(Action.SEE_RUNS),
    "approvals:listed": SignedIn(),
    "approvals:asked": Asked(Action.SUPPRESS),
    "approvals:answer": Asked(Action.SUPPRESS, "POST"),
    "site_health": Place(Action.SEE_SETTINGS),
    "jobs:job": Record(Action.SEE_RUNS),
    "jobs:cancel": Record(Action.SEE_RUNS, "POST"),
    "alerts:queue": List(ALERTS),
    "alerts:staff": List(ALERTS),
    "alerts:suppressions": List(ALERTS),
    "alerts:together": List(ALERTS),
    "alerts:keep_filter": List(ALERTS),
    "alerts:drop_filter": List(ALERTS),
    "alerts:answer": List(ALERTS),
    "alerts:end_hold": List(ALERTS),
    "alerts:take_out": Act(Action.EXPORT_ALERTS),
    "alerts:take_out_staff": Act(Action.EXPORT_ALERTS),
    "alerts:raise": Act(Action.RAISE_ALERT, opens=200),
    "alerts:member": Record(ALERTS),
    "alerts:alert": Record(ALERTS),
    "alerts:decide": Record(ALERTS, "POST"),
    "alerts:assign": Record(ALERTS, "POST"),
    "alerts:suppress": Record(ALERTS),
    "alerts:network": Record(ALERTS),
    "alerts:top": List(ALERTS),
    "alerts:watches": Place(WATCHES),
    "alerts:watch": Record(WATCHES),
    "alerts:answer_watch": Record(WATCHES, "POST"),
    "alerts:end_watch": Record(WATCHES, "POST"),
    "alerts:watch_ask": Record(WATCHES),
    "runs:listed": Place(RUNS),
    "runs:start": Place(RUNS),
    "runs:coverage": Place(RUNS),
    "runs:coverage_file": Place(RUNS),
    "runs:budget": Place(RUNS),
    "runs:run": Record(RUNS),
    "runs:check": Record(RUNS),
    "runs:again": Record(RUNS, "POST"),
    "runs:bring_in": List(RUNS),
    "runs:check_all": List(RUNS),
    "runs:measure": List(RUNS),
    "runs:set_budget": List(RUNS),
    "api:docs": SignedIn(),
    "api:openapi": Read(ALERTS, listed=True),
    "api:alert_lines": Read(ALERTS, listed=True),
    "api:alert": Read(ALERTS),
    "api:run_lines": Read(Action.SEE_RUNS),
    "api:run": Read(Action.SEE_RUNS),
    "api:coverage_": Read(Action.SEE_RUNS),
    "api:partners": Read(PLAN),
    "api:round_lines": Read(ASSESSED, listed=True),
    "api:round_": Read(ASSESSED),
    "api:totals_lines": Read(TOTALS, listed=True),
    "tokens:listed": OneselfProved(),
    "tokens:revoke": OneselfProved("POST"),
    "packs:pack": Record(ALERTS),
    "packs:queue": Place(ALERTS, step_up=True),
    "packs:file": Record(ALERTS),
    "packs:take": Record(ALERTS),
    "pseudonyms:reveal": Record(ALERTS),
    "assessment:listed": List(ASSESSED),
    **dict.fromkeys(INSPECTION, Record(ASSESSED)),
    "assessment:hand_in": Record(ASSESSED, "POST"),
    **dict.fromkeys(("letters:again", "letters:copy"), Record(ASSESSED, "POST")),
    "letters:totals_listed": List(TOTALS),
    "letters:totals": Record(TOTALS),
    "letters:totals_file": Record(TOTALS),
    **dict.fromkeys(PLAN_PLACES, Place(PLAN)),
    **dict.fromkeys(PLAN_RECORDS, Record(PLAN)),
    **dict.fromkeys(REGISTERS, Place(CAPABILITY)),
    **dict.fromkeys(REVIEWED, Record(CAPABILITY)),
    **dict.fromkeys(CHANGED, Record(CAPABILITY, "POST")),
    "capability:panels": List(TOTALS),
    "capability:panel": Record(TOTALS),
    "capability:panel_document": Record(TOTALS),
    **dict.fromkeys(PARTNER_PLACES, Place(PLAN)),
    **dict.fromkeys(REPORT_PLACES, Place(REPORTS)),
    **dict.fromkeys(REPORT_RECORDS, Record(REPORTS)),
    "reports:collect": List(REPORTS),
    "reports:safeguarding": Place(Action.SEE_SAFEGUARDING),
    "reports:safeguarding_one": Record(Action.SEE_SAFEGUARDING),
    "reports:drafts": Place(Action.SEE_INTELLIGENCE),
    "reports:draft": Record(Action.SEE_INTELLIGENCE),
    "reports:sources": Place(Action.SEE_SOURCES),
    **dict.fromkeys(PARTNER_RECORDS, Record(PLAN)),
}
POSTED_ONLY = (
    *("alerts:together", "alerts:keep_filter", "alerts:drop_filter", "alerts:answer"),
    "alerts:end_hold",
    *("runs:bring_in", "runs:check_all", "runs:set_budget"),
    "reports:collect",
)
"""Lists that are acted on: a GET is refused whoever asks."""
