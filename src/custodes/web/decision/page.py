"""The printed page of the roles: what each is for, may do, may approve and is kept from."""

from collections.abc import Iterable

from custodes.web.decision.actions import Action
from custodes.web.decision.roles import ROLES, Role
from custodes.web.decision.things import Kind, Thing


def roles_page() -> str:
    """The reference page of all roles, as Markdown."""
    opening = (
        "A role is held in one compartment, from one date to another, for a written reason. "
        "Whoever is the subject of something, its line manager, or otherwise barred, does not see "
        "it, whatever the role. In each compartment a role gives what lies there, and nothing else."
    )
    parts = ["# Roles", opening, *(_role(role) for role in ROLES), _things(), _acts()]
    return "\n\n".join(parts) + "\n"


def _role(role: type[Role]) -> str:
    held = "; ".join(sorted(kind.value for kind in role.kinds))
    parts = [
        f"## {role.title}",
        " ".join((role.__doc__ or "").split()),
        f"**Id:** `{role.id}`. **Held in:** {held}.",
        "**May**",
        _list(action.value.does for action in Action if action in role.may),
    ]
    if role.approves:
        approved = (action.value.does for action in Action if action in role.approves)
        parts += ["**May be the second person when a colleague asks to**", _list(approved)]
    return "\n\n".join([*parts, "**Never**", _list(role.never)])


def _things() -> str:
    lines = ["| | lie in compartments for |", "| --- | --- |"]
    for thing in Thing:
        kinds = [kind.value for kind in Kind if kind in thing.lies_in]
        where = "; ".join(kinds) if len(kinds) < len(Kind) else "each of these"
        lines.append(f"| {thing.words} | {where} |")
    return "\n\n".join(["## Where things lie", "\n".join(lines)])


def _acts() -> str:
    lines = ["| to | proves again who they are | gives a reason | has a second person |"]
    lines.append("| --- | --- | --- | --- |")
    for action in Action:
        terms = action.value
        asked = [terms.step_up, terms.reason, terms.second]
        if any(asked):
            ticks = " | ".join("yes" if wanted else "" for wanted in asked)
            lines.append(f"| {terms.does} | {ticks} |")
    return "\n\n".join(["## What an act asks for", "\n".join(lines)])


def _list(sentences: Iterable[str]) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences)
