"""All documents of a round in one zip, as a job that tells how far it is."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.asking import one_act
from custodes.web.assessment import queries as assessment
from custodes.web.assessment.models import AssessmentRound
from custodes.web.audit.actions import By, record
from custodes.web.audit.words import Action as Act
from custodes.web.audit.words import Effect
from custodes.web.decision import Action
from custodes.web.documents.word import DAY_ONE
from custodes.web.jobs.kinds import JobKind, Telling
from custodes.web.jobs.models import Job
from custodes.web.letters import overview, states
from custodes.web.letters.documents import letter_pdf, letter_word, overview_content
from custodes.web.letters.models import Bundle
from custodes.web.letters.paper import pdf
from custodes.web.letters.queries import letters_of


def make_all(job: Job, told: Telling) -> Mapping[str, Any]:
    """Every letter of the round as Word and PDF, drafts named as such, and the overview.

    Made as the one who asked may see it, at the moment of asking: run again it makes the same.
    """
    user, at = job.asked_by, job.asked_at
    rows = AssessmentRound.objects.visible_to(user, at=at)
    round_: AssessmentRound = rows.get(pk=job.parameters["round"])
    whole = assessment.assessed_in(round_, user, at=at)
    held = [now for now in letters_of(whole, user, at=at).values() if now.findings]
    if not held:
        raise UserError("No force of this round has a finding yet, so there is no letter.")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for done, now in enumerate(held, start=1):
            issued = now.row is not None and now.row.state == states.ISSUED
            name = f"{'' if issued else 'draft-'}{now.assessed.slug}"
            _add(box, f"letters/{name}.docx", letter_word(now, user, at=at))
            _add(box, f"letters/{name}.pdf", letter_pdf(now, user, at=at))
            told.progress(done, len(held) + 1, f"Letter {done} of {len(held)}")
        try:
            said = overview_content(round_, user, at=at)
        except UserError as wrong:
            _add(box, "overview-not-made.txt", str(wrong).encode())
        else:
            _add(box, "overview.docx", overview.word(said))
            _add(box, "overview.pdf", pdf("overview.typ", said, title=said["title"]))
    bundle = _kept(job, round_, out.getvalue(), len(held))
    told.progress(len(held) + 1, len(held) + 1)
    return {
        "words": f"{len(held)} letters as Word and PDF, in one file.",
        "address": reverse("letters:bundle", args=[bundle.pk]),
    }


def _kept(job: Job, round_: AssessmentRound, content: bytes, letters: int) -> Bundle:
    with one_act():
        rows = Bundle.objects.visible_to(job.asked_by, at=job.asked_at)
        same: Bundle | None = rows.filter(job=job.pk).first()
        if same is not None:
            return same
        row = Bundle(
            compartment=round_.compartment,
            round=round_,
            job=job.pk,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            letters=letters,
            at=job.asked_at,
        )
        row.save()
        record(
            Act.COLLECTION,
            by=By(actor=job.asked_by.reference),
            kind=Bundle.audit_kind,
            object_id=row.pk,
            effect=Effect.MADE,
            compartment=row.compartment_id,
        )
    return row


def _add(box: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, DAY_ONE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    box.writestr(entry, content)


ALL_DOCUMENTS = JobKind(
    id="letters-of-round", title=_("Letters of a round"), run=make_all, may=Action.ASSESS
)
KINDS = (ALL_DOCUMENTS,)
