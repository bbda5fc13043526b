"""The pages of the commands in the printed reference, from the help that a user sees."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from typer.main import get_command

from custodes.cli import pages as md


def commands() -> Iterable[tuple[list[str], Any]]:
    """Every command that a user can type, with its words, depth first in the order of the help."""

    def below(words: list[str], command: Any) -> Iterable[tuple[list[str], Any]]:
        for name, inner in getattr(command, "commands", {}).items():
            if inner.hidden:
                continue
            if hasattr(inner, "commands"):
                yield from below([*words, name], inner)
            else:
                yield [*words, name], inner

    app = the_app()
    return below([], get_command(app)) if app else ()


def the_app() -> Any:
    """The command line itself, imported when asked for: `cli.main` imports this module."""
    if find_spec("custodes.cli.main") is None:
        return None
    return import_module("custodes.cli.main").app


def command_page(words: Sequence[str], command: Any) -> str:
    """The page of one command: its help, usage, arguments, options and examples."""
    parameters = [p for p in command.params if not getattr(p, "hidden", False)]
    usage = " ".join(["custodes", *words, *(_usage(p) for p in parameters)])
    rows = [
        (f"`{_named(p)}`", "yes" if p.required else "", _default(p), p.help or "")
        for p in parameters
    ]
    asked = md.grid(("argument or option", "needed", "otherwise", "meaning"), rows)
    return md.page(
        f"custodes {' '.join(words)}",
        *md.help_text(command.help or ""),
        f"```console\n$ {usage}\n```",
        *([asked] if rows else []),
        *md.help_text(command.epilog or ""),
    )


def _usage(parameter: Any) -> str:
    named = _named(parameter)
    return named if parameter.required else f"[{named}]"


def _named(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        word = str(parameter.metavar or parameter.name.upper())
        return f"{word}..." if parameter.nargs == -1 else word
    flags = "/".join([*parameter.opts[-1:], *parameter.secondary_opts[-1:]])
    return flags if parameter.is_flag else f"{flags} {parameter.metavar or parameter.name.upper()}"


def _default(parameter: Any) -> str:
    value = parameter.default
    if parameter.param_type_name == "option" and parameter.is_flag:
        return f"`{(parameter.opts if value else parameter.secondary_opts or ['off'])[-1]}`"
    said = "" if value is None or callable(value) or value == () else f"`{value}`"
    return f"{said} or `{parameter.envvar}`".strip() if parameter.envvar else said
