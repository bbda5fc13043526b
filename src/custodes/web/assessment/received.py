"""What the inspectorate checks of a package that was read whole: who signed it, whose it is, and
whether it is new."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from custodes.vocabulary.errors import UserError, shown
from custodes.web.plan.forces import BY_NAME


@dataclass(frozen=True)
class KnownKey:
    """The key by which a force is known, by its fingerprint: `entered` once it was compared on
    another way, else that of the first package that came in. `how` says which, in words."""

    fingerprint: str
    entered: bool
    since: date
    how: str


def check_signer(force: str, fingerprint: str, known: KnownKey | None) -> None:
    """Raise UserError where a force is known by another key than the one that signed its package.

    Whoever can alter a package can sign it anew: only the key says that it comes from the force.
    """
    if known is not None and known.fingerprint != fingerprint:
        raise UserError(
            f"The package was signed with the key {fingerprint}, and {force} is known by the key "
            f"{known.fingerprint} ({known.how}). Somebody else may have made it: ask the force by "
            "telephone. If its key is a new one, the lead of the inspection enters that first."
        )


@dataclass(frozen=True)
class Received:
    """One package that is held: the force and round it names, and the SHA-256 of the whole file."""

    force: str
    round: str
    sha256: str


def check_new(package: Received, *, round_id: str, held: Collection[Received]) -> None:
    """Raise UserError unless the package is of a force and of this round, and the first of both.

    The force is asked for another only by withdrawing the first, so that nothing is replaced
    unseen.
    """
    if package.force not in BY_NAME:
        raise UserError(f"The package names {shown(package.force)}, which is not one of the 43.")
    if package.round != round_id:
        raise UserError(
            f"The package is of the round {shown(package.round)}; this one is {shown(round_id)}."
        )
    for other in held:
        if other.sha256 == package.sha256:
            raise UserError(f"This same package of {package.force} is already held.")
        if (other.force, other.round) == (package.force, package.round):
            raise UserError(
                f"{package.force} has already sent another package for this round. Nothing was "
                "replaced: ask the force which one counts."
            )
