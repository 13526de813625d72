"""A letter on its pages: chosen, gone over, refused with a reason, sent, taken back."""

import pytest
import time_machine
from django.test import Client

from tests.conftest import Cast
from tests.messages.post import NOON, later, mail_sink
from zhike.activities.models import Touch
from zhike.care.messages.outbox import deliver_waiting
from zhike.care.models import Letter, MailServer, NoticeWishes, Outgoing, Robot

WORDS = {
    "subject": "谢谢您的接待",
    "body": "于总：\n\n谢谢您的接待。\n\n林一",
    "to": "yu@hengyuan.example",
}


@pytest.fixture
def letter(as_lin: Client, cast: Cast) -> Letter:
    """Lin chose a letter to Yu on the page."""
    cast.yu.email = "yu@hengyuan.example"
    cast.yu.save()
    said = {"contact": cast.yu.pk, "language": "zh", "document": "visit_thanks"}
    as_lin.post(f"/customers/{cast.hengyuan.pk}/letters/new/", said)
    return Letter.objects.get()


def press(client: Client, letter: Letter, do: str, **said: str) -> str:
    """Press a button of the letter's page; what the page says then."""
    data = {"do": do, "ask_visited": "11月20日", **WORDS, **said}
    answer = client.post(f"/letters/{letter.pk}/", data, follow=True)
    return answer.content.decode()


def test_a_letter_is_written_sent_and_arrives(as_lin: Client, letter: Letter) -> None:
    with time_machine.travel(NOON, tick=False), mail_sink() as sink:
        page = as_lin.get(f"/letters/{letter.pk}/").content.decode()
        assert "还要填：拜访的日子" in page
        assert "没有什么拦着它" in press(as_lin, letter, "save")
        assert "已放进发件箱" in press(as_lin, letter, "send")
        deliver_waiting(lambda: NOON)
        assert "已送出" in as_lin.get(f"/letters/{letter.pk}/").content.decode()
    assert sink.got[0]["Subject"] == "谢谢您的接待"
    assert Touch.objects.filter(kind="letter").count() == 1


def test_what_is_in_the_way_is_said_and_nothing_leaves(as_lin: Client, letter: Letter) -> None:
    with time_machine.travel(NOON, tick=False):
        page = press(as_lin, letter, "send", body="限时优惠，答应您【答应的事】")
    assert "信里还有空没填：【答应的事】" in page
    assert not Outgoing.objects.exists()
    with time_machine.travel(later(10 * 60), tick=False):
        page = press(as_lin, letter, "send")
        assert "现在是对方的休息时间" in page
        assert "下个工作日早上送出" in page
        press(as_lin, letter, "morning")
        assert "收回了，又是草稿" in press(as_lin, letter, "take_back")


def test_a_second_click_sends_nothing_twice(as_lin: Client, letter: Letter) -> None:
    with time_machine.travel(NOON, tick=False):
        press(as_lin, letter, "send")
        assert "已经来不及" in press(as_lin, letter, "send")
    assert Outgoing.objects.count() == 1


def test_it_can_be_written_in_the_other_language(as_lin: Client, letter: Letter) -> None:
    press(as_lin, letter, "english")
    letter.refresh_from_db()
    assert letter.language == "en"
    assert "Kind regards" in letter.body


def test_a_subject_of_two_lines_is_refused_in_words(as_lin: Client, letter: Letter) -> None:
    assert "主题只能是一行" in press(as_lin, letter, "save", subject="谢谢\nBcc: a@b.example")


def test_a_colleague_who_reads_it_cannot_send_it(
    client: Client, cast: Cast, letter: Letter
) -> None:
    client.force_login(cast.qian)
    assert client.get(f"/letters/{letter.pk}/").status_code == 200
    assert client.post(f"/letters/{letter.pk}/", {"do": "hand", **WORDS}).status_code == 404
    client.force_login(cast.zhao)
    assert client.get(f"/letters/{letter.pk}/").status_code == 404


def test_the_administrator_sets_up_mail_and_its_password_is_never_shown(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.feng)
    said = {
        "host": "smtp.hengxin.example", "port": "465", "security": "tls", "username": "care", "password": "s3cret-词",
        "from_address": "care@hengxin.example", "site": "https://crm.hengxin.example", "open_from": "08:30",
        "open_until": "19:00", "gap_days": "7",
    }  # fmt: skip
    assert client.post("/post/", said).status_code == 302
    row = MailServer.objects.get()
    assert "s3cret" not in row.sealed
    assert "s3cret" not in client.get("/post/").content.decode()
    client.post("/post/", {**said, "password": "", "port": "587"})
    assert MailServer.objects.get().sealed == row.sealed
    client.post("/post/", {**said, "password": "", "host": "other.example"})
    assert MailServer.objects.get().sealed == "", "a password does not follow to another server"
    in_the_open = client.post("/post/", {**said, "security": "none"})
    assert "不加密时不能用密码登录别的机器" in in_the_open.content.decode()
    client.force_login(cast.sun)
    assert client.get("/post/").status_code == 403


def test_a_test_mail_arrives(client: Client, cast: Cast) -> None:
    cast.feng.email = "feng@hengxin.example"
    cast.feng.save()
    client.force_login(cast.feng)
    with mail_sink() as sink, time_machine.travel(NOON, tick=False):
        assert "已放进发件箱" in client.post("/post/test/", follow=True).content.decode()
        deliver_waiting(lambda: NOON)
    assert sink.got[0]["To"] == "冯七 <feng@hengxin.example>"


def test_somebody_chooses_how_he_is_told(as_lin: Client, cast: Cast) -> None:
    page = as_lin.get("/notices/wishes/").content.decode()
    assert "晨报发到邮箱" in page
    robot = Robot.objects.create(name="群", kind="other", sealed="x")
    said = {
        "email": "lin@hengxin.example", "robot": robot.pk, "quiet_from": "21:00", "quiet_until": "07:30",
        "digest_at": "08:15", "digest_by_mail": "on", "task.app": "on", "promise.robot": "on",
    }  # fmt: skip
    assert as_lin.post("/notices/wishes/", said).status_code == 302
    wishes = NoticeWishes.objects.get()
    assert (
        wishes.digest_by_mail,
        wishes.robot,
        wishes.ways["task.app"],
        wishes.ways["promise.app"],
    ) == (True, robot, True, False)
    cast.lin.refresh_from_db()
    assert cast.lin.email == "lin@hengxin.example"
