"""The numbers of the public: how many people, how often met, what the force holds of them."""

from custodes.synthetic.parameters.base import ASSUMED, Parameter

PARAMETERS: tuple[Parameter, ...] = (
    Parameter("persons_a_member_of_staff", 45, "persons", ASSUMED),
    Parameter("contact_power_law", 1.6, "exponent of the Pareto law", ASSUMED),
    Parameter("duplicate_persons", 0.03, "share of persons", "2 to 4 % in force reviews"),
    Parameter("mobile_held", 0.85, "share of persons", ASSUMED),
    Parameter("landline_held", 0.2, "share of households", ASSUMED),
    Parameter("mail_held", 0.45, "share of persons", ASSUMED),
    Parameter("partners", 0.6, "share of households of two adults", ASSUMED),
    Parameter("ex_partners", 0.08, "share of persons", ASSUMED),
)
