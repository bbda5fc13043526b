"""Live figures for the plan: what the engine measured of coverage, stamped with its run and day."""

from collections.abc import Sequence
from datetime import date

from custodes.pipeline.coverage import Covered
from custodes.web.plan.contents import Figure
from custodes.web.plan.elements import Element

TITLES = {
    "system": ("coverage-systems", "IT systems monitored, of those held"),
    "device": ("coverage-devices", "devices monitored, of those held"),
}
"""By what is covered: the figure's id (which `plan.check.BEARS` names) and its words."""


def coverage_figures(covered: Sequence[Covered], *, run: str, on: date) -> tuple[Figure, ...]:
    """The coverage of systems and of devices as figures; none of what the force holds none of.

    Of systems, the share of those held whose audit trail ever showed a use: a system is in or out,
    however many logins it has. Of devices, the share of all devices held.
    """
    systems = [one for one in covered if one.what == "system" and one.held]
    devices = [one for one in covered if one.what != "system" and one.held]
    shares = {
        "system": (sum(one.monitored > 0 for one in systems), len(systems)),
        "device": (sum(one.monitored for one in devices), sum(one.held for one in devices)),
    }
    return tuple(
        Figure(id_, Element.MONITORING, title, monitored / held, "share", run, on)
        for what, (id_, title) in TITLES.items()
        for monitored, held in (shares[what],)
        if held
    )
