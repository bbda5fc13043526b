"""The steps of a submission: prepared, changed, confirmed, asked for, signed, sent, set aside."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.answers import plainly
from custodes.web.accounts.conflict import version_named
from custodes.web.accounts.sign_in import check_stepped_up
from custodes.web.audit.looks import shows_records
from custodes.web.decision import Action
from custodes.web.plan import rows
from custodes.web.plan.views.shared import Asked, asked, kept, may
from custodes.web.submission import actions, confirming
from custodes.web.submission.forms import AsideForm, ConfirmForm, PrepareForm, SentForm, SignForm
from custodes.web.submission.models import Prepared
from custodes.web.submission.personal import Trace
from custodes.web.submission.views.listing import facts_of, row_of
from custodes.web.submission.wording import in_words


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest) -> HttpResponse:
    """Begin a submission."""
    one = asked(request)
    form = PrepareForm(request.POST or None, documents=rows.documents(**one.sees), today=one.today)

    def keep() -> None:
        actions.prepare(
            compartment=one.place,
            round_=form.cleaned_data["round"],
            cut_off=form.cut_off_at(one.at),
            chosen=[int(pk) for pk in form.cleaned_data["documents"]],
            claims=form.claims(),
            token=form.cleaned_data["token"] or "",
            by=one.by,
            at=one.at,
        )

    return kept(one, form, keep, _("Prepare a submission"), "submission:listed")


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """The steps of a submission: change it, ask for its signature, sign it, note that it was sent,
    set it aside."""
    one = asked(request)
    if what not in STEPS:
        raise Http404
    return STEPS[what](one, row_of(one, number))


def _change(one: Asked, row: Prepared) -> HttpResponse:
    """Change what is prepared."""
    form = PrepareForm(
        one.request.POST or None, documents=rows.documents(**one.sees), today=one.today, row=row
    )

    def keep() -> None:
        actions.change(
            row=row,
            round_=form.cleaned_data["round"],
            cut_off=form.cut_off_at(one.at),
            chosen=[int(pk) for pk in form.cleaned_data["documents"]],
            claims=form.claims(),
            version=form.cleaned_data["version"] or 0,
            by=one.by,
            at=one.at,
        )

    return kept(
        one, form, keep, _("Change the submission"), "submission:submission", row.number,
        caption=str(row), describe=facts_of,
    )  # fmt: skip


def _confirm(one: Asked, row: Prepared) -> HttpResponse:
    """Say of each thing that looks like data of a person why it may be sent."""
    traces = confirming.confirmable(row, by=one.by, at=one.at)
    if not traces:
        raise UserError(_("Nothing in it is to be confirmed."))
    said = {Trace(told["where"], told["kind"]): told["because"] for told in row.confirmed}
    form = ConfirmForm(one.request.POST or None, traces=traces, said=said)
    form.initial["version"] = row.version

    def keep() -> None:
        confirming.confirm(
            row=row,
            reasons=form.reasons(),
            version=form.cleaned_data["version"] or 0,
            by=one.by,
            at=one.at,
        )

    return _step(one, row, form, keep, _("What may be sent, and why"), _("Confirmed."))


def _ask(one: Asked, row: Prepared) -> HttpResponse:
    """Ask the chief officer to sign it."""
    if one.request.method == "POST":
        actions.ask(
            row=row,
            version=version_named(one.request.POST.get("version", "")),
            by=one.by,
            at=one.at,
        )
        messages.success(one.request, _("The chief officer is asked to sign it."))
    one.told(Prepared.audit_kind, row.pk)
    return redirect("submission:submission", row.number)


def _sign(one: Asked, row: Prepared) -> HttpResponse:
    """Sign it: the whole is shown in words, and signed as it is shown."""
    if may(one.by, Action.SIGN_PLAN, one.place, one.at):
        check_stepped_up(one.request)
    form = SignForm(one.request.POST or None, initial={"version": row.version})

    def keep() -> None:
        actions.sign(
            row=row,
            post=form.cleaned_data["post"],
            version=form.cleaned_data["version"] or 0,
            by=one.by,
            at=one.at,
        )

    words = _words_of(one, row)
    return _step(one, row, form, keep, _("Sign the submission"), _("Signed and frozen."), words)


def _sent(one: Asked, row: Prepared) -> HttpResponse:
    """Note that it was sent."""
    if may(one.by, Action.SUBMIT_PLAN, one.place, one.at):
        check_stepped_up(one.request)
    form = SentForm(one.request.POST or None, initial={"version": row.version})

    def keep() -> None:
        actions.note_sent(
            row=row,
            how=form.cleaned_data["how"],
            version=form.cleaned_data["version"] or 0,
            by=one.by,
            at=one.at,
        )

    return _step(one, row, form, keep, _("Note that it was sent"), _("Noted."))


def _set_aside(one: Asked, row: Prepared) -> HttpResponse:
    """Set it aside."""
    form = AsideForm(one.request.POST or None, initial={"version": row.version})

    def keep() -> None:
        actions.set_aside(
            row=row,
            because=form.cleaned_data["because"],
            version=form.cleaned_data["version"] or 0,
            by=one.by,
            at=one.at,
        )

    return _step(one, row, form, keep, _("Set it aside"), _("Set aside."))


STEPS: dict[str, Callable[[Asked, Prepared], HttpResponse]] = {
    "change": _change,
    "ask": _ask,
    "confirm": _confirm,
    "sign": _sign,
    "sent": _sent,
    "set-aside": _set_aside,
}
"""The steps by the word in their address."""


def _step(
    one: Asked,
    row: Prepared,
    form: Any,
    keep: Callable[[], None],
    title: str,
    said: str,
    words: str = "",
) -> HttpResponse:
    return kept(
        one, form, keep, title, "submission:submission", row.number,
        caption=f"{row}, {_('round')} {row.round}", said=said, describe=facts_of,
        more={"words": words},
    )  # fmt: skip


def _words_of(one: Asked, row: Prepared) -> str:
    made, _contents = actions.submission_of(row, post="…", by=one.by, at=one.at)
    return in_words(made)
