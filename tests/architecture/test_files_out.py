"""Only one place makes files and only one place sends them (I4)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "zhike"
MAKER = SRC / "exchange" / "out" / "sheets.py"
SENDER = SRC / "web" / "files.py"
NAMES_KINDS = SRC / "lib" / "file_forms.py"  # tells kinds of files apart and sends none
MAKES = {"csv.writer", "csv.DictWriter", "xlsxwriter.Workbook", "zipfile.ZipFile", "ZipFile"}
SENDS = {"FileResponse", "StreamingHttpResponse"}
SPEAKS = (
    "text/csv",
    "text/vcard",
    "text/calendar",
    "application/zip",
    "spreadsheetml",
    "attachment",
)


def offences(path: Path, text: str) -> Iterator[str]:
    """What a module does that only the two may."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            makes = called in MAKES and path != MAKER and not _only_reads(node)
            if makes or (called.split(".")[-1] in SENDS and path != SENDER):
                yield f"{path.name}:{node.lineno} {called}"
        if isinstance(node, ast.Import) and path != MAKER:
            yield from (
                f"{path.name}:{node.lineno} {a.name}"
                for a in node.names
                if a.name == "xlsxwriter"
            )
        is_text = isinstance(node, ast.Constant) and str(node.value).startswith(SPEAKS)
        if is_text and path not in {SENDER, NAMES_KINDS}:
            yield f"{path.name} {ast.unparse(node)}"


def _only_reads(call: ast.Call) -> bool:
    """A zip file that is opened to be read."""
    modes = [ast.unparse(a) for a in call.args[1:2]]
    modes += [ast.unparse(k.value) for k in call.keywords if k.arg == "mode"]
    return ast.unparse(call.func).endswith("ZipFile") and modes in ([], ["'r'"])


@pytest.mark.parametrize(
    "path", sorted(SRC.rglob("*.py")), ids=lambda p: str(p.relative_to(SRC))
)
def test_no_module_makes_or_sends_files_by_itself(path: Path) -> None:
    assert list(offences(path, path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "planted",
    [
        "import csv\ncsv.writer(file)",
        "import xlsxwriter\nxlsxwriter.Workbook(path)",
        "from zipfile import ZipFile\nZipFile(path, 'w')",
        "from django.http import FileResponse\nFileResponse(file)",
        "from django import http\nhttp.StreamingHttpResponse(lines)",
        "HttpResponse(text, content_type='text/vcard; charset=utf-8')",
        "answer['Content-Disposition'] = 'attachment; filename=x'",
    ],
)
def test_a_planted_way_out_is_found(planted: str) -> None:
    assert list(offences(SRC / "web" / "planted.py", planted))
