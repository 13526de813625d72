"""Tags every company begins with: the difficulties of a client relationship its source names (S0-02)."""

from typing import TypedDict

from zhike.lib.words import Words


class ShippedTag(TypedDict):
    """A word of the vocabulary as it is shipped."""

    name: str
    name_en: str
    colour: str
    source: str


_DIFFICULTIES = (
    (Words("有投诉", "Complaints"), "bad"),
    (Words("被敷衍", "Fobbed off"), "warn"),
    (Words("被压价", "Price squeezed"), "warn"),
    (Words("内部意见不一", "Client side disagrees"), "info"),
    (Words("高层不认", "Top level never met"), "bad"),
)

TAGS: tuple[ShippedTag, ...] = tuple(
    ShippedTag(name=words.zh, name_en=words.en, colour=colour, source="S0-02")
    for words, colour in _DIFFICULTIES
)
