"""Marks and sources name rows that exist."""

from tests.rows import carried, mission


def test_every_row_a_test_or_a_method_names_is_a_row_of_the_mission() -> None:
    assert set(carried()) <= set(mission())


def test_the_mission_has_its_267_rows() -> None:
    assert len(mission()) == 267
