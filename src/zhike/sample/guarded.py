"""What the guard of the sample company has on its registers: a loan and a file that wait, an answer given, a disclosure entered, a competitor known."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from zhike.activities.actions.competitors import (
    Meeting,
    meet_competitor,
    name_competitor,
    note_competitor,
)
from zhike.customers.actions.lending import ask_loan
from zhike.customers.queries import borrowable_called
from zhike.exchange.out import actions as exports
from zhike.exchange.out.actions import Order
from zhike.exchange.out.columns import What
from zhike.sample.staff import ACCOUNT_MANAGER
from zhike.sample.writing import Account
from zhike.trust import disclosures, enquiries, loans
from zhike.trust.actor import Actor, Door, Level
from zhike.trust.disclosures import Agreement
from zhike.users.models import User
from zhike.users.queries import actor_for

_LEAD, _COLLEAGUE, _OTHER_TEAM, _DIRECTOR = 1, 2, 5, 8


def write_guard(accounts: Sequence[Account], staff: Sequence[User], now: datetime) -> None:
    """A few lines in every register."""
    at = localtime(now)
    manager, lead, colleague, other, director = (
        actor_for(staff[place], Door.WEB, on=at.date())
        for place in (ACCOUNT_MANAGER, _LEAD, _COLLEAGUE, _OTHER_TEAM, _DIRECTOR)
    )
    hers = [account for account in accounts if account.owner == staff[ACCOUNT_MANAGER]]
    _lend(hers, other, lead, at)
    _take_out(manager, lead, at)
    _answer(manager, lead, at)
    _disclose(colleague, director, at)
    _compete(manager, at)


def _lend(hers: Sequence[Account], borrower: Actor, lead: Actor, at: datetime) -> None:
    """One loan runs, another waits for the lead."""
    for account, purpose, is_granted in (
        (hers[0], "同一集团的华南项目，需要看以往的方案", True),
        (hers[1], "客户的母公司在我名下，约了联合拜访", False),
    ):
        wanted = borrowable_called(borrower, account.customer.name)
        if wanted is None:
            continue
        loan = ask_loan(
            borrower,
            wanted,
            purpose=purpose,
            from_on=at.date(),
            until_on=at.date() + timedelta(days=7),
            at=at - timedelta(hours=3),
            on=at.date(),
        )
        if is_granted:
            loans.decide(lead, loan.pk, grant=True, why="看完请归还", at=at, on=at.date())


def _take_out(manager: Actor, lead: Actor, at: datetime) -> None:
    """A small file lies ready; the lead's own, of the whole team, waits for somebody else."""
    names = ("name", "city", "grade", "last_touch_on")
    festival = Order(What.CUSTOMERS, "state=key", names, "xlsx", "节日或生日问候", "zh")
    exports.ask(manager, festival, at=at - timedelta(minutes=40))
    people = Order(
        What.CONTACTS, "", ("customer", "name", "title", "mobile"), "csv", "节日贺卡印制", "zh"
    )
    exports.ask(lead, people, at=at - timedelta(minutes=25))


def _answer(manager: Actor, lead: Actor, at: datetime) -> None:
    """A paper asked last week and was answered; a supplier's question waits for approval."""
    week = at.date() - timedelta(days=6)
    asked = enquiries.receive(
        manager,
        asker_type="media",
        asker="《南方商报》记者",
        question="贵公司明年在华南的客户规模与新产品计划？",
        received_on=week,
        at=at - timedelta(days=6),
        on=week,
    )
    enquiries.propose(
        manager,
        asked.pk,
        answer="感谢关注。规模与计划以公司公开发布为准，采访请联系公司新闻发言人。",
        at=at - timedelta(days=6),
        on=week,
    )
    enquiries.decide(lead, asked.pk, grant=True, why="", at=at - timedelta(days=5), on=week)
    enquiries.answer(manager, asked.pk, on=week + timedelta(days=1))
    waits = enquiries.receive(
        manager,
        asker_type="supplier",
        asker="某纸品供应商业务员",
        question="想知道你们向哪几家客户供复印纸、每月多少箱。",
        received_on=at.date(),
        at=at - timedelta(hours=2),
        on=at.date(),
    )
    enquiries.propose(
        manager,
        waits.pk,
        answer="客户名单与用量不对外。我们的采购需求会在招标公告里说明。",
        at=at - timedelta(hours=1),
        on=at.date(),
    )


def _disclose(colleague: Actor, director: Actor, at: datetime) -> None:
    """What an association was shown, under an agreement."""
    day = at.date() - timedelta(days=20)
    asked = disclosures.ask(
        colleague,
        content="近三年售后响应时间的汇总数字（不含客户名称）",
        level=Level.INTERNAL,
        recipient="省办公设备行业协会",
        manner="书面材料，当面交付",
        purpose="参评行业服务规范试点单位",
        at=at - timedelta(days=22),
        on=day,
    )
    disclosures.decide(
        director, asked.pk, grant=True, why="只给汇总", at=at - timedelta(days=21), on=day
    )
    disclosures.enter(
        colleague,
        asked.pk,
        agreement=Agreement("保密协议 BM-17", day - timedelta(days=1)),
        disclosed_on=day,
        at=at - timedelta(days=20),
        on=day,
    )


def _compete(manager: Actor, at: datetime) -> None:
    """A competitor: what the papers said, what a customer told, and a meeting at a fair."""
    day = at.date() - timedelta(days=9)
    rival = name_competitor(manager, name="蓝岸办公（虚构）", on=day)
    for what, source_type, source in (
        ("在佛山新开了一个前置仓，承诺次日达", "public", "公司官网新闻"),
        ("给老客户的换新方案里含免费巡检两次", "told", "客户采购经理当面介绍，同意我们记下"),
    ):
        note_competitor(
            manager, rival, what=what, source_type=source_type, source=source, on=day
        )
    meeting = Meeting(day, "市场部王经理", "省办公设备展", "互致问候，聊了展会人流和行业标准")
    meet_competitor(manager, rival, meeting, on=day)
