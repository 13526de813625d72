"""What a file is, by its first bytes and its name, and the name it may have when it leaves."""

import re
import unicodedata
from dataclasses import dataclass

HEAD = 4_096


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file that may be kept: how its name ends, how it begins, how it is told to a browser."""

    name: str
    endings: tuple[str, ...]
    begins: tuple[bytes, ...]
    mime: str
    view: str = ""


_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMS = (
    Form("pdf", ("pdf",), (b"%PDF-",), "application/pdf", "pdf"),
    Form("png", ("png",), (b"\x89PNG\r\n\x1a\n",), "image/png", "picture"),
    Form("jpeg", ("jpg", "jpeg"), (b"\xff\xd8\xff",), "image/jpeg", "picture"),
    Form("gif", ("gif",), (b"GIF87a", b"GIF89a"), "image/gif", "picture"),
    Form("webp", ("webp",), (b"RIFF",), "image/webp", "picture"),
    Form("docx", ("docx",), (_ZIP,), f"{_OFFICE}wordprocessingml.document"),
    Form("xlsx", ("xlsx",), (_ZIP,), f"{_OFFICE}spreadsheetml.sheet", "table"),
    Form("pptx", ("pptx",), (_ZIP,), f"{_OFFICE}presentationml.presentation"),
    Form("doc", ("doc",), (_OLE,), "application/msword"),
    Form("xls", ("xls",), (_OLE,), "application/vnd.ms-excel", "table"),
    Form("ppt", ("ppt",), (_OLE,), "application/vnd.ms-powerpoint"),
    Form("zip", ("zip",), (_ZIP,), "application/zip"),
    Form("vcf", ("vcf",), (b"BEGIN:VCARD", b"begin:vcard"), "text/vcard", "text"),
    Form("csv", ("csv", "tsv"), (), "text/csv", "table"),
    Form("txt", ("txt", "md", "log"), (), "text/plain", "text"),
)
BY_NAME = {form.name: form for form in FORMS}
_BY_ENDING = {ending: form for form in FORMS for ending in form.endings}
_BOM = b"\xef\xbb\xbf"
_TEXT_CONTROLS = frozenset(range(32)) - frozenset(b"\t\r\n\f\x1b")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
# Marks that turn the writing direction around or hide: a name ends as it seems to end.
_HIDDEN = frozenset({"Cf", "Cc", "Co", "Cs", "Zl", "Zp"})


def form_of(name: str, head: bytes) -> Form | None:
    """The form both the name and the first bytes say; None when they disagree or it is none we keep."""
    form = _BY_ENDING.get(ending_of(name))
    if form is None:
        return None
    if not form.begins:
        return form if _is_text(head) else None
    start = head.removeprefix(_BOM)
    if not start.startswith(form.begins):
        return None
    if form.name == "webp" and head[8:12] != b"WEBP":
        return None
    return form


def ending_of(name: str) -> str:
    """What stands behind the last dot, in small letters."""
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def safe_name(text: str, *, longest: int = 120) -> str:
    """A file name no system trips over: no folders, no reserved words, nothing hidden, never empty."""
    seen = "".join(
        " " if c.isspace() else c
        for c in text
        if unicodedata.category(c) not in _HIDDEN or c.isspace()
    )
    clean = re.sub(r"\s+", " ", _FORBIDDEN.sub("_", seen)).strip(" .")
    clean = clean.encode("utf-8", "ignore").decode()[:longest].strip(" .")
    if not clean or _RESERVED.fullmatch(clean):
        return f"_{clean}"
    return clean


def _is_text(head: bytes) -> bool:
    """Without the bytes no text has; UTF-16 with its mark is text too."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not _TEXT_CONTROLS.intersection(head)
