"""What the worker does: imports that were asked for, and the night when it is due."""

from django.utils import timezone

from zhike.exchange.jobs import run_queued
from zhike.serving.clock import night_due
from zhike.serving.nights import last_night, run_night_apart
from zhike.serving.worker import Chore
from zhike.users.queries import company


def import_what_is_queued() -> None:
    """Do the imports that wait; after the last one the night is run again, so that Today knows them."""
    done = 0
    while run_queued():
        done += 1
    if done:
        run_night_apart(timezone.localdate())


def run_the_night_if_due() -> None:
    """Run the night that is due, once there is a company."""
    if company() is None:
        return
    day = night_due(timezone.localtime(), last_night())
    if day:
        run_night_apart(day)


CHORES = (Chore("import", import_what_is_queued), Chore("night", run_the_night_if_due))
