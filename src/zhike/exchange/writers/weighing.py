"""What every writer is given, and what it finds out before it writes."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from zhike.exchange.cells import House
from zhike.exchange.mapping import Mapping
from zhike.exchange.stage import Row
from zhike.lib.words import Words
from zhike.trust.actor import Actor
from zhike.trust.changes import Change

GONE = Words(
    "客户“{name}”刚才还在，现在没有了。请重新检查这个文件。",
    "Customer “{name}” was there a moment ago and is not any more. Check this file again.",
)
HIDDEN = Words(
    "“{name}”归别人管，您看不到。请主管导入。",
    "“{name}” is kept by somebody else. Ask your team lead to import it.",
)


@dataclass(frozen=True, slots=True)
class Task:
    """Who imports what, how, on which day, under which number; `is_trial` when nothing will be written."""

    actor: Actor
    mapping: Mapping
    house: House
    on: date
    batch: int
    is_trial: bool

    @property
    def updates(self) -> bool:
        """Whether written rows may be changed."""
        return self.mapping.update_by != "none"

    @property
    def owner_of_new(self) -> int | None:
        """Who looks after a new customer for whom the file names nobody: as was said, else an account manager himself."""
        own = None if self.actor.sees_everything else self.actor.user_id
        return self.mapping.owner_id or own


@dataclass(slots=True)
class Weighed:
    """A batch after a look at the books; `wrong` holds lines with their reasons.

    `beside` is what hangs below written rows and is added to them: (row, customer, what).
    """

    new: list[Any] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: int = 0
    wrong: list[tuple[int, Words]] = field(default_factory=list)
    beside: list[tuple[int, int, Any]] = field(default_factory=list)

    @property
    def updated(self) -> int:
        """How many written rows become different."""
        rows = {change.row_id for change in self.changed}
        return len(rows | {row_id for row_id, _, _ in self.beside})


class Writer(ABC):
    """Reads items with `items`, weighs them, and writes what has been weighed."""

    kind: ClassVar[str]
    items: ClassVar[str]
    sums_up: ClassVar[bool] = False

    def __init__(self, task: Task) -> None:
        self.task = task

    @abstractmethod
    def weigh(self, rows: Sequence[Row]) -> Weighed:
        """Compare a batch of items with the books; writes nothing."""

    def met(self, weighed: Weighed) -> set[int]:
        """The customers who get an event at the end that sums up; none where every row leaves its own."""
        return {row[1] for row in weighed.new} if self.sums_up else set()

    @abstractmethod
    def write(self, weighed: Weighed) -> list[Change]:
        """Write what is new and changed; the changes as they were written. Inside one transaction."""


def difference(
    row_id: int, customer_id: int | None, before: dict[str, Any], wanted: dict[str, Any]
) -> Change | None:
    """What a row wants otherwise than it is; a blank cell (None) never erases."""
    after = {name: v for name, v in wanted.items() if v is not None and v != before.get(name)}
    if not after:
        return None
    return Change(row_id, customer_id, {name: before.get(name) for name in after}, after)
