"""What the address of the customer list asks for, read from its query; every part of the list is in the address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from zhike.customers.desk import View
from zhike.lib.words import Words
from zhike.value.filters import MOST_CONDITIONS, Condition, Filter, Group
from zhike.value.listing import Wanted
from zhike.web.customers.columns import COLUMNS, DEFAULT_COLUMNS
from zhike.web.paging import Order

SORTS: Mapping[str, tuple[Words, Order]] = {
    "name": (Words("名称", "Name"), Order("pinyin")),
    "touch": (Words("最久未联系", "Longest not heard"), Order("last_touch_on")),
    "revenue": (
        Words("近 12 个月收入", "Revenue, 12 months"),
        Order("measures__revenue_12m", falls=True),
    ),
    "beyond": (
        Words("超出订货节奏", "Beyond its rhythm"),
        Order("measures__overdue_pct", falls=True),
    ),
    "last_order": (
        Words("最近订货", "Last order"),
        Order("measures__last_order_on", falls=True),
    ),
    "opened": (Words("最近建档", "Newest on the books"), Order("id", falls=True)),
    "city": (Words("城市", "City"), Order("city")),
    "industry": (Words("行业", "Industry"), Order("industry")),
}
_QUICK = ("q", "grade", "owner", "state")
_MOST_GROUPS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the builder, as it stands in the form: its number, its group and what was chosen."""

    number: int
    group: int
    condition: Condition


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted, in which order, from which mark, with which columns; anything nobody knows is left out."""

    wanted: Wanted
    sort: str = "name"
    falls: bool = False
    after: str = ""
    columns: tuple[str, ...] = DEFAULT_COLUMNS
    view: View | None = None
    is_changed: bool = False
    rows: tuple[Row, ...] = field(default=())

    @property
    def order(self) -> Order:
        natural = SORTS[self.sort][1]
        return Order(natural.column, natural.falls ^ self.falls)

    @property
    def sort_key(self) -> str:
        return f"-{self.sort}" if self.falls else self.sort

    @property
    def text(self) -> str:
        return self.wanted.text

    @property
    def is_narrowed(self) -> bool:
        return self.wanted.is_narrowed

    @property
    def place(self) -> str:
        """This list below /customers/, short enough to be carried in an address; `all` for the plain one."""
        query = address_of(self.wanted) if self.is_changed or not self.view else []
        if self.is_changed and not query:
            query = [("q", "")]
        if self.sort_key != (self.view.sort if self.view and self.view.sort else "name"):
            query.append(("sort", self.sort_key))
        if self.after:
            query.append(("after", self.after))
        path = f"views/{self.view.pk}/" if self.view else ""
        return f"{path}?{urlencode(query)}" if query else path or "all"


def read(query: QueryDict, *, view: View | None = None, columns: tuple[str, ...] = ()) -> Asked:
    """What an address asks for; a saved view speaks where the address says nothing."""
    is_changed = any(key in query for key in (*_QUICK, "f1", "m"))
    rows = tuple(_rows(query)) if is_changed or view is None else ()
    wanted = Wanted.of_data(view.asked) if view and not is_changed else _wanted(query, rows)
    if not rows:
        rows = tuple(_rows_of(wanted.where))
    sort = query.get("sort") or (view.sort if view else "") or "name"
    name, falls = sort.removeprefix("-"), sort.startswith("-")
    if name not in SORTS:
        name, falls = "name", False
    chosen = (
        query.get("cols", "").split(",")
        if "cols" in query
        else (view.columns if view and view.columns else columns)
    )
    known = tuple(key for key in dict.fromkeys(map(str, chosen)) if key in COLUMNS)
    return Asked(
        wanted=wanted,
        sort=name,
        falls=falls,
        after=query.get("after", ""),
        columns=known or DEFAULT_COLUMNS,
        view=view,
        is_changed=bool(view) and (is_changed or "sort" in query or "cols" in query),
        rows=rows,
    )


def address_of(wanted: Wanted) -> list[tuple[str, str]]:
    """The query that asks for the same."""
    quick = (
        ("q", wanted.text),
        ("grade", wanted.grade),
        ("owner", str(wanted.owner_id or "")),
        ("state", wanted.state),
    )
    query = [(key, value) for key, value in quick if value]
    if wanted.where.any:
        query.append(("m", "any"))
    for number, group in enumerate(wanted.where.groups, 1):
        if group.any:
            query.append((f"m{number}", "any"))
    for row in _rows_of(wanted.where):
        query += [
            (f"f{row.number}", row.condition.field),
            (f"o{row.number}", row.condition.operator),
            (f"v{row.number}", row.condition.value),
            (f"g{row.number}", str(row.group)),
        ]
    return query


def _wanted(query: QueryDict, rows: tuple[Row, ...]) -> Wanted:
    owner = query.get("owner", "")
    return Wanted(
        text=query.get("q", "").replace("\0", "").strip()[:80],
        grade=query.get("grade", "")[:8],
        owner_id=int(owner) if owner.isdecimal() and len(owner) < 12 else None,
        state=query.get("state", ""),
        where=_filter(query, rows),
    )


def _filter(query: QueryDict, rows: tuple[Row, ...]) -> Filter:
    groups = []
    for number in sorted({row.group for row in rows}):
        conditions = tuple(row.condition for row in rows if row.group == number)
        groups.append(Group(conditions, query.get(f"m{number}") == "any"))
    return Filter(tuple(groups), query.get("m") == "any")


def _rows(query: QueryDict) -> Iterator[Row]:
    """Lines whose field was chosen; one more than allowed is read, so that it is refused and not dropped in silence."""
    for number in range(1, MOST_CONDITIONS + 2):
        name = query.get(f"f{number}", "")
        if not name:
            continue
        group = query.get(f"g{number}", "1")
        at = int(group) if group.isdecimal() and 0 < int(group[:3]) <= _MOST_GROUPS else 1
        condition = Condition(
            name[:60], query.get(f"o{number}", "")[:20], query.get(f"v{number}", "")[:200]
        )
        yield Row(number, at, condition)


def _rows_of(where: Filter) -> Iterator[Row]:
    number = 0
    for at, group in enumerate(where.groups, 1):
        for condition in group.conditions:
            number += 1
            yield Row(number, at, condition)
