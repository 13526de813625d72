"""A night killed again and again by SIGKILL, at any moment, ends in the same state as one nobody disturbed."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROUNDS = int(os.environ.get("ZHIKE_ROUNDS", "25"))
ZHIKE = [sys.executable, "-m", "zhike"]
PATIENCE = 400

FOUND = """
import django; django.setup()
from tests.night.company import found
found(400)
"""
TELL = """
import django; django.setup()
from tests.night.tables import left_by_the_night
for name, rows in left_by_the_night().items():
    for row in rows:
        print(name, row)
"""
# A night that forgets what each task came from: the fault the comparison has to see.
FORGETFUL = """
import sys, time, django; django.setup()
from dataclasses import replace
from django.core.management import call_command
from zhike.care import jobs
lay = jobs.lay_tasks
jobs.lay_tasks = lambda actor, drafts, *, on: lay(
    actor, [replace(draft, origin=f"{draft.origin}:{time.time_ns()}") for draft in drafts], on=on
)
call_command("nightly", "--as-of", "2026-11-23")
"""


class Home:
    """A house of its own: its database and its facts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "ZHIKE_HOME": str(folder),
            "DJANGO_SETTINGS_MODULE": "zhike.settings",
            "PYTHONPATH": str(Path(__file__).parents[1]),
        }

    def run(self, *command: str) -> str:
        """One command to its end; its output."""
        return subprocess.run(
            command,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        ).stdout

    def night(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*ZHIKE, "nightly", "--as-of", "2026-11-23"],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def forgetful_night(self) -> subprocess.Popen[bytes]:
        """A night with a fault planted in it."""
        return subprocess.Popen(
            [sys.executable, "-c", FORGETFUL],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def tasks(self) -> int:
        """How many tasks there are."""
        return sum(1 for line in self.tables() if line.startswith("tasks "))

    def tables(self) -> list[str]:
        return self.run(sys.executable, "-c", TELL).splitlines()


@pytest.fixture
def founded(tmp_path: Path, empty_home: Path) -> Home:
    home = Home(shutil.copytree(empty_home, tmp_path / "founded"))
    home.run(sys.executable, "-c", FOUND)
    return home


def test_a_night_killed_anywhere_ends_like_one_nobody_disturbed(
    founded: Home, tmp_path: Path
) -> None:
    calm = Home(tmp_path / "calm")
    shutil.copytree(founded.folder, calm.folder)
    began = time.monotonic()
    assert calm.night().wait(PATIENCE) == 0
    whole = time.monotonic() - began
    undisturbed = calm.tables()
    assert len(undisturbed) > 1000

    chance = random.Random(20261123)
    killed = rounds = 0
    while killed < ROUNDS:
        stormy = Home(tmp_path / f"stormy{rounds}")
        shutil.copytree(founded.folder, stormy.folder)
        killed += _storm(stormy, chance, whole)
        began = time.monotonic()
        assert stormy.night().wait(PATIENCE) == 0
        whole = min(whole, time.monotonic() - began)
        assert stormy.tables() == undisturbed
        shutil.rmtree(stormy.folder)
        rounds += 1
    print(f"{killed} kills in {rounds} nights, 0 rows differ")


def test_a_night_that_forgets_the_origin_of_its_tasks_is_found_out(founded: Home) -> None:
    assert founded.forgetful_night().wait(PATIENCE) == 0
    once = founded.tasks()
    assert founded.forgetful_night().wait(PATIENCE) == 0
    assert founded.tasks() > once, "a doubled task must show in the comparison"


def _storm(home: Home, chance: random.Random, whole: float) -> int:
    """Begin the night some times over and kill it each time; say how often it was still alive to be killed."""
    killed = 0
    for _ in range(6):
        night = home.night()
        try:
            night.wait(chance.uniform(0.4, 0.9) * whole)
        except subprocess.TimeoutExpired:
            night.send_signal(signal.SIGKILL)
            night.wait(PATIENCE)
            killed += 1
        else:
            break
    return killed
