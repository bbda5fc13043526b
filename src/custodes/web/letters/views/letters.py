"""The letters of a round, one letter beside its evidence, and how it goes out."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.answers import notices, plainly
from custodes.web.accounts.conflict import Conflict, version_named
from custodes.web.accounts.sign_in import asker_of, check_stepped_up
from custodes.web.assessment import presenters, queries
from custodes.web.assessment.models import Assessed
from custodes.web.audit.looks import look, shows_records
from custodes.web.audit.words import Action as Act
from custodes.web.decision import NotAllowed
from custodes.web.design.forms import new_token
from custodes.web.documents.tables import csv_response, xlsx_response
from custodes.web.letters import states
from custodes.web.letters.actions import issuing, wording
from custodes.web.letters.forms import place_in, sentences_from, typed
from custodes.web.letters.letter import silent
from custodes.web.letters.models import Letter, Wording
from custodes.web.letters.queries import (
    Stands,
    letter_to,
    letters_of,
    sentence_of,
    template_now,
)
from custodes.web.letters.sentences import Origin, Sentence, paragraph
from custodes.web.plan.elements import ELEMENTS

COLUMNS = ("Force", "Letter", "Class", "Lacking", "SHA-256")
STEPS = {
    "ask": (issuing.ask, {states.DRAFT, states.APPROVED}),
    "approve": (issuing.approve_all, {states.ASKED}),
    "issue": (issuing.issue, {states.APPROVED}),
}
DONE = {
    "ask": "A second person is asked to approve.",
    "approve": "Approved. Whoever asked can issue within a day.",
    "issue": "Issued, frozen and hashed.",
}


@login_required
@plainly
@shows_records
@require_safe
def listed(request: HttpRequest, key: str) -> HttpResponse:
    """The letters of a round, and what can be done with all of them at once."""
    user, now = asker_of(request).user, timezone.now()
    row = queries.round_named(key, user, at=now)
    whole = queries.assessed_in(row, user, at=now)
    held = letters_of(whole, user, at=now)
    state = request.GET.get("state", "")
    shown = [one for one in held.values() if state in ("", _state(one))]
    rows = [
        [
            one.assessed.force,
            str(states.LETTERS.words[_state(one)]),
            presenters.class_words(one.assessed, queries.class_of(one.assessed, one.findings)),
            presenters.lacking(one.findings),
            one.row.sha256 if one.row else "",
        ]
        for one in shown
    ]
    file = request.GET.get("as", "")
    look(
        request,
        kind=row.audit_kind,
        object_id=row.pk,
        compartment=row.compartment_id,
        action=Act.EXPORT if file else Act.CONSULTATION,
    )
    if file in ("csv", "xlsx"):
        respond = csv_response if file == "csv" else xlsx_response
        return respond(f"letters-{row.key}", COLUMNS, rows)
    cells: list[list[Any]] = []
    for one, said in zip(shown, rows, strict=True):
        address = reverse("letters:letter", args=[row.key, one.assessed.slug])
        cells.append([{"text": said[0], "href": address}, *said[1:4], said[4][:12]])
    counts = [
        (str(words), sum(_state(one) == name for one in held.values()))
        for name, words in states.LETTERS.words.items()
    ]
    return render(
        request,
        "letters/listed.html",
        {
            "round": row,
            "rows": cells,
            "counts": counts,
            "token": new_token(),
            "template": template_now(user, at=now),
            "state": state,
            "states": [
                {"value": k, "text": str(words), "selected": k == state}
                for k, words in {"": _("All"), **states.LETTERS.words}.items()
            ],
            "notices": notices(request),
        },
    )


@login_required
@plainly
@shows_records
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, key: str, force: str) -> HttpResponse:
    """One letter: each sentence of its own paragraph beside the finding that it comes from."""
    by, at = asker_of(request), timezone.now()
    one = queries.assessed_named(key, force, by.user, at=at)
    now, theirs, problem = letter_to(one, by.user, at=at), None, ""
    rows, added = _boxes(now), ""
    version = str(now.version)
    if request.method == "POST":
        rows, added = typed(request.POST), request.POST.get("added", "")
        version = request.POST.get("version", "")
        try:
            sentences = sentences_from(rows, added, _own_at(now, version, by.user, at))
            wording.word(
                assessed=one,
                sentences=sentences,
                version=version_named(version),
                by=by,
                at=at,
            )
        except NotAllowed:
            raise
        except Conflict as moved:
            # Saved once more, what was typed goes over what is shown beside it, sentence by
            # sentence: those that changed lose nothing, for earlier wordings are kept.
            problem, theirs, version = str(moved), _own(moved.now), str(moved.now.version)
            rows = [row | {"was": str(min(n, len(theirs) - 1))} for n, row in enumerate(rows)]
        except UserError as wrong:
            problem = str(wrong)
        else:
            messages.success(request, _("The letter is kept."))
            return redirect("letters:letter", key, force)
    look(request, kind=one.audit_kind, object_id=one.pk, compartment=one.compartment_id)
    issued = now.row is not None and now.row.state == states.ISSUED
    own = theirs or _own(now)
    shown = {
        "one": one,
        "now": now,
        "issued": issued,
        "before": now.letter.body[: now.letter.own],
        "after": now.letter.body[now.letter.own + 1 :],
        "boxes": [row | {"behind": _behind(now, own, row["was"])} for row in rows],
        "added": added,
        "version": version,
        "theirs": theirs,
        "problem": problem,
        "state": states.LETTERS.words[_state(now)],
        "state_key": _state(now),
        "lacking": presenters.lacking(now.findings),
        "silent": "; ".join(ELEMENTS[one.element].title for one in silent(now.letter)),
        "may_approve": issuing.may_approve(now, by, at),
        "mine": now.row is not None and now.row.asked_by_id == by.user.pk,
        "traced": [(s.text, _origin(now, s)) for s in _own(now)],
        "notices": notices(request),
    }
    return render(request, "letters/letter.html", shown, status=422 if problem else 200)


@login_required
@plainly
@require_POST
def again(request: HttpRequest, key: str, force: str) -> HttpResponse:
    """Compose the paragraph from the findings once more."""
    by, at = asker_of(request), timezone.now()
    one = queries.assessed_named(key, force, by.user, at=at)
    version = version_named(request.POST.get("version", ""))
    wording.compose_again(assessed=one, version=version, by=by, at=at)
    messages.success(request, _("Composed from the findings as they stand."))
    return redirect("letters:letter", key, force)


@login_required
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, key: str, force: str, what: str) -> HttpResponse:
    """Ask for a letter to be issued, approve it as the second person, or issue it."""
    by, at = asker_of(request), timezone.now()
    one = queries.assessed_named(key, force, by.user, at=at)
    if request.method != "POST":
        # Where the proof of who one is leads back to: nothing is done by looking.
        return redirect("letters:letter", key, force)
    _do(request, what, [one], by, at)
    return redirect("letters:letter", key, force)


@login_required
@plainly
@require_http_methods(["GET", "HEAD", "POST"])
def step_all(request: HttpRequest, key: str, what: str) -> HttpResponse:
    """The same for all letters of a round that stand where the step begins."""
    by, at = asker_of(request), timezone.now()
    row = queries.round_named(key, by.user, at=at)
    if request.method != "POST":
        # Where the proof of who one is leads back to: nothing is done by looking.
        return redirect("letters:listed", key)
    whole = queries.assessed_in(row, by.user, at=at)
    if what not in STEPS:
        raise Http404
    held = letters_of(whole, by.user, at=at)
    begins = {states.DRAFT} if what == "ask" else STEPS[what][1]
    forces = [one for one in whole if _state(held[one.pk]) in begins]
    if what == "issue":
        # An approval is given to whoever asked: the others' letters wait for them.
        mine = by.user.pk
        forces = [one for one in forces if _row(held[one.pk]).asked_by_id == mine]
    if not forces:
        raise UserError(_("No letter of this round stands where that can be done."))
    _do(request, what, forces, by, at)
    return redirect("letters:listed", key)


def _do(request: HttpRequest, what: str, forces: list[Assessed], by: Any, at: Any) -> None:
    if what not in STEPS:
        raise Http404
    if what != "ask":
        check_stepped_up(request)
    STEPS[what][0](forces=forces, by=by, at=at)
    messages.success(request, _(DONE[what]))


def _row(now: Stands) -> Letter:
    if now.row is None:
        raise Http404
    return now.row


def _state(now: Stands) -> str:
    state: str = now.row.state if now.row else states.DRAFT
    return state


def _own(now: Stands) -> tuple[Sentence, ...]:
    return now.letter.body[now.letter.own]


def _own_at(now: Stands, version: str, user: Any, at: Any) -> tuple[Sentence, ...]:
    """The paragraph of the version that the form was made from, so that its links are kept."""
    if version == str(now.version):
        return _own(now)
    rows = Wording.objects.visible_to(user, at=at)
    row = rows.filter(letter=now.row, version=max(0, version_named(version))).first()
    if row:
        return tuple(sentence_of(kept) for kept in row.sentences)
    return paragraph(now.findings, strategy=now.assessed.round.strategy)


def _boxes(now: Stands) -> list[dict[str, Any]]:
    return [
        {"text": s.text, "keeps": s.origin is Origin.FINDING, "was": str(n)}
        for n, s in enumerate(_own(now))
    ]


def _behind(now: Stands, own: tuple[Sentence, ...], was: str) -> str:
    place = place_in(was, own)
    return "" if place is None else _origin(now, own[place])


def _origin(now: Stands, sentence: Sentence) -> str:
    """What stands behind a sentence: its findings with what they rest on, or whose words it is."""
    if sentence.origin is not Origin.FINDING:
        return str(sentence.origin.value)
    held = {finding.key: finding for finding in now.findings}
    said = []
    for key in sentence.findings:
        if key not in held:
            said.append(_("a finding that no longer stands"))
            continue
        finding = held[key]
        rests = "; ".join(map(str, finding.references)) or _("no document")
        said.append(
            f"{presenters.SHORT[finding.element]}: {presenters.words_of(finding)} ({rests})"
        )
    return ". ".join(said)
