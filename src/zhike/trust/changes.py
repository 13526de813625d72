"""Many written rows changed at once, each remembering what it said before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, models


@dataclass(frozen=True, slots=True)
class Change:
    """A written row, the fields that change, and what they said before; values as plain as JSON, days as ISO text."""

    row_id: int
    customer_id: int | None
    before: dict[str, Any]
    after: dict[str, Any]


def apply(model: type[models.Model], changes: Iterable[Change]) -> None:
    """Write the `after` of every change; the caller opens the transaction."""
    by_fields: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        by_fields.setdefault(tuple(change.after), []).append(change)
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for fields, alike in by_fields.items():
            columns = [getattr(model._meta.get_field(name), "column", name) for name in fields]
            assignments = ", ".join(f"{quote(column)} = %s" for column in columns)
            sql = f"UPDATE {quote(model._meta.db_table)} SET {assignments} WHERE id = %s"  # noqa: S608 - names of our own models
            cursor.executemany(sql, [[*c.after.values(), c.row_id] for c in alike])
