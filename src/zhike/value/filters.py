"""Conditions on customers, in groups of and/or: read from plain data, checked against the vocabulary, turned into a query."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import get_current_timezone, make_aware

from zhike.customers.models import Contact, Listed, Standing, Tagging, View
from zhike.lib.words import Words
from zhike.trust.actor import Actor
from zhike.value.states import STATES
from zhike.value.vocabulary import Field, Kind, Operator, Takes, fields

MOST_CONDITIONS = 20
LONGEST = 80
DEEPEST = 3
_MOST_DAYS = 36_500
_DAY = timedelta(days=1)
_FACTORS = {Kind.NUMBER: 1, Kind.MONEY: 100, Kind.SHARE: 100, Kind.TIMES: 100}


class Unclear(ValueError):
    """A condition nobody can follow; `words` says which and why."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(str(words))


@dataclass(frozen=True, slots=True)
class Condition:
    """A field, an operator and a value, as they were written."""

    field: str
    operator: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of which all, or any, must hold."""

    conditions: tuple[Condition, ...] = ()
    any: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Groups of which all, or any, must hold."""

    groups: tuple[Group, ...] = ()
    any: bool = False

    @property
    def conditions(self) -> list[Condition]:
        return [each for group in self.groups for each in group.conditions]

    def as_data(self) -> dict[str, object]:
        """As it is kept in a saved view."""
        return {
            "any": self.any,
            "groups": [
                {
                    "any": group.any,
                    "conditions": [[c.field, c.operator, c.value] for c in group.conditions],
                }
                for group in self.groups
            ],
        }

    @classmethod
    def of_data(cls, data: object) -> "Filter":
        """What `as_data` wrote; anything else is an empty filter."""
        if not isinstance(data, dict) or not isinstance(data.get("groups"), list):
            return cls()
        groups = tuple(
            Group(
                tuple(
                    Condition(*map(str, each))
                    for each in group.get("conditions", [])
                    if isinstance(each, list) and len(each) == 3
                ),
                bool(group.get("any")),
            )
            for group in data["groups"]
            if isinstance(group, dict)
        )
        return cls(groups, bool(data.get("any")))


EVERYBODY = Filter()


@dataclass(slots=True)
class Asker:
    """Who asks, on which day, and how deep in segments of segments he is."""

    actor: Actor
    as_of: date
    depth: int = 0
    segments: dict[int, View] = field(default_factory=dict)


def condition_on(wanted: Filter, actor: Actor, *, as_of: date) -> Q:
    """The query behind a filter; `Unclear` at the first condition nobody can follow."""
    return _all_of(wanted, Asker(actor, as_of))


def problems(wanted: Filter, actor: Actor, *, as_of: date) -> list[Words]:
    """What is wrong with a filter, one sentence for each condition nobody can follow."""
    found = []
    if len(wanted.conditions) > MOST_CONDITIONS:
        found.append(_TOO_MANY)
    asker = Asker(actor, as_of)
    for condition in wanted.conditions[:MOST_CONDITIONS]:
        try:
            _one(condition, asker)
        except Unclear as error:
            found.append(error.words)
    return found


def clear_part(wanted: Filter, actor: Actor, *, as_of: date) -> Filter:
    """The filter without the conditions nobody can follow."""
    asker = Asker(actor, as_of)
    left = MOST_CONDITIONS
    groups = []
    for group in wanted.groups:
        kept = tuple(c for c in group.conditions[:left] if _is_clear(c, asker))
        left -= len(group.conditions[:left])
        groups.append(replace(group, conditions=kept))
    return replace(wanted, groups=tuple(groups))


def _is_clear(condition: Condition, asker: Asker) -> bool:
    try:
        _one(condition, asker)
    except Unclear:
        return False
    return True


def _all_of(wanted: Filter, asker: Asker) -> Q:
    if len(wanted.conditions) > MOST_CONDITIONS:
        raise Unclear(_TOO_MANY)
    groups = [
        _joined((_one(c, asker) for c in group.conditions), group.any)
        for group in wanted.groups
        if group.conditions
    ]
    return _joined(groups, wanted.any)


