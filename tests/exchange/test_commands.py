"""`zhike import` and `zhike revert`, as somebody types them."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.conftest import Cast
from tests.exchange.helpers import written
from zhike.customers.models import Customer
from zhike.exchange.models import Import
from zhike.sales.models import Order

ORDERS = "No;Client;Day;Sum\nA1;恒远;03/04/2026;1.234,50\nA2;;03/04/2026;5\n"
MAP = """
[columns]
number = "No"
customer = "Client"
ordered_on = "Day"
amount = "Sum"
"""


def said(*arguments: object) -> str:
    out = StringIO()
    call_command(*map(str, arguments), "--lang", "en", stdout=out)
    return out.getvalue()


@pytest.mark.row("S1-68")
def test_a_file_goes_in_with_a_map_and_comes_out_again(cast: Cast, tmp_path: Path) -> None:
    file = written(tmp_path, ORDERS)
    a_map = written(tmp_path, MAP, name="map.toml")
    told = said(
        "import", "orders", file, "--map", a_map, "--day-first", "--decimal-comma", "--create-customers",
    )  # fmt: skip
    assert "2 rows: 1 new, 0 updated, 0 the same, 1 wrong" in told
    assert "row 3: No customer is named." in told
    order = Order.objects.get()
    assert (order.amount, str(order.ordered_on)) == (123450, "2026-04-03")
    assert "2 rows deleted" in said("revert", Import.objects.unscoped().get().pk)
    assert not Order.objects.exists()


def test_a_dry_run_says_what_would_happen(cast: Cast, tmp_path: Path) -> None:
    before = Customer.objects.count()
    told = said("import", "customers", written(tmp_path, "客户名称\n甲\n"), "--dry-run")
    assert "1 rows: 1 new" in told
    assert "nothing was written" in told
    assert Customer.objects.count() == before


def test_somebody_imports_with_his_own_rights(cast: Cast, tmp_path: Path) -> None:
    said("import", "customers", written(tmp_path, "客户名称\n甲\n"), "--as", "lin")
    assert Customer.objects.get(name="甲").owner == cast.lin


def test_a_file_of_visiting_cards_goes_in_by_command(cast: Cast, tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:王建国\nORG:深圳市恒远机械有限公司\nTEL;TYPE=CELL:13800138001\nEND:VCARD\n"
    told = said("import", "contacts", written(tmp_path, card, name="cards.vcf"))
    assert "1 rows: 1 new" in told
    assert cast.hengyuan.contacts.get(name="王建国").mobile == "13800138001"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("customers", "no-such-file.csv"), "no file"),
        (("customers", "empty.csv"), "empty"),
        (("orders", "names.csv"), "column is missing"),
        (("customers", "names.csv", "--as", "nobody"), "Nobody active"),
        (("customers", "names.csv", "--update-by", "age"), "cannot be updated by"),
        (("customers", "names.csv", "--map", "names.csv"), "map cannot be read"),
    ],
)
def test_what_cannot_be_done_ends_with_one_sentence(
    cast: Cast, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    written(tmp_path, "客户名称\n甲\n", name="names.csv")
    written(tmp_path, "", name="empty.csv")
    paths = [tmp_path / each if each.endswith(".csv") else each for each in arguments]
    with pytest.raises(CommandError, match=sentence):
        said("import", *paths)
    assert not Customer.objects.filter(name="甲").exists()


def test_rows_already_there_are_left_alone_on_request(cast: Cast, tmp_path: Path) -> None:
    file = written(tmp_path, "客户名称,城市\n深圳市恒远机械有限公司,东莞\n甲,北京\n")
    told = said("import", "customers", file, "--update-by", "none")
    assert "1 new, 0 updated, 1 the same" in told
    cast.hengyuan.refresh_from_db()
    assert cast.hengyuan.city == "深圳"
