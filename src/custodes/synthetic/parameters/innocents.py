"""The numbers of innocents that look bad: cases of each kind for every hundred staff."""

from custodes.synthetic.parameters.base import ASSUMED, PUBLISHED, STUDIES, Parameter

A_YEAR = "cases a hundred staff a year"
AT_A_TIME = "cases a hundred staff at any time"
SYSTEMS = "cases a thousand staff a year"
LOUD = "assumed; volumes up to the published sizes of offenders"

PARAMETERS: tuple[Parameter, ...] = (
    Parameter("specialist_repeats", 4, A_YEAR, LOUD),
    Parameter("victims_contact_plan", 5, A_YEAR, LOUD),
    Parameter("family_liaison", 2, A_YEAR, LOUD),
    Parameter("victim_who_rings", 3, A_YEAR, LOUD),
    Parameter("court_officer", 4, A_YEAR, ASSUMED),
    Parameter("reopened_case", 5, A_YEAR, ASSUMED),
    Parameter("neighbourhood_without_tasks", 4, A_YEAR, ASSUMED),
    Parameter("missing_person_team", 3, A_YEAR, ASSUMED),
    Parameter("analyst_untasked", 6, A_YEAR, ASSUMED),
    Parameter("dip_sampler", 4, A_YEAR, ASSUMED),
    Parameter("audit_staff", 2, A_YEAR, ASSUMED),
    Parameter("training_class", 2, "classes a hundred staff a year", ASSUMED),
    Parameter("probationer", 5, A_YEAR, ASSUMED),
    Parameter("curiosity", 25, A_YEAR, STUDIES),
    Parameter("festival_surge", 0.3, A_YEAR, ASSUMED),
    Parameter("sickness_cover", 6, A_YEAR, ASSUMED),
    Parameter("swapped_shifts", 10, A_YEAR, ASSUMED),
    Parameter("mutual_aid", 2, A_YEAR, ASSUMED),
    Parameter("secondment", 4, A_YEAR, ASSUMED),
    Parameter("early_log_in", 6, A_YEAR, ASSUMED),
    Parameter("remote_catch_up", 6, A_YEAR, ASSUMED),
    Parameter("leaver", 3, A_YEAR, ASSUMED),
    Parameter("shared_terminal", 4, A_YEAR, ASSUMED),
    Parameter("own_address", 4, A_YEAR, PUBLISHED),
    Parameter("neighbour", 4, A_YEAR, ASSUMED),
    Parameter("shared_surname", 6, A_YEAR, ASSUMED),
    Parameter("staff_victim", 2, A_YEAR, ASSUMED),
    Parameter("old_friendship", 1, AT_A_TIME, LOUD),
    Parameter("declared_relationship", 0.6, AT_A_TIME, LOUD),
    Parameter("service_account", 1, "accounts a thousand staff", ASSUMED),
    Parameter("audit_account", 1, "accounts a thousand staff", ASSUMED),
    Parameter("bulk_export", 1, A_YEAR, ASSUMED),
    Parameter("migrated_reference", 3, A_YEAR, ASSUMED),
    Parameter("station_clock", 3, SYSTEMS, ASSUMED),
    Parameter("log_replay", 2, SYSTEMS, ASSUMED),
    Parameter("log_gap", 2, SYSTEMS, ASSUMED),
)
