"""The secret link a customer is sent: answered once, on a phone, by nobody who guesses; nothing on it tells anything."""

import io
import logging
import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import localdate, now
from pytest_django import Settings

from tests.conftest import Cast
from zhike.care import surveys
from zhike.care.messages.composing import composed
from zhike.care.messages.letters import letter as letter_of
from zhike.care.messages.server import Server
from zhike.care.models import Letter, Outgoing
from zhike.care.surveys import Wanted
from zhike.customers.actions.trash import trash_customer
from zhike.customers.models import Contact
from zhike.lib.masking import masked
from zhike.service import surveys as kept
from zhike.service.models import Answer, Survey
from zhike.trust.models import Event
from zhike.value.queries import methods

TODAY = localdate()


@pytest.fixture
def survey(cast: Cast) -> Survey:
    cache.clear()
    wanted = Wanted("after_case", "link", "zh", cast.yu.pk, about="错货那次")
    return surveys.put(cast.actor(cast.lin, on=TODAY), cast.hengyuan.pk, wanted, on=TODAY)


def address(survey: Survey) -> str:
    return f"/s/{kept.token_of(survey)}/"


def answer_all(client: Client, survey: Survey, words: str = "讲了三遍") -> None:
    client.post(address(survey), {"at": "0", "words": words, "do": "next"})
    asked = methods().questionnaires["after_case"]
    for at, item in enumerate(asked.items, 1):
        number = "1" if item.asks == "felt" else "4"
        client.post(address(survey), {"at": str(at), "number": number, "do": "next"})


@pytest.mark.row("S0-06", "S1-22")
def test_a_customer_answers_one_question_a_screen_without_an_account(
    client: Client, survey: Survey
) -> None:
    page = client.get(address(survey)).content.decode()
    assert "于总，您好" in page
    answer_all(client, survey)
    survey.refresh_from_db()
    assert (survey.experience, survey.professional, survey.dedication) == ("讲了三遍", 75, 75)
    assert survey.answered_on == localdate()
    assert "收到了" in client.get(address(survey)).content.decode()
    event = Event.objects.get(kind="survey.answered")
    assert (event.user_id, event.door, event.customer_id) == (None, "link", survey.customer_id)


def test_what_was_answered_is_kept_between_screens_and_may_be_changed(
    client: Client, survey: Survey
) -> None:
    client.post(address(survey), {"at": "0", "words": "先写到这里", "do": "next"})
    client.post(address(survey), {"at": "5", "number": "4", "do": "next"})
    again = Client()
    assert "先写到这里" in again.get(address(survey)).content.decode()
    assert re.search(
        r'value="4" checked', again.get(f"{address(survey)}?at=5").content.decode()
    )
    again.post(address(survey), {"at": "5", "number": "2", "do": "next"})
    assert Answer.objects.get().number == 2
    again.post(address(survey), {"at": "5", "do": "skip"})
    assert not Answer.objects.exists()


def test_a_second_answer_changes_nothing(client: Client, survey: Survey) -> None:
    answer_all(client, survey)
    before = list(Answer.objects.order_by("item").values_list("item", "number"))
    answer_all(client, survey, "改口了")
    client.post(address(survey), {"at": "0", "do": "decline"})
    survey.refresh_from_db()
    assert survey.experience == "讲了三遍"
    assert survey.declined_on is None
    assert list(Answer.objects.order_by("item").values_list("item", "number")) == before
    assert Event.objects.filter(kind="survey.answered").count() == 1


def test_wrong_links_and_dead_ones_answer_alike(client: Client, cast: Cast) -> None:
    cache.clear()
    lin = cast.actor(cast.lin, on=TODAY)
    wanted = Wanted("after_case", "link", "zh", cast.yu.pk)

    def plain(path: str) -> tuple[int, str]:
        answer = client.get(path)
        return answer.status_code, answer.content.decode()

    wrong = plain("/s/" + "A" * 43 + "/")
    made = surveys.put(lin, cast.hengyuan.pk, wanted, on=TODAY)
    path = address(made)
    surveys.withdraw(lin, made.pk, on=TODAY)
    withdrawn = plain(path)
    late = surveys.put(lin, cast.hengyuan.pk, wanted, on=TODAY)
    Survey.objects.filter(pk=late.pk).update(holds_until=TODAY - timedelta(days=1))
    expired = plain(address(late))
    Survey.objects.filter(pk=late.pk).update(holds_until=TODAY)
    path = address(late)
    trash_customer(lin, cast.hengyuan, at=now(), on=TODAY)
    gone = plain(path)
    assert wrong == withdrawn == expired == gone
    assert wrong[0] == 404
    for word in ("于", "恒远", "恒信", "after_case"):
        assert word not in wrong[1]


