"""Methods as files: one as TOML, all as a zip; what comes in is believed only where its name, size and letters are right."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from zhike.exchange.out.sheets import bundle
from zhike.lib.words import Words
from zhike.methods.library import KINDS, Key

MOST_BYTES = 2_000_000
_MOST_FILES = 500
_MOST_OF_ONE = 300_000
_MOST_OF_ALL = 10_000_000
_PATH = re.compile(rf"(?:methods/)?({'|'.join(KINDS)})/([a-z][a-z0-9_]*)\.toml")
_TITLE = re.compile(r'^name\s*=\s*"([a-z][a-z0-9_]*)"', re.MULTILINE)
_LINK = 0o120000


class BadPackage(ValueError):
    """A file that is not taken in; `words` say why."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(f"{words.zh} / {words.en}")


def packed(texts: Mapping[Key, str]) -> bytes:
    """All methods as a zip; the same methods give the same bytes."""
    return bundle({f"{kind}/{name}.toml": text for (kind, name), text in texts.items()})


def unpacked(data: bytes, known: Mapping[Key, str], kind: str) -> dict[Key, str]:
    """The methods in a TOML file or a zip of them, by kind and name. `kind` tells what a single new file is."""
    if len(data) > MOST_BYTES:
        raise BadPackage(Words("文件太大，最多 2 MB", "the file is too large; at most 2 MB"))
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _of_zip(data)
    text = _text(data, "TOML")
    named = _TITLE.search(text)
    if named is None:
        raise BadPackage(
            Words(
                '不是方法文件：没有 name = "…" 这一行',
                'is no method file: it has no line name = "…"',
            )
        )
    kinds = [each for each, name in known if name == named[1]]
    found = kind or (kinds[0] if len(kinds) == 1 else "")
    if found not in KINDS:
        raise BadPackage(
            Words(
                f"“{named[1]}”是新的方法，请选它属于哪一类",
                f"“{named[1]}” is a new method; please choose its kind",
            )
        )
    return {(found, named[1]): text}


def _of_zip(data: bytes) -> dict[Key, str]:
    found: dict[Key, str] = {}
    room = _MOST_OF_ALL
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = [e for e in package.infolist() if not e.is_dir()]
            if len(entries) > _MOST_FILES:
                raise BadPackage(
                    Words(
                        f"压缩包里文件太多，最多 {_MOST_FILES} 个",
                        f"too many files in it; at most {_MOST_FILES}",
                    )
                )
            for entry in entries:
                key = _key(entry)
                if key in found:
                    raise BadPackage(
                        Words(f"“{entry.filename}”有两份", f"“{entry.filename}” is in it twice")
                    )
                with package.open(entry) as file:
                    body = file.read(_MOST_OF_ONE + 1)
                room -= len(body)
                if len(body) > _MOST_OF_ONE or room < 0:
                    raise BadPackage(
                        Words(
                            f"“{entry.filename}”解开后太大",
                            f"“{entry.filename}” unpacks too large",
                        )
                    )
                found[key] = _text(body, entry.filename)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        raise BadPackage(
            Words(
                "压缩包损坏、加了密或格式不认识，没有读入",
                "the package is damaged, locked or of an unknown make; nothing was taken in",
            )
        ) from error
    if not found:
        raise BadPackage(Words("压缩包里没有方法文件", "there is no method file in it"))
    return found


def _key(entry: zipfile.ZipInfo) -> Key:
    named = _PATH.fullmatch(entry.filename)
    if (entry.external_attr >> 16) & 0o170000 == _LINK or named is None:
        shown = entry.filename[:80]
        raise BadPackage(
            Words(
                f"“{shown}”不收：只收“类别/名称.toml”，如 playbooks/birthday.toml",
                f"“{shown}” is not taken: only “kind/name.toml”, such as playbooks/birthday.toml",
            )
        )
    return named[1], named[2]


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise BadPackage(
            Words(f"“{name}”不是 UTF-8 文字", f"“{name}” is not UTF-8 text")
        ) from None
