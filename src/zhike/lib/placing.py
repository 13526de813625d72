"""A file takes the place of another whole, or not at all."""

import os
from pathlib import Path


def place(draft: Path, into: Path) -> None:
    """Put the draft where the file is read, once it is on the disk itself: a power cut leaves the one before or this one."""
    synced(draft)
    draft.replace(into)
    synced(into.parent)


def synced(path: Path) -> None:
    """Make sure a file or folder outlives a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
