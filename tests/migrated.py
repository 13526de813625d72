"""An empty SQLite database with every migration walked, kept from run to run: walking them costs some seconds in every process.

It is kept beside the environment under a digest of all migrations and of the libraries: whatever changes there, the next
run walks them all and keeps that. On PostgreSQL every run walks them.
"""

import os
import sqlite3
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created

_ROOT = Path(__file__).parent.parent
_WALKED = ("src/zhike/*/migrations/*.py", "src/zhike/trust/append_only.py", "src/zhike/trust/tables.py")  # fmt: skip


def begin_with_what_was_kept() -> None:
    """Have the test database begin with it when it is opened first; nothing where nothing is kept."""
    if connection.vendor == "sqlite" and _kept().exists():
        connection_created.connect(_fill)


def keep() -> None:
    """Keep the test database as it is now, unless it came from there."""
    if connection.vendor != "sqlite" or _kept().exists():
        return
    _kept().parent.mkdir(parents=True, exist_ok=True)
    draft = _kept().with_suffix(f".{os.getpid()}.draft")
    connection.ensure_connection()
    into = sqlite3.connect(draft)
    connection.connection.backup(into)
    into.close()
    draft.replace(_kept())


def _fill(sender: object, connection: Any, **_: object) -> None:
    if not connection.is_in_memory_db():
        return
    connection_created.disconnect(_fill)
    kept = sqlite3.connect(f"file:{_kept()}?mode=ro", uri=True)
    kept.backup(connection.connection)
    kept.close()


def _kept() -> Path:
    digest = sha256(sys.version.encode())
    for path in [_ROOT / "requirements.lock", *sorted(p for each in _WALKED for p in _ROOT.glob(each))]:  # fmt: skip
        digest.update(path.read_bytes())
    return _ROOT / ".venv" / "migrated" / f"{digest.hexdigest()[:16]}.sqlite3"
