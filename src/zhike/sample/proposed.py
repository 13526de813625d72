"""Proposals of the sample company: one judged by its customer, one reviewed, one just written (S0-18)."""

from collections.abc import Sequence
from datetime import date, timedelta

from zhike.customers.models import Contact
from zhike.sales.proposals import note_client_view, release, review, write_proposal
from zhike.sample.staff import ACCOUNT_MANAGER, DIRECTOR
from zhike.sample.writing import Account
from zhike.trust.actor import Actor, Door
from zhike.users.models import User
from zhike.users.queries import actor_for

_CRITERIA = ("form", "basis", "strategy", "creativity", "feasibility", "economy")
# Whose, days ago, title, gist, the lead's and the director's levels and words, days until it went out, the customer's levels and words.
_PROPOSALS = (
    (2, 210, "三家店收银网络改造", "专线加备线，断了自动切；三家店一次改完，不停业",
     (((4, 3, 4, 4, 5, 3), "把停一小时损失多少算进去，老板看得懂"), ((4, 2, 4, 4, 4, 3), "网费降多少要有账单撑着")),
     4, (5, 3, 4, 4, 4, 2), "方案清楚，就是觉得贵，省多少没有说死"),
    (0, 12, "包装线扫码到底", "打码、扫码、入库一条线，先试一条再铺开",
     (((4, 4, 4, 3, 4, 4), "可以，先把试点那条线的数写上"),), None, (), ""),
    (3, 3, "新厂区无线一次做到位", "勘测、布点、验收表一起交，和老厂同一套备件", (), None, (), ""),
)  # fmt: skip


def write_proposals(accounts: Sequence[Account], staff: Sequence[User], day: date) -> None:
    """Each on its days, by the first account manager; her lead and the director review."""
    owner, lead, director = staff[ACCOUNT_MANAGER], staff[1], staff[DIRECTOR]
    mine = [account.customer for account in accounts if account.owner == owner]
    for place, ago, title, gist, reviews, out, client, words in _PROPOSALS:
        if place >= len(mine):
            continue
        on = day - timedelta(days=ago)
        made = write_proposal(_as(owner, on), mine[place].pk, title=title, gist=gist, on=on)
        on += timedelta(days=1)
        for by, (levels, said) in zip((lead, director), reviews, strict=False):
            marks = dict(zip(_CRITERIA, levels, strict=True))
            review(_as(by, on), made.pk, marks, words=said, on=on)
        if out is None:
            continue
        on += timedelta(days=out)
        release(_as(owner, on), made.pk, on=on)
        on += timedelta(days=7)
        main = Contact.objects.unscoped().filter(customer=mine[place]).order_by("pk").first()
        note_client_view(
            _as(owner, on), made.pk, dict(zip(_CRITERIA, client, strict=True)), words=words, on=on,
            contact_id=main.pk if main else None,
        )  # fmt: skip


def _as(person: User, on: date) -> Actor:
    return actor_for(person, Door.WEB, on=on)