def test_an_expired_link_takes_no_answer(client: Client, survey: Survey) -> None:
    Survey.objects.filter(pk=survey.pk).update(holds_until=TODAY - timedelta(days=1))
    answer = client.post(address(survey), {"at": "0", "words": "晚了", "do": "next"})
    survey.refresh_from_db()
    assert (answer.status_code, survey.experience) == (404, "")


def test_the_link_is_not_to_be_guessed_and_stands_nowhere(survey: Survey, cast: Cast) -> None:
    token = kept.token_of(survey)
    assert len(token) == 43  # 256 bits
    row = Survey.objects.filter(pk=survey.pk).values().get()
    assert token not in str(row)
    assert not Event.objects.filter(particulars__icontains=token).exists()
    for guess in (str(survey.pk), token[:-1], token.lower(), f"{token}x", ""):
        assert kept.at_link(guess, on=TODAY) is None


def test_the_page_tells_nothing_but_how_he_is_greeted(client: Client, survey: Survey) -> None:
    answer = client.get(address(survey))
    page = unescape(answer.content.decode())
    for word in ("恒远", "机械", "错货", "林一", "13800138000", "采购"):
        assert word not in page
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert "sessionid" not in client.cookies


def test_whoever_floods_it_is_slowed_down(
    client: Client, survey: Survey, settings: Settings
) -> None:
    settings.RATE_LIMITS = {"survey": "5/m/ip"}
    statuses = [client.get(f"/s/{'B' * 42}{n}/").status_code for n in range(7)]
    assert statuses == [404] * 5 + [429] * 2
    assert client.get(address(survey)).status_code == 429


def test_nonsense_is_refused_and_keeps_nothing(client: Client, survey: Survey) -> None:
    for number in ("9", "-1", "x", "99999999"):
        answer = client.post(address(survey), {"at": "5", "number": number, "do": "next"})
        assert answer.status_code == 422
    client.post(address(survey), {"at": "0", "words": "a" * 9000 + "\0", "do": "next"})
    survey.refresh_from_db()
    assert len(survey.experience) == kept.MOST
    assert client.get(f"{address(survey)}?at=999").status_code == 200
    assert not Answer.objects.exists()


def test_a_forged_form_of_another_site_is_refused(survey: Survey) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(address(survey), {"at": "0", "words": "假", "do": "next"})
    assert answer.status_code == 403


def test_he_may_rather_not_and_is_left_in_peace(client: Client, survey: Survey) -> None:
    client.post(address(survey), {"at": "5", "number": "1", "do": "next"})
    assert (
        "不打扰" in client.post(address(survey), {"at": "0", "do": "decline"}).content.decode()
    )
    survey.refresh_from_db()
    assert survey.declined_on == localdate()
    assert not Answer.objects.exists()
    assert client.get(address(survey)).status_code == 404


def test_he_reads_it_in_his_language(client: Client, survey: Survey) -> None:
    page = client.get(f"{address(survey)}?lang=en").content.decode()
    assert "what was it like" in page
    assert 'lang="en"' in page
    on = client.post(f"{address(survey)}?lang=en", {"at": "0", "words": "", "do": "next"})
    assert "lang=en" in on["Location"]


