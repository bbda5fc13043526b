"""Why a look was proper: the templates, one file each, in the order in which they are shown."""

from custodes.purposes.base import Covers, Purpose
from custodes.purposes.call_taking import CallTaking
from custodes.purposes.contact_plan import ContactPlan
from custodes.purposes.court_and_case_file import CourtAndCaseFile
from custodes.purposes.crew import Crew
from custodes.purposes.custody import Custody
from custodes.purposes.dip_sample import DipSample
from custodes.purposes.disclosure import Disclosure
from custodes.purposes.dispatched import Dispatched
from custodes.purposes.intelligence import Intelligence
from custodes.purposes.linked_person import LinkedPerson
from custodes.purposes.missing_person import MissingPerson
from custodes.purposes.neighbourhood_plan import NeighbourhoodPlan
from custodes.purposes.officer_in_case import OfficerInCase
from custodes.purposes.other_recorded import OtherRecorded
from custodes.purposes.person_got_in_touch import PersonGotInTouch
from custodes.purposes.reopened_case import ReopenedCase
from custodes.purposes.safeguarding import Safeguarding
from custodes.purposes.statement_or_log import StatementOrLog
from custodes.purposes.stop import Stop
from custodes.purposes.supervision import Supervision
from custodes.purposes.task import Task
from custodes.purposes.training_and_briefing import TrainingAndBriefing
from custodes.purposes.vetting import Vetting

PURPOSES: tuple[type[Purpose], ...] = (
    Dispatched,
    OfficerInCase,
    StatementOrLog,
    Custody,
    Task,
    CourtAndCaseFile,
    Safeguarding,
    MissingPerson,
    NeighbourhoodPlan,
    CallTaking,
    ContactPlan,
    Supervision,
    DipSample,
    Intelligence,
    Disclosure,
    Vetting,
    TrainingAndBriefing,
    Stop,
    Crew,
    LinkedPerson,
    ReopenedCase,
    PersonGotInTouch,
    OtherRecorded,
)

__all__ = ["PURPOSES", "Covers", "Purpose"]
