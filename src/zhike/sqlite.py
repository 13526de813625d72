"""The SQLite this house stands on: a bundled library, of a version without known corruption bugs.

Python's own `sqlite3` links the system's library, which on most stable systems holds the WAL-reset bug
(fixed in 3.51.3; back-ported to 3.50.7 and 3.44.6). `use_bundled()` puts `pysqlite3`, which carries its own
library, in its place for the whole process. One library also means one set of file locks: a second one in the
same process would drop the first one's.
"""

import sys
from importlib import import_module
from typing import Any

_LIMITS = {"SQLITE_LIMIT_COLUMN": (2, 2_000), "SQLITE_LIMIT_VARIABLE_NUMBER": (9, 32_766)}


def use_bundled() -> None:
    """Make `import sqlite3` mean the bundled library, and refuse one that may corrupt the file."""
    bundled: Any = import_module("pysqlite3.dbapi2")
    if not is_sound(bundled.sqlite_version_info):
        raise SystemExit(
            f"SQLite {bundled.sqlite_version} may corrupt a database in WAL mode. "
            "Run `make setup`, or install pysqlite3 0.6.1 or newer."
        )
    for name, (number, _) in _LIMITS.items():
        setattr(bundled, name, number)
    sys.modules["sqlite3"] = import_module("pysqlite3")
    sys.modules["sqlite3.dbapi2"] = bundled
    sys.modules["sqlite3"].__dict__.update(
        {name: number for name, (number, _) in _LIMITS.items()}
    )


def is_sound(version: tuple[int, int, int]) -> bool:
    """Whether this version is free of the WAL-reset bug."""
    if version >= (3, 51, 3):
        return True
    return (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)


def connection_class() -> type[Any]:
    """The bundled connection with `getlimit`, which Django asks and `pysqlite3` leaves out."""
    base: type[Any] = import_module("pysqlite3.dbapi2").Connection
    by_number = dict(_LIMITS.values())

    class Connection(base):  # type: ignore[misc]  # pysqlite3 ships no types
        def getlimit(self, category: int) -> int:
            """The compiled-in limit of the bundled library."""
            return by_number[category]

    return Connection
