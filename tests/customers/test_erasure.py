"""A person who wants to be forgotten is: from every table, file, event and index; and a backup does not bring him back."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tests.conftest import DAY, Cast
from tests.customers.test_facts import agreed, item, switch_on
from tests.exchange.helpers import brought_in, reasons
from zhike.care.actions import log_touch
from zhike.customers import persons, search
from zhike.customers.access import copy_of
from zhike.customers.actions.facts import Learned, note_fact
from zhike.customers.actions.persons import decide_request, receive_request
from zhike.customers.asking import Subject
from zhike.customers.erasing import links, words_of_customers
from zhike.customers.models import Contact, Customer, Fact, PersonRequest
from zhike.exchange import erasing
from zhike.exchange.fields import Target
from zhike.methods.library import library
from zhike.sales.models import Order
from zhike.trust import chain, erasures
from zhike.trust.models import Erasure, Event, SubjectKey
from zhike.trust.requests import OwnRequest

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MACKAY = library().forms["mackay66"]
CANARIES = ("于海", "于总", "13800138000", "canary-topic", "canary-belief", "于海说要续约")


def known_everywhere(cast: Cast) -> Subject:
    """Yu with answers, seals, touches, promises and events that name him."""
    lin, yu = cast.actor(cast.lin), Subject(cast.hengyuan, cast.yu)
    switch_on(cast, "religion")
    agreed(lin, yu, "belief")
    note_fact(lin, yu, MACKAY, item("topics"), "canary-topic", Learned("told"), on=DAY)
    note_fact(
        lin, yu, MACKAY, item("religion.belief"), "canary-belief", Learned("told"), on=DAY
    )
    log_touch(
        lin, customer_id=cast.hengyuan.pk, contact_id=cast.yu.pk, kind="call",
        summary="于海说要续约", on=DAY, promise="给于海发案例", promise_due_on=DAY,
    )  # fmt: skip
    Order.objects.create(customer=cast.hengyuan, number="N1", ordered_on=DAY, amount=100)
    return yu


def granted(cast: Cast, subject: Subject, kind: str = "erase") -> PersonRequest:
    asked = receive_request(
        cast.actor(cast.lin), subject, kind=kind, words="请处理", came_on=DAY, at=AT
    )
    return decide_request(cast.actor(cast.zheng), asked.pk, grant=True, why="", at=AT)


def everything_kept() -> str:
    """The whole database as text."""
    told = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            told.append(
                f"{table} {cursor.fetchall()}".encode().decode("unicode_escape", "ignore")
            )
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            told.append(f"{table} {cursor.fetchall()}")
    return "\n".join(told)


@pytest.mark.django_db
def test_whoever_is_erased_is_named_nowhere(cast: Cast) -> None:
    yu = known_everywhere(cast)
    before = everything_kept()
    assert all(canary in before for canary in CANARIES if canary != "canary-belief")
    assert erasing.carry_out(cast.actor(cast.zheng), granted(cast, yu), at=AT)
    after = everything_kept()
    assert [canary for canary in CANARIES if canary in after] == []
    assert not Contact.everyone.filter(pk=cast.yu.pk).exists()
    assert Order.objects.filter(customer=cast.hengyuan).count() == 1
    assert list(search.matching(Customer.objects.all(), "于海")) == []


@pytest.mark.django_db
def test_the_journal_still_holds_after_an_erasure(cast: Cast) -> None:
    yu = known_everywhere(cast)
    chain.seal(at=AT)
    erasing.carry_out(cast.actor(cast.zheng), granted(cast, yu), at=AT)
    chain.seal(at=AT)
    assert chain.verify().holds
    assert Event.objects.filter(kind="person.erased").count() == 1


@pytest.mark.django_db
def test_an_erasure_is_carried_out_once_and_only_when_another_agreed(cast: Cast) -> None:
    yu = known_everywhere(cast)
    zheng = cast.actor(cast.zheng)
    own = receive_request(zheng, yu, kind="erase", words="请删除", came_on=DAY, at=AT)
    with pytest.raises(OwnRequest):
        decide_request(zheng, own.pk, grant=True, why="", at=AT)
    assert not erasing.carry_out(zheng, own, at=AT)
    assert Contact.objects.filter(pk=cast.yu.pk).exists()
    asked = granted(cast, yu)
    assert erasing.carry_out(zheng, asked, at=AT)
    asked.refresh_from_db()
    assert not erasing.carry_out(zheng, asked, at=AT)


@pytest.mark.django_db
def test_an_answer_is_due_within_fifteen_working_days(cast: Cast) -> None:
    asked = receive_request(
        cast.actor(cast.lin), Subject(cast.hengyuan, cast.yu), kind="copy", words="看看",
        came_on=DAY, at=AT,
    )  # fmt: skip
    assert str(asked.due_on) == "2026-12-14"


@pytest.mark.django_db
def test_a_backup_that_brings_him_back_is_erased_before_anything_is_served(cast: Cast) -> None:
    yu = known_everywhere(cast)
    erased = erasures.Erased(yu.name, DAY, ())
    Path(settings.ERASED_FILE).write_text(
        json.dumps({"subject": erased.subject, "on": str(DAY), "prints": []}) + "\n{cut off"
    )
    assert erasing.replay() == 1
    assert not Contact.everyone.filter(pk=cast.yu.pk).exists()
    assert "canary-topic" not in everything_kept()
    assert erasing.replay() == 0


@pytest.mark.django_db
def test_a_file_that_names_him_does_not_bring_him_back(cast: Cast) -> None:
    zheng = cast.actor(cast.zheng)
    erasing.carry_out(zheng, granted(cast, Subject(cast.hengyuan, cast.yu)), at=AT)
    book = "客户名称,姓名,手机\n深圳市恒远机械有限公司,于海,\n深圳市恒远机械有限公司,小于,138 0013 8000\n深圳市恒远机械有限公司,单伟,\n"
    row = brought_in(zheng, Target.CONTACTS, book)
    assert (row.counts["new"], row.counts["wrong"]) == (1, 2)
    assert all("asked to be erased" in why for why in reasons(zheng, row).values())
    assert [c.name for c in Contact.objects.filter(customer=cast.hengyuan)] == ["单伟"]


@pytest.mark.django_db(transaction=True)
def test_what_was_erased_is_gone_from_the_file_itself(cast: Cast) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps old row versions until its own vacuum")
    yu = known_everywhere(cast)
    erasing.carry_out(cast.actor(cast.zheng), granted(cast, yu), at=AT)
    assert Erasure.objects.get().subject == yu.name
    written = Path(settings.ERASED_FILE).read_text("utf-8")
    assert yu.name in written
    assert "于海" not in written
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA database_list")
        path = cursor.fetchall()[0][2]
    if path:
        raw = b"".join(p.read_bytes() for p in Path(path).parent.glob(Path(path).name + "*"))
        assert [c for c in CANARIES if c.encode() in raw] == []
    assert not SubjectKey.objects.exists()


@pytest.mark.django_db
def test_the_copy_holds_everything_kept_of_him_and_who_looked(cast: Cast) -> None:
    yu = known_everywhere(cast)
    lin = cast.actor(cast.lin)
    told = json.dumps(copy_of(lin, yu, at=AT), ensure_ascii=False)
    for canary in CANARIES:
        assert canary in told, canary
    assert "林一" in told
    again = copy_of(lin, yu, at=AT)
    assert again["openings"][0]["why"] == "本人要求查看 / asked by the person"


def test_every_table_that_knows_people_says_what_becomes_of_them() -> None:
    assert {link.model._meta.label for link in links()} >= {
        "customers.Fact", "customers.ContactPoint", "activities.Touch", "service.Case",
    }  # fmt: skip
    assert {each.model._meta.label for each in words_of_customers()} >= {
        "activities.Touch", "activities.Note", "service.Resolution", "customers.BulkRow",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_natural_person_who_was_a_customer_leaves_his_orders_under_a_number(
    cast: Cast,
) -> None:
    wang = Customer.objects.create(
        name="王芳芳", name_key="王芳芳", pinyin="wangfangfang", kind="person",
        owner=cast.lin, team=cast.east, note="王芳芳的备注",
    )  # fmt: skip
    Order.objects.create(customer=wang, number="N9", ordered_on=DAY, amount=100)
    erasing.carry_out(cast.actor(cast.zheng), granted(cast, Subject(wang)), at=AT)
    wang.refresh_from_db()
    assert wang.name == f"#{wang.pk}"
    assert Order.objects.filter(customer=wang).exists()
    assert "王芳芳" not in everything_kept()


@pytest.mark.django_db
def test_the_request_goes_through_the_pages(client: Client, cast: Cast) -> None:
    known_everywhere(cast)
    client.force_login(cast.lin)
    page = f"/customers/{cast.hengyuan.pk}/contacts/{cast.yu.pk}/wishes/new/"
    client.post(page, {"kind": "erase", "words": "请删除我的资料", "came_on": str(DAY)})
    asked = persons.requests(cast.actor(cast.lin)).get()
    assert client.post(f"/customers/persons/{asked.pk}/erase/").status_code == 403
    client.force_login(cast.zheng)
    assert "请删除我的资料" in client.get("/guard/").content.decode()
    client.post(f"/customers/persons/{asked.pk}/decide/", {"grant": "1"})
    client.post(f"/customers/persons/{asked.pk}/erase/")
    assert not Contact.everyone.filter(pk=cast.yu.pk).exists()
    assert not Fact.objects.filter(contact=cast.yu.pk).exists()


@pytest.mark.django_db
def test_the_copy_is_taken_once_and_stands_on_the_register(client: Client, cast: Cast) -> None:
    yu = known_everywhere(cast)
    asked = granted(cast, yu, "copy")
    client.force_login(cast.lin)
    answer = client.post(f"/customers/persons/{asked.pk}/copy/")
    assert "canary-belief" in answer.content.decode()
    again = client.post(f"/customers/persons/{asked.pk}/copy/")
    assert "canary-belief" not in again.content.decode()
    assert "本人要的副本" in client.get("/guard/exports/").content.decode()
