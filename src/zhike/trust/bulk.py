"""Many rows at once, past the ORM's model instances, which cost ten times what the database does.

Column names come from models, values go as parameters; the caller opens the transaction.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection, models
from django.db.models import Aggregate
from django.db.models.expressions import RawSQL

type Row = Sequence[object]


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
        cursor.executemany(
            statement, list(zip(*map(_plain, zip(*rows, strict=True)), strict=True))
        )


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


class Gathered(Aggregate):
    """The values of a group as one list: a million ids come a hundred times faster than a million rows."""

    function = "JSON_GROUP_ARRAY"
    output_field = models.JSONField()

    def as_postgresql(
        self,
        compiler: Any,  # noqa: ANN401 - as Django calls it
        db: Any,  # noqa: ANN401
        **context: Any,  # noqa: ANN401
    ) -> tuple[str, Any]:
        """As PostgreSQL names it."""
        return self.as_sql(compiler, db, function="JSONB_AGG", **context)


def _insert(model: type[models.Model], fields: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, _columns(model, fields)))
    blanks = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({blanks})"  # noqa: S608 - names of our own models


def _columns(model: type[models.Model], fields: Sequence[str]) -> list[str]:
    found = [model._meta.get_field(name) for name in fields]
    return [field.column for field in found if isinstance(field, models.Field) and field.column]


def _plain(column: Sequence[Any]) -> Sequence[Any]:
    """The values of one column as the driver takes them; most are so already."""
    adapts = {kind: _ADAPTS[kind] for kind in set(map(type, column)) & _ADAPTS.keys()}
    if not adapts:
        return column
    return [adapt(each) if (adapt := adapts.get(type(each))) else each for each in column]


@lru_cache(maxsize=64)
def _moment(value: datetime) -> object:
    return connection.ops.adapt_datetimefield_value(value)


def _json(value: object) -> str:
    return _JSON.encode(value) if value else str(value)


_JSON = json.JSONEncoder(ensure_ascii=False)
_ADAPTS: dict[type, Callable[[Any], object]] = {
    datetime: _moment,
    date: lru_cache(date.isoformat),
    list: _json,
    dict: _json,
}
