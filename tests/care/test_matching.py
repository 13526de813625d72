"""Whoever knows a customer's industry and field comes first, with the reason; nobody is left out."""

import pytest
from django.test import Client
from django.utils.timezone import now

from tests.conftest import DAY, Cast
from zhike.care.actions import receive_case
from zhike.care.matching import fitting
from zhike.sales.models import Order
from zhike.trust.actor import Forbidden
from zhike.users.knowing import known, may_speak_of, say_knows, take_back
from zhike.users.models import Expertise, User


def knows(
    cast: Cast, by: User, of: User, subject: str, level: int, kind: str = "industry"
) -> Expertise:
    return say_knows(
        cast.actor(by), of, kind=kind, subject=subject, level=level, grounds="做过", on=DAY
    )


@pytest.mark.row("S0-17")
def test_whoever_knows_his_industry_and_field_comes_first_with_the_reason(cast: Cast) -> None:
    cast.hengyuan.industry = "汽车零部件"
    cast.hengyuan.save()
    Order.objects.create(
        customer=cast.hengyuan, number="A1", ordered_on=DAY, amount=100, product="变频器 7.5kW"
    )
    lin = cast.actor(cast.lin)
    everybody = {fit.person for fit in fitting(lin, cast.hengyuan.pk, on=DAY)}
    knows(cast, cast.zhao, cast.zhao, "汽车", 3)
    knows(cast, cast.sun, cast.sun, "变频器", 4, "field")
    knows(cast, cast.sun, cast.sun, "纺织", 4)
    knows(cast, cast.wu, cast.wu, "汽车", 1)
    fits = fitting(lin, cast.hengyuan.pk, on=DAY)
    assert {fit.person for fit in fits} == everybody
    assert [fit.person for fit in fits[:2]] == [cast.sun, cast.zhao]
    assert [r.zh for r in fits[0].reasons] == ["变频器方面：别人来问他（自己说）"]
    assert [r.en for r in fits[1].reasons] == ["knows the 汽车 trade: knows it well (own word)"]
    assert not fits[2].reasons


@pytest.mark.row("S0-17")
def test_what_a_case_is_about_counts_as_his_field(cast: Cast) -> None:
    knows(cast, cast.zhao, cast.zhao, "逆变器", 2, "field")
    lin = cast.actor(cast.lin)
    assert not fitting(lin, cast.hengyuan.pk, on=DAY)[0].reasons
    first = fitting(lin, cast.hengyuan.pk, on=DAY, matter="逆变器过热跳闸")[0]
    assert (first.person, len(first.reasons)) == (cast.zhao, 1)


@pytest.mark.row("S0-17")
def test_oneself_and_ones_lead_each_say_it_and_the_leads_word_counts(cast: Cast) -> None:
    own = knows(cast, cast.lin, cast.lin, "汽车", 4)
    knows(cast, cast.qian, cast.lin, "汽车", 2)
    [found] = known([cast.lin.pk])
    assert (found.own, found.level) == (own, 2)
    take_back(cast.actor(cast.lin), own.pk, on=DAY)
    assert known([cast.lin.pk])[0].own is None
    assert not may_speak_of(cast.actor(cast.zhao), cast.lin)
    with pytest.raises(Forbidden):
        knows(cast, cast.zhao, cast.lin, "汽车", 1)


@pytest.mark.row("S0-17")
def test_both_choices_of_a_person_show_who_knows_first(client: Client, cast: Cast) -> None:
    cast.hengyuan.industry = "食品"
    cast.hengyuan.save()
    knows(cast, cast.zhao, cast.zhao, "食品", 3)
    client.force_login(cast.qian)
    shown = client.get(f"/customers/{cast.hengyuan.pk}/assign/").content.decode()
    words = "赵二 · 懂食品行业：熟悉（自己说）"
    assert shown.index(words) < shown.index("林一</option>")
    case = receive_case(
        cast.actor(cast.qian),
        customer_id=cast.hengyuan.pk,
        kind="complaint",
        summary="错货",
        at=now(),
    )
    assert words in client.get(f"/service/{case.pk}/").content.decode()


@pytest.mark.row("S0-17")
def test_what_one_knows_is_written_on_a_page_by_oneself_and_by_the_lead(
    client: Client, cast: Cast
) -> None:
    page = f"/growing/knows/{cast.lin.pk}/"
    said = {"kind": "industry", "subject": "食品", "level": "3", "grounds": "跑了五年"}
    for who, refused in ((cast.lin, False), (cast.qian, False), (cast.zhao, True)):
        client.force_login(who)
        assert (client.post(page, said).status_code == 403) is refused
    assert (
        "跑了五年" not in client.get(page).content.decode()
    )  # a colleague sees how well, not who said why
    client.force_login(cast.lin)
    assert "跑了五年" in client.get(page).content.decode()
    assert {row.said_by for row in Expertise.objects.all()} == {cast.lin, cast.qian}
