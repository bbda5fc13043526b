"""Runs of the demonstration on their pages, with coverage and a budget that somebody set."""

from datetime import datetime
from pathlib import Path

from custodes.pipeline.coverage import survey
from custodes.pipeline.ledger import ledger
from custodes.store.home import Home
from custodes.web.accounts.demonstration import BECAUSE, TITLES
from custodes.web.accounts.installation import (
    found_account,
    found_compartment,
    found_membership,
)
from custodes.web.accounts.sign_in import Asker
from custodes.web.alerts.taking import everything
from custodes.web.audit.actions import By
from custodes.web.decision import Kind
from custodes.web.decision.roles import CcuSupervisor
from custodes.web.runs.actions.budgeting import set_budget
from custodes.web.runs.actions.keeping import keep_coverage, keep_run, moment
from custodes.web.runs.models import Coverage, ReviewBudget


def seed(*, at: datetime, home: Path) -> None:
    """Keep every run of the home; measure coverage and set the budget once."""
    held = Home.open(home)
    place = found_compartment(kind=Kind.MONITORING, title=TITLES[Kind.MONITORING])
    made, _damaged = ledger(held)
    for record in made:
        keep_run(held, record.run, compartment=place, at=at)
    if made and not everything(Coverage).exists():
        as_of = moment(made[-1].as_of).replace(tzinfo=None)
        keep_coverage(survey(held, as_of), compartment=place, at=at)
    if everything(ReviewBudget).exists():
        return
    lead = found_account(email="supervisor@demonstration.example", name="Supervisor", at=at)
    found_membership(user=lead, compartment=place, role=CcuSupervisor, because=BECAUSE, at=at)
    set_budget(
        compartment=place,
        a_week=10,
        version=0,
        by=Asker(lead, By(actor=lead.reference), proven=True, stepped_up_at=at),
        because="One analyst reads ten a week with an hour and a half for each.",
        at=at,
    )
