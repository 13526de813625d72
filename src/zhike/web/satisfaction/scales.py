"""How a question is answered, in words: on a phone, on paper, and where answers are read."""

from dataclasses import dataclass

from zhike.care.surveys import rule
from zhike.lib.words import Words
from zhike.methods.questionnaires import Asks, Item
from zhike.methods.satisfaction import Named

AGREE = {
    5: Words("完全同意", "Fully agree"),
    4: Words("同意", "Agree"),
    3: Words("说不上", "Neither"),
    2: Words("不同意", "Disagree"),
    1: Words("完全不同意", "Fully disagree"),
}
CONTENT = {
    5: Words("很满意", "Very content"),
    4: Words("满意", "Content"),
    3: Words("一般", "So so"),
    2: Words("不满意", "Not content"),
    1: Words("很不满意", "Not at all content"),
}
FELT = {1: Words("是这样", "Yes"), 0: Words("不太是", "Not quite")}
RECOMMEND = {number: Words(str(number), str(number)) for number in range(11)}
_SCALES = {
    Asks.AGREE: AGREE,
    Asks.CONTENT: CONTENT,
    Asks.FELT: FELT,
    Asks.RECOMMEND: RECOMMEND,
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the answers to choose from, and the one chosen."""

    item: Item
    choices: list[tuple[int, Words, bool]]
    causes: list[tuple[Named, bool]]

    @property
    def is_agreed(self) -> bool:
        """Whether it is a sentence one agrees with or not."""
        return self.item.asks is Asks.AGREE

    @property
    def is_felt(self) -> bool:
        """Whether it says how somebody was."""
        return self.item.asks is Asks.FELT

    @property
    def is_row(self) -> bool:
        """Whether the answers are numbers in a row."""
        return self.item.asks is Asks.RECOMMEND


def question(
    item: Item, number: int | None = None, causes: list[str] | None = None
) -> Question:
    """A question as a page shows it."""
    scale = _SCALES.get(item.asks, {})
    asked = rule().causes if item.asks is Asks.CAUSES else ()
    return Question(
        item,
        [(each, words, each == number) for each, words in scale.items()],
        [(cause, cause.key in (causes or [])) for cause in asked],
    )


def answer_words(item: Item, number: int | None, causes: list[str]) -> Words:
    """An answer as people read it."""
    if number is not None:
        return _SCALES[item.asks].get(number, Words(str(number), str(number)))
    titles = {cause.key: cause.title for cause in rule().causes}
    found = [titles[key] for key in causes if key in titles]
    return Words("；".join(w.zh for w in found), "; ".join(w.en for w in found))
