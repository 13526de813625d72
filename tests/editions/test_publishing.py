"""What is published on the page holds from the next moment on, whole or not at all, and nobody's work is lost."""

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError, connection, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from tests.conftest import DAY, Cast
from zhike.activities.models import Task
from zhike.care import actions as care
from zhike.customers import asking
from zhike.methods.editing import with_values
from zhike.methods.library import library
from zhike.nightly import _signature
from zhike.trust.actor import Actor, Forbidden
from zhike.trust.models import Event
from zhike.users.editions import queries
from zhike.users.editions.in_use import holding, in_use
from zhike.users.editions.publishing import (
    NothingNew,
    Overtaken,
    Refused,
    keep_draft,
    publish,
)
from zhike.users.models import Company, Edition
from zhike.value.queries import methods

pytestmark = pytest.mark.django_db
SHELF = library()
RHYTHM = ("standards", "contact_rhythm")
COMPLAINT = ("playbooks", "complaint_same_day")
QUIET = ("playbooks", "quiet_customer")
CARD = ("scorecards", "evaluation")
MACKAY = ("forms", "mackay66")


def seen(*keys: tuple[str, str]) -> dict[tuple[str, str], str]:
    return {key: queries.digest(methods().texts.get(key, "")) for key in keys}


def change(actor: Actor, key: tuple[str, str], text: str, on: date = DAY) -> Edition:
    return publish(actor, {key: text}, seen=seen(key), why="试试", on=on)[0]


def off(key: tuple[str, str]) -> str:
    return with_values(methods().texts[key], {"on": False})


def test_what_is_published_decides_what_the_next_event_lays(cast: Cast) -> None:
    at = datetime(2026, 8, 3, 10, tzinfo=ZoneInfo("Asia/Shanghai"))

    def complain() -> int:
        before = Task.objects.unscoped().count()
        care.receive_case(
            cast.actor(cast.lin),
            customer_id=cast.hengyuan.pk,
            kind="complaint",
            summary="少货",
            at=at,
        )
        return Task.objects.unscoped().count() - before

    assert complain() > 0
    change(cast.actor(cast.sun), COMPLAINT, off(COMPLAINT))
    assert complain() == 0


def test_the_version_rises_by_itself_and_going_back_gives_the_shipped_text(
    cast: Cast,
) -> None:
    sun = cast.actor(cast.sun)
    first = change(sun, COMPLAINT, off(COMPLAINT))
    assert first.version == SHELF.playbooks["complaint_same_day"].head.version + 1
    assert methods().playbooks["complaint_same_day"].head.version == first.version
    second = change(
        sun, COMPLAINT, with_values(methods().texts[COMPLAINT], {"steps[1].gate": True})
    )
    assert second.version == first.version + 1
    change(sun, COMPLAINT, SHELF.texts[COMPLAINT])
    assert methods().texts[COMPLAINT] == SHELF.texts[COMPLAINT]
    assert change(sun, COMPLAINT, first.text).version == second.version + 1
    assert list(queries.history(COMPLAINT).values_list("is_current", flat=True)) == [
        True,
        False,
        False,
        False,
    ]


def test_one_event_says_who_published_what_and_why(cast: Cast) -> None:
    change(cast.actor(cast.sun), COMPLAINT, off(COMPLAINT))
    event = Event.objects.unscoped().get(kind="methods.published")
    assert event.user == cast.sun
    assert event.particulars["why"] == "试试"
    version = SHELF.playbooks["complaint_same_day"].head.version + 1
    assert event.particulars["methods"] == [f"playbooks/complaint_same_day@{version}"]


def test_only_those_who_may_switch_methods_publish(cast: Cast) -> None:
    for person in (cast.lin, cast.qian, cast.wu, cast.zheng):
        with pytest.raises(Forbidden):
            change(cast.actor(person), COMPLAINT, off(COMPLAINT))
        with pytest.raises(Forbidden):
            keep_draft(cast.actor(person), COMPLAINT, "x")


def test_the_second_of_two_is_told_and_loses_nothing(cast: Cast) -> None:
    sun, feng = cast.actor(cast.sun), cast.actor(cast.feng)
    compared = seen(COMPLAINT)
    mine = with_values(SHELF.texts[COMPLAINT], {"steps[1].gate": True})
    keep_draft(sun, COMPLAINT, mine)
    change(feng, COMPLAINT, off(COMPLAINT))
    with pytest.raises(Overtaken) as told:
        publish(sun, {COMPLAINT: mine}, seen=compared, why="我先写的", on=DAY)
    assert told.value.edition is not None
    assert told.value.edition.author == cast.feng
    kept = queries.draft(sun, COMPLAINT)
    assert kept is not None
    assert kept.text == mine
    assert not methods().playbooks["complaint_same_day"].is_on


def test_a_text_that_lies_or_no_longer_fits_is_not_published(cast: Cast) -> None:
    sun = cast.actor(cast.sun)
    stamp = Company.objects.get().methods_stamp
    for key, old, new, place in (
        (CARD, "weight = 40", "weight = 41", "criteria.weight"),
        (CARD, 'grade = "C"', 'grade = "D"', "grades.grade"),
        (RHYTHM, "days = 30", "days = 14", "examples[1].days_overdue"),
    ):
        with pytest.raises(Refused) as refused:
            change(sun, key, SHELF.texts[key].replace(old, new))
        assert place in {f.place for f in refused.value.findings}
        assert all(f.words.zh and f.words.en for f in refused.value.findings)
    with pytest.raises(Refused) as refused:
        change(sun, RHYTHM, "name = ")
    assert refused.value.findings[0].file == "standards/contact_rhythm.toml"
    assert Company.objects.get().methods_stamp == stamp
    assert not Edition.objects.exists()


