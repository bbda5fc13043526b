"""How far a letter is."""

from django.utils.translation import gettext_lazy as _

from custodes.web.design.states import Transitions

DRAFT, ASKED, APPROVED, ISSUED = "draft", "asked", "approved", "issued"
LETTERS = Transitions(
    words={
        DRAFT: _("Draft"),
        ASKED: _("Waits for a second person"),
        APPROVED: _("Approved, not yet issued"),
        ISSUED: _("Issued"),
    },
    allowed={
        DRAFT: (ASKED,),
        ASKED: (DRAFT, APPROVED),
        APPROVED: (DRAFT, ASKED, ISSUED),
        ISSUED: (),
    },
    thing=_("A letter"),
)
