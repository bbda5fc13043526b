"""Live figures for the plan: what the product measured of the unit and of its partners, stamped."""

from datetime import date, datetime

from custodes.vocabulary.times import in_london
from custodes.web.accounts.models import User
from custodes.web.capability.queries import live_figures as capability_figures
from custodes.web.partners.due import due
from custodes.web.partners.evidence import Register
from custodes.web.partners.figures import links_figures, told
from custodes.web.partners.maturity import Level, maturity
from custodes.web.partners.queries import register
from custodes.web.plan.contents import Figure
from custodes.web.plan.elements import Element

REGISTER = "register of partners"
"""What the figures of the links are counted from."""


def live_figures(user: User, *, compartment: str, at: datetime) -> tuple[Figure, ...]:
    """Every figure that a line may rest on, as it is at a moment, in the order of the elements.

    What nobody has measured gives no figure.
    """
    found = [
        Figure(one.id, Element(one.element), one.title, one.value, one.unit, one.run, one.on)
        for one in capability_figures(user, compartment=compartment, at=at)
    ]
    found += of_links(register(user, compartment=compartment, at=at), in_london(at).date())
    order = list(Element)
    return tuple(sorted(found, key=lambda one: order.index(one.element)))


def of_links(listed: Register, day: date) -> list[Figure]:
    """The figures of the links with partners on a day; none where no partner is listed. A plan is
    read beyond the unit: a number of reports that may not be told there gives no figure.

    `links-working`: partners that were reached in the last year and whose next contact is not
    overdue (share). `links-agreed`: partners with an agreement in force, or that report (share).
    """
    links, found = listed.listed(day), links_figures(listed, day)
    if not links:
        return []
    levels, whole = found.by_level, len(links)
    working = sum(
        maturity(link, day).level > Level.NONE and not due(link, day).contact_overdue
        for link in links
    )
    agreed = sum(n for level, n in levels.items() if level >= Level.AGREED)
    measured: tuple[tuple[str, str, float | None, str], ...] = (
        ("links-listed", "support organisations on the register", whole, "organisations"),
        (
            "links-working",
            "support organisations in regular contact, of those listed",
            working / whole,
            "share",
        ),
        (
            "links-agreed",
            "support organisations with an agreement, or that report",
            agreed / whole,
            "share",
        ),
        (
            "links-reports",
            "reports by support organisations in the last year",
            told(found.from_partners.reports, unit=False),
            "reports",
        ),
        ("links-briefed", "people briefed in the last year", found.people_briefed, "people"),
        (
            "links-feedback-owed",
            "reports that wait too long for feedback",
            told(found.feedback_owed, unit=False),
            "reports",
        ),
    )
    return [
        Figure(name, Element.LINKS, title, round(float(value), 4), unit, REGISTER, day)
        for name, title, value, unit in measured
        if value is not None
    ]
