"""The verdicts on an alert, in the words of the screen; each is fed back to the engine."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from custodes.pipeline import verdicts as fed_back


@dataclass(frozen=True)
class Verdict:
    """One answer to an alert."""

    id: str
    title: Any
    hint: Any
    colour: str

    @property
    def clears(self) -> bool:
        """Whether nothing of the pair is open after it, so that it also answers a later alert
        without new facts."""
        return self.id in fed_back.CLEARING


VERDICTS = (
    Verdict(
        "substantiated",
        _("Substantiated"),
        _("What the alert says of the pair is borne out. Take its pack into a case."),
        "red",
    ),
    Verdict(
        "breach",
        _("A breach of another kind"),
        _("Something is wrong, and it is not what the alert says."),
        "orange",
    ),
    Verdict(
        "explained",
        _("Explained"),
        _("There was a policing purpose. Say which; the pair stays quiet until new facts."),
        "green",
    ),
    Verdict(
        "wrong_data",
        _("Wrong data"),
        _("A record is wrong, such as a shared login. The pair stays quiet until new facts."),
        "grey",
    ),
    Verdict(
        "not_enough",
        _("Not enough to say"),
        _("Neither borne out nor explained by what can be found."),
        "blue",
    ),
)
EXPLAINED = "explained"
BY_ID = {verdict.id: verdict for verdict in VERDICTS}
if tuple(BY_ID) != fed_back.VERDICTS:
    raise TypeError("The verdicts of the pages are not those that the engine is told.")
