"""A letter is made from what is known, gone over, and goes only through the gate."""

from datetime import UTC, datetime, time

import pytest

from tests.conftest import DAY, Cast
from tests.facts import order
from tests.messages.post import NOON, letter_to_yu, mail_sink
from zhike.activities.actions.promises import give_promise, settle_promise
from zhike.activities.models import Task, Touch
from zhike.care.actions import log_touch, receive_case
from zhike.care.messages import letters, sending
from zhike.care.messages.letters import Edit, NotALine, edit_letter, fill_anew, write_letter
from zhike.care.messages.outbox import deliver_waiting
from zhike.care.messages.rules import Hours
from zhike.care.messages.sending import Refused, send_letter
from zhike.care.models import Letter, Outgoing
from zhike.customers.actions.consents import ConsentDraft, note_consent, withdraw_consent
from zhike.customers.actions.reach import respect_wish
from zhike.customers.asking import Subject
from zhike.lib.words import Words


def against(cast: Cast, letter: Letter, now: datetime = NOON) -> list[str]:
    """What keeps it from going."""
    try:
        send_letter(cast.actor(cast.lin), letter.pk, now=now)
    except Refused as refused:
        return [o.code for o in refused.obstacles]
    return []


@pytest.mark.row("S4-12")
def test_thanks_after_a_visit_know_the_day_and_what_was_said(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    log_touch(
        lin,
        customer_id=cast.hengyuan.pk,
        contact_id=cast.yu.pk,
        kind=Touch.Kind.VISIT,
        summary="二期供货时间",
        on=DAY,
    )
    made = write_letter(
        lin, contact_id=cast.yu.pk, document_name="visit_thanks", language="zh", at=NOON, on=DAY
    )
    assert "于总：" in made.body
    assert "11月23日登门拜访" in made.body
    assert "二期供货时间" in made.body
    assert made.body.endswith("林一\n恒信科技")


@pytest.mark.row("S1-14", "S1-72")
def test_thanks_after_a_deal_tell_of_the_order_the_installation_and_the_wish_done(
    cast: Cast,
) -> None:
    lin = cast.actor(cast.lin)
    bought = order(cast.hengyuan, "2026-11-01")
    bought.product = "数控机床"
    bought.save()
    touch = log_touch(
        lin, customer_id=cast.hengyuan.pk, kind=Touch.Kind.CALL, summary="要刀具", on=DAY
    )
    settle_promise(lin, give_promise(lin, touch, what="增配刀具", due_on=DAY, on=DAY), on=DAY)
    made = write_letter(
        lin, contact_id=cast.yu.pk, document_name="deal_thanks", language="zh", at=NOON, on=DAY
    )
    assert "我们的数控机床" in made.body
    assert "“增配刀具”，现在已经办妥" in made.body
    assert "【安装情况】" in made.body, "what nobody knows yet stands there as a slot"
    filled = fill_anew(
        lin, made.pk, {"installation": "两台都装好了"}, language="zh", at=NOON, on=DAY
    )
    assert "安装方面向您说一声：两台都装好了。" in filled.body


def test_the_other_language_says_what_the_house_knows_and_keeps_what_was_written(
    cast: Cast,
) -> None:
    lin = cast.actor(cast.lin)
    made = write_letter(
        lin,
        contact_id=cast.yu.pk,
        document_name="festival_greeting",
        language="zh",
        at=NOON,
        on=DAY,
    )
    english = fill_anew(lin, made.pk, {"own": "See you soon."}, language="en", at=NOON, on=DAY)
    assert english.subject == "Best wishes for Thanksgiving"
    assert "See you soon." in english.body
    assert "Kind regards,\n林一" in english.body


@pytest.mark.row("S4-17")
def test_a_service_not_offered_yet_is_answered_only_with_another_way(cast: Cast) -> None:
    full = {"service": "夜间配送", "alternative": "次日七点首批送到"}
    found = letter_to_yu(cast, "not_yet_offered", values={"service": "夜间配送"})
    assert against(cast, found) == ["missing"]
    edit_letter(
        cast.actor(cast.lin), found.pk, Edit("夜间配送", "可以次日送", found.to, full), at=NOON
    )
    assert against(cast, found) == []


@pytest.mark.row("S4-16")
def test_a_holding_reply_neither_promises_nor_refuses(cast: Cast) -> None:
    full = {"about": "账期", "by": "27日"}
    assert against(
        cast, letter_to_yu(cast, "holding_reply", values=full, body="没问题，27日前答复")
    ) == ["forbidden"]
    assert (
        against(cast, letter_to_yu(cast, "holding_reply", values=full, body="27日前答复您"))
        == []
    )


@pytest.mark.row("S0-33", "S0-34")
def test_a_progress_note_asks_for_no_pity(cast: Cast) -> None:
    full = {"matter": "图纸", "done": "两版", "next": "试装", "when": "27日"}
    sad = letter_to_yu(cast, "progress_note", values=full, body="昨晚通宵，图纸改好了")
    assert against(cast, sad) == ["forbidden"]
    assert (
        against(cast, letter_to_yu(cast, "progress_note", values=full, body="图纸改好了")) == []
    )


@pytest.mark.row("S0-34")
def test_nobody_is_written_to_at_night_or_on_a_rest_day_unless_he_agreed(cast: Cast) -> None:
    found = letter_to_yu(cast)
    night, sunday = (
        datetime(2026, 11, 23, 15, 0, tzinfo=UTC),
        datetime(2026, 11, 22, 4, 0, tzinfo=UTC),
    )
    assert against(cast, found, night) == against(cast, found, sunday) == ["hours"]
    lin = cast.actor(cast.lin)
    waiting = send_letter(lin, found.pk, now=night, next_morning=True)
    assert waiting.not_before == datetime(2026, 11, 24, 0, 30, tzinfo=UTC), (
        "half past eight there"
    )
    sending.take_back(lin, found.pk, at=night)
    assert Letter.objects.get(pk=found.pk).given == ""
    agreed = ConsentDraft(
        kind="off_hours",
        text="晚上也可以",
        channel="spoken",
        evidence="",
        by_guardian=False,
        given_on=DAY,
    )
    note_consent(lin, Subject(cast.hengyuan, cast.yu), agreed, on=DAY)
    assert against(cast, found, night) == []


def test_a_make_up_saturday_is_a_working_day_and_the_eve_of_a_holiday_waits_it_out() -> None:
    hours = Hours(time(8, 30), time(19))
    at = datetime.fromisoformat
    assert hours.is_open(at("2026-10-10T10:00")), "worked for the National Day"
    assert hours.next_morning(at("2026-09-30T20:00")) == at("2026-10-08T08:30")
    assert hours.next_morning(at("2026-11-24T06:00")) == at("2026-11-24T08:30")


@pytest.mark.row("S1-51", "S1-72")
@pytest.mark.parametrize(
    ("way", "document", "code"),
    [
        ("mail", "written_reply", "wish_mail"),
        ("greeting", "long_unseen", "wish_greeting"),
        ("marketing", "idea_for_you", "wish_marketing"),
    ],
)
def test_a_wish_not_to_be_written_to_is_kept(
    cast: Cast, way: str, document: str, code: str
) -> None:
    lin = cast.actor(cast.lin)
    respect_wish(lin, cast.yu, way=way, why="他说的", on=DAY)
    everything = {
        ask.key: ask.options[0].key if ask.options else "有"
        for ask in letters.document(document).asks
    }
    assert against(cast, letter_to_yu(cast, document, values=everything)) == [code]
    other = {ask.key: "有" for ask in letters.document("visit_thanks").asks}
    assert against(cast, letter_to_yu(cast, values=other)) == (
        ["wish_mail"] if way == "mail" else []
    )


def test_who_took_back_his_consent_gets_no_ideas(cast: Cast) -> None:
    lin, yu = cast.actor(cast.lin), Subject(cast.hengyuan, cast.yu)
    full = {"about": "saving", "idea": "并车"}
    agreed = ConsentDraft(
        kind="news",
        text="可以寄资料",
        channel="mail",
        evidence="",
        by_guardian=False,
        given_on=DAY,
    )
    consent = note_consent(lin, yu, agreed, on=DAY)
    withdraw_consent(lin, yu, consent, on=DAY)
    assert against(cast, letter_to_yu(cast, "idea_for_you", values=full)) == ["consent"]


def test_an_open_complaint_stops_greetings_and_lets_replies_through(cast: Cast) -> None:
    receive_case(
        cast.actor(cast.lin),
        customer_id=cast.hengyuan.pk,
        kind="complaint",
        summary="漏油",
        at=NOON,
    )
    greeting = letter_to_yu(cast, "long_unseen", values={"memory": "面"})
    assert against(cast, greeting) == ["complaint"]
    full = {"received": "今天", "about": "漏油", "answer": "明天修"}
    assert against(cast, letter_to_yu(cast, "written_reply", values=full)) == []


@pytest.mark.row("S1-06", "S4-12")
def test_a_second_thanks_within_a_week_asks_first(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    sending.gave_by_hand(lin, letter_to_yu(cast).pk, at=NOON, on=DAY)
    second = letter_to_yu(cast, "delivery_thanks", values={"product": "泵", "arrived": "今天"})
    assert against(cast, second) == ["lately"]
    assert send_letter(lin, second.pk, now=NOON, confirmed=True).state == "waiting"


def test_a_phone_number_in_the_words_does_not_leave(cast: Cast) -> None:
    assert against(cast, letter_to_yu(cast, body="请打于总 13800138000")) == ["private"]


def test_without_an_address_it_is_printed_and_given_by_hand(cast: Cast) -> None:
    found = letter_to_yu(cast)
    cast.yu.email = ""
    cast.yu.save()
    assert against(cast, found) == ["no_address"]
    sending.gave_by_hand(cast.actor(cast.lin), found.pk, at=NOON, on=DAY)
    touch = Touch.objects.get(kind="letter")
    assert (touch.contact, touch.by, touch.summary) == (
        cast.yu,
        cast.lin,
        "拜访后的感谢函：谢谢您的接待",
    )


def test_a_line_break_in_a_subject_is_refused(cast: Cast) -> None:
    with pytest.raises(NotALine):
        letter_to_yu(cast, subject="谢谢\r\nBcc: all@example.com")


def test_a_colleague_from_another_team_reads_no_letter(cast: Cast) -> None:
    found = letter_to_yu(cast)
    assert letters.letters(cast.actor(cast.qian)).filter(pk=found.pk).exists()
    assert not letters.letters(cast.actor(cast.zhao)).filter(pk=found.pk).exists()
    assert not letters.letters(cast.actor(cast.wu)).filter(pk=found.pk).exists(), (
        "sees far, is not near"
    )


@pytest.mark.row("S4-15", "S4-12")
def test_the_task_behind_a_letter_is_finished_with_its_touch(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    receive_case(lin, customer_id=cast.hengyuan.pk, kind="complaint", summary="漏油", at=NOON)
    task = Task.objects.get(origin__startswith="complaint_same_day.write")
    assert letters.suggested(task) == "written_reply"
    made = write_letter(
        lin,
        contact_id=cast.yu.pk,
        document_name="written_reply",
        language="zh",
        at=NOON,
        on=DAY,
        task_id=task.pk,
    )
    assert "漏油" in made.body
    sending.gave_by_hand(lin, made.pk, at=NOON, on=DAY)
    assert Task.objects.get(pk=task.pk).ended_on is None, (
        "it is offered, not done behind his back"
    )
    sending.finish_task_of(lin, made.pk, on=DAY)
    task.refresh_from_db()
    assert task.ended_on == DAY
    assert task.touch == Touch.objects.get(kind="letter"), "one touch, not two"


def test_what_changed_after_the_click_still_counts(cast: Cast) -> None:
    with mail_sink() as sink:
        found = letter_to_yu(cast)
        send_letter(cast.actor(cast.lin), found.pk, now=NOON)
        respect_wish(cast.actor(cast.lin), cast.yu, way="mail", why="别寄了", on=DAY)
        deliver_waiting(lambda: NOON)
    assert sink.got == []
    assert Outgoing.objects.get().state == "held"


@pytest.mark.django_db
def test_every_document_speaks_both_languages_in_its_questions() -> None:
    for document in letters.documents():
        for ask in document.asks:
            assert isinstance(ask.label, Words)
            assert ask.label.zh != ask.label.en
