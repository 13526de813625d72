"""Visiting cards as programs write them (vCard 2.1, 3.0, 4.0): bytes in, properties out, nothing dropped in silence.

Lines are unfolded and decoded one by one, because one file may hold several encodings: quoted-printable with a charset of
its own, GBK without any word about it, base64 pictures between them.
"""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MOST_LINES = 5_000
_BREAK = re.compile(rb"\r\n|\n|\r")
_PARAMETER = re.compile(r';((?:[^;:"]|"[^"]*")*)')
_NAME = re.compile(r"^(?:([\w-]+)\.)?([\w-]+)")
_BARE_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a card: `kinds` are its TYPE words in small letters; `size` is set for pictures and other bytes."""

    name: str
    value: str
    group: str = ""
    kinds: frozenset[str] = frozenset()
    label: str = ""
    size: int = 0
    is_preferred: bool = False

    @property
    def parts(self) -> list[str]:
        """The value cut at its semicolons, each part readable."""
        return [_unescaped(part) for part in re.split(r"(?<!\\);", self.value)]

    @property
    def text(self) -> str:
        """The value as people read it."""
        return _unescaped(self.value)


@dataclass(slots=True)
class Card:
    """Everything between BEGIN and END; `strays` are lines that are no property."""

    version: str = ""
    properties: list[Property] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    is_whole: bool = False

    def all(self, name: str) -> list[Property]:
        """The properties of this name, the preferred one first."""
        found = [each for each in self.properties if each.name == name]
        return sorted(found, key=lambda each: not each.is_preferred)


def cards(data: bytes) -> Iterator[Card]:
    """The cards of a file, one after the other; a card inside a card stands by itself."""
    fallback = "utf-8" if _decodes(data, "utf-8") else "gb18030"
    data = _as_utf8(data)
    stack: list[Card] = []
    for line in _unfolded(data):
        word = line.strip().upper()
        if word.startswith(b"BEGIN:VCARD"):
            if stack and not stack[-1].properties and not stack[-1].strays:
                stack.pop()
            stack.append(Card())
        elif word.startswith(b"END:VCARD"):
            if stack:
                card = stack.pop()
                card.is_whole = True
                yield _labelled(card)
        elif stack and line.strip():
            _take(stack[-1], line, fallback)
    for card in reversed(stack):
        yield _labelled(card)


def _take(card: Card, line: bytes, fallback: str) -> None:
    if len(card.properties) + len(card.strays) >= MOST_LINES:
        return
    found = _property(line, fallback)
    if found is None:
        card.strays.append(_decoded(line, fallback).strip())
    elif found.name == "VERSION":
        card.version = found.value.strip()
    else:
        card.properties.append(found)


def _as_utf8(data: bytes) -> bytes:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").encode()
    return data.removeprefix(b"\xef\xbb\xbf")


def _unfolded(data: bytes) -> Iterator[bytes]:
    """Whole lines: a following one that begins with a blank belongs to the one before, so does one after a soft break."""
    current: list[bytes] = []
    is_quoted = is_base64 = False
    for line in _BREAK.split(data):
        if current and is_quoted and current[-1].endswith(b"="):
            current[-1] = current[-1][:-1]
            current.append(line.lstrip(b" \t") if line.startswith((b" =", b"\t=")) else line)
            continue
        if current and line[:1] in {b" ", b"\t"}:
            current.append(line.strip() if is_base64 else line[1:])
            continue
        if current and is_base64 and line.strip() and b":" not in line and b";" not in line:
            current.append(line.strip())
            continue
        if current:
            yield b"".join(current)
        current = [line]
        head = line.partition(b":")[0].upper()
        is_quoted = b"QUOTED-PRINTABLE" in head
        is_base64 = b"BASE64" in head or b"ENCODING=B" in head.replace(b" ", b"")
    if current:
        yield b"".join(current)


def _property(line: bytes, fallback: str) -> Property | None:
    end = _end_of_head(line)
    if end < 0:
        return None
    head = _decoded(line[:end], fallback)
    named = _NAME.match(head)
    if named is None or not (named.end() == len(head) or head[named.end()] == ";"):
        return None
    parameters = _parameters(head[named.end() :])
    kinds = frozenset(
        kind.strip().lower()
        for value in parameters.get("TYPE", [])
        for kind in value.split(",")
        if kind.strip()
    )
    encoding = (parameters.get("ENCODING") or [""])[0].upper()
    value, size = _value(
        line[end + 1 :], encoding, (parameters.get("CHARSET") or [""])[0], fallback
    )
    return Property(
        name=named[2].upper(),
        value=value,
        group=(named[1] or "").lower(),
        kinds=kinds - {"pref"},
        size=size,
        is_preferred="pref" in kinds or "1" in parameters.get("PREF", []),
    )


def _end_of_head(line: bytes) -> int:
    """The colon behind name and parameters; one inside quotes is none."""
    is_quoted = False
    for place, char in enumerate(line[:4_000]):
        if char == 0x22:
            is_quoted = not is_quoted
        elif char == 0x3A and not is_quoted:
            return place
    return line.find(b":") if is_quoted else -1


def _parameters(text: str) -> dict[str, list[str]]:
    """Parameter → values; the bare words of 2.1 are types or an encoding."""
    found: dict[str, list[str]] = {}
    for part in _PARAMETER.findall(text):
        name, equals, value = part.partition("=")
        if not equals:
            name, value = ("ENCODING" if name.upper() in _BARE_ENCODINGS else "TYPE"), name
        clean = value.replace('"', "").strip()
        found.setdefault(name.strip().upper(), []).append(clean)
    return found


def _value(raw: bytes, encoding: str, charset: str, fallback: str) -> tuple[str, int]:
    if encoding in {"B", "BASE64"}:
        return "", len(raw.strip()) * 3 // 4
    if encoding == "QUOTED-PRINTABLE":
        return _decoded(quopri.decodestring(raw), charset or fallback), 0
    text = _decoded(raw, charset or fallback)
    if text[:5].lower() == "data:" and ";base64," in text[:200]:
        return "", len(text) * 3 // 4
    return text, 0


def _decoded(raw: bytes, charset: str) -> str:
    for name in (charset, "utf-8", "gb18030"):
        try:
            return raw.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("utf-8", "replace")


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text).strip()


def _labelled(card: Card) -> Card:
    """What a group of lines is called is told to its lines."""
    labels = {
        each.group: re.sub(r"^_\$!<(.*)>!\$_$", r"\1", each.text)
        for each in card.properties
        if each.name == "X-ABLABEL" and each.group
    }
    card.properties = [
        Property(
            each.name,
            each.value,
            each.group,
            each.kinds,
            labels.get(each.group, ""),
            each.size,
            each.is_preferred,
        )
        for each in card.properties
        if not (each.name == "X-ABLABEL" and each.group and _is_told(each.group, card))
    ]
    return card


def _is_told(group: str, card: Card) -> bool:
    return any(each.group == group and each.name != "X-ABLABEL" for each in card.properties)
