"""What the customer list may be asked: a closed vocabulary of fields and operators, none of them personal.

A field enters it only when the field policy lets it leave through filters to anybody who sees the row; the house does
not start otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from django.db import models

from zhike.customers.models import Contact, Customer, Listed, Standing, Tagging
from zhike.customers.queries import MAIN_SCHEME
from zhike.customers.rules import KINDS
from zhike.lib.words import Words
from zhike.methods.schemes import Scheme
from zhike.trust.policy import Channel, level_of, may_leave
from zhike.value.models import Measures
from zhike.value.queries import methods


class Kind(StrEnum):
    """What a field holds, and so which operators it takes."""

    TEXT = "text"
    CHOICE = "choice"
    DAY = "day"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    TIMES = "times"
    FLAG = "flag"
    PERSON = "person"
    TEAM = "team"
    TAG = "tag"
    LIST = "list"
    GRADE = "grade"
    STATE = "state"
    SEGMENT = "segment"
    THERE = "there"


class Takes(StrEnum):
    """What an operator wants beside it."""

    NOTHING = "nothing"
    VALUE = "value"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Operator:
    """A verb between a field and a value."""

    key: str
    words: Words
    takes: Takes = Takes.VALUE


IS = Operator("is", Words("是", "is"))
IS_NOT = Operator("is_not", Words("不是", "is not"))
CONTAINS = Operator("contains", Words("含有", "contains"))
LACKS = Operator("lacks", Words("不含", "does not contain"))
EMPTY = Operator("empty", Words("为空", "is empty"), Takes.NOTHING)
FILLED = Operator("filled", Words("已填", "is filled in"), Takes.NOTHING)
BEFORE = Operator("before", Words("早于", "before"))
AFTER = Operator("after", Words("晚于", "after"))
LAST_DAYS = Operator("last", Words("最近几天内", "in the last … days"), Takes.DAYS)
OLDER = Operator("older", Words("早于几天前", "more than … days ago"), Takes.DAYS)
MORE = Operator("more", Words("多于", "more than"))
LESS = Operator("less", Words("少于", "less than"))
HAS = Operator("has", Words("有", "has"))
HAS_NOT = Operator("has_not", Words("没有", "has not"))
YES = Operator("yes", Words("是", "yes"), Takes.NOTHING)
NO = Operator("no", Words("否", "no"), Takes.NOTHING)
MINE = Operator("mine", Words("是我", "is me"), Takes.NOTHING)

_NUMBERS = (MORE, LESS, IS, EMPTY, FILLED)
OPERATORS: Mapping[Kind, tuple[Operator, ...]] = {
    Kind.TEXT: (CONTAINS, LACKS, IS, IS_NOT, EMPTY, FILLED),
    Kind.CHOICE: (IS, IS_NOT),
    Kind.DAY: (LAST_DAYS, OLDER, BEFORE, AFTER, IS, EMPTY, FILLED),
    Kind.NUMBER: _NUMBERS,
    Kind.MONEY: _NUMBERS,
    Kind.SHARE: _NUMBERS,
    Kind.TIMES: _NUMBERS,
    Kind.FLAG: (YES, NO),
    Kind.PERSON: (IS, IS_NOT, MINE, EMPTY, FILLED),
    Kind.TEAM: (IS, IS_NOT, EMPTY, FILLED),
    Kind.TAG: (HAS, HAS_NOT, EMPTY, FILLED),
    Kind.LIST: (HAS, HAS_NOT, EMPTY, FILLED),
    Kind.GRADE: (IS, IS_NOT, EMPTY, FILLED),
    Kind.STATE: (IS, IS_NOT),
    Kind.SEGMENT: (IS, IS_NOT),
    Kind.THERE: (EMPTY, FILLED),
}


@dataclass(frozen=True, slots=True)
class Field:
    """Something a customer can be asked about: its name, its kind, the column it stands in and the way there."""

    key: str
    words: Words
    kind: Kind
    model: type[models.Model]
    column: str
    path: str
    choices: tuple[tuple[str, Words], ...] = ()

    @property
    def operators(self) -> tuple[Operator, ...]:
        return OPERATORS[self.kind]

    def operator(self, key: str) -> Operator | None:
        return next((each for each in self.operators if each.key == key), None)


class TooPersonalError(ValueError):
    """A field may not stand in a filter."""


def field(
    key: str, words: Words, kind: Kind, model: type[models.Model], column: str, path: str = ""
) -> Field:
    """A field of the vocabulary; `TooPersonalError` when the policy does not let it leave through a filter."""
    if not may_leave(level_of(model, column), Channel.FILTER, near=False):
        raise TooPersonalError(column)
    return Field(key, words, kind, model, column, path or column, _CHOICES.get(key, ()))


_CHOICES: Mapping[str, tuple[tuple[str, Words], ...]] = {
    "kind": tuple(KINDS.items()),
    "state": (
        ("quiet", Words("超过联系节奏", "Beyond contact rhythm")),
        ("late", Words("超出订货节奏", "Beyond buying rhythm")),
        ("never", Words("从未联系", "Never contacted")),
    ),
}


def _of_customer(key: str, words: Words, kind: Kind, column: str = "", path: str = "") -> Field:
    return field(key, words, kind, Customer, column or key, path)


def _measured(key: str, words: Words, kind: Kind, column: str) -> Field:
    return field(key, words, kind, Measures, column, f"measures__{column}")


_ALWAYS = (
    _of_customer("name", Words("名称", "Name"), Kind.TEXT),
    _of_customer("short_name", Words("简称", "Short name"), Kind.TEXT),
    _of_customer("number", Words("客户编号", "Customer number"), Kind.TEXT),
    _of_customer("kind", Words("类型", "Kind"), Kind.CHOICE),
    _of_customer("industry", Words("行业", "Industry"), Kind.TEXT),
    _of_customer("city", Words("城市", "City"), Kind.TEXT),
    _of_customer("address", Words("地址", "Address"), Kind.TEXT),
    _of_customer("phone", Words("电话", "Phone"), Kind.TEXT),
    _of_customer("website", Words("网址", "Website"), Kind.TEXT),
    _of_customer("credit_code", Words("信用代码", "Credit code"), Kind.TEXT),
    _of_customer("key", Words("重点关注", "Key customer"), Kind.FLAG, "is_key"),
    _of_customer("since", Words("开始往来", "Trading since"), Kind.DAY),
    _of_customer("opened", Words("建档日", "On the books since"), Kind.DAY, "opened_at", "opened_at__date"),
    _of_customer("touch", Words("上次联系", "Last heard"), Kind.DAY, "last_touch_on"),
    _of_customer("owner", Words("主管人", "Account manager"), Kind.PERSON, "owner", "owner_id"),
    _of_customer("team", Words("团队", "Team"), Kind.TEAM, "team", "team_id"),
    field("people", Words("联系人", "People noted"), Kind.THERE, Contact, "name"),
    field("tag", Words("标签", "Tag"), Kind.TAG, Tagging, "tag"),
    field("list", Words("客户清单", "Managed list"), Kind.LIST, Listed, "on_list"),
    field("grade", Words("等级", "Grade"), Kind.GRADE, Standing, "grade", MAIN_SCHEME),
    _of_customer("state", Words("状态", "State"), Kind.STATE, "last_touch_on"),
    _of_customer("segment", Words("分群", "Segment"), Kind.SEGMENT, "id"),
    _measured("revenue", Words("近 12 个月收入", "Revenue, 12 months"), Kind.MONEY, "revenue_12m"),
    _measured("revenue_before", Words("前 12 个月收入", "Revenue, 12 months before"), Kind.MONEY, "revenue_prev_12m"),
    _measured("growth", Words("同比", "Change on the year before"), Kind.SHARE, "growth"),
    _measured("orders", Words("近 12 个月订单数", "Orders, 12 months"), Kind.NUMBER, "orders_12m"),
    _measured("last_order", Words("上次订货", "Last order"), Kind.DAY, "last_order_on"),
    _measured("first_order", Words("第一次订货", "First order"), Kind.DAY, "first_order_on"),
    _measured("cycle", Words("订货间隔（天）", "Days between orders"), Kind.NUMBER, "cycle_days"),
    _measured("beyond", Words("超出订货节奏（倍）", "Beyond its rhythm (times)"), Kind.TIMES, "overdue_pct"),
    _measured("late_payments", Words("近一年逾期付款", "Late payments, 12 months"), Kind.NUMBER, "late_payments_12m"),
    _measured("target", Words("完成目标（%）", "Share of target"), Kind.SHARE, "target_pct"),
    _measured("profit", Words("近 12 个月利润", "Profit, 12 months"), Kind.MONEY, "profit_12m"),
    _measured("cost", Words("近 12 个月服务成本", "Cost to serve, 12 months"), Kind.MONEY, "cost_12m"),
    _measured("spill", Words("带动的收入", "Revenue led"), Kind.MONEY, "spill_12m"),
    _measured("wallet", Words("占他开支（%）", "Share of wallet (%)"), Kind.NUMBER, "wallet_pct"),
    _measured("on_time", Words("按期付款（%）", "Paid in time (%)"), Kind.NUMBER, "on_time_pct"),
    _measured("season", Words("比去年同季", "Against last year's season"), Kind.SHARE, "season_growth"),
    _measured("recency_fifth", Words("近度（1–5）", "Recency (1–5)"), Kind.NUMBER, "rfm_r"),
    _measured("frequency_fifth", Words("频次（1–5）", "Frequency (1–5)"), Kind.NUMBER, "rfm_f"),
    _measured("money_fifth", Words("金额（1–5）", "Money (1–5)"), Kind.NUMBER, "rfm_m"),
    _measured("place", Words("收入百分位", "Percentile of revenue"), Kind.NUMBER, "book_pct"),
    _measured("before", Words("更大的客户占收入（%）", "Revenue of larger ones (%)"), Kind.SHARE, "share_before"),
    _measured("current_value", Words("当前价值（分）", "Current value (points)"), Kind.SHARE, "score_current_value"),
    _measured("potential_value", Words("潜在价值（分）", "Potential value (points)"), Kind.SHARE, "score_potential_value"),
    _measured("loyalty", Words("忠诚度（分）", "Loyalty (points)"), Kind.SHARE, "score_loyalty"),
    _measured("overall_value", Words("总体价值（分）", "Overall value (points)"), Kind.SHARE, "score_overall_value"),
    _measured("satisfied", Words("四种满意度里最低的", "Lowest of the four satisfactions"), Kind.NUMBER, "satisfied_lowest"),
    _measured("contract_end", Words("合同到期", "Contract ends"), Kind.DAY, "contract_end_on"),
)  # fmt: skip


def fields() -> Mapping[str, Field]:
    """The whole vocabulary; one grade for each scorecard the methods name, one class for each classification."""
    cards = methods().scorecards.items()
    standing = tuple(name for name, card in cards if card.stands)
    return _fields(standing, tuple(methods().schemes.values()))


@cache
def _fields(cards: tuple[str, ...], schemes: tuple[Scheme, ...]) -> Mapping[str, Field]:
    graded = [
        field(
            f"grade.{card}",
            Words(f"等级（{card}）", f"Grade ({card})"),
            Kind.GRADE,
            Standing,
            "grade",
            card,
        )
        for card in cards
        if card != MAIN_SCHEME
    ]
    return {each.key: each for each in (*_ALWAYS, *graded, *map(_classed, schemes))}


def _classed(scheme: Scheme) -> Field:
    title = Words(f"分类：{scheme.head.title.zh}", f"Class: {scheme.head.title.en}")
    name = scheme.head.name
    found = field(f"grade.{name}", title, Kind.GRADE, Standing, "grade", name)
    return replace(found, choices=tuple((c.key, c.title) for c in scheme.classes))
