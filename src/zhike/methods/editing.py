"""Change a method's words and leave everything else in them as it stands: comments, order, layout."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import tomlkit

from zhike.methods.proof import Answer, Problem

_PART = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")


def with_values(text: str, values: Mapping[str, Answer]) -> str:
    """The text with these keys set, such as `steps[2].clock.within`; the numbering begins with 1."""
    document = tomlkit.parse(text)
    for key, value in values.items():
        _set(document, _path(key), value)
    return tomlkit.dumps(document)


def with_version(text: str, version: int) -> str:
    """The text under another version number."""
    return with_values(text, {"version": version})


def with_answers(text: str, problems: Iterable[Problem]) -> str:
    """The text with what its examples come to now, where that is more than an opinion."""
    return with_values(text, {p.key: p.found for p in problems if p.found is not None})


def line_of(text: str, key: str) -> int | None:
    """The line on which a key stands, or the nearest line above it that leads there; None where none does."""
    lines = text.splitlines()
    found, start, end, entry = None, 0, len(lines), 0
    for name, number in _parts(key):
        heads = [
            n
            for n in range(start, end)
            if re.match(rf"\s*\[\[?\s*(?:[\w.]+\.)?{re.escape(name)}\s*\]\]?", lines[n])
        ]
        if heads:
            chosen = min((number or 1) - 1, len(heads) - 1)
            found, start = heads[chosen], heads[chosen] + 1
            end = heads[chosen + 1] if chosen + 1 < len(heads) else end
            continue
        keyed = re.compile(rf"(?:^|[\s{{,]){re.escape(name)}\s*=")
        at = [n for n in range(start, end) if keyed.search(lines[n])]
        if not at:
            break
        found = at[min(entry, len(at) - 1)]
        start, entry = found, max(0, number - 1)
    return None if found is None else found + 1


def _path(key: str) -> list[str | int]:
    found: list[str | int] = []
    for name, number in _parts(key):
        found.append(name)
        if number:
            found.append(number - 1)
    return found


def _parts(key: str) -> list[tuple[str, int]]:
    return [(m[1], int(m[2] or 0)) for m in _PART.finditer(key)]


def _set(document: tomlkit.TOMLDocument, path: list[str | int], value: Answer) -> None:
    below: Any = document
    for part in path[:-1]:
        below = below[part]
    below[path[-1]] = _item(value)


def _item(value: Answer) -> Any:  # noqa: ANN401 - whatever tomlkit makes of it
    if isinstance(value, dict):
        inline = tomlkit.inline_table()
        inline.update(value)
        return inline
    return tomlkit.item(value)
