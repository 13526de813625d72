"""Where customers are served and who serves them: the channels, the grades of account managers, their duties and norms (S3-01, S3-03, S3-15)."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head

# Ordered: whoever stands later may look after everybody one before him may.
RANKS = ("ordinary", "middle", "senior")
SIDES = ("vip", "group")


@dataclass(frozen=True, slots=True)
class Channel:
    """A place or way in which customers are served."""

    key: str
    title: Words


@dataclass(frozen=True, slots=True)
class Post:
    """A grade of account manager for one kind of customer, what he is there for and how he goes about it."""

    rank: str
    side: str
    title: Words
    duties: tuple[Words, ...]
    norms: tuple[Words, ...]

    @property
    def key(self) -> str:
        return f"{self.side}_{self.rank}"


@dataclass(frozen=True, slots=True)
class Want:
    """Customers of this class are looked after by this rank at least."""

    scheme: str
    grade: str
    rank: str


@dataclass(frozen=True, slots=True)
class Example:
    """Whether a rank is enough for a customer in a class."""

    scheme: str
    grade: str
    rank: str
    is_enough: bool


@dataclass(frozen=True, slots=True, eq=False)
class Staffing:
    """The channels, the six posts, and which class wants which rank."""

    head: Head
    channels: tuple[Channel, ...]
    posts: tuple[Post, ...]
    wants: tuple[Want, ...]
    examples: tuple[Example, ...]

    def channel(self, key: str) -> Words:
        return next((c.title for c in self.channels if c.key == key), Words(key, key))

    def post(self, key: str) -> Post | None:
        return next((each for each in self.posts if each.key == key), None)

    def wanted(self, classes: Sequence[tuple[str, str]]) -> Want | None:
        """The highest rank these classes ask for, and which class asks."""
        asking = [want for want in self.wants if (want.scheme, want.grade) in classes]
        return max(asking, key=lambda want: RANKS.index(want.rank), default=None)


def is_enough(rank: str, want: Want | None) -> bool:
    """Whether somebody of this rank may look after the customer; who has no rank yet is not measured."""
    return want is None or not rank or RANKS.index(rank) >= RANKS.index(want.rank)


def staffing(table: Table) -> Staffing:
    """Read it; each of the six posts stands once."""
    posts = table.read("posts", _post)
    if len({post.key for post in posts}) != len(posts) or len(posts) != len(RANKS) * len(SIDES):
        raise table.lie(
            "posts",
            "高级、中级、普通各分两类，共六个，每个一次",
            "three ranks for two kinds of customer make six posts, each once",
        )
    found = Staffing(
        head(table),
        table.read("channels", lambda t: Channel(t.name("key"), t.words("title"))),
        posts,
        table.read(
            "wants",
            lambda t: Want(t.name("scheme"), t.text("grade"), t.one_of("rank", RANKS)),
        ),
        table.read(
            "examples",
            lambda t: Example(
                t.name("scheme"),
                t.text("grade"),
                t.one_of("rank", RANKS),
                t.flag("enough", default=True),
            ),
        ),
    )
    table.done()
    return found


def _post(table: Table) -> Post:
    return Post(
        table.one_of("rank", RANKS),
        table.one_of("side", SIDES),
        table.words("title"),
        table.all_words("duties"),
        table.all_words("norms"),
    )
