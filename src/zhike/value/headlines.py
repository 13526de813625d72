"""The night's sums of the headline measures, kept for the month."""

from datetime import date

import pyarrow.parquet as pq
from django.db import transaction

from zhike.value import engine, facts
from zhike.value.measures.headlines import headlines
from zhike.value.measures.tables import table
from zhike.value.models import Headline


def keep_headlines(as_of: date) -> int:
    """Keep what the book came to as this month's, unless a later night of the month has: the last one stands."""
    month, folder = as_of.replace(day=1), facts.of_day(as_of)
    if Headline.objects.unscoped().filter(month=month, as_of__gt=as_of).exists():
        return 0
    into = folder / "headlines.parquet"
    names = ("worth", "customers")
    engine.run(
        headlines(*(table(name) for name in names)),
        {name: [folder / f"{name}.parquet"] for name in names},
        into=into,
    )
    rows = [
        Headline(month=month, as_of=as_of, **row) for row in pq.read_table(into).to_pylist()
    ]
    with transaction.atomic():
        Headline.objects.unscoped().filter(month=month).delete()
        Headline.objects.bulk_create(rows, batch_size=1_000)
    return len(rows)
