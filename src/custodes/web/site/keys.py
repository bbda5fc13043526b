"""The secrets of an installation: made once, each in a file that its owner alone can read."""

import os
import secrets
from pathlib import Path

from custodes.vocabulary.errors import UserError
from custodes.web.audit.notes import NoteRefused, Signer, new_signer, signer_from
from custodes.web.site.config import Config


def make_missing(config: Config) -> None:
    """Make the web's folder, the secret of sessions and the audit's key, where they are not there.

    Raises UserError where they cannot be made.
    """
    try:
        config.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not config.secret.exists():
            _write(config.secret, secrets.token_urlsafe(50))
        if not config.audit_key.exists():
            _write(config.audit_key, str(new_signer(f"custodes-{secrets.token_hex(6)}")))
    except OSError as error:
        raise UserError(
            f"{config.folder} cannot be made ready for the web: {error.strerror or error}."
        ) from None


def audit_signer(config: Config) -> Signer:
    """The key that signs checkpoints. Raises UserError where it is missing, open or damaged."""
    path = config.audit_key
    try:
        if path.stat().st_mode & 0o077:
            raise UserError(f"Others may read {path}: run `chmod 600 {path}`.")
        return signer_from(path.read_text("utf-8"))
    except FileNotFoundError:
        raise UserError(f"There is no {path}: `custodes serve` makes it.") from None
    except (OSError, NoteRefused) as error:
        raise UserError(f"{path} cannot be read as a key: {error}. Restore it.") from None


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
