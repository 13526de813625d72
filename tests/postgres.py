"""`python -m tests.postgres ARGS`: the same tests on a PostgreSQL of their own, started before and stopped after.

Its binaries are those of the machine (`/usr/lib/postgresql/*/bin`, or on the path); on Debian, and as root, a missing one is
installed. The server runs as the user `postgres` when started by root, since it refuses root.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "256MB",
    # Thrown away afterwards: tests need no durability here.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # A statement without end, or one that waits for a lock nobody gives back, is a failure and says which it was.
    "statement_timeout": "300s",
    "lock_timeout": "120s",
}


def main() -> int:
    """Run pytest with these arguments on a fresh PostgreSQL; its exit code."""
    # Ended from outside, the server ends with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server(_binaries()) as url:
        return subprocess.run(
            [sys.executable, "-m", "pytest", *sys.argv[1:]],
            env={**os.environ, "ZHIKE_DATABASE_URL": url},
        ).returncode


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """A PostgreSQL in a temporary folder until the block ends; its address."""
    folder = Path(tempfile.mkdtemp(prefix="zhike-postgres-"))
    port = _free_port()
    try:
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        options = " ".join(f"-c {key}={value}" for key, value in _SETTINGS.items())
        data = str(folder / "data")
        _as_postgres(
            [
                str(binaries / "initdb"),
                "-D",
                data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
            ]
        )
        control = [str(binaries / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log")]
        _as_postgres([*control, "-o", f"-p {port} -k {folder} {options}", "start"])
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            _as_postgres([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_postgres(command: list[str]) -> None:
    if os.getuid() == 0:
        command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def _binaries() -> Path:
    """The folder of initdb and pg_ctl."""
    if found := _found():
        return found
    if os.getuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "postgresql"], check=True)
        if found := _found():
            return found
    raise SystemExit("PostgreSQL is missing: please install the package postgresql.")


def _found() -> Path | None:
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if newest:
        return newest[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
