"""Money is read as it is written and kept in whole fen."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhike.lib.money import format_money, format_money_short, parse_money, parse_number


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("¥1,234.50", 123450), ("1.2万", 1200000), ("3亿", 30000000000), ("5万元", 5000000),
        ("(500)", -50000), ("-3", -300), ("¥-3", -300), ("5-", -500), ("１２３．５", 12350),
        ("1.005", 101), ("-1.005", -101), ("1.2E+05", 12000000), ("RMB 1 234.5", 123450),
        ("-0.05", -5), (1.1, 110), (2.675, 268), (2, 200), (Decimal("0.1"), 10),
    ],
)  # fmt: skip
def test_money_is_read_however_it_is_written(written: object, fen: int) -> None:
    assert parse_money(written) == fen


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        "abc",
        "1,50",
        "12,34",
        "1.234.5",
        "1e99",
        "9" * 20,
        True,
        None,
        float("nan"),
        "1,2万3",
    ],
)
def test_what_is_no_amount_or_an_ambiguous_one_is_refused(written: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of them means refused
        parse_money(written)


def test_a_comma_is_the_decimal_sign_only_when_the_mapping_says_so() -> None:
    assert parse_money("1 234,50", decimal_comma=True) == 123450
    assert parse_money("1.234,50 €", decimal_comma=True) == 123450
    assert parse_money("1,5", decimal_comma=True) == 150
    assert parse_number("0,125", decimal_comma=True) == Decimal("0.125")


@given(st.integers(-(10**15), 10**15))
def test_every_amount_survives_being_written_and_read(fen: int) -> None:
    assert parse_money(format_money(fen)) == fen


@given(st.text(max_size=20), st.booleans())
def test_any_text_is_read_or_refused_and_nothing_else(text: str, comma: bool) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(parse_money(text, decimal_comma=comma), int)


def test_short_amounts_speak_each_language() -> None:
    assert format_money_short(1_234_500, "zh") == "¥1.2万"
    assert format_money_short(123_456_789_012, "zh") == "¥12.3亿"
    assert format_money_short(123_456_789_012, "en") == "¥1.2B"
    assert format_money_short(-1_234_500, "en") == "-¥12.3K"
    assert format_money_short(99_900, "zh") == "¥999"
    assert format_money(-300) == "-¥3.00"
