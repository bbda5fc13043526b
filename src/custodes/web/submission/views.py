"""The pages of the submissions: prepared, checked, signed, taken out, sent; and the history."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from custodes.vocabulary.errors import UserError
from custodes.vocabulary.times import in_london
from custodes.web.accounts.answers import notices, plainly
from custodes.web.accounts.asking import check_may, one_act
from custodes.web.accounts.conflict import version_named
from custodes.web.accounts.sign_in import check_stepped_up
from custodes.web.audit.looks import shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.decision import Action
from custodes.web.plan import presenters as plan_words
from custodes.web.plan import rows
from custodes.web.plan.elements import (
    ELEMENTS,
    QUALIFIER_WORDS,
    STATUS_WORDS,
    Element,
    Qualifier,
    Status,
)
from custodes.web.plan.views.shared import Asked, asked, kept, may
from custodes.web.submission import actions, example
from custodes.web.submission.forms import AsideForm, ConfirmForm, PrepareForm, SentForm, SignForm
from custodes.web.submission.keys import fingerprint
from custodes.web.submission.models import Prepared
from custodes.web.submission.package import check_whole, read
from custodes.web.submission.paper import commissioners_copy
from custodes.web.submission.personal import Trace
from custodes.web.submission.reviewed import reviewed
from custodes.web.submission.states import ASKED, FROZEN, PREPARED, SIGNED, SUBMISSIONS
from custodes.web.submission.told import checked_at, held_at, writers_of
from custodes.web.submission.wording import in_words

FILES = {
    "package": "application/zip",
    "pdf": "application/pdf",
    "words": "text/plain; charset=utf-8",
}


@login_required
@plainly
@shows_records
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The submissions, the last first."""
    one = asked(request)
    held = Prepared.objects.visible_to(one.by.user, at=one.at).filter(compartment=one.place)
    one.told()
    cells = [
        [
            {"text": str(row), "href": f"{row.number}/"},
            row.round,
            _moment(row.cut_off),
            str(SUBMISSIONS.words[row.state]),
            row.post,
            row.sha256[:12],
            fingerprint(row.key)[:9],
        ]
        for row in held.defer("content").order_by("-number")
    ]
    shown = {
        "rows": cells,
        "edits": one.edits,
        "force": rows.force_of(**one.sees),
        "fingerprint": fingerprint(actions.known_key()),
        "notices": notices(request),
    }
    return render(request, "submission/listed.html", shown)


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
@require_safe
def submission(request: HttpRequest, number: int) -> HttpResponse:
    """One submission: what it holds, what an assessor would find, and what comes next."""
    one = asked(request)
    row = _row(one, number)
    one.told(Prepared.audit_kind, row.pk)
    frozen = row.content is not None
    if frozen:
        # What was signed counts, whatever became of the plan since.
        said = read(bytes(row.content or b"")).submission
        found = reviewed(said)
        checked, remarks, strategy = found.checked, found.remarks, found.strategy
        plan = found.plan
    else:
        whole = held_at(row, one.by.user, at=one.at)
        checked, remarks = checked_at(row, whole)
        plan, strategy = whole.plan, whole.strategy
    problem = "" if frozen else _problem(one, row)
    wrote = not frozen and one.by.user.pk in writers_of(row, one.by.user, at=one.at)
    may_sign = row.state == ASKED and may(one.by, Action.SIGN_PLAN, one.place, one.at)
    shown = {
        "row": row,
        "state": SUBMISSIONS.words[row.state],
        "facts": _facts(row),
        "frozen": frozen,
        "problem": problem,
        "confirms": (
            bool(problem or row.confirmed) and one.edits and row.state in (PREPARED, ASKED)
            and _may_confirm(one, row)
        ),
        "nothing": [ELEMENTS[e].title for e in checked.nothing_to_find],
        "elements": plan_words.element_rows(checked, strategy),
        "remarks": [[r.words, f"{r.line}: {r.title}" if r.line else ELEMENTS[r.element].title,
                     r.says] for r in remarks],
        "lines": [
            [line.id, line.title, ELEMENTS[line.element].title, STATUS_WORDS[line.status],
             line.owner, len(line.evidence)]
            for line in plan.lines
        ],
        "documents": [[d.title, d.name, f"{d.bytes:,}", d.sha256[:16]] for d in plan.documents],
        "edits": one.edits and row.state in (PREPARED, ASKED),
        "asks": one.edits and row.state == PREPARED,
        "signs": may_sign and not wrote,
        "wrote": may_sign and wrote,
        "waits": row.state == ASKED,
        "sends": row.state == SIGNED and may(one.by, Action.SUBMIT_PLAN, one.place, one.at),
        "takes_out": row.state in FROZEN and may(one.by, Action.SUBMIT_PLAN, one.place, one.at),
        "sets_aside": one.edits and SUBMISSIONS.may(row.state, "set-aside"),
        "notices": notices(request),
    }  # fmt: skip
    return render(request, "submission/submission.html", shown)


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
    return STEPS[what](one, _row(one, number))


