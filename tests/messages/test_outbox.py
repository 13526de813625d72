"""What waits leaves once, over a real mail server; what fails says why."""

import smtplib
from datetime import timedelta
from email.header import decode_header, make_header
from functools import partial

import pytest
from pytest_django import Settings

from tests.conftest import DAY, Cast
from tests.messages.post import NOON, free_port, later, letter_to_yu, mail_sink
from zhike.activities.models import Touch
from zhike.care.messages import outbox, sending
from zhike.care.messages.outbox import deliver_waiting, free_the_stranded
from zhike.care.messages.sending import TooLate, send_letter
from zhike.care.models import Letter, MailServer, Outgoing


def sent(cast: Cast, *, body: str = "于总：\n\n谢谢您的接待。\n\n林一") -> Letter:
    """Lin wrote to Yu and pressed send."""
    found = letter_to_yu(cast, body=body)
    send_letter(cast.actor(cast.lin), found.pk, now=NOON)
    return found


def state() -> tuple[str, str]:
    row = Outgoing.objects.get()
    return row.state, row.problem


def test_a_letter_arrives_in_the_writers_name_and_is_a_touch(cast: Cast) -> None:
    cast.lin.email = "lin@hengxin.example"
    cast.lin.save()
    with mail_sink() as sink:
        found = sent(cast)
        assert deliver_waiting(lambda: NOON) == 1
        assert deliver_waiting(lambda: NOON) == 0
    (mail,) = sink.got
    assert mail["From"] == "林一 · 恒信科技 <care@hengxin.example>"
    assert mail["To"] == "于海 <yu@hengyuan.example>"
    assert mail["Reply-To"] == "林一 <lin@hengxin.example>"
    assert mail["Subject"] == "谢谢您的接待"
    assert mail["Message-ID"] == Outgoing.objects.get().message_id
    assert mail["Date"]
    assert mail["Auto-Submitted"] is None, "a person wrote it"
    plain, page = mail.iter_parts()
    assert "谢谢您的接待。" in plain.get_content()
    assert "<p>谢谢您的接待。</p>" in page.get_content()
    assert Touch.objects.filter(kind="letter", contact=cast.yu).count() == 1
    assert Letter.objects.get(pk=found.pk).touch is not None
    assert state() == ("sent", "")


def test_a_name_with_a_line_break_cannot_add_a_header(cast: Cast) -> None:
    cast.yu.name = "于海\r\nBcc: all@example.com"
    cast.yu.save()
    cast.lin.name = "林一\nX-Evil: 1"
    cast.lin.save()
    with mail_sink() as sink:
        sent(cast)
        deliver_waiting(lambda: NOON)
    (mail,) = sink.got
    assert mail["Bcc"] is None
    assert mail["X-Evil"] is None
    assert "Bcc: all@example.com" in str(make_header(decode_header(str(mail["To"]))))


def test_markup_and_templates_arrive_as_typed_and_long_lines_stay_whole(cast: Cast) -> None:
    long = "长" * 3000
    with mail_sink() as sink:
        sent(
            cast,
            body=f"<script>alert(1)</script> {{{{7*7}}}} {{0.__class__}}\n\n{long}\n.\n.end",
        )
        deliver_waiting(lambda: NOON)
    assert max(len(line) for line in sink.raw[0].split(b"\r\n")) <= 998
    plain, page = sink.got[0].iter_parts()
    assert long in plain.get_content()
    assert "\r\n.\r\n.end" in plain.get_content()
    assert "{{7*7}} {0.__class__}" in plain.get_content()
    assert "&lt;script&gt;" in page.get_content()


def test_a_refusal_for_good_ends_it_and_it_can_be_mended_and_sent_again(cast: Cast) -> None:
    with mail_sink() as sink:
        sink.rcpt = "550 no such user"
        found = sent(cast)
        deliver_waiting(lambda: NOON)
        assert state() == ("failed", "refused")
        assert Outgoing.objects.get().detail == "550 no such user"
        assert not Touch.objects.exists()
        sink.rcpt = "250 OK"
        sending.send_again(cast.actor(cast.lin), found.pk, now=later(5))
        deliver_waiting(lambda: later(5))
    assert state() == ("sent", "")
    assert len(sink.got) == 1


