"""How often SQLite carries what was written over from its log into its file."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_USUAL, _LONG = 1_000, 16_000  # pages of 4 KiB


@contextmanager
def long_strides() -> Iterator[None]:
    """While rows of everybody are written, some thousands a transaction: 64 MB at once instead of 4.

    Rows of one transaction lie all over an index; carried over after each, the same pages are written hundreds of times.
    What is committed is on the disk either way, in the log.
    """
    _after(_LONG)
    try:
        yield
    finally:
        _after(_USUAL)


def _after(pages: int) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA wal_autocheckpoint = {pages}")
