"""A scheme as pictures need it, whether a scorecard's grades or a classification's classes."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.customers import classes
from zhike.lib.words import Words
from zhike.methods.schemes import By
from zhike.value.queries import methods


@dataclass(frozen=True, slots=True)
class Graded:
    """A scheme: its title, its classes from the best down, what each is called, and in a word."""

    name: str
    title: Words
    order: tuple[str, ...]
    titles: Mapping[str, Words]
    short: Mapping[str, Words]
    is_ranked: bool = True

    @property
    def ranked(self) -> tuple[str, ...]:
        """The classes from the best down; empty where none is better than another."""
        return self.order if self.is_ranked else ()

    def place(self, key: str) -> int:
        """Where a class stands, the best first; one nobody knows comes last."""
        return self.order.index(key) if key in self.order else len(self.order)


def graded(name: str) -> Graded:
    """One scheme in use."""
    if card := methods().scorecards.get(name):
        titles = {
            band.grade: Words(f"{band.grade} {band.title.zh}", f"{band.grade} {band.title.en}")
            for band in card.bands
        }
        order = tuple(band.grade for band in card.bands)
        return Graded(name, card.head.title, order, titles, {g: Words(g, g) for g in order})
    if scheme := methods().schemes.get(name):
        named = {each.key: each.title for each in scheme.classes}
        ranked = scheme.by in (By.RULES, By.POSITION)
        return Graded(name, scheme.head.title, tuple(named), named, named, is_ranked=ranked)
    if own := next((each for each in classes.schemes() if each.name == name), None):
        named = {each.key: each.title for each in own.classes}
        return Graded(name, own.title, tuple(named), named, named, is_ranked=False)
    return Graded(name, Words(name, name), (), {}, {})


def kinds() -> list[tuple[str, Words]]:
    """Every scheme the book may be graded by: (name, title)."""
    library = methods()
    cards = [(n, c.head.title) for n, c in library.scorecards.items() if c.stands]
    return cards + [(n, s.head.title) for n, s in library.schemes.items()]
