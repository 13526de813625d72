"""A night lets SQLite's log grow long, and leaves it as it was."""

import pytest
from django.db import connection

from zhike.trust.strides import long_strides

pytestmark = pytest.mark.django_db


def _after() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_autocheckpoint")
        return int(cursor.fetchone()[0])


def test_the_log_is_carried_over_seldom_in_the_night_and_as_usual_after_it_even_after_a_failure() -> (
    None
):
    if connection.vendor != "sqlite":
        with long_strides():
            return
    usual = _after()
    with pytest.raises(RuntimeError), long_strides():
        assert _after() > 10 * usual
        raise RuntimeError
    assert _after() == usual
