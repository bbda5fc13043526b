"""Handing a report over to intelligence: sanitised, graded, its source kept apart by a reference.

The draft lies in the compartment of intelligence and leads nowhere; which report stands behind its
reference lies in the compartment of sources, which neither side of the corridor can see.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.sign_in import Asker
from custodes.web.audit.actions import record
from custodes.web.audit.words import Action as Act
from custodes.web.decision import Action, Kind
from custodes.web.reports import states
from custodes.web.reports.actions.deciding import intelligence_made
from custodes.web.reports.actions.keeping import (
    changed,
    check,
    locked,
    made,
    new_reference,
    only_place,
)
from custodes.web.reports.actions.opening import OpenReport
from custodes.web.reports.leftovers import Leftover, leftovers
from custodes.web.reports.models import IntelligenceDraft, Report, SourceLink
from custodes.web.reports.words import ASSESSMENTS, CATEGORIES, HANDLING, SOURCE_GRADES

LONGEST = 10_000
MADE_OF_IT = "An intelligence report was made of it."


@dataclass(frozen=True)
class Grading:
    """How a draft is graded: source 1 to 3, information A to E, handling P or C."""

    source: str
    assessment: str
    handling: str
    conditions: str = ""
    categories: tuple[str, ...] = ()

    def check(self) -> None:
        """Raise UserError for a grading that is not whole."""
        if self.source not in SOURCE_GRADES or self.assessment not in ASSESSMENTS:
            raise UserError("Grade the source and the information.")
        if self.handling not in HANDLING:
            raise UserError("Choose the handling code.")
        if (self.handling == "C") != bool(self.conditions.strip()):
            raise UserError("Write the conditions where the handling code is C, and only there.")
        if not self.categories or not set(self.categories) <= set(CATEGORIES):
            raise UserError("Choose at least one category.")


class GivesAway(UserError):
    """A sanitised text that still gives its source away, or may: `found` says by what."""

    def __init__(self, found: Collection[Leftover]) -> None:
        stops = [one for one in found if one.stops]
        super().__init__(
            "The text still gives its source away. Mend it first."
            if stops
            else "The text may give its source away. Look at what is listed, and mend it or say "
            "that you have looked."
        )
        self.found = tuple(found)


def hand_over(
    *,
    report: Report,
    text: str,
    grading: Grading,
    provenance: str,
    looked_at: bool,
    opened: OpenReport,
    version: int,
    by: Asker,
    at: datetime,
) -> IntelligenceDraft:
    """Hand a report over as a draft. `opened` is the report in the clear, against which the text is
    held. Raises GivesAway where it still points at its source."""
    grading.check()
    words = text.replace("\r\n", "\n").strip()
    if not words or len(words) > LONGEST:
        raise UserError(f"Write the sanitised text, in {LONGEST:,} characters at most.")
    if not provenance.strip():
        raise UserError("Say how it is known, in words that fit many sources.")
    check(by, Action.TRIAGE_REPORT, report, at=at)
    states.REPORTS.check(report.state, states.DECIDED)
    if opened.report.pk != report.pk:
        raise ValueError("the text is held against another report")
    partner = report.partner.name if report.partner else ""
    # All of the draft that somebody wrote: each of these fields goes over.
    written = "\n".join((words, provenance, grading.conditions))
    thread = [one.said.text for one in opened.thread]
    found = leftovers(written, opened.said, partner, thread=thread)
    if any(one.stops for one in found) or (found and not looked_at):
        raise GivesAway(found)
    force = report.compartment.force
    intelligence = only_place(Kind.INTEL, force, "intelligence")
    sources = only_place(Kind.SOURCE, force, "sources")
    with one_act():
        now: Report = locked(Report, report.pk, version, by, at)
        source = new_reference("S")
        draft = IntelligenceDraft(
            compartment=intelligence,
            reference=new_reference("D"),
            source=source,
            source_grade=grading.source,
            assessment=grading.assessment,
            handling=grading.handling,
            conditions=grading.conditions.strip(),
            categories=sorted(grading.categories),
            text=words,
            provenance=provenance.strip(),
            by=by.user,
            at=at,
        )
        made(draft, by)
        made(
            SourceLink(
                compartment=sources, source=source, report=now, draft=draft, by=by.user, at=at
            ),
            by,
        )
        record(
            Act.DISCLOSURE,
            by=by.by,
            kind=Report.audit_kind,
            object_id=now.pk,
            compartment=now.compartment_id,
            reason="sanitised",
        )
        intelligence_made(now, MADE_OF_IT, by, at)
    return draft


def take_on(*, draft: IntelligenceDraft, version: int, by: Asker, at: datetime) -> None:
    """Take a draft on as intelligence."""
    _answer(draft, states.ACCEPTED, version, by, "", at)


def send_back(
    *, draft: IntelligenceDraft, version: int, by: Asker, because: str, at: datetime
) -> None:
    """Send a draft back to intake, with what is amiss."""
    if not any(c.isalpha() for c in because):
        raise UserError("Say what is amiss with it.")
    _answer(draft, states.RETURNED, version, by, because.strip()[:500], at)


def _answer(
    draft: IntelligenceDraft, state: str, version: int, by: Asker, because: str, at: datetime
) -> None:
    check_may(by, Action.EVALUATE_INTELLIGENCE, draft.compartment, about=draft.reference, at=at)
    with one_act():
        now: IntelligenceDraft = locked(IntelligenceDraft, draft.pk, version, by, at)
        states.DRAFTS.check(now.state, state)
        told = {"answered_by": by.user, "answered_at": at, "returned_because": because}
        changed(now, by, state=state, **told)
