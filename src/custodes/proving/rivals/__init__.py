"""The rivals: what the product is compared with, in the order in which they are shown.

The last ones are the product's own findings added up otherwise; their `kind` is `fusion`.
"""

from custodes.proving.rivals.base import Rival
from custodes.proving.rivals.chance import Chance
from custodes.proving.rivals.communities import Cads
from custodes.proving.rivals.earlier_flags import EarlierFlags
from custodes.proving.rivals.factors import FactorResidual
from custodes.proving.rivals.fusions import FUSIONS
from custodes.proving.rivals.midas import Midas, MidasRelational
from custodes.proving.rivals.outliers import Copod, Ecod, IsolationForest
from custodes.proving.rivals.pair_counts import PAIR_COUNTS
from custodes.proving.rivals.search_anomaly import SearchAnomalyIndex
from custodes.proving.rivals.sigma_rules import SigmaRules
from custodes.proving.rivals.specialised import Snad

RIVALS: tuple[type[Rival], ...] = (
    *PAIR_COUNTS,
    SearchAnomalyIndex,
    SigmaRules,
    IsolationForest,
    Ecod,
    Copod,
    Cads,
    Snad,
    FactorResidual,
    Midas,
    MidasRelational,
    EarlierFlags,
    Chance,
    *FUSIONS,
)

__all__ = ["RIVALS", "Rival"]
