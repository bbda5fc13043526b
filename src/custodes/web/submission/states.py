"""How far a submission is: prepared, asked to be signed, signed and so frozen, sent."""

from django.utils.translation import gettext_lazy as _

from custodes.web.design.states import Transitions

PREPARED, ASKED, SIGNED, SENT, SET_ASIDE = "prepared", "asked", "signed", "sent", "set-aside"
SUBMISSIONS = Transitions(
    words={
        PREPARED: _("Being prepared"),
        ASKED: _("Waits for the chief officer"),
        SIGNED: _("Signed and frozen"),
        SENT: _("Sent"),
        SET_ASIDE: _("Set aside"),
    },
    allowed={
        PREPARED: (ASKED, SET_ASIDE),
        ASKED: (PREPARED, SIGNED, SET_ASIDE),
        SIGNED: (SENT, SET_ASIDE),
        SENT: (),
        SET_ASIDE: (),
    },
    thing=_("A submission"),
)
FROZEN = (SIGNED, SENT)
"""States in which nothing of it changes any more."""
