from dataclasses import replace

import pytest

from zhike.methods.library import library

CARD = library().scorecards["evaluation"]


@pytest.mark.row("S1-60")
@pytest.mark.parametrize(
    ("points", "grade"),
    [
        (10_000, "A"),
        (8_000, "A"),
        (7_999, "B"),
        (7_950, "B"),
        (6_000, "B"),
        (5_999, "C"),
        (5_950, "C"),
        (0, "C"),
    ],
)
def test_the_lower_bound_belongs_to_the_band(points: int, grade: str) -> None:
    assert CARD.grade(points) == grade


def test_who_stays_within_the_hysteresis_keeps_his_grade() -> None:
    slow = replace(CARD, hysteresis=300)
    assert slow.grade(7_800, before="A") == "A"
    assert slow.grade(7_699, before="A") == "B"
    assert slow.grade(8_200, before="B") == "B"
    assert slow.grade(8_300, before="B") == "A"
    assert slow.grade(8_000) == "A"
    assert slow.grade(1_000, before="gone") == "C"


@pytest.mark.row("S2-08")
def test_a_customer_is_told_what_is_missing_to_the_next_grade() -> None:
    better = CARD.gap("B", 7_500)
    assert better is not None
    assert (better[0].grade, better[1]) == ("A", 500)
    assert CARD.gap("A", 9_000) is None
