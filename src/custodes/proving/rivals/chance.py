"""Chance: what any detector must beat."""

import numpy as np
import pyarrow as pa

from custodes.pipeline.series import Step
from custodes.proving.rivals.base import SHORT, Rival, columns, last_day, nobody, worst_first


class Chance(Rival):
    """A random number for everybody in the register, drawn anew at each moment from its date."""

    id = "chance"
    title = "Chance"
    source = "none"
    reads = ("staff",)
    window = SHORT

    def scores(self, step: Step) -> pa.Table:
        """Members of staff in random order."""
        posts = step.measured.posts
        staff = columns(step, posts.select("staff").distinct().order_by("staff"))["staff"]
        if not len(staff):
            return nobody()
        drawn = np.random.default_rng(last_day(step)).random(len(staff))
        return worst_first(step, staff, None, drawn)
