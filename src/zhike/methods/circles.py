"""Scorecards and classifications that build on others of their kind: which come first, and that none builds on itself."""

from collections.abc import Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from zhike.lib.words import Words
from zhike.methods.deciding import CLASS, facts_of
from zhike.methods.reading import MethodError
from zhike.methods.schemes import Scheme
from zhike.methods.scorecards import Scorecard


def cards_in_order(cards: Iterable[Scorecard]) -> list[Scorecard]:
    """The cards that hand no grade down, each after those it builds on; `CycleError` in a circle."""
    by_score = {card.score: card for card in cards if not card.stands}
    asks = {score: {c.measure for c in card.criteria} for score, card in by_score.items()}
    return [by_score[score] for layer in _layers(asks) for score in layer]


def schemes_in_layers(schemes: Iterable[Scheme]) -> list[list[Scheme]]:
    """The classifications in layers, the rules of each asking only for classes of layers before; `CycleError` in a circle.

    Who asks for his own class asks for the one handed down the night before.
    """
    by_name = {scheme.head.name: scheme for scheme in schemes}
    asks = {name: classes_asked([scheme]) - {name} for name, scheme in by_name.items()}
    return [[by_name[name] for name in layer] for layer in _layers(asks)]


def classes_asked(schemes: Iterable[Scheme]) -> set[str]:
    """The names of the classifications whose classes the rules of these ask for."""
    facts = {fact for scheme in schemes for fact in facts_of(scheme.rules)}
    return {fact.removeprefix(CLASS) for fact in facts if fact.startswith(CLASS)}


def check_circles(cards: Iterable[Scorecard], schemes: Iterable[Scheme]) -> None:
    """`MethodError` where they build on each other in a circle: no night could say which comes first."""
    named = {card.score: card.head.name for card in cards}
    try:
        cards_in_order(cards)
    except CycleError as error:
        raise _round(f"scorecards/{named[error.args[1][0]]}.toml", "criteria", error) from None
    try:
        schemes_in_layers(schemes)
    except CycleError as error:
        raise _round(f"schemes/{error.args[1][0]}.toml", "rules", error) from None


def _round(file: str, key: str, error: CycleError) -> MethodError:
    around = " → ".join(error.args[1])
    return MethodError(
        file,
        key,
        Words(
            f"绕成了一圈（{around}），没有谁能先算；请让其中一个不再看另一个",
            f"goes round in a circle ({around}), so none can come first; have one of them ask no more for the other",
        ),
    )


def _layers(asks: Mapping[str, Collection[str]]) -> list[list[str]]:
    """What is asked for and is not among the names is there beforehand."""
    sorter = TopologicalSorter(
        {name: [other for other in asked if other in asks] for name, asked in asks.items()}
    )
    sorter.prepare()
    found = []
    while sorter.is_active():
        ready = sorter.get_ready()
        found.append(list(ready))
        sorter.done(*ready)
    return found
