"""What the sample company decided of its customers' classes: set by hand, due to be looked at again, and one to be shrunk that waits for approval."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from zhike.customers.actions.moving import Choice, decide_class
from zhike.sample.writing import Account
from zhike.trust.actor import Door
from zhike.users.models import User
from zhike.users.queries import actor_for

# Which of one's own customers, scheme, class, decided so many days ago, looked at again so many days later, and why.
_DECIDED = (
    (4, "customer_rank", "key_customer", 200, 180, "年初谈定全年框架，先按重点照看"),
    (9, "customer_rank", "potential_customer", 130, 182, "新厂明年投产，用量看涨"),
    (13, "customer_rank", "key_customer", 95, 90, "集团里最早用我们的一家"),
    (17, "direction", "develop", 60, 180, "换了采购主管，愿意试新品"),
    (20, "direction", "maintain", 60, 180, "用量稳定，各方面都够"),
    (23, "direction", "shrink", 3, 180, "三年没有新需求，每次都要垫款"),
    (26, "client_type", "quality", 150, 120, "懂行，说话算数"),
)  # fmt: skip
_HOUR = time(3, tzinfo=UTC)


def write_decisions(accounts: Sequence[Account], staff: Sequence[User], day: date) -> None:
    """Each account manager decided a few."""
    for person in staff:
        mine = [account.customer for account in accounts if account.owner == person]
        for place, scheme, key, ago, later, why in _DECIDED:
            if place < len(mine):
                on = day - timedelta(days=ago)
                decide_class(
                    actor_for(person, Door.WEB, on=on),
                    mine[place],
                    Choice(scheme, key, why, on + timedelta(days=later)),
                    at=datetime.combine(on, _HOUR),
                    on=on,
                )
