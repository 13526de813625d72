"""Many rows at once, past the ORM's model instances, which cost ten times what the database does.

Column names come from models, values go as parameters; the caller opens the transaction.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL

type Row = Sequence[object]

_DRIVERS_OWN = frozenset({int, str, float, bool, type(None)})


def insert(model: type[models.Model], fields: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows whose values stand in the order of `fields`."""
    _many(_insert(model, fields), rows)


def upsert(
    model: type[models.Model],
    fields: Sequence[str],
    rows: Iterable[Row],
    *,
    key: Sequence[str],
) -> None:
    """Insert rows, or replace all other fields of those whose `key` is there."""
    quote = connection.ops.quote_name
    columns = _columns(model, fields)
    held = _columns(model, key)
    kept = ", ".join(f"{quote(c)} = excluded.{quote(c)}" for c in columns if c not in held)
    target = ", ".join(map(quote, held))
    _many(f"{_insert(model, fields)} ON CONFLICT ({target}) DO UPDATE SET {kept}", rows)


def update(
    model: type[models.Model], fields: Sequence[str], rows: Iterable[Row], *, key: str
) -> None:
    """Set these fields alone; each row is their values and then that of its `key`. Who is not there stays away."""
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(column)} = %s" for column in _columns(model, fields))
    (held,) = _columns(model, [key])
    table = quote(model._meta.db_table)
    _many(f"UPDATE {table} SET {sets} WHERE {quote(held)} = %s", rows)  # noqa: S608 - names of our own models


def _many(statement: str, rows: Iterable[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_plain(row) for row in rows])


def among(texts: Collection[str]) -> RawSQL:
    """The right-hand side of `__in` for thousands of texts, as one parameter: the ORM's own costs more than the query."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(texts))])
    return RawSQL("SELECT unnest(%s::text[])", [list(texts)])


def among_ids(ids: Collection[int]) -> RawSQL:
    """As `among`, for ids."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(ids))])
    return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])


def _insert(model: type[models.Model], fields: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, _columns(model, fields)))
    blanks = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({blanks})"  # noqa: S608 - names of our own models


def _columns(model: type[models.Model], fields: Sequence[str]) -> list[str]:
    found = [model._meta.get_field(name) for name in fields]
    return [field.column for field in found if isinstance(field, models.Field) and field.column]


def _plain(row: Row) -> Any:  # noqa: ANN401 - whatever the driver takes
    """Most rows hold nothing the driver would not take."""
    if _DRIVERS_OWN.issuperset(map(type, row)):
        return row
    return [adapt(each) if (adapt := _ADAPTS.get(type(each))) else each for each in row]


def _moment(value: datetime) -> object:
    return connection.ops.adapt_datetimefield_value(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if value else str(value)


_ADAPTS: dict[type, Callable[[Any], object]] = {
    datetime: _moment,
    date: date.isoformat,
    list: _json,
    dict: _json,
}
