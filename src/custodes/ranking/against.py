"""What speaks against a pair: declared reasons to think it ordinary, each with its bits."""

from typing import ClassVar

import ibis.expr.types as ir
from ibis import _

from custodes.measures.measured import Measured


class Against:
    """A reason to think a pair ordinary. `find` gives staff, person and the words of `because`."""

    id: ClassVar[str]
    title: ClassVar[str]
    bits: ClassVar[float]
    because: ClassVar[str]

    @classmethod
    def find(cls, m: Measured, pairs: ir.Table) -> ir.Table:
        """Which of `pairs` (staff, person) it speaks for, with the columns that `because` names."""
        raise NotImplementedError


class ColleaguesToo(Against):
    """Several colleagues of the unit opened the same person without a purpose.

    One member of staff's secret is seldom the whole unit's; a missing feed, a big local event or a
    training class is."""

    id = "colleagues-too"
    title = "Colleagues of the unit did the same"
    bits = -2.0
    because = (
        "{colleagues} others of the unit also opened this person with no purpose recorded, which "
        "points to a reason that the feeds do not hold."
    )
    enough: ClassVar[int] = 2

    @classmethod
    def find(cls, m: Measured, pairs: ir.Table) -> ir.Table:
        """Pairs whose person at least `enough` others of the unit opened unexplained."""
        units = m.posts.select(looker="staff", their_unit="unit")
        opened = m.looks.filter(m.looks.word == "unexplained")
        opened = opened.select(looker="staff", whom="person").distinct().join(units, "looker")
        mine = pairs.join(m.posts.select("staff", "unit"), "staff")
        joined = mine.join(
            opened, [mine.person == opened.whom, mine.unit == opened.their_unit]
        ).filter(_.looker != _.staff)
        counted = joined.group_by("staff", "person").agg(colleagues=_.looker.nunique())
        return counted.filter(_.colleagues >= cls.enough)


class PersonBegan(Against):
    """Most of the contacts were begun by the person."""

    id = "person-began"
    title = "The person began most of the contact"
    bits = -1.5
    because = "{came_in} of {contacts} contacts were begun by the person."
    enough: ClassVar[int] = 3
    share: ClassVar[float] = 0.6

    @classmethod
    def find(cls, m: Measured, pairs: ir.Table) -> ir.Table:
        """Pairs with at least `enough` contacts of which `share` came in."""
        days = m.pair_days.join(pairs, ["staff", "person"])
        counted = days.group_by("staff", "person").agg(
            contacts=_.contacts.sum(), out=_.contacts_out.sum()
        )
        counted = counted.mutate(came_in=counted.contacts - counted.out)
        return counted.filter(
            counted.contacts >= cls.enough, counted.came_in >= cls.share * counted.contacts
        ).drop("out")


class MostlyExplained(Against):
    """Nearly everything between the two has a purpose; what is left may be a gap in a feed."""

    id = "mostly-explained"
    title = "Most of it is explained"
    bits = -2.0
    because = "{explained} of {uses} look-ups and contacts of the pair are explained by a purpose."
    share: ClassVar[float] = 0.8

    @classmethod
    def find(cls, m: Measured, pairs: ir.Table) -> ir.Table:
        """Pairs of whose look-ups and contacts `share` or more are explained."""
        words = m.looks.select("staff", "person", "word").union(
            m.calls.select("staff", "person", "word")
        )
        mine = words.join(pairs, ["staff", "person"])
        counted = mine.group_by("staff", "person").agg(
            uses=_.count(), explained=(_.word == "explained").sum()
        )
        return counted.filter(counted.explained >= cls.share * counted.uses)


AGAINST: tuple[type[Against], ...] = (ColleaguesToo, PersonBegan, MostlyExplained)
