"""A service standard: what each standing is owed, and how often we should be in touch."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head


@dataclass(frozen=True, slots=True)
class Treatment:
    """What one grade is owed: a contact at least every so many days, and what the source says of it."""

    grade: str
    contact_every_days: int
    service: Words


@dataclass(frozen=True, slots=True)
class Example:
    """After how many days without a contact a customer of this grade is overdue, and by how many."""

    grade: str
    days_since_touch: int
    days_overdue: int


@dataclass(frozen=True, slots=True)
class Standard:
    """What the standings of one scheme are owed; `backlog_cap` open contact tasks at most lie before one person."""

    head: Head
    scheme: str
    backlog_cap: int
    treatments: tuple[Treatment, ...]
    examples: tuple[Example, ...]

    @property
    def every_days(self) -> Mapping[str, int]:
        """Grade → days between contacts."""
        return {t.grade: t.contact_every_days for t in self.treatments}

    def days_overdue(self, grade: str, days_since_touch: int) -> int:
        """How many days beyond its rhythm a customer is; 0 while within."""
        return max(0, days_since_touch - self.every_days[grade])


def standard(table: Table) -> Standard:
    """Read a standard; a grade stands once."""
    treatments = table.read("grades", _treatment)
    grades = {t.grade for t in treatments}
    if len(grades) != len(treatments):
        raise table.lie("grades.grade", "有重复的等级", "a grade stands twice")
    found = Standard(
        head(table),
        table.name("scheme"),
        table.number("backlog_cap", at_least=1),
        treatments,
        table.read(
            "examples",
            lambda t: Example(
                t.one_of("grade", grades),
                t.number("days_since_touch"),
                t.number("days_overdue"),
            ),
        ),
    )
    table.done()
    return found


def _treatment(table: Table) -> Treatment:
    return Treatment(
        table.text("grade"),
        table.number("contact_every_days", at_least=1),
        table.words("service"),
    )
