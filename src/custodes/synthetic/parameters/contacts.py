"""The numbers of contacts: with people of cases, colleagues, agencies and home."""

from custodes.synthetic.parameters.base import ASSUMED, Parameter

PARAMETERS: tuple[Parameter, ...] = (
    Parameter("victim_updates", 2.6, "contacts an incident with a victim, mean", ASSUMED),
    Parameter("uneven_contact", 0.8, "sigma of the log-normal law, the mean kept", ASSUMED),
    Parameter("people_ring_first", 0.27, "share of contacts in a case", ASSUMED),
    Parameter("contact_from_home", 0.05, "share of contacts in a case", ASSUMED),
    Parameter("contact_after_end", 0.05, "share of contacts in a case", ASSUMED),
    Parameter("contact_after_end_days", 10, "days after the end, mean beyond three", ASSUMED),
    Parameter("contacts_logged", 0.88, "share of contacts in a case", ASSUMED),
    Parameter("private_calls_a_day", 0.5, "contacts a member of staff", ASSUMED),
    Parameter("internal_contacts_a_day", 0.6, "contacts a member of staff", ASSUMED),
    Parameter("agency_contacts_a_day", 0.4, "contacts a member of staff", ASSUMED),
    Parameter("excluded_contacts_a_day", 0.01, "contacts a member of staff", ASSUMED),
    Parameter("recorded_attendance", 0.85, "share of dispatches", ASSUMED),
)
