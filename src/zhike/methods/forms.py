"""A form: what to ask and record about a customer or a person, in groups of questions, filled little by little."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zhike.lib.words import Words
from zhike.methods.reading import Head


class ItemKind(StrEnum):
    """What an answer is made of."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    PERSON = "person"


class Source(StrEnum):
    """How something was learned (S1-57)."""

    TOLD = "told"
    OBSERVED = "observed"
    THIRD_PARTY = "third_party"
    PUBLIC = "public"


class Ask(StrEnum):
    """Whether the brief may propose the question: freely, only deliberately, or never."""

    FREELY = "freely"
    CAREFULLY = "carefully"
    NEVER = "never"


class About(StrEnum):
    """Whom a form is about."""

    CUSTOMER = "customer"
    CONTACT = "contact"


class Keeps(StrEnum):
    """What becomes of the answers: a living file, newest answer first; or a sheet of its own for each filling."""

    FILE = "file"
    SHEETS = "sheets"


LEVELS = ("open", "internal", "personal", "sealed")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers offered."""

    key: str
    title: Words


@dataclass(frozen=True, slots=True)
class Only:
    """A question is asked only when another one got this answer."""

    item: str
    answer: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question.

    `fact` is the name its answer is kept under; two forms that ask the same thing name the same fact. `level` is how
    carefully it is kept, `keep_months` how long (0: while the customer is), `review_months` after how long it is asked
    again (0: never). `is_off` questions are asked only after two people switched them on; `consent` names the kind of
    separate consent a sealed answer needs. `column` names the field of the customer or contact that already holds the answer. `law` says in a sentence whether and why one may ask.
    """

    key: str
    fact: str
    title: Words
    kind: ItemKind
    level: str
    purpose: Words | None
    hint: Words | None
    law: Words | None
    sources: tuple[Source, ...]
    ask: Ask
    keep_months: int
    review_months: int
    is_opinion: bool
    is_off: bool
    consent: str
    required_at: str
    only: Only | None
    column: str
    choices: tuple[Choice, ...]
    fields: tuple["Item", ...]

    @property
    def leaves(self) -> tuple["Item", ...]:
        """What is answered: its sub-fields, or itself."""
        return self.fields or (self,)

    @property
    def is_sealed(self) -> bool:
        return self.level == "sealed"

    def spoken(self, value: object) -> Words:
        """An answer as people read it."""
        if self.kind is ItemKind.YES_NO:
            return Words("是", "yes") if value else Words("否", "no")
        if self.kind in {ItemKind.CHOICE, ItemKind.CHOICES}:
            keys = value if isinstance(value, list) else [value]
            titles = [c.title for c in self.choices if c.key in keys]
            return Words("、".join(t.zh for t in titles), ", ".join(t.en for t in titles))
        return Words(str(value), str(value))


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together."""

    key: str
    title: Words
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """What is still missing at a stage when these items have these answers."""

    answers: Mapping[str, object]
    stage: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Groups of questions about somebody; `stages` are the moments at which some must have been answered; `order` its place in a file."""

    head: Head
    about: About
    keeps: Keeps
    order: int
    kinds: tuple[str, ...]
    columns: int
    stages: tuple[str, ...]
    groups: tuple[Group, ...]
    examples: tuple[Example, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All questions in order."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def leaves(self) -> tuple[Item, ...]:
        """Everything that can be answered, sub-fields taken one by one."""
        return tuple(leaf for item in self.items for leaf in item.leaves)

    def group(self, key: str) -> Group | None:
        return next((group for group in self.groups if group.key == key), None)

    def asks(self, item: Item, answers: Mapping[str, object]) -> bool:
        """Whether the question is asked, given the answers so far (by item key)."""
        return item.only is None or _answered(answers.get(item.only.item), item.only.answer)

    def missing(self, answers: Mapping[str, object], stage: str) -> tuple[str, ...]:
        """The questions that must be answered by this stage and are not."""
        reached = set(self.stages[: self.stages.index(stage) + 1])
        return tuple(
            item.key
            for item in self.items
            if item.required_at in reached
            and self.asks(item, answers)
            and not _any_answer(item, answers)
        )


def _answered(value: object, wanted: str) -> bool:
    if isinstance(value, bool):
        return wanted == ("yes" if value else "no")
    return wanted in value if isinstance(value, list) else value == wanted


def _any_answer(item: Item, answers: Collection[str]) -> bool:
    return item.key in answers or any(leaf.key in answers for leaf in item.fields)
