"""Every source there is, in the order in which they are shown."""

from custodes.sources.base import Source
from custodes.sources.cef import Cef
from custodes.sources.ecs import Ecs
from custodes.sources.exchange import Exchange
from custodes.sources.fhir_audit import FhirAudit
from custodes.sources.m365_audit import M365Audit
from custodes.sources.mapped import Mapped
from custodes.sources.message_trace import MessageTrace
from custodes.sources.ocsf import Ocsf
from custodes.sources.phone_bill import PhoneBill

SOURCES: tuple[type[Source], ...] = (
    Exchange,
    Mapped,
    M365Audit,
    MessageTrace,
    PhoneBill,
    Ocsf,
    Ecs,
    Cef,
    FhirAudit,
)

BY_ID: dict[str, type[Source]] = {source.id: source for source in SOURCES}
