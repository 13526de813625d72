"""A changed card or scheme tried on a past night: counted by hand, and nothing is written."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.test import Client
from pytest_django import Settings

from tests.conftest import DAY, Cast
from zhike.customers.models import Standing
from zhike.methods.library import library
from zhike.methods.scorecards import Band, Line
from zhike.trust.actor import Forbidden
from zhike.value import trying
from zhike.value.measures.tables import SCHEMAS
from zhike.value.trying import NoSuchNight, tried

pytestmark = pytest.mark.django_db
NIGHT = date(2026, 11, 1)
SHELF = library()
KINDS = {"int32": pa.int32(), "int64": pa.int64(), "string": pa.string()}
ROWS = ((1, 90, 0), (2, 70, 9_000), (3, 50, 9_700), (4, 10, None))


def _write(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    schema = pa.schema([(c, KINDS[k]) for c, k in SCHEMAS[name].items()])
    pq.write_table(pa.Table.from_pylist(rows, schema), folder / f"{name}.parquet")


@pytest.fixture
def night(settings: Settings) -> date:
    """Four customers: points 90, 70, 50 and 10 on a card that reads them off; revenue a thousand fen a point."""
    folder = Path(settings.FACTS_DIR) / "nights" / NIGHT.isoformat()
    folder.mkdir(parents=True)
    rows = [
        {
            "customer_id": pk, "on_time_pct": points, "revenue_12m": points * 1_000,
            "share_before": before, "target_basis": "none",
        }
        for pk, points, before in ROWS
    ]  # fmt: skip
    _write(folder, "worth", rows)
    _write(folder, "ratings", [])
    return NIGHT


def _card(*bounds: int) -> trying.Judge:
    shipped = SHELF.scorecards["evaluation"]
    criterion = replace(
        next(c for c in shipped.criteria if c.measure), measure="on_time_pct", weight=100, mapping=Line(0, 100)
    )  # fmt: skip
    bands = tuple(
        Band(grade, at_least * 100, shipped.bands[n].title)
        for n, (grade, at_least) in enumerate(zip("ABC", (*bounds, 0), strict=True))
    )
    return replace(shipped, criteria=(criterion,), bands=bands)


@pytest.mark.row("S2-07", "S2-08")
def test_a_changed_card_says_who_would_have_moved(cast: Cast, night: date) -> None:
    found = tried(cast.actor(cast.feng), _card(80, 60), _card(70, 40), night)
    assert found.ways == {
        ("A", "A"): (1, 90_000), ("B", "A"): (1, 70_000), ("C", "B"): (1, 50_000), ("C", "C"): (1, 10_000),
    }  # fmt: skip
    assert (found.customers, found.moving) == (4, 2)
    assert found.held("A", after=False) == (1, 90_000)
    assert found.held("A", after=True) == (2, 160_000)
    assert [(m.customer_id, m.before, m.after) for m in found.moved] == [
        (2, "B", "A"),
        (3, "C", "B"),
    ]
    assert "70/100" in found.moved[0].why_before[0].zh
    assert not Standing.objects.exists()


@pytest.mark.row("S2-07")
def test_a_changed_scheme_of_rules_says_it_with_what_it_asks(cast: Cast, night: date) -> None:
    used = SHELF.schemes["abc_share"]
    first = used.rules[0]
    wider = replace(first, when=(replace(first.when[0], at_most=9_500),))
    found = tried(
        cast.actor(cast.feng), used, replace(used, rules=(wider, *used.rules[1:])), night
    )
    assert [(m.customer_id, m.before, m.after) for m in found.moved] == [
        (2, "share_b", "share_a")
    ]
    assert "90.0%" in found.moved[0].why_after[0].zh
    assert sum(n for n, _ in found.ways.values()) == 4


def test_a_night_that_is_gone_is_said_and_only_some_try(cast: Cast, night: date) -> None:
    card = _card(80, 60)
    with pytest.raises(NoSuchNight):
        tried(cast.actor(cast.feng), card, card, DAY)
    with pytest.raises(Forbidden):
        tried(cast.actor(cast.lin), card, card, night)


def test_files_of_an_older_night_that_lack_a_measure_are_said(
    cast: Cast, night: date, settings: Settings
) -> None:
    path = Path(settings.FACTS_DIR) / "nights" / night.isoformat() / "worth.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["on_time_pct"]), path)
    with pytest.raises(NoSuchNight):
        tried(cast.actor(cast.feng), _card(80, 60), _card(70, 40), night)


@pytest.mark.row("S2-07")
def test_the_draft_of_a_card_is_tried_from_its_page(
    client: Client, cast: Cast, night: date
) -> None:
    client.force_login(cast.sun)
    address = "/methods/schemes/abc_share/"
    changed = SHELF.texts["schemes", "abc_share"].replace(
        'share_before", at_most = 7999', 'share_before", at_most = 9100'
    )
    client.post(f"{address}text/", {"text": changed})
    assert str(night) in client.get(f"{address}try/").content.decode()
    page = client.get(f"{address}try/?night={night}").content.decode()
    assert "会换等级的" in page
    assert page.count("<b>1</b>") >= 1


def test_pages_do_not_pay_for_the_engine_before_somebody_tries() -> None:
    code = (
        "import django, sys; django.setup(); import zhike.web.urls; "
        "print(sorted({'duckdb', 'ibis', 'pyarrow'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
