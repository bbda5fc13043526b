"""A billed number in one form, as an expression: bills name a device by its number alone."""

import ibis
import ibis.expr.types as ir

BETWEEN_DIGITS = r"[\s().\-\x{2010}-\x{2015}\x{00A0}/]+"


def one_form(given: ir.Value) -> ir.Value:
    """A British number, however written, as +44…; another with its country code as +…; anything
    else in capitals as it stands.

    It agrees with `sources.numbers.canonical` on every form of a British number, so that a bill
    and the register of devices name the same one.
    """
    digits = given.re_replace(r"\(\s*0\s*\)", "").re_replace(BETWEEN_DIGITS, "")
    digits = digits.re_replace(r"^00", "+").re_replace(r"^44(\d{9,10})$", r"+44\1")
    digits = digits.re_replace(r"^\+440", "+44").re_replace(r"^0(\d{9,10})$", r"+44\1")
    digits = digits.re_replace(r"^(7\d{9})$", r"+44\1")
    return ibis.ifelse(digits.re_search(r"^\+?\d{2,20}$"), digits, given.upper())
