"""One worker at a time, whoever dies."""

import os
import socket
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from zhike.serving.worker import LEASE, free_what_the_dead_hold
from zhike.trust import leases

NOW = datetime(2026, 11, 23, 2, 10, tzinfo=UTC)
LIVES = timedelta(seconds=60)

pytestmark = pytest.mark.django_db


def test_two_workers_never_both_hold_the_work() -> None:
    assert leases.take("worker", "one", at=NOW, lives=LIVES)
    assert not leases.take("worker", "two", at=NOW, lives=LIVES)
    assert leases.take("worker", "one", at=NOW + LIVES, lives=LIVES)
    assert not leases.take("worker", "two", at=NOW + LIVES, lives=LIVES)


def test_a_silent_worker_is_replaced_when_its_lease_runs_out() -> None:
    leases.take("worker", "one", at=NOW, lives=LIVES)
    assert leases.take("worker", "two", at=NOW + LIVES + timedelta(seconds=1), lives=LIVES)
    assert not leases.take("worker", "one", at=NOW + LIVES, lives=LIVES)


def test_a_worker_that_stops_lets_the_next_one_begin_at_once() -> None:
    leases.take("worker", "one", at=NOW, lives=LIVES)
    leases.release("worker", "one")
    assert leases.take("worker", "two", at=NOW, lives=LIVES)


def test_nobody_lets_go_of_what_another_holds() -> None:
    leases.take("worker", "one", at=NOW, lives=LIVES)
    leases.release("worker", "two")
    assert not leases.take("worker", "two", at=NOW, lives=LIVES)


def test_what_a_killed_worker_of_this_machine_held_is_free_at_once() -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    leases.take(LEASE, f"{socket.gethostname()} {ended.pid} ab12", at=NOW, lives=LIVES)
    free_what_the_dead_hold()
    assert leases.take(LEASE, "next", at=NOW, lives=LIVES)


@pytest.mark.parametrize(
    "holder", [f"{socket.gethostname()} {os.getppid()} ab12", "elsewhere 1 ab12"]
)
def test_what_a_living_or_a_distant_worker_holds_stays_his(holder: str) -> None:
    leases.take(LEASE, holder, at=NOW, lives=LIVES)
    free_what_the_dead_hold()
    assert not leases.take(LEASE, "next", at=NOW, lives=LIVES)