def test_a_letter_holds_no_secret_until_it_leaves(as_lin: Client, cast: Cast) -> None:
    Contact.objects.unscoped().filter(pk=cast.yu.pk).update(email="yu@example.com")
    wanted = Wanted("after_case", "link", "zh", cast.yu.pk)
    lin = cast.actor(cast.lin, on=TODAY)
    made = surveys.put(lin, cast.hengyuan.pk, wanted, on=TODAY)
    answer = as_lin.post(f"/satisfaction/surveys/{made.pk}/", {"do": "mail"})
    draft = Letter.objects.unscoped().get()
    assert answer["Location"] == f"/letters/{draft.pk}/"
    assert f"/s/[survey-{made.pk}]/" in draft.body
    assert kept.token_of(made) not in draft.body
    assert not Outgoing.objects.exists()  # it leaves when a person sends it
    letter = letter_of(lin, draft.pk)
    leaving = Outgoing(letter=letter, language="zh", message_id="<1@x>")
    post = Server("x", 25, "none", "", "", "a@example.com")
    _, mail = composed(leaving, post, "yu@example.com")
    body = message_from_bytes(mail, policy=default).get_body(("plain",))
    assert body is not None
    assert f"/s/{kept.token_of(made)}/" in body.get_content()


def test_markers_of_other_customers_stay_markers(cast: Cast, survey: Survey) -> None:
    text = f"/s/{kept.marker(survey.pk)}/"
    assert kept.with_tokens(text, cast.hengyuan.pk) == address(survey)
    assert kept.with_tokens(text, cast.hengyuan.pk + 1) == text


@pytest.mark.row("S1-71")
def test_asking_twice_says_why_not(as_lin: Client, cast: Cast) -> None:
    path = f"/customers/{cast.hengyuan.pk}/satisfaction/ask/"
    said = {
        "questionnaire": "four_satisfactions", "contact_id": cast.yu.pk, "way": "link",
        "language": "zh", "about": "",
    }  # fmt: skip
    first = as_lin.post(path, said)
    assert "/s/" in as_lin.get(first["Location"]).content.decode()
    again = as_lin.post(path, said)
    assert again.status_code == 422
    assert "刚问过" in again.content.decode()


@pytest.mark.row("S3-26")
def test_a_colleague_is_not_told_which_customer_spoke_of_him(
    client: Client, cast: Cast
) -> None:
    qian = cast.actor(cast.qian, on=TODAY)
    wanted = Wanted("our_people", "paper", "zh", cast.yu.pk)
    made = surveys.put(qian, cast.hengyuan.pk, wanted, on=TODAY)
    said = surveys.Said("报价慢", {"charm": 3})
    surveys.enter(qian, made.pk, said, way="paper", at=now(), on=TODAY)
    client.force_login(cast.lin)
    for path in ("/satisfaction/people/", f"/satisfaction/surveys/{made.pk}/"):
        page = client.get(path).content.decode()
        assert "报价慢" in page
        assert "恒远" not in page
        assert "于总" not in page
    client.force_login(cast.wu)
    assert client.get(f"/satisfaction/surveys/{made.pk}/").status_code == 404
    assert "报价慢" not in client.get("/satisfaction/people/").content.decode()


@pytest.mark.row("S0-30")
def test_what_is_said_of_whoever_serves_is_for_him_and_the_lead(
    client: Client, survey: Survey, cast: Cast
) -> None:
    answer_all(client, survey)
    path = f"/satisfaction/surveys/{survey.pk}/"
    for user, sees in ((cast.lin, True), (cast.qian, True), (cast.wu, False)):
        client.force_login(user)
        assert ("亲切" in client.get(path).content.decode()) is sees


def test_no_line_of_the_log_tells_the_secret_of_a_link(client: Client, survey: Survey) -> None:
    """Links that are dead, used, unknown or broken are logged by their way only, tracebacks included."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.getHandlerByName("stderr").formatter)  # type: ignore[union-attr]  # it is set up
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        token = kept.token_of(survey)
        client.get(f"/s/{token}x/")
        client.get(f"/s/{token}/more/")
        client.get(address(survey))
        client.put(address(survey))
        try:
            raise ValueError(f"/s/{token}/")
        except ValueError:
            logging.getLogger("zhike.web").exception("Broken: %s", address(survey))
    finally:
        root.removeHandler(handler)
    lines = out.getvalue()
    assert "/s/…" in lines
    assert "Traceback" in lines
    assert token[:12] not in lines
    assert "/services/" in masked("Not Found: /services/12/"), "other ways stay as they are"
