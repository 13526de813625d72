"""Methods leave as files and come back; a file that is not what it should be is refused in clear words."""

import zipfile
from io import BytesIO

import pytest

from zhike.exchange.methods import BadPackage, packed, unpacked
from zhike.methods.library import library

TEXTS = library().texts


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in entries:
            package.writestr(name, body)
    return out.getvalue()


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("cards/mine.toml")
    info.external_attr = 0o120777 << 16
    return info


def test_all_methods_come_back_as_they_left() -> None:
    assert unpacked(packed(TEXTS), TEXTS, "") == TEXTS
    assert packed(TEXTS) == packed(TEXTS)


def test_one_file_finds_its_kind_by_its_name() -> None:
    text = TEXTS["cards", "fair_comment"]
    assert unpacked(text.encode(), TEXTS, "") == {("cards", "fair_comment"): text}
    other = text.replace("fair_comment", "quite_new").encode()
    assert list(unpacked(other, TEXTS, "cards")) == [("cards", "quite_new")]
    with pytest.raises(BadPackage, match="quite_new"):
        unpacked(other, TEXTS, "")


@pytest.mark.parametrize(
    "data",
    [
        zipped(("../../etc/passwd", b"x")),
        zipped(("/cards/mine.toml", b"x")),
        zipped(("cards/../cards/mine.toml", b"x")),
        zipped(("cards\\mine.toml", b"x")),
        zipped(("spells/mine.toml", b"x")),
        zipped(("cards/Mine.toml", b"x")),
        zipped(("cards/mine.txt", b"x")),
        zipped((link(), b"/etc/passwd")),
        zipped(("cards/mine.toml", b"\xff\xfe\x00")),
        zipped(("cards/mine.toml", b" " * 400_000)),
        zipped(*((f"cards/a{n}.toml", b" " * 290_000) for n in range(40))),
        zipped(*((f"cards/a{n}.toml", b"x") for n in range(501))),
        zipped(("cards/mine.toml", b"x"))[:40],
        zipped(),
        b"\x00" * 2_000_001,
        b"\xff\xfe",
        b"just words",
        b"",
    ],
    ids=[
        *("climbing", "rooted", "dotted", "backslash", "kind", "capital", "ending", "link"),
        *("letters", "bomb", "many-bombs", "many", "damaged", "empty-zip", "huge", "utf16"),
        *("words", "empty"),
    ],
)
def test_a_hostile_file_is_refused_in_both_languages(data: bytes) -> None:
    with pytest.raises(BadPackage) as bad:
        unpacked(data, TEXTS, "")
    assert bad.value.words.zh
    assert bad.value.words.en


def test_a_name_that_stands_twice_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("cards/mine.toml", "a")
        with pytest.warns(UserWarning, match="Duplicate"):
            package.writestr("cards/mine.toml", "b")
    with pytest.raises(BadPackage, match="twice"):
        unpacked(out.getvalue(), TEXTS, "")
