"""What the sample company undertakes for its key accounts: guidance, a promotion, things placed there, and last year's stars."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from zhike.activities.actions.assets import AssetDraft, check_asset, place_asset
from zhike.activities.actions.stars import give_star
from zhike.care.accounts import assets, programmes, sessions, stars
from zhike.care.accounts.programmes import Outline
from zhike.care.accounts.sessions import SessionDraft
from zhike.customers import asking
from zhike.customers.actions.facts import Learned
from zhike.customers.actions.filling import fill_form
from zhike.customers.asking import Subject
from zhike.customers.models import Contact, Customer
from zhike.sample.staff import ACCOUNT_MANAGER, DIRECTOR
from zhike.sample.writing import Account
from zhike.trust.actor import Actor, Door
from zhike.users.models import User
from zhike.users.queries import actor_for

_SHOPS = "连锁零售"
# At which of the account manager's shops, what was seen.
_SEEN = (
    (0, {"appearance": "good", "location": "good", "display": "good", "storage": "fair", "conditions": "good", "records": "good", "years": "long", "selling": "fair"}),
    (1, {"appearance": "weak", "location": "fair", "display": "weak", "storage": "good", "conditions": "fair", "records": "fair", "years": "some", "selling": "weak"}),
    (2, {"appearance": "good", "location": "fair", "display": "fair", "conditions": "good", "years": "long"}),
    (3, {"appearance": "fair", "location": "weak", "storage": "weak", "conditions": "weak", "records": "weak", "years": "new", "selling": "fair"}),
)  # fmt: skip
_TEACH = {
    "teach": "先问用在哪里，再说省在哪里；用《推荐十问》小册子",
    "whom": "两位店长和新来的店员",
    "measure": "抽看三次接待，至少两次先问后荐",
}
_OFFER = {
    "offer": "旧机折价换新，满十台送一次上门保养",
    "shared": "折价由厂家承担，保养归我们，见补充协议三",
    "measure": "比去年同期多两成",
}
_DRAFT = {"offer": "开学季套餐，和他的会员日一起办"}
# Whose place, what stands there, and when it was last found how.
_PLACED = (
    (0, AssetDraft("counter", "联营专柜两节", "ZG-0217", 1_260_000, "lent", 0, "联营合同 HT-24", date.min), 160, 70, "used", "陈列整齐，灯管换过"),
    (1, AssetDraft("pos", "扫码收款终端", "POS-3391", 148_000, "rent", 6_000, "租用协议 ZY-11", date.min), 75, 15, "damaged", "打印口卡纸，已报修"),
    (3, AssetDraft("digital", "进销存系统一套", "JXC-0042", 680_000, "rent_sale", 32_000, "以租代售合同 YZ-05", date.min), 120, 30, "idle", "老板娘还在手记，约了上门教"),
)  # fmt: skip


def write_accounts(accounts: Sequence[Account], staff: Sequence[User], now: datetime) -> None:
    """Half a year of it at her shops, as far as somebody wrote it down; where there are too few, none."""
    day = localtime(now).date()
    owner = staff[ACCOUNT_MANAGER]
    actor = actor_for(owner, Door.WEB, on=day)
    head = actor_for(staff[DIRECTOR], Door.WEB, on=day)
    own = [a.customer for a in accounts if a.owner == owner and a.firm.industry == _SHOPS]
    if len(own) < len(_SEEN):
        return
    form = asking.form("condition")
    for place, answers in _SEEN:
        fill_form(actor, Subject(own[place]), form, answers, Learned("observed"), on=day)
    _teach(actor, owner, own[1], now)
    _promote(actor, head, owner, own, now)
    _place(actor, own, day)
    _name_stars(head, own, day)


def _teach(actor: Actor, owner: User, customer: Customer, now: datetime) -> None:
    """Guidance that runs: one session held, one agreed."""
    day = localtime(now).date()
    said = Outline(
        "guidance", "店员会推荐", "三个月后先问后荐成为习惯", day - timedelta(days=45),
        day + timedelta(days=45), 0, owner.pk,
    )  # fmt: skip
    made = programmes.outline(actor, customer.pk, said, _TEACH, language="zh", at=now, on=day)
    programmes.begin(actor, made.pk, on=day)
    people = Contact.objects.unscoped().filter(customer=customer).order_by("pk")
    then = day - timedelta(days=20)
    first = sessions.plan(
        actor, made.pk, SessionDraft("onsite", "recommending", "推荐十问，门店里练一遍", then), on=then
    )  # fmt: skip
    sessions.hold(
        actor, first.pk, held_on=then, taught="两位店长各练三回，先问用途再报型号",
        contact_ids=[person.pk for person in people[:2]], others=3, on=then,
    )  # fmt: skip
    sessions.look(actor, first.pk, "前台贴上了十问，套餐卖得多了些", on=day - timedelta(days=4))
    coming = SessionDraft("invited", "showing", "来展厅看样板陈列", day + timedelta(days=9))
    sessions.plan(actor, made.pk, coming, on=day)


def _promote(
    actor: Actor, head: Actor, owner: User, own: Sequence[Customer], now: datetime
) -> None:
    """A promotion that is over, one that waits for agreement, one still a draft."""
    day = localtime(now).date()
    for place, title, goal, begins, length, budget, answers in (
        (0, "以旧换新", "一个月多卖两成", -70, 28, 800_000, _OFFER),
        (2, "年末保养周", "唤回半年没订的老用户", 12, 14, 350_000, _OFFER),
        (3, "开学季套餐", "新店打开局面", 30, 21, 500_000, _DRAFT),
    ):
        first = day + timedelta(days=begins)
        said = Outline(
            "promotion", title, goal, first, first + timedelta(days=length), budget, owner.pk
        )
        made = programmes.outline(
            actor, own[place].pk, said, answers, language="zh", at=now, on=day
        )
        if answers is _OFFER:
            programmes.ask(actor, made.pk, at=now, on=day)
        if begins < 0:
            programmes.decide(head, made.pk, grant=True, why="", at=now, on=day)
            programmes.begin(actor, made.pk, on=first)
            programmes.end(
                actor, made.pk, outcome="老用户换机多，新用户少；下次和会员日合办。",
                spent=642_000, on=first + timedelta(days=length + 5),
            )  # fmt: skip


def _place(actor: Actor, own: Sequence[Customer], day: date) -> None:
    """Things of ours that stand with customers, each looked after once."""
    method = assets.catalogue().head.signature
    for place, draft, ago, checked, found, words in _PLACED:
        placed_on = day - timedelta(days=ago)
        offer = assets.catalogue().offer(draft.offer)
        every = timedelta(days=offer.check_days if offer else ago)
        placed = place_asset(
            actor, own[place], replace(draft, placed_on=placed_on),
            next_check_on=placed_on + every, method=method, on=placed_on,
        )  # fmt: skip
        looked = day - timedelta(days=checked)
        check_asset(
            actor, placed, found=found, words=words, checked_on=looked,
            next_check_on=looked + every, on=looked,
        )  # fmt: skip


def _name_stars(head: Actor, own: Sequence[Customer], day: date) -> None:
    """Two stars of the year before."""
    rule = stars.rule()
    because: list[dict[str, object]] = [
        {"zh": test.title.zh, "en": test.title.en, "held": True}
        for each in rule.criteria
        for test in each.tests
    ]
    for customer in (own[0], own[2]):
        give_star(
            head, customer, day.year - 1, because=because, why="", method=rule.head.signature,
            on=date(day.year - 1, 12, 20),
        )  # fmt: skip
