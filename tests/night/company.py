"""A small company with everything a night looks at, written past the actions so that it is quick."""

import random
from datetime import date, timedelta

from zhike.activities.models import Promise, Task, Touch
from zhike.care.milestones import note_milestone
from zhike.customers.models import Contact, Customer, Rating
from zhike.sales.models import LedgerRevision, Order, Payment
from zhike.trust.actor import Actor
from zhike.users.models import Company, Team, User

NIGHT = date(2026, 11, 23)


def found(customers: int = 60, *, seed: int = 7) -> None:
    """The same company for the same seed."""
    chance = random.Random(seed)
    Company.objects.create(name="恒信科技")
    team = Team.objects.create(name="华东")
    people = [User.objects.create(username=f"u{n}", name=f"员工{n}") for n in range(3)]
    LedgerRevision.objects.create(pk=1)
    for n in range(customers):
        name = f"客户{n}"
        who = Customer.objects.create(
            name=name, name_key=name, pinyin=name, owner=people[n % 3], team=team
        )
        _facts(who, chance)
    first = Customer.objects.order_by("pk")[0]
    Promise.objects.create(
        customer=first, what="发案例", made_on=NIGHT, due_on=NIGHT, made_by=people[0]
    )
    _under_way(list(Customer.objects.order_by("pk")[5::9]))


def _under_way(customers: list[Customer]) -> None:
    """Deals being followed whose steps something else has ended, held invitations, and money owed too long."""
    delivered = NIGHT - timedelta(days=8)
    for who in customers:
        actor, on = Actor.clock(), delivered
        deal, _ = note_milestone(
            actor, customer_id=who.pk, kind="deal_won", what="控制柜", happens_on=on, on=on
        )
        note_milestone(
            actor, customer_id=who.pk, kind="delivered", what="控制柜", happens_on=on, on=on, deal_id=deal.pk
        )  # fmt: skip
        Task.objects.filter(customer=who, origin__startswith="after_deal.ask:").update(
            ended_on=NIGHT, result=Task.Result.SETTLED
        )
        Payment.objects.create(
            customer=who, number=f"U{who.pk}", amount=5_000, due_on=NIGHT - timedelta(days=40)
        )


def _facts(who: Customer, chance: random.Random) -> None:
    n = who.pk
    every, start = chance.randint(5, 60), chance.randint(0, 120)
    days = [NIGHT - timedelta(start + every * k) for k in range(chance.randint(0, 20))]
    Order.objects.bulk_create(
        Order(
            customer=who,
            number=f"O{n}-{k}",
            ordered_on=day,
            amount=chance.randint(-500, 90_000) or 1,
        )
        for k, day in enumerate(days)
    )
    Payment.objects.bulk_create(
        Payment(
            customer=who,
            number=f"P{n}-{k}",
            amount=1000,
            due_on=day,
            paid_on=day + timedelta(chance.randint(-3, 3)),
        )
        for k, day in enumerate(days[::3])
    )
    if n % 4:
        day = NIGHT - timedelta(chance.randint(0, 200))
        Touch.objects.create(customer=who, kind="call", touched_on=day)
        Customer.objects.filter(pk=n).update(last_touch_on=day)
    if n % 2:
        for criterion in ("attitude", "information"):
            Rating.objects.create(
                customer=who,
                criterion=criterion,
                value=chance.choice([20, 60, 80, 100]),
                rated_on=NIGHT - timedelta(9),
            )
    born = NIGHT + timedelta(chance.randint(0, 30))
    Contact.objects.create(
        customer=who,
        name=f"王{n}",
        pinyin="wang",
        birth_month=born.month,
        birth_day=min(born.day, 28),
    )
