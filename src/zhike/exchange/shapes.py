"""What a row of each target says: from the values of its fields to a line of the stage, in the order of FIELDS."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b

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
}  # fmt: skip
