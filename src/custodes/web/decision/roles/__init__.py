"""The roles: what each is for, what it may do, what it may approve for others, and what never."""

from custodes.web.decision.roles.inspection import (
    InspectionLead,
    Inspector,
    NationalReader,
)
from custodes.web.decision.roles.oversight import (
    Auditor,
    ExternalVerifier,
    ProfessionalStandardsWatcher,
    SystemAdministrator,
)
from custodes.web.decision.roles.plan import (
    CapabilityReviewer,
    ChiefOfficerLead,
    ForcePlanOwner,
)
from custodes.web.decision.roles.reporting import (
    IntakeOfficer,
    PartnerUser,
    Reporter,
    StaffReporter,
)
from custodes.web.decision.roles.role import Role
from custodes.web.decision.roles.unit import (
    CaseOfficer,
    CcuSupervisor,
    HeadOfCcu,
    IntelligenceOfficer,
    MonitoringAnalyst,
    ReferralDecisionMaker,
    SafeguardingLead,
    SourceCustodian,
)
from custodes.web.decision.things import Kind

__all__ = [
    "ROLES",
    "Auditor",
    "CapabilityReviewer",
    "CaseOfficer",
    "CcuSupervisor",
    "ChiefOfficerLead",
    "ExternalVerifier",
    "ForcePlanOwner",
    "HeadOfCcu",
    "InspectionLead",
    "Inspector",
    "IntakeOfficer",
    "IntelligenceOfficer",
    "Kind",
    "MonitoringAnalyst",
    "NationalReader",
    "PartnerUser",
    "ProfessionalStandardsWatcher",
    "ReferralDecisionMaker",
    "Reporter",
    "Role",
    "SafeguardingLead",
    "SourceCustodian",
    "StaffReporter",
    "SystemAdministrator",
    "role_with_id",
]

ROLES: tuple[type[Role], ...] = (
    Reporter,
    PartnerUser,
    StaffReporter,
    IntakeOfficer,
    MonitoringAnalyst,
    IntelligenceOfficer,
    SourceCustodian,
    CaseOfficer,
    SafeguardingLead,
    CcuSupervisor,
    HeadOfCcu,
    ReferralDecisionMaker,
    ProfessionalStandardsWatcher,
    Auditor,
    SystemAdministrator,
    ForcePlanOwner,
    CapabilityReviewer,
    ChiefOfficerLead,
    Inspector,
    InspectionLead,
    NationalReader,
    ExternalVerifier,
)

_BY_ID = {role.id: role for role in ROLES}


def role_with_id(name: str) -> type[Role]:
    """The role with that id. Raises KeyError for a word that is none."""
    return _BY_ID[name]
