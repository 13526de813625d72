"""A customer's satisfaction page asks what he expects, sets it beside what he got, and asks why the value is low."""

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import Cast
from zhike.service.models import Expectation, Survey, ValueCause


@pytest.mark.row("S0-22")
def test_expected_at_the_start_and_compared_at_the_end_on_two_forms(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.lin)
    base = f"/customers/{cast.hengyuan.pk}/satisfaction/"
    client.post(
        f"{base}expect/", {"kind": "delivery", "about": "控制柜", "expected": "到货就能装"}
    )
    made = Expectation.objects.unscoped().get()
    page = f"/satisfaction/expectations/{made.pk}/"
    less = {"met": "below", "outcome": "缺两根线"}
    refused = client.post(page, less)
    assert refused.status_code == 422
    assert "请选一种原因" in refused.content.decode()
    client.post(page, less | {"cause": "recognition", "why": "我们以为他自备线"})
    shown = client.get(page).content.decode()
    for words in ("到货就能装", "缺两根线", "双方对价值的看法不一样", "我们以为他自备线"):
        assert words in shown
    assert "不如期望" in client.get(base).content.decode()


@pytest.mark.row("S0-22")
def test_a_low_value_opens_the_question_why(client: Client, cast: Cast) -> None:
    client.force_login(cast.lin)
    page = f"/customers/{cast.hengyuan.pk}/satisfaction/"
    assert "这一次偏低，还没有找原因" not in client.get(page).content.decode()
    today = localdate()
    Survey.objects.create(
        customer=cast.hengyuan, questionnaire="four_satisfactions", version=1, occasion="period",
        language="zh", way="paper", asked_on=today, holds_until=today, answered_on=today, value=40,
    )  # fmt: skip
    assert "这一次偏低，还没有找原因" in client.get(page).content.decode()
    assert client.post(f"{page}why/", {"cause": "price"}).status_code == 422
    client.post(f"{page}why/", {"cause": "price", "why": "同行便宜"})
    assert ValueCause.objects.unscoped().get().cause == "price"
    assert "这一次偏低，还没有找原因" not in client.get(page).content.decode()


@pytest.mark.row("S0-22")
def test_the_page_reminds_of_a_contract_nobody_asked_about(client: Client, cast: Cast) -> None:
    client.force_login(cast.lin)
    today = localdate().isoformat()
    said = {
        "number": "K-9", "title": "年度维保", "signed_on": today, "starts_on": today,
        "ends_on": today, "amount": "1000",
    }  # fmt: skip
    client.post(f"/customers/{cast.hengyuan.pk}/value/contracts/new/", said)
    page = f"/customers/{cast.hengyuan.pk}/satisfaction/"
    shown = client.get(page).content.decode()
    assert "“年度维保”刚开始，还没有问他期望什么" in shown