def _joined(parts: Iterable[Q], any_of: bool) -> Q:
    whole = Q()
    for part in parts:
        whole = whole | part if any_of else whole & part
    return whole


def _one(condition: Condition, asker: Asker) -> Q:
    known = fields().get(condition.field)
    if known is None:
        raise Unclear(_NO_FIELD.format(what=condition.field[:LONGEST]))
    operator = known.operator(condition.operator)
    if operator is None:
        raise Unclear(_NO_OPERATOR.format(field=known.words, what=condition.operator[:LONGEST]))
    return _MAKERS[known.kind](known, operator, condition.value.strip()[:LONGEST], asker)


def _text(of: Field, operator: Operator, value: str, _asker: Asker) -> Q:
    empty = Q(**{of.path: ""}) | Q(**{f"{of.path}__isnull": True})
    if operator.takes is Takes.NOTHING:
        return empty if operator.key == "empty" else ~empty
    text = _said(of, value)
    found = Q(
        **{of.path: text} if operator.key.startswith("is") else {f"{of.path}__icontains": text}
    )
    return ~found if operator.key in {"is_not", "lacks"} else found


def _choice(of: Field, operator: Operator, value: str, _asker: Asker) -> Q:
    if value not in dict(of.choices):
        raise _strange(of, value)
    return _turned(Q(**{of.path: value}), operator)


def _day(of: Field, operator: Operator, value: str, asker: Asker) -> Q:
    path = of.path
    if operator.takes is Takes.NOTHING:
        return Q(**{f"{path}__isnull": operator.key == "empty"})
    if operator.takes is Takes.DAYS:
        since = asker.as_of - timedelta(days=_whole(of, value, most=_MOST_DAYS))
        if operator.key == "last":
            return _between(path, since, asker.as_of)
        return _between(path, None, since - _DAY)
    try:
        on = date.fromisoformat(value)
    except ValueError as error:
        raise _strange(of, value) from error
    if not date.min.year < on.year < date.max.year:
        raise _strange(of, value)
    spans = {"before": (None, on - _DAY), "after": (on + _DAY, None), "is": (on, on)}
    return _between(path, *spans[operator.key])


def _between(path: str, first: date | None, last: date | None) -> Q:
    """Within these days, both included; of a moment by its midnights, so that no row's own day need be worked out."""
    column = path.removesuffix("__date")
    is_moment = column != path
    found = Q(**{f"{column}__isnull": False})
    if first:
        found &= Q(**{f"{column}__gte": _midnight(first) if is_moment else first})
    if last and is_moment:
        found &= Q(**{f"{column}__lt": _midnight(last + _DAY)})
    elif last:
        found &= Q(**{f"{column}__lte": last})
    return found


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min), get_current_timezone())


def _number(of: Field, operator: Operator, value: str, _asker: Asker) -> Q:
    if operator.takes is Takes.NOTHING:
        return Q(**{f"{of.path}__isnull": operator.key == "empty"})
    way = {"more": "__gt", "less": "__lt", "is": ""}[operator.key]
    return Q(**{f"{of.path}{way}": _scaled(of, value)})


def _flag(of: Field, operator: Operator, _value: str, _asker: Asker) -> Q:
    return Q(**{of.path: operator.key == "yes"})


def _somebody(of: Field, operator: Operator, value: str, asker: Asker) -> Q:
    if operator.key == "mine":
        return Q(**{f"{of.path}__in": asker.actor.stands_for})
    if operator.takes is Takes.NOTHING:
        return Q(**{f"{of.path}__isnull": operator.key == "empty"})
    return _turned(Q(**{of.path: _whole(of, value)}), operator)


def _tag(of: Field, operator: Operator, value: str, _asker: Asker) -> Q:
    rows = Tagging.objects.unscoped().filter(customer=OuterRef("pk"))
    if operator.takes is Takes.NOTHING:
        return _there(Exists(rows), operator)
    return _turned(Q(Exists(rows.filter(tag_id=_whole(of, value)))), operator)


