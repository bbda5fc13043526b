"""Taking lists into intake: reports of other routes, each sealed at once, and the staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.decision import Action
from custodes.web.reports.actions.keeping import changed, made
from custodes.web.reports.actions.receiving import enter, token_of
from custodes.web.reports.importing import Line, member_of, report_of
from custodes.web.reports.models import KnownStaff, Report, every


@dataclass(frozen=True)
class Refused:
    """A line that was not taken, and why; never what it said."""

    number: int
    because: str


@dataclass(frozen=True)
class Taken:
    """What became of a list: lines = added + there already + refused."""

    lines: int
    added: int
    there: int
    refused: tuple[Refused, ...]


def take_reports(
    *, compartment: Compartment, lines: Sequence[Line], by: Asker, at: datetime
) -> Taken:
    """Enter the reports of a list; each is sealed as it is taken. The same line again is the same
    report, so that a list can be taken in again."""
    check_may(by, Action.TRIAGE_REPORT, compartment, at=at)
    added, there, refused = 0, 0, []
    for line in lines:
        try:
            given = report_of(line)
            token = "|".join(str(part) for part in given.values())
            held = Report.objects.visible_to(by.user, at=at).filter(token=token_of(token))
            if held.exists():
                there += 1
                continue
            enter(compartment=compartment, token=token, by=by, at=at, **given)
        except UserError as wrong:
            refused.append(Refused(line.number, str(wrong)))
        else:
            added += 1
    return Taken(len(lines), added, there, tuple(refused))


def take_staff(
    *, compartment: Compartment, lines: Sequence[Line], by: Asker, at: datetime
) -> Taken:
    """Take in the staff to match against, for intake alone; who is there already is brought up to
    date."""
    check_may(by, Action.TRIAGE_REPORT, compartment, at=at)
    added, there, refused = 0, 0, []
    with one_act():
        rows = every(KnownStaff).filter(compartment=compartment)
        known = {row.staff: row for row in rows}
        for line in lines:
            try:
                given = member_of(line)
            except UserError as wrong:
                refused.append(Refused(line.number, str(wrong)))
                continue
            row = known.get(given["staff"])
            if row is not None:
                changed(row, by, **given)
                there += 1
                continue
            row = KnownStaff(compartment=compartment, **given)
            made(row, by)
            known[row.staff] = row
            added += 1
    return Taken(len(lines), added, there, tuple(refused))
