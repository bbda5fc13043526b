"""What a pair's behaviour says: the indicators, one file each, in the order they are shown."""

from custodes.indicators.after_the_end import AfterTheEnd
from custodes.indicators.around_the_person import AroundThePerson
from custodes.indicators.base import Family, Indicator, Level, Subject
from custodes.indicators.breadth import Breadth
from custodes.indicators.breadth_off_duty import BreadthOffDuty
from custodes.indicators.contact_at_night import ContactAtNight
from custodes.indicators.contact_details_viewed import ContactDetailsViewed
from custodes.indicators.contact_in_one_day import ContactInOneDay
from custodes.indicators.contact_not_logged import ContactNotLogged
from custodes.indicators.contact_on_many_days import ContactOnManyDays
from custodes.indicators.contact_with_many import ContactWithMany
from custodes.indicators.images_trawled import ImagesTrawled
from custodes.indicators.look_up_then_contact import LookUpThenContact
from custodes.indicators.off_duty_contact import OffDutyContact
from custodes.indicators.off_duty_look_ups import OffDutyLookUps
from custodes.indicators.self_made_for_many import SelfMadeForMany
from custodes.indicators.self_made_purpose import SelfMadePurpose
from custodes.indicators.unexplained_contact import UnexplainedContact
from custodes.indicators.unexplained_look_ups import UnexplainedLookUps

INDICATORS: tuple[type[Indicator], ...] = (
    UnexplainedLookUps,
    AfterTheEnd,
    OffDutyLookUps,
    ContactDetailsViewed,
    AroundThePerson,
    UnexplainedContact,
    OffDutyContact,
    ContactNotLogged,
    ContactOnManyDays,
    ContactInOneDay,
    ContactAtNight,
    LookUpThenContact,
    SelfMadePurpose,
    Breadth,
    BreadthOffDuty,
    ImagesTrawled,
    SelfMadeForMany,
    ContactWithMany,
)

__all__ = ["INDICATORS", "Family", "Indicator", "Level", "Subject"]
