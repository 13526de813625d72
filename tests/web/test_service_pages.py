"""Services and effort in the browser."""

import pytest
from django.test import Client

from tests.care.test_services import graded
from tests.conftest import Cast
from zhike.activities.models import Delivery, Effort, Extra, SupportGrant


def test_a_service_is_noted_with_one_click_from_the_customer_s_page(
    as_lin: Client, cast: Cast
) -> None:
    graded(cast.hengyuan, "C")
    home = f"/customers/{cast.hengyuan.pk}/"
    assert "缴费服务" in as_lin.get(home).content.decode()
    sent = {"service": "group_services.payment", "delivered_on": "2026-11-01", "next": home}
    answer = as_lin.post(f"{home}services/give/", sent, follow=True)
    assert answer.redirect_chain[-1][0] == home
    assert "服务做到：缴费服务" in answer.content.decode()
    assert Delivery.objects.get().by == cast.lin


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"service": "group_services.onsite", "delivered_on": "2026-11-01"}, "要留凭据"),
        ({"service": "group_services.nothing", "delivered_on": "2026-11-01"}, "没有这项服务"),
        ({"service": "group_services.payment", "delivered_on": "2999-01-01"}, "还没到的日子"),
        ({"service": "group_services.payment", "delivered_on": "x"}, "请选服务和日期"),
        (
            {
                "service": "group_services.payment",
                "delivered_on": "2026-11-01",
                "contact_id": "99999",
            },
            "没有这位联系人",
        ),
    ],
)
def test_what_cannot_be_noted_is_said(
    as_lin: Client, cast: Cast, sent: dict[str, str], said: str
) -> None:
    answer = as_lin.post(f"/customers/{cast.hengyuan.pk}/services/give/", sent, follow=True)
    assert said in answer.content.decode()
    assert not Delivery.objects.exists()


def test_effort_is_noted_in_money_as_people_write_it(as_lin: Client, cast: Cast) -> None:
    page = f"/customers/{cast.hengyuan.pk}/services/"
    sent = {
        "side": "professional",
        "what": "做了现场勘测",
        "minutes": "90",
        "cost": "120",
        "spent_on": "2026-11-02",
    }
    as_lin.post(f"{page}effort/", sent)
    row = Effort.objects.get()
    assert (row.minutes, row.cost, row.side) == (90, 12_000, "professional")
    empty = as_lin.post(f"{page}effort/", sent | {"minutes": "", "cost": ""})
    assert empty.status_code == 422
    assert "做了现场勘测" in as_lin.get(page).content.decode()


EXTRA = {
    "what": "替他们写了招标说明", "why": "时间紧", "cost": "2000", "given_on": "2026-11-02",
    "felt": "unknown", "before": "more", "past_supplier": "老东家",
}  # fmt: skip


def test_billable_work_given_away_is_flagged(as_lin: Client, cast: Cast) -> None:
    page = f"/customers/{cast.hengyuan.pk}/services/"
    answer = as_lin.post(
        f"{page}extra/", EXTRA | {"is_billable": "on", "pitfalls": ["their_job"]}, follow=True
    )
    text = answer.content.decode()
    assert "下次先谈清楚再做" in text
    assert "做了客户自己分内的事" in text
    assert "老东家" in text
    assert "替他们写了招标说明" not in as_lin.get("/services/extras/").content.decode()
    assert "¥2,000.00" in as_lin.get("/services/extras/").content.decode()


def test_felt_needs_grounds(as_lin: Client, cast: Cast) -> None:
    answer = as_lin.post(
        f"/customers/{cast.hengyuan.pk}/services/extra/", EXTRA | {"felt": "yes"}
    )
    assert "请写一句依据" in answer.content.decode()
    assert not Extra.objects.exists()


def test_a_benefit_to_a_person_waits_with_the_lead(client: Client, cast: Cast) -> None:
    client.force_login(cast.lin)
    client.post(
        f"/customers/{cast.hengyuan.pk}/services/extra/", EXTRA | {"pitfalls": ["personal"]}
    )
    extra = Extra.objects.get()
    client.force_login(cast.qian)
    assert "替他们写了招标说明" in client.get("/guard/").content.decode()
    assert "替他们写了招标说明" in client.get("/services/extras/").content.decode()
    client.post(f"/services/extras/{extra.pk}/decide/", {"grant": "1"})
    extra.refresh_from_db()
    assert extra.counts


def test_support_is_granted_by_who_approves_and_refused_to_a_person(
    client: Client, cast: Cast
) -> None:
    graded(cast.hengyuan, "B")
    page = f"/customers/{cast.hengyuan.pk}/services/support/"
    client.force_login(cast.lin)
    assert client.get(page).status_code == 403
    client.force_login(cast.qian)
    sent = {
        "kind": "reward",
        "amount": "1000",
        "what": "年度达成",
        "terms": "协议 3 条",
        "account": "于海",
    }
    assert "只能付到这家客户单位" in client.post(page, sent).content.decode()
    assert (
        "超出这一等级"
        in client.post(
            page, sent | {"amount": "100万", "account": cast.hengyuan.name}
        ).content.decode()
    )
    client.post(page, sent | {"account": cast.hengyuan.name})
    assert SupportGrant.objects.get().amount == 100_000


def test_a_post_is_given_on_the_person_s_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.feng)
    sent = {
        "name": "林一",
        "role": "account_manager",
        "channel": "hotline",
        "post": "vip_senior",
        "teams": [cast.east.pk],
    }
    client.post(f"/people/{cast.lin.pk}/", sent)
    cast.lin.refresh_from_db()
    assert (cast.lin.channel, cast.lin.post) == ("hotline", "vip_senior")


def test_the_numbers_lead_to_their_customers(client: Client, cast: Cast) -> None:
    graded(cast.hengyuan, "A")
    client.force_login(cast.sun)
    assert "上门服务" in client.get("/services/?channel=posted").content.decode()
    found = client.get(
        "/services/customers/?service=group_services.onsite&by=evaluation.A&state=owed"
    )
    assert "恒远机械" in found.content.decode()
    unknown = client.get("/services/customers/?service=none.none&by=x")
    assert unknown["Location"] == "/services/"
