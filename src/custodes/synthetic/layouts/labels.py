"""The names of everything in the made-up force: collar numbers, references, numbers, mailboxes."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from custodes.synthetic.days import Moments
from custodes.synthetic.force import Force
from custodes.synthetic.incidents import STREETS
from custodes.synthetic.look_ups import ADDRESS, CUSTODY, INCIDENT, INTELLIGENCE, PERSON, PHONE
from custodes.synthetic.phone import (
    AGENCY,
    EXCLUDED,
    EXCLUDED_MAIL,
    PRIVATE,
    TO_PERSON,
    TO_PERSON_MAIL,
    TO_STAFF,
    TO_STAFF_MAIL,
)
from custodes.synthetic.workforce import SYSTEM, SYSTEMS

DOMAIN = "northmoor.police.example"
EXCLUDED_NUMBERS = ("+441632010001", "+441632010002", "+441632010003")
EXCLUDED_MAILBOXES = (
    "advice@staff-union.example",
    "occupational.health@wellbeing.example",
    f"chaplaincy@{DOMAIN}",
)
SERVICE_LOGINS = ("svc_index", "ccu_audit")
"""The indexing account, which no register names, and the unit's own audit account: excluded."""
_LOGIN = {"rms": "u", "cad": "CAD", "custody": "cu", "intel": "a"}
_SHARED, _SERVERS = 100_000, 200_000


def iso(moments: Moments, *, wall: bool = False) -> pa.Array:
    """Moments as ISO 8601 text with Z (a wall clock's without), empty where there is none."""
    times = pa.array(moments, pa.int64(), mask=np.asarray(moments) < 0)
    plain = pc.utf8_replace_slice(times.cast(pa.timestamp("s")).cast(pa.string()), 10, 11, "T")
    return plain if wall else joined(plain, "Z")


def iso_date(moments: NDArray[Any]) -> pa.Array:
    """The day of each moment, as the registers of a force hold it."""
    return pc.utf8_slice_codeunits(iso(moments), 0, 10)


def joined(*parts: pa.Array | str) -> pa.Array:
    """Texts put end to end, row by row; empty where any part is."""
    return pc.binary_join_element_wise(*parts, "")


def digits(values: NDArray[Any], width: int) -> pa.Array:
    """Whole numbers as text of a width, with noughts in front."""
    return pc.utf8_lpad(pa.array(values).cast(pa.string()), width, "0")


def picked(labels: pa.Array, which: NDArray[Any]) -> pa.Array:
    """The labels at some positions, empty where the position is negative."""
    return labels.take(pa.array(which, pa.int64(), mask=np.asarray(which) < 0))


def words(vocabulary: tuple[str, ...], which: NDArray[Any]) -> pa.Array:
    """The words at some positions, empty where the position is negative or the word is."""
    return picked(pa.array([word or None for word in vocabulary]), which)


