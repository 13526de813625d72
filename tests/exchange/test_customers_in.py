"""Customers from a file: new ones are opened, known ones are met again and updated."""

from io import BytesIO

import pytest

from tests.conftest import Cast
from tests.exchange.helpers import (
    AT,
    brought_in,
    checked,
    reasons,
    taken_back,
    uploaded,
    workbook,
)
from zhike.customers import search
from zhike.customers.actions.book import CustomerDraft, change_customer, open_customer
from zhike.customers.models import Customer
from zhike.exchange import actions, queries
from zhike.exchange.fields import Target
from zhike.exchange.mapping import Mapping
from zhike.trust.actor import Forbidden
from zhike.trust.journal import of_customer
from zhike.trust.models import Event

CODE = "91330100799655058B"
BOOK = f"""客户编号,客户名称,统一社会信用代码,城市,电话,客户经理,合作起始
K1,金茂物流有限公司,{CODE.lower()},杭州,（0571）85022088转12,林一,2019年3月1日
K2,远山茶业,,北京,+86 138 0013 8000,赵二,2020/5/6
"""


@pytest.mark.row("S1-68", "S1-55")
def test_a_customer_book_goes_in_with_owners_and_normalised_numbers(cast: Cast) -> None:
    row = brought_in(cast.actor(cast.zheng), Target.CUSTOMERS, BOOK)
    assert (row.state, row.counts["new"], row.counts["wrong"]) == ("committed", 2, 0)
    jinmao = Customer.objects.get(number="K1")
    assert jinmao.credit_code == CODE
    assert jinmao.phone == "0571-85022088-12"
    assert str(jinmao.since) == "2019-03-01"
    assert (jinmao.owner, jinmao.team) == (cast.lin, cast.east)
    assert Customer.objects.get(number="K2").phone == "13800138000"


def test_a_dry_run_counts_and_writes_nothing(cast: Cast) -> None:
    before = Customer.objects.count()
    row = checked(cast.actor(cast.zheng), Target.CUSTOMERS, BOOK)
    assert (row.state, row.counts["new"]) == ("checked", 2)
    assert Customer.objects.count() == before


@pytest.mark.row("S1-68")
def test_the_same_file_twice_changes_nothing(cast: Cast) -> None:
    data_steward = cast.actor(cast.zheng)
    brought_in(data_steward, Target.CUSTOMERS, BOOK)
    before = list(Customer.objects.order_by("pk").values())
    row = brought_in(data_steward, Target.CUSTOMERS, BOOK)
    assert (row.counts["new"], row.counts["updated"], row.counts["same"]) == (0, 0, 2)
    assert list(Customer.objects.order_by("pk").values()) == before
    assert row.same_file is not None


def test_a_changed_row_updates_only_what_it_says(cast: Cast) -> None:
    data_steward = cast.actor(cast.zheng)
    brought_in(data_steward, Target.CUSTOMERS, BOOK)
    row = brought_in(data_steward, Target.CUSTOMERS, "客户编号,城市,电话\nK1,宁波,\nK2,北京,\n")
    assert (row.counts["updated"], row.counts["same"]) == (1, 1)
    jinmao = Customer.objects.get(number="K1")
    assert (jinmao.city, jinmao.phone) == ("宁波", "0571-85022088-12")


def test_imported_customers_are_found_and_have_a_timeline(cast: Cast) -> None:
    data_steward = cast.actor(cast.zheng)
    brought_in(data_steward, Target.CUSTOMERS, BOOK)
    found = search.matching(Customer.objects.visible_to(data_steward), "jmwl")
    jinmao = found.get()
    assert [event.kind for event in of_customer(jinmao.pk)] == ["customer.opened"]


def test_a_customer_without_a_number_is_met_by_name(cast: Cast) -> None:
    data_steward = cast.actor(cast.zheng)
    row = brought_in(
        data_steward, Target.CUSTOMERS, "客户名称,客户编号,城市\n深圳市恒远机械,K9,东莞\n"
    )
    assert row.counts["updated"] == 1
    cast.hengyuan.refresh_from_db()
    assert (cast.hengyuan.number, cast.hengyuan.city) == ("K9", "东莞")


