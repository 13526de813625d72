"""A form: what to ask and record, in groups of items, filled little by little."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head


class ItemKind(StrEnum):
    """What an answer is made of."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    YES_NO = "yes_no"
    CHOICE = "choice"
    PERSON = "person"


LEVELS = ("open", "internal", "personal", "sealed")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers offered."""

    key: str
    title: Words


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `level` is how carefully the answer is kept, `keep_months` how long (0: while the customer is)."""

    key: str
    title: Words
    kind: ItemKind
    level: str
    purpose: Words | None
    keep_months: int
    is_opinion: bool
    required_at: str
    choices: tuple[Choice, ...]
    fields: tuple["Item", ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together."""

    key: str
    title: Words
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """What is still missing at a stage when these items are answered."""

    answered: tuple[str, ...]
    stage: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Groups of questions; `stages` are the moments at which some must have been answered."""

    head: Head
    stages: tuple[str, ...]
    groups: tuple[Group, ...]
    examples: tuple[Example, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All questions in order."""
        return tuple(item for group in self.groups for item in group.items)

    def missing(self, answered: Collection[str], stage: str) -> tuple[str, ...]:
        """The questions that must be answered by this stage and are not."""
        reached = set(self.stages[: self.stages.index(stage) + 1])
        return tuple(
            item.key
            for item in self.items
            if item.required_at in reached and item.key not in answered
        )


def form(table: Table) -> Form:
    """Read a form; an item's key stands once, a personal answer says what it is for."""
    stages = table.texts("stages")
    groups = table.read("groups", lambda t: _group(t, stages))
    found = Form(
        head(table),
        stages,
        groups,
        table.read(
            "examples",
            lambda t: Example(
                t.texts("answered"), t.one_of("stage", stages), t.texts("missing")
            ),
        ),
    )
    keys = [item.key for item in found.items]
    if len(set(keys)) != len(keys):
        raise table.lie("groups.items.key", "有重复的键", "a key stands twice")
    table.done()
    return found


def _group(table: Table, stages: Collection[str]) -> Group:
    return Group(
        table.name("key"), table.words("title"), table.read("items", lambda t: _item(t, stages))
    )


def _item(table: Table, stages: Collection[str]) -> Item:
    level = table.one_of("level", LEVELS, "internal")
    kind = ItemKind(table.one_of("kind", [k.value for k in ItemKind], ItemKind.TEXT))
    purpose = table.words_or_none("purpose")
    if level in {"personal", "sealed"} and purpose is None:
        raise table.lie(
            "purpose",
            "个人信息须写明用途",
            "a personal answer must say what it is for",
        )
    return Item(
        table.name("key"),
        table.words("title"),
        kind,
        level,
        purpose,
        table.number("keep_months", 0),
        table.flag("opinion", default=False),
        table.one_of("required_at", stages) if table.has("required_at") else "",
        table.read("choices", lambda t: Choice(t.name("key"), t.words("title")))
        if kind is ItemKind.CHOICE
        else (),
        table.read("fields", lambda t: _item(t, stages)) if table.has("fields") else (),
    )
