"""Chinese and English are equal: no sentence of ours may stand in one language only."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "zhike"
TEMPLATES = sorted(
    path
    for path in (SRC / "web" / "templates").rglob("*.html")
    if path.parent.name != "elements"  # the shapes of a library's forms: no sentence of ours
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
# The names of the two languages are written in themselves; 500.html speaks both at once, without tags.
ALLOWED = {"知", "中文", "简体中文", "English", "✕", "‹", "›", "·", "–", "/", "*"}
SPOKEN_TWICE = {"500.html"}


class _Sentences(HTMLParser):
    """Collects what a person would read: text and the attributes that are spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skip += tag in {"script", "style"}
        self.found += [
            value
            for name, value in attrs
            if value and name in {"title", "placeholder", "aria-label", "alt"}
        ]

    def handle_endtag(self, tag: str) -> None:
        self._skip -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.found.append(data)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.name))
def test_a_template_says_nothing_in_one_language_only(path: Path) -> None:
    if path.name in SPOKEN_TWICE:
        return
    parser = _Sentences()
    parser.feed(TAG.sub(" ", COMMENT.sub(" ", path.read_text("utf-8"))))
    bare = [
        word
        for text in parser.found
        for word in re.findall(r"[A-Za-z]{2,}|[\u4e00-\u9fff]+", text)
        if word not in ALLOWED and not re.fullmatch(r"\d+", word)
    ]
    assert bare == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.name))
def test_both_halves_of_a_sentence_are_there(path: Path) -> None:
    for zh, en in re.findall(r'\{% t "([^"]*)" "([^"]*)"', path.read_text("utf-8")):
        assert zh.strip(), path
        assert en.strip(), path
        assert not CHINESE.search(en), (path, en)
        blanks = [sorted(re.findall(r"\{(\w+)\}", half)) for half in (zh, en)]
        assert blanks[0] == blanks[1], (path, zh, en)


def test_no_python_sentence_stands_outside_a_pair_of_words() -> None:
    """A Chinese string in code is the first half of `Words(zh, en)`, a bilingual table, or data of the calendar."""
    strays = []
    for path in SRC.rglob("*.py"):
        if path.relative_to(SRC).parts[0] in {"lib", "methods", "sample"}:
            continue
        if path.relative_to(SRC).as_posix() in READ_NOT_SAID:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        paired = {
            id(leaf)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and _is_pair(node)
            for argument in node.args
            for leaf in ast.walk(argument)
        }
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        both_at_once = {
            id(leaf)
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr | ast.Constant) and _says_both(node)
            for leaf in ast.walk(node)
        }
        strays += [
            (path.name, leaf.value)
            for leaf in ast.walk(tree)
            if isinstance(leaf, ast.Constant)
            and isinstance(leaf.value, str)
            and CHINESE.search(leaf.value)
            and id(leaf) not in paired | docstrings | both_at_once
        ]
    assert [s for s in strays if s[1] not in KNOWN] == []


def _says_both(node: ast.JoinedStr | ast.Constant) -> bool:
    """A line of the terminal before anybody's language is known: `中文 / English`."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    text = "".join(str(p.value) if isinstance(p, ast.Constant) else "…" for p in parts)
    zh, slash, en = text.partition(" / ")
    return bool(slash and CHINESE.search(zh) and re.search("[A-Za-z]{2}", en))


def _is_pair(node: ast.Call) -> bool:
    return ast.unparse(node.func).split(".")[-1] in {"Words", "_simple", "t", "lie", "_both"}


# What people write in their files and we read: vocabulary that goes in, never out.
READ_NOT_SAID = {
    "customers/answers.py",
    "exchange/fields.py",
    "exchange/cells.py",
    "exchange/files/table.py",
    "exchange/files/card_rows.py",
    "exchange/card_text.py",
}

# Names of languages, and separators joined into sentences that are paired one line above.
KNOWN = {"简体中文", "、", "Zhike 知客", "，", "："}
