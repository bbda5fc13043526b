"""Progress in the terminal: the stage, how far, how fast, how long still; on standard error."""

from types import TracebackType

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from custodes.cli.showing import err


class _Rate(ProgressColumn):
    """Steps a second, where the steps are many."""

    def render(self, task: Task) -> Text:
        """The rate as text."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed and (task.total or 0) > 1000 else "")


class TerminalProgress:
    """Shows stages as they come. Where nobody watches a terminal, one line a stage."""

    def __init__(self) -> None:
        self._console = err()
        self._watched = self._console.is_terminal
        self._bars = Progress(
            SpinnerColumn(finished_text="✓"),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            _Rate(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self._console,
        )
        self._now: Task | None = None

    def __enter__(self) -> "TerminalProgress":
        if self._watched:
            self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._finish()
        if self._watched:
            self._bars.stop()

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins, of so many steps where that is known."""
        self._finish()
        if self._watched:
            task = self._bars.add_task(name, total=total)
            self._now = self._bars.tasks[self._bars.task_ids.index(task)]
        else:
            self._console.print(name, markup=False, soft_wrap=True)

    def advance(self, n: int) -> None:
        """So many steps more are done."""
        if self._now is not None:
            self._bars.advance(self._now.id, n)

    def message(self, text: str) -> None:
        """Something worth saying while the work goes on."""
        self._console.print(text, markup=False, soft_wrap=True)

    def made(self, name: str, done: int, total: int) -> None:
        """Progress as the synthetic force tells it: a stage by name, so many steps done."""
        if self._now is None or self._now.description != name:
            self.stage(name, total)
        if self._now is not None:
            self._bars.update(self._now.id, completed=done)

    def _finish(self) -> None:
        if self._now is not None:
            self._bars.update(
                self._now.id, total=self._now.total or 1, completed=self._now.total or 1
            )
        self._now = None
