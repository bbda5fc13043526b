"""The numbers of purposes: how many are missing, late or on the wrong key."""

from custodes.synthetic.parameters.base import ASSUMED, Parameter

RANGE = "5 to 45 % by role and feed in the design"
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("purpose_missing", 0.15, "share of purposes, mean", "design: 15 %"),
    Parameter("purpose_missing_least", 0.05, "share of a role's purposes of a feed", RANGE),
    Parameter("purpose_missing_most", 0.45, "share of a role's purposes of a feed", RANGE),
    Parameter("purpose_late", 0.06, "share of purposes", ASSUMED),
    Parameter("purpose_late_days", 6, "days, mean", ASSUMED),
    Parameter("purpose_wrong_key", 0.01, "share of purposes", "the proving ground's stated rate"),
    Parameter("contractor_tasks_a_day", 2, "tasks a contractor", ASSUMED),
    Parameter("plan_review_days", 60, "days that a neighbourhood plan stands", ASSUMED),
    # How often each feed and each role leaves a purpose out, against the whole force's mean.
    Parameter("missing_in_command", 0.75, "times the mean", ASSUMED),
    Parameter("missing_in_custody", 0.3, "times the mean", ASSUMED),
    Parameter("missing_in_ownership", 0.3, "times the mean", ASSUMED),
    Parameter("missing_in_records", 1.3, "times the mean", ASSUMED),
    Parameter("missing_in_case_files", 1.0, "times the mean", ASSUMED),
    Parameter("missing_in_safeguarding", 0.8, "times the mean", ASSUMED),
    Parameter("missing_in_intelligence", 1.8, "times the mean", ASSUMED),
    Parameter("missing_in_tasking", 2.2, "times the mean", ASSUMED),
    Parameter("missing_by_response", 1.1, "times the feed", ASSUMED),
    Parameter("missing_by_neighbourhood", 1.5, "times the feed", ASSUMED),
    Parameter("missing_by_specialists", 0.8, "times the feed", ASSUMED),
    Parameter("missing_by_desks", 0.7, "times the feed", ASSUMED),
    Parameter("missing_by_intelligence", 1.4, "times the feed", ASSUMED),
    Parameter("missing_by_supervisors", 1.3, "times the feed", ASSUMED),
)
