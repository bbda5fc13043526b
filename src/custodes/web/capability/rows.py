"""The rows of capability, as far as a user may know of them: registers, reviews, assessments."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404

from custodes.vocabulary.times import in_london
from custodes.web.accounts.models import User
from custodes.web.accounts.standing import account_of, compartments_seen
from custodes.web.capability.capacity import Standing, standing
from custodes.web.capability.contents import Contents, from_json
from custodes.web.capability.holdings import Holding, joined
from custodes.web.capability.matrix import Matrix, Trained, matrix
from custodes.web.capability.models import Item, Post, Reading, Review, TestAnswer, Training
from custodes.web.capability.models.review import Signable
from custodes.web.capability.readings import covered_of
from custodes.web.capability.states import SET_ASIDE, SIGNED
from custodes.web.decision import Action

YEAR = timedelta(days=365)


def place_of(user: User, at: datetime, sees: Action = Action.SEE_CAPABILITY) -> str:
    """The compartment whose capability the user sees. Raises Http404 where there is none."""
    keys = sorted(compartments_seen(account_of(user, at=at), sees, at=at))
    if not keys:
        raise Http404
    return str(keys[0])


def row_of(model: type[Any], user: User, *, at: datetime, **fields: Any) -> Any:
    """One row of a model. Raises Http404 where there is none that the user may know of."""
    found = model.objects.visible_to(user, at=at).select_related("compartment").filter(**fields)
    row = found.order_by("pk").first()
    if row is None:
        raise Http404
    return row


def items(user: User, *, compartment: str, at: datetime) -> list[Item]:
    """What is on the register today, by name."""
    rows = Item.objects.visible_to(user, at=at).filter(compartment=compartment, left_on=None)
    return list(rows.order_by("what", "name"))


def taken_off(model: type[Any], user: User, *, compartment: str, at: datetime) -> list[Any]:
    """Items, or posts, that have left the register, the last first."""
    rows = model.objects.visible_to(user, at=at).filter(compartment=compartment)
    return list(rows.exclude(left_on=None).order_by("-left_on", "pk"))


def last_reading(user: User, *, compartment: str, at: datetime) -> Reading | None:
    """What the engine said last of coverage; None where it was never asked."""
    rows = Reading.objects.visible_to(user, at=at).filter(compartment=compartment, at__lte=at)
    found: Reading | None = rows.order_by("at", "pk").last()
    return found


def holdings(user: User, *, compartment: str, at: datetime) -> list[Holding]:
    """The register joined with the last reading."""
    reading = last_reading(user, compartment=compartment, at=at)
    covered = covered_of(reading.content) if reading else []
    return joined(covered, items(user, compartment=compartment, at=at))


def skills(user: User, *, compartment: str, at: datetime, as_of: date | None = None) -> Matrix:
    """The skills matrix on a day; today where none is named."""
    posts = Post.objects.visible_to(user, at=at).filter(compartment=compartment, left_on=None)
    rows = Training.objects.visible_to(user, at=at).filter(
        compartment=compartment, withdrawn_at=None, post__left_on=None
    )
    return matrix(
        [(row.pk, row.title, row.filled) for row in posts],
        [Trained(row.post_id, row.skill, row.on, row.until) for row in rows.order_by("pk")],
        as_of or in_london(at).date(),
    )


def answers(user: User, *, compartment: str, at: datetime) -> dict[str, TestAnswer]:
    """The latest answer to each question of the test of analytical capability."""
    rows = TestAnswer.objects.visible_to(user, at=at).filter(compartment=compartment)
    return {row.question: row for row in rows.order_by("version")}


def signables(model: type[Any], user: User, *, compartment: str, at: datetime) -> list[Any]:
    """Reviews, or threat assessments, the latest first, those set aside as well."""
    rows = model.objects.visible_to(user, at=at).filter(compartment=compartment)
    return list(rows.select_related("compartment", "by", "signed_by").order_by("-number"))


def last_signed(
    model: type[Any], user: User, *, compartment: str, at: datetime, before: Signable | None = None
) -> Any:
    """The last one that was signed (before the one named), or None."""
    rows = model.objects.visible_to(user, at=at).filter(compartment=compartment, state=SIGNED)
    if before is not None:
        rows = rows.filter(number__lt=before.number)
    return rows.order_by("number").last()


def last_written(model: type[Any], user: User, *, compartment: str, at: datetime) -> Any:
    """The last one that was not set aside, signed or not, or None."""
    rows = model.objects.visible_to(user, at=at).filter(compartment=compartment)
    return rows.exclude(state=SET_ASIDE).order_by("number").last()


def contents_of(review: Review) -> Contents:
    """What a review says: as it was signed, else as it stands."""
    return from_json(review.frozen["contents"] if review.frozen else review.content)


def standing_of(contents: Contents) -> Standing | None:
    """The result of a review; None while it lacks a part."""
    if contents.lacking:
        return None
    return standing(contents.unit, longest_wait=contents.longest_wait)


def reviews_done(
    model: type[Any], user: User, *, compartment: str, at: datetime, on: date
) -> list[Any]:
    """Those signed in the 365 days that end on a day, with their dates, the earliest first."""
    rows = model.objects.visible_to(user, at=at).filter(compartment=compartment, state=SIGNED)
    held = [row for row in rows if on - YEAR < in_london(row.signed_at).date() <= on]
    return sorted(held, key=lambda row: row.number)
