"""Both languages side by side: every sentence of ours is written in Chinese and in English, at once.

    >>> str(Words("今日", "Today"))
    '今日'
    >>> with speaking("en"):
    ...     str(Words("今日", "Today"))
    'Today'

There is no catalogue, so no translation can be missing: the second argument has no default.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]

_spoken: ContextVar[Language] = ContextVar("spoken", default="zh")


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence in Chinese (`zh`) and English (`en`); `str()` gives the one being spoken."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh if spoken() == "zh" else self.en

    def format(self, **values: object) -> "Words":
        """The same sentence with its blanks filled; a `Words` value speaks each language in turn."""
        return Words(
            *(
                text.format(
                    **{
                        k: v.said_in(lang) if isinstance(v, Words) else v
                        for k, v in values.items()
                    }
                )
                for lang, text in (("zh", self.zh), ("en", self.en))
            )
        )

    def said_in(self, language: str) -> str:
        """The sentence in the language named, whatever is being spoken."""
        return self.zh if language == "zh" else self.en


def spoken() -> Language:
    """The language of whoever is listening now."""
    return _spoken.get()


def language_of(code: str | None) -> Language:
    """`zh` for any Chinese code (zh-hans, zh_CN, zh-TW), `en` for every other."""
    return "zh" if (code or "").lower().startswith("zh") else "en"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language until the block ends."""
    token = _spoken.set(language_of(language))
    try:
        yield
    finally:
        _spoken.reset(token)
