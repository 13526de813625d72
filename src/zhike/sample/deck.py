"""Chance that can be repeated: dice from the seed, and decks that deal every card before one comes again."""

from collections.abc import Iterable
from random import Random

SEED = "zhike"


def dice(*names: object) -> Random:
    """The dice of one part of the sample; parts do not disturb each other."""
    return Random(":".join(map(str, (SEED, *names))))  # noqa: S311 - a sample, not a secret


class Deck[T]:
    """Deals its cards in a shuffled order; never the same one twice running."""

    def __init__(self, random: Random, cards: Iterable[T]) -> None:
        self._random = random
        self._cards = list(cards)
        self._left: list[T] = []
        self._last: T | None = None

    def deal(self) -> T:
        if not self._left:
            self._left = self._random.sample(self._cards, len(self._cards))
            if self._left[-1] == self._last:
                self._left.reverse()
        self._last = self._left.pop()
        return self._last
