"""A proposal is reviewed by a colleague before it goes out, and the customer's view stands beside; the weakest comes first."""

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.customers.actions.erasure import erase_contact
from zhike.methods.library import library
from zhike.sales import proposals
from zhike.sales.models import Proposal, ProposalView
from zhike.sales.proposals import NotReviewed, NotWhole, OwnWork, TooEarly

RULE = library().proposals["proposal_quality"]
GOOD = {each.key: 4 for each in RULE.criteria}


def written(cast: Cast) -> Proposal:
    return proposals.write_proposal(
        cast.actor(cast.lin), cast.hengyuan.pk, title="产线节能", gist="先试一条线", on=DAY
    )


@pytest.mark.row("S0-18")
def test_the_review_asks_the_six_criteria_of_the_source() -> None:
    assert [each.key for each in RULE.criteria] == [
        "form", "basis", "strategy", "creativity", "feasibility", "economy",
    ]  # fmt: skip


@pytest.mark.row("S0-18")
def test_it_goes_out_only_after_a_colleague_reviewed_it(cast: Cast) -> None:
    made, lin, qian = written(cast), cast.actor(cast.lin), cast.actor(cast.qian)
    with pytest.raises(NotReviewed):
        proposals.release(lin, made.pk, on=DAY)
    with pytest.raises(OwnWork):
        proposals.review(lin, made.pk, GOOD, words="", on=DAY)
    with pytest.raises(NotWhole):
        proposals.review(qian, made.pk, {"form": 4}, words="", on=DAY)
    with pytest.raises(TooEarly):
        proposals.note_client_view(lin, made.pk, GOOD, words="", on=DAY)
    proposals.review(qian, made.pk, GOOD, words="可以", on=DAY)
    assert proposals.release(lin, made.pk, on=DAY).released_on == DAY
    with pytest.raises(TooEarly):
        proposals.review(qian, made.pk, GOOD, words="再看", on=DAY)


@pytest.mark.row("S0-18")
def test_colleagues_and_customer_stand_side_by_side_the_weakest_first(cast: Cast) -> None:
    made, lin = written(cast), cast.actor(cast.lin)
    for who, basis in ((cast.qian, 1), (cast.qian, 4), (cast.zheng, 3)):
        proposals.review(cast.actor(who), made.pk, GOOD | {"basis": basis}, words="", on=DAY)
    proposals.release(lin, made.pk, on=DAY)
    proposals.note_client_view(
        lin, made.pk, GOOD | {"economy": 2}, words="贵", on=DAY, contact_id=cast.yu.pk
    )
    sides = proposals.sides(proposals.views(lin, made))
    assert [(s.criterion.key, s.peers, s.client) for s in sides[:3]] == [
        ("economy", 4, 2), ("basis", 3, 4), ("form", 4, 4),
    ]  # fmt: skip
    erase_contact(cast.actor(cast.zheng), cast.yu, why="他要求", on=DAY)
    view = ProposalView.objects.unscoped().get(side="client")
    assert (view.words, view.contact) == ("", None)


@pytest.mark.row("S0-18")
def test_from_writing_to_the_customers_view_on_two_pages(client: Client, cast: Cast) -> None:
    client.force_login(cast.lin)
    listed = f"/customers/{cast.hengyuan.pk}/proposals/"
    client.post(listed, {"title": "产线节能", "gist": "先试一条线"})
    page = f"/proposals/{Proposal.objects.unscoped().get().pk}/"
    client.post(page, {"do": "release"})
    assert Proposal.objects.unscoped().get().released_on is None
    marks = {f"level_{key}": "4" for key in GOOD}
    client.force_login(cast.qian)
    assert client.post(page, {"do": "review", "words": "x"}).status_code == 422
    client.post(page, marks | {"do": "review", "words": "把数写上"})
    client.force_login(cast.lin)
    client.post(page, {"do": "release"})
    client.post(page, marks | {"do": "client", "words": "有点贵", "level_economy": "2"})
    shown = client.get(page).content.decode()
    for words in ("把数写上", "有点贵", "偏弱"):
        assert words in shown
    assert "产线节能" in client.get(listed).content.decode()
    client.force_login(cast.zhao)
    assert client.get(page).status_code == 404
