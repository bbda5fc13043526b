"""A receipt: shows later that a sealed report is in the record of the intake, as which entry.

It holds the entry as it was hashed, the envelope's SHA-256 and the salt that ties the two together,
the way from the entry to the root of the record, and the root as the intake signed it. It says
nothing of what the report says, of who sent it, or at what time.
"""

import base64
import hashlib
from datetime import date

import rfc8785
from django.conf import settings

from custodes.web.audit import tree
from custodes.web.audit.checkpoints import checkpoint, read_signer
from custodes.web.audit.leaves import written
from custodes.web.audit.models import Checkpoint, Event, Salt
from custodes.web.audit.words import Effect
from custodes.web.intake.actions import day_alone
from custodes.web.intake.models import Submission
from custodes.web.intake.receipt_check import TITLE


def receipt(*, submission: Submission, on: date) -> str:
    """The receipt of a report, as a text to keep. The record is signed up to it first."""
    event = Event.objects.get(
        kind=Submission.audit_kind, object=submission.pk, effect=Effect.MADE.value
    )
    if not Checkpoint.objects.filter(size__gte=event.seq).exists():
        signer = read_signer(settings.AUDIT_KEY)
        checkpoint(signer, settings.AUDIT_WITNESSES, clock=day_alone(on))
    newest = Checkpoint.objects.order_by("size").filter(size__gte=event.seq)[0]
    leaves = Event.objects.filter(seq__lte=newest.size).order_by("seq")
    hashes = [bytes.fromhex(leaf) for leaf in leaves.values_list("leaf", flat=True)]
    proof = tree.inclusion_proof(hashes, event.seq - 1)
    salt = Salt.objects.get(kind=Submission.audit_kind, object=submission.pk)
    lines = [
        TITLE,
        "envelope " + hashlib.sha256(bytes(submission.envelope)).hexdigest(),
        "salt " + base64.b64encode(bytes(salt.salt)).decode(),
        "entry " + base64.b64encode(rfc8785.dumps(written(event))).decode(),
        *("beside " + base64.b64encode(one).decode() for one in proof),
    ]
    return "\n".join(lines) + "\n\n" + newest.note
