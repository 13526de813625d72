"""A whole Zhike in a temporary home: the real command, its real processes, real signals."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

ZHIKE = [sys.executable, "-m", "zhike"]
PATIENCE = 400


class House:
    """Starts `zhike serve` on a free port in its own process group."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = _free_port()
        self._log = home.parent / "serve.log"
        self.environment = {**os.environ, "ZHIKE_HOME": str(home)}

    def serve(self, command: str = "serve") -> None:
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [*ZHIKE, command, "--port", str(self.port)],
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until(self.is_up, "the house to answer")

    def said(self) -> str:
        """Everything the house printed so far."""
        return self._log.read_text("utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """One command of this home, to its end."""
        return subprocess.run(
            [*ZHIKE, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    def is_up(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz") as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError):
            return False

    def processes(self) -> dict[int, str]:
        """Every living process of this house: number → command line."""
        return {pid: line for pid, line in _processes() if _session(pid) == self.process.pid}

    def worker(self) -> int | None:
        """The process number of the worker, once there is one."""
        found = [pid for pid, line in self.processes().items() if "zhike worker" in line]
        return found[0] if found else None

    def clear_up(self) -> None:
        """Whatever a failed test left running."""
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        self.process.wait(PATIENCE)


def until(holds: Callable[[], object], what: str) -> None:
    """Wait for something to become true, with patience, or fail with its name."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"waited {PATIENCE} s for {what}"
        time.sleep(0.1)


def _processes() -> list[tuple[int, str]]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if line:
            found.append((int(folder.name), line))
    return found


def _session(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
