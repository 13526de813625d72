"""What somebody does on the pages of key-account programmes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import Cast
from zhike.activities.models import Asset, Programme, SalesStar, Session, Task
from zhike.customers.models import Standing

pytestmark = pytest.mark.django_db


def promotion(cast: Cast) -> dict[str, str]:
    today = localdate()
    return {
        "title": "冬季换新", "goal": "多卖两成", "begins_on": str(today + timedelta(days=9)),
        "ends_on": str(today + timedelta(days=30)), "budget": "8000", "owner_id": str(cast.lin.pk),
        "ask_offer": "以旧换新", "ask_shared": "各半，见协议", "ask_measure": "多两成",
    }  # fmt: skip


@pytest.mark.row("S3-25")
def test_a_promotion_goes_from_outline_to_agreement_by_clicks(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.lin)
    new = f"/customers/{cast.hengyuan.pk}/programmes/new/?kind=promotion"
    client.post(new, promotion(cast))
    made = Programme.objects.get()
    page = f"/key/programmes/{made.pk}/"
    assert "做法：以旧换新" in client.get(page).content.decode()
    said = client.post(page, {"do": "begin"}, follow=True).content.decode()
    assert "先请主管同意" in said
    client.post(page, {"do": "ask"})
    client.force_login(cast.qian)
    assert "冬季换新" in client.get("/guard/").content.decode()
    client.post(f"{page}decide/", {"grant": "1"})
    made.refresh_from_db()
    assert (made.stage, made.decided_by) == ("agreed", cast.qian)
    client.force_login(cast.zhao)
    assert client.get(page).status_code == 404
    assert "冬季换新" not in client.get("/key/programmes/?stage=all").content.decode()


@pytest.mark.row("S2-22", "S3-21")
def test_the_task_of_a_session_is_done_on_its_page(as_lin: Client, cast: Cast) -> None:
    said = promotion(cast) | {"budget": "0", "ask_teach": "推荐"}
    as_lin.post(f"/customers/{cast.hengyuan.pk}/programmes/new/?kind=guidance", said)
    made = Programme.objects.get()
    today = localdate()
    as_lin.post(
        f"/key/programmes/{made.pk}/",
        {"do": "session", "means": "onsite", "topic": "selling", "what": "推荐", "planned_on": str(today)},
    )  # fmt: skip
    session = Session.objects.get()
    task = Task.objects.get(origin=f"guidance_session.hold:session:{session.pk}")
    answer = as_lin.get(f"/today/{task.pk}/finish/")
    assert answer.headers["Location"] == f"/key/sessions/{session.pk}/"
    as_lin.post(
        f"/key/sessions/{session.pk}/",
        {"do": "hold", "held_on": str(today), "taught": "先问后荐", "contact_ids": [cast.yu.pk], "others": "2"},
    )  # fmt: skip
    task.refresh_from_db()
    assert (task.result, task.outcome) == ("done", "先问后荐")
    assert "于海" in as_lin.get(f"/key/programmes/{made.pk}/").content.decode()


@pytest.mark.row("S2-23")
def test_who_is_not_entitled_is_told_so_in_words(client: Client, cast: Cast) -> None:
    today = localdate()
    Standing.objects.create(
        customer=cast.hengyuan, scheme="evaluation", grade="C", points=0, since=today, as_of=today, version=1
    )  # fmt: skip
    place = f"/customers/{cast.hengyuan.pk}/assets/new/"
    said = {
        "offer": "counter", "what": "专柜", "serial": "G-9", "worth": "9000", "terms": "lent",
        "agreement": "合同 9", "placed_on": str(today), "is_free": "on",
    }  # fmt: skip
    client.force_login(cast.lin)
    answer = client.post(place, said | {"because": "想放"})
    assert answer.status_code == 422
    assert "按等级，这位客户不享受“专柜联营”" in answer.content.decode()
    client.force_login(cast.qian)
    client.post(place, said | {"because": "新开旗舰店"})
    placed = Asset.objects.get()
    assert placed.because == "新开旗舰店"
    client.post(
        f"/key/assets/{placed.pk}/", {"do": "check", "found": "idle", "checked_on": str(today)}
    )
    assert "闲着没用" in client.get(f"/key/assets/{placed.pk}/").content.decode()


@pytest.mark.row("S2-22")
def test_a_star_is_named_by_whoever_assigns_customers_and_seen_on_the_customer(
    client: Client, cast: Cast
) -> None:
    give = f"/customers/{cast.hengyuan.pk}/stars/"
    client.force_login(cast.lin)
    assert client.post(give, {"why": "好"}).status_code == 403
    client.force_login(cast.qian)
    client.post(give, {"why": ""})
    assert not SalesStar.objects.exists()
    client.post(give, {"why": "行业里的样板"})
    year = localdate().year
    assert f"{year} 销售明星" in client.get(f"/customers/{cast.hengyuan.pk}/").content.decode()
    assert "行业里的样板" in client.get("/key/stars/").content.decode()