def test_several_are_published_together_or_not_at_all(cast: Cast) -> None:
    sun = cast.actor(cast.sun)
    changed = {COMPLAINT: off(COMPLAINT), RHYTHM: "scheme = 1"}
    with pytest.raises(Refused):
        publish(sun, changed, seen=seen(*changed), why="一起", on=DAY)
    assert methods().playbooks["complaint_same_day"].is_on
    changed = {COMPLAINT: off(COMPLAINT), QUIET: off(QUIET)}
    assert len(publish(sun, changed, seen=seen(*changed), why="一起", on=DAY)) == 2
    assert not methods().playbooks["quiet_customer"].is_on


def test_a_publication_that_is_killed_leaves_nothing(cast: Cast) -> None:
    before = methods()

    @transaction.atomic
    def killed() -> None:
        change(cast.actor(cast.sun), COMPLAINT, off(COMPLAINT))
        assert not methods().playbooks["complaint_same_day"].is_on
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed()
    assert methods() is before
    assert not Edition.objects.exists()


def test_who_works_for_a_while_keeps_to_the_methods_he_began_with(cast: Cast) -> None:
    with holding():
        change(cast.actor(cast.sun), COMPLAINT, off(COMPLAINT))
        assert methods().playbooks["complaint_same_day"].is_on
    assert not methods().playbooks["complaint_same_day"].is_on


def test_the_same_text_again_is_nothing_new(cast: Cast) -> None:
    with pytest.raises(NothingNew):
        change(cast.actor(cast.sun), COMPLAINT, SHELF.texts[COMPLAINT])


def test_a_question_is_not_kept_less_carefully_from_the_page(cast: Cast) -> None:
    text = SHELF.texts[MACKAY]
    with pytest.raises(Refused) as refused:
        change(
            cast.actor(cast.feng),
            MACKAY,
            text.replace('level = "sealed"', 'level = "personal"', 1),
        )
    assert any(f.place.endswith(".level") for f in refused.value.findings)


def test_a_published_form_is_the_one_that_is_asked(cast: Cast) -> None:
    key = ("forms", "visit_plan")
    text = SHELF.texts[key].replace("这次拜访", "这一趟")
    change(cast.actor(cast.sun), key, text)
    assert asking.form("visit_plan").groups[0].title.zh == "这一趟"


def test_the_night_s_signature_changes_with_every_publication(cast: Cast) -> None:
    before = _signature()
    change(
        cast.actor(cast.sun),
        ("cards", "fair_comment"),
        SHELF.texts["cards", "fair_comment"].replace("最差", "差劲"),
    )
    assert _signature() != before


def test_an_edition_that_fits_no_more_is_set_aside_and_named(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    card = SHELF.texts["cards", "visit_etiquette"]
    book = SHELF.texts[QUIET].replace('"visit_etiquette"', '"own_card"')
    own = {("cards", "own_card"): card.replace('"visit_etiquette"', '"own_card"'), QUIET: book}
    publish(
        cast.actor(cast.sun),
        own,
        seen={**seen(QUIET), ("cards", "own_card"): ""},
        why="自己的",
        on=DAY,
    )
    assert methods().playbooks["quiet_customer"].steps[0].card == "own_card"
    Edition.objects.filter(kind="cards").update(is_current=False)
    Company.objects.update(methods_stamp="another")
    found = in_use()
    assert set(found.set_aside) == {QUIET}
    assert found.library.texts[QUIET] == SHELF.texts[QUIET]


def test_a_newer_shipped_text_is_told(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    change(cast.actor(cast.sun), COMPLAINT, off(COMPLAINT))
    edition = queries.history(COMPLAINT).first()
    assert not queries.origin(COMPLAINT, edition).is_newer_below
    path = tmp_path / "playbooks" / "complaint_same_day.toml"
    path.parent.mkdir()
    path.write_text(with_values(SHELF.texts[COMPLAINT], {"steps[1].gate": True}), "utf-8")
    settings.METHODS_DIR = tmp_path
    origin = queries.origin(COMPLAINT, edition)
    assert (origin.place, origin.is_in_folder, origin.is_newer_below) == ("page", True, True)
    assert not methods().playbooks["complaint_same_day"].is_on


def test_looking_again_costs_at_most_one_small_query(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    change(cast.actor(cast.sun), COMPLAINT, off(COMPLAINT))
    methods()
    with django_assert_num_queries(1):
        methods()
    with holding(), django_assert_num_queries(0):
        for _ in range(5):
            methods()


def test_a_digest_does_not_mind_the_version_number() -> None:
    text = SHELF.texts[COMPLAINT]
    assert queries.digest(with_values(text, {"version": 9})) == queries.digest(text)
    assert queries.digest(text) != sha256(b"").hexdigest()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_is_told(cast: Cast) -> None:
    compared = seen(COMPLAINT)
    outcomes: list[str] = []
    start = Barrier(2)

    def go(actor: Actor, text: str) -> None:
        start.wait()
        while True:
            try:
                publish(actor, {COMPLAINT: text}, seen=compared, why="同时", on=DAY)
                outcomes.append("published")
            except Overtaken:
                outcomes.append("told")
            except OperationalError:  # a database in memory does not wait for the other
                continue
            connection.close()
            return

    texts = (off(COMPLAINT), with_values(SHELF.texts[COMPLAINT], {"steps[1].optional": True}))
    people = (cast.actor(cast.sun), cast.actor(cast.feng))
    threads = [Thread(target=go, args=pair) for pair in zip(people, texts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["published", "told"]
    assert Edition.objects.filter(is_current=True).count() == 1
