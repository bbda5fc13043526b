"""Every number that the made-up force rests on: its value, its unit and where it is from."""

from custodes.synthetic.parameters import (
    contacts,
    incidents,
    innocents,
    look_ups,
    offenders,
    public,
    purposes,
    workforce,
)
from custodes.synthetic.parameters.base import ASSUMED, PUBLISHED, STUDIES, Declared, Parameter

PARAMETERS: tuple[Parameter, ...] = (
    *public.PARAMETERS,
    *workforce.PARAMETERS,
    *incidents.PARAMETERS,
    *purposes.PARAMETERS,
    *look_ups.PARAMETERS,
    *contacts.PARAMETERS,
    *offenders.PARAMETERS,
    *innocents.PARAMETERS,
)
_DECLARED = Declared(PARAMETERS)
given = _DECLARED.given
instead = _DECLARED.instead

__all__ = ["ASSUMED", "PARAMETERS", "PUBLISHED", "STUDIES", "Parameter", "given", "instead"]
