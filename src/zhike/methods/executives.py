"""How often a head of the company calls on customers of which class (S3-10, S3-24)."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.methods.reading import Head, Table, head


@dataclass(frozen=True, slots=True)
class Example:
    """So many days after the last visit, and by how many it is overdue."""

    grade: str
    days: int
    overdue: int


@dataclass(frozen=True, slots=True, eq=False)
class ExecutiveRule:
    """Class of `scheme` → days between two visits; classes that are not named are not visited."""

    head: Head
    scheme: str
    backlog_cap: int
    every: Mapping[str, int]
    examples: tuple[Example, ...]

    def overdue(self, grade: str, days: int) -> int:
        """By how many days a visit is overdue; 0 where none is owed."""
        return max(0, days - self.every[grade]) if grade in self.every else 0


def executive_rule(table: Table) -> ExecutiveRule:
    """Read it."""
    rows = table.read(
        "grades", lambda t: (t.text("grade"), t.number("every_days", at_least=14))
    )
    found = ExecutiveRule(
        head(table),
        table.name("scheme"),
        table.number("backlog_cap"),
        dict(rows),
        table.read(
            "examples",
            lambda t: Example(t.text("grade"), t.number("days"), t.number("overdue")),
        ),
    )
    table.done()
    return found
