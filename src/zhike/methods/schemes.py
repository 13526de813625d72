"""A classification: the classes a customer may be in, side by side with other classifications (S1-54)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zhike.lib.words import Words
from zhike.methods.deciding import Rule, Value, decide, rule
from zhike.methods.reading import Head, Table, head
from zhike.methods.smart import Smart, smart


class By(StrEnum):
    """What a class is read from; whatever it is, a person may say otherwise, with a reason."""

    HAND = "hand"
    KIND = "kind"
    PROGRESS = "progress"
    TIME = "time"
    POSITION = "position"
    RULES = "rules"
    SIGNING = "signing"


@dataclass(frozen=True, slots=True)
class Class:
    """One class and how its customers are looked after; who `needs_review` is put into it with a day to look again.

    Into one that `needs_approval` nobody is put on one person's word: another agrees to it (giving up, shrinking).
    """

    key: str
    title: Words
    care: Words
    needs_review: bool = False
    needs_approval: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the data says of a customer: its kind, orders ever and months since the first, and how much of
    the revenue of the last twelve months larger customers bring (percent; None without revenue); and
    whether a deal was won or a contract runs."""

    kind: str = ""
    orders: int = 0
    months: int | None = None
    share_before: int | None = None
    has_signed: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """Which class a customer of whom this is known belongs in."""

    known: Known
    answer: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Scheme:
    """Classes and what decides among them; `numbers` are the rule's bounds, `kinds` map kinds of customers.

    A class somebody set is looked at anew after `valid_months`; 0 is for ever. `rules` decide by measures, ratings and
    other classes; with `is_proposed` what they say is proposed, and a person decides. One with a `badge` marks its
    customers beside their names: the badge and the class in it (S3-12).
    """

    head: Head
    by: By
    classes: tuple[Class, ...]
    numbers: Mapping[str, int]
    kinds: Mapping[str, str]
    examples: tuple[Example, ...]
    valid_months: int = 0
    rules: tuple[Rule, ...] = ()
    is_proposed: bool = False
    smart: Smart | None = None
    badge: Words | None = None

    def ruled(self, values: Mapping[str, Value]) -> str:
        """The class the rules put a customer into of whom this is known; empty where none fits."""
        return decide(self.rules, values)

    def class_of(self, known: Known) -> str:
        """The class the data proposes; empty where it cannot tell."""
        match self.by:
            case By.KIND:
                return self.kinds.get(known.kind, "")
            case By.PROGRESS:
                return "actual" if known.orders else "potential"
            case By.SIGNING:
                signed = known.has_signed or known.orders
                return "after_signing" if signed else "before_signing"
            case By.TIME if known.months is not None:
                return "new" if known.months < self.numbers["new_months"] else "old"
            case By.POSITION:
                return self._position(known)
            case _:
                return ""

    def _position(self, known: Known) -> str:
        if known.share_before is None:
            return "scattered" if known.orders else ""
        long = (known.months or 0) >= self.numbers["main_months"]
        if known.share_before < self.numbers["main_percent"] and long:
            return "main"
        return (
            "general" if known.share_before < self.numbers["general_percent"] else "scattered"
        )


_RULES: dict[By, tuple[frozenset[str], tuple[str, ...]]] = {
    By.PROGRESS: (frozenset({"actual", "potential"}), ()),
    By.TIME: (frozenset({"old", "new"}), ("new_months",)),
    By.SIGNING: (frozenset({"before_signing", "after_signing", "no_potential"}), ()),
    By.POSITION: (
        frozenset({"main", "general", "scattered"}),
        ("main_percent", "general_percent", "main_months"),
    ),
}


def scheme(table: Table) -> Scheme:
    """Read a classification; a class stands once, a rule has its classes and its numbers."""
    by = By(table.one_of("by", list(By), By.HAND))
    classes = table.read("classes", _class)
    keys = {each.key for each in classes}
    if len(keys) != len(classes):
        raise table.lie("classes.key", "有重复的类别", "a class stands twice")
    wanted, names = _RULES.get(by, (keys, ()))
    if wanted != keys:
        listed = ", ".join(sorted(wanted))
        raise table.lie(
            "classes.key", f"这条规则的类别应为 {listed}", f"this rule has the classes {listed}"
        )
    found = Scheme(
        head(table),
        by,
        classes,
        {name: table.number(name, at_least=1) for name in names},
        _kinds(table, keys) if by is By.KIND else {},
        table.read("examples", lambda t: _example(t, keys)),
        table.number("valid_months", 0),
        table.read("rules", lambda t: rule(t, keys)) if by is By.RULES else (),
        table.flag("is_proposed", default=False),
        smart(table),
        table.words("badge") if table.has("badge") else None,
    )
    if by is By.RULES and found.smart is None:
        raise table.lie(
            "smart",
            "分类要写明 SMART 五项",
            "a classification by rules must fill the five of SMART",
        )
    table.done()
    return found


def _class(table: Table) -> Class:
    return Class(
        table.name("key"),
        table.words("title"),
        table.words("care"),
        table.flag("needs_review", default=False),
        table.flag("needs_approval", default=False),
    )


def _kinds(table: Table, keys: set[str]) -> dict[str, str]:
    found = {}
    below = table.table("kinds")
    for kind in list(below.data):
        found[kind] = below.one_of(kind, keys)
    below.done()
    return found


def _example(table: Table, keys: set[str]) -> Example:
    known = Known(
        table.text("kind") if table.has("kind") else "",
        table.number("orders", 0),
        table.number("months") if table.has("months") else None,
        table.number("share_before") if table.has("share_before") else None,
        table.flag("has_signed", default=False),
    )
    values = {
        name: value
        for name, value in table.values("values").items()
        if isinstance(value, int | str)
    }
    # Empty where the data cannot tell, as of classes only a person sets.
    answer = table.phrase("class", may_be_empty=True) and table.one_of("class", keys)
    return Example(known, answer, values)
