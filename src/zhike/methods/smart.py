"""A classification says of itself that it is specific, measurable, attainable, reasonable and timed (S2-07)."""

from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.reading import Table


@dataclass(frozen=True, slots=True)
class Smart:
    """Five sentences, and after how many months the classification itself is looked at anew."""

    specific: Words
    measurable: Words
    attainable: Words
    reasonable: Words
    timed: Words
    review_months: int

    @property
    def sentences(self) -> tuple[tuple[Words, Words], ...]:
        """What each of the five is called, and what is said of it."""
        said = (self.specific, self.measurable, self.attainable, self.reasonable, self.timed)
        return tuple(zip(NAMES, said, strict=True))


NAMES = (
    Words("明确", "Specific"),
    Words("可衡量", "Measurable"),
    Words("做得到", "Attainable"),
    Words("合理", "Reasonable"),
    Words("有时限", "Timed"),
)


def smart(table: Table) -> Smart | None:
    """Read the five, all of them or none."""
    if not table.has("smart"):
        return None
    said = table.table("smart")
    found = Smart(
        said.words("specific"),
        said.words("measurable"),
        said.words("attainable"),
        said.words("reasonable"),
        said.words("timed"),
        said.number("review_months", at_least=1, at_most=60),
    )
    said.done()
    return found
