"""The tables about the workforce: posts, logins, devices, the roster, and what is excluded."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custodes.synthetic.days import DAY
from custodes.synthetic.duties import STATUSES, recorded_columns
from custodes.synthetic.force import Force
from custodes.synthetic.layouts.labels import (
    EXCLUDED_MAILBOXES,
    EXCLUDED_NUMBERS,
    SERVICE_LOGINS,
    Labels,
    iso,
    iso_date,
    picked,
    words,
)
from custodes.synthetic.rows import NONE
from custodes.synthetic.workforce import ROLES, SYSTEMS

Text = dict[str, pa.Array]


def exclusions(_force: Force, _labels: Labels) -> Text:
    """What is never to be analysed."""
    why = ["Staff union", "Occupational health", "Chaplaincy"]
    values = [*EXCLUDED_NUMBERS, *EXCLUDED_MAILBOXES, SERVICE_LOGINS[1]]
    return {
        "kind": pa.array(["number"] * 3 + ["mailbox"] * 3 + ["login"]),
        "value": pa.array(values),
        "reason": pa.array([*why, *why, "The unit's own audit"]),
    }


def staff(force: Force, labels: Labels) -> Text:
    """One row a member of staff."""
    workforce = force.scene.force
    return {
        "staff": labels.staff,
        "kind": words(tuple(role.kind for role in ROLES), workforce.role),
        "role": words(tuple(role.word for role in ROLES), workforce.role),
        "unit": labels.unit,
        "supervisor": picked(labels.staff, workforce.supervisor),
        "from": iso_date(workforce.since),
        "to": iso_date(workforce.until),
    }


def logins(force: Force, labels: Labels) -> Text:
    """A login of every system that a role has, or that a look-up shows in use."""
    workforce, seen = force.scene.force, force.accesses
    used = np.zeros((len(SYSTEMS), len(workforce)), bool)
    own = seen["staff"] != NONE
    used[seen["system"][own], seen["staff"][own]] = True
    for number, system in enumerate(SYSTEMS):
        used[number] |= np.array([system in role.systems for role in ROLES])[workforce.role]
    which, staff = np.nonzero(used)
    return {
        "login": labels.login(which, staff, np.full(len(staff), NONE)),
        "system": words(SYSTEMS, which),
        "staff": picked(labels.staff, staff),
        "from": iso_date(workforce.since[staff]),
        "to": iso_date(workforce.until[staff]),
    }


def devices(force: Force, labels: Labels) -> Text:
    """Mobiles, mailboxes, radios and cameras; two mobiles in a drawer are nobody's."""
    workforce = force.scene.force
    everybody = np.arange(len(workforce))
    mobile = np.flatnonzero(workforce.with_mobile())
    kinds = np.repeat([0, 1, 2, 3], [len(mobile), len(workforce), len(mobile), len(mobile)])
    staff = np.concatenate([mobile, everybody, mobile, mobile])
    device = pa.concat_arrays(
        [
            picked(labels.mobile_device, mobile),
            labels.mailbox,
            picked(labels.radio, mobile),
            picked(labels.camera, mobile),
        ]
    )
    number = pc.choose(
        pa.array(kinds),
        picked(labels.mobile, staff),
        picked(labels.mailbox, staff),
        pa.nulls(len(staff), pa.string()),
        pa.nulls(len(staff), pa.string()),
    )
    rows = {
        "device": device,
        "kind": words(("mobile", "mailbox", "radio", "handset"), kinds),
        "number": number,
        "staff": picked(labels.staff, staff),
        "from": iso_date(workforce.since[staff]),
        "to": iso_date(workforce.until[staff]),
    }
    spare: Text = {
        "device": pa.array(["MOB-SPARE-1", "MOB-SPARE-2"]),
        "kind": pa.array(["mobile", "mobile"]),
        "number": pa.array(["+447699999998", "+447699999999"]),
        "from": iso_date(np.full(2, force.scene.days.start - 90 * DAY)),
    }
    return {
        name: pa.concat_arrays([column, spare.get(name, pa.nulls(2, pa.string()))])
        for name, column in rows.items()
    }


def duties(force: Force, labels: Labels) -> Text:
    """The roster as recorded."""
    rows = recorded_columns(force.scene.hours)
    return {
        "staff": picked(labels.staff, rows["staff"]),
        "start": iso(rows["start"]),
        "end": iso(rows["end"]),
        "status": words(STATUSES, rows["status"]),
        "known_at": iso(rows["known_at"]),
    }
