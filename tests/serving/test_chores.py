"""Work that fails does not stop the other work."""

import logging

import pytest

from zhike.serving.worker import Chore


def test_work_that_fails_is_told_and_pauses_before_it_is_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tried = []

    def fail() -> None:
        tried.append(1)
        raise ZeroDivisionError

    chore = Chore("import", fail)
    with caplog.at_level(logging.ERROR):
        chore.attempt()
        chore.attempt()
    assert len(tried) == 1
    assert "import failed" in caplog.text


def test_after_a_success_the_next_failure_pauses_briefly_again() -> None:
    outcomes = [ZeroDivisionError, None, None]

    def work() -> None:
        if outcome := outcomes.pop(0):
            raise outcome

    chore = Chore("import", work)
    chore.attempt()
    chore.paused_until = 0
    chore.attempt()
    assert chore.failures == 0
    chore.attempt()
    assert outcomes == []
