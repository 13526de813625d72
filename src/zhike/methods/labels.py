"""How the parts of a method are called on a page: its kind, and each number, switch and hour in it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.measures import MEASURES
from zhike.methods.reading import Dial

KIND_NAMES: Mapping[str, Words] = {
    "playbooks": Words("打法", "Playbooks"),
    "standards": Words("服务标准", "Service standards"),
    "scorecards": Words("评分卡", "Scorecards"),
    "schemes": Words("分类", "Classifications"),
    "forms": Words("表单", "Forms"),
    "documents": Words("信函", "Letters"),
    "cards": Words("提示卡", "Cards"),
    "questionnaires": Words("问卷", "Questionnaires"),
}
_LABELS = {
    "gap_days": Words("几天内不再问", "Days without asking again"),
    "valid_days": Words("链接几天内有效", "Days a link holds"),
    "line": Words("低于多少算危险", "Low from below"),
    "champion": Words("四样都到多少算冠军", "Champion with all four from"),
    "compare_days": Words("没有完成日的，几天后来对", "Days until what has no end is compared"),
    "months": Words("看近几个月", "Months that count"),
    "private": Words("只给主管和本人看", "For the lead and the person only"),
    "right": Words("正确的站位", "A right position"),
    "reviewed": Words("要交公司负责人过问", "Goes to a head of the company"),
    "horizon_months": Words("往后看几个月", "Months looked ahead"),
    "discount_bp": Words(
        "一年后的钱少算多少（万分之一）", "Less for money a year later (basis points)"
    ),
    "quiet_days": Words("多少天没买算沉默", "Days without a purchase that count as silence"),
    "interval_pct": Words(
        "一百位客户里应落在区间内的", "Of a hundred customers, within their span"
    ),
    "lost_below_bp": Words(
        "还在的可能低于多少算已流失（万分之一）", "Lost below this chance (basis points)"
    ),
    "warned_from_bp": Words(
        "沉默的可能从多少起提醒（万分之一）",
        "Warned from this chance of silence (basis points)",
    ),
    "long_months": Words("签几个月起算长期合同", "Months from which a contract is long"),
    "smallest_book": Words("至少多少位买过的客户才估算", "Fewest customers who bought"),
    "smallest_repeat": Words("其中至少多少位买过不止一次", "Fewest of them who came back"),
    "on": Words("使用", "In use"),
    "opens": Words("几点上班", "The office opens"),
    "closes": Words("几点下班", "The office closes"),
    "costs": Words("要花钱", "Takes money"),
    "lead_days": Words("提前几天开始", "Days ahead it starts"),
    "look_back_days": Words("错过后几天内补上", "Days it is made up for"),
    "backlog_cap": Words("每人未完成的上限", "Open tasks a person, at most"),
    "times": Words("平时的几倍算大", "Times the usual that is big"),
    "contact_every_days": Words("几天联系一次", "Days between contacts"),
    "weight": Words("权重", "Weight"),
    "full_at": Words("到多少得满分", "Full marks from"),
    "none_at": Words("多少不得分", "Nothing at"),
    "from": Words("从多少起", "From"),
    "share": Words("得权重的百分之几", "Share of the weight, %"),
    "value": Words("折合分", "Counts as"),
    "at_least": Words("至少", "At least"),
    "at_most": Words("至多", "At most"),
    "is_proposed": Words(
        "变动只提出来，由人确认", "Moves are only proposed; a person confirms"
    ),
    "stands": Words("给出等级", "Hands a grade down"),
    "neutral": Words("没有数据时按百分之几", "Share where nothing is known, %"),
    "hysteresis": Words("越过界限几分才变动", "Points beyond a bound before a move"),
    "new_months": Words("几个月内算新客户", "Months a customer is new"),
    "main_months": Words("至少来往几个月", "Months with us, at least"),
    "main_percent": Words("主要客户占收入的百分之几", "Main customers' share of revenue, %"),
    "general_percent": Words("加上一般客户占百分之几", "Together with general ones, %"),
    "by": Words("当天几点前", "On the day by"),
    "not_before": Words("最早第几天", "Not before day"),
    "within": Words("期限", "Within"),
    "gate": Words("必做", "A must"),
    "optional": Words("可以不做", "May be left out"),
    "required": Words("必写", "Must be written"),
    "columns": Words("几栏", "Columns"),
    "order": Words("排在第几", "Place in the file"),
    "keep_months": Words("保存几个月（0 为一直）", "Months it is kept (0: always)"),
    "review_months": Words("几个月后再问（0 为不再问）", "Months until asked again (0: never)"),
    "off": Words("默认不问", "Not asked by default"),
    "opinion": Words("是看法，不是事实", "An opinion, not a fact"),
    "needs_review": Words("要写重新看的日子", "Needs a day to look again"),
    "needs_approval": Words("要另一位同事批准", "A colleague must approve"),
    "badge": Words("名字旁的标记", "Badge beside the name"),
    "has_signed": Words("签过约", "Has signed"),
    "valid_months": Words("有效几个月（0 为一直）", "Months it holds (0: always)"),
    "cost_fen": Words("每次的成本（分）", "Cost each time (fen)"),
    "needs_proof": Words("要留证据", "Needs proof"),
    "green": Words("走绿色通道", "By the fast lane"),
    "priority": Words("优先次序", "Priority"),
    "hour_cost_fen": Words("一小时的成本（分）", "Cost of an hour (fen)"),
    "tolerance": Words("可以偏离百分之几", "May stray by, %"),
    "early_months": Words("头几个月", "The first months"),
    "satisfaction": Words("满意的百分之几", "Satisfied, %"),
    "budget_fen": Words("这一级的预算（分）", "Budget of the class (fen)"),
    "per_customer_fen": Words("一位客户最多（分）", "For one customer at most (fen)"),
    "share.personal": Words("个人品质 %", "Personal quality, %"),
    "share.dedication": Words("敬业 %", "Dedication, %"),
    "share.professional": Words("专业 %", "Professional, %"),
    "share.value": Words("价值 %", "Value, %"),
    "once_fen": Words("一次不用批准的上限（分）", "Without approval at once, at most (fen)"),
    "year_fen": Words("一年不用批准的上限（分）", "Without approval a year, at most (fen)"),
    "gift_fen": Words("一份心意的上限（分）", "Something small, at most (fen)"),
    "every_days": Words("几天一次", "Every … days"),
    "review_days": Words("单独约定几天后再看", "Days until an agreement is looked at again"),
    "check_days": Words("几天查看一次", "Days between two checks"),
    "count": Words("一共几条", "How many there are"),
    "escalate": Words("没做完，上报", "Not done, told higher up"),
}
_UNITS = {
    "days": Words("几天内", "Within days"),
    "working_days": Words("几个工作日内", "Within working days"),
    "working_hours": Words("几个工作小时内", "Within working hours"),
    "hours": Words("几小时内", "Within hours"),
    "days_before": Words("提前几天", "Days before"),
    "minutes_before": Words("提前几分钟", "Minutes before"),
}
_WHOLE = Words("整个方法", "The whole method")
_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")


@dataclass(frozen=True, slots=True)
class Named:
    """A dial with its words."""

    dial: Dial
    label: Words


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a method that has dials: the whole, a step, a grade, a question."""

    title: Words
    dials: tuple[Named, ...]


