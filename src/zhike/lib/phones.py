"""Write a phone number in one way, so that the same number is found however it was typed."""

import re

import phonenumbers

from zhike.lib.names import folded

_EXTENSION = re.compile(r"\s*(?:转|分机|ext\.?|extension|x|#)\s*(\d{1,5})$", re.IGNORECASE)
_DASHED = re.compile(r"\s*-\s*(\d{1,5})$")


def normalised_phone(text: str, region: str = "CN") -> str | None:
    """13800138000, 0571-85022088-8001, +81 3-1234-5678; None when it is no number anybody could dial.

    The library does not know extensions written after a dash, as is usual in China: they are split off first.
    """
    clean = folded(text)
    if found := _EXTENSION.search(clean):
        return _with_extension(clean[: found.start()], found[1], region)
    if number := _valid(clean, region):
        return _written(number, region)
    if found := _DASHED.search(clean):
        return _with_extension(clean[: found.start()], found[1], region)
    return None


def _with_extension(text: str, extension: str, region: str) -> str | None:
    number = _valid(text, region)
    return f"{_written(number, region)}-{extension}" if number else None


def _valid(text: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _written(number: phonenumbers.PhoneNumber, region: str) -> str:
    if phonenumbers.region_code_for_number(number) != region:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    kind = phonenumbers.number_type(number)
    if kind == phonenumbers.PhoneNumberType.MOBILE:
        return re.sub(r"\D", "", national)
    area, _, rest = national.partition(" ")
    return (
        f"{area}-{re.sub(r'\D', '', rest)}"
        if area.startswith("0")
        else re.sub(r"\s+", "-", national)
    )
