"""Pure decisions about the book and its people: how ways to reach are compared, what the map lacks, what two people's changes come to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhike.lib.names import folded
from zhike.lib.phones import normalised_phone
from zhike.lib.words import Words

KINDS = {
    "organisation": Words("企业、单位", "Company or body"),
    "government": Words("政府机关", "Government"),
    "group": Words("集团", "Group"),
    "sole": Words("个体工商户", "Sole trader"),
    "person": Words("个人", "Person"),
}
PLACES = {
    "branch": Words("分支机构", "branch"),
    "member": Words("成员", "member"),
    "subsidiary": Words("子公司", "subsidiary"),
}
LONG_UNVISITED = 60  # days after which somebody against us has waited too long for a visit (S1-19; the number is ours)


def normal_form(kind: str, value: str) -> str:
    """How a way to reach somebody is compared: numbers as they are dialled, addresses without gaps, all in lower case."""
    text = folded(value)
    match kind:
        case "mobile" | "phone":
            return (normalised_phone(text) or re.sub(r"\s+", "", text)).lower()
        case "address" | "home":
            return re.sub(r"[\s,，。.]+", "", text).lower()
        case "website":
            return re.sub(r"^https?://|/+$", "", text.lower())
        case _:
            return re.sub(r"\s+", "", text).lower()


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the map as far as its gaps are concerned; sides and parts by their names."""

    contact_id: int
    name: str
    part: str = ""
    rank: str = ""
    side: str = ""
    last_visit_on: date | None = None
    is_met: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the map shows is missing, whom it concerns, and what would close it."""

    kind: str
    words: Words
    contact_id: int | None
    step: Words


def gaps(people: Sequence[Somebody], *, on: date) -> list[Gap]:
    """What is missing on the map of a customer, the gravest first (S0-02, S1-19)."""
    return [
        *_no_approver(people),
        *_opponents(people, on),
        *_top_never_met(people),
        *_disagreement(people),
    ]


def _no_approver(people: Sequence[Somebody]) -> list[Gap]:
    if any(each.part in {"approves", "decides"} for each in people):
        return []
    return [
        Gap(
            "no_approver",
            Words("还不知道谁拍板、谁批准", "Nobody is known who decides or approves"),
            None,
            Words("问清楚谁拍板、谁批准", "Ask who decides and who approves"),
        )
    ]


def _opponents(people: Sequence[Somebody], on: date) -> list[Gap]:
    found = []
    for each in people:
        if each.side != "opposes":
            continue
        seen = each.last_visit_on
        if seen is None:
            said = Words(
                f"{each.name}反对，还没有拜访过", f"{each.name} opposes and was never visited"
            )
        elif (on - seen).days > LONG_UNVISITED:
            days = (on - seen).days
            said = Words(
                f"{each.name}反对，{days} 天没有拜访",
                f"{each.name} opposes and was not visited for {days} days",
            )
        else:
            continue
        step = Words(
            f"拜访{each.name}：听听为什么，消除顾虑",
            f"Visit {each.name}: hear why, and remove the concern",
        )
        found.append(Gap("opponent", said, each.contact_id, step))
    return found


def _top_never_met(people: Sequence[Somebody]) -> list[Gap]:
    top = [each for each in people if each.rank == "top"]
    if not top:
        return [
            Gap(
                "no_top",
                Words("高层还没有认识的人", "Nobody of the top level is known"),
                None,
                Words("请人引见一位高层", "Ask to be introduced to somebody of the top level"),
            )
        ]
    if any(each.is_met for each in top):
        return []
    first = top[0]
    return [
        Gap(
            "top_never_met",
            Words(
                f"高层从未见过（{first.name}）",
                f"The top level was never met ({first.name})",
            ),
            first.contact_id,
            Words(f"拜访{first.name}：听听要求", f"Visit {first.name}: hear what is required"),
        )
    ]


def _disagreement(people: Sequence[Somebody]) -> list[Gap]:
    for_us = [each for each in people if each.side == "supports"]
    against = [each for each in people if each.side == "opposes"]
    if not (for_us and against):
        return []
    return [
        Gap(
            "disagreement",
            Words(
                f"客户内部意见不一：{for_us[0].name}支持，{against[0].name}反对",
                f"The client side disagrees: {for_us[0].name} supports, {against[0].name} opposes",
            ),
            for_us[0].contact_id,
            Words(
                f"和{for_us[0].name}商量怎么谈拢",
                f"Talk with {for_us[0].name} about bringing them together",
            ),
        )
    ]


TRASH_KEPT = timedelta(days=30)
RECENT_KEPT = 60
MOST_AT_ONCE = 1_000  # more rows than these are changed by the worker

# Short fields that can be changed in a list, one by one or for many at once, and how long they may be.
SHORT_FIELDS: Mapping[str, int] = {
    "short_name": 80,
    "industry": 80,
    "city": 80,
    "phone": 40,
    "is_key": 5,
}

# Fields of a customer somebody writes in a form.
WRITTEN = (
    "name", "short_name", "number", "kind", "credit_code", "industry", "city", "address", "phone", "website",
    "note", "is_key", "since",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clash:
    """A field two people changed: what it said when the form was opened, what the other wrote, what one wants."""

    field: str
    seen: str
    now: str
    wanted: str


def as_text(value: object) -> str:
    """A value as forms and journals write it; nothing is the empty text."""
    return "" if value is None else str(value)


def reconcile(
    seen: Mapping[str, str], now: Mapping[str, str], wanted: Mapping[str, str]
) -> tuple[set[str], list[Clash]]:
    """Fields to leave as somebody else wrote them meanwhile, and those both changed (ux: never overwrite silently)."""
    theirs, clashes = set(), []
    for field, before in seen.items():
        current, mine = now.get(field, ""), wanted.get(field, "")
        if current == before or mine == current:
            continue
        if mine == before:
            theirs.add(field)
        else:
            clashes.append(Clash(field, before, current, mine))
    return theirs, clashes
