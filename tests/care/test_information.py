"""News passes in time and correctly: notices are told, read and answered; questions have their clock (S3-28)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.activities.models import Addressee, Task, Touch
from zhike.care import actions as care
from zhike.care import informing
from zhike.care.informing import BulletinDraft, InTheFuture, NotToldYet, Wanted
from zhike.care.models import Letter, Outgoing
from zhike.care.runs import jobs as runs
from zhike.care.runs.events import at_the_start_of
from zhike.customers.actions.book import CustomerDraft, open_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def meant(cast: Cast) -> Addressee:
    """Hengyuan is to know of new prices."""
    lin = cast.actor(cast.lin)
    draft = BulletinDraft("price", "十二月起调价", "三种型号上调百分之三")
    bulletin = informing.make_bulletin(lin, draft, on=DAY)
    assert informing.address(lin, bulletin.pk, [cast.hengyuan.pk], on=DAY) == 1
    assert informing.address(lin, bulletin.pk, [cast.hengyuan.pk], on=DAY) == 0
    return Addressee.objects.get()


def _task(step: str) -> Task:
    return Task.objects.open().get(origin__startswith=f"bulletin.{step}:")


@pytest.mark.row("S3-28")
def test_who_is_to_know_is_somebodys_task_until_he_is_told_and_then_asked(
    cast: Cast, meant: Addressee
) -> None:
    lin = cast.actor(cast.lin)
    tell = _task("tell")
    assert (tell.assignee, tell.contact) == (cast.lin, cast.yu)
    assert (tell.due_on - DAY).days == 2
    assert "于总" in tell.title
    assert "十二月起调价" in tell.title
    with pytest.raises(NotToldYet):
        informing.read(lin, meant.pk, read_on=DAY, on=DAY)
    informing.tell(lin, meant.pk, way="call", told_on=DAY, on=DAY)
    informing.tell(lin, meant.pk, way="visit", told_on=DAY, on=DAY)
    assert Touch.objects.get().kind == "call", "told twice is told once"
    check = _task("check")
    assert check.opens_on == DAY + timedelta(days=2)
    informing.answered(lin, meant.pk, "月底前再订一批", answered_on=DAY, on=DAY)
    meant.refresh_from_db()
    assert (meant.told_way, meant.read_on, meant.answer) == ("call", DAY, "月底前再订一批")
    assert not Task.objects.open().filter(origin__startswith="bulletin.").exists()
    [told] = informing.bulletins(lin)
    assert (told.meant, told.told, told.read, told.answered, told.untold) == (1, 1, 1, 1, 0)


@pytest.mark.row("S3-28")
def test_a_task_finished_on_today_says_the_same(cast: Cast, meant: Addressee) -> None:
    lin = cast.actor(cast.lin)
    care.finish_step(lin, _task("tell").pk, kind="message", summary="发了消息", on=DAY)
    meant.refresh_from_db()
    assert (meant.told_on, meant.told_way, meant.told_by) == (DAY, "message", cast.lin)
    later = DAY + timedelta(days=3)
    care.finish_step(lin, _task("check").pk, kind="call", summary="看了，没意见", on=later)
    meant.refresh_from_db()
    assert (meant.read_on, meant.answer) == (later, "看了，没意见")


@pytest.mark.row("S3-28")
def test_a_letter_is_drafted_and_nothing_leaves_by_itself(cast: Cast, meant: Addressee) -> None:
    made = informing.draft_letter(
        cast.actor(cast.lin), meant.pk, language="zh", at=datetime.now(UTC), on=DAY
    )
    assert made
    letter = Letter.objects.get(pk=made)
    assert (letter.subject, letter.given) == ("十二月起调价", "")
    assert "三种型号上调百分之三" in letter.body
    assert not Outgoing.objects.unscoped().exists()
    meant.refresh_from_db()
    assert meant.told_on is None


def test_nobody_was_told_tomorrow(cast: Cast, meant: Addressee) -> None:
    with pytest.raises(InTheFuture):
        informing.tell(
            cast.actor(cast.lin), meant.pk, way="call", told_on=DAY + timedelta(days=1), on=DAY
        )


def test_a_colleague_elsewhere_sees_the_notice_and_none_of_my_customers(
    client: Client, cast: Cast, meant: Addressee
) -> None:
    zhao = cast.actor(cast.zhao)
    assert informing.bulletins(zhao)[0].meant == 0
    client.force_login(cast.zhao)
    page = client.get(f"/key/notices/{meant.bulletin_id}/?grade=").content.decode()
    assert "十二月起调价" in page
    assert "恒远" not in page
    assert client.post(f"/key/told/{meant.pk}/", {"do": "read"}).status_code == 404


def test_a_closed_notice_asks_for_nothing_more(cast: Cast, meant: Addressee) -> None:
    informing.close(cast.actor(cast.lin), meant.bulletin_id, on=DAY)
    assert not Task.objects.open().filter(origin__startswith="bulletin.").exists()


def test_customers_are_chosen_by_class_list_or_name(cast: Cast, meant: Addressee) -> None:
    lin = cast.actor(cast.lin)
    other = open_customer(lin, CustomerDraft("明德塑料"), owner_id=cast.lin.pk, on=DAY)

    def found(wanted: Wanted) -> list[int]:
        return [c.pk for c in informing.candidates(lin, meant.bulletin_id, wanted)]

    assert found(Wanted()) == [other.pk]
    assert found(Wanted(text="明德")) == [other.pk]
    assert found(Wanted(grade="A")) == []
    assert found(Wanted(list_id=1)) == []


@pytest.mark.row("S3-28")
def test_what_a_customer_wants_to_know_has_its_clock(as_lin: Client, cast: Cast) -> None:
    lin, at = cast.actor(cast.lin), at_the_start_of(DAY)
    case = care.receive_case(
        lin, customer_id=cast.hengyuan.pk, contact_id=cast.yu.pk, kind="question",
        summary="新价格从哪天起", at=at,
    )  # fmt: skip
    task = Task.objects.open().get(origin=f"question_answered.answer:case:{case.pk}")
    assert (task.kind, (task.due_on - DAY).days) == ("reply", 2)
    [question] = informing.questions(lin)
    assert question.due_on == task.due_on
    assert "新价格从哪天起" in as_lin.get("/key/notices/").content.decode()
    assert runs.tell_late(at + timedelta(days=9)) == 1, "late: the superior hears of it"
    care.resolve_case(lin, case.pk, how="十二月一日起", on=DAY)
    assert informing.questions(lin) == []


def test_telling_from_the_page(as_lin: Client, cast: Cast, meant: Addressee) -> None:
    page = f"/key/notices/{meant.bulletin_id}/"
    as_lin.post(f"/key/told/{meant.pk}/", {"do": "tell", "way": "call", "on": "2099-01-01"})
    meant.refresh_from_db()
    assert meant.told_on is None
    as_lin.post(f"/key/told/{meant.pk}/", {"do": "tell", "way": "call"})
    as_lin.post(f"/key/told/{meant.pk}/", {"do": "answer", "words": "知道了"})
    html = as_lin.get(page).content.decode()
    assert "知道了" in html
    assert "有回音" in html
    assert as_lin.post(f"/key/told/{meant.pk}/", {"do": "shout"}).status_code == 404
