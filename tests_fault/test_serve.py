"""The real `zhike serve`: started, stopped, killed, started again."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests_fault.house import PATIENCE, House, until


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path / "home")
    house.home.mkdir()
    house.serve()
    until(house.worker, "the worker")
    yield house
    house.clear_up()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_web_worker_and_clock_and_leaves_nothing_running(
    house: House, number: signal.Signals
) -> None:
    house.process.send_signal(number)
    assert house.process.wait(PATIENCE) == 0
    assert house.processes() == {}


def test_ctrl_c_in_a_terminal_reaches_every_process_and_still_ends_well(house: House) -> None:
    os.killpg(house.process.pid, signal.SIGINT)
    assert house.process.wait(PATIENCE) == 0
    assert house.processes() == {}


def test_when_the_command_is_killed_its_processes_end_by_themselves(house: House) -> None:
    house.process.kill()
    house.process.wait(PATIENCE)
    until(lambda: not house.processes(), "the orphans to end")


def test_a_killed_worker_is_started_again(house: House) -> None:
    first = house.worker()
    assert first
    os.kill(first, signal.SIGKILL)
    until(lambda: house.worker() not in {None, first}, "another worker")
    until(lambda: "stopped" not in house.run("doctor", "--lang", "en").stdout, "its heartbeat")
    assert house.is_up()


def test_a_killed_web_process_is_started_again(house: House) -> None:
    children = set(house.processes()) - {house.process.pid, house.worker()}
    os.kill(min(children), signal.SIGKILL)
    until(
        lambda: (
            len(set(house.processes()) - {house.process.pid, house.worker()}) == 2
            and min(children) not in house.processes()
        ),
        "two web processes again",
    )
    until(house.is_up, "the house to answer")


def test_after_a_kill_the_next_start_works_at_once(house: House) -> None:
    house.process.kill()
    house.process.wait(PATIENCE)
    until(lambda: not house.processes(), "the orphans to end")
    house.serve()
    until(
        lambda: "Worker and clock  beat" in house.run("doctor", "--lang", "en").stdout,
        "the worker to take over from the dead one",
    )


def test_a_second_house_on_the_same_port_is_refused_with_words(house: House) -> None:
    second = house.run("serve", "--port", str(house.port))
    assert second.returncode == 1
    assert "端口" in second.stderr
    assert "--port" in second.stderr
