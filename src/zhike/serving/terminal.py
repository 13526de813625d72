"""How the house speaks in a terminal: both languages on one line, or the one asked for."""

import os
from collections.abc import Callable

from zhike.lib.words import Language, Words, language_of

type Say = Callable[[Words], None]


def say_both(words: Words) -> None:
    """Print a line in Chinese and in English, at once even into a pipe."""
    print(f"{words.zh} / {words.en}", flush=True)


def language_here() -> Language:
    """The language of this terminal: English where its locale says so, Chinese otherwise."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return language_of("en" if (locale or "").startswith("en") else "zh")
