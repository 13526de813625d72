"""The worker beside the web server: its own process, started again whenever it dies."""

import logging
import os
import subprocess
import sys
import threading

log = logging.getLogger(__name__)
_LONGEST_PAUSE = 60
_GRACE = 15


class Companion:
    """Starts `zhike worker`, watches over it, and stops it."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="companion", daemon=True)

    def start(self) -> None:
        self._process = self._spawn()
        self._watcher.start()

    def stop(self) -> None:
        """Ask it to stop, and insist after a while: what it was doing is resumed at the next start."""
        self._stopping.set()
        self._process.terminate()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _watch(self) -> None:
        pause = 1
        while True:
            code = self._process.wait()
            if self._stopping.is_set():
                return
            log.error("The worker ended with %s; it is started again in %s s.", code, pause)
            if self._stopping.wait(pause):
                return
            self._process = self._spawn()
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _spawn(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "zhike", "worker", "--parent", str(os.getpid())]
        )
