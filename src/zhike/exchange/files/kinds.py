"""Say by its first bytes what a file is; its name may lie."""

import re
from enum import Enum, auto
from pathlib import Path

from zhike.exchange.files.unreadable import UnreadableError
from zhike.lib.words import Words

_HEAD = 65_536
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OTHERS = (
    (b"\x89PNG", Words("图片", "a picture")),
    (b"\xff\xd8\xff", Words("图片", "a picture")),
    (b"GIF8", Words("图片", "a picture")),
    (b"BM", Words("图片", "a picture")),
    (b"RIFF", Words("图片或音像", "a picture or a recording")),
    (b"%PDF", Words("PDF 文件", "a PDF file")),
    (b"\x1f\x8b", Words("gzip 压缩包", "a gzip archive")),
    (b"Rar!", Words("RAR 压缩包", "a RAR archive")),
    (b"7z\xbc\xaf", Words("7z 压缩包", "a 7z archive")),
    (b"SQLite format 3", Words("SQLite 数据库", "an SQLite database")),
    (b"\x7fELF", Words("程序", "a program")),
    (b"MZ", Words("程序", "a program")),
)
_NOT_A_TABLE = Words(
    "这是{what}，不是表格。请另存为 xlsx 或 csv 再导入。",
    "This is {what}, not a table. Save the table as xlsx or csv and import that.",
)
_CARD = re.compile(rb"(?i)^[\xef\xbb\xbf\xff\xfe\s]*BEGIN:VCARD\s")
_EMPTY = Words(
    "文件是空的，没有可导入的行。", "The file is empty: there are no rows to import."
)
_LOCKED = Words(
    "这个表格有密码。请在 Excel 里去掉密码，另存后再导入。",
    "This workbook has a password. Remove it in Excel, save, and import again.",
)
_WEB_PAGE = Words(
    "这是网页格式，只是名字像表格。请用 Excel 打开，另存为 xlsx 再导入。",
    "This is a web page named like a workbook. Open it in Excel, save it as xlsx, and import that.",
)


class Kind(Enum):
    """The ways tables come; a file of visiting cards is one too."""

    WORKBOOK = auto()
    TEXT = auto()
    CARDS = auto()


def kind_of(path: Path) -> Kind:
    """Workbook, text or cards; `UnreadableError` names what else it is."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\0 \t\r\n"):
        raise UnreadableError(_EMPTY)
    if head.startswith(b"PK\x03\x04"):
        return Kind.WORKBOOK
    if head.startswith(b"PK"):
        raise UnreadableError(_EMPTY)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if _has_password(path):
            raise UnreadableError(_LOCKED)
        return Kind.WORKBOOK
    for magic, what in _OTHERS:
        if head.startswith(magic):
            raise UnreadableError(_NOT_A_TABLE.format(what=what))
    start = head[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<meta")):
        raise UnreadableError(_WEB_PAGE)
    if _CARD.search(head[:400].replace(b"\0", b"")):
        return Kind.CARDS
    if not head.startswith(_UTF16) and _is_binary(head):
        raise UnreadableError(_NOT_A_TABLE.format(what=Words("二进制文件", "a binary file")))
    return Kind.TEXT


def _has_password(path: Path) -> bool:
    """A workbook with a password is an encrypted stream inside an old compound file."""
    name = "EncryptedPackage".encode("utf-16-le")
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            if name in chunk:
                return True
    return False


def _is_binary(head: bytes) -> bool:
    """Text has few control characters; UTF-16 without a mark has a NUL beside every Latin letter."""
    if looks_like_utf16(head):
        return False
    controls = sum(head.count(bytes([c])) for c in range(32) if c not in b"\t\r\n\f\x1b\x1a")
    return controls * 10 > len(head)


def looks_like_utf16(head: bytes) -> str:
    """`utf-16-le` or `utf-16-be` when NULs stand on one side of most pairs, else nothing."""
    pairs = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if pairs and odd * 10 > pairs * 3 and even * 20 < odd:
        return "utf-16-le"
    if pairs and even * 10 > pairs * 3 and odd * 20 < even:
        return "utf-16-be"
    return ""
