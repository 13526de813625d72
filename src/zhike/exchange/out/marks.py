"""The mark in a file: visible at its end for people, invisible in its first heading for whoever finds the file somewhere else.

Sixty-four characters of no width spell the export's own random number, which the register keeps: `zhike whose FILE` reads it back.
It survives copying, renaming, opening and saving; whoever deletes the headings and the last line takes it off, and then the
register's list of who is in which file is what remains.
"""

import re
import secrets

from zhike.lib.words import Words

_ZERO, _ONE = "\u200b", "\u200c"
_BITS = 64
_RUN = re.compile(f"[{_ZERO}{_ONE}]{{{_BITS}}}")

LAST_LINE = Words(
    "导出 #{number} · {who} · {when} · 密级：{level} · {purpose} · 内部资料，未经批准不得对外",
    "Export #{number} · {who} · {when} · level: {level} · {purpose} · company property, not to be passed on without approval",
)


def new() -> str:
    """A mark no other file has, as sixteen hexadecimal digits."""
    return secrets.token_hex(_BITS // 8)


def hidden(mark: str) -> str:
    """The mark as characters nobody sees."""
    return f"{int(mark, 16):0{_BITS}b}".translate({ord("0"): _ZERO, ord("1"): _ONE})


def found_in(text: str) -> str | None:
    """The mark hidden in a text, or None."""
    run = _RUN.search(text)
    if run is None:
        return None
    bits = run[0].replace(_ZERO, "0").replace(_ONE, "1")
    return f"{int(bits, 2):0{_BITS // 4}x}"
