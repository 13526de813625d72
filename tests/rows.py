"""`make rows`: which of the mission's rows are carried where: by a test's `row` mark, or by a method's `source`."""

import ast
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
_TESTS = ("tests", "tests_browser", "tests_fault", "tests_ocr")
_SHELF = ROOT / "src" / "zhike" / "methods" / "shelf"


def mission() -> dict[str, str]:
    """Every row of the mission: id → its name in both languages."""
    lines = (ROOT / "tests" / "mission_rows.txt").read_text("utf-8").splitlines()
    parts = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row: f"{zh} / {en}" for row, zh, en in parts}


def carried() -> dict[str, list[str]]:
    """Row id → where it is carried: `tests/care/test_agenda.py::name` or `playbooks/birthday.toml`."""
    places: dict[str, list[str]] = defaultdict(list)
    for row, place in (*_proven(), *_cited()):
        places[row].append(place)
    return places


def main() -> int:
    """Print every row with its places, then the sums; 1 when a mark names a row that is none."""
    rows, places = mission(), carried()
    for row, name in rows.items():
        print(f"{'✓' if row in places else '·'} {row}  {name}")
        for place in places.get(row, ()):
            print(f"      {place}")
    unknown = sorted(set(places) - set(rows))
    proven = {row for row, _ in _proven()} & set(rows)
    print(f"\n{len(proven)} of {len(rows)} rows are proven by a test, ", end="")
    print(f"{len(set(places) & set(rows))} are carried by a test or a method.")
    if unknown:
        print(f"No such row: {', '.join(unknown)}")
    return bool(unknown)


def _proven() -> Iterator[tuple[str, str]]:
    for folder in _TESTS:
        for path in sorted((ROOT / folder).rglob("test_*.py")):
            for test, row in _marked(ast.parse(path.read_text("utf-8"))):
                yield row, f"{path.relative_to(ROOT)}{test}"


def _marked(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Every `row(…)` of a module with the function it decorates; one outside a function counts for the module."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            for decorator in node.decorator_list:
                for row in _rows_of(decorator):
                    yield f"::{node.name}", row
        elif isinstance(node, ast.Assign):
            for row in _rows_of(node.value):
                yield "", row


def _rows_of(node: ast.expr) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.row":
            for argument in call.args:
                if isinstance(argument, ast.Constant):
                    yield str(argument.value)


def _cited() -> Iterator[tuple[str, str]]:
    for path in sorted(_SHELF.rglob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8")).get("source", ()):
            yield row, str(path.relative_to(_SHELF))


if __name__ == "__main__":
    sys.exit(main())
