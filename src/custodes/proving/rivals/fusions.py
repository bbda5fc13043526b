"""Other ways to add the product's findings up, asked as rivals of capped and damped bits."""

import math
from collections import defaultdict
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa

from custodes.indicators import INDICATORS
from custodes.indicators.base import Subject
from custodes.pipeline.rank import Weighed
from custodes.pipeline.series import Step
from custodes.proving.rivals.base import LONG, Rival, nobody, worst_first

PRIOR = 1e-5
"""The share of pairs in which the position is abused, before any finding. Assumed: about two
members of staff in a thousand, each with some two hundred pairs in 90 days."""

INDICATORS_OF = {
    subject: sum(indicator.subject is subject for indicator in INDICATORS) for subject in Subject
}
LEAST_P = 1e-15


class Fusion(Rival):
    """The product's findings of its strongest pairs and members of staff, added up otherwise.

    What speaks against a pair is left as it is in `against`, in bits.
    """

    kind: ClassVar[str] = "fusion"
    reads = ("the product's findings",)
    window = LONG

    def fused(self, findings: list[dict[str, Any]], of: int, against: float) -> float:
        """The score of the findings of one pair: `of` indicators spoke about it, or were silent;
        `against` is 0 or less, in bits."""
        raise NotImplementedError

    def scores(self, step: Step) -> pa.Table:
        """The pair, or the member of staff alone, with the highest score of each."""
        pairs: dict[bool, list[Weighed]] = defaultdict(list)
        for weighed in step.weighed:
            pairs[weighed.person is not None].append(weighed)
        parts = []
        for paired, some in pairs.items():
            subject = Subject.PAIR if paired else Subject.STAFF
            score = np.array(
                [
                    self.fused(w.findings, INDICATORS_OF[subject], sum(a[1] for a in w.against))
                    for w in some
                ]
            )
            staff = np.array([w.staff for w in some])
            person = np.array([w.person for w in some]) if paired else None
            parts.append(worst_first(step, staff, person, score))
        if not parts:
            return nobody()
        joined = pa.concat_tables(parts)
        joined = joined.sort_by([("score", "descending"), ("staff", "ascending")])
        staff = joined["staff"].combine_chunks().dictionary_encode().indices.to_numpy()
        _who, first = np.unique(staff, return_index=True)
        return joined.take(pa.array(np.sort(first)))


class NoisyOr(Fusion):
    """Each finding alone makes abuse so likely; the pair is abused if any one of them is right."""

    id = "noisy-or"
    title = "Findings fused by noisy-OR"
    source = "Pearl, Probabilistic Reasoning in Intelligent Systems, 1988, section 4.3.2"

    def fused(self, findings: list[dict[str, Any]], of: int, against: float) -> float:
        """The logarithm of 1 / the product of (1 - p), so that near-certain pairs keep an order.

        What is against lowers the prior odds.
        """
        odds = PRIOR / (1 - PRIOR) * 2.0**against
        # 1 - p = 1 / (1 + odds of one finding), so the product's logarithm is a sum.
        return math.fsum(math.log1p(odds * 2.0 ** finding["bits"]) for finding in findings)


class CauchyCombination(Fusion):
    """Each finding as a conformal p-value, the share of the peers' pairs that reach its level;
    the p-values of all indicators combined."""

    id = "cauchy"
    title = "Findings as conformal p-values under a Cauchy combination"
    source = (
        "Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005; "
        "Liu and Xie, JASA 115, 2020"
    )

    def fused(self, findings: list[dict[str, Any]], of: int, against: float) -> float:
        """The mean of tan((1/2 - p) π), an indicator that is silent counting as p = 1/2.

        p is (1 + peers' pairs at the level or above) / (1 + peers' pairs), or, where the force has
        too few to count, the share that the product puts in its place; what is against raises it.
        """
        total = 0.0
        for finding in findings:
            counted = (1 + finding["reached"]) / (1 + finding["all_of"])
            p = min(counted, finding["u"]) * 2.0**-against
            p = min(max(p, LEAST_P), 0.5)
            # Near 0 the tangent is 1 / (p π); the plain form would lose its digits.
            total += 1 / (p * math.pi) if p < 1e-6 else math.tan((0.5 - p) * math.pi)
        return math.log1p(total / of)


FUSIONS: tuple[type[Rival], ...] = (NoisyOr, CauchyCombination)
