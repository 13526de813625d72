"""Libraries of things to do: the ways of keeping in touch with feeling, and the named but empty lists of the sources, filled by us (S1-72, S2-35, S2-36, S2-38)."""

from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head

# What a list is of; the count is the source's.
SHELVES = {
    "ways": Words("八种情感联络", "Eight ways of keeping in touch"),
    "relationship": Words("建立关系的办法", "Building relationships"),
    "reputation": Words("建立信誉的办法", "Building a reputation"),
    "maintenance": Words("关系维护措施", "Keeping the relationship"),
}


@dataclass(frozen=True, slots=True)
class Mean:
    """One way: what it is, how to go about it, and the playbooks that bring it up by themselves; `page` is where it is done by hand."""

    key: str
    title: Words
    how: Words
    books: tuple[str, ...]
    page: str


@dataclass(frozen=True, slots=True, eq=False)
class Means:
    """One list; `share` is the percent of the time the source gives to it, 0 where it gives none."""

    head: Head
    shelf: str
    share: int
    means: tuple[Mean, ...]


PAGES = ("", "ideas", "clippings", "events", "gifts", "season", "letters")


def means(table: Table) -> Means:
    """Read it; as many as the source counts."""
    found = Means(
        head(table),
        table.one_of("shelf", SHELVES),
        table.number("share", 0, at_most=100),
        table.read("means", _mean),
    )
    if len(found.means) != table.number("count"):
        raise table.lie("count", "条数不符", "this is not how many there are")
    table.done()
    return found


def _mean(table: Table) -> Mean:
    return Mean(
        table.name("key"),
        table.words("title"),
        table.words("how"),
        table.texts("books", required=False),
        table.one_of("page", PAGES, ""),
    )
