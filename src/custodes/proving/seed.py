"""The units of a run: one force each, made once, with all the walks through it."""

import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from custodes.proving.conditions import (
    SMALL,
    Change,
    changes_for,
    of_conditions,
    of_replays,
)
from custodes.proving.forces import ForceOf, Plot, current, force, hashed, staged
from custodes.proving.ground import Walk, walk
from custodes.proving.protocol import Protocol

FORCE_STEPS = 5
"""What making a force and taking it in counts for in the progress, in origins."""

RIVALS_STEPS = 2
"""What an origin counts for where everybody is asked."""

MAIN = "walk"
PREVALENCE = "offenders_a_thousand_a_year"
STAGES = ("seeds", "conditions", "replays")


@dataclass(frozen=True)
class Unit:
    """A force and the walks through it, by name; `stage` is what it belongs to."""

    name: str
    stage: str
    force: ForceOf
    walks: tuple[tuple[str, Walk], ...]

    def marks(self, source: str) -> dict[str, str]:
        """What each walk's folder is marked with when it is done from this force and source."""
        made = asdict(self.force)
        return {
            name: hashed(source, made, [str(o) for o in of.origins], repr(of))
            for name, of in self.walks
        }

    def steps(self) -> int:
        """How much there is to do, as the progress counts it."""
        each = (len(of.origins) * (RIVALS_STEPS if of.rivals else 1) for _name, of in self.walks)
        return FORCE_STEPS + sum(each)


def units(protocol: Protocol, stages: Collection[str] = STAGES) -> list[Unit]:
    """All units of a run, the seeds of the comparison first."""
    changes = changes_for(protocol)
    small = protocol.staff < SMALL
    made: list[Unit] = []
    if "seeds" in stages:
        made += [_seed(protocol, n, changes if small else ()) for n in protocol.numbers]
    if "conditions" in stages and not small:
        smaller = of_conditions(protocol)
        for n in smaller.numbers:
            made += _conditions(smaller, n, changes)
    if "replays" in stages and not small:
        smaller = of_replays(protocol)
        made += [_replay(smaller, n) for n in smaller.numbers]
    return made


def seed_name(number: int) -> str:
    """The name of the unit of a seed of the comparison."""
    return f"seed-{number:03d}"


def base_name(number: int) -> str:
    """The name of the unit of the unchanged force of the conditions."""
    return f"unchanged-{number:03d}"


def change_name(change: Change, number: int) -> str:
    """The name of the unit that holds the walk of a changed condition."""
    return f"{change.id}-{number:03d}" if change.given else base_name(number)


def replay_name(number: int) -> str:
    """The name of the unit of a force of replays."""
    return f"replays-{number:03d}"


def work(
    unit: Unit, out: Path, source: str, memory_mb: int, keep: bool, told: Callable[[int], None]
) -> None:
    """Make what of a unit is not yet there, walk by walk, and delete the force after it.

    What was done from the same protocol and source is left; what was half done is made anew.
    """
    folder = out / unit.name
    marks = unit.marks(source)
    wanted = [(n, of) for n, of in unit.walks if not current(folder / n, marks[n])]
    told(unit.steps() - sum(_weight(of) for _n, of in wanted) - (FORCE_STEPS if wanted else 0))
    place = folder / "force"
    if wanted:
        made = hashed(source, asdict(unit.force))
        staged(place, made, lambda to: force(to, unit.force, memory_mb))
        told(FORCE_STEPS)
    for name, of in wanted:
        weight = RIVALS_STEPS if of.rivals else 1

        def build(to: Path, of: Walk = of, weight: int = weight) -> None:
            walk(place, of, to, lambda n: told(n * weight), memory_mb)

        staged(folder / name, marks[name], build)
    if not keep:
        for left in (place, place.with_name("force.tmp")):
            shutil.rmtree(left, ignore_errors=True)


def _weight(of: Walk) -> int:
    return len(of.origins) * (RIVALS_STEPS if of.rivals else 1)


def _force(protocol: Protocol, seed: int, plot: Plot = "hard", **given: float) -> ForceOf:
    return ForceOf(
        protocol.staff,
        protocol.days,
        seed,
        plot,
        protocol.last,
        {PREVALENCE: protocol.planted, **given} if plot == "hard" else given,
    )


def _seed(protocol: Protocol, number: int, changes: Sequence[Change]) -> Unit:
    main = Walk(number, protocol.origins, protocol.keep, rivals=True)
    views = tuple((c.id, _view(protocol, number, c)) for c in changes if not c.given)
    return Unit(seed_name(number), "seeds", _force(protocol, number), ((MAIN, main), *views))


def _conditions(protocol: Protocol, number: int, changes: Sequence[Change]) -> list[Unit]:
    place = number - protocol.first_seed
    chosen = [change for change in changes if place < change.seeds]
    plain = Walk(number, protocol.origins, protocol.keep)
    views = tuple((c.id, _view(protocol, number, c)) for c in chosen if not c.given)
    made = [
        Unit(base_name(number), "conditions", _force(protocol, number), ((MAIN, plain), *views))
    ]
    for change in chosen:
        if change.given:
            of = _force(protocol, number, "hard", **change.given)
            made.append(Unit(change_name(change, number), "conditions", of, ((change.id, plain),)))
    return made


def _replay(protocol: Protocol, number: int) -> Unit:
    plain = Walk(number, protocol.origins, protocol.keep)
    return Unit(
        replay_name(number), "replays", _force(protocol, number, "replays"), ((MAIN, plain),)
    )


def _view(protocol: Protocol, number: int, change: Change) -> Walk:
    return Walk(number, protocol.origins, protocol.keep, change.view)
