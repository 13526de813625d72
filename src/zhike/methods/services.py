"""A service catalogue: what we do for customers, in which manner and by when, and which class is owed which of it (S3-05, S3-06, S3-11)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from zhike.lib.words import Words
from zhike.methods.clocks import Clock, clock
from zhike.methods.reading import Head, Table, head

CATEGORIES = {
    "basic": Words("基本服务", "Basic"),
    "special": Words("特色服务", "Special"),
    "hall": Words("厅内贵宾服务", "Hall, VIP"),
}
# The three characters of S2-11: warm service gives belonging (S2-13), different service gives honour (S2-14).
CHARACTERS = {
    "warm": Words("亲情", "Warm"),
    "different": Words("差异", "Different"),
    "trustworthy": Words("诚信", "Trustworthy"),
}
LEVELS = {
    "desk": Words("服务台", "service desk"),
    "owner": Words("客户经理", "account manager"),
    "superior": Words("主管", "team lead"),
    "executive": Words("公司领导", "executive"),
}
A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Service:
    """One thing we do for customers; `cost` in fen each time, `clock` from the moment it is asked for.

    `key` is the one a delivery keeps: `group_services.payment`.
    """

    key: str
    title: Words
    category: str
    character: str
    channels: tuple[str, ...]
    content: Words
    attitude: Words
    clock: Clock
    promised: Words
    level: str
    cost: int
    needs_proof: bool
    is_green: bool


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One class of one scheme is owed these services so many times a year, 0 whenever asked; a higher `priority` decides alone."""

    scheme: str
    grade: str
    priority: int
    times: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """A service somebody is owed, by which scheme and class, through which customer, since when."""

    service: Service
    entitlement: Entitlement
    holder_id: int
    since: date

    @property
    def times(self) -> int:
        return self.entitlement.times[self.service.key]

    def next_due(self, last: date | None) -> date | None:
        """When it is due next: one interval after the last time, or after the class began; None for what is done when asked."""
        if not self.times:
            return None
        return (last or self.since) + timedelta(days=days_between(self.times))


@dataclass(frozen=True, slots=True)
class Best:
    """The claim that counts, and the ones it stands above; `is_by_priority` says why."""

    claim: Claim
    others: tuple[Claim, ...]
    is_by_priority: bool


@dataclass(frozen=True, slots=True)
class Example:
    """Who is in these classes is owed a service so many times a year, through this scheme."""

    classes: Mapping[str, str]
    service: str
    times: int
    by: str


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Services and who is owed them; `brand` where they are those of one brand, `backlog_cap` open tasks per person."""

    head: Head
    brand: Words | None
    backlog_cap: int
    services: tuple[Service, ...]
    entitlements: tuple[Entitlement, ...]
    examples: tuple[Example, ...]

    def service(self, key: str) -> Service | None:
        return next((each for each in self.services if each.key == key), None)

    def claims(self, scheme: str, grade: str, holder_id: int, since: date) -> Iterable[Claim]:
        """What a class is owed."""
        for each in self.entitlements:
            if (each.scheme, each.grade) == (scheme, grade):
                for service in self.services:
                    if service.key in each.times:
                        yield Claim(service, each, holder_id, since)


def days_between(times: int) -> int:
    """How many days lie between the times of something done so often a year."""
    return A_YEAR // times


def best_of(claims: Iterable[Claim]) -> list[Best]:
    """One claim per service: the one with the highest priority, among equals the one owed most often."""
    by_service: dict[str, list[Claim]] = {}
    for claim in claims:
        by_service.setdefault(claim.service.key, []).append(claim)
    found = []
    for several in by_service.values():
        first, *rest = sorted(several, key=lambda c: (-c.entitlement.priority, -c.times))
        is_by_priority = any(c.entitlement.priority < first.entitlement.priority for c in rest)
        found.append(Best(first, tuple(rest), is_by_priority))
    return found


def catalogue(table: Table) -> Catalogue:
    """Read a catalogue; a service stands once, an entitlement names services that stand here."""
    itself = head(table)
    services = table.read("services", lambda t: _service(t, itself.name))
    keys = {each.key for each in services}
    if len(keys) != len(services):
        raise table.lie("services.key", "有重复的服务", "a service stands twice")
    entitlements = table.read("entitlements", lambda t: _entitlement(t, itself.name, keys))
    lines = {(each.scheme, each.grade) for each in entitlements}
    if len(lines) != len(entitlements):
        raise table.lie("entitlements.grade", "有重复的等级", "a class stands twice")
    found = Catalogue(
        itself,
        table.words_or_none("brand"),
        table.number("backlog_cap", at_least=1),
        services,
        entitlements,
        table.read("examples", lambda t: _example(t, itself.name, keys)),
    )
    table.done()
    return found


def _service(table: Table, name: str) -> Service:
    clock_table = table.table("clock")
    return Service(
        f"{name}.{table.name('key')}",
        table.words("title"),
        table.one_of("category", CATEGORIES),
        table.one_of("character", CHARACTERS),
        table.texts("channels"),
        table.words("content"),
        table.words("attitude"),
        clock(clock_table),
        table.words("promised"),
        table.one_of("level", LEVELS),
        table.number("cost_fen"),
        table.flag("needs_proof", default=False),
        table.flag("green", default=False),
    )


def _entitlement(table: Table, name: str, keys: set[str]) -> Entitlement:
    times = {}
    below = table.table("times")
    for key in below.data:
        if f"{name}.{key}" not in keys:
            raise below.lie(key, "这里没有这项服务", "there is no such service here")
        times[f"{name}.{key}"] = below.number(key, at_most=A_YEAR)
    below.done()
    return Entitlement(
        table.name("scheme"), table.text("grade"), table.number("priority", 0), times
    )


def _example(table: Table, name: str, keys: set[str]) -> Example:
    classes = {key: str(value) for key, value in table.values("classes").items()}
    service = f"{name}.{table.name('service')}"
    if service not in keys:
        raise table.lie("service", "这里没有这项服务", "there is no such service here")
    return Example(classes, service, table.number("times"), table.text("by", ""))
