"""Write many rows of one table at once, without an object for each; for actions that write in bulk."""

from collections.abc import Iterable, Sequence
from datetime import date
from dataclasses import dataclass
from typing import Any

from django.db import connection, models


type Plain = bool | int | float | str | date | None


@dataclass(frozen=True, slots=True)
class Change:
    """A written row, the fields that change, and what they were before; all values plain (days as ISO text)."""

    row_id: int
    customer_id: int | None
    before: dict[str, Any]
    after: dict[str, Any]

    def undone(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.row_id, self.customer_id, before=self.after, after=self.before)


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Plain]]
) -> None:
    """Insert rows; `columns` are field names, and every column left out takes NULL or must have a default."""
    names = ", ".join(_column(model, name) for name in columns)
    marks = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {_table(model)} ({names}) VALUES ({marks})"  # noqa: S608 - names from the model
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def change_rows(model: type[models.Model], changes: Iterable[Change]) -> None:
    """Write the `after` of every change."""
    by_fields: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        by_fields.setdefault(tuple(change.after), []).append(change)
    with connection.cursor() as cursor:
        for fields, alike in by_fields.items():
            assignments = ", ".join(f"{_column(model, name)} = %s" for name in fields)
            sql = f"UPDATE {_table(model)} SET {assignments} WHERE id = %s"  # noqa: S608 - as above
            cursor.executemany(sql, [[*c.after.values(), c.row_id] for c in alike])


def _table(model: type[models.Model]) -> str:
    return str(connection.ops.quote_name(model._meta.db_table))


def _column(model: type[models.Model], name: str) -> str:
    field = model._meta.get_field(name)
    return str(connection.ops.quote_name(str(getattr(field, "column", name))))
