"""The numbers of the workforce: its hours, its absences, and how far the roster is wrong."""

from custodes.synthetic.parameters.base import ASSUMED, Parameter

PARAMETERS: tuple[Parameter, ...] = (
    Parameter("unrecorded_duty", 0.12, "share of shifts", "10 to 20 % roster error"),
    Parameter("unrecorded_swap", 0.45, "share of unrecorded duty", ASSUMED),
    Parameter("leave", 0.1, "share of working days", ASSUMED),
    Parameter("sickness", 0.04, "share of working days", ASSUMED),
    Parameter("recorded_overtime", 0.06, "share of shifts", ASSUMED),
    Parameter("overtime_late", 0.3, "share of recorded overtime", ASSUMED),
    Parameter("remote_use", 0.12, "share of office look-ups", ASSUMED),
    Parameter("shared_terminals", 0.05, "share of look-ups", ASSUMED),
)
