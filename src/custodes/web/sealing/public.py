"""What the host that takes reports in is given: public keys, to which it can seal and no more."""

import json
from dataclasses import dataclass

from custodes.web.sealing.keys import KEY, fingerprint, read, written
from custodes.web.sealing.refused import SealingRefused

FORMAT = 1


@dataclass(frozen=True)
class PublicKeys:
    """The unit's name as reporters are shown it, its intake key, and the recovery key."""

    unit: str
    intake: bytes
    recovery: bytes

    @property
    def fingerprint(self) -> str:
        """What two people compare when the file was carried from one host to the other."""
        return fingerprint(self.intake + self.recovery)

    def __str__(self) -> str:
        """The keys as their file has them."""
        told = {
            "format": FORMAT,
            "unit": self.unit,
            "intake": written(self.intake),
            "recovery": written(self.recovery),
        }
        return json.dumps(told, indent=1) + "\n"


def public_keys_from(text: str) -> PublicKeys:
    """The keys that a file holds. Raises SealingRefused when it is damaged."""
    try:
        told = json.loads(text)
        if told["format"] != FORMAT:
            raise SealingRefused("the file of public keys is of a format that is not known")
        return PublicKeys(str(told["unit"]), read(told["intake"], KEY), read(told["recovery"], KEY))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        if isinstance(error, SealingRefused):
            raise
        raise SealingRefused("the file of public keys is damaged: carry it over again") from None
