"""How alike two customers are, and why: names letter by letter and by sound, phones, addresses; values in, answer out (S1-45)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein

from zhike.lib.names import has_chinese, name_key, sound_key
from zhike.lib.places import split_place

LIKELY = 88
ALMOST = 76  # alike enough for a hint while typing
BIG_BLOCK = 120
_NUMBER = re.compile(r"\d+")
NEIGHBOURS = 8
_FAR = 0.8


@dataclass(frozen=True, slots=True)
class Record:
    """What a customer is compared by."""

    id: int
    name: str
    phone: str = ""
    address: str = ""
    mobiles: frozenset[str] = frozenset()
    key: str = ""
    sound: str = ""
    place: str = ""
    core: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """From 0 to 100, with the reasons as keys: name, sound, phone, person, address."""

    score: int
    reasons: tuple[str, ...] = ()


_UNLIKE = Likeness(0)
_GLANCE = 50


def record(
    pk: int,
    name: str,
    *,
    phone: str = "",
    address: str = "",
    mobiles: frozenset[str] = frozenset(),
    key: str = "",
    sound: str = "",
) -> Record:
    """A record with its keys worked out, where they are not known yet."""
    key = key or name_key(name)
    place, core = split_place(key)
    return Record(pk, name, phone, address, mobiles, key, sound or sound_key(name), place, core)


def likeness(one: Record, other: Record) -> Likeness:
    """How likely the two are one customer; the many that are not are told apart at a glance."""
    if not (
        fuzz.ratio(one.core, other.core, score_cutoff=_GLANCE)
        or one.sound == other.sound
        or (one.phone and one.phone == other.phone)
        or one.mobiles & other.mobiles
    ):
        return _UNLIKE
    by_name = 1.0 if one.key == other.key else _names(one, other)
    reasons = ["name"] if by_name >= ALMOST / 100 else []
    score = by_name
    if one.sound == other.sound and one.key != other.key:
        score = max(score, 0.9 * _apart(one, other))
        reasons = ["sound"]
    if one.phone and one.phone == other.phone:
        score += 0.22
        reasons.append("phone")
    if one.mobiles & other.mobiles:
        score += 0.2
        reasons.append("person")
    if _same_address(one.address, other.address):
        score += 0.16
        reasons.append("address")
    if {"phone", "address"} <= set(reasons):
        score = max(score, 0.9)
    elif one.key != other.key and _are_elsewhere(one, other):
        score -= 0.12
    return Likeness(min(100, round(score * 100)), tuple(reasons))


def pairs_in(block: Sequence[Record]) -> Iterator[tuple[Record, Record, Likeness]]:
    """The likely pairs of a block; in a large one only neighbours by sound are compared."""
    for one, other in _candidates(block):
        found = likeness(one, other)
        if found.score >= LIKELY and found.reasons:
            yield one, other, found


def _candidates(block: Sequence[Record]) -> Iterator[tuple[Record, Record]]:
    if len(block) <= BIG_BLOCK:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda record: (record.sound, record.id))
    for at, one in enumerate(ordered):
        for other in islice(ordered, at + 1, at + 1 + NEIGHBOURS):
            yield one, other


def _names(one: Record, other: Record) -> float:
    """Names without the place; two different places speak against it."""
    first, second = one.core, other.core
    if has_chinese(first) or has_chinese(second):
        alike = _chinese(first, second)
    else:
        alike = _latin(one.name, other.name, first, second)
    if _NUMBER.findall(first) != _NUMBER.findall(second):
        alike *= _FAR  # the second branch is not the third
    return alike * _apart(one, other)


def _apart(one: Record, other: Record) -> float:
    return _FAR if _are_far(one.place, other.place) else 1.0


def _are_far(here: str, there: str) -> bool:
    return bool(here and there) and here not in there and there not in here


def _chinese(first: str, second: str) -> float:
    """A character replaced by one that sounds otherwise is another name, not a slip of the pen."""
    alike = fuzz.ratio(first, second) / 100
    other_words = sum(
        sound_key(first[op.src_pos]) != sound_key(second[op.dest_pos])
        for op in Levenshtein.editops(first, second)
        if op.tag == "replace"
    )
    return max(0.0, alike - 0.08 * other_words)


def _latin(name: str, other_name: str, first: str, second: str) -> float:
    words = fuzz.token_sort_ratio(name.lower(), other_name.lower()) / 100
    return max(words, JaroWinkler.similarity(first, second) - 0.06)


def _same_address(one: str, other: str) -> bool:
    """Nearly the same words, and the same house number where both have one."""
    if not one or not other or fuzz.ratio(one.lower(), other.lower()) < 80:
        return False
    numbers = [_NUMBER.search(address) for address in (one, other)]
    return not all(numbers) or len({found[0] for found in numbers if found}) == 1


def _are_elsewhere(one: Record, other: Record) -> bool:
    """Another phone and another address: perhaps another branch."""
    return bool(
        one.phone
        and other.phone
        and one.address
        and other.address
        and one.phone != other.phone
        and not one.mobiles & other.mobiles
        and fuzz.ratio(one.address.lower(), other.address.lower()) < 60
    )
