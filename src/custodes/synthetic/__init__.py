"""A made-up force, its exports and the truth about it, for the demonstration and the tests."""

from custodes.synthetic.make import LAST_DAY, Made, make

__all__ = ["LAST_DAY", "Made", "make"]
