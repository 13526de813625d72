"""The child process that reads the words of a picture: `python -m zhike.exchange.files.eyes FILE`. It works offline, with the extra `ocr`.

Out comes a line of JSON for each line of words, from top to bottom; nothing of the picture is kept.
"""

import importlib.util
import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhike.exchange.files.unreadable import UnreadableError
from zhike.lib.words import Words

MEMORY = 4 << 30
SECONDS = 90
_SURE = 0.55
_TOO_MUCH = Words(
    "这张图片读不出来。请拍清楚一些再试，或照着图片手工填写。",
    "This picture could not be read. Try a clearer one, or type beside it.",
)


def is_there() -> bool:
    """Whether the extra that reads pictures is installed."""
    return importlib.util.find_spec("rapidocr") is not None


def words_of(path: Path) -> list[str]:
    """The lines of words in a picture; `UnreadableError` when they cannot be read."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the path as one argument
            [sys.executable, "-I", "-m", "zhike.exchange.files.eyes", str(path)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(_TOO_MUCH) from error
    if done.returncode:
        raise UnreadableError(_TOO_MUCH)
    return [
        json.loads(line) for line in done.stdout.decode().splitlines() if line.startswith('"')
    ]


def main(path: Path) -> None:
    """Read the picture and write what it says to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from rapidocr import RapidOCR  # the child alone pays for it, under its limits

    engine = RapidOCR(params={"Global.log_level": "error"})
    found: Any = engine(str(path))
    boxes = (
        []
        if found.boxes is None
        else [[(float(x), float(y)) for x, y in box] for box in found.boxes]
    )
    pieces = list(zip(boxes, found.txts or (), found.scores or (), strict=True))
    for line in in_lines([(box, text) for box, text, score in pieces if score >= _SURE]):
        sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")


type Box = Sequence[tuple[float, float]]


def in_lines(pieces: Sequence[tuple[Box, str]]) -> list[str]:
    """Words on the same height are one line, from left to right when they stand close; lines from top to bottom."""
    placed = sorted(
        (
            (
                sum(y for _, y in box) / len(box),
                min(x for x, _ in box),
                max(x for x, _ in box),
                max(y for _, y in box) - min(y for _, y in box),
                text,
            )
            for box, text in pieces
        ),
        key=lambda piece: piece[0],
    )
    rows: list[list[tuple[float, float, float, float, str]]] = []
    for piece in placed:
        if rows and piece[0] - rows[-1][-1][0] < 0.45 * min(piece[3], rows[-1][-1][3]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines = []
    for row in rows:
        row.sort(key=lambda piece: piece[1])
        current = row[0][4]
        for before, piece in pairwise(row):
            if piece[1] - before[2] > 2.5 * piece[3]:
                lines.append(current)
                current = piece[4]
            else:
                current = f"{current} {piece[4]}"
        lines.append(current)
    return lines


if __name__ == "__main__":
    main(Path(sys.argv[1]))
