"""What a pair's behaviour says: the indicators, one file each, in the order they are shown."""

from custodes.indicators.after_the_end import AfterTheEnd
from custodes.indicators.around_the_person import AroundThePerson
from custodes.indicators.base import Family, Indicator, Level, Subject
from custodes.indicators.breadth import Breadth
from custodes.indicators.contact_details_viewed import ContactDetailsViewed
from custodes.indicators.contact_not_logged import ContactNotLogged
from custodes.indicators.contact_on_many_days import ContactOnManyDays
from custodes.indicators.images_trawled import ImagesTrawled
from custodes.indicators.look_up_then_contact import LookUpThenContact
from custodes.indicators.off_duty_contact import OffDutyContact
from custodes.indicators.off_duty_look_ups import OffDutyLookUps
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
    LookUpThenContact,
    SelfMadePurpose,
    Breadth,
    ImagesTrawled,
)

__all__ = ["INDICATORS", "Family", "Indicator", "Level", "Subject"]
