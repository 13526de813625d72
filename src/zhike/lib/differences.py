"""Two texts side by side, line by line, with the words that differ marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_WORD = re.compile(r"\w+|\s+|[^\w\s]", re.ASCII)
_AROUND = 3


@dataclass(frozen=True, slots=True)
class Side:
    """A line of one of the texts: its number and its pieces, each with whether it differs."""

    number: int
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line beside its counterpart; both are None where lines that are the same were left out."""

    before: Side | None
    after: Side | None
    is_same: bool

    @property
    def is_gap(self) -> bool:
        return self.before is None and self.after is None


def differences(before: str, after: str) -> list[Row]:
    """The lines that differ with three around them; empty when nothing differs."""
    old, new = before.splitlines(), after.splitlines()
    rows: list[Row] = []
    groups = SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND)
    for number, group in enumerate(groups):
        if number:
            rows.append(Row(None, None, is_same=True))
        for tag, a, b, c, d in group:
            if tag == "equal":
                rows.extend(
                    Row(_whole(n, old, False), _whole(m, new, False), is_same=True)
                    for n, m in zip(range(a, b), range(c, d), strict=True)
                )
            else:
                rows.extend(_changed(old, new, range(a, b), range(c, d)))
    return rows


def _changed(
    old: Sequence[str], new: Sequence[str], left: range, right: range
) -> Iterator[Row]:
    for n, m in zip_longest(left, right):
        if n is None or m is None:
            yield Row(
                None if n is None else _whole(n, old, True),
                None if m is None else _whole(m, new, True),
                is_same=False,
            )
        else:
            one, other = _words(old[n], new[m])
            yield Row(Side(n + 1, one), Side(m + 1, other), is_same=False)


def _whole(number: int, lines: Sequence[str], differs: bool) -> Side:
    return Side(number + 1, ((lines[number], differs),))


def _words(
    before: str, after: str
) -> tuple[tuple[tuple[str, bool], ...], tuple[tuple[str, bool], ...]]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    one, other = [], []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        differs = tag != "equal"
        if b > a:
            one.append(("".join(old[a:b]), differs))
        if d > c:
            other.append(("".join(new[c:d]), differs))
    return tuple(one), tuple(other)
