"""The local day of a moment, told by the database itself."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.functions import TruncDate
from django.db.models.sql.compiler import SQLCompiler


class LocalDay(TruncDate):
    """The day a moment lies in, in the zone of the house; SQLite tells it by the zone of the process, which Django sets, and is not asked in Python for every row."""

    def as_sqlite(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,  # noqa: ARG002 - asked for by Django
        **_extra: object,
    ) -> tuple[str, tuple[str | int, ...]]:
        """As SQLite says it."""
        sql, params = compiler.compile(self.lhs)
        return f"date({sql}, 'localtime')", tuple(params)
