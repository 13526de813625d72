"""What can be done for a customer who complains, to choose from (S1-41)."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head


@dataclass(frozen=True, slots=True)
class Remedy:
    """One of them; `costs` where it takes money, so that the limits of authority hold (S1-39)."""

    key: str
    title: Words
    costs: bool


@dataclass(frozen=True, slots=True, eq=False)
class Remedies:
    """All of them, in their order; `matter` is the line of the authority table that says how far one may go with those that cost (S4-16)."""

    head: Head
    matter: str
    remedies: tuple[Remedy, ...]

    @property
    def titles(self) -> Mapping[str, Words]:
        """Remedy → how it is called."""
        return {each.key: each.title for each in self.remedies}


def remedies(table: Table) -> Remedies:
    """Read them."""
    found = Remedies(
        head(table),
        table.text("matter"),
        table.read(
            "remedies",
            lambda t: Remedy(t.name("key"), t.words("title"), t.flag("costs", default=False)),
        ),
    )
    table.done()
    return found
