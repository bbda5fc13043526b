"""Kinds of jobs: each declared in the `jobs.py` of its area, in a tuple named KINDS."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from custodes.web.decision import Action

if TYPE_CHECKING:
    from custodes.web.jobs.models import Job

Result = Mapping[str, Any]
OURS = "custodes.web."


class Telling(Protocol):
    """What a running job is given to tell how far it is."""

    def progress(self, done: int, of: int, words: str = "") -> None:
        """So many of so many are done; raises where the job is to end here."""
        ...


@dataclass(frozen=True)
class JobKind:
    """One kind of long work.

    `run(job, told)` does it: `job.parameters` is what was asked with, `told.progress(done, of)`
    says how far it is and is the place at which a job can be cancelled. A job whose worker was
    killed runs again from its start: `run` must come to the same end when part of it was done.
    It returns plain JSON: `words` is shown to the one who asked, and `address` (a path of this
    site) is where the result is. Raise UserError for what the asker can put right. `may` is the
    act that asking for it is.
    """

    id: str
    title: Any
    run: "Callable[[Job, Telling], Result | None]"
    may: Action


@cache
def kinds() -> Mapping[str, JobKind]:
    """Every declared kind by its id. Raises ValueError where two have the same."""
    found: dict[str, JobKind] = {}
    for area in apps.get_app_configs():
        module = area.module
        if area.name.startswith(OURS) and module and module_has_submodule(module, "jobs"):
            for kind in import_module(f"{area.name}.jobs").KINDS:
                if kind.id in found:
                    raise ValueError(f"two kinds of jobs are named {kind.id}")
                found[kind.id] = kind
    return found