def parts(text: str, dials: tuple[Dial, ...]) -> list[Part]:
    """The dials of a method by the part of it they belong to, in the order they stand; the whole method first."""
    data = tomllib.loads(text)
    found: dict[str, tuple[Words, list[Named]]] = {}
    for dial in sorted(dials, key=lambda each: "[" in each.key):
        titles, last, labels = _walked(data, dial.key)
        place = dial.key.rpartition("]")[0] if "[" in dial.key else ""
        title = _joined(titles, " · ") if titles else _WHOLE
        part = found.setdefault(place.partition("].escalate")[0], (title, []))
        part[1].append(Named(dial, _label(data, last, labels)))
    return [Part(title, tuple(named)) for title, named in found.values()]


def _walked(
    data: Mapping[str, object], key: str
) -> tuple[list[Words], Mapping[str, object], list[str]]:
    """The titles of the list entries on the way to a key, the table it stands in, and the plain names."""
    titles, labels = [], []
    below: Mapping[str, object] = data
    for name, number in _STEP.findall(key):
        labels.append(name)
        inner = below.get(name)
        if number and isinstance(inner, list):
            inner = inner[int(number) - 1]
            if name != "escalate":
                titles.append(_classed(data, inner) or _title(inner, int(number)))
                labels = []
        if isinstance(inner, Mapping):
            below = inner
    return titles, below, labels


def _classed(data: Mapping[str, object], entry: Mapping[str, object]) -> Words | None:
    """A rule is called by the class it leads to, a condition by what it asks."""
    if fact := entry.get("fact"):
        return MEASURES.get(str(fact)) or Words(str(fact), str(fact))
    return _named(data, str(entry["class"])) if "class" in entry and "when" in entry else None


def _title(entry: Mapping[str, object], number: int) -> Words:
    """What an entry of a list is called: its title, else its grade, key or place."""
    title = entry.get("title")
    if isinstance(title, Mapping):
        return Words(str(title.get("zh", "")), str(title.get("en", "")))
    if measure := MEASURES.get(str(entry.get("measure"))):
        return measure
    if "grade" in entry:
        grade = str(entry["grade"])
        return (
            Words(f"{grade} 级", f"Grade {grade}") if len(grade) == 1 else Words(grade, grade)
        )
    said = str(entry.get("key") or "")
    return Words(said, said) if said else Words(f"第 {number} 档", f"step {number}")


def _label(data: Mapping[str, object], table: Mapping[str, object], names: list[str]) -> Words:
    last = names[-1]
    said = (
        _LABELS.get(".".join(names[-2:]))
        or (_named(data, last) if names[-2:-1] == ["times"] else None)
        or _LABELS.get(last)
        or Words(last, last)
    )
    if last == "within":
        said = _UNITS.get(str(table.get("kind")), said)
    return _joined([_LABELS["escalate"], said], "：") if "escalate" in names else said


def _named(data: Mapping[str, object], key: str) -> Words | None:
    """The title of the entry of this key in any list of the method: of a service that is owed."""
    for entries in data.values():
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, Mapping) and entry.get("key") == key and "title" in entry:
                return _title(entry, 0)
    return None


def _joined(words: list[Words], by: str) -> Words:
    english = ": " if by == "：" else by
    return Words(by.join(w.zh for w in words), english.join(w.en for w in words))
