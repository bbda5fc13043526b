"""Where an alert can stand, and what may follow: declared here, checked and drawn from here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from custodes.vocabulary.errors import UserError

NEW, LOOKING, DECIDED = "new", "looking", "decided"
OPEN = (NEW, LOOKING)


@dataclass(frozen=True)
class Transitions:
    """Each state with its words, and the states that may follow it."""

    words: Mapping[str, Any]
    allowed: Mapping[str, tuple[str, ...]]

    def check(self, old: str, new: str) -> None:
        """Raise UserError where `new` does not follow `old`."""
        if new not in self.allowed[old]:
            raise UserError(f"An alert that is {self.words[old]} cannot become {self.words[new]}.")

    def mermaid(self) -> str:
        """The same as a diagram for the documentation."""
        lines = [f"    {old} --> {new}" for old, after in self.allowed.items() for new in after]
        return "\n".join(["stateDiagram-v2", f"    [*] --> {NEW}", *lines])


TRANSITIONS = Transitions(
    words={NEW: _("New"), LOOKING: _("Being looked at"), DECIDED: _("Decided")},
    # A decided alert can be decided again, and given to somebody to be looked at anew.
    allowed={
        NEW: (LOOKING, DECIDED),
        LOOKING: (NEW, LOOKING, DECIDED),
        DECIDED: (DECIDED, LOOKING),
    },
)
COLOURS = {NEW: "blue", LOOKING: "yellow", DECIDED: "grey"}
