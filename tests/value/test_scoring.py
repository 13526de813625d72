"""The scorer of one customer and the scorer of the whole table agree, point for point."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.facts import customer, order, payment, rate
from zhike.customers.models import Standing
from zhike.methods.library import library
from zhike.methods.scorecards import Combine, Line, Scorecard
from zhike.sales.models import YearTarget
from zhike.value import engine, jobs
from zhike.value.measures.tables import SCHEMAS, table
from zhike.value.scoring import scored

NIGHT = date(2026, 11, 21)
CARD = library().scorecards["evaluation"]
WEAKEST = replace(CARD, combine=Combine.MINIMUM)
FALLING = replace(
    CARD, criteria=tuple(replace(c, mapping=Line(7, 2)) for c in CARD.criteria), neutral=3333
)


@pytest.mark.parametrize(
    "card", [CARD, FALLING, WEAKEST], ids=["as shipped", "falling lines", "the lowest leads"]
)
def test_the_table_and_the_single_row_agree(card: Scorecard, tmp_path: Path) -> None:
    cases = _cases(random.Random(20261121), 500)
    for row in _scored_by_table(cases, card, tmp_path):
        values = cases[row["customer_id"]]
        points = card.points(values)
        assert tuple(row[f"points_{c.key}"] for c in card.criteria) == points, values
        assert row["points"] == card.total(points)
        assert row["grade"] == card.grade(card.total(points))


def _cases(chance: random.Random, count: int) -> list[dict[str, int | None]]:
    def maybe(most: int) -> int | None:
        return None if chance.random() < 0.2 else chance.randint(0, most)

    return [
        {
            "target_pct": maybe(250),
            "late_payments_12m": maybe(12),
            "attitude": maybe(100),
            "information": maybe(100),
        }
        for _ in range(count)
    ]


def _scored_by_table(
    cases: list[dict[str, int | None]], card: Scorecard, folder: Path
) -> list[dict[str, Any]]:
    measures = [
        dict.fromkeys(SCHEMAS["measures"])
        | {"customer_id": pk, "target_basis": "previous"}
        | {name: values[name] for name in ("target_pct", "late_payments_12m")}
        for pk, values in enumerate(cases)
    ]
    ratings = [
        {
            "customer_id": pk,
            "criterion": criterion,
            "value": values[criterion],
            "is_newest": 1,
        }
        for pk, values in enumerate(cases)
        for criterion in ("attitude", "information")
        if values[criterion] is not None
    ]
    for name, rows in (("measures", measures), ("ratings", ratings)):
        kinds = {"int32": pa.int32(), "int64": pa.int64(), "string": pa.string()}
        schema = pa.schema([(c, kinds[k]) for c, k in SCHEMAS[name].items()])
        pq.write_table(pa.Table.from_pylist(rows, schema), folder / f"{name}.parquet")
    files = {name: [folder / f"{name}.parquet"] for name in ("measures", "ratings")}
    into = folder / "scores.parquet"
    engine.run(scored(table("measures"), table("ratings"), card), files, into=into)
    found: list[dict[str, Any]] = pq.read_table(into).to_pylist()
    return found


@pytest.mark.django_db
@pytest.mark.row("S1-59", "S1-60")
def test_the_textbook_s_customer_gets_75_points_and_is_a_b_customer() -> None:
    who = customer("教材里的客户")
    YearTarget.objects.create(customer=who, year=2026, amount=100_000)
    order(who, "2026-05-01", 80_000)
    for month in (2, 3, 4):
        payment(who, f"2026-{month:02}-01", f"2026-{month:02}-20")
    payment(who, "2026-05-01", "2026-05-01")
    rate(who, "attitude", 20, "2026-01-01")
    rate(who, "attitude", 80, "2026-06-01")  # the newest counts
    rate(who, "information", 80, "2026-06-01")
    rate(who, "information", 10, "2026-12-01")  # not yet
    for job in (jobs.extract, jobs.measure, jobs.score, jobs.hand_down_standings):
        job(NIGHT)
    standing = Standing.objects.get(customer=who, scheme="evaluation")
    assert (standing.points, standing.grade) == (7500, "B")
    assert [part["points"] for part in standing.because] == [3200, 1600, 1100, 1600, 500]
    assert [part["words"]["zh"] for part in standing.because] == [
        "完成年度目标的 80%",
        "评为好",
        "近 12 个月逾期付款 3 次",
        "评为好",
        "距 A 类还差 5 分",
    ]
    assert standing.because[-1]["words"]["en"] == "5 points short of A"


@pytest.mark.django_db
def test_what_nobody_rated_is_said_to_be_not_rated() -> None:
    who = customer("只有订单")
    order(who, "2026-05-01")
    order(who, "2025-05-01")
    for job in (jobs.extract, jobs.measure, jobs.score, jobs.hand_down_standings):
        job(NIGHT)
    parts = Standing.objects.get(customer=who).because
    assert [part["rated"] for part in parts] == [True, False, False, False]
    assert parts[1]["words"] == {
        "zh": "未评，按 70% 计",
        "en": "not rated, counted as 70%",
    }
