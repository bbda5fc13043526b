"""The members of the public of the made-up force: households, links, numbers, vulnerabilities."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from custodes.synthetic.days import DAY, Days
from custodes.synthetic.draws import chance, stream, weighted
from custodes.synthetic.parameters import given
from custodes.synthetic.rows import NONE, Rows

LINKS = (
    "partner",
    "ex_partner",
    "parent",
    "child",
    "sibling",
    "household",
    "associate",
    "same_person",
)
PARTNER, EX_PARTNER, PARENT, CHILD, SIBLING, HOUSEHOLD, ASSOCIATE, SAME = range(len(LINKS))
FLAGS = (
    "da",
    "so",
    "marac",
    "mental_health",
    "missing",
    "under_18",
    "sex_work",
    "substance",
    "repeat_caller",
    "learning_disability",
)
DA, SO, MARAC, MENTAL, MISSING, UNDER_18, SEX_WORK, SUBSTANCE, REPEAT, LEARNING = range(len(FLAGS))
FEMALE, MALE, OTHER_SEX = range(3)
MOBILE, LANDLINE, MAIL = range(3)


@dataclass
class Public:
    """Every person by number: sex, year of birth, household, district, and how often met."""

    sex: NDArray[np.int64]
    born: NDArray[np.int64]
    household: NDArray[np.int64]
    district: NDArray[np.int64]
    weight: NDArray[np.float64]
    twin: NDArray[np.int64]
    """The other reference of the same person, or NONE."""
    reference: NDArray[np.int64]
    """The number in the person's reference, in no order that tells anything."""
    links: Rows
    flags: Rows
    numbers: Rows
    mobile: NDArray[np.bool_]
    mail: NDArray[np.bool_]
    partner: NDArray[np.int64]
    """The partner or former partner, or NONE."""
    digits: NDArray[np.int64]
    """What the person's mobile number is made of."""
    districts: int

    def __len__(self) -> int:
        return len(self.sex)

    def met(
        self, rng: np.random.Generator, district: NDArray[np.int64], *, sex: int | None = None
    ) -> NDArray[np.int64]:
        """A person of each district, those often met likelier, of one sex where that is asked."""
        weight = self.weight if sex is None else self.weight * (self.sex == sex)
        chosen = np.zeros(len(district), np.int64)
        for number in range(self.districts):
            here = np.flatnonzero(self.district == number)
            asked = district == number
            chosen[asked] = here[weighted(rng, weight[here], int(asked.sum()))]
        return chosen

    def household_members(self, person: int) -> NDArray[np.int64]:
        """Who else lives with a person."""
        same = np.flatnonzero(self.household == self.household[person])
        others: NDArray[np.int64] = same[same != person]
        return others


def public(seed: int, staff: int, days: Days, districts: int) -> Public:
    """Make the people whom a force of `staff` members has records of."""
    rng = stream(seed, "public")
    wanted = int(staff * given("persons_a_member_of_staff"))
    sizes = 1 + rng.binomial(4, 0.32, wanted)
    households = int(np.searchsorted(np.cumsum(sizes), wanted)) + 1
    household = np.repeat(np.arange(households), sizes[:households])
    place = np.arange(len(household)) - np.repeat(
        np.cumsum(sizes[:households]) - sizes[:households], sizes[:households]
    )
    grown = place < 2
    sex = np.where(rng.random(len(household)) < 0.5, FEMALE, MALE)
    couple = grown & (place == 1) & (rng.random(len(household)) < 0.94)
    sex[couple] = 1 - sex[np.flatnonzero(couple) - 1]
    sex[chance(rng, 0.004, len(sex))] = OTHER_SEX
    year = days.last.year
    born = np.where(
        grown, year - rng.integers(19, 80, len(sex)), year - rng.integers(3, 19, len(sex))
    )
    twins = np.flatnonzero(chance(rng, given("duplicate_persons"), len(sex)))
    weight = (rng.pareto(given("contact_power_law"), len(sex)) + 0.02).clip(max=60)
    weight[~grown] *= 0.3
    whole = np.append(np.arange(len(sex)), twins)
    twin = np.append(np.full(len(sex), NONE), twins)
    twin[twins] = len(sex) + np.arange(len(twins))
    made = Public(
        sex=sex[whole],
        born=born[whole],
        household=household[whole],
        district=(household % districts)[whole],
        weight=np.append(weight, weight[twins] * 0.4),
        twin=twin,
        reference=rng.permutation(len(whole)) + 100_001,
        links=Rows(person=np.int32, other=np.int32, kind=np.int8, confidence=np.int8),
        flags=Rows(person=np.int32, flag=np.int8, start=np.int64, end=np.int64),
        numbers=Rows(person=np.int32, kind=np.int8, number=np.int64, start=np.int64, end=np.int64),
        mobile=np.zeros(len(whole), bool),
        mail=np.zeros(len(whole), bool),
        partner=np.full(len(whole), NONE),
        digits=np.zeros(len(whole), np.int64),
        districts=districts,
    )
    _link(rng, made, place, len(sex), twins)
    _flag(rng, made, days)
    _number(rng, made, days, households)
    return made


