"""Four satisfactions: the lowest leads, words stay words, and nobody is asked twice in a short while."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils.timezone import get_current_timezone, make_aware

from tests.conftest import DAY, Cast
from zhike.activities.models import CallBack, Task, Touch
from zhike.care import satisfaction as care
from zhike.care import surveys
from zhike.care.actions import receive_case
from zhike.care.jobs import watch_satisfaction
from zhike.care.surveys import Over, Refused, Said, Wanted
from zhike.customers.actions.contacts import ContactDraft, add_contact
from zhike.customers.actions.erasure import erase_contact
from zhike.customers.actions.reach import respect_wish
from zhike.customers.models import Contact
from zhike.methods.library import library
from zhike.methods.questionnaires import DIMENSIONS
from zhike.methods.satisfaction import lowest
from zhike.service import satisfaction as service
from zhike.service import surveys as kept
from zhike.service.models import Answer, Signal, Survey, Vote
from zhike.trust.actor import Actor, Forbidden
from zhike.trust.models import Event
from zhike.value.jobs import extract, keep_measures, measure, score
from zhike.value.models import Measures

NOON = make_aware(datetime.combine(DAY, time(12)), get_current_timezone())
FULL = {
    "industry": 5, "client": 5, "experience": 5, "proposals": 5, "ideas": 5, "creative": 5,
    "execution": 5, "as_expected": 5, "worth_price": 5, "seen_alike": 5, "charm": 5,
    "principles": 5, "affinity": 5, "friendship": 5, "personal_dedication": 5,
    "responsibility": 5, "team_spirit": 5, "team_force": 5,
}  # fmt: skip


def put(cast: Cast, contact: Contact | None = None, on: date = DAY, **what: object) -> Survey:
    wanted = {"questionnaire": "four_satisfactions", "way": "paper", "language": "zh"} | what
    who = contact or cast.yu
    return surveys.put(
        cast.actor(cast.lin, on=on),
        cast.hengyuan.pk,
        Wanted(contact_id=who.pk, **wanted),  # type: ignore[arg-type]  # plain words
        on=on,
    )


def answered(
    cast: Cast,
    numbers: dict[str, int],
    words: str = "",
    contact: Contact | None = None,
    on: date = DAY,
) -> Survey:
    made = put(cast, contact, on)
    said = Said(words, numbers)
    surveys.enter(cast.actor(cast.lin, on=on), made.pk, said, way="paper", at=NOON, on=on)
    made.refresh_from_db()
    return made


def four(cast: Cast, on: date = DAY) -> care.Four:
    return care.four(cast.actor(cast.lin, on=on), cast.hengyuan.pk, on=on)


@pytest.mark.row("S0-06", "S0-08")
def test_however_high_three_are_the_lowest_comes_first_and_makes_the_customer_low(
    cast: Cast,
) -> None:
    answered(cast, FULL | {"as_expected": 2, "worth_price": 2, "seen_alike": 2})
    seen = four(cast)
    assert [(b.key, b.theirs) for b in seen.bars] == [
        ("value", 25), ("professional", 100), ("personal", 100), ("dedication", 100),
    ]  # fmt: skip
    assert seen.lead is not None
    assert (seen.lead.key, seen.state, seen.lead.is_low) == ("value", "low", True)


@pytest.mark.row("S0-06")
def test_there_are_always_four_bars_and_what_was_not_said_is_not_zero(cast: Cast) -> None:
    assert [b.theirs for b in four(cast).bars] == [None] * 4
    assert (four(cast).state, four(cast).lead) == ("unknown", None)
    answered(cast, {"industry": 3})
    first = four(cast).bars[0]
    assert (first.key, first.theirs) == ("professional", 50)
    assert len(four(cast).bars) == 4


@pytest.mark.row("S0-07")
def test_only_all_four_high_make_a_champion(cast: Cast) -> None:
    rule = surveys.rule()
    high = dict.fromkeys(DIMENSIONS, 80)
    assert rule.state(high) == "champion"
    assert rule.state(high | {"value": 79}) == "fair"
    assert rule.state(high | {"value": None}) == "fair"
    answered(cast, FULL)
    assert four(cast).state == "champion"


@pytest.mark.row("S0-20")
def test_the_work_itself_weighs_three_times_in_the_professional_satisfaction() -> None:
    asked = library().questionnaires["four_satisfactions"]
    five = dict.fromkeys(("industry", "client", "experience", "proposals", "ideas"), 1)
    # five at nothing, two at everything with weight three each: 600 of 1100
    assert asked.bars(five | {"creative": 5, "execution": 5}) == {"professional": 54}


@pytest.mark.row("S0-17", "S0-19", "S0-22", "S0-28", "S0-30", "S0-32")
def test_the_questionnaires_ask_every_criterion_of_the_sources() -> None:
    whole = library().questionnaires["four_satisfactions"]
    counts = {d: sum(i.dimension == d for i in whole.items) for d in DIMENSIONS}
    assert counts == {"professional": 7, "personal": 4, "value": 3, "dedication": 4}
    assert all(i.is_private for i in whole.items if i.dimension == "personal")
    delivery = library().questionnaires["after_delivery"]
    assert sum(i.dimension == "professional" for i in delivery.items) == 6
    assert len(library().satisfactions["satisfaction"].causes) == 3


@pytest.mark.row("S1-22")
def test_words_come_first_and_four_prompts_count_for_nothing(cast: Cast) -> None:
    made = answered(cast, {"honest": 0, "earnest": 0, "punctual": 0, "respectful": 0}, "人实在")
    assert made.experience == "人实在"
    assert [getattr(made, d) for d in DIMENSIONS] == [None] * 4
    prompts = [i.key for i in library().questionnaires["four_satisfactions"].items][:4]
    assert prompts == ["honest", "earnest", "punctual", "respectful"]


def test_each_persons_last_word_counts_once(cast: Cast) -> None:
    he = add_contact(cast.actor(cast.lin), cast.hengyuan, ContactDraft("何川"), on=DAY)
    before = DAY - timedelta(days=200)
    answered(cast, {"industry": 1}, on=before)
    answered(cast, {"industry": 5})
    answered(cast, {"industry": 2}, contact=he)
    # Yu's newest is 100, He's is 25
    assert four(cast).bars[0].theirs == 62


def test_what_was_said_over_a_year_ago_counts_no_more(cast: Cast) -> None:
    answered(cast, {"industry": 1}, on=date(2025, 11, 23))
    assert four(cast).state == "unknown"
    assert four(cast, on=date(2026, 11, 22)).state == "low"


@pytest.mark.row("S0-06")
def test_ours_stands_beside_theirs_and_never_in_its_place(cast: Cast) -> None:
    lin, sun = cast.actor(cast.lin), cast.actor(cast.sun)
    care.rate_four(lin, cast.hengyuan.pk, {"value": 90}, why="没听他抱怨", on=DAY)
    care.rate_four(sun, cast.hengyuan.pk, {"value": 61}, why="提过两次价格", on=DAY)
    answered(cast, {"worth_price": 1})
    bar = next(b for b in four(cast).bars if b.key == "value")
    assert (bar.theirs, bar.ours) == (0, 75)  # 151 halved, rounded down
    with pytest.raises(care.Nothing):
        care.rate_four(lin, cast.hengyuan.pk, {}, why="x", on=DAY)


@pytest.mark.parametrize(
    ("promoters", "detractors", "count", "said"),
    [
        (7, 2, 10, 50),
        (1, 2, 3, -33),
        (0, 2, 3, -67),
        (0, 0, 5, 0),
        (0, 0, 0, None),
        (2, 1, 3, 33),
    ],
)
@pytest.mark.row("S1-22")
def test_nps_is_reckoned_as_by_hand(
    promoters: int, detractors: int, count: int, said: int | None
) -> None:
    assert service.nps(promoters, detractors, count) == said


@pytest.mark.row("S1-22", "S1-71")
def test_rates_and_numbers_are_those_one_counts_by_hand(cast: Cast) -> None:
    people = [
        add_contact(cast.actor(cast.lin), cast.hengyuan, ContactDraft(f"甲{n}"), on=DAY)
        for n in range(5)
    ]
    for who, recommend, content in zip(people, (10, 9, 8, 6, 0), (5, 4, 3, 2, 4), strict=True):
        answered(cast, {"recommend": recommend, "content": content}, contact=who)
    put(cast)  # Yu has not answered
    rows = kept.surveys(cast.actor(cast.lin)).of_relation()
    found = service.numbers(rows, since=DAY - timedelta(days=30), until=DAY)
    # two of five recommend, two of five do not; three of five are content; five of six answered
    assert (found.asked, found.answered, found.rate) == (6, 5, 83)
    assert (found.nps, found.csat) == (0, 60)


@pytest.mark.row("S1-71")
def test_nobody_is_asked_twice_in_a_short_while(cast: Cast) -> None:
    put(cast)
    later = DAY + timedelta(days=29)
    with pytest.raises(Refused):
        put(cast, on=later, questionnaire="after_visit")
    put(cast, on=DAY + timedelta(days=30), questionnaire="after_visit")
    with pytest.raises(Refused):
        put(cast, on=DAY + timedelta(days=149))
    put(cast, on=DAY + timedelta(days=150))


def test_a_question_withdrawn_was_none(cast: Cast) -> None:
    made = put(cast)
    surveys.withdraw(cast.actor(cast.lin), made.pk, on=DAY)
    put(cast)
    assert Survey.objects.count() == 2


def test_nobody_is_asked_while_a_complaint_is_open_or_against_his_wish(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    respect_wish(lin, cast.yu, way="call", why="开会多", on=DAY)
    with pytest.raises(Refused):
        put(cast, way="call")
    receive_case(lin, customer_id=cast.hengyuan.pk, kind="complaint", summary="错货", at=NOON)
    with pytest.raises(Refused):
        put(cast)
    put(cast, questionnaire="after_case")


@pytest.mark.row("S3-19")
def test_on_the_phone_a_no_ends_it_and_keeps_nothing_else(cast: Cast) -> None:
    made = put(cast, way="call")
    assert CallBack.objects.unscoped().get().purpose == "四种满意度问卷"
    surveys.will_not(cast.actor(cast.lin), made.pk, on=DAY)
    made.refresh_from_db()
    assert (made.declined_on, made.experience) == (DAY, "")
    assert not Answer.objects.exists()
    assert not Touch.objects.unscoped().exists()
    call = CallBack.objects.unscoped().get()
    assert (call.ended_on, call.consented) == (DAY, False)


@pytest.mark.row("S3-19")
def test_a_call_he_agrees_to_becomes_a_touch_in_his_words(cast: Cast) -> None:
    made = put(cast, way="call")
    said = Said("还行", {"content": 4}, minutes=5)
    lin = cast.actor(cast.lin)
    surveys.enter(lin, made.pk, said, way="call", at=NOON, on=DAY)
    touch = Touch.objects.unscoped().get()
    assert (touch.kind, touch.summary) == ("call", "还行")
    with pytest.raises(Over):
        surveys.enter(lin, made.pk, said, way="call", at=NOON, on=DAY)


@pytest.mark.row("S0-06")
def test_the_task_to_ask_is_done_by_asking_and_nothing_goes_without_a_person(
    cast: Cast,
) -> None:
    task = Task.objects.create(
        customer=cast.hengyuan, title="问", due_on=DAY, laid_on=DAY, assignee=cast.lin,
        origin="ask_periodically.ask:customer:1",
    )  # fmt: skip
    assert not Survey.objects.exists()
    put(cast)
    task.refresh_from_db()
    assert task.ended_on == DAY


def measured(cast: Cast, on: date = DAY) -> Measures:
    extract(on)
    measure(on)
    score(on)
    keep_measures(on)
    return Measures.objects.get(customer=cast.hengyuan)


@pytest.mark.row("S0-06", "S0-08")
def test_the_night_measures_the_four_and_the_lowest(cast: Cast) -> None:
    he = add_contact(cast.actor(cast.lin), cast.hengyuan, ContactDraft("何川"), on=DAY)
    answered(cast, {"industry": 5, "worth_price": 2})
    answered(cast, {"industry": 4}, contact=he)
    row = measured(cast)
    assert (row.satisfied_professional, row.satisfied_value) == (87, 25)
    assert (row.satisfied_personal, row.satisfied_dedication) == (None, None)
    assert row.satisfied_lowest == 25


def test_a_customer_nobody_spoke_for_has_no_satisfaction(cast: Cast) -> None:
    row = measured(cast)
    assert (row.satisfied_professional, row.satisfied_lowest) == (None, None)


@pytest.mark.row("S0-08")
def test_one_low_satisfaction_lays_one_task_with_his_words(cast: Cast) -> None:
    answered(cast, FULL | {"worth_price": 1, "as_expected": 1}, "有点贵")
    measured(cast)
    assert watch_satisfaction(DAY) == 1
    task = Task.objects.unscoped().get(origin__startswith="satisfaction_low.")
    assert "价值" in task.title
    assert "有点贵" in task.why
    assert task.assignee == cast.lin
    watch_satisfaction(DAY)
    watch_satisfaction(DAY + timedelta(days=1))
    assert Task.objects.unscoped().filter(origin__startswith="satisfaction_low.").count() == 1


def test_nobody_fair_in_all_four_makes_work(cast: Cast) -> None:
    answered(cast, dict.fromkeys(FULL, 4))
    measured(cast)
    assert watch_satisfaction(DAY) == 0


@pytest.mark.row("S0-29")
def test_a_sign_flags_our_people_and_has_the_lead_talk_first(cast: Cast) -> None:
    answered(cast, FULL)
    lin = cast.actor(cast.lin)
    made = care.note_sign(lin, cast.hengyuan.pk, kind="another_person", words="合不来", on=DAY)
    flagged = [b.key for b in four(cast).bars if b.is_flagged]
    assert (flagged, four(cast).state) == (["personal"], "low")
    task = Task.objects.unscoped().get(origin__startswith="person_signal.")
    assert task.assignee == cast.qian
    with pytest.raises(Forbidden):
        care.settle_sign(lin, made.pk, outcome="谈了", on=DAY)
    care.settle_sign(cast.actor(cast.qian), made.pk, outcome="谈了", on=DAY)
    assert four(cast).state == "champion"
    assert Signal.objects.get().outcome == "谈了"


@pytest.mark.row("S0-36", "S0-37")
def test_private_gain_goes_to_a_head_of_the_company_and_other_slips_do_not(
    cast: Cast,
) -> None:
    lin = cast.actor(cast.lin)

    def check(*improper: str) -> None:
        care.check_position(
            lin, cast.hengyuan.pk, right="equal", improper=improper, why="有人要回扣", on=DAY
        )

    check("pandering", "looking_up")
    assert not Task.objects.unscoped().filter(origin__startswith="position_reviewed").exists()
    check("private_gain")
    task = Task.objects.unscoped().get(origin__startswith="position_reviewed.")
    assert task.assignee in (cast.sun, cast.feng)
    rule = surveys.rule()
    assert sum(p.is_right for p in rule.positions) == 4
    assert sum(not p.is_right for p in rule.positions) == 6
    with pytest.raises(care.Nothing):
        care.check_position(lin, cast.hengyuan.pk, right="", improper=(), why="", on=DAY)


@pytest.mark.row("S0-03")
def test_several_colleagues_vote_each_once_and_see_the_others_only_afterwards(
    cast: Cast,
) -> None:
    lin, qian, sun = (cast.actor(p) for p in (cast.lin, cast.qian, cast.sun))
    poll = care.open_poll(lin, cast.hengyuan.pk, about="complaint", what="错货", on=DAY)
    care.vote(lin, poll.pk, side="theirs", why="", on=DAY)
    care.vote(qian, poll.pk, side="ours", why="发货没核对", on=DAY)
    assert not care.tally(sun, poll.pk)[0].is_shown
    care.vote(lin, poll.pk, side="ours", why="想过了", on=DAY)
    found, sides = care.tally(lin, poll.pk)
    assert [(key, n) for key, _, n in sides] == [
        ("both", 0), ("ours", 2), ("theirs", 0), ("depends", 0),
    ]  # fmt: skip
    assert found.is_shown
    with pytest.raises(care.Nothing):
        care.vote(lin, poll.pk, side="nobody", why="", on=DAY)
    care.close_poll(lin, poll.pk, on=DAY)
    with pytest.raises(care.PollClosed):
        care.vote(sun, poll.pk, side="ours", why="", on=DAY)
    assert Vote.objects.count() == 2


@pytest.mark.row("S3-26", "S0-28", "S0-30")
def test_what_is_said_of_a_colleague_is_for_him_and_whoever_leads_and_he_may_answer(
    cast: Cast,
) -> None:
    qian, lin, wu = (cast.actor(p) for p in (cast.qian, cast.lin, cast.wu))
    wanted = Wanted("our_people", "paper", "zh", cast.yu.pk)
    with pytest.raises(Forbidden):
        surveys.put(lin, cast.hengyuan.pk, wanted, on=DAY)
    made = surveys.put(qian, cast.hengyuan.pk, wanted, on=DAY)
    said = Said("报价慢", {"charm": 4, "principles": 5})
    surveys.enter(qian, made.pk, said, way="paper", at=NOON, on=DAY)
    assert [row.pk for row in care.of_people(lin)] == [made.pk]
    assert [row.pk for row in care.of_people(qian)] == [made.pk]
    assert care.of_people(wu) == []
    with pytest.raises(Survey.DoesNotExist):
        kept.survey(wu, made.pk)
    assert not care.may_see_who(lin, care.of_people(lin)[0])
    with pytest.raises(Forbidden):
        surveys.reply(qian, made.pk, "替他说", on=DAY)
    surveys.reply(lin, made.pk, "那两周在招标", on=DAY)
    made.refresh_from_db()
    assert (made.reply, made.replied_on) == ("那两周在招标", DAY)
    assert care.asked_of(lin, cast.hengyuan.pk) == []
    assert not Event.objects.filter(
        customer_id=cast.hengyuan.pk, kind__startswith="survey"
    ).exists()
    # what is said of one of ours is no satisfaction of the customer's
    assert four(cast).state == "unknown"


@pytest.mark.row("S3-26")
def test_what_is_said_of_a_colleague_on_the_phone_stays_out_of_the_call(cast: Cast) -> None:
    qian = cast.actor(cast.qian)
    wanted = Wanted("our_people", "call", "zh", cast.yu.pk)
    made = surveys.put(qian, cast.hengyuan.pk, wanted, on=DAY)
    said = Said("报价慢", {"charm": 4})
    surveys.enter(qian, made.pk, said, way="call", at=NOON, on=DAY)
    assert Touch.objects.unscoped().get().summary == "问问我们的人"


@pytest.mark.row("S0-22")
def test_why_it_was_not_worth_it_is_counted(cast: Cast) -> None:
    made = put(cast)
    said = Said("贵", {"worth_price": 2}, ("price", "made_up"))
    lin = cast.actor(cast.lin)
    surveys.enter(lin, made.pk, said, way="paper", at=NOON, on=DAY)
    found = care.book(lin, ["period"], owner_id=None, on=DAY)
    assert [(words.zh, n, ours) for words, n, ours in found.causes] == [
        ("价格高过了实际的价值", 1, 0)
    ]


def test_somebody_erased_takes_his_words_along(cast: Cast) -> None:
    made = answered(cast, {"industry": 5}, "我姓于，别写我")
    erase_contact(cast.actor(cast.zheng), cast.yu, why="他要求", on=DAY)
    made.refresh_from_db()
    assert (made.experience, made.contact, made.token_hash) == ("", None, None)


def test_the_lowest_of_equals_is_the_first_of_the_four() -> None:
    assert lowest({"value": 40, "professional": 40}) == ("professional", 40)
    assert lowest(dict.fromkeys(DIMENSIONS)) is None


def test_a_guest_may_nothing_but_answer() -> None:
    guest = Actor.guest()
    assert (guest.permissions, guest.sees_everything) == (frozenset(), False)
