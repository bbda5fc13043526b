"""What a role is, and what is refused at import because nobody could hold it soundly."""

from typing import ClassVar

from custodes.web.decision.actions import SEES, Action
from custodes.web.decision.things import Kind


class Role:
    """One role, held in one compartment over a time; its docstring says what it is for.

    `kinds` are the compartments in which it can be held; elsewhere it gives nothing. `may` is what
    it may do, in each compartment as far as such things lie there; `approves` what it may approve
    when a colleague asks, `never` what it is kept from.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    kinds: ClassVar[frozenset[Kind]]
    may: ClassVar[frozenset[Action]]
    approves: ClassVar[frozenset[Action]] = frozenset()
    never: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls) -> None:
        """Refuse at import a role that leaves a declaration out, that may change or approve what it
        cannot see, or that may act on what lies nowhere where it is held."""
        declared = ("id", "title", "kinds", "may", "never")
        if missing := [name for name in declared if not getattr(cls, name, None)]:
            raise TypeError(f"{cls.__name__} does not declare {', '.join(missing)}.")
        if not cls.__doc__:
            raise TypeError(f"{cls.__name__} does not say what it is for.")
        acts = sorted(cls.may | cls.approves, key=lambda action: action.name)
        if blind := [a.name for a in acts if SEES[a.value.thing] not in cls.may]:
            raise TypeError(f"{cls.__name__} cannot see what these act on: {', '.join(blind)}.")
        if lone := [a.name for a in acts if a in cls.approves and not a.value.second]:
            raise TypeError(f"{cls.__name__} approves what asks for nobody: {', '.join(lone)}.")
        if adrift := [a.name for a in acts if not a.value.thing.lies_in & cls.kinds]:
            raise TypeError(f"{cls.__name__} is held where these never are: {', '.join(adrift)}.")
