"""The same expressions on an existing Spark cluster: Parquet in, Parquet out, nothing of it in this process's memory."""

import shutil
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow.parquet as pq

from zhike.lib.placing import place
from zhike.value.measures.tables import SCHEMAS

_TYPES = {"int32": "int", "int64": "bigint", "string": "string"}


class SparkMissing(RuntimeError):
    """`ZHIKE_ENGINE` names a Spark master, and the extra that speaks to it is not installed."""


def run(
    expression: ir.Table, files: Mapping[str, Sequence[Path]], *, into: Path, master: str
) -> int:
    """Compute the expression on the cluster, write one Parquet file, say how many rows."""
    session = _session(master)
    for name, paths in files.items():
        _read(session, name, paths).createOrReplaceTempView(name)
    compiled = ibis.pyspark.connect(session).compile(expression)
    columns = [
        f"CAST(`{name}` AS {'bigint' if kind.is_integer() else 'string'}) AS `{name}`"
        for name, kind in expression.schema().items()
    ]
    draft = into.with_suffix(".spark")
    shutil.rmtree(draft, ignore_errors=True)
    session.sql(compiled).selectExpr(*columns).coalesce(1).write.parquet(str(draft))
    (part,) = draft.glob("part-*.parquet")
    place(part, into)
    shutil.rmtree(draft)
    return int(pq.read_metadata(into).num_rows)


@cache
def _session(master: str) -> Any:  # noqa: ANN401 - Spark's own, untyped here
    """One session for the night."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise SparkMissing(master) from missing
    builder = SparkSession.builder.appName("zhike")
    builder = builder.remote(master) if master.startswith("sc://") else builder.master(master)
    return (
        builder.config("spark.sql.ansi.enabled", "false")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )


def _read(session: Any, name: str, paths: Sequence[Path]) -> Any:  # noqa: ANN401 - as above
    """A table in the types of its schema: what another engine wrote may be wider."""
    if not paths:
        named = ", ".join(f"{column} {_TYPES[kind]}" for column, kind in SCHEMAS[name].items())
        return session.createDataFrame([], named)
    typed = [f"CAST({c} AS {_TYPES[kind]}) AS {c}" for c, kind in SCHEMAS[name].items()]
    return session.read.parquet(*map(str, paths)).selectExpr(*typed)
