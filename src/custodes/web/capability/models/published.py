"""What was published of a review for those who see numbers only."""

from django.db import models

from custodes.web.accounts.models import User
from custodes.web.accounts.visible import Record
from custodes.web.decision import Action


class PanelFigures(Record):
    """Figures for a commissioner or an ethics panel: numbers only, small ones left out."""

    audit_kind = "panel_figures"
    sees = Action.SEE_TOTALS
    subjects = ()

    title = models.CharField(max_length=200)
    content = models.JSONField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    token = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return str(self.title)
