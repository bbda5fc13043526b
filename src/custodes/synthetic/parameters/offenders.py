"""The numbers of offenders: how many, how intense, how hidden, and in which style."""

from custodes.synthetic.parameters.base import ASSUMED, PUBLISHED, Parameter

DESIGN = "the proving ground's stated range"
REFERRED = "about 0.7 referrals a thousand staff a year; 2 allows for those not found"
MIDDLE = "assumed: the geometric middle between the least and the published most"
WEIGHT = "weight among the styles that share its traces"

PARAMETERS: tuple[Parameter, ...] = (
    # How many.
    Parameter("offenders_a_thousand_a_year", 2, "offenders a thousand staff a year", REFERRED),
    Parameter("offenders_least", 4, "offenders, however small the force", ASSUMED),
    Parameter("cases_a_thousand", 6, "cases a thousand staff, in the demonstration", ASSUMED),
    Parameter("cases_least", 8, "cases, in the demonstration", ASSUMED),
    # Where they leave traces.
    Parameter("feeds_phone_only", 0.40, "share of offenders", DESIGN),
    Parameter("feeds_look_ups", 0.28, "share of offenders", ASSUMED),
    Parameter("feeds_both", 0.32, "share of offenders", ASSUMED),
    Parameter("never_off_duty", 0.3, "share of offenders", DESIGN),
    Parameter("off_duty_share_least", 0.05, "share of contacts of the others", ASSUMED),
    Parameter("off_duty_share_most", 0.5, "share of contacts of the others", ASSUMED),
    Parameter("off_duty_looks_factor", 0.25, "off-duty share of look-ups to contacts", ASSUMED),
    # What is covered.
    Parameter("covered_least", 0.2, "share of acts with a real explanation", DESIGN),
    Parameter("covered_most", 0.6, "share of acts with a real explanation", DESIGN),
    Parameter("cover_hours_an_act", 3, "hours of open purposes before more are given", ASSUMED),
    Parameter("given_reason_least", 4, "days that a purpose given later lasts", ASSUMED),
    Parameter("given_reason_most", 21, "days that a purpose given later lasts", ASSUMED),
    Parameter("covered_logs", 0.8, "share of covered contacts written in a record", ASSUMED),
    Parameter("offender_logs", 0.35, "share of other contacts written in a record", ASSUMED),
    Parameter("offender_keeps_incident", 0.4, "share of look-ups that name the incident", ASSUMED),
    # How much, over how long.
    Parameter("offender_looks_median", 22, "look-ups in all, of those who look", MIDDLE),
    Parameter("offender_looks_sigma", 0.9, "of the logarithm", ASSUMED),
    Parameter("offender_looks_least", 3, "look-ups in all", DESIGN),
    Parameter("offender_looks_most", 170, "look-ups in all", PUBLISHED),
    Parameter("offender_contacts_median", 40, "contacts in all, of those who ring", MIDDLE),
    Parameter("offender_contacts_sigma", 0.95, "of the logarithm", ASSUMED),
    Parameter("offender_contacts_least", 4, "contacts in all", ASSUMED),
    Parameter("offender_contacts_most", 540, "contacts in all", PUBLISHED),
    Parameter("offender_days_median", 50, "days from first act to last", ASSUMED),
    Parameter("offender_days_sigma", 0.6, "of the logarithm", ASSUMED),
    Parameter("offender_days_least", 7, "days", ASSUMED),
    Parameter("offender_days_most", 240, "days", ASSUMED),
    Parameter("goes_quiet", 0.4, "share of offenders", ASSUMED),
    Parameter("quiet_days_least", 10, "days without an act", ASSUMED),
    Parameter("quiet_days_most", 45, "days without an act", ASSUMED),
    # How hidden.
    Parameter("evasion_none", 0.4, "share of offenders", ASSUMED),
    Parameter("evasion_spreads_out", 0.15, "share of offenders", ASSUMED),
    Parameter("evasion_colleagues_terminal", 0.15, "share of offenders", ASSUMED),
    Parameter("evasion_self_made_tasks", 0.15, "share of offenders", ASSUMED),
    Parameter("evasion_other_system", 0.15, "share of offenders", ASSUMED),
    Parameter("spread_factor", 2, "times the span of those who spread out", ASSUMED),
    Parameter("evaded_acts", 0.7, "share of unexplained look-ups that are hidden", ASSUMED),
    # With whom.
    Parameter("genuine_first_contact", 0.94, "share of offenders whose style allows", DESIGN),
    Parameter("meeting_days", 40, "days between the first meeting and the onset, most", ASSUMED),
    Parameter("case_open_days", 30, "days for which the case is open yet, most", ASSUMED),
    Parameter("likely_kinds_weight", 4, "times, for abuse and sexual cases", ASSUMED),
    Parameter("fishermen", 0.35, "share of offenders, where the style allows", ASSUMED),
    Parameter("victim_woman", 0.78, "share of offenders", ASSUMED),
    Parameter("victim_man", 0.08, "share of offenders", ASSUMED),
    Parameter("victim_same_sex", 0.09, "share of offenders", ASSUMED),
    Parameter("victim_staff", 0.05, "share of offenders", ASSUMED),
    Parameter("complained_of", 0.4, "share of offenders", ASSUMED),
    Parameter("complaint_days_median", 120, "days from the onset to a complaint", ASSUMED),
    Parameter("complaint_days_sigma", 0.8, "of the logarithm", ASSUMED),
    Parameter("complaint_days_most", 1_500, "days", ASSUMED),
    # Which style.
    Parameter("style_steady_contact", 4, WEIGHT, ASSUMED),
    Parameter("style_fast_contact", 2, WEIGHT, ASSUMED),
    Parameter("style_personal_phone", 2, WEIGHT, ASSUMED),
    Parameter("style_calls_while_away", 1.5, WEIGHT, ASSUMED),
    Parameter("style_is_rung_by_her", 1.5, WEIGHT, ASSUMED),
    Parameter("style_going_back", 4, WEIGHT, ASSUMED),
    Parameter("style_around_the_person", 2, WEIGHT, ASSUMED),
    Parameter("style_record_then_call", 2, WEIGHT, ASSUMED),
    Parameter("style_within_the_role", 1.5, WEIGHT, ASSUMED),
    Parameter("style_picking_from_many", 1.5, WEIGHT, ASSUMED),
    Parameter("style_watching_oneself", 1, WEIGHT, ASSUMED),
    Parameter("style_no_result", 1, WEIGHT, ASSUMED),
    Parameter("style_repeated_visits", 1, WEIGHT, ASSUMED),
    Parameter("style_steering_the_case", 1, WEIGHT, ASSUMED),
    Parameter("style_covering_tracks", 1, WEIGHT, ASSUMED),
    # What the styles are made of.
    Parameter("fast_span", 0.35, "times the span, of a shark", ASSUMED),
    Parameter("fast_contacts", 1.4, "times the contacts, of a shark", ASSUMED),
    Parameter("before_the_move", 0.5, "share of contacts before a personal phone", ASSUMED),
    Parameter("looks_around", 0.45, "share of look-ups at others than the person", ASSUMED),
    Parameter("look_then_call", 0.5, "share of look-ups that a call follows", ASSUMED),
    Parameter("trawl_details", 0.3, "share of persons whose number is seen", ASSUMED),
    Parameter("visits_most", 8, "visits, most", PUBLISHED + "; in twelve days"),
    Parameter("visits_self_tasked", 0.3, "share of visits", ASSUMED),
    # The published sizes.
    Parameter("loud_contacts", 540, "contacts", PUBLISHED),
    Parameter("loud_days", 22, "days", PUBLISHED),
    Parameter("slow_calls", 17, "calls", PUBLISHED),
    Parameter("slow_texts", 43, "texts", PUBLISHED),
    Parameter("slow_days", 70, "days", PUBLISHED),
    Parameter("trawled_persons", 70, "persons", PUBLISHED + "; 170 over years, scaled"),
    # The force that is meant to be too easy.
    Parameter("easy_contacts", 150, "contacts of each offender", ASSUMED),
    Parameter("easy_looks", 60, "look-ups of each offender", ASSUMED),
    Parameter("easy_days", 30, "days", ASSUMED),
)
