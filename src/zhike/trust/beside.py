"""A second hand: what mostly reads the database may be done while this thread does something else."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context

from django.db import connection, connections


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[None]:
    """Do this work in a thread with a connection of its own while the block runs; both have ended when it is left.

    Within a transaction it is done before the block, since another connection would not see what was written.
    """
    if connection.in_atomic_block:
        work()
        yield
        return

    def apart() -> None:
        try:
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1, "beside") as hand:
        working = hand.submit(copy_context().run, apart)
        yield
        working.result()
