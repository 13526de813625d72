"""The people map: who decides, who is for us, who was never met, and what is missing."""

from datetime import date, timedelta

import pytest

from tests.conftest import DAY, Cast
from zhike.care.actions import log_touch
from zhike.care.people import people
from zhike.customers import queries
from zhike.customers.actions import relations
from zhike.customers.actions.book import CustomerDraft, open_customer
from zhike.customers.actions.contacts import ContactDraft, add_contact
from zhike.customers.actions.relations import (
    ElsewhereError,
    PlaceDraft,
    ReportsInCircleError,
    TieDraft,
)
from zhike.customers.models import Contact
from zhike.customers.rules import Somebody, gaps
from zhike.trust.journal import of_customer


@pytest.fixture
def zheng_kai(cast: Cast) -> Contact:
    """The finance director, who approves and is against us."""
    lin = cast.actor(cast.lin)
    kai = add_contact(lin, cast.hengyuan, ContactDraft("郑凯", title="财务总监"), on=DAY)
    relations.place_person(lin, kai, PlaceDraft("approves", "top", 4), on=DAY)
    relations.note_stance(lin, kai, side="opposes", grounds="会上说价格高", on=DAY)
    return kai


def test_what_somebody_thinks_is_an_opinion_with_author_day_and_grounds_and_keeps_its_history(
    cast: Cast, zheng_kai: Contact
) -> None:
    lin = cast.actor(cast.lin)
    later = DAY + timedelta(days=9)
    relations.note_stance(
        lin, zheng_kai, side="neutral", grounds="看过案例后没有再反对", on=later
    )
    contact = queries.contact(lin, zheng_kai.pk)
    said = [(s.side, s.grounds, s.said_by, s.said_on) for s in queries.stances(lin, contact)]
    assert said == [
        ("neutral", "看过案例后没有再反对", cast.lin, later),
        ("opposes", "会上说价格高", cast.lin, DAY),
    ]
    assert queries.people_by_stance(lin, cast.hengyuan.pk)["neutral"] == [zheng_kai]


def test_whom_to_visit_after_signing_is_told_by_stance(cast: Cast, zheng_kai: Contact) -> None:
    found = queries.people_by_stance(cast.actor(cast.lin), cast.hengyuan.pk)
    assert (found["opposes"], found[""]) == ([zheng_kai], [cast.yu])


def test_whoever_is_not_near_reads_no_opinion_and_no_tie(
    cast: Cast, zheng_kai: Contact
) -> None:
    lin, sun = cast.actor(cast.lin), cast.actor(cast.sun)
    relations.tie_people(lin, cast.yu, other=zheng_kai, draft=TieDraft("rival"), on=DAY)
    found = people(sun, cast.hengyuan, on=DAY)
    assert [card.side for card in found.cards] == ["", ""]
    assert (found.ties, found.gaps, found.is_open) == ((), (), False)
    assert queries.stances(sun, queries.contact(sun, zheng_kai.pk)) == []


def test_the_journal_keeps_no_opinion(cast: Cast, zheng_kai: Contact) -> None:
    assert "价格高" not in "".join(str(e.particulars) for e in of_customer(cast.hengyuan.pk))


def test_nobody_answers_to_himself_however_long_the_line(
    cast: Cast, zheng_kai: Contact
) -> None:
    lin = cast.actor(cast.lin)
    relations.place_person(lin, cast.yu, PlaceDraft(reports_to_id=zheng_kai.pk), on=DAY)
    with pytest.raises(ReportsInCircleError):
        relations.place_person(lin, zheng_kai, PlaceDraft(reports_to_id=cast.yu.pk), on=DAY)
    with pytest.raises(ReportsInCircleError):
        relations.place_person(lin, cast.yu, PlaceDraft(reports_to_id=cast.yu.pk), on=DAY)


