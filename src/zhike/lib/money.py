"""Read money the way people write it, keep it in fen (hundredths, integers), and write it back."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from zhike.lib.names import folded

_LARGEST = 10**13  # a sum of many stays inside 64 bits
_CURRENCY = re.compile(r"cny|rmb|usd|eur|gbp|hkd|人民币|[¥$€£]|元|圆|块")
_PLAIN = re.compile(r"-?\d{1,15}(?:\.(\d{1,2}))?$")
_POINT = re.compile(
    r"\d+(?:\.\d*)?$|\.\d+$|\d{1,3}(?:[, ]\d{3})+(?:\.\d*)?$|\d(?:\.\d+)?e[+-]?\d{1,2}$"
)
_COMMA = re.compile(r"\d+(?:,\d*)?$|\d{1,3}(?:[. ']\d{3})+(?:,\d*)?$")
_SCALES = {"亿": 10**8, "万": 10**4, "千": 10**3}


def parse_money(value: object, *, decimal_comma: bool = False) -> int:
    """An amount in fen: "¥1,234.50", "1.2万", "(500)"; `ValueError` when it is none or ambiguous."""
    if isinstance(value, str):
        return _parse_text(value, decimal_comma)
    return to_fen(parse_number(value))


def parse_number(value: object, *, decimal_comma: bool = False) -> Decimal:
    """A number with its sign and scale, not yet rounded: a quantity or a unit price."""
    if isinstance(value, bool) or value is None:
        raise ValueError(value)
    text = repr(value) if isinstance(value, int | float) else str(value)
    return _number(text, decimal_comma)


def to_fen(amount: Decimal) -> int:
    """Hundredths, halves away from zero."""
    if abs(amount) > _LARGEST:
        raise ValueError(amount)
    return int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))


def format_money(fen: int, *, symbol: str = "¥") -> str:
    """All of it: ¥1,234.50, -¥3.00."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{symbol}{abs(fen) // 100:,}.{abs(fen) % 100:02}"


def format_money_short(fen: int, language: str, *, symbol: str = "¥") -> str:
    """Three or four digits are enough to compare: ¥1.2万 and ¥3.5亿 in Chinese, ¥12K and ¥3.5M in English."""
    units = (
        ((10**8, "亿"), (10**4, "万"))
        if language == "zh"
        else ((10**9, "B"), (10**6, "M"), (10**3, "K"))
    )
    sign = "-" if fen < 0 else ""
    whole = (abs(fen) + 50) // 100
    for size, name in units:
        tenths = (whole * 10 + size // 2) // size
        if tenths >= 10:
            shown = f"{tenths // 10:,}" + (
                f".{tenths % 10}" if tenths % 10 and tenths < 1000 else ""
            )
            return f"{sign}{symbol}{shown}{name}"
    return f"{sign}{symbol}{whole:,}"


@lru_cache(maxsize=65_536)
def _parse_text(text: str, decimal_comma: bool) -> int:
    if not decimal_comma and (found := _PLAIN.match(text)):
        fraction = found[1] or ""
        digits = text.replace(".", "") + "0" * (2 - len(fraction))
        return int(digits)
    return to_fen(_number(text, decimal_comma))


@lru_cache(maxsize=65_536)
def _number(written: str, decimal_comma: bool) -> Decimal:
    text = _CURRENCY.sub("", folded(written).lower().replace("−", "-")).strip()
    sign, text = _sign(text)
    scale = 1
    while text and text[-1] in _SCALES:
        scale *= _SCALES[text[-1]]
        text = text[:-1].rstrip()
    if not (_COMMA if decimal_comma else _POINT).match(text):
        raise ValueError(written)
    if decimal_comma:
        text = text.translate({ord("."): None, ord("'"): None, ord(","): "."})
    try:
        return sign * scale * Decimal(text.replace(",", "").replace(" ", ""))
    except InvalidOperation as error:
        raise ValueError(written) from error


def _sign(text: str) -> tuple[int, str]:
    """Minus stands before, behind or as brackets around the amount."""
    if text.startswith("(") and text.endswith(")"):
        return -1, text[1:-1].strip()
    if text[:1] in {"-", "+"}:
        return (-1 if text[0] == "-" else 1), text[1:].strip()
    if text.endswith("-"):
        return -1, text[:-1].strip()
    return 1, text
