"""Sums of money as people say them. Inside, money is a whole number of fen (hundredths)."""

from decimal import ROUND_HALF_UP, Decimal

from zhike.lib.words import Words

_SIGNS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$", "JPY": "JP¥"}


def money_words(fen: int, *, currency: str = "CNY") -> Words:
    """A sum for a sentence, rounded to what an ear keeps: `¥186 万`, `¥1.86m`."""
    sign = ("-" if fen < 0 else "") + _SIGNS.get(currency, f"{currency} ")
    whole = abs(Decimal(fen)) / 100
    return Words(sign + _chinese(whole), sign + _english(whole))


def _chinese(whole: Decimal) -> str:
    if whole >= 99_995_000:
        return f"{_short(whole / 100_000_000)} 亿"
    if whole >= 10_000:
        return f"{_short(whole / 10_000)} 万"
    return f"{_rounded(whole, 0):,}"


def _english(whole: Decimal) -> str:
    if whole >= 999_950:
        return f"{_short(whole / 1_000_000)}m"
    return f"{_rounded(whole, 0):,}"


def _short(number: Decimal) -> str:
    """Three figures at most after the first: 1.86, 18.6, 186."""
    digits = 2 if number < 10 else 1 if number < 100 else 0
    text = f"{_rounded(number, digits):,}"
    return text.rstrip("0").rstrip(".") if digits else text


def _rounded(number: Decimal, digits: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
