"""What the sample company gave its customers: services by class, effort, something extra, support; and where its people sit."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from django.utils.timezone import localtime

from zhike.activities.actions.giving import ExtraDraft, give_extra
from zhike.care.giving import deliver_service, note_effort
from zhike.customers import classes
from zhike.customers.actions.classes import classify
from zhike.customers.models import Customer
from zhike.sample.deck import dice
from zhike.sample.staff import ACCOUNT_MANAGER, SERVICE_DESK
from zhike.sample.writing import Account
from zhike.trust.actor import Actor, Door
from zhike.users.models import User
from zhike.users.queries import actor_for
from zhike.users.rules import Role
from zhike.users.staffing import place_person

_POSTS = (
    "group_senior",
    "",
    "group_middle",
    "group_ordinary",
    "",
    "group_middle",
    "vip_middle",
    "vip_senior",
)
_SERVED = 14  # of each one's customers are served so far as anybody wrote down
_GIVEN = (
    ("payment", 1, ""),
    ("statement", 1, ""),
    ("notices", 2, ""),
    ("onsite", 3, "设备科王工签字，换下的耗材已带回"),
    ("review", 5, "用量单当面讲过，留了一份"),
    ("introduction", 4, "采购和信息科三人看了演示，留下试用账号"),
)
_EFFORT = (
    ("personal", "陪新任采购走了一遍仓库", 80, 0),
    ("dedication", "周末赶来恢复打印服务器", 150, 6_000),
    ("professional", "做了全年用量分析", 120, 0),
    ("professional", "勘测新楼层的布线", 90, 0),
    ("value", "样机多借一个月", 0, 35_000),
)
_EXTRAS = (
    (
        0,
        ExtraDraft(
            "替他们写了机房搬迁的说明", "搬迁在即，他们人手不够", 48_000, "信息科", "yes", "科长来电道谢",
            "前一家供应商", "more", ("their_job",), is_out_of_scope=True,
        ),
    ),
    (1, ExtraDraft("多做一次全员培训", "新员工多", 30_000, "行政部", "yes", "留言里提到", "", "more")),
    (2, ExtraDraft("免费修了两台旧机", "续约前后", 62_000, is_billable=True, pitfalls=("paid_for_free", "below_cost"))),
    (4, ExtraDraft("送负责人一张展会门票", "他提过想看", 28_000, "负责人个人", pitfalls=("personal",))),
)  # fmt: skip


def write_given(accounts: Sequence[Account], staff: Sequence[User], now: datetime) -> None:
    """A year of services and effort, as far as somebody wrote it down."""
    day = localtime(now).date()
    chance = dice("given")
    head = actor_for(next(p for p in staff if p.role == Role.DIRECTOR), Door.WEB, on=day)
    for person, post in zip(staff, _POSTS, strict=False):
        place_person(head, person, channel="account_manager", post=post, on=day)
    place_person(head, staff[SERVICE_DESK], channel="hotline", post="", on=day)
    hers = [a.customer for a in accounts if a.owner == staff[ACCOUNT_MANAGER]]
    manager = actor_for(staff[ACCOUNT_MANAGER], Door.WEB, on=day)
    for person in staff:
        theirs = [a.customer for a in accounts if a.owner == person]
        for customer in theirs[:_SERVED]:
            _serve(actor_for(person, Door.WEB, on=day), customer, day, chance)
    for place, draft in _EXTRAS:
        if place < len(hers):
            give_extra(
                manager,
                hers[place],
                draft,
                given_on=day - timedelta(days=9 + 5 * place),
                at=now - timedelta(hours=5 + place),
                on=day,
            )
    _cards(head, hers, day)


def _serve(actor: Actor, customer: Customer, day: date, chance: Random) -> None:
    for key, months, proof in _GIVEN:
        if chance.random() < 0.7:
            on = day - timedelta(days=chance.randint(1, 45 * months))
            deliver_service(
                actor,
                customer.pk,
                f"group_services.{key}",
                delivered_on=on,
                on=day,
                proof=proof,
            )
    for side, what, minutes, cost in chance.sample(_EFFORT, 3):
        note_effort(
            actor,
            customer.pk,
            side=side,
            what=what,
            spent_on=day - timedelta(days=chance.randint(1, 300)),
            on=day,
            minutes=minutes,
            cost=cost,
        )


def _cards(head: Actor, customers: Sequence[Customer], day: date) -> None:
    """Some of the customers carry a card."""
    vip = classes.scheme("vip_card")
    for customer, key in zip(customers[1:], ("gold", "silver", "diamond"), strict=False):
        classify(head, customer, vip, key, why="负责人持卡，常来营业厅", on=day)
