"""The child process that opens files of visiting cards, on the same leash as workbooks: `python -m zhike.exchange.files.card_cage FILE`."""

import json
import resource
import sys
from itertools import batched
from pathlib import Path

from zhike.exchange.files.card_rows import NAMES, row_of
from zhike.exchange.files.vcard import cards
from zhike.lib.words import Words

MEMORY = 1 << 30
SECONDS = 120
MOST_BYTES = 200_000_000
_BATCH = 200
_TOO_LARGE = Words(
    "名片文件超过 200 MB。请分几次导出。",
    "The file of cards is over 200 MB. Export it in parts.",
)
_EMPTY = Words("文件里没有名片。", "There is no card in this file.")


def main(path: Path) -> None:
    """Write a row of names and a row for each card to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if path.stat().st_size > MOST_BYTES:
        _say({"zh": _TOO_LARGE.zh, "en": _TOO_LARGE.en})
        return
    found = list(cards(path.read_bytes()))
    if not found:
        _say({"zh": _EMPTY.zh, "en": _EMPTY.en})
        return
    _say({"sheet": "vCard", "rows": len(found) + 1, "others": []})
    _say([list(NAMES)])
    for some in batched(found, _BATCH, strict=False):
        _say([row_of(card) for card in some])
    _say({"end": True})


def _say(message: object) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
