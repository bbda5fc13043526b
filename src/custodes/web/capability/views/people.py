"""The pages of posts and skills, and of the test of analytical capability."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from custodes.web.accounts.answers import plainly
from custodes.web.accounts.sign_in import asker_of
from custodes.web.audit.looks import look, shows_records
from custodes.web.capability import register_sections, rows
from custodes.web.capability.actions import registers
from custodes.web.capability.forms import AnswerForm, PostForm, TrainingForm
from custodes.web.capability.matrix import Cell, Held
from custodes.web.capability.models import Post, TestAnswer, Training
from custodes.web.capability.presenters import plain, written
from custodes.web.capability.views.pages import (
    check_named,
    compartment_of,
    edits,
    entered,
    left_rows,
    page,
    told_of,
    version_of,
)
from custodes.web.capability.words import SKILLS, TEST

SKILLS_MATRIX = "skills_matrix"
TEST_OF_ANALYSIS = "analysis_test"


@login_required
@plainly
@shows_records
@require_safe
def skills(request: HttpRequest) -> HttpResponse:
    """The skills matrix: posts down, skills across, what runs out."""
    by, now = asker_of(request), timezone.now()
    place = compartment_of(rows.place_of(by.user, now))
    held = rows.skills(by.user, compartment=place.key, at=now)
    look(request, kind=SKILLS_MATRIX, compartment=place.key)
    lines = [
        [
            {
                "text": title if filled else _("%(post)s (vacant)") % {"post": title},
                "href": reverse("capability:post", args=[pk]),
            },
            *(_cell(held.cells[pk, skill]) for skill in SKILLS),
        ]
        for pk, title, filled in held.posts
    ]
    shown = {
        "columns": [{"text": _("Post")}, *({"text": str(title)} for title in SKILLS.values())],
        "rows": lines,
        "section": register_sections.skills_section(held),
        "left": left_rows(
            rows.taken_off(Post, by.user, compartment=place.key, at=now),
            "capability:put_back_post",
        ),
        "edits": edits(by, place, now),
    }
    return page(request, "skills.html", shown, here="capability:skills")


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def add_post(request: HttpRequest) -> HttpResponse:
    """Put a post on the register."""
    by, now = asker_of(request), timezone.now()
    place = compartment_of(rows.place_of(by.user, now))
    form = PostForm(request.POST or None)

    def keep() -> None:
        registers.add_post(compartment=place, by=by, at=now, **_fields(form))

    return entered(
        request,
        form,
        keep,
        title=_("Put a post on the register"),
        back=(reverse("capability:skills"), _("People and skills")),
        then=reverse("capability:skills"),
        told={"kind": SKILLS_MATRIX, "compartment": place.key},
    )


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest, number: int) -> HttpResponse:
    """One post: its hours, whether it is filled, and its training."""
    by, now = asker_of(request), timezone.now()
    row: Post = rows.row_of(Post, by.user, at=now, pk=number)

    def values(one: Post) -> dict[str, Any]:
        return {"title": one.title, "hours": plain(one.hours), "filled": one.filled}

    form = PostForm(request.POST or None, initial=values(row) | {"version": row.version})

    def keep() -> None:
        version = form.cleaned_data["version"] or 0
        registers.change_post(post=row, version=version, by=by, at=now, **_fields(form))

    given = Training.objects.visible_to(by.user, at=now).filter(post=row, withdrawn_at=None)
    writes = edits(by, row.compartment, now)
    return entered(
        request,
        form,
        keep,
        title=row.title,
        back=(reverse("capability:skills"), _("People and skills")),
        then=reverse("capability:skills"),
        told=told_of(row),
        stands=values,
        template="post.html",
        shown={
            "post": row,
            "trainings": [
                (
                    one.pk,
                    str(SKILLS[one.skill]),
                    written(one.on),
                    written(one.until) if one.until else "",
                )
                for one in given.order_by("skill", "-on")
            ],
            "edits": writes,
        },
    )


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def training(request: HttpRequest, number: int) -> HttpResponse:
    """Note a training of a post."""
    by, now = asker_of(request), timezone.now()
    row: Post = rows.row_of(Post, by.user, at=now, pk=number)
    form = TrainingForm(request.POST or None)

    def keep() -> None:
        given = {name: form.cleaned_data[name] for name in ("skill", "on", "until")}
        registers.note_training(post=row, by=by, at=now, **given)

    address = reverse("capability:post", args=[row.pk])
    return entered(
        request,
        form,
        keep,
        title=_("Note a training: %(post)s") % {"post": row.title},
        back=(address, row.title),
        then=address,
        told=told_of(row),
    )


@login_required
@plainly
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraw a training."""
    by, now = asker_of(request), timezone.now()
    row: Training = rows.row_of(Training, by.user, at=now, pk=number)
    check_named(request, row)
    registers.withdraw_training(training=row, by=by, at=now)
    messages.success(request, _("The training is withdrawn."))
    return redirect("capability:post", row.post_id)


