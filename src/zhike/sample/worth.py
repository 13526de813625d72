"""What is noted of the worth of the sample company's customers: contracts and their renewals, wallets, terms, whom they lead, who left."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from django.db.models import Max, Sum

from zhike.care.keeping import start_winning_back
from zhike.customers import asking
from zhike.customers.actions.filling import open_sheet
from zhike.customers.actions.ratings import rate_customer
from zhike.customers.asking import Subject
from zhike.customers.models import Customer
from zhike.lib.spoken_days import years_before
from zhike.sales.actions.contracts import Signed, end_contract, sign_contract
from zhike.sales.actions.worth import (
    grant_terms,
    note_departure,
    note_return,
    note_spill,
    note_wallet,
)
from zhike.sales.models import Departure, Order
from zhike.sample.deck import dice
from zhike.sample.staff import DIRECTOR
from zhike.sample.writing import Account
from zhike.trust.actor import Actor, Door
from zhike.users.models import User
from zhike.users.queries import actor_for
from zhike.value.keeping.protection import FORM

_SIGNED = 26  # of each one's customers have contracts written down
_KNOWN = 30  # … and so many a wallet and ratings
_SEEN_TOGETHER = 6  # … and so many were met by the director too, who has his own opinion
_SECOND = (
    ("professionalism", 80, "见面谈技术条款，问得都在点上"),
    ("character", 60, "价格上反复过一次，最后还是照约定办"),
)
_TITLES = (("年度供货协议", False), ("设备维保合同", False), ("云打印与维保一体合同", True))
_TERMS = ((30, "一般账期"), (45, "每月对账，付款一直准时"), (60, "合作六年，年终一起结"))
_RATED = {
    "condition": ((100, "新建二期厂房"), (80, "订单比去年足"), (60, "和往年差不多"), (30, "关了一条线")),
    "experience": ((100, "来信道谢"), (80, "回访说省心"), (60, "没有特别的话"), (30, "嫌答复慢")),
    "professionalism": ((100, "自己能排故障"), (80, "图纸看得懂"), (60, "要多讲一遍"), (30, "全靠我们")),
    "character": ((100, "说好的从不变"), (80, "讲道理"), (60, "没有出过事"), (30, "两次临时改单")),
}  # fmt: skip
_LEFT = (
    (0, Departure.Reason.PRICE, "同城一家低两成，采购按价换了", "锐联办公", True, 0),
    (1, Departure.Reason.NEGLECT, "换人以后三个月没人去过", "", True, 20),
    (2, Departure.Reason.CLOSED, "厂子停产清算", "", False, 0),
)
_PLANS = (
    (40, "采购换人，新来的和对手熟", "两次问价不下单", "主管三天内上门，带一份用量对照"),
    (410, "总部要统一招标", "停了月度对账会", "提前半年谈三年合同，维保一起签"),
    (90, "对手报价低两成", "单子变小、变碎", "先讲清停机一天的损失，再谈价"),
)


def write_worth(accounts: Sequence[Account], staff: Sequence[User], day: date) -> None:
    """Two years of contracts, and what each account manager knows of his customers."""
    chance = dice("worth")
    for person in staff:
        mine = [account.customer for account in accounts if account.owner == person]
        actor = actor_for(person, Door.WEB, on=day)
        for customer in mine[:_SIGNED]:
            _sign(actor, customer, day, chance)
        for customer in mine[:_KNOWN]:
            _know(actor, customer, day, chance)
        for customer in mine[:_SEEN_TOGETHER]:
            _second(actor_for(staff[DIRECTOR], Door.WEB, on=day), customer, day)
        _lead(actor, mine, day)
        _leave(actor, mine, day)
        _plan(actor, mine, day)


def _sign(actor: Actor, customer: Customer, day: date, chance: Random) -> None:
    """A year each, renewed twice or given up on the way; the last one ends within the coming year."""
    title, sticky = chance.choice(_TITLES)
    ends = day + timedelta(days=chance.randint(20, 340))
    users, before = chance.randint(4, 60), None
    is_long = customer.pk % 6 == 0  # the newest one for two years
    for age in (2, 1, 0):
        last = years_before(ends, age)
        if age < 2 and chance.random() < 0.1:
            return
        contract = sign_contract(
            actor,
            customer.pk,
            Signed(
                number=f"HT{customer.pk:04}-{last.year}",
                title=title,
                signed_on=years_before(last, 1) - timedelta(days=12),
                starts_on=years_before(last, 1) + timedelta(days=1),
                ends_on=years_before(last, -1) if is_long and age == 0 else last,
                amount=chance.randint(3, 60) * 1_000_000,
                users=users,
                is_sticky=sticky,
                renews_id=before,
            ),
            on=years_before(last, 1) - timedelta(days=12),
        )
        before, users = contract.pk, max(1, users + chance.randint(-3, 5))
        if age == 1 and chance.random() < 0.05:
            end_contract(
                actor, contract.pk, ended_on=last - timedelta(days=60), why="办公楼退租", on=last - timedelta(days=60)
            )  # fmt: skip
            return


def _know(actor: Actor, customer: Customer, day: date, chance: Random) -> None:
    year = Order.objects.unscoped().filter(
        customer=customer, ordered_on__gt=years_before(day, 1), ordered_on__lte=day
    )
    bought = year.aggregate(total=Sum("amount"))["total"] or 0
    if bought > 0 and chance.random() < 0.8:
        note_wallet(
            actor, customer.pk, year=day.year, amount=bought * 100 // chance.randint(25, 95),
            source=chance.choice(("他们的预算公告", "采购聊起来说的", "年报")), on=day - timedelta(days=chance.randint(5, 90)),
        )  # fmt: skip
    if chance.random() < 0.5:
        days, why = chance.choice(_TERMS)
        granted = day - timedelta(days=chance.randint(100, 600))
        grant_terms(actor, customer.pk, days=days, why=why, granted_on=granted, on=granted)
    for criterion, said in _RATED.items():
        if chance.random() < 0.7:
            value, why = chance.choice(said)
            rate_customer(
                actor, customer, criterion=criterion, value=value, why=why,
                on=day - timedelta(days=chance.randint(3, 120)),
            )  # fmt: skip


def _second(actor: Actor, customer: Customer, day: date) -> None:
    """What a second rater thinks of the same customer."""
    for criterion, value, why in _SECOND:
        rate_customer(
            actor, customer, criterion=criterion, value=value, why=why,
            on=day - timedelta(days=2 + customer.pk % 40),
        )  # fmt: skip


def _lead(actor: Actor, mine: Sequence[Customer], day: date) -> None:
    for leader, led, share, why in (
        (0, 7, 40, "同一园区，跟着他家选型"),
        (1, 9, 25, "他介绍的下游厂"),
    ):
        if led < len(mine):
            note_spill(
                actor, mine[leader].pk, led_id=mine[led].pk, share=share, why=why,
                since=day - timedelta(days=300), on=day,
            )  # fmt: skip


def _plan(actor: Actor, mine: Sequence[Customer], day: date) -> None:
    """Some of the largest have their protection plan, one of them an old one; one who left is being won back."""
    form = asking.form(FORM)
    paid = Order.objects.unscoped().filter(customer__in=mine).order_by().values("customer_id")
    ranked = paid.annotate(total=Sum("amount")).order_by("-total", "customer_id")
    by_pk = {customer.pk: customer for customer in mine}
    for row, (days, risk, signals, keep) in zip(ranked, _PLANS, strict=False):
        customer = by_pk[row["customer_id"]]
        typed = {
            "risk": risk, "signals": signals, "keep": keep, "who": f"{customer.owner}，主管顶上",
            "resources": "工程师一名，备件一套",
        }  # fmt: skip
        written = day - timedelta(days=days)
        open_sheet(actor, Subject(customer, None), form, typed, about_on=written, on=written, stage="ready")  # fmt: skip
    gone = Departure.objects.unscoped().filter(customer__in=mine, back_on=None, may_return=True)
    if left := gone.order_by("pk").first():
        start_winning_back(actor, left.customer_id, on=day - timedelta(days=2))


def _leave(actor: Actor, mine: Sequence[Customer], day: date) -> None:
    """Those who have not ordered for longest are the ones who left."""
    last = dict(
        Order.objects.unscoped()
        .filter(customer__in=mine)
        .order_by()
        .values_list("customer_id")
        .annotate(last=Max("ordered_on"))
    )
    quietest = sorted(last, key=lambda pk: (last[pk], pk))
    for place, reason, why, to_whom, may_return, back in _LEFT:
        if place < len(quietest):
            left_on = day - timedelta(days=70 + 45 * place)
            left = note_departure(
                actor, quietest[place], left_on=left_on, reason=reason, why=why, to_whom=to_whom,
                may_return=may_return, on=left_on + timedelta(days=1),
            )  # fmt: skip
            if back:
                note_return(actor, left.pk, back_on=day - timedelta(days=back), on=day - timedelta(days=back))  # fmt: skip
