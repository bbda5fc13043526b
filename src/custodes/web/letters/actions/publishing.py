"""What stands beside the letters: templates, good examples, and totals for those outside."""

import hashlib
from datetime import datetime
from typing import Any

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.keeping import made
from custodes.web.accounts.models import Compartment
from custodes.web.accounts.sign_in import Asker
from custodes.web.assessment.models import Assessed, AssessmentRound
from custodes.web.decision import Action
from custodes.web.documents.small_numbers import without_small
from custodes.web.letters.figures import Figures, check_sums
from custodes.web.letters.models import Example, Totals, WordTemplate
from custodes.web.letters.template import check_template
from custodes.web.plan.elements import ELEMENTS, STATUS_WORDS, Element, Status


def replace_template(
    *, compartment: Compartment, name: str, content: bytes, by: Asker, at: datetime
) -> WordTemplate:
    """Have letters be made in another Word template, once it was checked."""
    check_may(by, Action.MODERATE, compartment, reason="template of letters", at=at)
    check_template(content)
    with one_act():
        row = WordTemplate(
            compartment=compartment,
            name=name[:200],
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            by=by.user,
            at=at,
        )
        row.save()
        made(row, by)
    return row


def name_example(
    *, assessed: Assessed, text: str, reference: str, token: str, by: Asker, at: datetime
) -> Example:
    """Name something that a force does well, with what it rests on. Sent twice, named once."""
    check_may(by, Action.ASSESS, assessed.compartment, about=str(assessed.pk), reason=text, at=at)
    with one_act():
        mark = f"{by.user.pk}-{token}"[:64]
        same: Example | None = Example.objects.visible_to(by.user, at=at).filter(token=mark).first()
        if same is not None:
            return same
        row = Example(
            compartment=assessed.compartment,
            assessed=assessed,
            text=text,
            reference=reference,
            by=by.user,
            at=at,
            token=mark,
        )
        row.save()
        made(row, by)
    return row


def publish_totals(
    *, round_: AssessmentRound, figures: Figures, by: Asker, because: str, at: datetime
) -> Totals:
    """Publish the numbers of a round to those who see totals, small ones left out."""
    check_may(by, Action.MODERATE, round_.compartment, about=round_.key, reason=because, at=at)
    check_sums(figures)
    if not figures.assessed.value:
        raise UserError("No force has four findings yet, so there are no totals.")
    with one_act():
        row = Totals(
            compartment=round_.compartment,
            title=round_.title,
            round_key=round_.key,
            content=numbers_only(figures),
            by=by.user,
            at=at,
        )
        row.save()
        made(row, by)
    return row


def numbers_only(figures: Figures) -> dict[str, Any]:
    """The figures without a force in them, and with small numbers left out (None)."""
    classes = without_small({c.value: f.value for c, f in figures.classes.items()})
    elements = {
        ELEMENTS[e].title: without_small(
            {STATUS_WORDS[s]: figures.elements[e][s].value for s in Status}
        )
        for e in Element
    }
    return {"assessed": figures.assessed.value, "classes": classes, "elements": elements}
