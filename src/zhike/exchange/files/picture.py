"""The child process that opens pictures: `python -m zhike.exchange.files.picture FILE SIDE`.

Libraries that decode pictures have had holes in them for as long as there were pictures, so it never happens in ours. Out comes
a new JPEG without anything the camera wrote beside it, no side longer than SIDE; nothing comes out of what is no picture.
"""

import resource
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from zhike.exchange.files.unreadable import UnreadableError
from zhike.lib.words import Words

MEMORY = 1 << 30
SECONDS = 20
MOST_PIXELS = 60_000_000
_NO_PICTURE = Words(
    "这张图片打不开。请换一张 JPEG 或 PNG。",
    "This picture cannot be opened. Try another one, JPEG or PNG.",
)


def redrawn(path: Path, *, side: int) -> bytes:
    """The picture drawn anew in the child; `UnreadableError` when it cannot be."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the path as one argument
            [sys.executable, "-I", "-m", "zhike.exchange.files.picture", str(path), str(side)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS * 2,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(_NO_PICTURE) from error
    if done.returncode or not done.stdout:
        raise UnreadableError(_NO_PICTURE)
    return done.stdout


def main(path: Path, side: int) -> int:
    """Write the new picture to standard output; 1 when there is none."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(path, formats=("JPEG", "PNG", "GIF", "WEBP", "BMP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return 1
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((side, side))
            flat = Image.new("RGB", upright.size, "white")
            flat.paste(
                upright, mask=upright.getchannel("A") if "A" in upright.getbands() else None
            )
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
        MemoryError,
    ):
        return 1
    out = BytesIO()
    flat.save(out, "JPEG", quality=86, optimize=True)
    sys.stdout.buffer.write(out.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
