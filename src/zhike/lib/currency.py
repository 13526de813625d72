"""The sign a currency is written with."""

_SIGNS = {
    "CNY": "¥",
    "HKD": "HK$",
    "TWD": "NT$",
    "USD": "$",
    "GBP": "£",
    "EUR": "€",
    "JPY": "¥",
}


def sign_of(code: str) -> str:
    """`¥` for CNY; the code itself where there is no sign."""
    return _SIGNS.get(code, f"{code} ")
