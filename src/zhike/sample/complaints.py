"""Cases of the sample company at different steps of their path: one at its solution, some settled, one waiting for the customer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime

from zhike.care.actions import receive_case
from zhike.care.cases import compensating, handing, stepping
from zhike.care.cases.problems import open_problem
from zhike.sample.staff import ACCOUNT_MANAGER, SERVICE_DESK
from zhike.sample.writing import Account
from zhike.service.actions import Intake, Noted, name_cause
from zhike.service.models import Case
from zhike.service.problems import Draft
from zhike.trust.actor import Actor, Door
from zhike.users.models import User
from zhike.users.queries import actor_for

_MODULE = "功放电源模块"
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_NEEDED = 12


@dataclass(frozen=True, slots=True)
class _Told:
    """What a customer came with."""

    kind: str
    summary: str
    intake: Intake


def write_complaints(accounts: Sequence[Account], staff: Sequence[User], now: datetime) -> None:
    """The board as the account manager finds it today."""
    at = localtime(now)
    mine = [a for a in accounts if a.owner == staff[ACCOUNT_MANAGER] and a.contacts]
    if len(mine) < _NEEDED:
        return
    manager = actor_for(staff[ACCOUNT_MANAGER], Door.WEB, on=at.date())
    desk = actor_for(staff[SERVICE_DESK], Door.WEB, on=at.date())
    settled = [
        _settled(manager, mine[place], at - days * _DAY, is_spare=place == 9)
        for place, days in ((9, 24), (10, 41))
    ]
    _improved(manager, settled, at - 10 * _DAY)
    _to_be_solved(manager, mine[2], at - 2 * _HOUR)
    _to_ask_again(manager, mine[11], at - 4 * _DAY)
    _waiting(desk, mine[3], at - _DAY)
    _heard(manager, mine[5], at - _HOUR)


def _take(actor: Actor, account: Account, told: _Told, at: datetime) -> Case:
    return receive_case(
        actor,
        customer_id=account.customer.pk,
        contact_id=account.contacts[0].pk,
        kind=told.kind,
        summary=told.summary,
        at=at,
        intake=told.intake,
    )


def _say(actor: Actor, case: Case, at: datetime, *said: Noted) -> None:
    for minutes, noted in enumerate(said, 1):
        stepping.note_step(actor, case.pk, noted, at=at + timedelta(minutes=9 * minutes))


def _power(site: str, words: str, summary: str, *, is_green: bool = False) -> _Told:
    intake = Intake(
        words=words, product=_MODULE, site=site, department="工程部", form="demand", about="product", lane="", is_green=is_green
    )  # fmt: skip
    return _Told("complaint", summary, intake)


def _to_be_solved(actor: Actor, account: Account, at: datetime) -> None:
    told = _power(
        "大堂",
        "大堂音响这周断了三回电，每次十来分钟，早餐客人都在问。",
        "大堂音响间歇断电",
        is_green=True,
    )
    case = _take(actor, account, told, at)
    _say(
        actor,
        case,
        at,
        Noted("listen", "每天上午断两三次，修过一次没好；怕影响下周的会议。"),
        Noted(
            "ask",
            "问了断电前后有没有别的设备一起停：只有音响停。您看怎么处理更好？希望当天换。",
        ),
        Noted("restate", "每天上午九点到十点断两三次，影响早餐区。", agreed=True),
    )
    for noted in (
        Noted("position", "电源模块老化，换模块就好", side="工程部", agreed=True),
        Noted("note", "和工程部林工商量：先带备用机过去，下午换模块"),
    ):
        stepping.note_step(actor, case.pk, noted, at=at + timedelta(minutes=35))


def _settled(actor: Actor, account: Account, at: datetime, *, is_spare: bool) -> Case:
    told = _power("会议室", "会议开到一半功放没声音了，这已经是第二次。", "会议室功放断电")
    case = _take(actor, account, told, at)
    remedy, done = (
        ("spare", "现场留了备用机")
        if is_spare
        else ("settled_case", "请他看了一家换过模块的客户")
    )
    _say(
        actor,
        case,
        at,
        Noted("listen", "会议开到一半没声音，领导在场，很难堪。"),
        Noted("ask", "问了上次修的是哪里，这次断了多久。"),
        Noted("restate", "两次都是功放断电，上次只换了保险。", agreed=True),
        Noted("solve", "当天换电源模块，三个月内再断免费换整机。", agreed=True, satisfied=True),
        Noted("remedy", done, remedy=remedy),
        Noted("apologise", "耽误了您的会议，对不起；请继续让我们为您服务。"),
    )
    stepping.settle(
        actor,
        case.pk,
        how="换了电源模块，延保三个月",
        ours="上次就该查到模块",
        at=at + 5 * _HOUR,
    )
    name_cause(actor, case, "quality", department="工程部", on=at.date())
    said = Noted("follow_up", "一直正常，谢谢你们。", satisfied=True)
    stepping.note_step(actor, case.pk, said, at=at + 5 * _DAY)
    return case


def _improved(actor: Actor, cases: list[Case], at: datetime) -> None:
    draft = Draft(
        title="功放电源模块老化断电",
        cause="quality",
        department="工程部",
        action="两年以上的模块趁巡检全部换掉；维修单写明换了哪个件。",
        owner_id=actor.user_id or 0,
        check_on=at.date() + 30 * _DAY,
    )
    open_problem(actor, draft, [case.pk for case in cases], on=at.date())


def _to_ask_again(actor: Actor, account: Account, at: datetime) -> None:
    words = "发票开错了抬头，催了两次才改，财务不高兴。"
    intake = Intake(
        words=words, channel="message", department="财务部", form="objection", about="service", lane=""
    )  # fmt: skip
    case = _take(actor, account, _Told("complaint", "发票抬头开错，改了两次", intake), at)
    _say(
        actor,
        case,
        at,
        Noted("listen", "第一次说改，三天没动静。"),
        Noted("ask", "问了报销截止的日子。"),
        Noted("restate", "抬头错、改得慢，误了这个月报销。", agreed=True),
        Noted("solve", "今天寄出新发票，以后开票前先发您核对。", agreed=True, satisfied=True),
        Noted("apologise", "给您添麻烦了。", level="lead"),
    )
    compensating.compensate(
        actor, case.pk, kind="gift", what="一份致歉的茶叶", amount=20_000, at=at + _HOUR
    )
    stepping.settle(
        actor, case.pk, how="新发票已寄出，以后先核对", ours="开票前就该核对", at=at + 2 * _HOUR
    )


def _waiting(desk: Actor, account: Account, at: datetime) -> None:
    words = "三楼的专线从早上起时断时续。"
    intake = Intake(words=words, product="专线", site="三楼机房", channel="hotline", lane="")
    case = _take(desk, account, _Told("fault", "三楼专线时断时续", intake), at)
    again = localtime(at).date() + 3 * _DAY
    handing.wait_for_customer(
        desk, case.pk, why="等客户开放机房", ask_again_on=again, at=at + _HOUR
    )


def _heard(actor: Actor, account: Account, at: datetime) -> None:
    words = "答应给的检测报告一直没给，打电话也找不到人。"
    intake = Intake(words=words, channel="visit", about="service", lane="")
    case = _take(actor, account, _Told("grumble", "检测报告一直没给", intake), at)
    _say(actor, case, at, Noted("listen", "说了两回都没下文，觉得我们不重视。"))
