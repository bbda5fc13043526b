"""How often somebody was flagged before."""

from collections import Counter

import numpy as np
import pyarrow as pa

from custodes.pipeline.series import Step
from custodes.proving.rivals.base import LONG, Rival, nobody, worst_first
from custodes.ranking.fusion import LEAST_BITS


class EarlierFlags(Rival):
    """At how many earlier moments the product itself had the member of staff among those worth
    reading. No complaints or vetting history are held (they are context, never score), so this is
    the history that there is; it can only follow, and shows how much mere repetition would find."""

    id = "earlier-flags"
    title = "Count of earlier flags"
    source = "early-intervention lists that count earlier flags; no paper"
    reads = ("the product's own earlier moments",)
    window = LONG

    def __init__(self) -> None:
        self._flagged: Counter[int] = Counter()

    def scores(self, step: Step) -> pa.Table:
        """Members of staff by earlier moments; this moment is remembered for the next."""
        before = {staff: n for staff, n in self._flagged.items() if n}
        self._flagged.update({w.staff for w in step.weighed if w.fused.bits >= LEAST_BITS})
        if not before:
            return nobody()
        return worst_first(step, np.array(list(before)), None, np.array(list(before.values())))
