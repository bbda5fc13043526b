"""What the alerts keep: alerts, decisions, what is held back, filters, watches."""

from custodes.web.alerts.models.alert import Alert
from custodes.web.alerts.models.decided import AlertDecision, Reopening
from custodes.web.alerts.models.filters import SavedFilter
from custodes.web.alerts.models.held import Hold, HoldEnd, Suppression
from custodes.web.alerts.models.watched import Watch, WatchAnswer, WatchedPairs, WatchEnd

__all__ = (
    "Alert",
    "AlertDecision",
    "Hold",
    "HoldEnd",
    "Reopening",
    "SavedFilter",
    "Suppression",
    "Watch",
    "WatchAnswer",
    "WatchEnd",
    "WatchedPairs",
)
