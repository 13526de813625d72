"""The search by brute force: every word of a text looked for in every haystack, one after the other, with no index."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhike.lib.phones import normalised_phone

_PHONE = re.compile(r"\+?[\d()\s.-]{7,24}")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a customer can be found by, and whether whoever asks is near him."""

    haystack: str
    personal: str
    is_near: bool

    def holds(self, word: str) -> bool:
        return (
            word in self.haystack
            or f"\n{word}\n" in f"\n{self.personal}\n"
            or (self.is_near and word in self.personal)
        )


def found(book: Mapping[int, Entry], text: str) -> set[int]:
    """The customers every word of the text is found in."""
    asked = words(text)
    return {
        pk for pk, entry in book.items() if all(any(map(entry.holds, ways)) for ways in asked)
    }


def words(text: str) -> list[set[str]]:
    """The words of a text, each with the ways it may be written down."""
    clean = unicodedata.normalize("NFKC", text).strip().lower()
    if _PHONE.fullmatch(clean):
        dialled = normalised_phone(clean) or ""
        return [_said(re.sub(r"\D", "", dialled), re.sub(r"\D", "", clean), clean)]
    return [_said(word, word.replace("'", "").replace("’", "")) for word in clean.split()]


def _said(*ways: str) -> set[str]:
    return set(filter(None, ways))


def differences(book: Mapping[int, Entry], text: str, hits: Iterable[int]) -> set[int]:
    """Whom the search missed or found wrongly."""
    return found(book, text) ^ set(hits)
