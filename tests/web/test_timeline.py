"""The customer's timeline is the journal's events, told in both languages."""

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.trust import journal
from zhike.web.customers.timeline import SHOWN, TELLERS, entries


def test_every_kind_that_is_shown_can_be_told() -> None:
    assert set(SHOWN) == set(TELLERS)


@pytest.mark.parametrize("kind", SHOWN)
def test_an_event_that_says_little_breaks_no_page(
    as_lin: Client, cast: Cast, kind: str
) -> None:
    actor = cast.actor(cast.lin)
    journal.record(actor, kind, cast.hengyuan, on=DAY, customer_id=cast.hengyuan.pk)
    assert as_lin.get(f"/customers/{cast.hengyuan.pk}/").status_code == 200


def test_money_is_told_in_the_company_s_own_currency(cast: Cast) -> None:
    journal.record(
        cast.actor(cast.lin),
        "order.recorded",
        cast.hengyuan,
        on=DAY,
        customer_id=cast.hengyuan.pk,
        amount=123_450,
        number="N1",
    )
    (told,) = entries(cast.hengyuan.pk, only="deal", before=None, sign="£")
    assert (told.title.zh, told.title.en) == ("成交 £1,234.50", "Order £1,234.50")


def test_older_events_come_on_demand_and_none_twice(as_lin: Client, cast: Cast) -> None:
    actor = cast.actor(cast.lin)
    for n in range(45):
        journal.record(
            actor, "touch.logged", cast.hengyuan, on=DAY, customer_id=cast.hengyuan.pk,
            kind="call", summary=f"第{n:02}次",
        )  # fmt: skip
    first = entries(cast.hengyuan.pk, only="touch", before=None, sign="¥")
    rest = entries(cast.hengyuan.pk, only="touch", before=first[-1].id, sign="¥")
    assert len({e.detail for e in first + rest}) == len(first) + len(rest) == 45
