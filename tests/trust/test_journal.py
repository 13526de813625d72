"""The journal cannot be rewritten: the database refuses, and whoever goes around it is found."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from tests.conftest import DAY, Cast
from zhike.trust import anchors, append_only, chain, journal
from zhike.trust.actor import Forbidden
from zhike.trust.jobs import look_over_the_journal, seal_if_due
from zhike.trust.models import Event, JournalBlock, Redaction

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def sql(statement: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def closed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """A journal of thirty events in blocks of ten."""
    monkeypatch.setattr(chain, "LARGEST", 10)
    for n in range(26):
        journal.record(cast.actor(cast.lin), "touch.logged", cast.yu, on=DAY, n=n)
    assert chain.seal(at=AT) == 30
    return cast


@pytest.fixture
def behind_its_back() -> Callable[..., None]:
    """Somebody who owns the database lifts the triggers, does it, and puts them back."""

    def tamper(statement: str, *values: str | int) -> None:
        with append_only.lifted():
            sql(statement, *values)

    return tamper


@pytest.mark.row("S4-27")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trust_event SET particulars = '{}'",
        "UPDATE trust_event SET user_id = NULL",
        "DELETE FROM trust_event",
        "UPDATE trust_journalblock SET count = 1",
        "DELETE FROM trust_journalblock",
    ],
)
def test_the_database_refuses_to_rewrite_the_journal(closed: Cast, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql(statement)
    assert chain.verify().holds


def test_an_event_cannot_be_replaced_or_the_table_emptied(closed: Cast) -> None:
    statement = (
        "TRUNCATE trust_event CASCADE"
        if connection.vendor == "postgresql"
        else "INSERT OR REPLACE INTO trust_event SELECT * FROM trust_event LIMIT 1"
    )
    with pytest.raises(DatabaseError, match="trust_event"), transaction.atomic():
        sql(statement)


def test_a_whole_journal_holds(closed: Cast) -> None:
    found = chain.verify()
    assert (found.holds, found.blocks, found.problem) == (True, 3, None)
    assert found.up_to == Event.objects.order_by("pk").last().pk  # type: ignore[union-attr]


TAMPERINGS = {
    "an edit": "UPDATE trust_event SET kind = 'touch.erased' WHERE id = {middle}",
    "another author": "UPDATE trust_event SET user_id = NULL WHERE id = {middle}",
    "another moment": "UPDATE trust_event SET recorded_at = '2026-01-01 00:00:00+00:00' WHERE id = {middle}",
    "other particulars": "UPDATE trust_event SET particulars = '{{\"n\": 99}}' WHERE id = {middle}",
    "a deletion": "DELETE FROM trust_event WHERE id = {middle}",
    "a quiet emptying": "UPDATE trust_event SET particulars = '{{}}', redacted_at = recorded_at WHERE id = {middle}",
    "a block edited": "UPDATE trust_journalblock SET count = count - 1 WHERE first_id <= {middle} AND last_id >= {middle}",
    "a block dated back": "UPDATE trust_journalblock SET made_at = '2026-01-01 00:00:00+00:00' WHERE first_id <= {middle} AND last_id >= {middle}",
    "a block taken out": "DELETE FROM trust_journalblock WHERE first_id <= {middle} AND last_id >= {middle}",
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_whoever_goes_around_the_triggers_is_found(
    closed: Cast, behind_its_back: Callable[..., None], tampering: str
) -> None:
    first = Event.objects.order_by("pk")[0].pk
    behind_its_back(TAMPERINGS[tampering].format(middle=first + 14))
    found = chain.verify()
    assert not found.holds
    assert found.up_to == first + 9, "the first block still holds, the second does not"


def test_an_event_slipped_in_between_is_found(
    closed: Cast, behind_its_back: Callable[..., None]
) -> None:
    pk = Event.objects.order_by("pk")[14].pk
    behind_its_back("DELETE FROM trust_event WHERE id = %s", pk)
    behind_its_back(
        "INSERT INTO trust_event (id, kind, subject, door, happened_on, recorded_at, particulars) "
        "VALUES (%s, 'touch.logged', 'x:1', 'web', '2026-11-23', '2026-11-23 09:00:00+00:00', '{}')",
        pk,
    )
    assert not chain.verify().holds


def test_two_events_exchanged_are_found(
    closed: Cast, behind_its_back: Callable[..., None]
) -> None:
    one, other = Event.objects.order_by("pk")[14:16]
    for pk, told in ((one.pk, other), (other.pk, one)):
        behind_its_back(
            "UPDATE trust_event SET particulars = %s WHERE id = %s",
            json.dumps(told.particulars),
            pk,
        )
    assert not chain.verify().holds


def test_an_end_cut_off_is_missed_by_the_anchors(
    closed: Cast, behind_its_back: Callable[..., None]
) -> None:
    for block in JournalBlock.objects.order_by("pk"):
        anchors.cast(block.last_id, block.chain, AT)
    assert chain.verify().holds
    last = JournalBlock.objects.order_by("pk").last()
    assert last
    behind_its_back("DELETE FROM trust_journalblock WHERE id = %s", last.pk)
    behind_its_back("DELETE FROM trust_event WHERE id >= %s", last.first_id)
    found = chain.verify()
    assert found.problem
    assert "anchor" in found.problem.en


def test_a_trigger_that_is_gone_is_missed(closed: Cast) -> None:
    append_only.take_away()
    assert chain.verify().problem
    append_only.install()
    assert chain.verify().holds


def test_an_erasure_empties_an_event_and_the_chain_still_holds(closed: Cast) -> None:
    events = list(Event.objects.filter(kind="touch.logged").order_by("pk")[3:6])
    steward = closed.actor(closed.zheng)
    done = journal.redact(steward, [e.pk for e in events], why="erasure 7", on=DAY)
    assert done == 3
    assert Event.objects.get(pk=events[0].pk).particulars == {}
    assert Redaction.objects.filter(why="erasure 7").count() == 3
    assert chain.verify().holds
    assert journal.redact(steward, [events[0].pk], why="again", on=DAY) == 0


def test_an_event_emptied_before_it_was_closed_is_closed_all_the_same(cast: Cast) -> None:
    event = journal.record(cast.actor(cast.lin), "touch.logged", cast.yu, on=DAY, who="于海")
    journal.redact(cast.actor(cast.zheng), [event.pk], why="erasure 8", on=DAY)
    chain.seal(at=AT)
    assert chain.verify().holds


def test_only_who_answers_persons_may_empty_an_event(closed: Cast) -> None:
    with pytest.raises(Forbidden):
        journal.redact(closed.actor(closed.lin), [1], why="x", on=DAY)


def test_the_journal_is_closed_once_a_minute_and_only_when_something_came(cast: Cast) -> None:
    assert seal_if_due(AT) > 0
    journal.record(cast.actor(cast.lin), "touch.logged", cast.yu, on=DAY)
    assert seal_if_due(AT + timedelta(seconds=30)) == 0
    assert seal_if_due(AT + timedelta(seconds=61)) == 1
    assert seal_if_due(AT + timedelta(hours=1)) == 0


def test_the_night_and_the_command_say_whether_it_holds(
    closed: Cast, behind_its_back: Callable[..., None]
) -> None:
    assert look_over_the_journal(DAY) == Event.objects.order_by("pk").last().pk  # type: ignore[union-attr]
    said = StringIO()
    call_command("verify", lang="en", stdout=said)
    assert "whole: 3 blocks" in said.getvalue()
    behind_its_back(
        "UPDATE trust_event SET kind = 'x' WHERE id = %s",
        JournalBlock.objects.order_by("pk")[1].last_id,
    )
    with pytest.raises(CommandError, match="altered"):
        call_command("verify", lang="en")


def test_of_a_large_journal_every_event_is_read_within_a_week_and_what_was_found_stays_told(
    closed: Cast, behind_its_back: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "_READ_WHOLE", 0)
    look_over_the_journal(DAY)
    altered = JournalBlock.objects.order_by("pk")[1]
    behind_its_back("UPDATE trust_event SET kind = 'x' WHERE id = %s", altered.last_id)
    nights = 0
    while chain.last_check().holds:  # type: ignore[union-attr]
        look_over_the_journal(DAY)
        nights += 1
        assert nights <= 7
    for _ in range(7):
        look_over_the_journal(DAY)
        assert not chain.last_check().holds  # type: ignore[union-attr]


def test_what_is_new_in_a_large_journal_is_read_the_same_night(
    closed: Cast, behind_its_back: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "_READ_WHOLE", 0)
    for n in range(8):
        look_over_the_journal(DAY)
        journal.record(closed.actor(closed.lin), "touch.logged", closed.yu, on=DAY, n=n)
        chain.seal(at=AT)
    newest = Event.objects.order_by("pk").last()
    assert newest
    behind_its_back("UPDATE trust_event SET kind = 'x' WHERE id = %s", newest.pk)
    look_over_the_journal(DAY)
    assert not chain.last_check().holds  # type: ignore[union-attr]


def test_the_page_of_a_customer_does_not_look_through_every_event_for_imports_taken_back(
    cast: Cast,
) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "event_reverted" in journal.of_customer(cast.hengyuan.pk).explain()


@pytest.mark.django_db(transaction=True)
def test_every_block_leaves_an_anchor_in_a_file_that_only_grows(cast: Cast) -> None:
    chain.seal(at=AT)
    cut = anchors.file()
    cut.write_bytes(cut.read_bytes() + b'{"last": 1, "ch')
    journal.record(cast.actor(cast.lin), "touch.logged", cast.yu, on=DAY)
    chain.seal(at=AT)
    assert [a.chain for a in anchors.cast_so_far()] == list(
        JournalBlock.objects.order_by("pk").values_list("chain", flat=True)
    )
    assert chain.verify().holds
