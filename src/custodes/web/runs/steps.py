"""How far a run is, told to its job: stages of the engine as parts of one whole."""

from collections.abc import Sequence

from custodes.web.jobs.kinds import Telling

WHOLE = 1_000
"""A job is done when so many thousandths are."""

Stages = Sequence[tuple[str, int]]

FIND: Stages = (
    ("Look-ups and contacts: whose, with whom, on duty or not", 175),
    ("Purposes: who had which, with whom, when", 135),
    ("Look-ups: explained by which purposes", 190),
    ("Contacts: explained by which purposes", 75),
    ("Pair-days", 25),
    ("Indicators", 85),
    ("Evidence for and against", 20),
    ("Writing alerts", 105),
)
MEASURING_COVERAGE = 185
"""The stages of a run, and the coverage that it measures at last, with the thousandths of its time
that each takes: of the CPU seconds that `python benchmarks/find.py --rows 3000000` tells, of a
force of 971 staff with 3.4 million look-ups in 300 days; two cores that other work shared, 30
November 2026. With more purposes on record their stage takes more: half of the whole at ten million
look-ups. What is left is for the alerts taken in."""


class Steps:
    """A `Progress` of the pipeline that tells a job. Raises, at any step, where it is to end."""

    def __init__(self, told: Telling, stages: Stages, *, of: int = WHOLE) -> None:
        self._told, self._of = told, of
        self._starts: dict[str, tuple[int, int]] = {}
        start = 0
        for name, part in stages:
            self._starts[name] = (start, part)
            start += part
        self._base, self._part, self._total, self._done = 0, 0, 0, 0
        self._name = ""

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins; one that is not declared takes no part of the whole."""
        self._base, self._part = self._starts.get(name, (self._base + self._part, 0))
        self._total, self._done, self._name = total or 0, 0, name
        self._tell()

    def advance(self, n: int) -> None:
        """So many steps more are done."""
        self._done += n
        self._tell()

    def message(self, text: str) -> None:
        """Passed over: what is worth keeping is in the result."""

    def _tell(self) -> None:
        part = self._part * min(self._done, self._total) // self._total if self._total else 0
        self._told.progress(min(self._base + part, self._of - 1), self._of, self._name)
