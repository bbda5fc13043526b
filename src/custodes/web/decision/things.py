"""What is acted on, and where it lies: the kinds of compartment, and the kinds of thing in them."""

from enum import Enum, unique


@unique
class Kind(Enum):
    """A kind of compartment: a part of the work that nobody sees without being a member of it."""

    INTAKE = "reports that people send in"
    INTEL = "intelligence"
    SOURCE = "sources of intelligence"
    CASE = "cases, safeguarding and referrals"
    MONITORING = "alerts and runs"
    CCU_WATCH = "the watch over the counter-corruption unit itself"
    PLAN = "the force's plan"
    INSPECTION = "the inspectorate's work"
    SYSTEM = "the installation: accounts, settings, audit and retention"


@unique
class Thing(Enum):
    """A kind of thing that is acted on: in the words of the screen, and where it lies.

    In any other kind of compartment there is none of it, and no role that is held there shows it:
    somebody who may do much in several parts of the work does in each what belongs there.
    """

    OWN_REPORT = ("your own report", Kind.INTAKE)
    REPORT = ("reports that were sent in", Kind.INTAKE)
    ALERT = ("alerts", Kind.MONITORING, Kind.CCU_WATCH)
    RUN = ("runs of the ranking", Kind.MONITORING, Kind.CCU_WATCH)
    WATCH = ("watches over members of staff", Kind.MONITORING)
    INTELLIGENCE = ("intelligence reports", Kind.INTEL)
    SOURCE = ("sources of intelligence", Kind.SOURCE)
    CASE = ("cases", Kind.CASE)
    SAFEGUARDING = ("safeguarding", Kind.CASE)
    REFERRAL = ("referrals", Kind.CASE)
    PLAN = ("the force's plan", Kind.PLAN)
    CAPABILITY = ("the unit's capability and capacity", Kind.PLAN)
    ASSESSMENT = ("assessments", Kind.INSPECTION)
    TOTALS = ("totals", Kind.PLAN, Kind.INSPECTION)
    RETENTION = ("retention", Kind.SYSTEM)
    AUDIT = ("the audit", Kind.SYSTEM)
    CHECKPOINT = ("checkpoints of the audit", Kind.SYSTEM)
    ACCOUNT = ("accounts", Kind.SYSTEM)
    MEMBERSHIP = ("memberships and bars", *Kind)
    SETTINGS = ("settings", Kind.SYSTEM)

    def __init__(self, words: str, *lies_in: Kind) -> None:
        self.words = words
        self.lies_in = frozenset(lies_in)
