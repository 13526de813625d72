"""Rows out of a text file: its encoding and separator found, its lines streamed, memory bounded."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader, TextIOWrapper
from itertools import chain, islice
from pathlib import Path

from zhike.exchange.files.kinds import looks_like_utf16
from zhike.exchange.files.unreadable import UnreadableError
from zhike.lib.words import Words

WHITESPACE = "whitespace"
_SAMPLE = 65_536
_LONGEST_LINE = 1 << 20
_SEPARATORS = (",", "\t", ";", "|")
_END = "\x1e\n"  # a line that arrives alone unless the last quote was never closed
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NUMBER = re.compile(r"-?\d[\d.,]*$")
_UNKNOWN_ENCODING = Words(
    "认不出文字编码。请另存为 UTF-8，或在映射里写明 encoding。",
    "The text encoding is not known. Save the file as UTF-8, or name the encoding in the map.",
)
_NO_SUCH_ENCODING = Words(
    "没有名为“{name}”的编码。可写 utf-8、gb18030、big5、cp1252 等。",
    "There is no encoding named “{name}”. Write utf-8, gb18030, big5, cp1252 or another.",
)
_OPEN_QUOTE = Words(
    "第 {line} 行起有引号没有收尾，后面的行会被吞掉，所以什么也没有读。请补上引号再导入。",
    "From row {line} on a quote is never closed and would swallow what follows, so nothing was read. "
    "Close it and import again.",
)
_LONG_LINE = Words(
    "第 {line} 行太长（超过一百万字），不像表格。请检查分隔符和换行。",
    "Row {line} is longer than a million characters. Check the separator and the line ends.",
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file is written."""

    encoding: str
    separator: str


def dialect_of(path: Path, *, encoding: str = "", separator: str = "") -> Dialect:
    """What was not said is found out."""
    encoding = _known(encoding) if encoding else encoding_of(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        sample = file.read(_SAMPLE)
    return Dialect(encoding, separator or _separator_of(sample))


class TextRows:
    """The rows of a text file, one after the other; a byte nobody can read becomes U+FFFD."""

    def __init__(self, path: Path, dialect: Dialect) -> None:
        self._path = path
        self._dialect = dialect
        self._raw: BufferedReader | None = None

    def __iter__(self) -> Iterator[list[str]]:
        with (
            self._path.open("rb") as self._raw,
            TextIOWrapper(
                self._raw, self._dialect.encoding, errors="replace", newline=""
            ) as text,
        ):
            if self._dialect.separator == WHITESPACE:
                yield from (line.split() for line in _lines(text))
            else:
                yield from _records(text, self._dialect.separator)

    def share(self) -> float:
        """How much of the file has been read, 0 to 1."""
        if self._raw is None or self._raw.closed:
            return 0.0
        return self._raw.tell() / max(1, self._path.stat().st_size)


def encoding_of(path: Path) -> str:
    """By its mark, else UTF-8 if it is, else GB18030 if it can be."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if name := looks_like_utf16(head):
        return name
    if _is_utf8(path):
        return "utf-8"
    if _decodes(path, "gb18030"):
        return "gb18030"
    raise UnreadableError(_UNKNOWN_ENCODING)


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise UnreadableError(_NO_SUCH_ENCODING.format(name=encoding)) from error


def _is_utf8(path: Path) -> bool:
    """A broken byte after twenty good characters outside ASCII is damage in a UTF-8 file, not another encoding."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    seen = 0
    with path.open("rb") as file:
        try:
            while chunk := file.read(1 << 20):
                text = decoder.decode(chunk)
                seen += 0 if text.isascii() else len(text.encode()) - len(text)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            good = error.object[: error.start].decode("utf-8", "ignore")
            return seen + sum(not c.isascii() for c in good) >= 20
    return True


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _separator_of(sample: str) -> str:
    """The one that cuts most rows into the same number of cells, and into most cells."""
    first = sample.partition("\n")[0].strip().lower()
    if first.startswith("sep=") and len(first) == 5:
        return first[4]
    best, best_score = "", (0.0, 0)
    for separator in _SEPARATORS:
        score = _evenness(
            list(csv.reader(sample.splitlines(keepends=True), delimiter=separator))
        )
        if score > best_score:
            best, best_score = separator, score
    if best and best_score[0] >= 0.5:
        return best
    rows = [line.split() for line in sample.splitlines()[:200]]
    share, width = _evenness(rows)
    if share >= 0.9 and width >= 3 and any(_NUMBER.match(cell) for cell in rows[-2:][0]):
        return WHITESPACE
    return best or ","


def _evenness(rows: list[list[str]]) -> tuple[float, int]:
    """(share of rows as wide as the commonest width, that width); the last row may be cut off."""
    widths = Counter(len(row) for row in islice(rows, max(1, len(rows) - 1)) if any(row))
    if not widths:
        return 0.0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (count / widths.total(), width) if width > 1 else (0.0, 0)


def _records(text: TextIOWrapper, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(chain(_lines(text), [_END]), delimiter=separator)
    line = 0
    try:
        for line, row in enumerate(reader, 1):
            if row == [_END.strip("\n")]:
                return
            if row and row[-1].endswith(_END):
                raise UnreadableError(_OPEN_QUOTE.format(line=line))
            yield row
    except csv.Error as error:
        raise UnreadableError(_OPEN_QUOTE.format(line=line + 1)) from error


def _lines(text: TextIOWrapper) -> Iterator[str]:
    line = 0
    while piece := text.readline(_LONGEST_LINE):
        line += 1
        if len(piece) == _LONGEST_LINE:
            raise UnreadableError(_LONG_LINE.format(line=line))
        yield piece
