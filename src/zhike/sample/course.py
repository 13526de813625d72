"""What is under way at some customers of the sample: deals followed, a promotion, their own events, a contract near its end."""

from collections.abc import Sequence
from datetime import date, timedelta

from zhike.activities.models import Milestone, Task
from zhike.care.actions import finish_step
from zhike.care.milestones import note_milestone
from zhike.customers.models import Contact
from zhike.sample.staff import ACCOUNT_MANAGER
from zhike.sample.writing import Account
from zhike.trust.actor import Actor, Door
from zhike.users.models import User
from zhike.users.queries import actor_for

# At which of the account manager's customers, what happened, in words, how many days from today, and of which deal.
_COURSE: tuple[tuple[int, str, str, int, str], ...] = (
    (0, "deal_won", "二期控制柜 20 套", -12, ""),
    (0, "delivered", "二期控制柜 20 套", -2, "deal_won"),
    (1, "promoted", "升任副总经理", -1, ""),
    (2, "own_event", "新品发布会", 10, ""),
    (4, "deal_lost", "产线改造", -3, ""),
    (6, "contract_end", "年度维保合同", 45, ""),
    (9, "new_product", "节能驱动器", -1, ""),
)


def follow_the_course(accounts: Sequence[Account], staff: Sequence[User], day: date) -> None:
    """Note what happened on the day it happened, and do the first steps of the deal as they were due."""
    owner = staff[ACCOUNT_MANAGER]
    own = [account.customer for account in accounts if account.owner == owner]
    deals: dict[int, Milestone] = {}
    for place, kind, what, days, of in _COURSE:
        if place >= len(own):
            continue
        happened = day + timedelta(days=days)
        noted_on = min(happened, day)
        main = Contact.objects.unscoped().filter(customer=own[place]).order_by("pk").first()
        milestone, _ = note_milestone(
            actor_for(owner, Door.WEB, on=noted_on),
            customer_id=own[place].pk,
            contact_id=main.pk if main and kind == "promoted" else None,
            kind=kind,
            what=what,
            happens_on=happened,
            on=noted_on,
            deal_id=deals[place].pk if of else None,
        )
        deals.setdefault(place, milestone)
    _do(owner, "after_deal.confirm", "谢过了，说好十天内到货", day - timedelta(days=11))
    _do(owner, "after_deal.inspect", "齐全，换了一只有划痕的", day - timedelta(days=5))


def _do(owner: User, origin: str, outcome: str, on: date) -> None:
    task = Task.objects.unscoped().open().filter(origin__startswith=f"{origin}:").first()
    if task is None:
        return
    actor: Actor = actor_for(owner, Door.WEB, on=on)
    ticked = range(len(task.checklist))
    finish_step(actor, task.pk, kind="call", summary=outcome, on=on, ticked=ticked)
