"""House rules no linter knows."""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "zhike"
ROOMS = [
    p.parent for p in SRC.glob("*/__init__.py") if p.parent.name not in {"management", "static"}
]


def _action_files() -> list[Path]:
    return sorted([*SRC.glob("*/actions.py"), *SRC.glob("*/actions/*.py")])


def _public_verbs() -> list[tuple[str, ast.FunctionDef, dict[str, ast.FunctionDef]]]:
    """Every function that takes an actor first, with the other functions of its file."""
    found = []
    for path in _action_files():
        functions = {
            node.name: node
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.FunctionDef)
        }
        for name, node in functions.items():
            first = node.args.args[0].arg if node.args.args else ""
            if not name.startswith("_") and first == "actor":
                found.append((f"{path.relative_to(SRC)}:{name}", node, functions))
    return found


VERBS = _public_verbs()


@pytest.mark.parametrize(
    ("verb", "functions"), [v[1:] for v in VERBS], ids=[v[0] for v in VERBS]
)
def test_an_action_says_what_it_does_and_is_all_or_nothing(
    verb: ast.FunctionDef, functions: dict[str, ast.FunctionDef]
) -> None:
    assert ast.get_docstring(verb), f"{verb.name} has no sentence"
    assert _writes_at_once(verb, functions), (
        f"{verb.name} is not atomic and calls nothing atomic"
    )


def _writes_at_once(verb: ast.FunctionDef, functions: dict[str, ast.FunctionDef]) -> bool:
    """Atomic itself, or a thin name over verbs that are."""
    if "transaction.atomic" in {ast.unparse(d) for d in verb.decorator_list}:
        return True
    text = ast.unparse(verb)
    if "transaction.atomic(" in text:
        return True
    calls = {ast.unparse(n.func) for n in ast.walk(verb) if isinstance(n, ast.Call)}
    return bool(calls) and "objects." not in text and ".save(" not in text


@pytest.mark.parametrize("room", ROOMS, ids=lambda p: p.name)
def test_a_room_says_what_it_is_for(room: Path) -> None:
    assert ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8")))


def test_rooms_do_not_signal_each_other() -> None:
    for path in SRC.rglob("*.py"):
        assert "django.db.models.signals" not in path.read_text("utf-8"), path


def test_no_journal_entry_is_ever_changed_by_our_code() -> None:
    for path in SRC.rglob("*.py"):
        text = path.read_text("utf-8")
        assert "Event.objects.update" not in text, path
        assert "bulk_update(events" not in text, path
