"""Where real data lies that is not committed: beside the repository, or where `ZHIKE_DATA` says."""

import os
from pathlib import Path

import pytest

DATA = Path(os.environ.get("ZHIKE_DATA", Path(__file__).parents[2] / "shared" / "data"))


def shared(name: str) -> Path:
    """One set of it; the test is skipped where it is missing."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"no {name} beside the repository; set ZHIKE_DATA to its folder")
    return path
