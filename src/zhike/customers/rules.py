"""What may be changed in a list, what two people's changes come to together, and what is left when nobody restores it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

TRASH_KEPT = timedelta(days=30)
RECENT_KEPT = 60
MOST_AT_ONCE = 1_000  # more rows than these are changed by the worker

# Short fields that can be changed in a list, one by one or for many at once, and how long they may be.
SHORT_FIELDS: Mapping[str, int] = {
    "short_name": 80,
    "industry": 80,
    "city": 80,
    "phone": 40,
    "is_key": 5,
}

# Fields of a customer somebody writes in a form.
WRITTEN = (
    "name", "short_name", "number", "kind", "credit_code", "industry", "city", "address", "phone", "website",
    "note", "is_key", "since",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clash:
    """A field two people changed: what it said when the form was opened, what the other wrote, what one wants."""

    field: str
    seen: str
    now: str
    wanted: str


def as_text(value: object) -> str:
    """A value as forms and journals write it; nothing is the empty text."""
    return "" if value is None else str(value)


def reconcile(
    seen: Mapping[str, str], now: Mapping[str, str], wanted: Mapping[str, str]
) -> tuple[set[str], list[Clash]]:
    """Fields to leave as somebody else wrote them meanwhile, and those both changed (ux: never overwrite silently)."""
    theirs, clashes = set(), []
    for field, before in seen.items():
        current, mine = now.get(field, ""), wanted.get(field, "")
        if current == before or mine == current:
            continue
        if mine == before:
            theirs.add(field)
        else:
            clashes.append(Clash(field, before, current, mine))
    return theirs, clashes
