"""The filter builder as a form: a line for each condition, with the operators and the values its field takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhike.customers import desk, marks
from zhike.lib.words import Words
from zhike.users.queries import colleagues, teams
from zhike.value.filters import MOST_CONDITIONS, Condition
from zhike.value.vocabulary import Field, Kind, Operator, Takes, fields
from zhike.web.customers.asked import Asked, Row
from zhike.web.http import Request

type Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A condition as the form shows it: `choices` when the value is one of few, else `type` is the box's."""

    row: Row
    field: Field | None
    operators: tuple[Operator, ...]
    takes: str
    choices: Choices
    type: str


@dataclass(frozen=True, slots=True)
class Block:
    """A group of lines, joined by all or any."""

    number: int
    any: bool
    lines: list[Line]


def builder(request: Request, asked: Asked) -> dict[str, object]:
    """What the builder's form shows; a line more when one was asked for (`add` names the group)."""
    if not asked.rows and not {"add", "build"} & request.GET.keys():
        return {"is_open": False}
    rows = list(asked.rows)
    add = request.GET.get("add", "")
    used = max((row.number for row in rows), default=0)
    if (add or not rows) and used < MOST_CONDITIONS:
        last = max((row.group for row in rows), default=1)
        group = (
            last + 1 if add == "group" else int(add) if add.isdecimal() and len(add) < 3 else 1
        )
        rows.append(Row(used + 1, min(group, 5), Condition("", "")))
    known = fields()
    values = _values(request, {f.kind for r in rows if (f := known.get(r.condition.field))})
    where = asked.wanted.where
    numbers = sorted({row.group for row in rows})
    anys = {
        n: group.any
        for n, group in zip(sorted({r.group for r in asked.rows}), where.groups, strict=False)
    }
    return {
        "blocks": [
            Block(n, anys.get(n, False), [_line(r, values) for r in rows if r.group == n])
            for n in numbers
        ],
        "any": where.any,
        "fields": list(known.values()),
        "is_open": True,
    }


def _line(row: Row, values: Mapping[Kind, Choices]) -> Line:
    of = fields().get(row.condition.field)
    if of is None:
        return Line(row, None, (), "", [], "text")
    operator = of.operator(row.condition.operator) or of.operators[0]
    choices = [(key, str(words)) for key, words in of.choices] or list(values.get(of.kind, ()))
    kind = "date" if of.kind is Kind.DAY and operator.takes is Takes.VALUE else "text"
    return Line(row, of, of.operators, operator.takes, choices, kind)


def _values(request: Request, kinds: set[Kind]) -> dict[Kind, Choices]:
    """The people, tags and lists the lines choose from; only what is asked for is read."""
    found: dict[Kind, Choices] = {}
    if Kind.PERSON in kinds:
        found[Kind.PERSON] = _named(colleagues())
    if Kind.TEAM in kinds:
        found[Kind.TEAM] = _named(teams())
    if Kind.TAG in kinds:
        found[Kind.TAG] = [
            (str(tag.pk), str(Words(tag.name, tag.name_en or tag.name))) for tag in marks.tags()
        ]
    if Kind.LIST in kinds:
        found[Kind.LIST] = _named(marks.lists(request.actor))
    if Kind.SEGMENT in kinds:
        found[Kind.SEGMENT] = _named(desk.segments(request.actor))
    if Kind.GRADE in kinds:
        found[Kind.GRADE] = [(grade, grade) for grade in ("A", "B", "C")]
    return found


def _named(rows: Iterable[object]) -> Choices:
    return [(str(vars(row)["id"]), str(row)) for row in rows]
