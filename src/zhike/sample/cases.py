"""What customers complained of and asked for in the past, all settled; the open ones are received on the day itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from zhike.sample.deck import Deck, dice
from zhike.sample.firms import Firm
from zhike.sample.stock import stock

# Open today at the account manager's customers: at which, of what kind, which of the stock, received how many days ago.
OPEN = ((1, "complaint", 3, 0), (4, "request", 1, 1), (7, "complaint", 4, 3))
_EVERY = 25
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Grievance:
    """A complaint or a request with its end."""

    firm: int
    kind: str
    summary: str
    received_on: date
    resolved_on: date
    how: str
    cause: str
    department: str


def settled_cases(firms: list[Firm], day: date) -> list[Grievance]:
    """One customer in twenty-five or so had something to say in the last two years."""
    random = dice("cases")
    decks = {
        kind: Deck(random, stock("promises")[f"{kind}s"]) for kind in ("complaint", "request")
    }
    found = []
    for firm in firms:
        if random.randrange(_EVERY) or firm.is_english:
            continue
        kind = random.choices(("complaint", "request"), (70, 30))[0]
        case = decks[kind].deal()
        received = day - random.randint(20, 700) * _DAY
        if received <= firm.since:
            continue
        resolved = received + random.randint(0, 6) * _DAY
        found.append(
            Grievance(
                firm.place,
                kind,
                case["summary"],
                received,
                resolved,
                case["how"],
                case.get("cause", ""),
                case.get("department", ""),
            )
        )
    return found


def summary(kind: str, place: int) -> str:
    """What a customer said, from the stock."""
    said: str = stock("promises")[f"{kind}s"][place]["summary"]
    return said
