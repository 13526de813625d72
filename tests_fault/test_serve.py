"""The real `zhike serve`: started, stopped, killed, started again."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests_fault.house import PATIENCE, House, until

FOUND_A_COMPANY = """
from datetime import date
from zhike.trust.actor import Actor
from zhike.users.actions import found_company
found_company(Actor.clock(), company="恒信", name="林一", username="lin", password="x", language="", on=date(2026, 11, 23))
"""
ASK_FOR_AN_IMPORT = """
from io import BytesIO
from django.utils import timezone
from zhike.exchange import actions, queries
from zhike.exchange.fields import Target
from zhike.trust.actor import Actor
actor, now = Actor.clock(), timezone.now()
file = BytesIO("客户编号,客户名称\\n1,恒远机械\\n2,汇达物流\\n".encode())
number = actions.upload(actor, file, name="book.csv", target=Target.CUSTOMERS, at=now)
actions.start(actor, number, queries.preview(actor, number).mapping, at=now)
"""
MEASURED = "from zhike.value.models import Measures; print(Measures.objects.count())"


@pytest.fixture
def house(prepared: House) -> Iterator[House]:
    prepared.serve()
    until(prepared.worker, "the worker")
    yield prepared
    prepared.clear_up()


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


def test_a_missed_night_is_done_as_soon_as_the_house_is_up(house: House) -> None:
    assert "Night  begins" in house.run("doctor", "--lang", "en").stdout
    assert house.run("shell", "-c", FOUND_A_COMPANY).returncode == 0
    until(lambda: "Night  that of" in house.run("doctor", "--lang", "en").stdout, "the night")
    assert house.run("doctor").returncode == 0


def test_an_import_asked_for_is_done_and_the_night_knows_it_at_once(house: House) -> None:
    assert house.run("shell", "-c", FOUND_A_COMPANY).returncode == 0
    until(lambda: "Night  that of" in house.run("doctor", "--lang", "en").stdout, "the night")
    asked = house.run("shell", "-c", ASK_FOR_AN_IMPORT)
    assert asked.returncode == 0, asked.stderr
    until(
        lambda: house.run("shell", "-v", "0", "-c", MEASURED).stdout.strip() == "2",
        "the two customers to be measured",
    )


def test_a_method_file_that_lies_stops_the_start_and_is_named(tmp_path: Path) -> None:
    house = House(tmp_path / "home")
    shelf = tmp_path / "methods" / "scorecards"
    shelf.mkdir(parents=True)
    (shelf / "mine.toml").write_text('name = "mine"\nlie = 1\n', "utf-8")
    house.environment["ZHIKE_METHODS"] = str(tmp_path / "methods")
    stopped = house.run("serve", "--port", str(house.port))
    assert stopped.returncode == 1
    assert "不能启动" in stopped.stderr
    assert "cannot start" in stopped.stderr
    assert "mine.toml" in stopped.stderr


def test_the_demo_prints_five_ways_in_and_keeps_what_was_typed(tmp_path: Path) -> None:
    house = House(tmp_path / "home")
    house.serve("demo")
    try:
        until(house.worker, "the worker")
        assert house.said().count("/accounts/link/") == 5
        house.process.send_signal(signal.SIGINT)
        assert house.process.wait(PATIENCE) == 0
        typed = "from zhike.users.models import Team; Team.objects.create(name='新组')"
        assert house.run("shell", "-c", typed).returncode == 0
        house.serve("demo")
        assert house.said().count("/accounts/link/") == 10
        asked = "from zhike.users.models import Team; print(Team.objects.filter(name='新组').count())"
        assert house.run("shell", "-v", "0", "-c", asked).stdout.strip() == "1"
    finally:
        house.clear_up()


def test_a_second_house_on_the_same_port_is_refused_with_words(house: House) -> None:
    second = house.run("serve", "--port", str(house.port))
    assert second.returncode == 1
    assert "端口" in second.stderr
    assert "--port" in second.stderr
