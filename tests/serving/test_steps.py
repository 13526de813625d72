"""A home that walked the single steps of an older edition goes on with this one, or hears what to do."""

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from tests.conftest import Cast
from zhike.customers.models import Customer
from zhike.lib.words import Words
from zhike.serving.prepare import pending_migrations, prepare
from zhike.serving.steps import halfway_rooms

type Step = tuple[str, str]

# What the older edition wrote down in every home, in the order it walked.
SINGLE_STEPS: list[Step] = [
    (room, name)
    for room, name in map(
        str.split, Path(__file__).with_name("single_steps.txt").read_text("utf-8").splitlines()
    )
]
ROOMS = sorted({room for room, _ in SINGLE_STEPS})


def _steps_of(room: str) -> list[Step]:
    return [step for step in SINGLE_STEPS if step[0] == room]


def _ours() -> set[Step]:
    """The steps that take the place of the single ones in the same rooms."""
    return {step for step in MigrationLoader(None).replacements if step[0] in ROOMS}


def _never_took(steps: Iterable[Step]) -> None:
    for room, name in steps:
        MigrationRecorder.Migration.objects.filter(app=room, name=name).delete()


def _silent(_words: Words) -> None:
    return


@pytest.fixture
def old_home(cast: Cast) -> None:
    """A home as the older edition left it: its single steps are on record, and not what took their place."""
    _never_took([*_ours(), *SINGLE_STEPS])
    MigrationRecorder.Migration.objects.bulk_create(
        [MigrationRecorder.Migration(app=room, name=name) for room, name in SINGLE_STEPS]
    )


@pytest.mark.usefixtures("old_home")
def test_a_home_of_the_older_edition_has_nothing_to_do_and_keeps_its_customers() -> None:
    assert pending_migrations() == 0
    said = io.StringIO()
    call_command("migrate", stdout=said, skip_checks=False)
    assert "No migrations to apply." in said.getvalue()
    assert Customer.objects.unscoped().get().short_name == "恒远机械"


@pytest.mark.usefixtures("old_home")
def test_this_edition_writes_itself_down_so_that_the_next_one_knows_the_home() -> None:
    call_command("migrate", verbosity=0)
    assert set(MigrationRecorder(connection).applied_migrations()) >= _ours()


@pytest.mark.usefixtures("old_home")
@pytest.mark.parametrize("room", ROOMS)
def test_a_home_left_halfway_is_told_to_finish_with_the_older_edition(room: str) -> None:
    _never_took(_steps_of(room)[-1:])
    with pytest.raises(CommandError, match="install the last edition that has them"):
        prepare(_silent)
    with pytest.raises(SystemCheckError, match="请先装回还带着这些步骤的最后一版"):
        call_command("doctor", skip_checks=False)
    with pytest.raises(SystemCheckError, match=room):
        call_command("migrate", verbosity=0, skip_checks=False)


@pytest.mark.usefixtures("old_home")
@pytest.mark.parametrize("room", ROOMS)
def test_wherever_it_was_left_the_older_edition_is_asked_for(room: str) -> None:
    """Steps were taken in order: whichever was the last one taken, the room counts as halfway."""
    steps = _steps_of(room)
    while len(steps) > 1:
        _never_took([steps.pop()])
        assert halfway_rooms("default") == [room]


@pytest.mark.django_db
def test_a_first_start_that_was_cut_off_goes_on_where_it_stopped() -> None:
    """The tables are there, what searches them is not yet: that is a step ahead, and no home of another edition."""
    ahead = ("0002_grams_of_search", "0003_leaner_standings")
    _never_took([("customers", name) for name in (*ahead, "0003_grams")])
    assert halfway_rooms("default") == []
    assert pending_migrations() == len(ahead)


@pytest.mark.django_db
def test_the_tables_are_those_this_edition_works_with() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
