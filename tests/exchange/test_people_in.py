"""Contacts and touches from a file: birthdays by sun and moon, touches with their own day and author."""

import pytest

from tests.conftest import Cast
from tests.exchange.helpers import brought_in, reasons, taken_back
from zhike.activities.models import Touch
from zhike.customers.lookup import answers_of
from zhike.customers.models import Contact
from zhike.exchange.fields import Target
from zhike.trust.journal import of_customer

PEOPLE = """客户名称,姓名,职务,手机,生日,喜好
深圳市恒远机械有限公司,于海,总经理,138 0013 8000,农历八月十五,
深圳市恒远机械有限公司,单伟,会计,,1978年闰五月初三,钓鱼
无此公司,王五,,,,
"""
TOUCHES = """客户,联系人,方式,日期,经手人,内容
恒远机械有限公司,于海,电话,2024-03-05,赵二,谈了续约
深圳市恒远机械有限公司,于海,上门拜访,2024/3/6,赵二,看了样品
深圳市恒远机械有限公司,老王,微信,20240307,已离职的小周,发了报价
深圳市恒远机械有限公司,,备注,2026-09-01,,想起一件事
"""


@pytest.mark.row("S0-31")
def test_people_are_met_again_by_name_and_birthdays_keep_their_calendar(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    row = brought_in(zheng, Target.CONTACTS, PEOPLE)
    assert (row.counts["new"], row.counts["updated"], row.counts["wrong"]) == (1, 1, 1)
    cast.yu.refresh_from_db()
    assert (cast.yu.title, cast.yu.birth_calendar, cast.yu.birth_month) == ("总经理", "moon", 8)
    assert answers_of([cast.yu.pk], "person.likes") == {cast.yu.pk: "普洱茶"}
    shan = Contact.objects.get(name="单伟")
    assert (shan.pinyin, shan.birth_leap, shan.birth_year) == ("shanwei", True, 1978)
    assert brought_in(zheng, Target.CONTACTS, PEOPLE).counts["same"] == 2


def test_people_come_back_as_they_were(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    before = list(Contact.objects.order_by("pk").values())
    row = brought_in(zheng, Target.CONTACTS, PEOPLE)
    taken_back(zheng, row.id)
    assert list(Contact.objects.order_by("pk").values()) == before


def test_two_of_one_name_are_told_apart_by_their_mobile(cast: Cast) -> None:
    text = "客户名称,姓名,手机\n深圳市恒远机械有限公司,李明,13900000001\n深圳市恒远机械有限公司,李明,13900000002\n"
    zheng = cast.actor(cast.zheng)
    assert brought_in(zheng, Target.CONTACTS, text).counts["new"] == 2
    assert brought_in(zheng, Target.CONTACTS, text).counts["same"] == 2


def test_touches_keep_their_day_and_author(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    row = brought_in(zheng, Target.TOUCHES, TOUCHES)
    assert row.counts["new"] == 3
    assert "恒远机械" in reasons(zheng, row)[2]
    visit = Touch.objects.get(kind="visit")
    assert (visit.by, str(visit.touched_on), visit.contact) == (
        cast.zhao,
        "2024-03-06",
        cast.yu,
    )
    told = {
        str(event.happened_on): event.user
        for event in of_customer(cast.hengyuan.pk)
        if event.kind == "touch.logged"
    }
    assert told["2024-03-06"] == cast.zhao


def test_names_nobody_knows_are_kept_in_the_summary_and_said(cast: Cast) -> None:
    row = brought_in(cast.actor(cast.zheng), Target.TOUCHES, TOUCHES)
    message = Touch.objects.get(kind="message")
    assert message.by is None
    assert message.summary == "[已离职的小周 · 老王] 发了报价"
    assert "已离职的小周" in row.notes[0].en


def test_the_same_touches_twice_are_written_once_and_move_the_last_touch(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    row = brought_in(zheng, Target.TOUCHES, TOUCHES)
    cast.hengyuan.refresh_from_db()
    assert str(cast.hengyuan.last_touch_on) == "2024-03-07"
    assert brought_in(zheng, Target.TOUCHES, TOUCHES).counts["same"] == 3
    assert Touch.objects.count() == 3
    taken_back(zheng, row.id)
    cast.hengyuan.refresh_from_db()
    assert cast.hengyuan.last_touch_on is None
