"""Generic outlier detectors on user-weeks: what a product for insider risk in general does."""

import numpy as np
import pyarrow as pa

from custodes.pipeline.series import Step
from custodes.proving.rivals.base import LONG, Numbers, Rival, library, nobody, worst_first
from custodes.proving.rivals.user_weeks import user_weeks

RECENT_WEEKS = 4
"""A member of staff is as odd as their oddest of so many weeks up to the moment."""
FEWEST_ROWS = 8
"""Fewer user-weeks than this have no ordinary to be odd against."""
SEED = 1


class Outliers(Rival):
    """User-weeks against the role over 90 days; the oddest of the last four speaks."""

    reads = ("accesses", "logins", "contacts", "devices", "person_numbers", "purposes", "duties")
    window = LONG

    def oddness(self, values: Numbers) -> Numbers:
        """How odd each row is among all of them; higher is odder."""
        raise NotImplementedError

    def scores(self, step: Step) -> pa.Table:
        """Members of staff by their oddest recent week; no person is named."""
        staff, week, values = user_weeks(step)
        if len(staff) < FEWEST_ROWS:
            return nobody()
        odd = self.oddness(values)
        recent = np.flatnonzero(week < RECENT_WEEKS)
        return worst_first(step, staff[recent], None, odd[recent])


class IsolationForest(Outliers):
    """Isolation forest: how few random cuts set a week apart."""

    id = "isolation-forest"
    title = "Isolation forest on user-weeks"
    source = "Liu, Ting and Zhou, ICDM 2008; scikit-learn"

    def oddness(self, values: Numbers) -> Numbers:
        """The forest's score, turned so that higher is odder."""
        forest = library("sklearn.ensemble").IsolationForest(n_estimators=100, random_state=SEED)
        odd: Numbers = -forest.fit(values).score_samples(values)
        return odd


class Ecod(Outliers):
    """ECOD: how far in the tails of each number's own distribution a week lies."""

    id = "ecod"
    title = "ECOD on user-weeks"
    source = "Li and others, IEEE TKDE 2022 (arXiv 2201.00382); pyod"

    def oddness(self, values: Numbers) -> Numbers:
        """The sum of tail probabilities as logarithms."""
        odd: Numbers = library("pyod.models.ecod").ECOD().fit(values).decision_scores_
        return odd


class Copod(Outliers):
    """COPOD: the same through an empirical copula."""

    id = "copod"
    title = "COPOD on user-weeks"
    source = "Li and others, ICDM 2020 (arXiv 2009.09463); pyod"

    def oddness(self, values: Numbers) -> Numbers:
        """The copula's tail probability as a logarithm."""
        odd: Numbers = library("pyod.models.copod").COPOD().fit(values).decision_scores_
        return odd
