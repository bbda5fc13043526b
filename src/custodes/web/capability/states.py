"""How far a review or a threat assessment is: written, signed, or set aside."""

from django.utils.translation import gettext_lazy as _

from custodes.web.design.states import Transitions

DRAFT, SIGNED, SET_ASIDE = "draft", "signed", "set-aside"
SIGNING = Transitions(
    words={
        DRAFT: _("Being written"),
        SIGNED: _("Signed"),
        SET_ASIDE: _("Set aside"),
    },
    allowed={DRAFT: (SIGNED, SET_ASIDE), SIGNED: (), SET_ASIDE: ()},
    thing=_("This"),
)
