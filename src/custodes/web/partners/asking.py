"""The words of questions to partners: where a question stands, and what can come back."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from custodes.web.design.states import Transitions

DRAFT, PUT, CLOSED = "draft", "put", "closed"
QUESTIONS = Transitions(
    words={DRAFT: _("Draft"), PUT: _("Put to partners"), CLOSED: _("Closed")},
    allowed={DRAFT: (PUT, CLOSED), PUT: (PUT, CLOSED), CLOSED: (PUT,)},
    thing=_("A question"),
)

WAITING, ANSWERED, WITHDRAWN = "waiting", "answered", "withdrawn"
REPLY_STATES = Transitions(
    words={
        WAITING: _("Waiting for an answer"),
        ANSWERED: _("Answered"),
        WITHDRAWN: _("Taken back"),
    },
    # An answer may be corrected; a question that was taken back may be put again.
    allowed={WAITING: (ANSWERED, WITHDRAWN), ANSWERED: (ANSWERED,), WITHDRAWN: (WAITING,)},
    thing=_("A question to a partner"),
)

REPLIES: Mapping[str, Any] = {
    "nothing": _("They have seen nothing of the kind"),
    "general": _("Something general, which names nobody"),
    "reported": _("They have seen something, and have reported it"),
    "will-report": _("They have seen something, and will report it"),
}
"""What came back. What they saw is not written here: it goes the way of reports."""
