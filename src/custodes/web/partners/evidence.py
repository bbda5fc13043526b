"""The dated facts on which a link rests, as plain values: when each happened and when we knew.

Nothing here touches the database, so that what is derived from these facts can be derived again
by anybody who holds them. A fact counts on a day if it had happened by then, had been entered by
then, and had not been withdrawn by then.
"""

from dataclasses import dataclass, field
from datetime import date

from custodes.web.partners.kinds import DEVELOPED, FED_BACK, NOT_DEVELOPED, SAFEGUARDED


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened on a day, and the days on which we knew and withdrew it."""

    on: date
    known_on: date
    withdrawn_on: date | None = None

    def counts(self, as_of: date) -> bool:
        """Whether it had happened, was known and stood at the end of that day."""
        withdrawn = self.withdrawn_on is not None and self.withdrawn_on <= as_of
        return self.on <= as_of and self.known_on <= as_of and not withdrawn


@dataclass(frozen=True, kw_only=True)
class Contact(Fact):
    """A contact: whether anybody there was reached, and when the next was agreed for."""

    reached: bool
    next_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Briefing(Fact):
    """A briefing: how many people heard it."""

    attended: int


@dataclass(frozen=True, kw_only=True)
class Agreement(Fact):
    """An agreement signed: the day by which it is reviewed, and its end where it was ended."""

    review_on: date
    end: Fact | None = None

    def in_force(self, as_of: date) -> bool:
        """Whether it is signed and neither ended nor past its review on that day."""
        return self.stands(as_of) and as_of <= self.review_on

    def stands(self, as_of: date) -> bool:
        """Whether it is signed and not ended, reviewed in time or not."""
        return self.counts(as_of) and not (self.end and self.end.counts(as_of))


@dataclass(frozen=True, kw_only=True)
class Step(Fact):
    """What became of a report."""

    step: str


@dataclass(frozen=True, kw_only=True)
class Report(Fact):
    """A report that came in: its route, the partner it came from, and its steps in the order in
    which they were entered. No content."""

    route: str
    partner: int | None = None
    steps: tuple[Step, ...] = ()

    def first(self, *steps: str, as_of: date) -> date | None:
        """The day of the first of these steps that counts."""
        days = [s.on for s in self.steps if s.step in steps and s.counts(as_of)]
        return min(days, default=None)

    def safeguarded_on(self, as_of: date) -> date | None:
        """The day of the first safeguarding decision."""
        return self.first(SAFEGUARDED, as_of=as_of)

    def fed_back_on(self, as_of: date) -> date | None:
        """The day on which whoever reported first had feedback."""
        return self.first(FED_BACK, as_of=as_of)

    def developed(self, as_of: date) -> bool | None:
        """Whether it led to development; None while that is not decided. The last word counts: of
        two on one day, that which was entered last."""
        said = [
            (s.on, s.known_on, place, s.step == DEVELOPED)
            for place, s in enumerate(self.steps)
            if s.step in (DEVELOPED, NOT_DEVELOPED) and s.counts(as_of)
        ]
        return max(said)[-1] if said else None


@dataclass(frozen=True, kw_only=True)
class Link:
    """One partner with all that is known of the link; `listed_on` until `left_on`.

    `contacts_text` is whom to speak to, in the words of the register.
    """

    id: int
    name: str
    kind: str
    areas: tuple[str, ...] = ()
    force_wide: bool = False
    groups: tuple[str, ...] = ()
    listed_on: date
    left_on: date | None = None
    every_days: int = 90
    contacts_text: str = ""
    contacts: tuple[Contact, ...] = ()
    briefings: tuple[Briefing, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    reports: tuple[Report, ...] = ()

    def listed(self, as_of: date) -> bool:
        """Whether it is on the register on that day."""
        return self.listed_on <= as_of and (self.left_on is None or as_of < self.left_on)

    def serves(self, area: str) -> bool:
        """Whether it serves that area."""
        return self.force_wide or area in self.areas


@dataclass(frozen=True)
class Register:
    """All links, the areas of the force, and the reports of every route."""

    areas: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    others: tuple[Report, ...] = field(default=())
    """Reports that came from no partner on the register."""

    def listed(self, as_of: date) -> list[Link]:
        """The links on the register on that day."""
        return [link for link in self.links if link.listed(as_of)]

    def reports(self, as_of: date) -> list[Report]:
        """Every report that counts on that day, of partners that have left as well."""
        given = [report for link in self.links for report in link.reports]
        return [report for report in (*given, *self.others) if report.counts(as_of)]
