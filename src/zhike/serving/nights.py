"""Nights from here: whether one is owed, and running it in a process of its own.

The analytic engine costs a second to load and much memory to use; it never enters the web server or the worker,
whose processes live long and, in the server's case, are forked.
"""

import logging
import subprocess
import sys
from datetime import date

from zhike.value import runs

log = logging.getLogger(__name__)

# The last of `nightly.STEPS`; named here because importing that module loads the engine.
LAST_STEP = "forget"


def newest_whole_night() -> date | None:
    """The day of the last night that came to its end."""
    return runs.newest_day(LAST_STEP)


def run_night_apart(day: date) -> None:
    """Run the night of a day to its end; RuntimeError with what it said when it fails."""
    ended = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "zhike", "nightly", "--as-of", day.isoformat()],
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(f"The night of {day} failed: {ended.stderr.strip()}")
    log.info("The night of %s is done.", day)
