"""Custodes: every policing contact has a purpose; find those without one."""

__version__ = "0.1.0"
