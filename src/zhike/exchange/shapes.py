"""What a row of each target says: from the values of its fields to a line of the stage, in the order of FIELDS."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import blake2b

from django.utils.timezone import make_aware

from zhike.exchange.cells import Value, WrongError
from zhike.exchange.fields import FIELDS, Target
from zhike.lib.birthdays import Birthday
from zhike.lib.money import to_fen
from zhike.lib.names import folded, name_key
from zhike.lib.words import Words

type Values = Sequence[Value]

_NO_CUSTOMER = Words("没有写客户。", "No customer is named.")
_NO_NAME = Words("没有写姓名。", "No name is given.")
_NO_KEY = Words("没有写客户名称或编号。", "Neither a name nor a number is given.")
_NO_DAY = Words("没有写日期。", "No date is given.")
_NO_AMOUNT = Words("没有写金额。", "No amount is given.")
_NO_KIND = Words(
    "没有写种类（投诉、抱怨、故障、请求、来函、询问）。",
    "No kind is given (complaint, grumble, fault, request, letter, question).",
)
_NO_SUBJECT = Words("没有写什么事，也没有原话。", "Neither a subject nor words are given.")
_NOT_ASKED = Words("没有写提出时间。", "It is not said when it was asked.")
_EARLY_ANSWER = Words(
    "首次答复（{ended}）早于提出（{asked}）。请核对这两个时间。",
    "The first answer ({ended}) is earlier than the asking ({asked}). Check these two times.",
)
_EARLY_END = Words(
    "解决（{ended}）早于提出（{asked}）。请核对这两个时间。",
    "It was settled ({ended}) before it was asked ({asked}). Check these two times.",
)
_UNANSWERED_END = Words(
    "解决（{ended}）早于首次答复（{asked}）。请核对这两个时间。",
    "It was settled ({ended}) before the first answer ({asked}). Check these two times.",
)
_LAST = time(23, 59)
_LONGEST_SUBJECT = 300
_LONGEST_HOW = 400
_TOO_LARGE = Words("金额太大。", "The amount is too large.")


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a line, and how the values of a row's fields become one."""

    columns: tuple[str, ...]
    make: Callable[[Values], tuple[Value, ...]]


def _customer_line(values: Values) -> tuple[Value, ...]:
    number, name, *rest = values
    code = rest[2]
    if not (number or name or code):
        raise WrongError(_NO_KEY)
    name = folded(str(name)) if name else None
    return (hash(tuple(values)), name_key(name) if name else None, number, name, *rest)


def _contact_line(values: Values) -> tuple[Value, ...]:
    customer, customer_name, name, title, mobile, phone, email, wechat, born, *rest = values
    if not name:
        raise WrongError(_NO_NAME)
    birthday = (
        (born.calendar, born.year, born.month, born.day, born.leap)
        if isinstance(born, Birthday)
        else (None,) * 5
    )
    return (
        hash(tuple(values)),
        *_who(customer, customer_name),
        name, title, mobile, phone, email, wechat, *birthday, *rest,
    )  # fmt: skip


def _order_line(values: Values) -> tuple[Value, ...]:
    number, customer, customer_name, ordered_on, amount, quantity, price, cost, product = values
    if not ordered_on:
        raise WrongError(_NO_DAY)
    if amount is None:
        amount = _product(quantity, price)
    return (number, *_who(customer, customer_name), ordered_on, amount, cost, product)


def _payment_line(values: Values) -> tuple[Value, ...]:
    number, order, customer, customer_name, amount, due_on, paid_on = values
    if amount is None:
        raise WrongError(_NO_AMOUNT)
    if not (due_on or paid_on):
        raise WrongError(_NO_DAY)
    who = (
        (None, None)
        if order and not (customer or customer_name)
        else _who(customer, customer_name)
    )
    return (hash(tuple(values)), number, order, *who, amount, due_on, paid_on)


def _touch_line(values: Values) -> tuple[Value, ...]:
    customer, customer_name, contact, kind, touched_on, by, summary = values
    if not touched_on:
        raise WrongError(_NO_DAY)
    who = _who(customer, customer_name)
    said = "\x1f".join(str(v or "") for v in (who[0], contact, kind, touched_on, by, summary))
    digest = blake2b(said.encode(), digest_size=16).hexdigest()
    return (digest, *who, contact, kind or "note", touched_on, by, summary or "")


