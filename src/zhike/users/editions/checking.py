"""Whether texts may be published: each can be read, all fit together, every example comes true, nothing is kept less carefully."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.careful import loosened
from zhike.methods.editing import line_of
from zhike.methods.forms import Form
from zhike.methods.library import KINDS, Key, assembled, method
from zhike.methods.proof import Problem, proof
from zhike.methods.reading import MethodError
from zhike.users.editions.in_use import in_use

MOST = 200_000
_TOO_LONG = Words(
    "文字太长，最多 {most} 个字符", "the text is too long; at most {most} characters"
)
_NO_KIND = Words("不认识这类方法；可用：{kinds}", "unknown kind; allowed are {kinds}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in the way of a publication: file, key, the line where it can be told, and what to do."""

    key: Key
    file: str
    place: str
    line: int | None
    words: Words
    problem: Problem | None = None


def findings(changed: Mapping[Key, str]) -> list[Finding]:
    """All that stands in the way of these texts taking the place of those in use; empty when they may be published."""
    found = [finding for key, text in changed.items() for finding in _alone(key, text)]
    if found:
        return found
    used = in_use().library
    try:
        whole = assembled({**used.texts, **changed})
    except MethodError as error:
        return [_lie(next(iter(changed)), changed, error)]
    for key, text in changed.items():
        kind, name = key
        made = whole.shelf(kind)[name]
        problems = proof(made)
        before = used.shelf(kind).get(name)
        if isinstance(made, Form) and isinstance(before, Form):
            problems += loosened(before, made)
        found += [
            Finding(key, f"{kind}/{name}.toml", p.key, line_of(text, p.key), p.words, p)
            for p in problems
        ]
    return found


def _alone(key: Key, text: str) -> list[Finding]:
    """What is wrong with one text by itself."""
    kind, name = key
    if kind not in KINDS:
        said = _NO_KIND.format(kinds=", ".join(KINDS))
        return [Finding(key, f"{kind}/{name}.toml", "-", None, said)]
    if len(text) > MOST:
        return [Finding(key, f"{kind}/{name}.toml", "-", None, _TOO_LONG.format(most=MOST))]
    try:
        method(kind, name, text)
    except MethodError as error:
        return [_lie(key, {key: text}, error)]
    except RecursionError:
        said = Words("层层嵌套得太深", "is nested too deeply")
        return [Finding(key, f"{kind}/{name}.toml", "-", None, said)]
    return []


def _lie(key: Key, changed: Mapping[Key, str], error: MethodError) -> Finding:
    kind, _, file = error.file.partition("/")
    named = (kind, file.removesuffix(".toml"))
    text = changed.get(named, "")
    return Finding(
        named if named in changed else key,
        error.file,
        error.key,
        line_of(text, error.key) if text and error.key != "-" else None,
        error.words,
    )
