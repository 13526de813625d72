"""Business cards drawn here are really read, offline, in the child with its limits. `make test-ocr`; slow."""

import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from zhike.exchange.card_reading import read_photo
from zhike.exchange.files.eyes import is_there
from zhike.exchange.files.unreadable import UnreadableError

if not is_there():
    pytest.skip(
        "the extra that reads pictures is not installed: make ocr", allow_module_level=True
    )

FONTS = sorted(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular*"))
CHINESE = (
    ("深圳市恒远机械有限公司", 40),
    ("王建国  总经理", 44),
    ("手机：138 0013 8001", 28),
    ("电话：0755-82345678", 28),
    ("邮箱：wang@hengyuan.com", 28),
    ("地址：深圳市南山区科技路12号恒远大厦8楼", 28),
)
ENGLISH = (
    ("Harborline Logistics Ltd", 40),
    ("Emma Whitfield", 46),
    ("Purchasing Manager", 32),
    ("Mobile: +44 7400 123456", 28),
    ("emma@harborline.com", 28),
    ("12 Dock Road, London E16 2AB", 28),
)


def _card(lines: tuple[tuple[str, int], ...], *, turned: float = 0.0) -> bytes:
    if not FONTS:
        pytest.skip("no Noto CJK font to draw a card with")
    picture = Image.new("RGB", (1050, 640), "#fdfdf8")
    pen = ImageDraw.Draw(picture)
    for number, (text, size) in enumerate(lines):
        pen.text(
            (70, 60 + number * 88),
            text,
            font=ImageFont.truetype(str(FONTS[0]), size),
            fill="#222",
        )
    out = BytesIO()
    picture.rotate(turned, expand=True, fillcolor="#888").save(out, "JPEG", quality=85)
    return out.getvalue()


@pytest.mark.parametrize("turned", [0.0, 2.5])
def test_a_chinese_card_is_read(turned: float) -> None:
    card = read_photo(_card(CHINESE, turned=turned)).card
    assert (card.name, card.title, card.mobile) == ("王建国", "总经理", "13800138001")
    assert (card.company, card.phone, card.email) == (
        "深圳市恒远机械有限公司", "0755-82345678", "wang@hengyuan.com",
    )  # fmt: skip
    assert "科技路12号" in card.address


def test_an_english_card_is_read() -> None:
    card = read_photo(_card(ENGLISH)).card
    assert (card.company, card.name, card.title) == (
        "Harborline Logistics Ltd", "Emma Whitfield", "Purchasing Manager",
    )  # fmt: skip
    assert (card.mobile, card.email) == ("+44 7400 123456", "emma@harborline.com")


def test_an_empty_picture_gives_an_empty_card_and_no_error() -> None:
    reading = read_photo(_card(()))
    assert (reading.card.name, reading.card.rest) == ("", ())


def test_what_is_no_picture_is_said_to_be_none() -> None:
    with pytest.raises(UnreadableError):
        read_photo(b"\xff\xd8\xff no picture at all")


def test_reading_needs_no_network() -> None:
    """The same in a network of its own, where there is nobody to ask."""
    unshare = shutil.which("unshare")
    script = (
        "from pathlib import Path; from zhike.exchange.files.eyes import words_of; import sys; "
        "print(len(words_of(Path(sys.argv[1]))))"
    )
    path = Path("/tmp") / "zhike-ocr-offline.jpg"  # noqa: S108 - a picture drawn here
    path.write_bytes(_card(ENGLISH))

    command = [str(unshare), "-rn", sys.executable, "-c", script, str(path)]
    if unshare is None or subprocess.run([unshare, "-rn", "true"], check=False).returncode:
        pytest.skip("no namespace of its own to be had here")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert int(done.stdout) >= 5, done.stderr
