"""A look at oneself is private, shared with one colleague at most, set beside earlier ones, and used for nothing else."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from tests.conftest import DAY, Cast
from zhike.methods.library import library
from zhike.trust.actor import Actor
from zhike.trust.models import Event
from zhike.users import growing
from zhike.users.growing import NotAnother, NotWhole
from zhike.users.models import Deputy, SelfView

SRC = Path(__file__).parents[2] / "src" / "zhike"
KEYS = [each.key for each in library().self_views["personal_quality"].qualities]


def look(cast: Cast, level: int = 3, on: date = DAY, words: str = "") -> SelfView:
    scores = dict.fromkeys(KEYS, (level, words))
    return growing.look_at_oneself(cast.actor(cast.lin, on=on), scores, aim="先听完", on=on)


@pytest.mark.row("S0-28")
def test_the_form_asks_the_six_qualities_of_the_source() -> None:
    rule = library().self_views["personal_quality"]
    assert len(rule.qualities) == 6
    assert rule.head.source == ("S0-28",)


@pytest.mark.row("S0-28")
def test_nobody_sees_it_until_it_is_shared_and_then_only_that_one(cast: Cast) -> None:
    made = look(cast)
    others = [cast.qian, cast.zheng, cast.feng, cast.zhao]
    Deputy.objects.create(absent=cast.lin, deputy=cast.zhao, from_on=DAY, until_on=DAY)
    for who in others:
        assert not SelfView.objects.visible_to(cast.actor(who)).exists()
    assert not SelfView.objects.visible_to(Actor.clock()).exists()
    assert not SelfView.objects.visible_to(Actor.guest()).exists()
    growing.share(cast.actor(cast.lin), made.pk, with_id=cast.qian.pk, on=DAY)
    assert growing.self_view(cast.actor(cast.qian), made.pk) == made
    with pytest.raises(SelfView.DoesNotExist):
        growing.self_view(cast.actor(cast.feng), made.pk)
    growing.share(cast.actor(cast.lin), made.pk, with_id=None, on=DAY)
    with pytest.raises(SelfView.DoesNotExist):
        growing.note_coaching(cast.actor(cast.qian), made.pk, "约好", on=DAY)


@pytest.mark.row("S0-28")
def test_only_its_writer_shares_it_or_throws_it_away(cast: Cast) -> None:
    made = look(cast)
    lin, qian = cast.actor(cast.lin), cast.actor(cast.qian)
    growing.share(lin, made.pk, with_id=cast.qian.pk, on=DAY)
    growing.note_coaching(qian, made.pk, "先听他讲", on=DAY)
    for act in (
        lambda: growing.share(qian, made.pk, with_id=cast.zhao.pk, on=DAY),
        lambda: growing.throw_away(qian, made.pk, on=DAY),
    ):
        with pytest.raises(SelfView.DoesNotExist):
            act()
    with pytest.raises(NotAnother):
        growing.share(lin, made.pk, with_id=cast.lin.pk, on=DAY)
    growing.throw_away(lin, made.pk, on=DAY)
    assert not SelfView.objects.unscoped().exists()


def test_every_quality_has_a_level_there_is_and_a_day_has_one_look(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    for scores in ({}, dict.fromkeys(KEYS, (5, "")), dict.fromkeys(KEYS[:5], (1, ""))):
        with pytest.raises(NotWhole):
            growing.look_at_oneself(lin, scores, aim="", on=DAY)
    look(cast, 2)
    look(cast, 4)
    [only] = growing.own_views(lin)
    assert {score.level for score in only.scores.all()} == {4}


@pytest.mark.row("S0-28")
def test_the_journal_says_that_it_was_done_and_nothing_of_what_was_written(cast: Cast) -> None:
    made = look(cast, words="退了购物卡")
    growing.share(cast.actor(cast.lin), made.pk, with_id=cast.qian.pk, on=DAY)
    growing.note_coaching(cast.actor(cast.qian), made.pk, "先听他讲", on=DAY)
    rows = Event.objects.filter(kind__startswith="self_view.").order_by("pk")
    assert [row.kind for row in rows] == [
        "self_view.made", "self_view.shared", "self_view.coached",
    ]  # fmt: skip
    assert all(row.particulars == {} for row in rows)


@pytest.mark.row("S0-28")
def test_no_measure_no_export_and_no_other_room_reads_it() -> None:
    readers = {
        str(path.relative_to(SRC).parent)
        for path in SRC.rglob("*.py")
        if any(name in path.read_text("utf-8") for name in ("SelfView", "users.growing"))
    }
    assert readers <= {
        "users", "users/models", "users/migrations", "web/growing", "sample", "methods",
    }  # fmt: skip


@pytest.mark.row("S0-28")
def test_written_shared_talked_over_and_set_beside_the_one_before(
    client: Client, cast: Cast
) -> None:
    look(cast, 2, on=date(2026, 1, 5))
    client.force_login(cast.lin)
    said = {f"level_{key}": "4" for key in KEYS} | {"aim": "先听完"}
    assert client.post("/growing/new/", {"aim": "x"}).status_code == 422
    client.post("/growing/new/", said)
    newest = SelfView.objects.unscoped().order_by("-made_on")[0]
    page = f"/growing/{newest.pk}/"
    shown = client.get("/growing/").content.decode()
    assert "有时做到" in shown
    assert "一直做到" in shown
    client.post(page, {"do": "share", "with_id": str(cast.qian.pk)})
    client.force_login(cast.qian)
    assert "先听完" in client.get("/growing/").content.decode()
    client.post(page, {"do": "note", "words": "约好下周再谈"})
    seen = client.get(page).content.decode()
    assert "约好下周再谈" in seen
    assert "有时做到" not in seen  # the earlier one was not shared with her
    client.force_login(cast.feng)
    assert client.get(page).status_code == 404
