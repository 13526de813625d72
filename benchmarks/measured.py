"""A command's seconds and peak memory, its descendants' largest included."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    seconds: float
    peak_mb: float


def run(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Cost:
    """Run a command to its end; RuntimeError with the end of its log when it fails."""
    began = time.monotonic()
    with log.open("wb") as file:
        process = subprocess.Popen(command, env=environment, stdout=file, stderr=file)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{log.read_text('utf-8')[-2000:]}")
    return Cost(round(time.monotonic() - began, 1), round(usage.ru_maxrss / 1024))
