"""What the inspectorate checks of a package that was read whole: whose it is, and if it is new."""

from collections.abc import Collection
from dataclasses import dataclass

from custodes.vocabulary.errors import UserError, shown
from custodes.web.plan.forces import BY_NAME


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
