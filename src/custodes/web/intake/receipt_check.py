"""Whether a receipt holds: read from it and the intake's public key, and from nothing else."""

import base64
import json

from custodes.vocabulary.errors import UserError
from custodes.web.audit import tree
from custodes.web.audit.commitments import commitment
from custodes.web.audit.notes import Key, NoteRefused, head_from, opened

TITLE = "Custodes receipt 1"


def checked(text: str, key: Key) -> str:
    """What a receipt shows, in a sentence. Raises UserError when it does not hold."""
    try:
        return _checked(text.replace("\r\n", "\n"), key)
    except (ValueError, KeyError, TypeError) as error:
        reason = str(error) if isinstance(error, NoteRefused) else "it was changed or is not whole"
        raise UserError(f"The receipt does not hold: {reason}.") from None


def _checked(text: str, key: Key) -> str:
    above, _gap, note = text.partition("\n\n")
    title, *lines = above.splitlines()
    told = [line.split(" ", 1) for line in lines]
    if title != TITLE:
        raise NoteRefused("it is not a receipt")
    fields = {word: rest for word, rest in told if word != "beside"}
    proof = [base64.b64decode(rest, validate=True) for word, rest in told if word == "beside"]
    entry = base64.b64decode(fields["entry"], validate=True)
    event = json.loads(entry)
    salt = base64.b64decode(fields["salt"], validate=True)
    if event["commitments"]["envelope"][1] != commitment(salt, "envelope", fields["envelope"]):
        raise NoteRefused("the entry is not of this envelope")
    head = head_from(opened(note, key))
    seq = event["seq"]
    if not tree.included(tree.leaf_hash(entry), seq - 1, head.size, proof, head.root):
        raise NoteRefused("the entry is not in the record that was signed")
    day = event["at"][:10]
    return (
        f"The sealed report {event['object']} is entry {seq} of {head.size} in the record of "
        f"{head.name}, taken in on {day}. Its envelope has the SHA-256 {fields['envelope']}."
    )
