"""Members of the public in force records, and what they were part of."""

from custodes.schema.base import Table, identifier, moment, number, text, whole, word


class Persons(Table):
    """A member of the public in force records."""

    name = "persons"
    key = ("person",)

    person = identifier(
        "person",
        "The person's reference.",
        required=True,
        unreliable="2 to 4 % of people have two references.",
    )
    sex = word("Sex as recorded.", "F M X")
    born_year = whole("Year of birth.", unit="year", least=1880)


class Vulnerabilities(Table):
    """A flag of vulnerability on a person over a time. It raises harm, never probability."""

    name = "vulnerabilities"
    key = ("person", "flag", "from")
    happened = "from"
    later = ("to",)
    spans = ("from", "to")

    person = identifier("person", "Who.", required=True)
    flag = word(
        "Which vulnerability.",
        "da so marac mental_health missing under_18 sex_work substance repeat_caller "
        "learning_disability",
        required=True,
        unreliable="Flags lag by weeks and are seldom taken off.",
    )
    from_ = moment("When the flag was set.", required=True)
    to = moment("When it was taken off.")


class PersonNumbers(Table):
    """A telephone number or mail address held for a person over a time."""

    name = "person_numbers"
    key = ("person", "number", "from")
    later = ("to",)
    spans = ("from", "to")

    person = identifier("person", "Whose.", required=True)
    number = identifier(
        "number",
        "The number in E.164, or the mail address in small letters.",
        required=True,
        personal=True,
        unreliable="Landlines are shared by households; mobiles pass to strangers.",
    )
    from_ = moment("When it was first held; empty where that is not known.")
    to = moment("When it was known to have changed.")


class PersonLinks(Table):
    """A link between two people."""

    name = "person_links"
    key = ("person", "other", "kind")

    person = identifier("person", "One person.", required=True)
    other = identifier("person", "The other.", required=True)
    kind = word(
        "What the other is to the person.",
        "partner ex_partner parent child sibling household associate same_person",
        required=True,
    )
    confidence = number(
        "How sure the link is.",
        unit="share, 0 to 1",
        least=0,
        most=1,
        unreliable="Most systems give none; empty counts as 1.",
    )


class Incidents(Table):
    """An incident, crime, custody record, missing episode or referral."""

    name = "incidents"
    key = ("incident",)
    happened = "opened"
    later = ("closed", "reopened")
    spans = ("opened", "closed")

    incident = identifier("incident", "The incident's reference.", required=True)
    kind = text("What kind, in the force's own words.", required=True)
    opened = moment("When it was opened.", required=True)
    closed = moment("When it was last closed.", unreliable="Batch closures come months late.")
    reopened = moment("When it was reopened.")
    outcome = text("The recorded outcome.")
    place = text("Where, as the system writes it.")


class Involvements(Table):
    """A person's part in an incident. Without `known_at` it counts from the incident's opening."""

    name = "involvements"
    key = ("incident", "person", "role")

    incident = identifier("incident", "Which incident.", required=True)
    person = identifier("person", "Who.", required=True)
    role = word("In which part.", "victim witness suspect caller subject", required=True)
