"""What counts as an answer: typed words become a value of the question's kind, or are refused with a sentence."""

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from zhike.lib.dates import parse_date
from zhike.lib.words import Words
from zhike.methods.forms import Item, ItemKind

LONGEST = {ItemKind.TEXT: 300, ItemKind.LONG_TEXT: 4_000, ItemKind.PERSON: 120}

type Value = str | int | bool | list[str]


class Unfit(ValueError):
    """An answer that is none, or may not be kept; says why and what to do."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(f"{words.zh} / {words.en}")


def value_of(item: Item, raw: str | list[str]) -> Value | None:
    """The value of an answer as it was typed or chosen; None when nothing was said; `Unfit` when it makes no sense."""
    if item.kind is ItemKind.CHOICES:
        chosen = [raw] if isinstance(raw, str) else raw
        return _among(item, [key for key in chosen if key]) or None
    text = (raw if isinstance(raw, str) else "".join(raw[:1])).strip()
    return _read(item, text) if text else None


def _read(item: Item, text: str) -> Value:
    match item.kind:
        case ItemKind.CHOICE:
            return _among(item, [text])[0]
        case ItemKind.YES_NO:
            return _yes_no(text)
        case ItemKind.NUMBER | ItemKind.MONEY:
            return _number(item.kind, text)
        case ItemKind.DAY:
            return _day(text)
        case _:
            return _text(item, text)


def _among(item: Item, keys: list[str]) -> list[str]:
    offered = {choice.key for choice in item.choices}
    if set(keys) - offered:
        raise Unfit(Words("请从列出的答案里选。", "Choose among the answers listed."))
    return [choice.key for choice in item.choices if choice.key in keys]


def _yes_no(text: str) -> bool:
    if text.lower() in {"yes", "是", "有", "true", "1"}:
        return True
    if text.lower() in {"no", "否", "没有", "false", "0"}:
        return False
    raise Unfit(Words("请答“是”或“否”。", "Answer yes or no."))


def _number(kind: ItemKind, text: str) -> int | str:
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise Unfit(Words("应为数字，例如 120。", "This is a number, such as 120.")) from None
    if abs(number) > Decimal(10) ** 15 or not number.is_finite():
        raise Unfit(
            Words("这个数太大了，请核对。", "This number is too large; please compare.")
        )
    return int(number * 100) if kind is ItemKind.MONEY else f"{number:f}"


def _day(text: str) -> str:
    try:
        return parse_date(text).isoformat()
    except ValueError:
        raise Unfit(
            Words("看不懂这个日期，例如 2026-03-15。", "Not a day; write 2026-03-15.")
        ) from None


def _text(item: Item, text: str) -> str:
    longest = LONGEST.get(item.kind, 300)
    if len(text) > longest:
        raise Unfit(
            Words(f"太长了，最多 {longest} 个字。", f"Too long: {longest} characters at most.")
        )
    if "\0" in text:
        raise Unfit(
            Words("有看不见的字符，请重新输入。", "An invisible character; type it again.")
        )
    return text


@dataclass(frozen=True, slots=True)
class Shelf:
    """Until when an answer counts: asked again from `review_on`, deleted from `expires_on` (S1-62)."""

    review_on: date | None
    expires_on: date | None


def shelf_life(item: Item, on: date) -> Shelf:
    """The shelf life of an answer confirmed on this day."""
    return Shelf(
        months_later(on, item.review_months) if item.review_months else None,
        months_later(on, item.keep_months) if item.keep_months else None,
    )


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
