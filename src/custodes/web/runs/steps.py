"""How far a run is, told to its job: stages of the engine as parts of one whole."""

from collections.abc import Sequence

from custodes.web.jobs.kinds import Telling

WHOLE = 1_000
"""A job is done when so many thousandths are."""

Stages = Sequence[tuple[str, int]]

FIND: Stages = (
    ("Look-ups and contacts: whose, with whom, on duty or not", 90),
    ("Purposes: who had which, with whom, when", 200),
    ("Look-ups: explained by which purposes", 260),
    ("Contacts: explained by which purposes", 70),
    ("Pair-days", 30),
    ("Indicators", 150),
    ("Evidence for and against", 50),
    ("Writing alerts", 100),
)
"""The stages of a run with the thousandths of its time that each is thought to take: an
estimate that nobody measured. What is left is for the alerts taken in and coverage drawn."""


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
