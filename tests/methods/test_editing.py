"""A number changed by form leaves the rest of the file as it stands."""

import tomllib

import pytest

from zhike.methods.capabilities import CAPABILITIES, capabilities_of
from zhike.methods.cards import MOMENTS
from zhike.methods.editing import line_of, with_answers, with_values
from zhike.methods.labels import KIND_NAMES, parts
from zhike.methods.library import KINDS, dials, library, method
from zhike.methods.proof import proof
from zhike.methods.schemes import By
from zhike.methods.spoken import (
    BY_NAMES,
    DOER_NAMES,
    EVERYONE_NAMES,
    HOLD_NAMES,
    MOMENT_NAMES,
    START_NAMES,
)
from zhike.methods.starts import STARTS
from zhike.methods.steps import Doer, Everyone, Hold

SHELF = library()
RHYTHM = SHELF.texts["standards", "contact_rhythm"]
CARD = SHELF.texts["scorecards", "evaluation"]


def test_one_number_changes_one_line_and_keeps_the_comments() -> None:
    changed = with_values(CARD, {"criteria[3].steps[2].share": 80})
    differing = [
        (a, b) for a, b in zip(CARD.splitlines(), changed.splitlines(), strict=True) if a != b
    ]
    assert differing == [("  { from = 1, share = 85 },", "  { from = 1, share = 80 },")]
    assert "# The textbook's worked example" in changed


def test_a_switch_that_was_not_there_is_put_where_it_is_read() -> None:
    text = with_values(SHELF.texts["playbooks", "after_signing"], {"on": False})
    assert tomllib.loads(text)["on"] is False
    assert "on" not in tomllib.loads(text)["steps"][-1]


def test_new_answers_are_written_into_the_examples() -> None:
    text = with_values(RHYTHM, {"grades[1].contact_every_days": 14})
    problems = proof(method("standards", "contact_rhythm", text))
    assert [p.key for p in problems] == ["examples[1].days_overdue"]
    settled = with_answers(text, problems)
    assert not proof(method("standards", "contact_rhythm", settled))


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        (RHYTHM, "grades[2].contact_every_days", "contact_every_days = 60"),
        (CARD, "criteria[3].steps[2].share", "  { from = 1, share = 85 },"),
        (CARD, "bands.at_least", "at_least = 80"),
        (CARD, "neutral", "neutral = 70"),
    ],
)
def test_a_key_is_found_by_its_line(text: str, key: str, line: str) -> None:
    number = line_of(text, key)
    assert number is not None
    assert text.splitlines()[number - 1] == line


def test_a_key_that_is_nowhere_has_no_line() -> None:
    assert line_of(RHYTHM, "nowhere") is None


@pytest.mark.parametrize("key", SHELF.texts, ids="/".join)
def test_every_dial_has_its_words_and_can_be_set_to_what_it_is(key: tuple[str, str]) -> None:
    text = SHELF.texts[key]
    known = dials(*key, text)
    named = [each for part in parts(text, known) for each in part.dials]
    assert len(named) == len(known)
    assert not [n.dial.key for n in named if n.label.zh == n.label.en]
    there = {d.key: d.value if isinstance(d.value, int) else f"{d.value:%H:%M}" for d in known}
    method(*key, with_values(text, there))


def test_everything_fixed_has_its_words() -> None:
    assert set(START_NAMES) == set(STARTS)
    assert set(DOER_NAMES) == set(Doer)
    assert set(EVERYONE_NAMES) == set(Everyone)
    assert set(HOLD_NAMES) == set(Hold)
    assert set(BY_NAMES) == set(By)
    assert set(MOMENT_NAMES) == set(MOMENTS)
    assert set(KIND_NAMES) == set(KINDS)


def test_each_row_is_in_one_capability_and_each_method_in_some() -> None:
    rows = [row for each in CAPABILITIES for row in each.rows]
    assert len(rows) == len(set(rows)) == 267
    for kind in KINDS:
        for each in SHELF.shelf(kind).values():
            assert capabilities_of(each.head.source), each.head.name
