"""A home with its tables made, once for each hand: making them takes far longer than what is tried in it."""

import shutil
from pathlib import Path

import pytest

from tests_fault.house import House


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated home without a customer, to be copied."""
    house = House(tmp_path_factory.mktemp("template") / "home")
    made = house.run("migrate", "--verbosity", "0")
    assert made.returncode == 0, made.stderr
    return house.home


@pytest.fixture
def prepared(tmp_path: Path, empty_home: Path) -> House:
    """A house in a copy of it, not yet served."""
    return House(shutil.copytree(empty_home, tmp_path / "home"))
