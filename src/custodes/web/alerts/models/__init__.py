"""What the alerts keep: alerts, what was decided of them, what is held back, filters, watches."""

from custodes.web.alerts.models.alert import Alert
from custodes.web.alerts.models.decided import AlertDecision
from custodes.web.alerts.models.filters import SavedFilter
from custodes.web.alerts.models.held import Hold, Suppression
from custodes.web.alerts.models.watched import Watch, WatchAnswer, WatchedPairs, WatchEnd

__all__ = (
    "Alert",
    "AlertDecision",
    "Hold",
    "SavedFilter",
    "Suppression",
    "Watch",
    "WatchAnswer",
    "WatchEnd",
    "WatchedPairs",
)
