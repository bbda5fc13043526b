"""The source `m365_audit`: Microsoft 365 unified audit log."""

from custodes.sources.m365_audit.source import M365Audit

__all__ = ["M365Audit"]
