"""A night lets SQLite's log grow long, and leaves it as it was."""

import pytest
from django.db import connection

from zhike.trust.strides import long_strides

pytestmark = pytest.mark.django_db


def _after() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_autocheckpoint")
        return int(cursor.fetchone()[0])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a matter of SQLite's log")
def test_the_log_is_carried_over_seldom_in_the_night_and_as_usual_after_a_failure() -> None:
    usual = _after()

    def night() -> None:
        with long_strides():
            assert _after() > 10 * usual
            raise RuntimeError

    with pytest.raises(RuntimeError):
        night()
    assert _after() == usual
