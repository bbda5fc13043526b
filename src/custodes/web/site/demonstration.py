"""The pages of a demonstration filled: what each area makes up, from the floor up."""

from datetime import datetime
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import module_has_submodule


def fill(*, home: Path, at: datetime) -> None:
    """Have every area that has something made up put it in; done again it adds nothing.

    An area says it in `demonstration.py`, with `seed(*, at, home)`. For the home of a demonstration
    alone: what is made up cannot be told from what is not once they are mixed.
    """
    for area in settings.AREAS:
        if module_has_submodule(import_module(area), "demonstration"):
            seed = getattr(import_module(f"{area}.demonstration"), "seed", None)
            if seed is not None:
                seed(at=at, home=home)
