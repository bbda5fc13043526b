"""The reference page of the synthetic force's parameters, made from their declarations."""

from types import ModuleType

from custodes.synthetic.parameters import (
    contacts,
    incidents,
    innocents,
    look_ups,
    offenders,
    public,
    purposes,
    workforce,
)
from custodes.synthetic.parameters.base import ASSUMED

SUBJECTS: tuple[ModuleType, ...] = (
    public,
    workforce,
    incidents,
    purposes,
    look_ups,
    contacts,
    offenders,
    innocents,
)
INTRODUCTION = """# Parameters of the synthetic force

Every number that a made-up force rests on, with where it is from. Most are *assumed*: nobody has
published them, and what is measured on a made-up force is no better than they are. Each can be
given another value for one force; the values that a force was made with are written in its
`truth/parameters.csv`.
"""


def page() -> str:
    """The page as Markdown: a table for each subject, every parameter with value, unit, source."""
    parts = [INTRODUCTION]
    for subject in SUBJECTS:
        title = subject.__name__.rpartition(".")[2].replace("_", "-").capitalize()
        about = (subject.__doc__ or "").strip().splitlines()[0]
        lines = [f"## {title}", "", about, "", "| parameter | value | unit | source |"]
        lines.append("| --- | ---: | --- | --- |")
        for one in subject.PARAMETERS:
            source = f"*{ASSUMED}*" if one.source == ASSUMED else one.source
            lines.append(f"| `{one.name}` | {one.value:g} | {one.unit} | {source} |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)
