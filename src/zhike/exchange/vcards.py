"""People written as visiting cards other programs read: rows in, one text out; who may leave, and with what, is decided before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from zhike.lib.names import DOUBLE_SURNAMES, is_chinese

_WIDTH = 75

type Version = Literal["3.0", "4.0"]


@dataclass(frozen=True, slots=True)
class CardRow:
    """A person as far as he may leave; `ways` are (kind, label, value) by the kinds of `ContactPoint`, `birthday` by the sun."""

    name: str
    company: str = ""
    title: str = ""
    nickname: str = ""
    ways: tuple[tuple[str, str, str], ...] = ()
    birthday: tuple[int | None, int, int] | None = None
    note: str = ""
    level: str = ""


def vcards(rows: Sequence[CardRow], version: Version = "3.0") -> str:
    """The cards of these people, lines folded at 75 bytes and ended as the standard wants."""
    return "".join(f"{_folded(line)}\r\n" for row in rows for line in _lines(row, version))


def _lines(row: CardRow, version: Version) -> list[str]:
    family, given = _name_of(row.name)
    lines = [
        "BEGIN:VCARD",
        f"VERSION:{version}",
        f"FN:{_escaped(row.name)}",
        f"N:{_escaped(family)};{_escaped(given)};;;",
    ]
    for name, value in (("ORG", row.company), ("TITLE", row.title), ("NICKNAME", row.nickname)):
        if value:
            lines.append(f"{name}:{_escaped(value)}")
    lines += [_way(kind, label, value, version) for kind, label, value in row.ways]
    if row.birthday:
        year, month, day = row.birthday
        if year:
            lines.append(f"BDAY:{year:04}-{month:02}-{day:02}")
        elif version == "4.0":
            lines.append(f"BDAY:--{month:02}{day:02}")
    if row.note:
        lines.append(f"NOTE:{_escaped(row.note)}")
    if row.level:
        lines.append(f"X-ZHIKE-LEVEL:{_escaped(row.level)}")
    return [*lines, "END:VCARD"]


def _way(kind: str, label: str, value: str, version: Version) -> str:
    types = {"mobile": "CELL", "phone": "WORK,VOICE", "address": "WORK", "home": "HOME"}
    said = _escaped(value)
    kinds = f";TYPE={types[kind]}" if kind in types else ""
    if version == "4.0":
        kinds = kinds.lower().replace("type=", "TYPE=")
        if "," in kinds:
            kinds = f';TYPE="{kinds.removeprefix(";TYPE=")}"'
    match kind:
        case "mobile" | "phone":
            return f"TEL{kinds}:{said}"
        case "email":
            return f"EMAIL{kinds}:{said}"
        case "website":
            return f"URL:{said}"
        case "address" | "home":
            return f"ADR{kinds}:;;{said};;;;"
        case "wechat":
            return f"IMPP:wechat:{said}"
        case _:
            service = (
                "".join(c for c in label if c.isascii() and c.isalnum()).lower() or "x-other"
            )
            return f"IMPP:{service}:{said}"


def _name_of(name: str) -> tuple[str, str]:
    """Family and given: the first character of a Chinese name, the last word of another one."""
    if is_chinese(name):
        cut = 2 if name[:2] in DOUBLE_SURNAMES and len(name) > 2 else 1
        return name[:cut], name[cut:]
    given, _, family = name.rpartition(" ")
    return (family, given) if given else (name, "")


def _escaped(text: str) -> str:
    clean = "".join(c for c in text if c == "\n" or c.isprintable() or c == "\t")
    for char in ("\\", ";", ","):
        clean = clean.replace(char, f"\\{char}")
    return clean.replace("\n", "\\n")


def _folded(line: str) -> str:
    """At most 75 bytes a line; no character is cut in two."""
    pieces, piece, width = [], "", 0
    for char in line:
        size = len(char.encode())
        if width + size > _WIDTH:
            pieces.append(piece)
            piece, width = " ", 1
        piece += char
        width += size
    return "\r\n".join([*pieces, piece])
