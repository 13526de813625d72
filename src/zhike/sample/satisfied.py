"""How satisfied the sample company's customers are: what they answered in their own words, what colleagues think, one poll, one sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle, islice

from django.utils.timezone import localtime

from zhike.care import satisfaction
from zhike.customers.models import Customer
from zhike.methods.library import library
from zhike.methods.questionnaires import Asks, Questionnaire
from zhike.sample.staff import ACCOUNT_MANAGER, DIRECTOR
from zhike.sample.writing import Account
from zhike.service import surveys
from zhike.service.surveys import Asked
from zhike.trust.actor import Actor, Door
from zhike.users.models import User
from zhike.users.queries import actor_for


@dataclass(frozen=True, slots=True)
class Said:
    """Who of a manager's customers said what, so many days ago; numbers by satisfaction come round in turn."""

    place: int
    asked: str
    ago: int
    words: str
    bars: Mapping[str, str] = field(default_factory=dict)
    recommend: int | None = None
    content: int | None = None
    causes: tuple[str, ...] = ()
    way: str = "link"


_SAID = (
    Said(0, "after_delivery", 40, "到货那天你们小王一直在现场，接线都看过了。说明书要是有中文的图就更好。",
         {"professional": "554", "value": "45", "dedication": "55"}, 9, 5),
    Said(2, "four_satisfactions", 65, "东西没话说，人也实在。就是价格，今年又涨，同行便宜一成多，我不好跟老板交代。",
         {"professional": "5545", "value": "232", "personal": "55", "dedication": "45"}, 7, 3, ("price",)),
    Said(3, "four_satisfactions", 22, "合作八年了，什么事一个电话就有人来。",
         {"professional": "5554", "value": "554", "personal": "55", "dedication": "55"}, 10, 5),
    Said(5, "after_visit", 12, "来之前看过我们的产线图，问的都在点子上。",
         {"professional": "54", "personal": "54", "dedication": "5"}, None, 4),
    Said(6, "four_satisfactions", 90, "换了对接的人以后回话慢，要催两次。以前不是这样。",
         {"professional": "443", "value": "443", "personal": "43", "dedication": "232"}, 5, 2, way="call"),
    Said(8, "after_case", 30, "处理得快，就是同一件事跟三个人讲了三遍。",
         {"professional": "4", "value": "4", "personal": "5", "dedication": "42"}, None, 4),
    Said(10, "four_satisfactions", 48, "方案做得细，我们自己没想到的也想到了。",
         {"professional": "5545", "value": "44", "personal": "54", "dedication": "54"}, 9, 4, way="paper"),
    Said(12, "four_satisfactions", 15, "",
         {"professional": "44", "value": "43", "personal": "44", "dedication": "44"}, 8, 4),
)  # fmt: skip
# What the customers of the other managers said; two of them each.
_ELSEWHERE = (
    ("报修以后两个小时就到，换了备件当天恢复。", "55", "54", "44", 9, 4, 18),
    ("开票总要催，财务换人以后尤其慢。", "44", "43", "33", 6, 3, 27),
    ("选型给的建议很实在，没有往贵的推。", "55", "55", "54", 10, 5, 41),
    ("培训讲得太快，我们新来的两位没跟上。", "43", "44", "44", 7, 3, 35),
    ("合同里写的响应时间，周末就对不上了。", "44", "33", "32", 5, 2, 52),
    ("一直是同一个人负责，省心。", "54", "44", "55", 9, 5, 14),
    ("样机留了两周，什么都没催，我们试得很放心。", "55", "44", "54", 9, 5, 60),
    ("价格合适，就是交期一拖再拖。", "43", "34", "32", 6, 3, 24),
    ("来的工程师懂网络，也懂我们的业务。", "55", "54", "44", 9, 4, 33),
    ("出了问题先认，再修，这一点难得。", "54", "45", "55", 10, 5, 46),
    ("备件价格比去年高了三成，说不出为什么。", "44", "22", "44", 6, 2, 19),
    ("方案改了四稿都有耐心。", "54", "44", "55", 8, 4, 71),
    ("对账单清楚，一次就对上。", "44", "54", "44", 8, 4, 29),
    ("电话总能找到人。", "44", "44", "54", 8, 4, 38),
)
_AWAITED, _NO_ANSWER, _RATHER_NOT = (14, 3), (16, 45), (18, 20)
_THOUGHT = (
    (2, {"professional": 85, "personal": 90, "value": 75, "dedication": 85}, "见面都客气，没听他说过贵"),
    (3, {"professional": 90, "personal": 95, "value": 85, "dedication": 90}, "每年都主动续"),
    (6, {"professional": 80, "personal": 80, "value": 75, "dedication": 80}, "最近没联系，应该还好"),
)  # fmt: skip


def write_satisfaction(
    accounts: Sequence[Account], staff: Sequence[User], now: datetime
) -> None:
    """Questions put on their days and answered a little later; the first manager's customers tell most."""
    at = localtime(now)
    owner, others = staff[ACCOUNT_MANAGER], iter(_elsewhere())
    for person in staff:
        mine = [account.customer for account in accounts if account.owner == person]
        chosen = _SAID if person == owner else tuple(islice(others, 2)) if mine else ()
        for said in chosen:
            if said.place < len(mine):
                _ask_and_answer(person, mine[said.place], said, at)
    mine = [account.customer for account in accounts if account.owner == owner]
    if len(mine) <= _RATHER_NOT[0]:
        return
    for place, ago in (_AWAITED, _NO_ANSWER):
        _put(owner, mine[place], "four_satisfactions", at - timedelta(days=ago))
    place, ago = _RATHER_NOT
    day = at - timedelta(days=ago)
    refused = _put(owner, mine[place], "four_satisfactions", day)
    surveys.decline(Actor.guest(), refused, on=day.date())
    _of_one_of_ours(staff, mine[1], at)
    _think(owner, staff, mine, at)


