"""Policing reasons: what links staff to people and incidents over a time."""

from custodes.schema.base import Table, identifier, moment, text, word

PURPOSE_KINDS = (
    "dispatch officer_in_case statement log_entry custody task case_file court safeguarding "
    "missing neighbourhood_plan call_taking supervision dip_sample intelligence disclosure "
    "vetting training briefing stop crew contact_plan other"
)


class PurposeRecords(Table):
    """A policing reason that the force recorded: it covers one member of staff, a unit or a role,
    for one person, or for everybody involved in one incident, over a time."""

    name = "purposes"
    key = ("purpose",)
    happened = "made_at"
    known_by = ("made_at", "start")
    spans = ("start", "end")
    one_of = (("staff", "unit", "role"), ("person", "incident"))

    purpose = text("The reason's reference.", required=True)
    kind = word("What kind of reason.", PURPOSE_KINDS, required=True)
    staff = identifier("staff", "The member of staff it covers.")
    unit = text("The unit it covers.")
    role = text("The role it covers.")
    person = identifier("person", "The person it is about.")
    incident = identifier("incident", "The incident it is about.")
    start = moment("When it starts.", required=True)
    end = moment("When it ends; empty while it goes on.", unreliable="Tasks are closed in bulk.")
    made_by = identifier(
        "staff", "Who made it; one that a person made for themselves counts little."
    )
    made_at = moment("When it was made; where it is missing, its start counts.")
