"""How news passes between the sample company and its customers: notices told and read, questions, feedback, waiting competitors, stages."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Max, Sum
from django.utils.timezone import localtime

from zhike.activities.actions.competitors import name_competitor
from zhike.activities.actions.rivals import note_rival
from zhike.activities.models import Task
from zhike.care import feedback, informing, rivals, stages
from zhike.care.actions import finish_step, receive_case
from zhike.care.feedback import Heard
from zhike.care.informing import BulletinDraft
from zhike.customers.models import Customer
from zhike.sample.staff import ACCOUNT_MANAGER, DIRECTOR
from zhike.sample.writing import Account
from zhike.trust.actor import Actor, Door
from zhike.users.models import User
from zhike.users.queries import actor_for
from zhike.value.stages import NONE, STAGE

_RIVAL = "蓝岸办公（虚构）"
_PRICES = "复印纸和硒鼓十二月起调价，平均上调百分之三；月底前下的订单按原价。"
# At which of the account manager's customers what was heard, of which product, how many days ago, and the answer.
_HEARD = (
    (0, "product", "双面打印时偶尔卡纸，纸厚一点就多", "激光打印机", 18, "已查明是搓纸轮批次问题，本月起免费更换"),
    (1, "need", "想要按楼层统计用量的月报", "", 9, ""),
    (4, "competitor", "对手上门送了三个月试用，说可以接我们的耗材", "", 3, ""),
    (5, "product", "控制面板的字太小", "激光打印机", 1, ""),
)  # fmt: skip


def write_information(
    accounts: Sequence[Account], staff: Sequence[User], now: datetime
) -> None:
    """Some weeks of news in both directions."""
    day = localtime(now).date()
    owner = staff[ACCOUNT_MANAGER]
    own = [a.customer for a in accounts if a.owner == owner]
    if len(own) < 6:
        return
    manager, head = _at(owner, day), _at(staff[DIRECTOR], day)
    _let_know(manager, own, day)
    _ask(manager, own, now)
    _bring_in(manager, head, own, day)
    _compete(manager, own, day)
    _let_be(owner, own[6:], day)


def _at(person: User, on: date) -> Actor:
    return actor_for(person, Door.WEB, on=on)


def _let_know(actor: Actor, own: Sequence[Customer], day: date) -> None:
    """A change of prices: half are told, one has answered."""
    then = day - timedelta(days=1)
    draft = BulletinDraft("price", "十二月起调价", _PRICES, date(day.year, 12, 1))
    made = informing.make_bulletin(actor, draft, on=then)
    informing.address(actor, made.pk, [customer.pk for customer in own[:5]], on=then)
    rows = list(informing.addressees(actor, made.pk).order_by("pk"))
    for row, way in zip(rows, ("call", "message", "visit"), strict=False):
        informing.tell(actor, row.pk, way=way, told_on=then, on=then)
    if rows:
        words = "月底前再订一批，按原价"
        informing.answered(actor, rows[0].pk, words, answered_on=day, on=day)


def _ask(actor: Actor, own: Sequence[Customer], now: datetime) -> None:
    for place, words, days in (
        (2, "新机型能不能接原来的硒鼓", 1),
        (3, "明年春节前最后一次送货是哪天", 0),
    ):
        receive_case(
            actor, customer_id=own[place].pk, kind="question", summary=words,
            at=now - timedelta(days=days, minutes=20),
        )  # fmt: skip


def _bring_in(manager: Actor, head: Actor, own: Sequence[Customer], day: date) -> None:
    for place, kind, words, product, ago, answer in _HEARD:
        then = day - timedelta(days=ago)
        rival = _RIVAL if kind == "competitor" else ""
        item = feedback.raise_feedback(
            manager, Heard(kind, words, product, rival, own[place].pk), on=then
        )
        if answer:
            feedback.answer(head, item.pk, answer, on=day - timedelta(days=1))


def _compete(actor: Actor, own: Sequence[Customer], day: date) -> None:
    """Beaten at two customers and waiting there, at one of them over an open complaint; supplying a third."""
    rival = name_competitor(actor, name=_RIVAL, on=day)
    for place, state, why, ago in (
        (0, "waiting", "二期控制柜从他手里赢下来的", 12),
        (1, "waiting", "去年的维保合同从他手里接过来的", 200),
        (4, "supplies", "产线改造丢给了他", 3),
    ):
        on = day - timedelta(days=ago)
        note_rival(actor, own[place], rival, state=state, why=why, on=on)
        rivals.warn(actor, own[place], on=day)


def _let_be(owner: User, own: Sequence[Customer], day: date) -> None:
    """Whoever bought least, and nothing lately, is without potential for now; he was thanked, and will be looked at anew."""
    rows = Customer.objects.filter(pk__in=[c.pk for c in own]).annotate(
        last_on=Max("orders__ordered_on"), total=Sum("orders__amount")
    )
    quiet = rows.filter(last_on__lt=day - timedelta(days=90)).order_by("total", "pk").first()
    if quiet is None:
        return
    then = day - timedelta(days=20)
    actor = _at(owner, then)
    stages.put_into_class(
        actor, quiet.pk, STAGE, NONE, why="集团统一采购，合同三年内不换", on=then,
        review_on=day + timedelta(days=160),
    )  # fmt: skip
    task = Task.objects.unscoped().open().filter(origin__startswith="stage_none.close:").first()
    if task:
        thanked = then + timedelta(days=2)
        summary = "谢过他这些年的照顾，说好有变化随时找我"
        finish_step(_at(owner, thanked), task.pk, kind="call", summary=summary, on=thanked)
