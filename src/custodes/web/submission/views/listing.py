"""The submissions, one of them, and the example that is shipped."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.answers import notices, plainly
from custodes.web.audit.looks import shows_records
from custodes.web.decision import Action
from custodes.web.design.showing import clock
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
from custodes.web.plan.views.shared import Asked, asked, may
from custodes.web.submission import actions, confirming, example
from custodes.web.submission.held import held_here
from custodes.web.submission.keys import fingerprint
from custodes.web.submission.models import Prepared
from custodes.web.submission.package import check_whole, read
from custodes.web.submission.reviewed import reviewed
from custodes.web.submission.states import ASKED, FROZEN, PREPARED, SIGNED, SUBMISSIONS
from custodes.web.submission.told import checked_at, held_at, writers_of
from custodes.web.submission.wording import in_words


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
            clock(row.cut_off),
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
@require_safe
def submission(request: HttpRequest, number: int) -> HttpResponse:
    """One submission: what it holds, what an assessor would find, and what comes next."""
    one = asked(request)
    row = row_of(one, number)
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
        "facts": facts_of(row),
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
        "words": in_words(example.submission(), clock),
    }  # fmt: skip
    return render(request, "submission/example.html", shown)


def row_of(one: Asked, number: int) -> Prepared:
    """One submission by its number. Raises Http404 where there is none."""
    found: Prepared = rows.row_of(
        Prepared, one.by.user, at=one.at, number=number, compartment=one.place
    )
    return found


def _problem(one: Asked, row: Prepared) -> str:
    """Why it could not be signed as it is; empty where it could."""
    try:
        made, contents = actions.submission_of(row, post="-", by=one.by, at=one.at)
        check_whole(made, contents, held_here)
    except UserError as wrong:
        return str(wrong)
    return ""


def _may_confirm(one: Asked, row: Prepared) -> bool:
    """Whether something in it is confirmed, or waits to be."""
    if row.confirmed:
        return True
    try:
        return bool(confirming.confirmable(row, by=one.by, at=one.at))
    except UserError:
        return False


def facts_of(row: Prepared) -> list[tuple[str, str]]:
    """What is known of a submission: name and words."""
    told = [
        (_("Round"), row.round),
        (_("Cut-off"), clock(row.cut_off)),
        (_("Prepared by"), row.by.name),
        (_("Stands at"), str(SUBMISSIONS.words[row.state])),
    ]
    if row.signed_at and row.signed_by:
        told += [
            (_("Signed"), f"{row.post} ({row.signed_by.name}), {clock(row.signed_at)}"),
            (_("SHA-256"), row.sha256),
            (_("Fingerprint of the force's key"), fingerprint(row.key)),
            (_("Key of the force"), row.key),
        ]
    if row.sent_at and row.sent_by:
        told.append((_("Sent"), f"{clock(row.sent_at)}, {row.sent_by.name}: {row.sent_how}"))
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
