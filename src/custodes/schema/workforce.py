"""Who works for the force, and the logins, devices and hours that are theirs."""

from custodes.schema.base import Repeats, Table, identifier, moment, text, word


class Staff(Table):
    """A member of staff in one post over a time: officer, PCSO, police staff, special, volunteer
    or contractor. A change of role, unit or supervisor is a new row."""

    name = "staff"
    key = ("staff", "from")
    happened = "from"
    later = ("to",)
    spans = ("from", "to")

    staff = identifier("staff", "The member of staff, by collar or payroll number.", required=True)
    kind = word(
        "What kind of member of staff.",
        "officer pcso staff special volunteer contractor",
        required=True,
    )
    role = text(
        "The role, in the force's own words.",
        required=True,
        unreliable="HR changes it weeks after a move; secondments often never reach it.",
    )
    unit = text("The team or station.", required=True)
    supervisor = identifier("staff", "Their supervisor.", unreliable="Often a level too high.")
    from_ = moment("When this post began.", required=True)
    to = moment("When it ended; empty while it goes on.")


class Logins(Table):
    """A login of one system, held by one member of staff over a time."""

    name = "logins"
    key = ("login", "system", "from")
    happened = "from"
    later = ("to",)
    spans = ("from", "to")

    login = identifier("login", "The login as the audit trail writes it.", required=True)
    system = text("The system that the login belongs to.", required=True)
    staff = identifier(
        "staff",
        "Who holds it.",
        required=True,
        unreliable="Shared and generic logins name a person who may not be at the keyboard.",
    )
    from_ = moment("When they first held it.", required=True)
    to = moment("When they gave it up; empty while held.")


class Devices(Table):
    """A phone, handset, mailbox, radio, vehicle, MDT or laptop, held over a time."""

    name = "devices"
    key = ("device", "from")
    happened = "from"
    later = ("to",)
    spans = ("from", "to")

    device = identifier("device", "The device as the force names it.", required=True)
    kind = word("What it is.", "mobile handset mailbox radio vehicle mdt laptop", required=True)
    number = identifier("number", "Its telephone number (E.164) or mail address.")
    staff = identifier(
        "staff",
        "Who holds it; empty where nobody is recorded.",
        unreliable="Hand-overs are the worst kept register of most forces.",
    )
    from_ = moment("When this holding began.", required=True)
    to = moment("When it ended; empty while held.")


class Duties(Table):
    """A span of one status of duty of one member of staff."""

    name = "duties"
    key = ("staff", "start", "status")
    happened = "start"
    spans = ("start", "end")

    staff = identifier("staff", "Whose duty.", required=True)
    start = moment("When the span starts.", required=True)
    end = moment("When it ends.", required=True)
    status = word(
        "What the span is.",
        "duty overtime on_call court leave sick rest",
        required=True,
        unreliable="10 to 20 % of swaps, and much overtime, never reach the roster.",
    )


class Exclusions(Table):
    """Something that is never analysed: a union, occupational-health, chaplaincy, legal or
    confidential-line number or mailbox, a login, a kind of incident, a person."""

    name = "exclusions"
    key = ("kind", "value")
    repeats = Repeats.SUPERSEDE

    kind = word("What the value is.", "number mailbox login incident_kind person", required=True)
    value = text("The number, mailbox, login, kind of incident or person.", required=True)
    reason = text("Why it is excluded.", required=True)
