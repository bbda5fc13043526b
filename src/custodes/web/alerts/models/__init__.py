"""What the alerts keep: the alerts, what was decided of them, what is held back, saved filters."""

from custodes.web.alerts.models.alert import Alert
from custodes.web.alerts.models.decided import AlertDecision
from custodes.web.alerts.models.filters import SavedFilter
from custodes.web.alerts.models.held import Hold, Suppression

__all__ = ("Alert", "AlertDecision", "Hold", "SavedFilter", "Suppression")
