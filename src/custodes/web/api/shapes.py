"""What the interface gives and takes, field by field: its description is made of it."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, Field

from custodes.vocabulary.times import FIRST_YEAR, LAST_YEAR, in_our_time

MOST_A_PAGE = 100
UNSAID = re.compile(r"[\x00-\x1f\x7f]")


def _printable(text: str) -> str:
    if UNSAID.search(text):
        raise ValueError("holds signs that are not printed")
    return text


def _day_in_our_time(day: date) -> date:
    if not in_our_time(day):
        raise ValueError(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _moment_in_our_time(moment: datetime) -> datetime:
    _day_in_our_time(moment)
    return moment.astimezone(UTC)


Words = Annotated[str, AfterValidator(_printable)]
Moment = Annotated[AwareDatetime, AfterValidator(_moment_in_our_time)]
Day = Annotated[date, AfterValidator(_day_in_our_time)]
Stamp = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
"""A moment to the microsecond in UTC, so that asking for what came after it leaves nothing out."""
State = Literal["open", "new", "looking", "decided", "held", "all"]
Whose = Literal["mine", "nobody"]
Drawn = Literal["rank", "random", "watch", "hand"]
Kind = Literal["pair", "across"]
Outcome = Literal["substantiated", "breach", "explained", "wrong_data", "not_enough"]
Order = Literal["priority", "newest", "oldest", "changed"]


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    reference: str
    errors: list[dict[str, str]] = Field(default_factory=list)


class Paged(Schema):
    """Which page of a list."""

    page: int = Field(1, ge=1, le=1_000_000, description="From 1.")
    per_page: int = Field(25, ge=1, le=MOST_A_PAGE)


class AlertFilter(Paged):
    """The queue's filter."""

    state: State = "open"
    whose: Whose | None = None
    drawn: Drawn | None = None
    kind: Kind | None = None
    outcome: Outcome | None = None
    run: Words = Field("", max_length=20)
    q: Words = Field("", max_length=60, description="An alert, a pseudonym or words of a pattern.")
    order: Order = "priority"
    updated_after: Moment | None = Field(
        None, description="Those alone that changed later, in the order in which they changed."
    )


class AlertLine(Schema):
    """An alert in a list. `staff` and `person` are pseudonyms, always."""

    alert: str
    run: str
    rank: int | None
    staff: str
    person: str | None
    kind: str
    drawn: str
    bits: float
    pattern: str
    sentence: str
    state: str
    outcome: str
    explained_by: str
    held_until: Stamp | None
    assigned: bool
    raised_at: Stamp
    updated_at: Stamp
    version: int


class AlertLines(Schema):
    """A page of alerts; `pages` says how many there are."""

    count: int
    page: int
    pages: int
    alerts: list[AlertLine]


class DecisionOf(Schema):
    """One decision on an alert."""

    verdict: str
    explained_by: str
    reason: str
    at: Stamp
    version: int
    carried_over: bool


class AlertWhole(Schema):
    """An alert as its run wrote it, with pseudonyms for references, and where the work stands."""

    alert: str
    run: str
    as_of: str
    rank: int | None
    staff: str
    person: str | None
    bits: float
    high: bool
    families: dict[str, float]
    without: dict[str, float]
    waterfall: list[dict[str, Any]]
    priority: float
    flags: list[str]
    pattern: str
    sentence: str
    reasons: list[dict[str, Any]]
    explanations_tested: list[dict[str, Any]]
    would_explain: list[dict[str, Any]]
    against: list[dict[str, Any]]
    data_quality: dict[str, Any]
    drawn: str
    chance: float
    peers: dict[str, Any] | None
    timeline: list[dict[str, Any]]
    rows_sha256: str
    versions: dict[str, Any]
    state: str
    outcome: str
    updated_at: Stamp
    version: int
    sha256: str
    decisions: list[DecisionOf]


class RunLine(Schema):
    """One run of the ranking. `alerts` counts those that you may know of; `alerts_sha256` is null
    where the record of the run is missing or was changed since."""

    run: str
    as_of: Stamp
    made_at: Stamp
    budget: int
    alerts: int
    alerts_sha256: str | None


class RunWhole(RunLine):
    """One run with what it rested on."""

    batches: list[str]
    follows: list[str]
    limits: dict[str, dict[str, int]]
    versions: dict[str, Any]
    figures: dict[str, Any]


class Runs(Schema):
    """The runs whose alerts are on the pages, the latest first."""

    count: int
    page: int
    pages: int
    runs: list[RunLine]


class CoverageQuery(Schema):
    """As of which day."""

    as_of: Day | None = Field(
        None, description="The end of that day in London; left out: the last full hour."
    )


class CoveredLine(Schema):
    """A system or a class of device: how many are held, and how many of them are monitored."""

    what: str
    name: str
    held: int
    monitored: int
    share: float | None
    last_event: str | None


class CoverageOf(Schema):
    """Coverage as of a moment."""

    as_of: str
    covered: list[CoveredLine]


class OutcomeOf(Schema):
    """What became of reports in a year; days are medians."""

    reports: int
    decided: int
    developed: int
    share_developed: float | None
    safeguarding_days: float | None
    feedback_days: float | None


class PartnersOf(Schema):
    """The links of one force's register in numbers; no name and no content. A number of reports
    that is too small to be told is null."""

    place: str
    as_of: date
    partners: int
    by_level: dict[str, int]
    share_referring: float | None
    without_a_report: int
    contacts_overdue: int
    reviews_overdue: int
    feedback_owed: int | None
    people_briefed: int
    gaps: int
    from_partners: OutcomeOf | None
    from_all: OutcomeOf | None


class FindingOf(Schema):
    """What was found on one element."""

    element: str
    status: str
    qualifiers: list[str]


class ForceOf(Schema):
    """One force in a round; `class_reached` is null while an element has no finding."""

    force: str
    state: str
    class_reached: str | None
    findings: list[FindingOf]


class RoundLine(Schema):
    """One round of assessment."""

    round: str
    title: str
    asked_on: date
    made_up: bool
    from_record: bool
    forces: int


class RoundWhole(RoundLine):
    """One round with what stands of each force."""

    assessed: list[ForceOf]


class TotalsOf(Schema):
    """What was published of a round; small numbers are left out of it."""

    number: int
    title: str
    round: str
    at: Stamp
    content: dict[str, Any]
