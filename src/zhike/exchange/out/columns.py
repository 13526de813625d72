"""What a file may hold: kinds of lists, their columns, and how carefully each is kept. A sealed answer is in none of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.timezone import localtime

from zhike.activities.rules import KINDS
from zhike.exchange.out.sheets import Cell
from zhike.lib.words import Words
from zhike.service.labels import CAUSES, CHANNELS, SEVERITIES, STATES
from zhike.service.labels import KINDS as KINDS_OF_CASES
from zhike.trust import policy
from zhike.trust.actor import Level
from zhike.trust.policy import Channel


class What(StrEnum):
    """A list that can be taken out as a file."""

    CUSTOMERS = "customers"
    CONTACTS = "contacts"
    TOUCHES = "touches"
    PROMISES = "promises"
    CASES = "cases"
    SUMMARY = "summary"
    CARDS = "cards"
    COPY = "copy"

    @property
    def words(self) -> Words:
        return _NAMES[self]


_NAMES = {
    What.CUSTOMERS: Words("客户名单", "Customer list"),
    What.CONTACTS: Words("联系人", "Contacts"),
    What.TOUCHES: Words("往来记录", "Touches"),
    What.PROMISES: Words("承诺", "Promises"),
    What.CASES: Words("个案登记簿", "Register of cases"),
    What.SUMMARY: Words("客户汇总", "Summary of customers"),
    What.CARDS: Words("名片", "Visiting cards"),
    What.COPY: Words("本人要的副本", "A person’s own copy"),
}
OFFERED = (What.CUSTOMERS, What.CONTACTS, What.TOUCHES, What.PROMISES, What.CASES, What.SUMMARY)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key and heading, how carefully it is kept, and its cell; the cell asks whether one is near the customer."""

    key: str
    words: Words
    cell: Callable[[Any, bool], Cell]
    level: Level = Level.INTERNAL

    @property
    def is_personal(self) -> bool:
        return self.level >= Level.PERSONAL


def _field(key: str, words: Words, path: str = "") -> Column:
    """A column that reads a field, or a path of them."""
    steps = (path or key).split(".")

    def cell(row: Any, _near: bool) -> Cell:  # noqa: ANN401 - rows of any kind
        value: Any = row
        for step in steps:
            value = getattr(value, step, None)
        return value if isinstance(value, int | Decimal | date | None) else str(value)

    return Column(key, words, cell)


def _money(key: str, words: Words) -> Column:
    return Column(key, words, lambda row, _near: _yuan(getattr(row, key)))


def _personal(key: str, words: Words) -> Column:
    """A field of a contact that goes through the field policy: as it is for who is near, a mask for others."""

    def cell(row: Any, near: bool) -> Cell:  # noqa: ANN401 - rows of any kind
        value: str = policy.shown(row, key, Channel.FILE, near=near)
        return value

    return Column(key, words, cell, Level.PERSONAL)


def _birthday(row: Any, near: bool) -> Cell:  # noqa: ANN401 - rows of any kind
    """As it was told: by the moon with its word, the year only when known."""
    if row.birth_month is None:
        return None
    if not policy.may_leave(Level.PERSONAL, Channel.FILE, near=near):
        return policy.mask("birthday")
    told = f"{row.birth_month:02}-{row.birth_day:02}"
    told = f"{row.birth_year}-{told}" if row.birth_year else told
    leap = Words("闰", "leap ") if row.birth_leap else Words("", "")
    return str(
        Words(f"农历{leap.zh}{told}", f"{leap.en}moon {told}")
        if row.birth_calendar == "moon"
        else Words(told, told)
    )


def _touch_kind(row: Any, _near: bool) -> Cell:  # noqa: ANN401 - rows of any kind
    return str(KINDS[row.kind])


def _result(row: Any, _near: bool) -> Cell:  # noqa: ANN401 - rows of any kind
    return str(_RESULTS[row.result])


def _named(key: str, words: Words, names: Mapping[str, Words]) -> Column:
    """A column of codes, by their names."""
    return Column(key, words, lambda row, _near: str(names.get(getattr(row, key), "")))


def _moment(key: str, words: Words) -> Column:
    """A column of moments, by the minute, in the zone of the house."""

    def cell(row: Any, _near: bool) -> Cell:  # noqa: ANN401 - rows of any kind
        at = getattr(row, key)
        return f"{localtime(at):%Y-%m-%d %H:%M}" if at else None

    return Column(key, words, cell)


def _case_state(row: Any, _near: bool) -> Cell:  # noqa: ANN401 - rows of any kind
    if row.closed_at:
        return str(STATES["closed"])
    return str(STATES["settled" if hasattr(row, "resolution") else "open"])


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 100


