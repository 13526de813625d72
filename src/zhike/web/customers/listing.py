"""The customer list: what it is asked for, and the rows with their figures."""

from dataclasses import dataclass

from django.http import QueryDict

from zhike.lib.words import Words
from zhike.users.queries import colleagues
from zhike.value.listing import customer_list
from zhike.web.http import Request
from zhike.web.paging import Order, page_of

COUNT_UP_TO = 1_000

SORTS = {
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
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the list asks for; anything it does not know is left out."""

    text: str
    grade: str
    owner_id: int | None
    state: str
    sort: str
    after: str

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        owner = query.get("owner", "")
        sort = query.get("sort", "name")
        return cls(
            text=query.get("q", "").replace("\0", "").strip()[:80],
            grade=query.get("grade", ""),
            owner_id=int(owner) if owner.isdecimal() and len(owner) < 12 else None,
            state=query.get("state", ""),
            sort=sort if sort in SORTS else "name",
            after=query.get("after", ""),
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text or self.grade or self.owner_id or self.state)


def listing(request: Request) -> dict[str, object]:
    """Everything the list page shows."""
    asked = Asked.of(request.GET)
    found = customer_list(
        request.actor,
        text=asked.text,
        grade=asked.grade,
        owner_id=asked.owner_id,
        state=asked.state,
        as_of=request.today,
    )
    page = page_of(found, SORTS[asked.sort][1], asked.after)
    count = found.order_by()[: COUNT_UP_TO + 1].count()
    return {
        "asked": asked,
        "rows": page.rows,
        "after": page.after,
        "count": min(count, COUNT_UP_TO),
        "is_more": count > COUNT_UP_TO,
        "sorts": [(key, words) for key, (words, _) in SORTS.items()],
        "grades": ("A", "B", "C"),
        "states": STATES,
        "owners": [] if request.actor.scope == "own" else list(colleagues()),
    }


STATES = {
    "quiet": Words("超过联系节奏", "Beyond contact rhythm"),
    "late": Words("超出订货节奏", "Beyond buying rhythm"),
    "never": Words("从未联系", "Never contacted"),
    "key": Words("重点关注", "Key"),
}
