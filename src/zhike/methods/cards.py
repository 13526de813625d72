"""A card: what to remember at a moment. It advises; it never enforces."""

from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head

MOMENTS = (
    "visit",
    "call",
    "birthday",
    "complaint",
    "festival",
    "letter",
    "competitor",
    "upkeep",
    # The stages of visiting somebody, and the steps from a stranger to business with him.
    "general",
    "building",
    "substance",
    "long_term",
    "stranger",
    "acquaintance",
    "relation",
    "business",
    "call_back",
    "reception",
    "reply",
)


@dataclass(frozen=True, slots=True)
class Example:
    """A moment, and whether the card shows then."""

    moment: str
    shows: bool


@dataclass(frozen=True, slots=True)
class Card:
    """Advice for some moments: what to do, what to say, what to avoid."""

    head: Head
    moments: tuple[str, ...]
    advice: tuple[Words, ...]
    say: tuple[Words, ...]
    avoid: tuple[Words, ...]
    examples: tuple[Example, ...]

    def shows_at(self, moment: str) -> bool:
        """Whether this is a moment for the card."""
        return moment in self.moments

    def offences(self, text: str) -> tuple[str, ...]:
        """What the card says to avoid and a text contains, in the text's own language."""
        said = text.lower()
        return tuple(
            phrase
            for words in self.avoid
            for phrase in (words.zh, words.en)
            if phrase.lower() in said
        )


def card(table: Table) -> Card:
    """Read a card."""
    moments = table.texts("moments")
    for moment in moments:
        if moment not in MOMENTS:
            listed = ", ".join(MOMENTS)
            raise table.lie(
                "moments",
                f"不认识 “{moment}”；可用：{listed}",
                f"unknown “{moment}”; allowed are {listed}",
            )
    found = Card(
        head(table),
        moments,
        table.all_words("advice"),
        table.all_words("say", required=False),
        table.all_words("avoid", required=False),
        table.read(
            "examples",
            lambda t: Example(t.one_of("moment", MOMENTS), t.flag("shows", default=True)),
        ),
    )
    table.done()
    return found
