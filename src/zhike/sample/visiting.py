"""Visits, a tour, calls and a letter of the sample company, as the account manager has them before her today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone, localtime, make_aware

from zhike.activities.actions.calls import SlipDraft
from zhike.activities.actions.visits import VisitDraft
from zhike.care import calling, relating
from zhike.care.replying import ask_leave, wait_for
from zhike.care.visiting import planning, tours
from zhike.care.visiting.ending import Ending, finish
from zhike.customers.models import Contact, Customer
from zhike.lib.workdays import add_workdays
from zhike.sample.staff import ACCOUNT_MANAGER, DIRECTOR, SERVICE_DESK
from zhike.sample.writing import Account
from zhike.service import leaves
from zhike.service.models import Case
from zhike.trust.actor import Actor, Door
from zhike.users.models import User
from zhike.users.queries import actor_for

_WEEK = timedelta(days=7)
_LIMITS = (
    ("account_manager", "赔付", 50_000, "小额当场定"),
    ("account_manager", "折扣", None, "一律请示"),
    ("team_lead", "赔付", 500_000, ""),
    ("team_lead", "折扣", 2_000_000, "年度合同之内"),
)


@dataclass(frozen=True, slots=True)
class _Day:
    """The day the sample is built, and who is at work."""

    manager: Actor
    desk: Actor
    director: Actor
    own: list[Customer]
    people: list[Contact]
    on: date
    now: datetime


def write_visits(accounts: Sequence[Account], staff: Sequence[User], now: datetime) -> None:
    """What is planned, what is over and not written down, what was written down, who rang and who waits."""
    on = localtime(now).date()
    mine = [a for a in accounts if a.owner == staff[ACCOUNT_MANAGER] and a.contacts]
    if len(mine) < 8:
        return
    manager, desk, director = (
        actor_for(staff[seat], Door.WEB, on=on)
        for seat in (ACCOUNT_MANAGER, SERVICE_DESK, DIRECTOR)
    )
    own = [account.customer for account in mine]
    day = _Day(manager, desk, director, own, [a.contacts[0] for a in mine], on, now)
    _visits(day)
    _tour(day)
    _calls(day)
    _answers(day)


def _at(on: date, hour: int, minute: int = 0) -> datetime:
    return make_aware(datetime.combine(on, time(hour, minute)), get_current_timezone())


def _plan(day: _Day, place: int, draft: VisitDraft, planned_on: date, how: str = "") -> int:
    visit = planning.plan(
        day.manager,
        day.own[place].pk,
        draft,
        on=planned_on,
        contact_ids=[day.people[place].pk],
        agreed_how=how,
        agreed_at=_at(planned_on, 9) if how else None,
    )
    return visit.pk


def _visits(day: _Day) -> None:
    ahead, before = add_workdays(day.on, 2), day.on - timedelta(days=1)
    formal = VisitDraft(
        "谈明年的框架合同",
        _at(ahead, 14, 30),
        is_formal=True,
        minutes=45,
        points="今年用得怎样\n明年的用量\n结算方式",
    )
    _plan(day, 0, formal, day.on, "call")
    at_ours = VisitDraft(
        "参观样机，谈试装", _at(add_workdays(day.on, 4), 10), manner="at_ours", is_formal=True
    )
    _plan(day, 2, at_ours, day.on)
    _plan(day, 3, VisitDraft("看看新线的运行", _at(before, 15)), before - _WEEK, "message")
    done = _plan(
        day, 5, VisitDraft("季度回访", _at(before, 10), is_formal=True), before - _WEEK, "call"
    )
    finish(
        day.manager,
        done,
        Ending(
            "设备运行正常，备件到货慢了两次",
            _at(before, 11),
            points=[("备件改成每月固定送", True), ("明年可能扩一条线", False)],
            behaviour="dissatisfied",
            ours="把备件清单整理好发来",
            ours_due_on=add_workdays(day.on, 3),
            theirs="确认固定送货的日子",
            theirs_due_on=add_workdays(day.on, 5),
            repair="备件改由本地仓发",
            repair_due_on=add_workdays(day.on, 7),
        ),
        on=day.on,
    )
    relating.move(
        day.manager, day.people[0].pk, ladder="visiting", stage="substance",
        evidence="说了明年的预算和批的人", on=day.on - _WEEK,
    )  # fmt: skip
    relating.move(
        day.manager, day.people[0].pk, ladder="path", stage="relation",
        evidence="主动来问选型", on=day.on - _WEEK,
    )  # fmt: skip


def _tour(day: _Day) -> None:
    city = day.own[4].city
    there = [c.pk for c in day.own if c.city == city][:4]
    tours.plan_tour(
        day.manager,
        there,
        place=city,
        tour_on=add_workdays(day.on, 6),
        first_at=time(9, 30),
        minutes=45,
        on=day.on,
        repeat="quarter",
    )


def _calls(day: _Day) -> None:
    message = SlipDraft(
        "message", "问上周报价能不能含安装", day.manager.user_id or 0, day.people[6].greeting, "0755-26001234"
    )  # fmt: skip
    calling.take_call(
        day.desk, message, at=day.now, customer_id=day.own[6].pk, contact_id=day.people[6].pk
    )
    lead = SlipDraft("lead", "打错了，是做注塑模具的，也用伺服", day.manager.user_id or 0)
    calling.take_call(day.desk, lead, at=day.now)
    calling.set_hours(
        day.manager, day.people[1].pk, opens=time(10), closes=time(11, 30), note="周一开会", on=day.on
    )  # fmt: skip
    calling.plan_call_back(
        day.manager,
        customer_id=day.own[1].pk,
        contact_id=day.people[1].pk,
        purpose="新控制柜用得怎样",
        wanted_on=add_workdays(day.on, 1),
        on=day.on,
    )


def _answers(day: _Day) -> None:
    for role, matter, amount, note in _LIMITS:
        leaves.set_limit(
            day.director, role=role, matter=matter, amount=amount, note=note, on=day.on
        )
    for place in (1, 7):
        wait_for(
            day.manager,
            customer_id=day.own[place].pk,
            service_name="夜间配送",
            alternative="前一天 17 点前下单，次日 7 点首批送到",
            on=day.on - _WEEK,
            contact_id=day.people[place].pk,
        )
    opened = Case.objects.unscoped().open().filter(customer=day.own[4], kind="request").first()
    if opened:
        ask_leave(
            day.manager, opened.pk, matter="折扣", what="整单让 3%", amount=900_000, at=day.now
        )
