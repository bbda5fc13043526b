"""The states of a job, and which may follow which."""

from django.utils.translation import gettext_lazy as _

from custodes.web.design.states import Transitions

WAITING, RUNNING, DONE = "waiting", "running", "done"
FAILED, CANCELLED = "failed", "cancelled"
OPEN = (WAITING, RUNNING)

TRANSITIONS = Transitions(
    words={
        WAITING: _("Waiting"),
        RUNNING: _("Running"),
        DONE: _("Done"),
        FAILED: _("Not done"),
        CANCELLED: _("Cancelled"),
    },
    # A job whose worker died, or was stopped, waits or runs again.
    allowed={
        WAITING: (RUNNING, CANCELLED),
        RUNNING: (RUNNING, WAITING, DONE, FAILED, CANCELLED),
        DONE: (),
        FAILED: (),
        CANCELLED: (),
    },
    thing=_("A job"),
)
COLOURS = {
    WAITING: "govuk-tag--grey",
    RUNNING: "govuk-tag--blue",
    DONE: "govuk-tag--green",
    FAILED: "govuk-tag--red",
    CANCELLED: "govuk-tag--yellow",
}
