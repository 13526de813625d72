"""Look into a zipped workbook before anything unpacks it: how big it says it is, and how far its cells reach."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from zhike.exchange.files.unreadable import UnreadableError
from zhike.lib.words import Words

MAX_UNPACKED = 200 << 20
MAX_RATIO = 200
MAX_ENTRIES = 5_000
MAX_CELLS = 5_000_000
_CHUNK = 1 << 20
_TOO_LARGE = Words(
    "这个表格太大（解压后超过 200 MB 或 500 万格）。请另存为 csv 再导入，csv 大小不限。",
    "This workbook is too large (over 200 MB unpacked, or 5 million cells). Save it as csv: any size is read.",
)
_BOMB = Words(
    "这个文件的压缩比不正常，可能有害，没有打开。请另存为 csv 再导入。",
    "This file is packed in a way no workbook is, so it was not opened. Save it as csv and import that.",
)
_BROKEN = Words(
    "文件已损坏，打不开。请用 Excel 打开另存后再导入。",
    "The file is damaged and cannot be opened. Open it in Excel, save it, and import again.",
)
_NOT_A_WORKBOOK = Words(
    "这是压缩包，里面没有表格。请解压后导入其中的 xlsx 或 csv。",
    "This archive holds no workbook. Unpack it and import the xlsx or csv inside.",
)
_NO_RESULT = Words(
    "有公式但没有算出结果的格（如 {cell}）。请用 Excel 打开、保存一次再导入。",
    "Some formulas have no result stored (such as {cell}). Open the file in Excel, save it once, and import again.",
)
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d{1,7})"')
_BARE = re.compile(rb"<(?:\w+:)?c(?:\s[^>]*)?>|<(?:\w+:)?c/>")
_UNSOLVED = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


def check(path: Path) -> None:
    """Pass, or say in one sentence why this workbook stays closed."""
    try:
        with ZipFile(path) as package:
            entries = package.infolist()
            _check_sizes(path, entries)
            if not _is_workbook({entry.filename.lower() for entry in entries}):
                raise UnreadableError(_NOT_A_WORKBOOK)
            for entry in entries:
                if "sheet" in entry.filename.lower() and entry.filename.endswith(".xml"):
                    with package.open(entry) as sheet:
                        _check_sheet(sheet)
    except (
        BadZipFile,
        EOFError,
        OSError,
        zlib.error,
        ValueError,
        NotImplementedError,
    ) as error:
        raise UnreadableError(_BROKEN) from error
    except RuntimeError as error:  # the zip itself has a password
        raise UnreadableError(_BROKEN) from error


def _check_sizes(path: Path, entries: list[ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise UnreadableError(_TOO_LARGE)
    packed = max(1, path.stat().st_size)
    if len(entries) > MAX_ENTRIES or unpacked / packed > MAX_RATIO:
        raise UnreadableError(_BOMB)


def _is_workbook(names: set[str]) -> bool:
    """Other office files have the same list of contents, but their own folder."""
    if any(name.startswith(("word/", "ppt/")) for name in names):
        return False
    return bool(names & {"[content_types].xml", "content.xml"})


def _check_sheet(sheet: IO[bytes]) -> None:
    """Rows times columns as the highest cell says; a formula without a result would be lost in silence."""
    rows, columns, bare = 1, 1, 0
    for piece in _pieces(sheet):
        for found in _CELL.finditer(piece):
            columns = max(columns, _column(found[1]))
            rows = max(rows, int(found[2]))
        for found in _ROW.finditer(piece):
            rows = max(rows, int(found[1]))
        bare += len(_BARE.findall(piece))
        if rows * columns > MAX_CELLS or bare > MAX_CELLS:
            raise UnreadableError(_TOO_LARGE)
        if unsolved := _UNSOLVED.search(piece):
            _check_formula(piece, unsolved)


def _check_formula(piece: bytes, found: re.Match[bytes]) -> None:
    start = piece[: found.start()].rfind(b"<c ")
    cell = piece[start : found.start()]
    if b't="str"' not in cell:
        name = re.search(rb'\br="([A-Z]+\d+)"', cell)
        raise UnreadableError(_NO_RESULT.format(cell=name[1].decode() if name else "?"))


def _pieces(sheet: IO[bytes]) -> Iterator[bytes]:
    """The text in chunks that never cut a cell in two."""
    tail = b""
    while chunk := sheet.read(_CHUNK):
        text = tail + chunk
        cut = text.rfind(b"</row>")
        cut = cut if cut > 0 else text.rfind(b"<")
        yield text[:cut]
        tail = text[cut:]
        if len(tail) > 8 * _CHUNK:
            raise UnreadableError(_BROKEN)
    yield tail


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
