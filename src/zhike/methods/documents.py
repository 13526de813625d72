"""A document: what to write to a customer, section by section, with what is known of him filled in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.forms import LEVELS
from zhike.methods.reading import Head, Table, head

# What a letter is for: greetings and ideas wait while a complaint is open, replies never do.
# A plan is no letter: it is drafted for a programme of an account.
OCCASIONS = ("greeting", "thanks", "reply", "progress", "news", "idea", "question", "plan")

# The blanks the house itself can fill; every other blank is asked of whoever writes.
KNOWN = frozenset(
    {
        "greeting", "sender", "sender_title", "company", "customer", "years", "visited", "talked",
        "promise", "kept", "product", "ordered", "received", "about", "festival",
        "goal", "period", "budget", "owner", "grade", "revenue", "buys", "rhythm", "season", "condition",
        "next_class",
    }
)  # fmt: skip


class EmptySection(ValueError):
    """A section that must not be empty has a blank nobody filled; names section and blank."""


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph; left out when one of its blanks is empty, unless it is `required`.

    One with a `when` stands only where that answer was chosen.
    """

    key: str
    body: Words
    required: bool
    when: tuple[str, str] | None = None

    def stands(self, values: Mapping[str, str]) -> bool:
        """Whether what was chosen asks for this paragraph."""
        return self.when is None or values.get(self.when[0]) == self.when[1]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose."""

    key: str
    words: Words


@dataclass(frozen=True, slots=True)
class Ask:
    """A blank whoever writes fills or checks himself; with options he chooses one of them."""

    key: str
    label: Words
    hint: Words | None
    required: bool
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """What the letter must contain when its blanks are filled so, in one language."""

    values: Mapping[str, str]
    language: str
    contains: str
    lacks: str


@dataclass(frozen=True, slots=True)
class Document:
    """`forbidden` are phrases no letter of this kind may contain, whatever was filled in."""

    head: Head
    level: str
    occasion: str
    subject: Words
    blanks: tuple[str, ...]
    asks: tuple[Ask, ...]
    sections: tuple[Section, ...]
    forbidden: tuple[str, ...]
    examples: tuple[Example, ...]

    def written(self, values: Mapping[str, str], language: str) -> str:
        """The text, paragraphs parted by an empty line; `EmptySection` names what is missing."""
        paragraphs = []
        for section in self._standing(values):
            text = section.body.said_in(language)
            empty = self._empty(text, values)
            if not empty:
                paragraphs.append(text.format(**values))
            elif section.required:
                raise EmptySection(f"{section.key}: {', '.join(empty)}")
        return "\n\n".join(paragraphs)

    def drafted(self, values: Mapping[str, str], language: str) -> tuple[str, str]:
        """Subject and text; what must not be empty and still is stands there as 【a slot】 to be filled."""
        slots = {ask.key: f"【{ask.label.said_in(language)}】" for ask in self.asks}
        filled = {key: values.get(key) or slots.get(key, f"【{key}】") for key in self.blanks}
        paragraphs = [
            text.format(**filled)
            for section in self._standing(values)
            if section.required or not self._empty(section.body.said_in(language), values)
            for text in (section.body.said_in(language),)
        ]
        return self.subject.said_in(language).format(**filled), "\n\n".join(paragraphs)

    def missing(self, values: Mapping[str, str]) -> tuple[Ask, ...]:
        """What must be filled and is not."""
        return tuple(
            ask for ask in self.asks if ask.required and not values.get(ask.key, "").strip()
        )

    def offences(self, text: str) -> tuple[str, ...]:
        """The forbidden phrases a text contains."""
        return tuple(phrase for phrase in self.forbidden if phrase.lower() in text.lower())

    def _standing(self, values: Mapping[str, str]) -> list[Section]:
        return [section for section in self.sections if section.stands(values)]

    def _empty(self, text: str, values: Mapping[str, str]) -> list[str]:
        return [b for b in self.blanks if f"{{{b}}}" in text and not values.get(b)]


def document(table: Table) -> Document:
    """Read a document; every blank of its sections is declared, and the house or the writer fills it."""
    blanks = table.texts("blanks")
    asks = table.read("asks", _ask) if table.has("asks") else ()
    _check_somebody_fills(table, blanks, {ask.key for ask in asks})
    found = Document(
        head(table),
        table.one_of("level", LEVELS, "internal"),
        table.one_of("occasion", OCCASIONS),
        table.words("subject", blanks=blanks),
        blanks,
        asks,
        table.read("sections", lambda t: _section(t, blanks, asks)),
        table.texts("forbidden", required=False),
        table.read("examples", lambda t: _example(t, {*blanks, *(ask.key for ask in asks)})),
    )
    table.done()
    return found


def _check_somebody_fills(table: Table, blanks: Collection[str], asked: set[str]) -> None:
    for blank in blanks:
        if blank not in KNOWN and blank not in asked:
            raise table.lie(
                "blanks",
                f"没有人会填 {{{blank}}}；请在 asks 里问",
                f"nobody fills {{{blank}}}; ask for it under asks",
            )


def _ask(table: Table) -> Ask:
    return Ask(
        table.name("key"),
        table.words("label"),
        table.words_or_none("hint"),
        table.flag("required", default=False),
        table.read("options", _option) if table.has("options") else (),
    )


def _option(table: Table) -> Option:
    return Option(table.name("key"), Words(table.text("zh"), table.text("en")))


def _section(table: Table, blanks: tuple[str, ...], asks: tuple[Ask, ...]) -> Section:
    return Section(
        table.name("key"),
        table.words("body", blanks=blanks),
        table.flag("required", default=False),
        _when(table.table("when"), asks) if table.has("when") else None,
    )


def _when(table: Table, asks: tuple[Ask, ...]) -> tuple[str, str]:
    """The answer a paragraph waits for: one of the options of a question that has some."""
    options = {ask.key: {option.key for option in ask.options} for ask in asks if ask.options}
    asked = table.one_of("asked", options)
    chosen = asked, table.one_of("is", options[asked])
    table.done()
    return chosen


def _example(table: Table, blanks: Collection[str]) -> Example:
    values = table.table("values")
    found = {key: values.text(key) for key in values.data if key in blanks}
    values.done()
    return Example(
        found,
        table.one_of("language", ("zh", "en")),
        table.text("contains"),
        table.text("lacks", ""),
    )
