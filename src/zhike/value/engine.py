"""The one door to the engine: expressions in, one Parquet file out, wherever the setting has it computed.

Without `ZHIKE_ENGINE` DuckDB computes in this process. With the address of a Spark master (`spark://host:7077`,
`local[2]`, or `sc://host` for Spark Connect) the same expressions are computed there; `FACTS_DIR` must then be a
folder every worker reaches under the same path.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import ibis.expr.types as ir
from django.conf import settings

from zhike.value.engines import embedded

Files = Mapping[str, Sequence[Path]]


# Orders: what the memory of the engine inside holds with all its different days.
_AT_ONCE = 5_000_000


def shares(orders: int) -> int:
    """In how many shares of the customers so many orders are measured; a cluster shares them out itself."""
    return 1 if settings.ENGINE else 1 + orders // _AT_ONCE


def run(expression: ir.Table, files: Files, *, into: Path) -> int:
    """Compute the expression over these files and write the answer as one Parquet file; say how many rows."""
    if settings.ENGINE:
        from zhike.value.engines import spark

        return spark.run(expression, files, into=into, master=settings.ENGINE)
    return embedded.run(expression, files, into=into)
