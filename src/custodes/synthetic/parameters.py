"""Every number that the made-up force rests on: its value, its unit and where it is from."""

from dataclasses import dataclass

ASSUMED = "assumed"
PUBLISHED = "published misconduct findings, as listed among the typologies"
STUDIES = "studies of record access in hospitals (arXiv 1109.6880, PMC3555324)"


@dataclass(frozen=True)
class Parameter:
    """One number: its value, its unit and its source, or the word *assumed*."""

    name: str
    value: float
    unit: str
    source: str


PARAMETERS: tuple[Parameter, ...] = (
    # The public.
    Parameter("persons_a_member_of_staff", 45, "persons", ASSUMED),
    Parameter("contact_power_law", 1.6, "exponent of the Pareto law", ASSUMED),
    Parameter("duplicate_persons", 0.03, "share of persons", "2 to 4 % in force reviews"),
    Parameter("mobile_held", 0.85, "share of persons", ASSUMED),
    Parameter("landline_held", 0.2, "share of households", ASSUMED),
    Parameter("mail_held", 0.45, "share of persons", ASSUMED),
    Parameter("partners", 0.6, "share of households of two adults", ASSUMED),
    Parameter("ex_partners", 0.08, "share of persons", ASSUMED),
    # The workforce and its hours.
    Parameter("unrecorded_duty", 0.12, "share of shifts", "10 to 20 % roster error"),
    Parameter("unrecorded_swap", 0.45, "share of unrecorded duty", ASSUMED),
    Parameter("leave", 0.1, "share of working days", ASSUMED),
    Parameter("sickness", 0.04, "share of working days", ASSUMED),
    Parameter("recorded_overtime", 0.06, "share of shifts", ASSUMED),
    Parameter("overtime_late", 0.3, "share of recorded overtime", ASSUMED),
    Parameter("remote_use", 0.12, "share of office look-ups", ASSUMED),
    Parameter("shared_terminals", 0.05, "share of look-ups", ASSUMED),
    # Incidents.
    Parameter("incidents_a_staff_day", 0.3, "incidents", ASSUMED),
    Parameter("reopened", 0.06, "share of incidents", "the proving ground's stated rate"),
    Parameter("second_caller", 0.3, "share of incidents", ASSUMED),
    # Purposes.
    Parameter("purpose_missing_least", 0.05, "share of purposes of a kind", ASSUMED),
    Parameter("purpose_missing_most", 0.15, "share of purposes of a kind", ASSUMED),
    Parameter("purpose_late", 0.06, "share of purposes", ASSUMED),
    Parameter("purpose_late_days", 6, "days, mean", ASSUMED),
    Parameter("purpose_wrong_key", 0.01, "share of purposes", "the proving ground's stated rate"),
    # Look-ups.
    Parameter("look_after_end", 0.06, "share of look-ups", ASSUMED),
    Parameter("look_at_linked", 0.04, "share of look-ups", ASSUMED),
    Parameter("custody_clock_fast", 7, "minutes", "the fault that the take-in must find"),
    # Contacts.
    Parameter("victim_updates", 2.6, "contacts an incident with a victim, mean", ASSUMED),
    Parameter("contacts_logged", 0.88, "share of contacts in a case", ASSUMED),
    Parameter("private_calls_a_day", 0.5, "contacts a member of staff", ASSUMED),
    Parameter("internal_contacts_a_day", 0.6, "contacts a member of staff", ASSUMED),
    Parameter("agency_contacts_a_day", 0.4, "contacts a member of staff", ASSUMED),
    Parameter("excluded_contacts_a_day", 0.01, "contacts a member of staff", ASSUMED),
    Parameter("recorded_attendance", 0.85, "share of dispatches", ASSUMED),
    # Offenders.
    Parameter("offenders_a_thousand", 6, "a thousand staff, for tests: not the base rate", ASSUMED),
    Parameter("offenders_least", 8, "offenders", ASSUMED),
    Parameter("loud_contacts", 540, "contacts", PUBLISHED),
    Parameter("loud_days", 22, "days", PUBLISHED),
    Parameter("slow_calls", 17, "calls", PUBLISHED),
    Parameter("slow_texts", 43, "texts", PUBLISHED),
    Parameter("slow_days", 70, "days", PUBLISHED),
    Parameter("trawled_persons", 70, "persons", PUBLISHED + "; 170 over years, scaled"),
    Parameter("genuine_first_contact", 0.85, "share of pairs", "at least 80 % in the design"),
    # Innocents that look bad, each a number of cases for every hundred staff.
    Parameter("specialist_repeats", 3, "cases a hundred staff", ASSUMED),
    Parameter("neighbourhood_without_tasks", 3, "cases a hundred staff", ASSUMED),
    Parameter("analyst_untasked", 2, "cases a hundred staff", ASSUMED),
    Parameter("dip_sampler", 1, "cases a hundred staff", ASSUMED),
    Parameter("training_class", 1, "classes a hundred staff", ASSUMED),
    Parameter("curiosity", 12, "cases a hundred staff", STUDIES),
    Parameter("sickness_cover", 3, "cases a hundred staff", ASSUMED),
    Parameter("reopened_case", 4, "cases a hundred staff", ASSUMED),
    Parameter("victim_who_rings", 3, "cases a hundred staff", ASSUMED),
    Parameter("own_address", 2, "cases a hundred staff", PUBLISHED),
    Parameter("swapped_shifts", 4, "cases a hundred staff", ASSUMED),
    Parameter("shared_terminal", 2, "cases a hundred staff", ASSUMED),
    Parameter("service_account", 1, "accounts a thousand staff", ASSUMED),
    Parameter("audit_account", 1, "accounts a thousand staff", ASSUMED),
)

_BY_NAME = {parameter.name: parameter.value for parameter in PARAMETERS}


def given(name: str) -> float:
    """The value of a declared parameter. Raises KeyError for a name that is not declared."""
    return _BY_NAME[name]
