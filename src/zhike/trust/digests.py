"""Digests of what the journal tells, the same on every engine."""

import json
from hashlib import sha256
from typing import Any

_CANONICAL = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
)


def canonical(value: Any) -> bytes:  # noqa: ANN401 - JSON
    """A value as one line of JSON that never varies."""
    return _CANONICAL.encode(value).encode("utf-8", "surrogatepass")


def digest_of(particulars: Any) -> str:  # noqa: ANN401 - JSON
    """The digest of what an event tells; a redacted event keeps it."""
    return sha256(canonical(particulars)).hexdigest()