def test_every_wrong_row_has_its_own_reason_and_the_others_go_in(cast: Cast) -> None:
    text = (
        "客户编号,客户名称,统一社会信用代码,客户经理,合作起始\n"
        "K1,好公司,,,\n"
        "K2,坏代码,91330100799655058C,,\n"
        "K3,坏经理,,王五,\n"
        "K4,坏日期,,,明年\n"
        "K1,同号,,,\n"
        ",,,,2020-01-01\n"
        "K5,多一格,,,,多出来\n"
        "K6,,,,\n"
    )
    row = brought_in(cast.actor(cast.zheng), Target.CUSTOMERS, text)
    said = reasons(cast.actor(cast.zheng), row)
    assert (set(said), row.counts["new"]) == ({3, 4, 5, 6, 7, 8, 9}, 1)
    assert "Credit code" in said[3]
    assert "nobody here" in said[4]
    assert "not a date" in said[5]
    assert "that of row 2" in said[6]
    assert "Neither a name" in said[7]
    assert "6 cells" in said[8]
    assert "needs a name" in said[9]


def test_wrong_rows_come_back_as_they_were_with_formulas_defused(cast: Cast) -> None:
    text = '客户名称,备注,合作起始\n=1+1,"-3",昨天\n'
    zheng = cast.actor(cast.zheng)
    row = brought_in(zheng, Target.CUSTOMERS, text)
    data = b"".join(queries.wrong_rows(zheng, row.id, language="zh"))
    assert data.startswith(
        "\ufeff客户名称,备注,合作起始,行号,原因\r\n'=1+1,-3,昨天,2,".encode()
    )


def test_two_rows_alike_are_one_customer(cast: Cast) -> None:
    row = brought_in(cast.actor(cast.zheng), Target.CUSTOMERS, "客户名称\n甲\n乙\n甲\n")
    assert (row.counts["new"], row.counts["same"], row.counts["wrong"]) == (2, 1, 0)


def test_a_workbook_goes_in_like_a_text_file(cast: Cast, tmp_path: object) -> None:
    from pathlib import Path

    path = workbook(Path(str(tmp_path)), [["客户编号", "客户名称"], [1001, "甲"], [1002, "乙"]])
    row = brought_in(cast.actor(cast.zheng), Target.CUSTOMERS, path.read_bytes())
    assert row.counts["new"] == 2
    assert Customer.objects.filter(number="1001").exists()


class TestRights:
    """Who may import what."""

    def test_an_account_manager_owns_what_he_opens(self, cast: Cast) -> None:
        brought_in(cast.actor(cast.lin), Target.CUSTOMERS, "客户名称\n新客户\n")
        opened = Customer.objects.get(name="新客户")
        assert (opened.owner, opened.team) == (cast.lin, cast.east)

    def test_an_account_manager_does_not_hand_customers_to_others(self, cast: Cast) -> None:
        lin = cast.actor(cast.lin)
        row = brought_in(lin, Target.CUSTOMERS, "客户名称,客户经理\n新客户,赵二\n我的,林一\n")
        assert "hand customers to others" in reasons(lin, row)[2]
        assert row.counts["new"] == 1

    def test_nobody_updates_customers_he_may_not_see(self, cast: Cast) -> None:
        brought_in(cast.actor(cast.zheng), Target.CUSTOMERS, BOOK)
        zhao = cast.actor(cast.zhao)
        row = brought_in(zhao, Target.CUSTOMERS, "客户编号,客户名称,城市\nK1,别人的,上海\n")
        assert "somebody else" in reasons(zhao, row)[2]
        assert Customer.objects.get(number="K1").city == "杭州"

    def test_the_service_desk_may_not_import(self, cast: Cast) -> None:
        with pytest.raises(Forbidden):
            uploaded(cast.actor(cast.wu), Target.CUSTOMERS, BOOK)

    def test_nobody_sees_the_imports_of_others_but_whoever_sees_all(self, cast: Cast) -> None:
        row = brought_in(cast.actor(cast.lin), Target.CUSTOMERS, "客户名称,合作起始\n甲,坏\n")
        with pytest.raises(LookupError):
            queries.one(cast.actor(cast.zhao), row.id)
        with pytest.raises(LookupError):
            list(queries.wrong_rows(cast.actor(cast.qian), row.id, language="zh"))
        assert queries.one(cast.actor(cast.sun), row.id).who == "林一"
        assert queries.imports(cast.actor(cast.zhao)) == []

    def test_somebody_who_has_left_imports_nothing(self, cast: Cast) -> None:
        from zhike.exchange.jobs import work_on

        lin = cast.actor(cast.lin)
        import_id = uploaded(lin, Target.CUSTOMERS, "客户名称\n甲\n")
        actions.check(lin, import_id, Mapping(Target.CUSTOMERS, {"name": "客户名称"}), at=AT)
        cast.lin.is_active = False
        cast.lin.save()
        work_on(import_id)
        assert queries.one(lin, import_id).state == "failed"


