"""The numbers of incidents: how many, and how many come back."""

from custodes.synthetic.parameters.base import ASSUMED, Parameter

PARAMETERS: tuple[Parameter, ...] = (
    Parameter("incidents_a_staff_day", 0.3, "incidents", ASSUMED),
    Parameter("reopened", 0.06, "share of incidents", "the proving ground's stated rate"),
    Parameter("second_caller", 0.3, "share of incidents", ASSUMED),
)
