"""Anchors: a file beside the database that only grows, with the newest link of the journal's chain each time one was made.

Copy it somewhere else from time to time: then even whoever owns this machine cannot rewrite the past unnoticed.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Anchor:
    """The chain as it stood at a moment, up to an event."""

    last_id: int
    chain: str
    at: str


def cast(last_id: int, chain: str, at: datetime) -> None:
    """Write down that the chain stands here now."""
    _append({"last": last_id, "chain": chain, "at": _told(at)})


def begin_anew(why: str, at: datetime) -> None:
    """Write down that the house was emptied: the chain begins again, what came before stays readable."""
    _append({"emptied": why, "at": _told(at)})


def cast_so_far() -> list[Anchor]:
    """The anchors of the chain that is there now."""
    found: list[Anchor] = []
    for line in _lines():
        if "emptied" in line:
            found = []
        else:
            found.append(Anchor(int(line["last"]), str(line["chain"]), str(line["at"])))
    return found


def file() -> Path:
    """Where they lie."""
    return Path(settings.ANCHORS_DIR) / "journal.jsonl"


def _lines() -> Iterator[dict[str, Any]]:
    if not file().exists():
        return
    with file().open(encoding="utf-8") as lines:
        for line in lines:
            try:
                yield json.loads(line)
            except ValueError:
                continue  # a crash cut this line short: it names nothing


def _append(line: dict[str, object]) -> None:
    file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as kept:
        kept.write(f"{_break()}{json.dumps(line)}\n")
        kept.flush()
        os.fsync(kept.fileno())


def _break() -> str:
    """A line break where a crash left the last line without one."""
    end = file().read_bytes()[-1:]
    return "" if end in {b"", b"\n"} else "\n"


def _told(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
