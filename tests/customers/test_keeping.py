"""Answers are kept as long as they are needed, and sealed ones under keys that change."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.conftest import DAY, Cast
from zhike.customers.actions.facts import Learned, note_fact
from zhike.customers.answers import months_later
from zhike.customers.asking import Subject
from zhike.customers.jobs import expire_facts
from zhike.customers.models import Fact
from zhike.methods.forms import Item
from zhike.methods.library import library
from zhike.trust import keyring
from zhike.trust.models import Event, SubjectKey
from zhike.trust.sealing import (
    Unopenable,
    destroy_key,
    open_bytes,
    rewrap,
    seal,
    seal_bytes,
    unseal,
)

pytestmark = pytest.mark.django_db
MACKAY = library().forms["mackay66"]


def item(key: str) -> Item:
    return next(leaf for leaf in MACKAY.leaves if leaf.key == key)


@pytest.mark.row("S1-62")
def test_an_opinion_is_kept_a_year_and_then_emptied_by_the_night(cast: Cast) -> None:
    lin, yu = cast.actor(cast.lin), Subject(cast.hengyuan, cast.yu)
    fact = note_fact(lin, yu, MACKAY, item("description"), "稳", Learned("observed"), on=DAY)
    assert fact.expires_on == date(2027, 11, 23)
    assert expire_facts(date(2027, 11, 22)) == 0
    assert expire_facts(date(2027, 11, 23)) == 1
    assert expire_facts(date(2027, 11, 23)) == 0
    fact.refresh_from_db()
    assert (fact.value, fact.ended_why) == (None, "expired")
    assert Event.objects.filter(kind="fact.expired").count() == 1
    expire_facts(date(2029, 11, 24))
    assert not Fact.objects.filter(pk=fact.pk).exists()


def test_a_month_later_is_the_same_day_or_the_last_one() -> None:
    assert months_later(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_later(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert months_later(date(2026, 3, 15), -12) == date(2025, 3, 15)


@pytest.mark.row("S1-65")
def test_the_master_key_changes_and_every_value_still_opens() -> None:
    held = {f"contact:{n}": seal(f"contact:{n}", "f", f"v{n}") for n in range(1, 1200)}
    before = keyring.ring().active
    call_command("rotate", stdout=StringIO())
    assert keyring.ring().active != before
    assert set(keyring.ring().keys) == {keyring.ring().active}
    assert not SubjectKey.objects.filter(master=before).exists()
    assert all(unseal(s, "f", sealed) == f"v{s[8:]}" for s, sealed in held.items())


def test_a_change_of_keys_cut_off_half_way_loses_nothing() -> None:
    sealed = {n: seal(f"contact:{n}", "f", "x") for n in range(1, 20)}
    keyring.add_key()
    assert rewrap(limit=5) == 5
    assert all(unseal(f"contact:{n}", "f", envelope) == "x" for n, envelope in sealed.items())
    call_command("rotate", finish=True, stdout=StringIO())
    assert all(unseal(f"contact:{n}", "f", envelope) == "x" for n, envelope in sealed.items())


def test_the_key_file_is_its_owner_s_alone() -> None:
    seal("contact:1", "f", "x")
    path = Path(settings.KEYS_FILE)
    assert oct(path.stat().st_mode & 0o777) == "0o600"


def test_with_the_key_destroyed_nothing_opens() -> None:
    sealed = seal("contact:1", "f", "x")
    assert destroy_key("contact:1")
    with pytest.raises(Unopenable):
        unseal("contact:1", "f", sealed)


def test_a_sealed_value_opens_in_its_own_field_only() -> None:
    sealed = seal("contact:1", "health", "x")
    with pytest.raises(Unopenable):
        unseal("contact:1", "belief", sealed)
    with pytest.raises(Unopenable):
        unseal("contact:1", "health", "v1.bm90aGluZw==")


def test_a_file_is_sealed_like_a_word() -> None:
    content = bytes(range(256)) * 40
    sealed = seal_bytes("contact:1", "document:7", content)
    assert content[:32] not in sealed
    assert open_bytes("contact:1", "document:7", sealed) == content
    with pytest.raises(Unopenable):
        open_bytes("contact:1", "document:8", sealed)


def test_stale_comes_before_expired(cast: Cast) -> None:
    lin, yu = cast.actor(cast.lin), Subject(cast.hengyuan, cast.yu)
    fact = note_fact(lin, yu, MACKAY, item("topics"), "登山", Learned("told"), on=DAY)
    assert fact.review_on == DAY.replace(year=2027)
    assert fact.expires_on is None
    assert expire_facts(DAY + timedelta(days=4_000)) == 0
