"""The house's master keys: a file only its owner reads, or a variable; one is active, older ones still open."""

import base64
import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from zhike.lib.placing import place
from zhike.trust.models import SubjectKey


class NoSuchKey(RuntimeError):
    """A value was wrapped under a master key this house does not hold; bring the key file back."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Master keys by name, and which of them wraps from now on."""

    active: str
    keys: dict[str, bytes]


def ring() -> Ring:
    """The keys of this house; the first one is made when it is first asked for."""
    path = Path(settings.KEYS_FILE)
    if not path.exists():
        _begin(path)
    return _read(path, path.stat().st_mtime_ns)


def master(name: str) -> bytes:
    """One master key by name."""
    try:
        return ring().keys[name]
    except KeyError:
        raise NoSuchKey(name) from None


def add_key() -> str:
    """A new master key, active from now on; its name."""
    old = ring()
    name = f"m{max(int(each.removeprefix('m')) for each in old.keys) + 1}"
    _write(Path(settings.KEYS_FILE), Ring(name, {**old.keys, name: secrets.token_bytes(32)}))
    return name


def drop_unused() -> int:
    """Let go of the master keys that wrap nobody's key any more; how many."""
    old = ring()
    used = {old.active, *SubjectKey.objects.values_list("master", flat=True).distinct()}
    kept = {name: key for name, key in old.keys.items() if name in used}
    if kept != old.keys:
        _write(Path(settings.KEYS_FILE), Ring(old.active, kept))
    return len(old.keys) - len(kept)


@lru_cache(maxsize=2)
def _read(path: Path, _written: int) -> Ring:
    said = json.loads(path.read_text("utf-8"))
    return Ring(said["active"], {k: base64.b64decode(v) for k, v in said["keys"].items()})


def _begin(path: Path) -> None:
    """The first key; of two processes that both make one, the first one's counts."""
    mine = path.with_suffix(f".{os.getpid()}")
    _write(mine, Ring("m1", {"m1": secrets.token_bytes(32)}))
    with suppress(FileExistsError):
        path.hardlink_to(mine)
    mine.unlink()


def _write(path: Path, ring: Ring) -> None:
    """Whole or not at all: a lost key file loses every sealed value."""
    keys = {name: base64.b64encode(key).decode() for name, key in ring.keys.items()}
    half = path.with_name(f"{path.name}.new")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump({"active": ring.active, "keys": keys}, file)
    place(half, path)