@login_required
@plainly
@shows_records
@require_safe
def file(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """What was signed: the package, the commissioner's copy as a PDF, or the words alone."""
    one = asked(request)
    row = _row(one, number)
    if kind not in FILES:
        raise Http404
    if row.content is None:
        raise UserError(_("It is not signed yet, so there is nothing to take out."))
    if may(one.by, Action.SUBMIT_PLAN, one.place, one.at):
        check_stepped_up(request)
    check_may(one.by, Action.SUBMIT_PLAN, one.place, about=str(row), at=one.at)
    content = bytes(row.content)
    if kind == "package":
        made, name = content, f"submission-{row.round}.zip"
    elif kind == "pdf":
        made, name = commissioners_copy(read(content)), f"commissioners-copy-{row.round}.pdf"
        with one_act():
            actions.disclose_to_commissioner(row, one.by)
    else:
        made, name = in_words(read(content).submission).encode(), f"submission-{row.round}.txt"
    one.told(Prepared.audit_kind, row.pk, Act.EXPORT)
    response = HttpResponse(made, content_type=FILES[kind])
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in name)
    response["Content-Disposition"] = f'attachment; filename="{plain}"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
@plainly
@shows_records
@require_safe
def example_page(request: HttpRequest) -> HttpResponse:
    """North Yorkshire's submission of 2017, made again, and what the check says of it."""
    one = asked(request)
    found = reviewed(example.submission())
    one.told()
    shown = {
        "nothing": [ELEMENTS[e].title for e in found.checked.nothing_to_find],
        "elements": plan_words.element_rows(found.checked, found.strategy),
        "remarks": [[r.words, f"{r.line}: {r.title}" if r.line else ELEMENTS[r.element].title,
                     r.says] for r in found.remarks],
        "words": in_words(example.submission()),
    }  # fmt: skip
    return render(request, "submission/example.html", shown)


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
        caption=str(row), describe=_facts,
    )  # fmt: skip


def _confirm(one: Asked, row: Prepared) -> HttpResponse:
    """Say of each thing that looks like data of a person why it may be sent."""
    traces = actions.confirmable(row, by=one.by, at=one.at)
    if not traces:
        raise UserError(_("Nothing in it is to be confirmed."))
    said = {Trace(told["where"], told["kind"]): told["because"] for told in row.confirmed}
    form = ConfirmForm(one.request.POST or None, traces=traces, said=said)
    form.initial["version"] = row.version

    def keep() -> None:
        actions.confirm(
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
        actions.ask(row=row, version=_version(one.request), by=one.by, at=one.at)
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


def _row(one: Asked, number: int) -> Prepared:
    found: Prepared = rows.row_of(
        Prepared, one.by.user, at=one.at, number=number, compartment=one.place
    )
    return found


def _version(request: HttpRequest) -> int:
    return version_named(request.POST.get("version", ""))


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
        caption=f"{row}, {_('round')} {row.round}", said=said, describe=_facts,
        more={"words": words},
    )  # fmt: skip


def _problem(one: Asked, row: Prepared) -> str:
    """Why it could not be signed as it is; empty where it could."""
    try:
        made, contents = actions.submission_of(row, post="-", by=one.by, at=one.at)
        check_whole(made, contents, actions.held)
    except UserError as wrong:
        return str(wrong)
    return ""


def _may_confirm(one: Asked, row: Prepared) -> bool:
    """Whether something in it is confirmed, or waits to be."""
    if row.confirmed:
        return True
    try:
        return bool(actions.confirmable(row, by=one.by, at=one.at))
    except UserError:
        return False


def _words_of(one: Asked, row: Prepared) -> str:
    made, _contents = actions.submission_of(row, post="…", by=one.by, at=one.at)
    return in_words(made)


def _facts(row: Prepared) -> list[tuple[str, str]]:
    told = [
        (_("Round"), row.round),
        (_("Cut-off"), _moment(row.cut_off)),
        (_("Prepared by"), row.by.name),
        (_("Stands at"), str(SUBMISSIONS.words[row.state])),
    ]
    if row.signed_at and row.signed_by:
        told += [
            (_("Signed"), f"{row.post} ({row.signed_by.name}), {_moment(row.signed_at)}"),
            (_("SHA-256"), row.sha256),
            (_("Fingerprint of the force's key"), fingerprint(row.key)),
            (_("Key of the force"), row.key),
        ]
    if row.sent_at and row.sent_by:
        told.append((_("Sent"), f"{_moment(row.sent_at)}, {row.sent_by.name}: {row.sent_how}"))
    if row.because:
        told.append((_("Why it was set aside"), row.because))
    told += [
        (_("%(kind)s in %(where)s may be sent") % one, one["because"]) for one in row.confirmed
    ]
    for element, claim in row.claims.items():
        words = [STATUS_WORDS[Status(claim["status"])]]
        words += [QUALIFIER_WORDS[Qualifier(one)] for one in claim["qualifiers"]]
        told.append((_("%(title)s: the force says") % {"title": ELEMENTS[Element(element)].title},
                     f"{'; '.join(words)}. {claim['text']}".strip()))  # fmt: skip
    return told


def _moment(at: datetime) -> str:
    local = in_london(at)
    return f"{local.day} {local:%b %Y, %H:%M}"
