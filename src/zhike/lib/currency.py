"""The sign a currency is written with."""

SIGNS = {
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
    return SIGNS.get(code, f"{code} ")
