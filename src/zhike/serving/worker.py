"""The worker: does what is queued and lets the clock strike, one worker at a time, whatever goes wrong.

The lease says who works. A thread renews it while long work runs; a killed worker's lease is taken over by the
next one on the same machine at once, on another machine when it runs out.
"""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from zhike.serving.orphans import is_alive
from zhike.trust import leases

log = logging.getLogger(__name__)

LEASE = "worker"
LIVES = timedelta(seconds=60)
_BEAT = 10
_TICK = 1
_LONGEST_PAUSE = 300


@dataclass
class Chore:
    """A kind of work that looks by itself whether there is something to do; after a failure it pauses, longer each time.

    It is done at most once in `every` seconds.
    """

    name: str
    run: Callable[[], object]
    every: float = 0
    failures: int = 0
    paused_until: float = 0

    def attempt(self) -> None:
        if time.monotonic() < self.paused_until:
            return
        try:
            self.run()
        except Exception:
            self.failures += 1
            pause = min(2**self.failures, _LONGEST_PAUSE)
            self.paused_until = time.monotonic() + pause
            log.exception("%s failed; tried again in %s s.", self.name, pause)
        else:
            self.failures = 0
            self.paused_until = time.monotonic() + self.every


def work(chores: Sequence[Chore]) -> None:
    """Do the chores for ever, once a second, while the lease is ours; ends by an exception from a signal."""
    heart = Heart(holder_here())
    heart.start()
    try:
        while True:
            close_old_connections()
            for chore in chores:
                if heart.beats:
                    chore.attempt()
            time.sleep(_TICK)
    finally:
        heart.stop()


class Heart:
    """Takes the lease and renews it beside the work."""

    def __init__(self, holder: str) -> None:
        self._holder = holder
        self._until = datetime.min.replace(tzinfo=timezone.get_current_timezone())
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="heart", daemon=True)

    @property
    def beats(self) -> bool:
        """Whether the lease is ours at this moment."""
        return timezone.now() < self._until

    def start(self) -> None:
        free_what_the_dead_hold()
        self._beat()
        self._thread.start()

    def stop(self) -> None:
        """Let the next worker begin at once."""
        self._stopping.set()
        self._thread.join(_BEAT)
        leases.release(LEASE, self._holder)

    def _run(self) -> None:
        while not self._stopping.wait(_BEAT):
            self._beat()
        connection.close()

    def _beat(self) -> None:
        at = timezone.now()
        try:
            if leases.take(LEASE, self._holder, at=at, lives=LIVES):
                self._until = at + LIVES
        except DatabaseError:
            # The lease runs on for a while; if the database stays away the work fails by itself.
            log.exception("The worker could not renew its lease.")


def free_what_the_dead_hold() -> None:
    """Take the lease from a worker of this machine that no longer runs."""
    lease = leases.find(LEASE)
    if lease is None or not lease.holder:
        return
    machine, _, rest = lease.holder.partition(" ")
    pid = int(rest.partition(" ")[0])
    if machine == socket.gethostname() and (pid == os.getpid() or not is_alive(pid)):
        leases.release(LEASE, lease.holder)


def holder_here() -> str:
    """This process among all processes of all machines: machine, process number, chance."""
    return f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(4)}"
