"""What is due with a partner: the next contact, the review of an agreement, feedback owed."""

from dataclasses import dataclass
from datetime import date, timedelta

from custodes.web.partners.evidence import Link
from custodes.web.partners.maturity import FEEDBACK_WITHIN

FIRST_CONTACT_WITHIN = timedelta(days=14)
"""After a partner is put on the register."""
REVIEW_SOON = timedelta(days=60)


@dataclass(frozen=True)
class Due:
    """What is due on a day. `feedback_owed` counts reports that wait longer than they should."""

    contact_on: date
    contact_overdue: bool
    days_over: int
    review_on: date | None
    review_overdue: bool
    review_soon: bool
    feedback_owed: int


def due(link: Link, as_of: date) -> Due:
    """What is due with a partner on a day, from what had happened and was known by then.

    The next contact is due on the day that was agreed at the last one, or the partner's own
    rhythm after the last in which somebody was reached; a partner that never was is due two
    weeks after it was listed.
    """
    reached = [c for c in link.contacts if c.counts(as_of) and c.reached]
    if reached:
        last = max(reached, key=lambda c: (c.on, c.known_on, c.next_on or date.min))
        contact_on = last.next_on or last.on + timedelta(days=link.every_days)
    else:
        contact_on = link.listed_on + FIRST_CONTACT_WITHIN
    standing = [a.review_on for a in link.agreements if a.stands(as_of)]
    review_on = max(standing, default=None)
    owed = [
        report
        for report in link.reports
        if report.counts(as_of)
        and report.fed_back_on(as_of) is None
        and as_of - report.on > FEEDBACK_WITHIN
    ]
    over = (as_of - contact_on).days
    return Due(
        contact_on=contact_on,
        contact_overdue=over > 0,
        days_over=max(over, 0),
        review_on=review_on,
        review_overdue=review_on is not None and review_on < as_of,
        review_soon=review_on is not None and as_of <= review_on <= as_of + REVIEW_SOON,
        feedback_owed=len(owed),
    )
