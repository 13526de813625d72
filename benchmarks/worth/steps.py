"""One step of the night in a process of its own, so that its memory and what it reads are its own; run inside a home."""

import json
import resource
import time
from datetime import date
from pathlib import Path

from zhike.nightly import STEPS
from zhike.trust.strides import long_strides
from zhike.users.editions.in_use import holding


def names() -> None:
    """Print the names of the steps as JSON."""
    print(json.dumps([step.name for step in STEPS]))


def run(name: str, day: str) -> None:
    """Walk one step for a day; print its rows, seconds, processor seconds, peak memory and bytes read as JSON."""
    (step,) = (each for each in STEPS if each.name == name)
    read, began, used = _read(), time.monotonic(), time.process_time()
    with holding(), long_strides():
        rows = step.work(date.fromisoformat(day))
    print(
        json.dumps({
            "what": name,
            "rows": rows,
            "seconds": round(time.monotonic() - began, 1),
            "processor_seconds": round(time.process_time() - used, 1),
            "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            "read_mb": round((_read() - read) / 1e6),
        })
    )  # fmt: skip


def _read() -> int:
    """Bytes this process has read through the kernel so far, from disk or its cache."""
    lines = Path("/proc/self/io").read_text("ascii").splitlines()
    return int(lines[0].removeprefix("rchar: "))