@login_required
@plainly
@require_POST
def take_off_post(request: HttpRequest, number: int) -> HttpResponse:
    """Take a post off the register."""
    by, now = asker_of(request), timezone.now()
    row: Post = rows.row_of(Post, by.user, at=now, pk=number)
    registers.take_off(row=row, version=version_of(request), by=by, at=now)
    messages.success(request, _("%(name)s is off the register.") % {"name": row.title})
    return redirect("capability:skills")


@login_required
@plainly
@require_POST
def put_back_post(request: HttpRequest, number: int) -> HttpResponse:
    """Put a post that was taken off the register on it again."""
    by, now = asker_of(request), timezone.now()
    row: Post = rows.row_of(Post, by.user, at=now, pk=number)
    registers.put_back(row=row, version=version_of(request), by=by, at=now)
    messages.success(request, _("%(name)s is on the register again.") % {"name": row.title})
    return redirect("capability:skills")


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def test(request: HttpRequest) -> HttpResponse:
    """The test of analytical capability, answered question by question."""
    by, now = asker_of(request), timezone.now()
    place = compartment_of(rows.place_of(by.user, now))
    given = rows.answers(by.user, compartment=place.key, at=now)
    start: dict[str, Any] = {}
    for key, row in given.items():
        start |= {key: row.answer, f"{key}_shows": row.shows, f"{key}_version": row.version}
    form = AnswerForm(request.POST or None, initial=start)

    def keep() -> None:
        given_ = form.cleaned_data
        said = [
            registers.Said(
                one.key,
                given_[one.key],
                given_[f"{one.key}_shows"],
                given_[f"{one.key}_version"] or 0,
            )
            for one in TEST
            if given_.get(one.key)
        ]
        registers.answer_test(compartment=place, said=said, by=by, at=now)

    def stands(row: TestAnswer) -> dict[str, Any]:
        return {row.question: row.answer, f"{row.question}_shows": row.shows}

    return entered(
        request,
        form,
        keep,
        title=_("Test of analytical capability"),
        back=(reverse("capability:start"), _("Capability")),
        then=reverse("capability:test"),
        told={"kind": TEST_OF_ANALYSIS, "compartment": place.key},
        stands=stands,
        versioned=lambda row: f"{row.question}_version",
        template="test.html",
        shown={
            "section": register_sections.analysis_section(given),
            "keys": [(one.key, f"{one.key}_shows") for one in TEST],
            "edits": edits(by, place, now),
        },
    )


def _cell(cell: Cell) -> str:
    if cell.held is Held.NONE:
        return "\N{EN DASH}"
    word = register_sections.HELD_WORDS[cell.held]()
    return _("%(word)s, until %(day)s") % {"word": word, "day": written(cell.until)} if (
        cell.until
    ) else str(word)  # fmt: skip


def _fields(form: PostForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("title", "hours", "filled")}
