"""What outsiders are shown and told: with another's approval, an agreement, and a register nobody changes."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from tests.conftest import Cast
from zhike.lib.words import Words
from zhike.trust import levels
from zhike.trust.actor import Level
from zhike.trust.levels import rename
from zhike.trust.models import Disclosure, DisclosureRequest, Enquiry

TODAY = timezone.localdate


@pytest.fixture
def asked(as_lin: Client) -> DisclosureRequest:
    as_lin.post(
        "/guard/disclosures/new/",
        {
            "content": "产品参数表", "level": "1", "recipient": "行业协会", "manner": "邮件",
            "purpose": "标准评审",
        },
    )  # fmt: skip
    return DisclosureRequest.objects.get()


def signed(**changes: object) -> dict[str, object]:
    said = {"agreement": "保密协议 2026-7", "agreed_on": TODAY(), "disclosed_on": TODAY()}
    return {**said, **changes}


@pytest.mark.row("S4-33", "S4-31")
def test_nothing_is_disclosed_without_approval_and_a_signed_agreement(
    client: Client, cast: Cast, as_lin: Client, asked: DisclosureRequest
) -> None:
    enter = f"/guard/disclosures/{asked.pk}/enter/"
    as_lin.post(enter, signed())
    assert not Disclosure.objects.exists()
    client.force_login(cast.qian)
    client.post(f"/guard/disclosures/{asked.pk}/decide/", {"grant": "1"})
    client.force_login(cast.lin)
    client.post(enter, signed(agreement=""))
    client.post(enter, signed(agreed_on=TODAY() + timedelta(days=1)))
    assert not Disclosure.objects.exists()
    client.post(enter, signed())
    entry = Disclosure.objects.get()
    assert (entry.content, entry.recipient, entry.manner) == ("产品参数表", "行业协会", "邮件")
    client.post(enter, signed())
    assert Disclosure.objects.count() == 1


@pytest.fixture
def entry(client: Client, cast: Cast, asked: DisclosureRequest) -> Disclosure:
    client.force_login(cast.qian)
    client.post(f"/guard/disclosures/{asked.pk}/decide/", {"grant": "1"})
    client.force_login(cast.lin)
    client.post(f"/guard/disclosures/{asked.pk}/enter/", signed())
    return Disclosure.objects.get()


@pytest.mark.row("S4-33", "S4-32")
def test_the_level_of_the_day_stays_whatever_it_is_called_later(
    cast: Cast, entry: Disclosure
) -> None:
    rename(cast.actor(cast.feng), Level.INTERNAL, Words("司内", "House"))
    assert levels.names()[Level.INTERNAL].zh == "司内"
    entry.refresh_from_db()
    assert (entry.level, entry.level_zh) == (Level.INTERNAL, "内部")


@pytest.mark.row("S4-33")
@pytest.mark.parametrize(
    "statement", ["UPDATE trust_disclosure SET content = 'x'", "DELETE FROM trust_disclosure"]
)
def test_the_register_cannot_be_changed(entry: Disclosure, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.row("S4-33")
def test_a_mistake_is_put_right_by_another_entry(client: Client, entry: Disclosure) -> None:
    client.post(
        f"/guard/disclosures/entries/{entry.pk}/correct/",
        signed(content="产品参数表，不含价格", why="漏写"),
    )
    first, second = Disclosure.objects.order_by("pk")
    assert (first.content, second.corrects, second.why) == ("产品参数表", first, "漏写")


def test_the_asker_does_not_approve_himself(cast: Cast, asked: DisclosureRequest) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DisclosureRequest.objects.update(decided_by=cast.lin)


@pytest.mark.row("S4-31")
@pytest.mark.parametrize(
    "asker", ["media", "operator", "supplier", "government", "customer", "other"]
)
def test_each_kind_of_asker_is_answered_by_its_rule_after_approval(
    client: Client, cast: Cast, as_lin: Client, asker: str
) -> None:
    as_lin.post(
        "/guard/enquiries/new/",
        {
            "asker_type": asker,
            "asker": "某单位",
            "question": "多少客户？",
            "received_on": TODAY(),
        },
    )
    enquiry = Enquiry.objects.get()
    page = f"/guard/enquiries/{enquiry.pk}/"
    assert "这一类询问的规则" in as_lin.get(page).content.decode()
    as_lin.post(f"{page}answered/")
    as_lin.post(page, {"answer": "不便透露"})
    as_lin.post(f"{page}answered/")
    enquiry.refresh_from_db()
    assert enquiry.state == "waiting", "no answer before approval"
    client.force_login(cast.qian)
    client.post(f"{page}decide/", {"grant": "0", "why": "再客气些"})
    client.force_login(cast.lin)
    client.post(page, {"answer": "抱歉，不便透露"})
    client.force_login(cast.qian)
    client.post(f"{page}decide/", {"grant": "1"})
    client.force_login(cast.lin)
    client.post(f"{page}answered/")
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.answer) == ("answered", "抱歉，不便透露")


def test_an_answer_without_approval_is_refused_by_the_database(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.create(
            asker_type="media", asker="x", question="x", received_on=TODAY(), asked_by=cast.lin,
            asked_at=timezone.now(), answered_on=TODAY(),
        )  # fmt: skip


@pytest.mark.row("S4-32")
def test_the_levels_are_ordered_named_and_shown_with_each_seats_reach(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.feng)
    html = client.get("/guard/levels/").content.decode()
    assert html.index("公开") < html.index("内部") < html.index("个人") < html.index("密封")
    assert "名称是知客起的" in html
    said = {f"{lang}_{n}": f"{lang}{n}" for lang in ("zh", "en") for n in range(4)}
    client.post("/guard/levels/", said)
    assert levels.names()[Level.SEALED] == Words("zh3", "en3")
    assert "最高密级" in client.get("/people/").content.decode()
    client.force_login(cast.lin)
    assert client.post("/guard/levels/", said).status_code == 403


@pytest.mark.row("S4-32")
def test_paper_says_its_level_and_who_printed_it(as_lin: Client, cast: Cast) -> None:
    for page in ("", "file/", "orders/", "brief/"):
        html = as_lin.get(f"/customers/{cast.hengyuan.pk}/{page}").content.decode()
        assert 'class="printed"' in html
        assert "林一 打印" in html