def test_a_refusal_for_now_is_tried_again_later_each_time_longer(cast: Cast) -> None:
    with mail_sink() as sink:
        sink.data = "451 try later"
        sent(cast)
        tried = [deliver_waiting(partial(later, m)) for m in (0, 0.5, 1, 6, 21, 81, 321)]
        assert tried == [1, 0, 1, 1, 1, 1, 1]
        assert state() == ("failed", "busy")
    assert sink.got == []


def test_a_server_that_is_away_is_tried_again(cast: Cast) -> None:
    sent(cast)
    MailServer.objects.update_or_create(
        pk=1,
        defaults={
            "host": "127.0.0.1",
            "port": free_port(),
            "security": "none",
            "from_address": "a@b.example",
        },
    )
    other = Outgoing.objects.create(
        key="other", way="mail", user=cast.lin, language="zh", made_at=NOON, not_before=NOON
    )
    assert deliver_waiting(lambda: NOON) == 1, "the second is not kept waiting by a dead line"
    other.refresh_from_db()
    assert (other.tries, other.not_before) == (0, later(1))
    other.delete()
    assert state() == ("waiting", "unreachable")


def test_without_a_server_it_waits_and_loses_no_try(cast: Cast) -> None:
    sent(cast)
    deliver_waiting(lambda: NOON)
    assert state() == ("waiting", "no_server")
    assert Outgoing.objects.get().tries == 0


def test_a_line_that_breaks_while_handing_over_is_told_honestly_and_not_sent_twice(
    cast: Cast,
) -> None:
    with mail_sink() as sink:
        sink.data = "hang up"
        found = sent(cast)
        deliver_waiting(lambda: NOON)
        assert state() == ("unknown", "cut_off")
        assert deliver_waiting(lambda: later(600)) == 0
        assert len(sink.raw) == 1
    sending.it_arrived(cast.actor(cast.lin), found.pk, at=later(9), on=DAY)
    assert state()[0] == "sent"
    assert Touch.objects.filter(kind="letter").count() == 1


@pytest.mark.parametrize(
    ("where", "after", "arrived"),
    [("mail", "sent", 1), ("data", "unknown", 0), ("after", "unknown", 1)],
)
def test_a_worker_killed_anywhere_sends_nothing_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, where: str, after: str, arrived: int
) -> None:
    def killed(*_args: object) -> None:
        raise SystemExit

    with mail_sink() as sink:
        sent(cast)
        with monkeypatch.context() as patch:
            if where == "after":
                patch.setattr(outbox, "_sent", killed)
            else:
                patch.setattr(smtplib.SMTP, where, killed)
            with pytest.raises(SystemExit):
                deliver_waiting(lambda: NOON)
        assert deliver_waiting(lambda: later(1)) == 0, (
            "it is not taken up while a worker may still be at it"
        )
        deliver_waiting(lambda: later(6))
        deliver_waiting(lambda: later(7))
    assert state()[0] == after
    assert len(sink.got) == arrived


def test_two_workers_do_not_take_the_same_letter(cast: Cast) -> None:
    sent(cast)
    row = Outgoing.objects.get()
    assert outbox._claimed(row.pk, NOON)
    assert not outbox._claimed(row.pk, NOON)
    assert free_the_stranded(later(4)) == 0


def test_a_letter_on_its_way_cannot_be_taken_back(cast: Cast) -> None:
    found = sent(cast)
    outbox._claimed(Outgoing.objects.get().pk, NOON)
    with pytest.raises(TooLate):
        sending.take_back(cast.actor(cast.lin), found.pk, at=NOON)


def test_the_environment_goes_before_the_page(cast: Cast, settings: Settings) -> None:
    with mail_sink() as sink:
        port = MailServer.objects.get().port
        MailServer.objects.update(port=1)
        settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", port
        sent(cast)
        deliver_waiting(lambda: NOON)
    assert len(sink.got) == 1


def test_words_for_our_own_people_are_forgotten_and_letters_stay(cast: Cast) -> None:
    found = sent(cast)
    Outgoing.objects.create(
        key="digest", way="mail", user=cast.lin, language="zh", text="恒远机械", state="failed",
        made_at=NOON, not_before=NOON, ended_at=NOON,
    )  # fmt: skip
    assert outbox.forget(DAY + timedelta(days=3)) == 0
    assert outbox.forget(DAY + timedelta(days=9)) == 1
    assert Outgoing.objects.get(key="digest").text == ""
    assert Letter.objects.get(pk=found.pk).body != ""
