"""Which guidance fits which condition of a customer's business, and what is taught by which means (S2-22, S3-21)."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head

# The source's four ways of guiding.
MEANS = {
    "material": Words("给资料", "Material"),
    "seminar": Words("办讲座", "A seminar"),
    "invited": Words("请来参观", "An invited visit"),
    "onsite": Words("上门指导", "Guidance on site"),
}
KINDS = ("guidance", "support")


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to teach."""

    key: str
    title: Words


@dataclass(frozen=True, slots=True)
class Advice:
    """When a question of the form has one of these answers: what to do about it, as which kind of programme."""

    key: str
    item: str
    answers: tuple[str, ...]
    kind: str
    means: str
    topic: str
    title: Words
    why: Words


@dataclass(frozen=True, slots=True)
class Example:
    """These answers bring up these pieces of advice, in the order of the file."""

    answers: Mapping[str, str]
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class GuidanceRule:
    """What the answers to `form` suggest."""

    head: Head
    form: str
    topics: tuple[Topic, ...]
    advice: tuple[Advice, ...]
    examples: tuple[Example, ...]

    def fitting(self, answers: Mapping[str, object]) -> tuple[Advice, ...]:
        """What fits these answers (by the key of the question)."""
        return tuple(each for each in self.advice if answers.get(each.item) in each.answers)


def guidance_rule(table: Table) -> GuidanceRule:
    """Read it; a piece of advice speaks of a topic there is, and its key stands once."""
    topics = table.read("topics", lambda t: Topic(t.name("key"), t.words("title")))
    known = {topic.key for topic in topics}
    advice = table.read("advice", lambda t: _advice(t, known))
    if len({each.key for each in advice}) < len(advice):
        raise table.lie("advice.key", "有重复的名称", "a key stands twice")
    found = GuidanceRule(
        head(table),
        table.name("form"),
        topics,
        advice,
        table.read("examples", _example),
    )
    table.done()
    return found


def _advice(table: Table, topics: set[str]) -> Advice:
    return Advice(
        table.name("key"),
        table.name("item"),
        table.texts("answers"),
        table.one_of("kind", KINDS, "guidance"),
        table.one_of("means", MEANS),
        table.one_of("topic", topics),
        table.words("title"),
        table.words("why"),
    )


def _example(table: Table) -> Example:
    answers = {key: str(value) for key, value in table.values("answers").items()}
    return Example(answers, table.texts("advice", required=False))
