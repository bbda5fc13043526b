"""The source `fhir_audit`: FHIR AuditEvents."""

from custodes.sources.fhir_audit.source import FhirAudit

__all__ = ["FhirAudit"]
