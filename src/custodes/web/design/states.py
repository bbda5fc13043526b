"""Which states a thing may pass through: declared once, checked and drawn from there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from custodes.vocabulary.errors import UserError


@dataclass(frozen=True)
class Transitions:
    """Each state with its words, the states that may follow it, and the one that things begin in.

    `start` is the first state of `words` unless given. `thing` is what the sentence of a refusal
    begins with. Raises ValueError for a state without words, without a place in `allowed`, or that
    nothing leads to, so that a wrong declaration cannot be imported.
    """

    words: Mapping[str, Any]
    allowed: Mapping[str, tuple[str, ...]]
    start: str = ""
    thing: Any = field(default=_("Something"))

    def __post_init__(self) -> None:
        if not self.start:
            object.__setattr__(self, "start", next(iter(self.words)))
        led_to = {self.start} | {new for after in self.allowed.values() for new in after}
        for problem, states in (
            ("without words", (led_to | set(self.allowed)) - set(self.words)),
            ("that say not what follows them", set(self.words) - set(self.allowed)),
            ("that nothing leads to", set(self.words) - led_to),
        ):
            if states:
                raise ValueError(f"states {problem}: {', '.join(sorted(states))}")

    def may(self, old: str, new: str) -> bool:
        """Whether `new` may follow `old`."""
        return new in self.allowed.get(old, ())

    def after(self, old: str) -> tuple[str, ...]:
        """The states that may follow `old`."""
        return self.allowed.get(old, ())

    def check(self, old: str, new: str) -> None:
        """Raise UserError where `new` may not follow `old`."""
        if not self.may(old, new):
            raise UserError(
                _("%(thing)s that is “%(old)s” cannot become “%(new)s”.")
                % {
                    "thing": self.thing,
                    "old": self.words.get(old, old),
                    "new": self.words.get(new, new),
                }
            )

    def mermaid(self) -> str:
        """The same as a diagram for the documentation, in the words that people see."""
        lines = [f'    state "{said}" as {state}' for state, said in self.words.items()]
        lines.append(f"    [*] --> {self.start}")
        for old, after in self.allowed.items():
            lines += [f"    {old} --> {new}" for new in after]
            lines += [f"    {old} --> [*]"] * (not after)
        return "\n".join(["stateDiagram-v2", *lines])