def _list(of: Field, operator: Operator, value: str, _asker: Asker) -> Q:
    rows = Listed.objects.unscoped().now().filter(customer=OuterRef("pk"))
    if operator.takes is Takes.NOTHING:
        return _there(Exists(rows), operator)
    return _turned(Q(Exists(rows.filter(on_list_id=_whole(of, value)))), operator)


def _grade(of: Field, operator: Operator, value: str, _asker: Asker) -> Q:
    held = Standing.objects.unscoped().filter(customer=OuterRef("pk"), scheme=of.path)
    if operator.takes is Takes.NOTHING:
        return _there(Exists(held), operator)
    return _turned(Q(Exists(held.filter(grade=_said(of, value)[:24]))), operator)


def _state(of: Field, operator: Operator, value: str, asker: Asker) -> Q:
    if value not in dict(of.choices):
        raise _strange(of, value)
    return _turned(STATES[value](asker.as_of), operator)


def _people(_of: Field, operator: Operator, _value: str, _asker: Asker) -> Q:
    return _there(Exists(Contact.objects.unscoped().filter(customer=OuterRef("pk"))), operator)


def _segment(of: Field, operator: Operator, value: str, asker: Asker) -> Q:
    """Whoever meets the conditions of another view; segments of segments up to a depth, so that none meets itself."""
    number = _whole(of, value)
    segment = asker.segments.get(number) or (
        View.objects.visible_to(asker.actor).filter(pk=number, is_segment=True).first()
    )
    if segment is None:
        raise _strange(of, value)
    if asker.depth >= DEEPEST:
        raise Unclear(_TOO_DEEP.format(name=segment.name))
    asker.segments[number] = segment
    deeper = replace(asker, depth=asker.depth + 1)
    return _turned(_all_of(Filter.of_data(segment.asked.get("where")), deeper), operator)


type Maker = Callable[[Field, Operator, str, Asker], Q]
_MAKERS: dict[Kind, Maker] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.DAY: _day,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.SHARE: _number,
    Kind.TIMES: _number,
    Kind.FLAG: _flag,
    Kind.PERSON: _somebody,
    Kind.TEAM: _somebody,
    Kind.TAG: _tag,
    Kind.LIST: _list,
    Kind.GRADE: _grade,
    Kind.STATE: _state,
    Kind.SEGMENT: _segment,
    Kind.THERE: _people,
}


def _turned(found: Q, operator: Operator) -> Q:
    return ~found if operator.key in {"is_not", "has_not"} else found


def _there(rows: Exists, operator: Operator) -> Q:
    return ~Q(rows) if operator.key == "empty" else Q(rows)


def _said(of: Field, value: str) -> str:
    if not value:
        raise Unclear(_NO_VALUE.format(field=of.words))
    return value.replace("\0", "")


def _whole(of: Field, value: str, *, most: int = 2**62) -> int:
    text = _said(of, value)
    if not text.isdecimal() or len(text) > 18 or int(text) > most:
        raise _strange(of, value)
    return int(text)


def _scaled(of: Field, value: str) -> int:
    """Money in fen, shares in basis points, multiples in hundredths."""
    text = _said(of, value).replace(",", "").replace("，", "").removesuffix("%")
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise _strange(of, value) from error
    if not number.is_finite() or abs(number) > 10**15:
        raise _strange(of, value)
    return int(number * _FACTORS[of.kind])


def _strange(of: Field, value: str) -> Unclear:
    if not value:
        return Unclear(_NO_VALUE.format(field=of.words))
    return Unclear(_STRANGE.format(field=of.words, what=value[:LONGEST]))


_TOO_MANY = Words("条件太多，最多 20 条。", "Too many conditions; at most 20.")
_NO_FIELD = Words("没有“{what}”这个条件项。", "There is no field “{what}” to filter by.")
_NO_OPERATOR = Words("“{field}”不能这样比较：{what}", "“{field}” cannot be compared so: {what}")
_NO_VALUE = Words(
    "“{field}”的条件还缺一个值。", "The condition on “{field}” still needs a value."
)
_STRANGE = Words("“{field}”不认识这个值：{what}", "“{field}” does not know this value: {what}")
_TOO_DEEP = Words("分群“{name}”套得太深。", "The segment “{name}” is nested too deeply.")