def _link(
    rng: np.random.Generator,
    made: Public,
    place: NDArray[np.int64],
    first_twin: int,
    twins: NDArray[np.int64],
) -> None:
    """Partners, former partners, children, siblings, associates and duplicate references."""
    second = np.flatnonzero(place == 1)
    partners = second[chance(rng, given("partners"), len(second))]
    _both_ways(made, partners - 1, partners, PARTNER, PARTNER, 100)
    made.partner[partners], made.partner[partners - 1] = partners - 1, partners
    others = np.setdiff1d(second, partners)
    _both_ways(made, others - 1, others, HOUSEHOLD, HOUSEHOLD, 90)
    third = np.flatnonzero(place >= 2)
    _both_ways(made, third - place[third], third, CHILD, PARENT, 95)
    fourth = np.flatnonzero(place >= 3)
    _both_ways(made, fourth - 1, fourth, SIBLING, SIBLING, 90)
    left = rng.permutation(np.flatnonzero(place < 2))
    count = int(len(left) * given("ex_partners") / 2)
    one, two = left[:count], left[count : 2 * count]
    fits = (made.sex[one] != made.sex[two]) & (made.district[one] == made.district[two])
    one, two = one[fits], two[fits]
    _both_ways(made, one, two, EX_PARTNER, EX_PARTNER, 80)
    free = (made.partner[one] == NONE) & (made.partner[two] == NONE)
    made.partner[one[free]], made.partner[two[free]] = two[free], one[free]
    count = len(left) // 12
    one, two = left[-count:], rng.permutation(left)[:count]
    apart = one != two
    made.links.add(person=one[apart], other=two[apart], kind=ASSOCIATE, confidence=60)
    made.links.add(
        person=twins,
        other=first_twin + np.arange(len(twins)),
        kind=SAME,
        confidence=rng.integers(70, 96, len(twins)),
    )


def _both_ways(
    made: Public,
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    kind: int,
    back: int,
    confidence: int,
) -> None:
    made.links.add(person=one, other=other, kind=kind, confidence=confidence)
    made.links.add(person=other, other=one, kind=back, confidence=confidence)


def _flag(rng: np.random.Generator, made: Public, days: Days) -> None:
    """Flags of vulnerability that stood before the first day; incidents add more."""
    size = len(made)
    often = made.weight > np.quantile(made.weight, 0.9)
    shares = {
        MENTAL: 0.04,
        SUBSTANCE: 0.03,
        LEARNING: 0.01,
        SEX_WORK: 0.003,
        SO: 0.006,
        MISSING: 0.008,
    }
    for flag, share in shares.items():
        who = np.flatnonzero(rng.random(size) < share * np.where(often, 4, 1))
        since = days.start - rng.integers(10, 900, len(who)) * DAY
        ended = np.where(chance(rng, 0.1, len(who)), since + 400 * DAY, NONE)
        made.flags.add(person=who, flag=flag, start=since, end=ended)
    callers = np.flatnonzero(often & (rng.random(size) < 0.15))
    made.flags.add(person=callers, flag=REPEAT, start=days.start - 100 * DAY)
    young = np.flatnonzero((made.born > days.last.year - 18) & (rng.random(size) < 0.5))
    made.flags.add(person=young, flag=UNDER_18, start=days.start - 30 * DAY)


def _number(rng: np.random.Generator, made: Public, days: Days, households: int) -> None:
    """Numbers and addresses held; a few mobiles change, landlines are a household's."""
    size = len(made)
    own = np.where(made.twin >= 0, np.minimum(np.arange(size), made.twin), np.arange(size))
    made.mobile[:] = chance(rng, given("mobile_held"), size)[own] & (
        made.born <= days.last.year - 10
    )
    made.mail[:] = chance(rng, given("mail_held"), size)[own] & made.mobile
    digits = rng.permutation(2 * size)
    made.digits[:] = digits[own]
    since = days.start - rng.integers(20, 2_000, size) * DAY
    who = np.flatnonzero(made.mobile)
    changed = chance(rng, 0.04, len(who))
    when = days.start + rng.integers(0, days.count, len(who)) * DAY
    # The number that phone.py rings is the first; one that changed was another before.
    made.numbers.add(
        person=who,
        kind=MOBILE,
        number=digits[own[who]],
        start=np.where(changed, since[who], NONE),
    )
    old = who[changed & (own[who] == who)]
    made.numbers.add(
        person=old,
        kind=MOBILE,
        number=digits[size + old],
        start=since[old] - 500 * DAY,
        end=np.minimum(since[old], when[changed & (own[who] == who)]),
    )
    shared = chance(rng, given("landline_held"), households)[made.household]
    who = np.flatnonzero(shared & (made.born <= days.last.year - 18))
    made.numbers.add(person=who, kind=LANDLINE, number=made.household[who], start=since[who])
    who = np.flatnonzero(made.mail)
    made.numbers.add(person=who, kind=MAIL, number=made.reference[own[who]], start=since[who])