def _elsewhere() -> list[Said]:
    return [
        Said(
            2 + number % 2, "four_satisfactions", ago, words,
            {"professional": prof, "value": value, "personal": "54", "dedication": dedication},
            recommend, content,
        )
        for number, (words, prof, value, dedication, recommend, content, ago) in enumerate(_ELSEWHERE)
    ]  # fmt: skip


def _put(
    by: User,
    customer: Customer,
    name: str,
    day: datetime,
    way: str = "link",
    of: User | None = None,
) -> surveys.Survey:
    contact = customer.contacts.unscoped().filter(trashed_at=None).order_by("pk").first()
    asked = Asked(_fitting(name, customer), customer, contact, way, "zh", person=of)
    return surveys.ask(actor_for(by, Door.WEB, on=day.date()), asked, gap_days=0, on=day.date())


def _fitting(name: str, customer: Customer) -> Questionnaire:
    found = library().questionnaires[name]
    short = library().questionnaires["short_satisfactions"]
    return found if customer.kind in found.kinds else short


def _ask_and_answer(person: User, customer: Customer, said: Said, at: datetime) -> None:
    made = _put(person, customer, said.asked, at - timedelta(days=said.ago), said.way)
    answered = at - timedelta(days=said.ago - 2, hours=3)
    writer = (
        Actor.guest() if said.way == "link" else actor_for(person, Door.WEB, on=answered.date())
    )
    _answer(made, said, writer, answered)


def _answer(made: surveys.Survey, said: Said, writer: Actor, at: datetime) -> None:
    asked, on = library().questionnaires[made.questionnaire], at.date()
    if said.words:
        surveys.keep_words(made.pk, said.words, on=on)
    numbers = {key: cycle(digits) for key, digits in said.bars.items()}
    for item in asked.items:
        if item.dimension in numbers:
            surveys.keep_number(made.pk, item, int(next(numbers[item.dimension])), on=on)
        if item.asks is Asks.CAUSES and said.causes:
            surveys.keep_causes(made.pk, item, said.causes, on=on)
        single = {"recommend": said.recommend, "content": said.content}.get(item.key)
        if single is not None:
            surveys.keep_number(made.pk, item, single, on=on)
    surveys.finish(writer, made.pk, asked, at=at, on=on)


def _of_one_of_ours(staff: Sequence[User], customer: Customer, at: datetime) -> None:
    """The director asks about the account manager; she answers back (S3-26)."""
    owner, day = staff[ACCOUNT_MANAGER], at - timedelta(days=9)
    made = _put(staff[DIRECTOR], customer, "our_people", day, of=owner)
    words = "人很好，讲信用。有时候太忙，报价要等一两天，能早点给个准话就好。"
    _answer(
        made,
        Said(0, "", 0, words, {"personal": "554"}, None, 4),
        Actor.guest(),
        day + timedelta(days=2),
    )
    reply = "那两周在跟年度招标，确实慢了。已经把常用型号的报价表给了他们，当天能查到。"
    replied = at - timedelta(days=5)
    answered = surveys.survey(actor_for(owner, Door.WEB, on=replied.date()), made.pk)
    surveys.reply(
        actor_for(owner, Door.WEB, on=replied.date()), answered, reply, on=replied.date()
    )


def _think(owner: User, staff: Sequence[User], mine: Sequence[Customer], at: datetime) -> None:
    day = at.date() - timedelta(days=6)
    actor = actor_for(owner, Door.WEB, on=day)
    for place, values, why in _THOUGHT:
        satisfaction.rate_four(actor, mine[place].pk, dict(values), why=why, on=day)
    director = actor_for(staff[DIRECTOR], Door.WEB, on=day)
    satisfaction.rate_four(
        director,
        mine[2].pk,
        {"value": 55, "professional": 80},
        why="上次吃饭他提了两次价格",
        on=day,
    )
    satisfaction.note_sign(
        actor,
        mine[6].pk,
        kind="another_person",
        on=day,
        words="想换个人对接，问为什么，只说“合不来”",
    )
    for place, right, improper, why in (
        (3, "partners", (), "两边一起做明年的计划"),
        (2, "equal", ("looking_up",), "报价时还是怕他不高兴，话不敢说满"),
    ):
        satisfaction.check_position(
            actor, mine[place].pk, right=right, improper=improper, why=why, on=day
        )
    poll = satisfaction.open_poll(
        actor, mine[4].pk, about="lost_deal", what="产线改造这一单丢了", on=day
    )
    for voter, side, why in (
        (staff[DIRECTOR], "ours", "报价晚了四天，别人先定了框架"),
        (owner, "both", "需求改了三次，我们也没有早点问清"),
    ):
        voting = actor_for(voter, Door.WEB, on=day)
        satisfaction.vote(voting, poll.pk, side=side, why=why, on=day)
