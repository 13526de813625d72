"""Where effort and money should go: the four satisfactions, the mix by stage and kind of client, targets and support by class (S0-39, S0-40, S2-04, S2-14)."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.reading import Head, Table, head

EFFORT = "effort_mix"
# The four satisfactions of S0-06, in which every effort is counted.
SIDES = {
    "personal": Words("个人品质", "Personal quality"),
    "dedication": Words("敬业", "Dedication"),
    "professional": Words("专业", "Professional"),
    "value": Words("价值", "Value"),
}
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Mix:
    """Which percent of the effort each satisfaction should get; for whom `scheme` and `grade` say, or `early_months`."""

    key: str
    title: Words
    why: Words
    scheme: str
    grade: str
    early_months: int
    share: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Support:
    """What a class may get towards its own promotion in a year: `budget` for the class, `per_customer` at most for one; in fen.

    `satisfaction` is the percent we want satisfied in this class.
    """

    grade: str
    satisfaction: int
    budget: int
    per_customer: int
    reward: Words


@dataclass(frozen=True, slots=True)
class Example:
    """Which mix a customer is measured by, so many months after his first order (none: -1) and in these classes."""

    months: int | None
    classes: Mapping[str, str]
    mix: str


@dataclass(frozen=True, slots=True, eq=False)
class EffortRule:
    """An hour's cost in fen, how far a share may stray, the mixes (the first that fits counts), and support by class."""

    head: Head
    hour_cost: int
    tolerance: int
    mixes: tuple[Mix, ...]
    scheme: str
    support: tuple[Support, ...]
    examples: tuple[Example, ...]

    def mix_for(self, months: int | None, classes: Mapping[str, str]) -> Mix:
        """The mix a customer is measured by; one who never ordered is in early communication."""
        for mix in self.mixes:
            if mix.scheme and classes.get(mix.scheme) != mix.grade:
                continue
            if mix.early_months and months is not None and months >= mix.early_months:
                continue
            return mix
        return self.mixes[-1]

    def cost(self, minutes: int, money: int) -> int:
        """What an effort cost: the hours at their price and the money; in fen."""
        return money + minutes * self.hour_cost // 60

    def support_of(self, grade: str) -> Support | None:
        return next((each for each in self.support if each.grade == grade), None)


def effort_rule(table: Table) -> EffortRule:
    """Read it; the shares of a mix make a hundred, the last mix fits everybody."""
    mixes = table.read("mixes", _mix)
    if mixes[-1].scheme or mixes[-1].early_months:
        raise table.lie(
            "mixes", "最后一种应适用于所有客户", "the last one must fit every customer"
        )
    keys = {mix.key for mix in mixes}
    found = EffortRule(
        head(table),
        table.number("hour_cost_fen"),
        table.number("tolerance", at_most=WHOLE),
        mixes,
        table.name("scheme"),
        table.read("support", _support),
        table.read("examples", lambda t: _example(t, keys)),
    )
    table.done()
    return found


def _mix(table: Table) -> Mix:
    below = table.table("share")
    share = {side: below.number(side, at_most=WHOLE) for side in SIDES}
    below.done()
    if sum(share.values()) != WHOLE:
        raise table.lie("share", "四项之和应为 100", "the four must make 100")
    return Mix(
        table.name("key"),
        table.words("title"),
        table.words("why"),
        table.name("scheme") if table.has("scheme") else "",
        table.text("grade", ""),
        table.number("early_months", 0),
        share,
    )


def _support(table: Table) -> Support:
    return Support(
        table.text("grade"),
        table.number("satisfaction", at_most=WHOLE),
        table.number("budget_fen"),
        table.number("per_customer_fen"),
        table.words("reward"),
    )


def _example(table: Table, keys: set[str]) -> Example:
    classes = {key: str(value) for key, value in table.values("classes").items()}
    months = table.number("months", 0) if table.has("months") else None
    return Example(months, classes, table.one_of("mix", keys))
