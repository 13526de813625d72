"""What a list may be asked: nothing personal, nothing unknown, and never an error for whoever types nonsense."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import DAY, Cast
from zhike.customers.actions.marks import tag_customer
from zhike.customers.actions.standing import Graded, Scheme, hand_down
from zhike.customers.actions.views import ViewDraft, change_view, save_view
from zhike.customers.models import Contact, Customer, Tag
from zhike.lib.words import Words
from zhike.trust.actor import Actor
from zhike.trust.policy import Channel, level_of, may_leave
from zhike.users.editions.in_use import holding
from zhike.value.filters import Condition, Filter, Group, Unclear, condition_on, problems
from zhike.value.listing import Wanted, fitting
from zhike.value.vocabulary import Field, Kind, TooPersonalError, field, fields

with holding(""):
    FIELDS = fields()


@pytest.fixture(scope="module", autouse=True)
def the_shipped_methods() -> Iterator[None]:
    """The vocabulary of what ships; no test here asks the database for it."""
    with holding(""):
        yield


@pytest.mark.parametrize("asked", FIELDS.values(), ids=lambda f: f.key)
def test_every_field_of_the_vocabulary_may_leave_to_anybody_who_sees_the_customer(
    asked: Field,
) -> None:
    level = level_of(asked.model, asked.column)
    for channel in (Channel.FILTER, Channel.SORT, Channel.PAGE):
        assert may_leave(level, channel, near=False), (asked.key, channel)


def test_a_personal_field_cannot_be_put_into_the_vocabulary() -> None:
    with pytest.raises(TooPersonalError):
        field("mobile", Words("手机", "Mobile"), Kind.TEXT, Contact, "mobile")


def _fits(cast: Cast, *conditions: Condition, any_of: bool = False) -> bool:
    wanted = Wanted(where=Filter((Group(conditions, any_of),)))
    return fitting(cast.actor(cast.lin), wanted, as_of=DAY).exists()


@pytest.mark.parametrize(
    ("condition", "fits"),
    [
        (Condition("city", "is", "深圳"), True),
        (Condition("city", "is_not", "深圳"), False),
        (Condition("city", "contains", "圳"), True),
        (Condition("phone", "empty"), True),
        (Condition("phone", "filled"), False),
        (Condition("number", "empty"), True),
        (Condition("touch", "last", "30"), True),
        (Condition("touch", "older", "30"), False),
        (Condition("touch", "before", "2026-11-23"), True),
        (Condition("touch", "after", "2026-11-23"), False),
        (Condition("owner", "mine"), True),
        (Condition("owner", "empty"), False),
        (Condition("key", "yes"), False),
        (Condition("people", "filled"), True),
        (Condition("tag", "empty"), True),
        (Condition("grade", "empty"), True),
        (Condition("revenue", "empty"), True),
        (Condition("revenue", "more", "10"), False),
        (Condition("state", "is_not", "never"), True),
        (Condition("kind", "is", "organisation"), True),
    ],
    ids=str,
)
def test_a_condition_finds_whom_it_says(cast: Cast, condition: Condition, fits: bool) -> None:
    Customer.objects.filter(pk=cast.hengyuan.pk).update(last_touch_on=DAY - timedelta(5))
    assert _fits(cast, condition) is fits


@pytest.mark.row("S1-63")
def test_and_or_groups_are_read_as_they_stand(cast: Cast) -> None:
    yes, no = Condition("city", "is", "深圳"), Condition("city", "is", "北京")
    assert not _fits(cast, yes, no)
    assert _fits(cast, yes, no, any_of=True)
    either = Filter((Group((no,)), Group((yes,))), any=True)
    assert fitting(cast.actor(cast.lin), Wanted(where=either), as_of=DAY).exists()


def test_tags_and_grades_are_conditions(cast: Cast) -> None:
    tag = Tag.objects.create(name="有投诉")
    tag_customer(cast.actor(cast.lin), cast.hengyuan, tag, on=DAY)
    hand_down(
        Actor.clock(), Scheme("evaluation", 1), [Graded(cast.hengyuan.pk, "A", 9000)], as_of=DAY
    )
    assert _fits(cast, Condition("tag", "has", str(tag.pk)), Condition("grade", "is", "A"))
    assert not _fits(cast, Condition("tag", "has_not", str(tag.pk)))


def test_a_segment_stands_in_the_conditions_of_another(cast: Cast) -> None:
    actor = cast.actor(cast.lin)
    south = Wanted(where=Filter((Group((Condition("city", "is", "深圳"),)),)))
    segment = save_view(actor, ViewDraft("华南", south.as_data(), is_segment=True), on=DAY)
    assert _fits(cast, Condition("segment", "is", str(segment.pk)))
    assert not _fits(cast, Condition("segment", "is_not", str(segment.pk)))
    itself = Wanted(where=Filter((Group((Condition("segment", "is", str(segment.pk)),)),)))
    change_view(actor, segment.pk, ViewDraft("华南", itself.as_data(), is_segment=True), on=DAY)
    with pytest.raises(Unclear):
        condition_on(itself.where, actor, as_of=DAY)


def test_a_colleague_s_own_segment_cannot_be_used(cast: Cast) -> None:
    segment = save_view(cast.actor(cast.zhao), ViewDraft("我的", is_segment=True), on=DAY)
    where = Filter((Group((Condition("segment", "is", str(segment.pk)),)),))
    assert problems(where, cast.actor(cast.sun), as_of=DAY)


_words = st.one_of(
    st.sampled_from(
        ["", "0", "-1", "1e400", "NaN", "99999999999999999999", "2026-13-45", "' OR 1=1", "\0"]
    ),
    st.text(max_size=30),
)
_names = st.one_of(st.sampled_from(sorted(FIELDS)), st.text(max_size=12))
_verbs = st.one_of(
    st.sampled_from(["is", "has", "more", "last", "contains", "before", "mine", "empty"]),
    st.text(max_size=8),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.builds(Condition, _names, _verbs, _words), max_size=6))
def test_whatever_is_typed_is_followed_or_told(conditions: list[Condition]) -> None:
    where = Filter((Group(tuple(conditions)),))
    clock = Actor.clock()
    known = [c for c in conditions if c.field != "segment"]
    told = problems(Filter((Group(tuple(known)),)), clock, as_of=DAY)
    try:
        condition_on(Filter((Group(tuple(known)),)), clock, as_of=DAY)
    except Unclear:
        assert told
    else:
        assert not told
    assert Filter.of_data(where.as_data()) == where
