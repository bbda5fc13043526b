"""Telephone numbers and mail addresses in one form, whatever a system writes."""

import re

import phonenumbers

HOME_REGION = "GB"
SHORT_CODE = re.compile(r"\d{2,6}")
"""Numbers such as 101, 999 and five-digit text services have no international form."""
WITHHELD = {
    "ANONYMOUS": "ANONYMOUS",
    "ANON": "ANONYMOUS",
    "WITHHELD": "WITHHELD",
    "PRIVATE": "WITHHELD",
    "NUMBER WITHHELD": "WITHHELD",
    "NO CALLER ID": "WITHHELD",
    "RESTRICTED": "WITHHELD",
    "UNAVAILABLE": "UNAVAILABLE",
    "UNKNOWN": "UNAVAILABLE",
}
"""What operators write where the other side hid its number."""

_BRITISH_MOBILE = re.compile(r"\+447\d{9}")
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
_BETWEEN_DIGITS = re.compile(r"[\s().\-\u2010-\u2015\u00a0/]+")
_MAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
_DIGITS = re.compile(r"\+?\d{3,20}")


def canonical(given: str) -> str | None:
    """A telephone number in E.164, a mail address in small letters, a short code or a word such
    as WITHHELD as it stands; None when the text is none of these.

    British forms are understood: `07700 900123`, `+44 (0)7700 900123`, `00447700900123`.
    """
    text = given.strip()
    if _BRITISH_MOBILE.fullmatch(text):
        return text
    if "@" in text:
        address = text.removeprefix("<").removesuffix(">")
        address = re.sub(r"^(mailto|smtp|sip):", "", address, flags=re.IGNORECASE)
        return address.lower() if _MAIL.fullmatch(address) else None
    if text.upper() in WITHHELD:
        return WITHHELD[text.upper()]
    text = re.sub(r"^tel:", "", text, flags=re.IGNORECASE)
    digits = _BETWEEN_DIGITS.sub("", _TRUNK_ZERO.sub("", text))
    if SHORT_CODE.fullmatch(digits):
        return digits
    if not _DIGITS.fullmatch(digits):
        return None
    return _international(digits)


def _international(digits: str) -> str | None:
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("44") and len(digits) in (12, 13):
        # Bills often drop the plus of a number that has its country code.
        digits = "+" + digits
    if digits.startswith("+440"):
        digits = "+44" + digits[4:]
    elif digits.startswith("7") and len(digits) == 10:
        # Spreadsheets drop the leading zero of a mobile typed as a number.
        digits = "0" + digits
    try:
        number = phonenumbers.parse(digits, HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
