"""By what a proposal is judged: six criteria, by colleagues before it goes out and by the customer after (S0-18)."""

from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head

RULE = "proposal_quality"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the six: its name, and the question whoever judges asks."""

    key: str
    title: Words
    asks: Words


@dataclass(frozen=True, slots=True, eq=False)
class ProposalRule:
    """The criteria, the words of the levels from 1 up, and the level below which a criterion is weak."""

    head: Head
    line: int
    levels: tuple[Words, ...]
    criteria: tuple[Criterion, ...]


def proposal_rule(table: Table) -> ProposalRule:
    """Read it; the key of a criterion stands once, and the line is one of the levels."""
    levels = table.read("levels", lambda t: t.words("title"))
    criteria = table.read(
        "criteria", lambda t: Criterion(t.name("key"), t.words("title"), t.words("asks"))
    )
    if len({each.key for each in criteria}) < len(criteria):
        raise table.lie("criteria.key", "有重复的名称", "a key stands twice")
    line = table.number("line", at_least=1, at_most=max(len(levels), 1))
    found = ProposalRule(head(table), line, levels, criteria)
    table.done()
    return found
