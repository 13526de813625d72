"""Competitors: known by lawful means, met with care, spoken of fairly (S4-34, S4-35)."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests.conftest import Cast
from zhike.activities.models import Competitor, CompetitorContact, CompetitorNote
from zhike.trust.models import Event
from zhike.value.queries import methods


@pytest.fixture
def rival(as_lin: Client) -> Competitor:
    as_lin.post("/guard/competitors/", {"name": "同行一号"})
    return Competitor.objects.get()


@pytest.mark.row("S4-34")
@pytest.mark.parametrize("source", ["public", "disclosed", "told", "research"])
def test_what_is_known_lawfully_is_noted_with_its_source(
    as_lin: Client, rival: Competitor, source: str
) -> None:
    said = {"what": "新开了华南仓", "source_type": source, "source": "行业报 11 月号"}
    as_lin.post(f"/guard/competitors/{rival.pk}/note/", said)
    assert CompetitorNote.objects.get().source_type == source
    as_lin.post(f"/guard/competitors/{rival.pk}/note/", {**said, "source": ""})
    assert CompetitorNote.objects.count() == 1


@pytest.mark.row("S4-34")
def test_unpublished_material_is_refused_not_kept_and_the_steward_is_told(
    client: Client, as_lin: Client, cast: Cast, rival: Competitor
) -> None:
    said = {"what": "底价表机密内容", "source_type": "unpublished", "source": "他们的员工"}
    html = as_lin.post(f"/guard/competitors/{rival.pk}/note/", said).content.decode()
    assert "不得用不正当手段" in html
    assert not CompetitorNote.objects.exists()
    told = Event.objects.get(kind="competitor.refused")
    assert "底价" not in str(told.particulars)
    client.force_login(cast.zheng)
    assert "想记未公开的资料" in client.get("/guard/competitors/").content.decode()
    client.force_login(cast.zhao)
    assert "想记未公开的资料" not in client.get("/guard/competitors/").content.decode()


MET = {
    "met_on": timezone.localdate(),
    "whom": "张总",
    "occasion": "行业年会",
    "summary": "寒暄",
}


@pytest.mark.row("S4-35")
def test_a_meeting_needs_the_word_that_nothing_forbidden_was_said(
    as_lin: Client, rival: Competitor
) -> None:
    page = f"/guard/competitors/{rival.pk}/met/"
    html = as_lin.get(page).content.decode()
    for topic in ("价格", "销售政策", "成本", "市场计划"):
        assert topic in html
    as_lin.post(page, MET)
    assert not CompetitorContact.objects.exists()
    as_lin.post(page, {**MET, "is_clean": "on"})
    assert CompetitorContact.objects.get().is_clean


@pytest.mark.row("S4-35")
def test_a_forbidden_topic_that_came_up_is_written_down_and_flagged(
    client: Client, as_lin: Client, cast: Cast, rival: Competitor
) -> None:
    page = f"/guard/competitors/{rival.pk}/met/"
    as_lin.post(page, {**MET, "raised": "对方谈起明年价格，我说明不能谈并离开"})
    assert not CompetitorContact.objects.get().is_clean
    client.force_login(cast.zheng)
    assert "谈到了禁谈的话题" in client.get("/guard/competitors/").content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        CompetitorContact.objects.update(raised="")


@pytest.mark.row("S4-35")
def test_a_belittling_word_is_warned_of_and_never_stopped(
    as_lin: Client, rival: Competitor
) -> None:
    said = {"what": "他们的产品都是垃圾", "source_type": "public", "source": "网上"}
    html = as_lin.post(
        f"/guard/competitors/{rival.pk}/note/", said, follow=True
    ).content.decode()
    assert "对同行只说事实" in html
    assert CompetitorNote.objects.exists()
    assert methods().cards["fair_comment"].offences("Their goods are SHODDY") == ("shoddy",)
    assert methods().cards["fair_comment"].offences("他们的仓库在华南") == ()
