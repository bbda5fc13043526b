"""What systems and devices recorded: look-ups, contacts, places, recordings."""

from custodes.schema.base import (
    Repeats,
    Table,
    identifier,
    moment,
    number,
    text,
    whole,
    word,
    yes_no,
)


class Accesses(Table):
    """An audited use of a record: search, view, print, export, edit."""

    name = "accesses"
    key = ("access", "system")
    happened = "at"
    repeats = Repeats.REFUSE
    big = True
    any_of = (("record", "person", "incident"),)

    access = text("The audit entry's own reference, unique in its system.", required=True)
    at = moment(
        "When.", required=True, unreliable="Clocks of systems differ by minutes; see `coverage`."
    )
    system = text("Which system.", required=True)
    login = identifier("login", "Which login.", required=True)
    action = word(
        "What was done. Contact details and images want a closer purpose than opening.",
        "search view view_contact view_image print export edit",
        required=True,
    )
    record_kind = word(
        "What kind of record.",
        "person incident address vehicle phone custody intelligence",
        required=True,
    )
    record = identifier("record", "The record's own reference.")
    person = identifier("person", "The person the record is about.")
    incident = identifier("incident", "The incident the record is about.")
    terminal = identifier(
        "terminal", "The terminal.", unreliable="A shared terminal weakens who it was."
    )
    remote = yes_no("Whether it came from outside force premises.")
    reason = text(
        "What the login gave as its reason.", unreliable="Free text; nothing rests on it."
    )


class Contacts(Table):
    """A call, text, e-mail or message between a work device and somebody."""

    name = "contacts"
    key = ("contact",)
    happened = "at"
    repeats = Repeats.REFUSE
    big = True

    contact = text("The contact's own reference.", required=True)
    at = moment("When it began.", required=True)
    device = identifier("device", "The work device or mailbox.", required=True)
    other = identifier(
        "number", "The other number in E.164, or mail address in small letters.", required=True
    )
    direction = word(
        "Out: the member of staff began it. In: the other did.", "out in", required=True
    )
    channel = word("How.", "call text email message", required=True)
    seconds = whole("How long a call lasted.", unit="seconds", least=0)


class LoggedContacts(Table):
    """A contact with a person that a member of staff wrote in a record."""

    name = "logged_contacts"
    key = ("staff", "person", "at")
    happened = "at"

    staff = identifier("staff", "Who wrote it.", required=True)
    person = identifier("person", "With whom.", required=True)
    at = moment("When the contact was.", required=True, unreliable="Often rounded to the hour.")
    incident = identifier("incident", "In which incident's record.")


class Presences(Table):
    """A dwell of a device near an address held for a person. Off unless a legal basis is given."""

    name = "presences"
    key = ("device", "at")
    happened = "at"

    device = identifier("device", "The radio, phone or vehicle.", required=True)
    at = moment("When it began.", required=True)
    seconds = whole("How long.", unit="seconds", least=0, required=True)
    person = identifier("person", "Whose held address is within the radius.")
    metres = number("How far from it.", unit="metres", least=0, unreliable="GPS errs by 5 to 50 m.")


class Recordings(Table):
    """A body-worn video clip."""

    name = "recordings"
    key = ("device", "start")
    happened = "start"
    spans = ("start", "end")

    device = identifier("device", "The camera.", required=True)
    start = moment("When it starts.", required=True)
    end = moment("When it ends.", required=True)
