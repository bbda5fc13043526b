"""Those who look bad and are not: each kind a function, its name and its rate."""

from custodes.synthetic.draws import stream
from custodes.synthetic.innocents import casework, colleagues, home, machines, oversight, town
from custodes.synthetic.innocents.casting import Cast, Innocent
from custodes.synthetic.plot import Plot

BREACH = "breach"
"""What the truth calls those who look at what is none of their business, but abuse nobody."""

INNOCENTS: tuple[Innocent, ...] = (
    Innocent("specialist_repeats", casework.specialist_repeats),
    Innocent("victims_contact_plan", casework.victims_contact_plan),
    Innocent("family_liaison", casework.family_liaison),
    Innocent("victim_who_rings", casework.victim_who_rings),
    Innocent("court_officer", casework.court_officer),
    Innocent("reopened_case", casework.reopened_case),
    Innocent("neighbourhood_without_tasks", casework.neighbourhood_without_tasks),
    Innocent("missing_person_team", casework.missing_person_team),
    Innocent("analyst_untasked", casework.analyst_untasked),
    Innocent("dip_sampler", oversight.dip_sampler),
    Innocent("audit_staff", oversight.audit_staff),
    Innocent("training_class", oversight.training_class),
    Innocent("probationer", oversight.probationer),
    Innocent("curiosity", town.curiosity),
    Innocent("festival_surge", town.festival_surge),
    Innocent("sickness_cover", colleagues.sickness_cover),
    Innocent("swapped_shifts", colleagues.swapped_shifts),
    Innocent("mutual_aid", colleagues.mutual_aid),
    Innocent("secondment", colleagues.secondment),
    Innocent("early_log_in", colleagues.early_log_in),
    Innocent("remote_catch_up", colleagues.remote_catch_up),
    Innocent("leaver", colleagues.leaver),
    Innocent("shared_terminal", colleagues.shared_terminal),
    Innocent("own_address", home.own_address, label=BREACH),
    Innocent("neighbour", home.neighbour, label=BREACH),
    Innocent("shared_surname", home.shared_surname),
    Innocent("staff_victim", home.staff_victim),
    Innocent("old_friendship", home.old_friendship, standing=True),
    Innocent("declared_relationship", home.declared_relationship, standing=True),
    Innocent("service_account", machines.service_account, standing=True, of=1_000.0),
    Innocent("audit_account", machines.audit_account, standing=True, of=1_000.0),
    Innocent("bulk_export", machines.bulk_export),
    Innocent("migrated_reference", machines.migrated_reference),
    Innocent("station_clock", machines.station_clock, of=1_000.0),
    Innocent("log_replay", machines.log_replay, of=1_000.0),
    # Last, because what a gap has taken comes back in no replay.
    Innocent("log_gap", machines.log_gap, of=1_000.0),
)


def plant_innocents(seed: int, plot: Plot, staff: int) -> None:
    """Plant every kind at its rate, at least once."""
    for innocent in INNOCENTS:
        plot.rng = stream(seed, innocent.name)
        cast = Cast(plot, innocent.kind, plot.rng)
        innocent.plant(cast, innocent.many(staff, plot.scene.days.count))


__all__ = ["BREACH", "INNOCENTS", "Innocent", "plant_innocents"]
