"""The numbers of look-ups: how they stray from their purpose, and whose clock is wrong."""

from custodes.synthetic.parameters.base import ASSUMED, Parameter

PARAMETERS: tuple[Parameter, ...] = (
    Parameter("look_after_end", 0.04, "share of look-ups", ASSUMED),
    Parameter("look_after_end_days", 8, "days after the end, mean beyond four", ASSUMED),
    Parameter("uneven_interest", 0.6, "sigma of the log-normal law, the mean kept", ASSUMED),
    Parameter("pace_neighbourhood", 1.7, "times the habit of a purpose", ASSUMED),
    Parameter("pace_investigation", 2.6, "times the habit of a purpose", ASSUMED),
    Parameter("pace_domestic_abuse", 1.2, "times the habit of a purpose", ASSUMED),
    Parameter("pace_intelligence", 1.4, "times the habit of a purpose", ASSUMED),
    Parameter("pace_case_file", 1.4, "times the habit of a purpose", ASSUMED),
    Parameter("look_at_linked", 0.04, "share of look-ups", ASSUMED),
    Parameter("custody_clock_fast", 7, "minutes", "the fault that the take-in must find"),
)
