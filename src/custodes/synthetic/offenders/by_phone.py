"""Styles of offenders whose traces are mostly on the work phone."""

import numpy as np

from custodes.synthetic.days import DAY
from custodes.synthetic.look_ups import VIEW_CONTACT
from custodes.synthetic.offenders.pursuits import Pursuit
from custodes.synthetic.parameters import given


def steady_contact(it: Pursuit) -> None:
    """Calls and texts go on and on after the reason for them has ended; few are written down."""
    it.talk(it.one.contacts)
    if it.one.opens:
        it.look(it.one.looks)


def fast_contact(it: Pursuit) -> None:
    """A shark: much contact in a short time, then it is over."""
    it.until = it.onset + max(int((it.until - it.onset) * given("fast_span")), 6 * DAY)
    it.talk(round(it.one.contacts * given("fast_contacts")))
    if it.one.opens:
        it.look(it.one.looks, 0.0, 0.6)


def personal_phone(it: Pursuit) -> None:
    """Contact begins on the work phone and soon goes over to a personal one, which nobody sees."""
    share = float(it.plot.rng.uniform(0.12, 0.3))
    it.talk(max(round(it.one.contacts * given("before_the_move")), 3), 0.0, share)
    if it.one.opens:
        first, covered = it.moments(1, 0.0, share)
        it.look_at(first, covered, action=VIEW_CONTACT, kind=0)
        it.look(it.one.looks - 1)


def calls_while_away(it: Pursuit) -> None:
    """Some of the calls are made on days off, on leave, or on days reported sick."""
    ill = it.plot.sick(it.staff)
    ill = ill[(ill >= it.onset) & (ill < it.until)][:4]
    at = ill + it.plot.rng.integers(4 * 3_600, 14 * 3_600, len(ill))
    it.talk_at(at[at < it.plot.scene.days.end], np.zeros(int((at < it.plot.scene.days.end).sum()),
                                                         bool))  # fmt: skip
    it.talk(max(it.one.contacts - len(ill), 3), away=max(it.one.away, 0.25))
    if it.one.opens:
        it.look(it.one.looks)


def is_rung_by_her(it: Pursuit) -> None:
    """The other begins most of it, and it is answered: what a victim who rings looks like."""
    at, covered = it.moments(it.one.contacts)
    it.talk_at(at, covered, out=0.35)
    if it.one.opens:
        it.look(it.one.looks)
