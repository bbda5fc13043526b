"""The source `phone_bill`: itemised bills of work phones."""

from custodes.sources.phone_bill.source import PhoneBill

__all__ = ["PhoneBill"]
