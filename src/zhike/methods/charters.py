"""A charter of conduct that everybody reads and acknowledges once a year (S0-38)."""

from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its head and what it means in daily work."""

    title: Words
    words: Words


@dataclass(frozen=True, slots=True, eq=False)
class Charter:
    """The articles, in their order."""

    head: Head
    articles: tuple[Article, ...]


def charter(table: Table) -> Charter:
    """Read it."""
    found = Charter(
        head(table),
        table.read("articles", lambda t: Article(t.words("title"), t.words("words"))),
    )
    table.done()
    return found
