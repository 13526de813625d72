"""Where the files of imports lie: one folder each, with a name nobody can guess."""

import fcntl
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from django.conf import settings

from zhike.lib.placing import synced

_CHUNK = 1 << 20


def folder_of(name: str) -> Path:
    """The folder of an import."""
    return Path(settings.UPLOADS_DIR) / name


def source_of(name: str) -> Path:
    """The file as it came."""
    return folder_of(name) / "source"


def stage_of(name: str) -> Path:
    """What was read from it."""
    return folder_of(name) / "stage"


def keep(file: IO[bytes], *, most: int | None) -> tuple[str, str, int]:
    """Put a file away, safe from a power cut: (folder, sha256, size). `OverflowError` beyond `most` bytes."""
    name = secrets.token_hex(16)
    folder = folder_of(name)
    folder.mkdir(mode=0o700, parents=True)
    digest, size = sha256(), 0
    with (folder / "source").open("xb") as kept:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if most is not None and size > most:
                break
            digest.update(chunk)
            kept.write(chunk)
    if most is not None and size > most:
        (folder / "source").unlink()
        folder.rmdir()
        raise OverflowError(size)
    for path in (folder / "source", folder, folder.parent):
        synced(path)
    return name, digest.hexdigest(), size


@contextmanager
def locked(name: str) -> Iterator[bool]:
    """Hold an import for this process; False while another one works on it. A killed holder lets go at once."""
    with (folder_of(name) / "lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
