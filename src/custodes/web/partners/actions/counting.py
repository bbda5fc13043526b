"""Counting a report that another area holds: its route, its days and what became of it.

Whoever calls this was asked whether they may do the act that is counted: an intake officer who
triages a report writes nothing in the plan, and yet its figures are to hold the report. Nothing of
what a report says comes this way.
"""

from datetime import date, datetime

from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.partners.actions.listing import made
from custodes.web.partners.kinds import PARTNER_ROUTE
from custodes.web.partners.models import Partner, Report, Step


def count_report(
    *,
    register: Compartment,
    route: str,
    partner: Partner | None,
    on: date,
    token: str,
    by: Asker,
    at: datetime,
) -> Report:
    """Count a report in the register's figures, in the transaction of the act."""
    row = Report(
        compartment=register,
        route=route,
        partner=partner if route == PARTNER_ROUTE else None,
        on=on,
        by=by.user,
        at=at,
        token=token,
    )
    row.save()
    made(row, by)
    return row


def count_step(*, report: Report, step: str, on: date, token: str, by: Asker, at: datetime) -> Step:
    """Count what became of a report, in the transaction of the act."""
    row = Step(
        compartment_id=report.compartment_id,
        report=report,
        step=step,
        on=max(on, report.on),
        by=by.user,
        at=at,
        token=token,
    )
    row.save()
    made(row, by)
    return row