def _case_line(values: Values) -> tuple[Value, ...]:
    number, customer, customer_name, contact, kind, channel, *rest = values
    summary, words, product, department, cause, severity, *more = rest
    asked, answered, settled, how, agreed, satisfied, by = more
    who = _who(customer, customer_name)
    if not kind:
        raise WrongError(_NO_KIND)
    if not (summary or words):
        raise WrongError(_NO_SUBJECT)
    summary, words = _subject(str(summary or ""), str(words or ""))
    begun, first, ended = _moments(asked, answered, settled)
    said = (number, who[0]) if number else (who[0], contact, kind, begun, summary, words)
    key = "\x1f".join(str(each or "") for each in said)
    digest = blake2b(key.encode(), digest_size=16).hexdigest()
    if how and (len(str(how)) > _LONGEST_HOW or not settled):
        words = f"{words}\n\n{how}".strip()
    if satisfied and agreed is None:
        agreed = 1  # whoever is satisfied has agreed
    return (
        digest, number, *who, contact, kind, channel, summary, words, product, department, cause, severity,
        begun.isoformat(), first and first.isoformat(), ended and ended.isoformat(), str(how or "")[:_LONGEST_HOW],
        agreed, satisfied, by,
    )  # fmt: skip


def _subject(summary: str, words: str) -> tuple[str, str]:
    """A subject that fits one line, and all that was said; what does not fit above is kept below."""
    if not summary:
        return words.splitlines()[0][:_LONGEST_SUBJECT], words
    if len(summary) > _LONGEST_SUBJECT:
        words = f"{summary}\n\n{words}".strip()
    return summary.replace("\n", " ")[:_LONGEST_SUBJECT], words


def _moments(
    asked: Value, answered: Value, settled: Value
) -> tuple[datetime, datetime | None, datetime | None]:
    """When it was asked, first answered and settled; whoever settles has answered.

    A day without an hour begins with its first minute and ends with its last, so nothing looks faster than it was.
    """
    begun = _moment(asked, time())
    if begun is None:
        raise WrongError(_NOT_ASKED)
    first, ended = _moment(answered, _LAST), _moment(settled, _LAST)
    if first and ended and first > ended and not isinstance(answered, datetime):
        first = max(ended, begun) if first.date() == ended.date() else first
    for moment, since, words in (
        (first, begun, _EARLY_ANSWER),
        (ended, begun, _EARLY_END),
        (ended, first, _UNANSWERED_END),
    ):
        if moment and since and moment < since:
            raise WrongError(
                words.format(ended=f"{moment:%Y-%m-%d %H:%M}", asked=f"{since:%Y-%m-%d %H:%M}")
            )
    return begun, first or ended, ended


def _moment(value: Value, hour: time) -> datetime | None:
    if isinstance(value, datetime):
        return value
    return make_aware(datetime.combine(value, hour)) if isinstance(value, date) else None


def _who(customer: Value, customer_name: Value) -> tuple[Value, Value]:
    if not (customer or customer_name):
        raise WrongError(_NO_CUSTOMER)
    return customer or customer_name, customer_name


def _product(quantity: Value, price: Value) -> int:
    if not isinstance(quantity, Decimal) or not isinstance(price, Decimal):
        raise WrongError(_NO_AMOUNT)
    try:
        return to_fen(quantity * price)
    except ValueError as error:
        raise WrongError(_TOO_LARGE) from error


SHAPES: dict[Target, Shape] = {
    Target.CUSTOMERS: Shape(
        ("hash", "name_key", *(field.name for field in FIELDS[Target.CUSTOMERS])), _customer_line
    ),
    Target.CONTACTS: Shape(
        (
            "hash", "who", "who_name", "name", "title", "mobile", "phone", "email", "wechat",
            "birth_calendar", "birth_year", "birth_month", "birth_day", "birth_leap",
            "address_as", "likes", "avoid", "note", "points",
        ),
        _contact_line,
    ),
    Target.ORDERS: Shape(
        ("number", "who", "who_name", "ordered_on", "amount", "cost", "product"), _order_line
    ),
    Target.PAYMENTS: Shape(
        ("hash", "number", "order_number", "who", "who_name", "amount", "due_on", "paid_on"),
        _payment_line,
    ),
    Target.TOUCHES: Shape(
        ("digest", "who", "who_name", "contact", "kind", "touched_on", "by", "summary"), _touch_line
    ),
    Target.CASES: Shape(
        (
            "digest", "number", "who", "who_name", "contact", "kind", "channel", "summary", "words", "product",
            "department", "cause", "severity", "asked_at", "answered_at", "settled_at", "how", "agreed", "satisfied", "by",
        ),
        _case_line,
    ),
}  # fmt: skip
