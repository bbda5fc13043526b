"""Where a report, a draft and safeguarding can stand, and what may follow: declared once, here."""

from django.utils.translation import gettext_lazy as _

from custodes.web.design.states import Transitions

RECEIVED, OPENED, TRIAGED, PROPOSED, DECIDED, CLOSED, DISPOSED = (
    "received",
    "opened",
    "triaged",
    "proposed",
    "decided",
    "closed",
    "disposed",
)
REPORTS = Transitions(
    words={
        RECEIVED: _("Received, still sealed"),
        OPENED: _("Opened"),
        TRIAGED: _("Triaged"),
        PROPOSED: _("No action proposed"),
        DECIDED: _("Decided"),
        CLOSED: _("Closed"),
        DISPOSED: _("Disposed of"),
    },
    # New facts, such as another message of the reporter, bring a report back to triage.
    allowed={
        RECEIVED: (OPENED,),
        OPENED: (TRIAGED,),
        TRIAGED: (TRIAGED, PROPOSED, DECIDED),
        PROPOSED: (TRIAGED, DECIDED),
        DECIDED: (TRIAGED, CLOSED),
        CLOSED: (TRIAGED, DISPOSED),
        DISPOSED: (),
    },
    thing=_("A report"),
)
COLOURS = {
    RECEIVED: "blue",
    OPENED: "yellow",
    TRIAGED: "light-blue",
    PROPOSED: "orange",
    DECIDED: "turquoise",
    CLOSED: "grey",
    DISPOSED: "grey",
}
OPEN = (RECEIVED, OPENED, TRIAGED, PROPOSED, DECIDED)
SETTLED = (PROPOSED, DECIDED, CLOSED)
"""Where something was proposed or decided, which new facts undo."""

DRAFT, ACCEPTED, RETURNED = "draft", "accepted", "returned"
DRAFTS = Transitions(
    words={DRAFT: _("Handed over"), ACCEPTED: _("Taken on"), RETURNED: _("Sent back")},
    allowed={DRAFT: (ACCEPTED, RETURNED), ACCEPTED: (), RETURNED: ()},
    thing=_("A draft"),
)
DRAFT_COLOURS = {DRAFT: "blue", ACCEPTED: "green", RETURNED: "orange"}

QUEUED, SENT = "queued", "sent"
REPLIES = Transitions(
    words={QUEUED: _("Waiting to be put out"), SENT: _("Put out for the intake")},
    allowed={QUEUED: (SENT,), SENT: ()},
    thing=_("A reply"),
)
