"""How the sample company cares: gifts on the register, a festival half greeted, ideas, an event, a shortage, a trial, the charter."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from zhike.care import executives, gatherings, gifts, ideas, seasons, supply, trials
from zhike.care.actions import log_touch
from zhike.care.gifts import GiftDraft
from zhike.customers.models import Contact, Customer
from zhike.sample.staff import ACCOUNT_MANAGER, DIRECTOR
from zhike.sample.writing import Account
from zhike.trust.actor import Actor, Door
from zhike.users.charter import acknowledge
from zhike.users.models import User
from zhike.users.queries import actor_for

# At which of the account manager's customers, what, for which occasion, worth how much in fen, how many days ago.
_GIFTS = (
    (0, "gift", "birthday", "武夷岩茶一盒", 18_000, 40),
    (1, "gift", "trip", "苏州糕点两盒", 9_600, 26),
    (3, "gift", "festival", "手写台历", 4_500, 12),
    (5, "meal", "visit", "工作午餐", 26_000, 8),
    (6, "gift", "thanks", "定制钢笔一对", 68_000, 0),
)
_IDEAS = (
    (
        0,
        "saving",
        "夜间分时用电，空压机错峰开",
        3_600_000,
        60,
        "taken",
        "试了一个月，电费少了一成",
    ),
    (1, "channel", "和园区物业合办开放日", 0, 34, "trying", "九月先办一场"),
    (2, "productivity", "来料箱贴二维码，少录一遍", 1_200_000, 20, "", ""),
    (4, "product", "看看新出的静音风机", 0, 5, "", ""),
)
_OBSERVED = (
    (0, "theirs", "小型离心泵", "", "声音小，说明书写得明白", "接口要自己配"),
    (2, "rival", "便携投影仪", "对门厂家", "开机快", "亮度不如客户的"),
)
# Visits by the director: how many days ago, and what came of them.
_CALLED = (
    (210, "见了总经理，谈明年扩产"),
    (95, "和对方班子吃了工作餐，听意见"),
    (30, "参加年中会，答应派人驻场"),
)
_AGENDA = "公司近况和新服务\n三位客户讲各自的做法\n自由提意见\n合影、午餐"
_SAID = (
    ("交期能不能提前一周告诉我们", "给出提前通知交期的办法", 6),
    ("培训想改到车间里做", "", 0),
)


def write_care(accounts: Sequence[Account], staff: Sequence[User], now: datetime) -> None:
    """A year of care, as far as somebody wrote it down."""
    day = localtime(now).date()
    owner, head = staff[ACCOUNT_MANAGER], staff[DIRECTOR]
    own = [a.customer for a in accounts if a.owner == owner]
    _give(owner, [c for c in own if gifts.receiver_of(c) == "company"], now)
    _think(owner, own, day)
    _greet(owner, own, day)
    _gather(owner, own, day)
    _share(head, accounts, day)
    _try_out(owner, own, day)
    for person in staff[:7]:
        acknowledge(_at(person, day), on=day)


def _at(person: User, on: date) -> Actor:
    return actor_for(person, Door.WEB, on=on)


def _give(owner: User, own: Sequence[Customer], now: datetime) -> None:
    day = localtime(now).date()
    for place, form, occasion, what, value, ago in _GIFTS:
        customer = own[place] if place < len(own) else None
        if customer is None:
            continue
        person = Contact.objects.unscoped().filter(customer=customer).order_by("pk").first()
        gifts.give_gift(
            _at(owner, day),
            customer.pk,
            GiftDraft(form, "company", occasion, what, value),
            given_on=day - timedelta(days=ago),
            at=now - timedelta(days=ago),
            on=day,
            is_free=True,
            contact_id=person.pk if person else None,
        )


def _think(owner: User, own: Sequence[Customer], day: date) -> None:
    for place, kind, what, worth, ago, result, outcome in _IDEAS:
        if place >= len(own):
            continue
        then = day - timedelta(days=ago)
        actor = _at(owner, then)
        idea = ideas.offer_idea(
            actor,
            own[place].pk,
            kind=kind,
            what=what,
            worth=worth,
            ask_on=then + timedelta(days=21),
            on=then,
        )
        if result:
            ideas.settle_idea(actor, idea.pk, result=result, outcome=outcome, on=day)
    for place, whose, product, maker, good, weak in _OBSERVED:
        if place < len(own):
            found = ideas.Found(whose, product, maker, good, weak, day - timedelta(days=15))
            ideas.note_observation(_at(owner, day), own[place].pk, found, on=day)


def _greet(owner: User, own: Sequence[Customer], day: date) -> None:
    """The festival nearest to today is half done."""
    actor = _at(owner, day)
    near = min(
        seasons.seasons(actor, mine=True, on=day), key=lambda each: abs((each.on - day).days)
    )
    for customer in own[12:18]:
        try:
            seasons.greet(actor, near.key, near.year, customer.pk, way="message", on=day)
        except seasons.Wishes:
            continue


def _gather(owner: User, own: Sequence[Customer], day: date) -> None:
    actor = _at(owner, day)
    held = gatherings.call_gathering(
        actor,
        gatherings.GatheringDraft(
            "秋季客户座谈会", "symposium", day - timedelta(days=10), "公司三楼会议室", _AGENDA
        ),
        on=day - timedelta(days=40),
    )
    gatherings.invite(actor, held.pk, [c.pk for c in own[:6]], on=day - timedelta(days=35))
    guests = gatherings.guests(actor, held.pk)
    for place, guest in enumerate(guests):
        gatherings.answered(actor, guest.pk, "no" if place == 4 else "yes", on=day)
        gatherings.attended(actor, guest.pk, has_come=place not in {3, 4}, on=day)
    for guest, (words, answer, days) in zip(guests, _SAID, strict=False):
        due = day + timedelta(days=days)
        gatherings.heard(actor, guest.pk, words, on=day, answer=answer, due_on=due)
    coming = gatherings.call_gathering(
        actor,
        gatherings.GatheringDraft(
            "节能用户沙龙", "circle", day + timedelta(days=16), "客户厂区", _AGENDA
        ),
        on=day,
    )
    gatherings.invite(actor, coming.pk, [c.pk for c in own[2:7]], on=day)


def _share(head: User, accounts: Sequence[Account], day: date) -> None:
    actor = _at(head, day)
    supply.note_shortage(
        actor, product="打印机", quantity=60, unit="台", until=day + timedelta(days=25), on=day
    )
    for place, (ago, what) in enumerate(_CALLED):
        customer = accounts[place * 3].customer
        executives.assign_sponsor(actor, customer.pk, user_id=head.pk, on=day)
        then = day - timedelta(days=ago)
        log_touch(
            actor, customer_id=customer.pk, kind="visit", summary=what, on=then, written_on=day
        )


def _try_out(owner: User, own: Sequence[Customer], day: date) -> None:
    actor = _at(owner, day)
    begun = trials.begin_trial(
        actor,
        trials.TrialDraft(
            "节能驱动器二代",
            "试用六十天，不合适全退；留用按合同价九五折",
            day - timedelta(days=30),
            day + timedelta(days=30),
        ),
        on=day,
    )
    trials.invite(actor, begun.pk, [c.pk for c in own[3:6]], on=day)
    for guest, (result, words) in zip(
        trials.guests(actor, begun.pk),
        (("liked", "省电看得见，想先订十台"), ("mixed", "风扇声音偏大")),
        strict=False,
    ):
        trials.told(actor, guest.pk, result=result, feedback=words, on=day)