_RESULTS = {
    "": Words("未了", "open"),
    "kept": Words("按时兑现", "kept"),
    "late": Words("晚了才兑现", "kept late"),
    "broken": Words("没有兑现", "broken"),
}
_OF_CUSTOMER = (
    _field("customer", Words("客户", "Customer"), "customer.name"),
    _field("number", Words("客户编号", "Number"), "customer.number"),
)
COLUMNS: dict[What, tuple[Column, ...]] = {
    What.CUSTOMERS: (
        _field("name", Words("客户", "Customer")),
        _field("number", Words("客户编号", "Number")),
        _field("grade", Words("等级", "Grade")),
        _field("industry", Words("行业", "Industry")),
        _field("city", Words("城市", "City")),
        _field("owner", Words("主管人", "Account manager")),
        _money("revenue_12m", Words("近 12 个月收入", "Revenue, 12 months")),
        _field("last_touch_on", Words("上次联系", "Last heard")),
        _field("last_order_on", Words("上次订货", "Last order")),
        _field("since", Words("开始往来", "Trading since")),
        _field("credit_code", Words("信用代码", "Credit code")),
        _field("phone", Words("总机", "Switchboard")),
        _field("address", Words("地址", "Address")),
        _field("website", Words("网址", "Website")),
        _field("note", Words("备注", "Note")),
    ),
    What.CONTACTS: (
        *_OF_CUSTOMER,
        _field("name", Words("姓名", "Name")),
        _field("address_as", Words("称呼", "Form of address")),
        _field("title", Words("职务", "Title")),
        _field("part", Words("角色", "Part")),
        _field("phone", Words("办公电话", "Office phone")),
        _personal("mobile", Words("手机", "Mobile")),
        _personal("email", Words("邮箱", "E-mail")),
        _personal("wechat", Words("微信", "WeChat")),
        Column("birthday", Words("生日", "Birthday"), _birthday, Level.PERSONAL),
    ),
    What.TOUCHES: (
        *_OF_CUSTOMER,
        _field("touched_on", Words("日期", "Day")),
        Column("kind", Words("方式", "Kind"), _touch_kind),
        _field("contact", Words("联系人", "Contact")),
        _field("by", Words("经办", "By")),
        _field("summary", Words("内容", "What was said")),
    ),
    What.PROMISES: (
        *_OF_CUSTOMER,
        _field("what", Words("答应的事", "What was promised")),
        _field("made_on", Words("答应的日期", "Given on")),
        _field("due_on", Words("最迟", "Due")),
        _field("settled_on", Words("了结", "Settled on")),
        Column("result", Words("结果", "Result"), _result),
        _field("made_by", Words("谁答应的", "Given by")),
        _field("contact", Words("对谁", "To whom")),
    ),
    What.CASES: (
        _field("id", Words("个案号", "Case")),
        *_OF_CUSTOMER,
        _field("contact", Words("联系人", "Contact")),
        _named("kind", Words("种类", "Kind"), KINDS_OF_CASES),
        _named("channel", Words("渠道", "Channel"), CHANNELS),
        _field("summary", Words("什么事", "Subject")),
        _field("words", Words("原话", "Words")),
        _field("product", Words("产品", "Product")),
        _field("department", Words("涉及部门", "Department")),
        _named("cause", Words("根源", "Cause"), CAUSES),
        _named("severity", Words("轻重", "Severity"), SEVERITIES),
        Column("state", Words("办到哪里", "State"), _case_state),
        _field("first_asked", Words("首问", "First asked")),
        _field("answered_by", Words("经办", "Handled by")),
        _moment("received_at", Words("提出时间", "Asked at")),
        _moment("first_answer_at", Words("首次答复时间", "First answered at")),
        _field(
            "answer_minutes", Words("答复用时（工作分钟）", "Until answered, working minutes")
        ),
        _field("resolved_on", Words("解决日期", "Settled on"), "resolution.resolved_on"),
        _field(
            "settle_minutes", Words("解决用时（工作分钟）", "Until settled, working minutes")
        ),
        _moment("closed_at", Words("办结时间", "Closed at")),
        _field("how", Words("处理结果", "How it was settled"), "resolution.how"),
        _field("ours", Words("我们本可以", "We could have"), "resolution.ours"),
    ),
    What.SUMMARY: (),
}


def chosen(what: What, keys: list[str]) -> tuple[Column, ...]:
    """The columns of these keys in their own order; without any, those that are not personal."""
    wanted = set(keys)
    return tuple(c for c in COLUMNS[what] if (c.key in wanted if wanted else not c.is_personal))