class TestTakingBack:
    """An import is taken back whole, but never over somebody's later work."""

    def test_new_customers_go_and_changed_ones_say_what_they_said_before(
        self, cast: Cast
    ) -> None:
        zheng = cast.actor(cast.zheng)
        before = Customer.objects.filter(pk=cast.hengyuan.pk).values().get()
        row = brought_in(
            zheng, Target.CUSTOMERS, "客户名称,城市\n恒远,上海\n深圳市恒远机械有限公司,东莞\n"
        )
        assert (row.counts["new"], row.counts["updated"]) == (1, 1)
        back = taken_back(zheng, row.id)
        assert (back.counts["deleted"], back.counts["restored"], back.counts["kept"]) == (
            1,
            1,
            0,
        )
        assert Customer.objects.filter(pk=cast.hengyuan.pk).values().get() == before
        assert not Customer.objects.filter(name="恒远").exists()
        assert not search.matching(Customer.objects.visible_to(zheng), "上海").exists()

    def test_what_somebody_changed_since_stays(self, cast: Cast) -> None:
        zheng = cast.actor(cast.zheng)
        row = brought_in(
            zheng,
            Target.CUSTOMERS,
            "客户名称,城市,行业\n深圳市恒远机械有限公司,东莞,机床\n新来的,北京,茶\n",
        )
        hengyuan = Customer.objects.get(pk=cast.hengyuan.pk)
        draft = CustomerDraft(
            hengyuan.name, short_name="恒远机械", city="佛山", industry="机床"
        )
        change_customer(zheng, hengyuan, draft, on=AT.date())
        newcomer = Customer.objects.get(name="新来的")
        change_customer(zheng, newcomer, CustomerDraft("新来的", city="天津"), on=AT.date())
        back = taken_back(zheng, row.id)
        hengyuan.refresh_from_db()
        assert (hengyuan.city, hengyuan.industry) == ("佛山", "机械")
        assert Customer.objects.filter(name="新来的").exists()
        assert back.counts["kept"] == 2

    def test_the_timeline_no_longer_tells_what_was_taken_back(self, cast: Cast) -> None:
        zheng = cast.actor(cast.zheng)
        before = [event.pk for event in of_customer(cast.hengyuan.pk)]
        row = brought_in(
            zheng, Target.CUSTOMERS, "客户名称,城市\n深圳市恒远机械有限公司,东莞\n"
        )
        assert len(list(of_customer(cast.hengyuan.pk))) == len(before) + 1
        taken_back(zheng, row.id)
        assert [event.pk for event in of_customer(cast.hengyuan.pk)] == before
        assert Event.objects.filter(kind="import.reverted").count() == 1

    def test_an_import_is_taken_back_once(self, cast: Cast) -> None:
        zheng = cast.actor(cast.zheng)
        row = brought_in(zheng, Target.CUSTOMERS, "客户名称\n甲\n")
        taken_back(zheng, row.id)
        with pytest.raises(actions.NotNowError):
            actions.revert(zheng, row.id)


def test_columns_are_remembered_for_the_next_file_with_the_same_names(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    text = "代号,叫法\nX1,甲\n"
    import_id = uploaded(zheng, Target.CUSTOMERS, text)
    assert queries.preview(zheng, import_id).mapping.columns == {}
    said = Mapping(Target.CUSTOMERS, {"number": "代号", "name": "叫法"})
    actions.check(zheng, import_id, said, at=AT)
    again = uploaded(zheng, Target.CUSTOMERS, "代号,叫法\nX2,乙\n")
    assert queries.preview(zheng, again).mapping.columns == said.columns


def test_a_file_that_is_too_large_for_the_browser_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(actions.NotNowError, match="zhike import"):
        actions.upload(
            cast.actor(cast.zheng),
            BytesIO(b"x" * 2_000),
            name="big.csv",
            target=Target.CUSTOMERS,
            at=AT,
            most=1_000,
        )
    assert queries.imports(cast.actor(cast.zheng)) == []


def test_a_hidden_customer_of_the_same_name_does_not_stop_an_account_manager(
    cast: Cast,
) -> None:
    sun = cast.actor(cast.sun)
    open_customer(sun, CustomerDraft("金茂物流"), owner_id=cast.zhao.pk, on=AT.date())
    row = brought_in(cast.actor(cast.lin), Target.CUSTOMERS, "客户名称\n金茂物流\n")
    assert row.counts["new"] == 1
