"""The embedded engine: expressions are compiled for DuckDB and run by it over Parquet files.

DuckDB reads Parquet and nothing else here. Its SQLite extension, or an ADBC driver, would open the database
file in this process beside Python's own library, and closing it would drop that one's locks.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow.parquet as pq
from ibis.expr.operations.relations import Relation

from zhike.lib.placing import place
from zhike.value.measures.tables import SCHEMAS

_MEMORY = "700MB"
_TYPES = {"int32": "INTEGER", "int64": "BIGINT", "string": "VARCHAR"}

Files = Mapping[str, Sequence[Path]]


def sql(expression: ir.Table) -> str:
    """The expression as DuckDB says it; a night done once more on its day has it said already."""
    return _said(expression.op())


@lru_cache(maxsize=512)
def _said(meant: Relation) -> str:
    """Saying it takes longer than computing it does on a book of thousands."""
    return str(ibis.to_sql(meant.to_expr(), dialect="duckdb"))


def run(expression: ir.Table, files: Files, *, into: Path) -> int:
    """Compute the expression over these files and write the answer as one Parquet file; say how many rows."""
    draft = into.with_suffix(".draft")
    with duckdb.connect() as engine:
        engine.execute(f"SET memory_limit = '{_MEMORY}'")
        engine.execute("SET autoinstall_known_extensions = false")
        engine.execute("SET autoload_known_extensions = false")
        engine.execute(f"SET temp_directory = {_quoted(into.parent / 'spill')}")
        for name, paths in files.items():
            engine.execute(f"CREATE VIEW {name} AS {_reading(name, paths)}")
        engine.execute(f"COPY ({_typed(expression)}) TO {_quoted(draft)} (FORMAT parquet)")
    place(draft, into)
    return int(pq.read_metadata(into).num_rows)


def _typed(expression: ir.Table) -> str:
    """The expression with plain types: DuckDB adds up in 128 bits, which Parquet would keep as floats."""
    columns = ", ".join(
        f'CAST("{name}" AS {"BIGINT" if kind.is_integer() else "VARCHAR"}) AS "{name}"'
        for name, kind in expression.schema().items()
    )
    return f"SELECT {columns} FROM ({sql(expression)})"  # noqa: S608 - compiled by ibis


def _reading(name: str, paths: Sequence[Path]) -> str:
    if paths:
        listed = ", ".join(_quoted(path) for path in paths)
        return f"SELECT * FROM read_parquet([{listed}])"  # noqa: S608 - our own paths, quoted
    columns = ", ".join(
        f"NULL::{_TYPES[kind]} AS {column}" for column, kind in SCHEMAS[name].items()
    )
    return f"SELECT {columns} LIMIT 0"


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
