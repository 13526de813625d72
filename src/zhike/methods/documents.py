"""A document: what to write to a customer, section by section, with what is known of him filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.forms import LEVELS
from zhike.methods.reading import Head, Table, head


class EmptySection(ValueError):
    """A section that must not be empty has a blank nobody filled; names section and blank."""


@dataclass(frozen=True, slots=True)
class Section:
    """A paragraph; left out when one of its blanks is empty, unless it is `required`."""

    key: str
    body: Words
    required: bool


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
    blanks: tuple[str, ...]
    sections: tuple[Section, ...]
    forbidden: tuple[str, ...]
    examples: tuple[Example, ...]

    def written(self, values: Mapping[str, str], language: str) -> str:
        """The text, paragraphs parted by an empty line; `EmptySection` names what is missing."""
        paragraphs = []
        for section in self.sections:
            text = section.body.said_in(language)
            empty = [b for b in self.blanks if f"{{{b}}}" in text and not values.get(b)]
            if not empty:
                paragraphs.append(text.format(**values))
            elif section.required:
                raise EmptySection(f"{section.key}: {', '.join(empty)}")
        return "\n\n".join(paragraphs)

    def offences(self, text: str) -> tuple[str, ...]:
        """The forbidden phrases a text contains."""
        return tuple(phrase for phrase in self.forbidden if phrase.lower() in text.lower())


def document(table: Table) -> Document:
    """Read a document; every blank of its sections is declared."""
    blanks = table.texts("blanks")
    found = Document(
        head(table),
        table.one_of("level", LEVELS, "internal"),
        blanks,
        table.read("sections", lambda t: _section(t, blanks)),
        table.texts("forbidden", required=False),
        table.read("examples", lambda t: _example(t, blanks)),
    )
    table.done()
    return found


def _section(table: Table, blanks: tuple[str, ...]) -> Section:
    return Section(
        table.name("key"),
        table.words("body", blanks=blanks),
        table.flag("required", default=False),
    )


def _example(table: Table, blanks: tuple[str, ...]) -> Example:
    values = table.table("values")
    found = {key: values.text(key) for key in values.data if key in blanks}
    values.done()
    return Example(
        found,
        table.one_of("language", ("zh", "en")),
        table.text("contains"),
        table.text("lacks", ""),
    )
