"""A questionnaire asks a customer how satisfied he is: in words first, then by numbers that stand beside the words (S0-06, S1-22)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from zhike.lib.words import Words
from zhike.methods.form_files import CUSTOMER_KINDS
from zhike.methods.reading import Head, Table, head

DIMENSIONS: Mapping[str, Words] = {
    "professional": Words("专业", "Professional"),
    "personal": Words("个人品质", "Personal quality"),
    "value": Words("价值", "Value"),
    "dedication": Words("敬业", "Dedication"),
}
OCCASIONS: Mapping[str, Words] = {
    "case": Words("投诉或请求办完后", "after a case"),
    "delivery": Words("交付后", "after a delivery"),
    "visit": Words("拜访后", "after a visit"),
    "period": Words("定期", "now and then"),
    "people": Words("问我们的人", "about our people"),
}
_GREETED = ("person", "company")


class Asks(StrEnum):
    """How an item is answered: agreement or content from 1 to 5, recommending from 0 to 10, felt or not, or causes to tick."""

    AGREE = "agree"
    CONTENT = "content"
    RECOMMEND = "recommend"
    FELT = "felt"
    CAUSES = "causes"


NUMBERS: Mapping[Asks, tuple[int, int]] = {
    Asks.AGREE: (1, 5),
    Asks.CONTENT: (1, 5),
    Asks.RECOMMEND: (0, 10),
    Asks.FELT: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `dimension` is the satisfaction it counts for (empty: for none), `weight` how heavily.

    The answers to a `private` one are seen by the person served by and whoever leads him (S0-30).
    """

    key: str
    says: Words
    asks: Asks
    dimension: str
    weight: int
    is_private: bool

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that may be answered; none for causes."""
        if self.asks not in NUMBERS:
            return ()
        least, most = NUMBERS[self.asks]
        return tuple(range(least, most + 1))

    def value(self, number: int) -> int:
        """A number as 0 to 100."""
        least, most = NUMBERS[self.asks]
        return (number - least) * 100 // (most - least)


@dataclass(frozen=True, slots=True)
class Example:
    """Whoever answers so is so satisfied."""

    answers: Mapping[str, int]
    bars: Mapping[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Questionnaire:
    """When it is asked and of which kinds of customers, the question in words that comes first, and the items.

    `valid_days` a link holds; within `gap_days` of the last one nobody is asked this again.
    """

    head: Head
    occasion: str
    kinds: tuple[str, ...]
    valid_days: int
    gap_days: int
    greeting: Words
    opening: Words
    thanks: Words
    items: tuple[Item, ...]
    examples: tuple[Example, ...]

    @property
    def is_about_people(self) -> bool:
        """Whether it asks about one of our own people (S3-26)."""
        return self.occasion == "people"

    def item(self, key: str) -> Item | None:
        """The question of this key."""
        return next((each for each in self.items if each.key == key), None)

    def bars(self, answers: Mapping[str, int]) -> dict[str, int]:
        """Each satisfaction answered for, 0 to 100: the weighted mean of its items, rounded down; never one number for all (S0-06)."""
        found = {}
        for dimension in DIMENSIONS:
            rated = [i for i in self.items if i.dimension == dimension and i.key in answers]
            if rated:
                total = sum(i.weight * i.value(answers[i.key]) for i in rated)
                found[dimension] = total // sum(i.weight for i in rated)
        return found


def questionnaire(table: Table) -> Questionnaire:
    """Read it; a key stands once, kinds of customers are known, an example answers what is asked."""
    items = table.read("items", _item)
    keys = {item.key for item in items}
    if len(keys) < len(items):
        raise table.lie("items.key", "有重复的名称", "a key stands twice")
    kinds = table.texts("kinds")
    for kind in kinds:
        if kind not in CUSTOMER_KINDS:
            raise table.lie(
                "kinds", f"“{kind}” 不是客户类型", f"“{kind}” is no kind of customer"
            )
    found = Questionnaire(
        head(table),
        table.one_of("occasion", OCCASIONS),
        kinds,
        table.number("valid_days", at_least=1, at_most=90),
        table.number("gap_days", at_least=7, at_most=730),
        table.words("greeting", blanks=_GREETED),
        table.words("opening"),
        table.words("thanks"),
        items,
        table.read("examples", lambda t: _example(t, items)),
    )
    table.done()
    return found


def _item(table: Table) -> Item:
    asks = Asks(table.one_of("asks", [a.value for a in Asks]))
    dimension = table.one_of("dimension", DIMENSIONS) if table.has("dimension") else ""
    if dimension and asks not in {Asks.AGREE, Asks.CONTENT}:
        raise table.lie(
            "dimension",
            "只有 1 到 5 分的问题能算进一种满意度",
            "only what is answered from 1 to 5 counts for a satisfaction",
        )
    return Item(
        table.name("key"),
        table.words("says"),
        asks,
        dimension,
        table.number("weight", 1, at_least=1, at_most=10),
        table.flag("private", default=False),
    )


def _example(table: Table, items: tuple[Item, ...]) -> Example:
    asked = {item.key: item for item in items}
    answers = {}
    for key, value in table.values("answers").items():
        item = asked.get(key)
        if item is None or not isinstance(value, int) or value not in item.numbers:
            raise table.lie(
                f"answers.{key}", "没有这样一问一答", "there is no such question and answer"
            )
        answers[key] = value
    bars = {}
    for key, value in table.values("bars").items():
        if key not in DIMENSIONS or not isinstance(value, int):
            raise table.lie(f"bars.{key}", "应为一种满意度的分数", "must be a satisfaction")
        bars[key] = value
    return Example(answers, bars)
