"""The unit's keyring on the case side, and opening it with a reader's own passphrase.

The keyring is a file beside the database. Nothing that opens is kept between two requests: each
opening asks for the passphrase, and the keys are gone when the answer is made.
"""

from pathlib import Path

from django.conf import settings

from custodes.vocabulary.errors import UserError
from custodes.web.accounts.models import User
from custodes.web.sealing.keyring import Keyring, Unlocked, keyring_from, unlocked
from custodes.web.sealing.refused import SealingRefused, WrongSecret

NAME = "keyring.json"


class WrongPassphrase(UserError):
    """A vault passphrase that does not open."""

    def __init__(self) -> None:
        super().__init__("That is not your vault passphrase.")


def keyring_path() -> Path:
    """Where the keyring of this installation lies."""
    return Path(settings.CONFIG.folder) / NAME


def keyring() -> Keyring:
    """The unit's keyring. Raises UserError where there is none or it cannot be read."""
    path = keyring_path()
    try:
        return keyring_from(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(
            "There is no keyring here yet. Whoever runs the service makes the unit's keys first."
        ) from None
    except SealingRefused as wrong:
        raise UserError(f"The keyring cannot be read: {wrong}.") from None


def is_reader(user: User) -> bool:
    """Whether the user is one of the named readers."""
    try:
        return bool(_name_of(user, keyring()))
    except UserError:
        return False


def unlock(user: User, passphrase: str) -> Unlocked:
    """The unit's keys as the user's passphrase opens them.

    Raises WrongPassphrase, or UserError for somebody who is no reader.
    """
    held = keyring()
    name = _name_of(user, held)
    if not name:
        raise UserError("You are not one of the named readers. Ask the head of the unit.")
    try:
        return unlocked(held, reader=name, passphrase=passphrase)
    except WrongSecret:
        raise WrongPassphrase from None
    except SealingRefused as wrong:
        raise UserError(f"The keyring cannot be read: {wrong}.") from None


def _name_of(user: User, held: Keyring) -> str:
    """What the keyring calls the user: by the number of the account or by its address; empty for
    somebody who is no reader."""
    names = {reader.name for reader in held.readers}
    return next((name for name in (user.reference, user.email) if name in names), "")