def test_nobody_answers_to_people_of_another_customer(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    other = open_customer(lin, CustomerDraft("广州鸿图"), owner_id=cast.lin.pk, on=DAY)
    stranger = add_contact(lin, other, ContactDraft("王五"), on=DAY)
    with pytest.raises(ElsewhereError):
        relations.place_person(lin, cast.yu, PlaceDraft(reports_to_id=stranger.pk), on=DAY)


def test_a_tie_to_somebody_one_may_not_see_is_not_there(cast: Cast) -> None:
    zhao, sun = cast.actor(cast.zhao), cast.actor(cast.sun)
    theirs = open_customer(zhao, CustomerDraft("西部机械"), owner_id=cast.zhao.pk, on=DAY)
    wang = add_contact(zhao, theirs, ContactDraft("王五"), on=DAY)
    relations.tie_people(sun, cast.yu, other=wang, draft=TieDraft("colleague"), on=DAY)
    lin = cast.actor(cast.lin)
    assert people(lin, cast.hengyuan, on=DAY).ties == ()
    assert queries.ties_of(lin, queries.contact(lin, cast.yu.pk)) == []


def test_two_persons_have_one_tie_from_whichever_end_it_is_drawn(
    cast: Cast, zheng_kai: Contact
) -> None:
    lin = cast.actor(cast.lin)
    first = relations.tie_people(lin, cast.yu, other=zheng_kai, draft=TieDraft("knows"), on=DAY)
    again = relations.tie_people(
        lin, zheng_kai, other=cast.yu, draft=TieDraft("friend"), on=DAY
    )
    assert (again.pk, again.kind) == (first.pk, "friend")


def test_where_people_were_put_is_kept_for_this_customer_alone(
    cast: Cast, zheng_kai: Contact
) -> None:
    lin = cast.actor(cast.lin)
    other = open_customer(lin, CustomerDraft("广州鸿图"), owner_id=cast.lin.pk, on=DAY)
    stranger = add_contact(lin, other, ContactDraft("王五"), on=DAY)
    spots = {cast.yu.pk: (120, 80), stranger.pk: (1, 1)}
    assert relations.move_people(lin, cast.hengyuan.pk, spots, on=DAY) == 1
    assert (cast.yu.map_place.x, cast.yu.map_place.y) == (120, 80)
    assert relations.tidy_map(lin, cast.hengyuan.pk, on=DAY) == 1


def test_the_map_says_what_is_missing(cast: Cast, zheng_kai: Contact) -> None:
    lin = cast.actor(cast.lin)
    relations.note_stance(lin, cast.yu, side="supports", grounds="主动要案例", on=DAY)
    found = people(lin, cast.hengyuan, on=DAY)
    assert [gap.kind for gap in found.gaps] == ["opponent", "top_never_met", "disagreement"]
    log_touch(
        lin, customer_id=cast.hengyuan.pk, contact_id=zheng_kai.pk, kind="visit", summary="听他说完", on=DAY
    )  # fmt: skip
    kinds = [gap.kind for gap in people(lin, cast.hengyuan, on=DAY).gaps]
    assert kinds == ["disagreement"]
    much_later = people(lin, cast.hengyuan, on=DAY + timedelta(days=61)).gaps
    assert "61" in much_later[0].words.zh


@pytest.mark.parametrize(
    ("somebody", "kinds"),
    [
        (Somebody(1, "甲"), ["no_approver", "no_top"]),
        (Somebody(1, "甲", part="decides", rank="top", is_met=True), []),
        (Somebody(1, "甲", part="uses", rank="top"), ["no_approver", "top_never_met"]),
        (
            Somebody(1, "甲", "approves", "top", "opposes", date(2026, 11, 1), is_met=True),
            [],
        ),
    ],
)
def test_each_gap_is_told_from_what_is_known(somebody: Somebody, kinds: list[str]) -> None:
    assert [gap.kind for gap in gaps([somebody], on=DAY)] == kinds
