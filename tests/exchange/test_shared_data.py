"""Public data sets go in with the maps we ship, and their totals are the published ones."""

import csv
import gzip
import io
import json
import tarfile
from datetime import date
from pathlib import Path

import pytest
from django.db.models import Count, Min, Sum

from tests.conftest import Cast
from tests.exchange.helpers import AT, rows_of, uploaded
from tests.shared_data import shared
from zhike.customers.models import Customer
from zhike.exchange import actions, queries
from zhike.exchange.fields import Target
from zhike.exchange.files.table import Reading, open_table
from zhike.exchange.files.unreadable import UnreadableError
from zhike.exchange.jobs import work_on
from zhike.exchange.mapping import Mapping, load
from zhike.exchange.queries import ImportRow
from zhike.sales.models import Order

MAPS = Path(__file__).parents[2] / "docs" / "howto" / "maps"


def brought_in(cast: Cast, content: bytes, map_name: str) -> ImportRow:
    """A file with one of our maps, from upload to the end."""
    zheng = cast.actor(cast.zheng)
    mapping = _map(map_name)
    import_id = uploaded(zheng, mapping.target, content)
    actions.start(zheng, import_id, mapping, at=AT)
    assert work_on(import_id)
    return queries.one(zheng, import_id)


def plain(name: str) -> bytes:
    """A packed file of the shared data."""
    return gzip.decompress(shared(name).read_bytes())


def unpacked(archive: Path, folder: Path) -> Path:
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder


@pytest.mark.row("S1-74")
def test_online_retail_is_the_ledger_its_publishers_describe(cast: Cast) -> None:
    row = brought_in(
        cast, plain("online_retail/online_retail_2010-12_2011-12.csv.gz"), "online_retail"
    )
    assert row.counts["rows"] == 541_909
    assert row.counts["wrong"] == 135_080
    assert row.counts["customers"] == 4_372
    assert Order.objects.aggregate(n=Count("pk"), total=Sum("amount")) == {
        "n": 22_190,
        "total": 830_006_581,
    }
    assert Order.objects.filter(number__startswith="C", amount__gt=0).count() == 0


def test_cdnow_is_the_log_of_the_papers(cast: Cast) -> None:
    row = brought_in(cast, plain("cdnow/CDNOW_sample.txt.gz"), "cdnow_sample")
    assert (row.counts["new"], row.counts["customers"]) == (6_919, 2_357)
    totals = Order.objects.aggregate(total=Sum("amount"), first=Min("ordered_on"))
    assert totals == {"total": 24_409_194, "first": date(1997, 1, 1)}


def test_the_whole_cdnow_log_is_read_without_a_wrong_row(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    mapping = _map("cdnow_master")
    import_id = uploaded(zheng, mapping.target, plain("cdnow/CDNOW_master.txt.gz"))
    actions.check(zheng, import_id, mapping, at=AT)
    assert work_on(import_id)
    counts = queries.one(zheng, import_id).counts
    assert (counts["new"], counts["customers"], counts["wrong"]) == (69_659, 23_570, 0)


def test_won_deals_of_a_pipeline_become_orders(cast: Cast) -> None:
    brought_in(cast, plain("crm_maven_pipeline/accounts.csv.gz"), "maven_accounts")
    row = brought_in(cast, plain("crm_maven_pipeline/sales_pipeline.csv.gz"), "maven_pipeline")
    assert (row.counts["new"], row.counts["aside"], row.counts["wrong"]) == (4_238, 4_562, 0)
    assert Order.objects.aggregate(total=Sum("amount"))["total"] == 1_000_553_400
    assert not Order.objects.filter(product="GTXPro").exists()


def test_telco_customers_are_persons_known_by_number(cast: Cast) -> None:
    row = brought_in(cast, plain("telco_churn_ibm/Telco-Customer-Churn.csv.gz"), "telco")
    assert (row.counts["new"], row.counts["wrong"]) == (7_043, 0)
    assert Customer.objects.filter(kind="person").count() == 7_043


def test_odd_and_hostile_strings_stay_the_text_they_are(cast: Cast, tmp_path: Path) -> None:
    folder = unpacked(shared("strings_and_payloads/strings_shared.tar.gz"), tmp_path)
    strings = (folder / "blns" / "blns.txt").read_bytes()
    row = brought_in(cast, strings, "naughty_strings")
    assert row.problem is None
    assert Customer.objects.filter(name="<script>alert(0)</script>").exists()
    assert Customer.objects.filter(name__endswith="DROP TABLE users").exists()


def test_the_cases_of_csv_spectrum_are_read_as_its_answers_say(tmp_path: Path) -> None:
    folder = unpacked(shared("csv_torture/csv_shared.tar.gz"), tmp_path) / "csv-spectrum"
    for path in sorted((folder / "csvs").glob("*.csv")):
        if path.stem == "location_coordinates":
            continue  # its answer holds another phone number than the file
        answers = json.loads((folder / "json" / f"{path.stem}.json").read_text("utf-8"))
        names = next(csv.reader(io.StringIO(path.read_text("utf-8"))))
        found = [
            dict(zip(names, cells, strict=True)) for cells in rows_of(path, Reading(header=1))
        ]
        assert found == answers, path.name


def test_every_workbook_of_a_torture_corpus_is_read_or_gets_a_sentence(tmp_path: Path) -> None:
    folder = (
        unpacked(shared("spreadsheet_torture/calamine_shared.tar.gz"), tmp_path) / "calamine"
    )
    paths = [path for path in sorted(folder.iterdir()) if path.suffix != ".md"]
    outcomes = {path.name: _outcome(path) for path in paths}
    assert len(outcomes) > 120
    assert outcomes["pass_protected.xlsx"] == "password"
    assert outcomes["date_1904.xlsx"] == "read"
    assert sum(outcome == "read" for outcome in outcomes.values()) > 80


def _outcome(path: Path) -> str:
    try:
        sum(1 for _ in open_table(path, Reading()))
    except UnreadableError as error:
        return "password" if "password" in error.words.en else "refused"
    return "read"


def _map(name: str) -> Mapping:
    path = MAPS / f"{name}.toml"
    target = Target(path.read_text("utf-8").partition('target = "')[2].partition('"')[0])
    return load(path, target)
