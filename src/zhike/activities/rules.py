"""The kinds of touches, as they are called."""

from zhike.lib.words import Words

KINDS = {
    "call": Words("电话", "call"),
    "visit": Words("拜访", "visit"),
    "message": Words("消息", "message"),
    "letter": Words("信函", "letter"),
    "meeting": Words("会面", "meeting"),
    "gift": Words("礼品", "gift"),
    "note": Words("记事", "note"),
}


def headed(words: Words) -> Words:
    """The same words as the head of a line or a choice: English with a capital."""
    return Words(words.zh, words.en[:1].upper() + words.en[1:])
