"""Who is with customers hears first; it is looked at, answered, and the answer goes back (S1-31)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.activities.models import Feedback, Task
from zhike.care import actions as care
from zhike.care import feedback
from zhike.care.feedback import Heard, Wanted
from zhike.care.messages.noticing import notice_what_happened
from zhike.care.models import Notice
from zhike.trust.actor import Forbidden

pytestmark = pytest.mark.django_db


def _heard(cast: Cast) -> Feedback:
    heard = Heard("product", "夜里噪音大", "静音风机", customer_id=cast.hengyuan.pk)
    return feedback.raise_feedback(cast.actor(cast.lin), heard, on=DAY)


@pytest.mark.row("S1-31")
def test_it_goes_to_who_answers_for_it_and_the_answer_comes_back(cast: Cast) -> None:
    at = datetime.now(UTC)
    notice_what_happened(at)
    feedback.name_receiver(cast.actor(cast.sun), "product", cast.zheng.pk, on=DAY)
    item = _heard(cast)
    assert item.receiver == cast.zheng
    notice_what_happened(at + timedelta(minutes=5))
    assert Notice.objects.unscoped().get().user == cast.zheng
    zheng = cast.actor(cast.zheng)
    assert feedback.look_at(zheng, item.pk, on=DAY).state == "looked_at"
    feedback.answer(zheng, item.pk, "三月出静音型", on=DAY)
    notice_what_happened(at + timedelta(minutes=10))
    told = Notice.objects.unscoped().get(user=cast.lin)
    assert (told.kind, told.path) == ("answer", f"/feedback/{item.pk}/")
    task = Task.objects.open().get(origin=f"feedback_answered.tell:feedback:{item.pk}")
    assert task.assignee == cast.lin
    assert "三月出静音型" in task.why
    care.finish_step(cast.actor(cast.lin), task.pk, kind="call", summary="告诉于总了", on=DAY)
    item.refresh_from_db()
    assert (item.state, item.done_on) == ("done", DAY)


@pytest.mark.row("S1-31")
def test_the_register_is_narrowed_and_counted(as_lin: Client, cast: Cast) -> None:
    _heard(cast)
    lin = cast.actor(cast.lin)
    heard = Heard("need", "想要月报", customer_id=cast.hengyuan.pk)
    feedback.raise_feedback(lin, heard, on=DAY)
    kinds, products = feedback.counts(lin)
    assert (kinds, products) == ({"product": 1, "need": 1}, [("静音风机", 1)])
    assert [f.kind for f in feedback.register(lin, Wanted(kind="need"))] == ["need"]
    assert not feedback.register(lin, Wanted(state="done"))
    html = as_lin.get("/feedback/?product=静音").content.decode()
    assert "夜里噪音大" in html
    assert "想要月报" not in html


def test_only_whoever_receives_it_answers(as_lin: Client, cast: Cast) -> None:
    item = _heard(cast)
    with pytest.raises(Forbidden):
        feedback.answer(cast.actor(cast.lin), item.pk, "我说行", on=DAY)
    assert (
        as_lin.post(f"/feedback/{item.pk}/", {"do": "answer", "answer": "x"}).status_code == 403
    )
    item.refresh_from_db()
    assert item.state == "new"


@pytest.mark.row("S1-31")
def test_raised_in_a_line_from_any_customer_page(as_lin: Client, cast: Cast) -> None:
    for page in ("/customers/{}/", "/today/"):
        assert "/feedback/new/" in as_lin.get(page.format(cast.hengyuan.pk)).content.decode()
    as_lin.post(
        "/feedback/new/", {"customer": cast.hengyuan.pk, "kind": "competitor", "words": "对手送试用", "competitor": "蓝岸办公"}
    )  # fmt: skip
    item = Feedback.objects.get()
    assert item.competitor
    assert item.competitor.name == "蓝岸办公"
    assert item.receiver == cast.sun, "a head of the company where nobody is named"
    as_lin.post("/feedback/new/", {"kind": "need", "words": "路上听说的"})
    assert Feedback.objects.get(customer=None).words == "路上听说的"
    as_lin.post("/feedback/new/", {"who": "查无此人", "kind": "need", "words": "x"})
    assert Feedback.objects.count() == 2


def test_a_receiver_reads_the_words_and_not_whose_customer_it_is(
    client: Client, cast: Cast
) -> None:
    feedback.name_receiver(cast.actor(cast.sun), "product", cast.zhao.pk, on=DAY)
    item = _heard(cast)
    client.force_login(cast.zhao)
    for page in (f"/feedback/{item.pk}/", "/feedback/"):
        html = client.get(page).content.decode()
        assert "夜里噪音大" in html
        assert "恒远" not in html
    mine = feedback.raise_feedback(cast.actor(cast.lin), Heard("need", "月报"), on=DAY)
    assert client.get(f"/feedback/{mine.pk}/").status_code == 404


def test_only_who_keeps_the_book_names_the_receiver(as_lin: Client, cast: Cast) -> None:
    assert (
        as_lin.post("/feedback/receiver/", {"kind": "need", "user": cast.lin.pk}).status_code
        == 403
    )
