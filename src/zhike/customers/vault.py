"""Where the files of documents lie: one file each, under a name nobody can guess, never under the one it came with."""

import os
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from django.conf import settings

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stored:
    """A file put away."""

    name: str
    sha256: str
    size: int


class TooLargeError(ValueError):
    """The file is larger than documents may be."""


def path_of(name: str) -> Path:
    """Where a stored file lies."""
    return Path(settings.DOCUMENTS_DIR) / name[:2] / name


def store(file: IO[bytes], *, most: int) -> Stored:
    """Put a file away, safe from a power cut; `TooLargeError` beyond `most` bytes leaves nothing behind."""
    name = secrets.token_hex(20)
    path = path_of(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = sha256(), 0
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as kept:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > most:
                break
            digest.update(chunk)
            kept.write(chunk)
        kept.flush()
        os.fsync(kept.fileno())
    if size > most:
        path.unlink()
        raise TooLargeError(size)
    return Stored(name, digest.hexdigest(), size)


def forget(name: str) -> None:
    """Take a stored file away, and the picture made of it."""
    for path in (path_of(name), path_of(name).with_suffix(".jpg")):
        path.unlink(missing_ok=True)
