"""The steps of the night: look ahead into the files of the night, then put what was seen where pages read it.

A replay of an earlier day takes the first one: its file then holds what would have been said on that day.
"""

import json
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction

from zhike.customers.models import Customer
from zhike.lib.placing import place
from zhike.trust import bulk
from zhike.value import facts
from zhike.value.forecasting.histories import Histories, histories
from zhike.value.forecasting.looking import COLUMNS, Seen, look_ahead
from zhike.value.forecasting.past import past_of, taught_until
from zhike.value.models import Fit, Forecast
from zhike.value.queries import methods

RULE = "lifetime"
_BATCH = 25_000
_LATER = ("later_days", "later_revenue")
_FIELDS = ["customer_id", "as_of", *COLUMNS[1:], "reasons"]


def forecast(as_of: date) -> int:
    """Look ahead from the night's measures; say of how many customers something can be said."""
    folder, rule = facts.of_day(as_of), methods().lifetimes[RULE]
    then = taught_until(as_of) - timedelta(rule.quiet_days)
    seen = look_ahead(
        histories(folder / "measures.parquet", as_of),
        _past(then, rule.quiet_days, folder),
        _past(then - timedelta(rule.quiet_days), rule.quiet_days, folder),
        rule,
        then=then,
    )
    _write(seen, folder)
    return len(seen.reasons)


def keep_forecasts(as_of: date) -> int:
    """Put the night's forecast where pages read it; what could not be said again is let go."""
    folder = facts.of_day(as_of)
    with pq.ParquetFile(folder / "forecast.parquet") as file:
        kept = sum(_keep(batch, as_of) for batch in file.iter_batches(_BATCH))
    Forecast.objects.exclude(as_of=as_of).delete()
    fit = json.loads((folder / "fit.json").read_text("utf-8"))
    Fit.objects.update_or_create(as_of=as_of, defaults=_fit(fit))
    return kept


def _past(then: date, days: int, folder: Path) -> Histories:
    return histories(past_of(then, days, folder), then, beside=_LATER)


def _write(seen: Seen, folder: Path) -> None:
    columns = {name: pa.array(seen.columns[name], pa.int64()) for name in COLUMNS}
    table = pa.table(columns | {"reasons": pa.array(seen.reasons, pa.string())})
    draft = folder / "forecast.draft"
    pq.write_table(table, draft)
    (folder / "fit.draft").write_text(json.dumps(seen.fit), "utf-8")
    place(draft, folder / "forecast.parquet")
    place(folder / "fit.draft", folder / "fit.json")


@transaction.atomic
def _keep(rows: pa.RecordBatch, as_of: date) -> int:
    """The reasons go from the file to the database as the JSON they are."""
    columns = {name: rows.column(name).to_pylist() for name in rows.schema.names}
    ids, day = columns["customer_id"], as_of.isoformat()
    there = set(
        Customer.objects.filter(pk__in=bulk.among_ids(ids)).values_list("pk", flat=True)
    )
    values = zip(*(columns.get(name, [day] * len(ids)) for name in _FIELDS), strict=True)
    kept = [row for pk, row in zip(ids, values, strict=True) if pk in there]
    bulk.upsert(Forecast, _FIELDS, kept, key=["customer_id"])
    return len(kept)


def _fit(fit: dict[str, object]) -> dict[str, object]:
    """The fields of `Fit` from the night's file, with the rule's assumptions beside them."""
    rule = methods().lifetimes[RULE]
    tested = fit.pop("tested", None)
    held = tested if isinstance(tested, dict) else {}
    return {
        **fit,
        "horizon_months": rule.horizon_months,
        "discount_bp": rule.discount_bp,
        "quiet_days": rule.quiet_days,
        "interval_pct": rule.interval_pct,
        "tested_on": date.fromisoformat(held["on"]) if held else None,
        "said": held.get("said"),
        "came": held.get("came"),
        "tenths": held.get("tenths", []),
        "auc_model": held.get("auc_model"),
        "auc_own": held.get("auc_own"),
        "brier_model": held.get("brier_model"),
        "brier_own": held.get("brier_own"),
    }
