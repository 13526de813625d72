"""Ways of improving a customer's operating conditions: who is entitled to which, on which terms, looked after how often (S2-23)."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.lib.words import Words
from zhike.methods.form_files import CUSTOMER_KINDS
from zhike.methods.reading import Head, Table, head

TERMS = {
    "lent": Words("借用", "lent"),
    "rent": Words("租用", "rented"),
    "rent_sale": Words("以租代售", "rented, then bought"),
    "sale": Words("售出", "sold"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One way: what it brings, the classes (scheme, class) it is open to, the terms there are, and days between two checks."""

    key: str
    title: Words
    brings: Words
    open_to: tuple[tuple[str, str], ...]
    terms: tuple[str, ...]
    check_days: int

    def is_open_to(self, classes: Mapping[str, str]) -> bool:
        """Whether one of the classes a customer holds entitles it."""
        return any(classes.get(scheme) == grade for scheme, grade in self.open_to)


@dataclass(frozen=True, slots=True)
class Example:
    """A customer of these classes is, or is not, entitled."""

    offer: str
    classes: Mapping[str, str]
    is_open: bool


@dataclass(frozen=True, slots=True, eq=False)
class SupportCatalogue:
    """What there is; `kinds` of customers that can have it, and the words of what is `never` placed."""

    head: Head
    kinds: tuple[str, ...]
    never: tuple[str, ...]
    offers: tuple[Offer, ...]
    examples: tuple[Example, ...]

    def offer(self, key: str) -> Offer | None:
        return next((each for each in self.offers if each.key == key), None)

    def forbidden_in(self, *texts: str) -> str:
        """The first word of the `never` list these texts hold; empty when there is none."""
        said = " ".join(texts).casefold()
        return next((word for word in self.never if word.casefold() in said), "")


def support_catalogue(table: Table) -> SupportCatalogue:
    """Read it; a key stands once."""
    offers = table.read("offers", _offer)
    keys = {offer.key for offer in offers}
    if len(keys) < len(offers):
        raise table.lie("offers.key", "有重复的名称", "a key stands twice")
    kinds = table.texts("kinds")
    for kind in kinds:
        if kind not in CUSTOMER_KINDS:
            raise table.lie(
                "kinds", f"“{kind}” 不是客户类型", f"“{kind}” is no kind of customer"
            )
    found = SupportCatalogue(
        head(table),
        kinds,
        table.texts("never"),
        offers,
        table.read("examples", lambda t: _example(t, keys)),
    )
    table.done()
    return found


def _offer(table: Table) -> Offer:
    terms = table.texts("terms")
    for each in terms:
        if each not in TERMS:
            raise table.lie("terms", f"“{each}” 不是条件", f"“{each}” are no terms")
    return Offer(
        table.name("key"),
        table.words("title"),
        table.words("brings"),
        table.read("open_to", lambda t: (t.name("scheme"), t.text("grade"))),
        terms,
        table.number("check_days", at_least=7, at_most=730),
    )


def _example(table: Table, keys: set[str]) -> Example:
    classes = {key: str(value) for key, value in table.values("classes").items()}
    return Example(table.one_of("offer", keys), classes, table.flag("is_open", default=True))
