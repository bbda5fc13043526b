"""Whole numbers that somebody names, in an address, a form or a cell."""

MOST_DIGITS = 15
"""Digits at most: none of what is counted here comes near, a database holds them, and Python
refuses to read thousands of them."""


def whole_named(text: str) -> int | None:
    """The whole number, 0 or more, that plain digits name; None for whatever else they are."""
    plain = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if plain else None
