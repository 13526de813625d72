"""The same number is found again however it was typed."""

import pytest

from zhike.lib.codes import normalised_credit_code
from zhike.lib.phones import normalised_phone


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+86 138 0013 8000", "13800138000"),
        ("１３８-0013-8000", "13800138000"),
        ("(0571)85022088", "0571-85022088"),
        ("0571-85022088-8001", "0571-85022088-8001"),
        ("021-6234 5678-8001", "021-62345678-8001"),
        ("0571 8502 2088 转 123", "0571-85022088-123"),
        ("400-810-6666", "400-810-6666"),
        ("+81 3-1234-5678", "+81 3-1234-5678"),
        ("95588", None),
        ("ask Zhao", None),
        ("13800138000/13900139000", None),
    ],
)
def test_a_phone_number_is_written_in_one_way(written: str, number: str | None) -> None:
    assert normalised_phone(written) == number


def test_a_credit_code_is_upper_case_half_width_and_right() -> None:
    assert normalised_credit_code("９１330100799655058b") == "91330100799655058B"
    with pytest.raises(ValueError, match="91330100799655058C"):
        normalised_credit_code("91330100799655058C")