class Labels:
    """Text for every number of one force."""

    def __init__(self, force: Force) -> None:
        scene = force.scene
        collars = pa.array(scene.force.collar).cast(pa.string())
        self.staff = joined("A-", collars)
        self.unit = pa.array([scene.force.unit(one) for one in range(len(scene.force))])
        self.mailbox = joined("a", collars, f"@{DOMAIN}")
        self.mobile_device = joined("MOB-", collars)
        self.radio = joined("RAD-", collars)
        self.camera = joined("BWV-", collars)
        self.mobile = joined("+44769", digits(scene.force.collar, 7))
        self.logins = [
            self.mailbox if word == "casefile" else joined(_LOGIN[word], collars)
            for word in SYSTEMS
        ]
        self.person = joined("P", pa.array(scene.people.reference).cast(pa.string()))
        self.person_mobile = self.personal(scene.people.digits)
        twin = scene.people.twin
        own = np.where(twin >= 0, np.minimum(np.arange(len(twin)), twin), np.arange(len(twin)))
        self.person_mail = self.mail(scene.people.reference[own])
        events = scene.events
        year = 1970 + (events.opened / 31_556_952).astype(np.int64)
        self.incident = joined(
            "NM", (year % 100).astype("U2"), "-", digits(np.arange(len(events)) + 1, 6)
        )
        self.household = scene.people.household

    def personal(self, number: NDArray[Any]) -> pa.Array:
        """A mobile number of the public: in a paging range, so that it rings nobody."""
        return joined("+4476", digits(number * 7_919 % 80_000_000, 8))

    def mail(self, reference: NDArray[Any]) -> pa.Array:
        """A mail address of the public."""
        return joined("r", pa.array(reference).cast(pa.string()), "@mail.example")

    def landline(self, household: NDArray[Any]) -> pa.Array:
        """A household's landline: in an area code that no area has."""
        return joined("+441632", digits(household % 900_000 + 100_000, 6))

    def login(self, system: NDArray[Any], staff: NDArray[Any], other: NDArray[Any]) -> pa.Array:
        """The login that each look-up was made under."""
        names = pa.concat_arrays([*self.logins, pa.array(SERVICE_LOGINS)])
        size = len(self.staff)
        own = system.astype(np.int64) * size + staff
        place = np.where(other >= 0, len(SYSTEMS) * size + other.astype(np.int64), own)
        return names.take(pa.array(place))

    def terminal(self, which: NDArray[Any]) -> pa.Array:
        """A desk's terminal, a station's shared one, or a server."""
        kind = np.where(which >= _SERVERS, 2, np.where(which >= _SHARED, 1, 0))
        prefix = words(("T-", "SHARED-", "SRV-"), kind)
        return joined(prefix, pa.array(which % _SHARED).cast(pa.string()))

    def record(
        self,
        kind: NDArray[Any],
        person: NDArray[Any],
        incident: NDArray[Any],
        number: NDArray[Any],
    ) -> pa.Array:
        """The reference of the record that was looked up."""
        home = np.where(person >= 0, self.household[np.maximum(person, 0)], number)
        address = joined("AD-", pa.array(home).cast(pa.string()))
        other = joined(
            words(("", "", "", "VH-", "", "", "IN-"), kind), pa.array(number).cast(pa.string())
        )
        custody = joined("CR-", picked(self.incident, incident))
        choices = [
            picked(self.person, person),
            picked(self.incident, incident),
            address,
            other,
            picked(self.person_mobile, person),
            custody,
            other,
        ]
        known = {PERSON: 0, INCIDENT: 1, ADDRESS: 2, PHONE: 4, CUSTODY: 5, INTELLIGENCE: 6}
        return pc.choose(pa.array([known.get(k, 3) for k in range(7)]).take(pa.array(kind)),
                         *choices)  # fmt: skip

    def other(self, kind: NDArray[Any], number: NDArray[Any]) -> pa.Array:
        """The other number or mail address of each contact."""
        which = np.asarray(number)

        def of(labels: pa.Array, wanted: int) -> pa.Array:
            return picked(labels, np.where(kind == wanted, which, -1))

        private = joined("+44768", digits(np.where(kind == PRIVATE, which, 0), 7))
        agency = joined("+44163200", digits(np.where(kind == AGENCY, which, 0), 4))
        choices: list[pa.Array] = [pa.nulls(len(which), pa.string())] * 8
        choices[TO_PERSON] = of(self.person_mobile, TO_PERSON)
        choices[TO_PERSON_MAIL] = of(self.person_mail, TO_PERSON_MAIL)
        choices[TO_STAFF] = of(self.mobile, TO_STAFF)
        choices[TO_STAFF_MAIL] = of(self.mailbox, TO_STAFF_MAIL)
        choices[PRIVATE], choices[AGENCY] = private, agency
        choices[EXCLUDED] = of(pa.array(EXCLUDED_NUMBERS), EXCLUDED)
        choices[EXCLUDED_MAIL] = of(pa.array(EXCLUDED_MAILBOXES), EXCLUDED_MAIL)
        return pc.choose(pa.array(kind.astype(np.int64)), *choices)

    def place(self, number: NDArray[Any]) -> pa.Array:
        """An address as the incident system writes it; some hold letters beyond ASCII."""
        street = words(STREETS, number % len(STREETS))
        house = pa.array(number // len(STREETS) + 1).cast(pa.string())
        cafe = pc.if_else(pa.array(number % 37 == 0), ", Café Zoë", "")
        return joined(house, " ", street, cafe)


class AccessIds:
    """Each look-up's reference: its system and its place in that system's own trail.

    Texts are made for the rows that are asked for; millions of them would fill the memory.
    """

    def __init__(self, force: Force) -> None:
        self._system = force.accesses["system"]
        self._place = np.zeros(len(self._system), np.int32)
        for number in SYSTEM.values():
            mine = np.flatnonzero(self._system == number)
            self._place[mine] = np.arange(1, len(mine) + 1)

    def __getitem__(self, which: slice) -> pa.Array:
        return joined(words(SYSTEMS, self._system[which]), "-", digits(self._place[which], 8))

    def take(self, which: pa.Array) -> pa.Array:
        """The references of the rows at some positions."""
        rows = which.to_numpy(zero_copy_only=False)
        return joined(words(SYSTEMS, self._system[rows]), "-", digits(self._place[rows], 8))
