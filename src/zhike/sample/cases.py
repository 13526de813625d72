"""What customers complained of and asked for: some long settled, a few open today."""

from dataclasses import dataclass
from datetime import date, timedelta

from zhike.sample.deck import Deck, dice
from zhike.sample.firms import Firm, Path
from zhike.sample.stock import stock

# Open today at the account manager's customers: which, what kind, and the age in days.
SHOWN = ((1, "complaint", 0), (4, "requests", 1), (7, "complaint", 6))
_SETTLED = 0.05


@dataclass(frozen=True, slots=True)
class Grievance:
    """A complaint or a request; `how` is empty while it is open."""

    firm: int
    kind: str
    summary: str
    on: date
    settled_on: date | None
    how: str
