"""How far the assessment of one force is, and how far a question to a force is."""

from django.utils.translation import gettext_lazy as _

from custodes.web.design.states import Transitions

WAITING, ASSESSING, COMPARED, MODERATED, RECORDED = (
    "waiting",
    "assessing",
    "compared",
    "moderated",
    "recorded",
)
ASSESSED = Transitions(
    words={
        WAITING: _("Nobody assesses it yet"),
        ASSESSING: _("Being assessed"),
        COMPARED: _("Both handed in"),
        MODERATED: _("Moderated"),
        RECORDED: _("Entered as it stood"),
    },
    allowed={
        WAITING: (ASSESSING, RECORDED),
        ASSESSING: (COMPARED,),
        COMPARED: (MODERATED,),
        MODERATED: (),
        RECORDED: (),
    },
    thing=_("An assessment"),
)
SETTLED = frozenset({MODERATED, RECORDED})
"""States in which findings stand."""

ASKED, VERIFIED, REFUTED, WITHDRAWN = "asked", "verified", "refuted", "withdrawn"
QUESTIONS = Transitions(
    words={
        ASKED: _("Waits for the force"),
        VERIFIED: _("Verified"),
        REFUTED: _("Refuted"),
        WITHDRAWN: _("Withdrawn"),
    },
    allowed={ASKED: (VERIFIED, REFUTED, WITHDRAWN), VERIFIED: (), REFUTED: (), WITHDRAWN: ()},
    thing=_("A question"),
)
