"""What is known of a customer: every answer with its source, author, day, purpose and end."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from tests.conftest import DAY, Cast
from zhike.customers import asking, facts, upkeep
from zhike.customers.actions.consents import ConsentDraft, note_consent, withdraw_consent
from zhike.customers.actions.facts import Learned, confirm_fact, note_fact, withdraw_fact
from zhike.customers.actions.filling import Unfilled, fill_form
from zhike.customers.actions.openings import open_answer
from zhike.customers.actions.switches import OwnRequest, ask_switch, grant_switch, switch_off
from zhike.customers.actions.uses import note_use
from zhike.customers.answers import Unfit
from zhike.customers.asking import Subject
from zhike.customers.models import Contact, Customer, Fact
from zhike.methods.forms import Item
from zhike.methods.library import library
from zhike.trust.actor import Actor, Forbidden
from zhike.trust.models import Event, Opening
from zhike.trust.openings import BUDGET, TooMany
from zhike.trust.policy import Channel
from zhike.trust.sealing import seal
from zhike.users.models import User

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MACKAY = library().forms["mackay66"]
pytestmark = pytest.mark.django_db


def item(key: str) -> Item:
    return next(leaf for leaf in MACKAY.leaves if leaf.key == key)


@pytest.fixture
def lin(cast: Cast) -> Actor:
    return cast.actor(cast.lin)


@pytest.fixture
def yu(cast: Cast) -> Subject:
    return Subject(cast.hengyuan, cast.yu)


def known(actor: Actor, subject: Subject, key: str, *, on: date = DAY) -> facts.Answer | None:
    return facts.answers(actor, subject, Channel.PAGE, on=on).get(key)


def switch_on(cast: Cast, *keys: str) -> None:
    for key in keys:
        asked = ask_switch(
            cast.actor(cast.sun), form="mackay66", item=key, assessment="PIA-7", on=DAY
        )
        grant_switch(cast.actor(cast.feng), asked, on=DAY)


def agreed(lin: Actor, yu: Subject, kind: str, *, by_guardian: bool = False) -> None:
    draft = ConsentDraft(kind, "同意记录", "paper", DAY, by_guardian=by_guardian)
    note_consent(lin, yu, draft, on=DAY)


@pytest.mark.row("S1-57", "S4-27")
def test_an_answer_says_how_it_was_learned_by_whom_and_when(lin: Actor, yu: Subject) -> None:
    note_fact(
        lin, yu, MACKAY, item("topics"), "登山", Learned("observed", "办公室照片"), on=DAY
    )
    found = known(lin, yu, "mackay66.topics")
    assert found is not None
    assert found.fact is not None
    assert (found.words.zh, found.source, found.fact.source_note) == (
        "登山", facts.SOURCES[Fact.Source.OBSERVED], "办公室照片",
    )  # fmt: skip
    assert (str(found.fact.noted_by), found.fact.noted_on) == ("林一", DAY)
    event = Event.objects.filter(kind="fact.noted").order_by("-pk")[0]
    assert event.user_id == lin.user_id
    assert "登山" not in json.dumps(event.particulars, ensure_ascii=False)


@pytest.mark.row("S1-57", "S1-58")
def test_what_third_persons_say_of_a_family_is_not_kept(lin: Actor, yu: Subject) -> None:
    with pytest.raises(Unfit, match="ask the person first"):
        note_fact(
            lin, yu, MACKAY, item("anniversary"), "5月1日", Learned("third_party"), on=DAY
        )


@pytest.mark.row("S1-62")
def test_a_new_answer_keeps_the_old_one_as_history_and_a_slip_is_a_correction(
    lin: Actor, yu: Subject
) -> None:
    topics, later = item("topics"), DAY + timedelta(days=40)
    note_fact(lin, yu, MACKAY, topics, "登山", Learned("told"), on=DAY)
    note_fact(lin, yu, MACKAY, topics, "钓鱼", Learned("told"), on=later)
    note_fact(lin, yu, MACKAY, topics, "钓鱼和茶", Learned("told"), on=later)
    rows = facts.history(lin, yu, topics.fact)
    assert [(f.value, f.ended_why) for f in rows] == [
        ("钓鱼和茶", ""), ("钓鱼", "corrected"), ("登山", "replaced"),
    ]  # fmt: skip


@pytest.mark.row("S1-62")
def test_an_answer_grows_stale_is_asked_again_and_is_fresh_once_confirmed(
    lin: Actor, yu: Subject
) -> None:
    topics = item("topics")
    fact = note_fact(lin, yu, MACKAY, topics, "登山", Learned("told"), on=DAY)
    next_year = DAY.replace(year=2027)
    found = known(lin, yu, topics.fact, on=next_year)
    assert found is not None
    assert found.is_stale
    assert fact in upkeep.stale_facts(lin, on=next_year)
    confirm_fact(lin, yu, topics, fact, on=next_year)
    found = known(lin, yu, topics.fact, on=next_year)
    assert found is not None
    assert not found.is_stale


def test_a_confirmed_answer_is_the_same_answer(lin: Actor, yu: Subject) -> None:
    first = note_fact(lin, yu, MACKAY, item("topics"), "登山", Learned("told"), on=DAY)
    again = note_fact(
        lin, yu, MACKAY, item("topics"), "登山", Learned("told"), on=DAY + timedelta(days=9)
    )
    assert (first.pk, again.confirmed_on) == (again.pk, DAY + timedelta(days=9))


@pytest.mark.row("S1-65")
def test_what_is_personal_is_read_only_by_those_who_look_after_the_customer(
    cast: Cast, lin: Actor, yu: Subject
) -> None:
    note_fact(lin, yu, MACKAY, item("topics"), "登山", Learned("told"), on=DAY)
    for user, reads in (("lin", True), ("qian", True), ("sun", False), ("wu", False)):
        found = known(cast.actor(getattr(cast, user)), yu, "mackay66.topics")
        assert found is not None
        assert ("登山" in found.words.zh) is reads, user
    with pytest.raises(Unfit):
        note_fact(
            cast.actor(cast.sun), yu, MACKAY, item("topics"), "海", Learned("told"), on=DAY
        )


@pytest.mark.row("S1-58")
def test_sensitive_questions_are_off_until_two_people_switch_them_on(
    cast: Cast, lin: Actor, yu: Subject
) -> None:
    agreed(lin, yu, "health")
    with pytest.raises(Unfit, match="off by default"):
        note_fact(lin, yu, MACKAY, item("drinking"), "no_alcohol", Learned("told"), on=DAY)
    asked = ask_switch(
        cast.actor(cast.sun), form="mackay66", item="drinking", assessment="PIA-7", on=DAY
    )
    with pytest.raises(OwnRequest):
        grant_switch(cast.actor(cast.sun), asked, on=DAY)
    grant_switch(cast.actor(cast.feng), asked, on=DAY)
    note_fact(lin, yu, MACKAY, item("drinking"), "no_alcohol", Learned("told"), on=DAY)
    switch_off(cast.actor(cast.feng), asked, on=DAY)
    with pytest.raises(Unfit):
        note_fact(lin, yu, MACKAY, item("drinking"), "a_little", Learned("told"), on=DAY)


@pytest.mark.row("S1-58")
def test_a_consent_opens_one_kind_and_no_other(cast: Cast, lin: Actor, yu: Subject) -> None:
    switch_on(cast, "religion", "body")
    agreed(lin, yu, "health")
    note_fact(lin, yu, MACKAY, item("body.height"), "176", Learned("told"), on=DAY)
    with pytest.raises(Unfit, match="not agreed"):
        note_fact(lin, yu, MACKAY, item("religion.belief"), "佛教", Learned("told"), on=DAY)


def test_for_children_a_guardian_must_have_agreed(cast: Cast, lin: Actor, yu: Subject) -> None:
    switch_on(cast, "children")
    agreed(lin, yu, "children")
    with pytest.raises(Unfit):
        note_fact(lin, yu, MACKAY, item("children.remember"), True, Learned("told"), on=DAY)
    agreed(lin, yu, "children", by_guardian=True)
    note_fact(lin, yu, MACKAY, item("children.remember"), True, Learned("told"), on=DAY)


@pytest.fixture
def belief(cast: Cast, lin: Actor, yu: Subject) -> Fact:
    switch_on(cast, "religion")
    agreed(lin, yu, "belief")
    return note_fact(
        lin, yu, MACKAY, item("religion.belief"), "canary-belief", Learned("told"), on=DAY
    )


def test_a_sealed_answer_stands_nowhere_in_the_database(belief: Fact) -> None:
    assert belief.value is None
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            assert "canary-belief" not in str(cursor.fetchall()), table


@pytest.mark.row("S1-65")
def test_a_seal_opens_for_a_purpose_and_the_opening_is_written_first(
    cast: Cast, lin: Actor, yu: Subject, belief: Fact
) -> None:
    with pytest.raises(ValueError, match="purpose"):
        open_answer(lin, yu, belief, purpose=" ", at=AT)
    assert open_answer(lin, yu, belief, purpose="安排素斋", at=AT) == "canary-belief"
    opening = Opening.objects.get()
    assert (opening.user_id, opening.purpose, opening.field) == (
        cast.lin.pk, "安排素斋", "mackay66.religion.belief",
    )  # fmt: skip
    assert Event.objects.filter(kind="sealed.opened").count() == 1


def test_without_a_record_no_seal_opens(
    lin: Actor, yu: Subject, belief: Fact, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("the log is gone")

    monkeypatch.setattr(Opening.objects, "create", refuse)
    with pytest.raises(RuntimeError):
        open_answer(lin, yu, belief, purpose="准备拜访", at=AT)


def test_nobody_far_from_the_customer_opens_a_seal_whatever_his_seat(
    cast: Cast, yu: Subject, belief: Fact
) -> None:
    people: list[User] = [cast.sun, cast.feng, cast.zheng, cast.wu]
    for user in people:
        with pytest.raises(Forbidden):
            open_answer(cast.actor(user), yu, belief, purpose="好奇", at=AT)
    assert not Opening.objects.exists()


def test_thirty_seals_a_day_are_enough(lin: Actor, yu: Subject, belief: Fact) -> None:
    for _ in range(BUDGET):
        open_answer(lin, yu, belief, purpose="准备拜访", at=AT)
    with pytest.raises(TooMany):
        open_answer(lin, yu, belief, purpose="准备拜访", at=AT)
    open_answer(lin, yu, belief, purpose="准备拜访", at=AT + timedelta(days=1, minutes=1))


def test_a_seal_moved_to_another_person_opens_nothing(
    cast: Cast, lin: Actor, yu: Subject, belief: Fact
) -> None:
    other = Contact.objects.create(customer=cast.hengyuan, name="郑凯", pinyin="zhengkai")
    seal(f"contact:{other.pk}", "any", "his own key")
    moved = Fact.objects.create(
        customer=cast.hengyuan, contact=other, key=belief.key, method="x", sealed=belief.sealed,
        level=3, source="told", noted_on=DAY, confirmed_on=DAY,
    )  # fmt: skip
    with pytest.raises(ValueError, match="religion"):
        open_answer(lin, Subject(cast.hengyuan, other), moved, purpose="x", at=AT)


def test_a_consent_taken_back_empties_what_rested_on_it(
    lin: Actor, yu: Subject, belief: Fact
) -> None:
    consent = yu.contact.consents.get(kind="belief") if yu.contact else None
    assert consent is not None
    assert withdraw_consent(lin, yu, consent, on=DAY) == 1
    belief.refresh_from_db()
    assert (belief.sealed, belief.value, belief.ended_why) == ("", None, "withdrawn")


def test_the_old_value_of_a_seal_is_not_kept(lin: Actor, yu: Subject, belief: Fact) -> None:
    note_fact(lin, yu, MACKAY, item("religion.belief"), "另一个", Learned("told"), on=DAY)
    belief.refresh_from_db()
    assert (belief.sealed, belief.value) == ("", None)


@pytest.mark.row("S1-58")
def test_the_sixty_six_have_the_levels_the_source_asks_for() -> None:
    levels = [item.level for item in MACKAY.items]
    assert (len(levels), levels.count("internal"), levels.count("personal"), levels.count("sealed")) == (66, 7, 49, 10)  # fmt: skip
    assert all(i.is_off and i.consent for i in MACKAY.items if i.is_sealed)
    assert len(MACKAY.leaves) > 100


@pytest.mark.row("S1-58")
def test_the_next_question_is_harmless_and_the_stale_answer_comes_first(
    lin: Actor, yu: Subject
) -> None:
    asked = facts.next_question(lin, yu, facts.answers(lin, yu, Channel.PAGE, on=DAY))
    assert asked is not None
    assert (asked[1].ask, asked[1].is_sealed) == ("freely", False)
    note_fact(lin, yu, MACKAY, item("topics"), "登山", Learned("told"), on=DAY)
    later = DAY.replace(year=2028)
    asked = facts.next_question(lin, yu, facts.answers(lin, yu, Channel.PAGE, on=later))
    assert asked is not None
    assert facts.answers(lin, yu, Channel.PAGE, on=later)[asked[1].leaves[0].fact].is_stale


@pytest.mark.row("S1-58", "S4-14")
def test_the_ring_counts_the_questions_that_are_on(lin: Actor, yu: Subject) -> None:
    before = facts.filled(lin, yu, MACKAY, Channel.PAGE, on=DAY)
    assert before.asked == 56
    note_fact(lin, yu, MACKAY, item("topics"), "登山", Learned("told"), on=DAY)
    after = facts.filled(lin, yu, MACKAY, Channel.PAGE, on=DAY)
    assert after.answered == before.answered + 1
    assert (after.last_revised, after.revised_by) == (DAY, "林一")


def test_one_answer_serves_every_form_that_asks_for_it(lin: Actor, cast: Cast) -> None:
    subject = Subject(cast.hengyuan, cast.yu)
    note_fact(lin, subject, MACKAY, item("hobbies.books"), "历史书", Learned("told"), on=DAY)
    card = facts.filled(lin, subject, asking.form("relationship_card"), Channel.PAGE, on=DAY)
    assert card.answered >= 2
    wang = Customer.objects.create(
        name="王芳", name_key="王芳", pinyin="wangfang", kind="person", owner=cast.lin
    )
    sheet = facts.filled(lin, Subject(wang), asking.form("person_sheet"), Channel.PAGE, on=DAY)
    assert sheet.answered == 1  # the name, which the file itself holds


def test_many_answers_are_kept_together_or_not_at_all(lin: Actor, yu: Subject) -> None:
    typed = {"topics": "登山", "present_concern": "luck"}
    with pytest.raises(Unfilled) as refused:
        fill_form(lin, yu, MACKAY, typed, Learned("told"), on=DAY)
    assert list(refused.value.errors) == ["present_concern"]
    assert known(lin, yu, "mackay66.topics") is None
    assert fill_form(lin, yu, MACKAY, {"topics": "登山"}, Learned("told"), on=DAY) == 1
    assert fill_form(lin, yu, MACKAY, {"topics": ""}, Learned("told"), on=DAY) == 1
    assert known(lin, yu, "mackay66.topics") is None


def test_an_answer_taken_out_leaves_no_value(lin: Actor, yu: Subject) -> None:
    fact = note_fact(lin, yu, MACKAY, item("topics"), "登山", Learned("told"), on=DAY)
    withdraw_fact(lin, yu, fact, on=DAY)
    fact.refresh_from_db()
    assert (fact.value, fact.ended_on) == (None, DAY)


@pytest.mark.row("S1-64")
def test_answers_nobody_uses_are_candidates_to_stop_asking(lin: Actor, yu: Subject) -> None:
    note_fact(lin, yu, MACKAY, item("topics"), "登山", Learned("told"), on=DAY)
    note_use(["person.likes", "person.avoid"], on=DAY)
    note_use(["person.likes"], on=DAY)
    found = {use.item.fact: use.uses for use in upkeep.usage(since=date(2026, 1, 1))}
    assert found == {"mackay66.topics": 0, "person.avoid": 1, "person.likes": 2}


@pytest.mark.row("S1-58")
def test_whose_birthday_do_i_not_know(cast: Cast, lin: Actor) -> None:
    zheng = Contact.objects.create(customer=cast.hengyuan, name="郑凯", pinyin="zhengkai")
    assert upkeep.unasked_birthdays(lin) == [zheng]
    assert upkeep.unasked_birthdays(cast.actor(cast.zhao)) == []
