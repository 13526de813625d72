"""Pages of a list of any length: the next page starts behind the last row shown, never at a number of rows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.db.models import F, Model, Q, QuerySet

SIZE = 50


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by: a column (a lookup path) and a direction; rows without a value come last when it falls, first when it rises."""

    column: str
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Page[M: Model]:
    """The rows to show and the mark the next page starts behind, empty at the end."""

    rows: list[M]
    after: str


def page_of[M: Model](
    rows: QuerySet[M], order: Order, after: str, *, size: int = SIZE
) -> Page[M]:
    """One page of the rows in this order; a mark nobody gave out starts from the beginning."""
    path = order.column
    found: list[M] = []
    for part in _parts(_ordered(rows, order), path, order.falls, _read(after)):
        found += part[: size + 1 - len(found)]
        if len(found) > size:
            break
    shown = found[:size]
    return Page(shown, _mark(shown[-1], path) if len(found) > size else "")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who stands before and behind a row, and how many stand before it, counted up to a limit."""

    before: int | None
    behind: int | None
    rank: int


def neighbours[M: Model](
    rows: QuerySet[M], order: Order, row_id: int, *, count_up_to: int
) -> Neighbours | None:
    """The rows around one in this order, in a fixed number of queries; None when it is not among them."""
    path = order.column
    at = rows.filter(pk=row_id).values_list(path, "pk").first()
    if at is None:
        return None
    backwards = Order(path, falls=not order.falls)
    behind = _ids(_parts(_ordered(rows, order), path, order.falls, at), 1)
    ahead = _ids(_parts(_ordered(rows, backwards), path, backwards.falls, at), count_up_to)
    return Neighbours(
        ahead[0] if ahead else None, behind[0] if behind else None, len(ahead) + 1
    )


def _ids[M: Model](parts: list[QuerySet[M]], limit: int) -> list[int]:
    found: list[int] = []
    for part in parts:
        if len(found) < limit:
            found += part.values_list("pk", flat=True)[: limit - len(found)]
    return found


def _ordered[M: Model](rows: QuerySet[M], order: Order) -> QuerySet[M]:
    column = F(order.column)
    return rows.order_by(
        column.desc(nulls_last=True) if order.falls else column.asc(nulls_first=True),
        "-pk" if order.falls else "pk",
    )


def _parts[M: Model](
    rows: QuerySet[M], path: str, falls: bool, at: tuple[Any, int] | None
) -> list[QuerySet[M]]:
    """What is left behind a row, in at most two ranges an index can walk: one with values, one without."""
    if at is None:
        return [rows]
    value, pk = at
    step = "lt" if falls else "gt"
    empty = Q(**{f"{path}__isnull": True})
    beyond = Q(**{f"pk__{step}": pk})
    if value is None:
        rest = [rows.filter(empty, beyond)]
        return rest if falls else [*rest, rows.filter(~empty)]
    behind = rows.filter(
        Q(**{f"{path}__{step}e": value}), Q(**{f"{path}__{step}": value}) | beyond
    )
    return [behind, rows.filter(empty)] if falls else [behind]


def _mark(row: Model, path: str) -> str:
    value: Any = row
    for step in path.split("__"):
        value = getattr(value, step, None)
    if isinstance(value, datetime):
        value = {"at": value.isoformat()}
    elif isinstance(value, date):
        value = {"day": value.isoformat()}
    return signing.dumps([value, row.pk], salt="page", compress=True)


def _read(mark: str) -> tuple[Any, int] | None:
    try:
        value, pk = signing.loads(mark, salt="page")
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return _value(value), pk


def _value(marked: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """A day or a moment as it was before it was written into a mark."""
    if not isinstance(marked, dict):
        return marked
    if "at" in marked:
        return datetime.fromisoformat(marked["at"])
    return date.fromisoformat(marked["day"])
