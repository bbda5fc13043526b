"""The unit to which this intake seals: its name and its public keys, from the one file it was
given."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from custodes.vocabulary.errors import UserError
from custodes.web.sealing.public import PublicKeys, public_keys_from
from custodes.web.sealing.refused import SealingRefused


def unit_keys() -> PublicKeys:
    """The keys as the file has them now; a file that was renewed is read again.

    Raises UserError where there is none, or it is damaged.
    """
    path = Path(settings.INTAKE_PUBLIC_KEYS)
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError:
        raise UserError(
            f"There is no {path}: make keys on the case side with `custodes intake keys make`, "
            "carry over the file of public keys, and run `custodes intake set-up`."
        ) from None


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> PublicKeys:
    try:
        return public_keys_from(path.read_text("utf-8"))
    except (SealingRefused, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be used: {error}.") from None
