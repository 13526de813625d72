"""The customer list: the rows with their figures, the views above it, the builder, and where one is in it."""

from collections.abc import Sequence
from urllib.parse import quote

from django.http import QueryDict

from zhike.customers import desk, marks
from zhike.customers.badges import badges_of
from zhike.customers.desk import View
from zhike.customers.queries import Customer
from zhike.lib.currency import sign_of
from zhike.lib.words import Words
from zhike.trust.actor import Permission, Scope
from zhike.users.queries import colleagues
from zhike.value.filters import clear_part, problems
from zhike.value.listing import Wanted, customer_list
from zhike.web.customers.asked import SORTS, Asked, read
from zhike.web.customers.builder import builder
from zhike.web.customers.columns import COLUMNS, Page, drawn
from zhike.web.http import Request
from zhike.web.paging import page_of

COUNT_UP_TO = 1_000

STATES = {
    "quiet": Words("超过联系节奏", "Beyond contact rhythm"),
    "late": Words("超出订货节奏", "Beyond buying rhythm"),
    "never": Words("从未联系", "Never contacted"),
    "key": Words("重点关注", "Key"),
}


def listing(request: Request, view: View | None, own: desk.Desk) -> dict[str, object]:
    """Everything the list page shows; conditions nobody can follow are told and left out."""
    asked = read(request.GET, view=view, columns=own.columns)
    unclear = problems(asked.wanted.where, request.actor, as_of=request.today)
    wanted = clear(request, asked.wanted) if unclear else asked.wanted
    found = customer_list(request.actor, wanted, as_of=request.today)
    page = page_of(found, asked.order, asked.after)
    place = quote(asked.place, safe="")
    count = found.order_by()[: COUNT_UP_TO + 1].count()
    return {
        "asked": asked,
        "quick": asked.wanted,
        "rows": drawn(page.rows, asked.columns, _page(request, page.rows, asked), place=place),
        "columns": [COLUMNS[key] for key in asked.columns],
        "other_columns": [c for key, c in COLUMNS.items() if key not in asked.columns],
        "after": page.after,
        "count": min(count, COUNT_UP_TO),
        "is_more": count > COUNT_UP_TO,
        "unclear": unclear,
        "sorts": [(key, words) for key, (words, _) in SORTS.items()],
        "grades": ("A", "B", "C"),
        "states": STATES,
        "owners": [] if request.actor.scope is Scope.OWN else list(colleagues()),
        "desk": own,
        "view": view,
        "may_change_view": bool(view) and may_change(request, view),
        "acts": request.actor.may(Permission.WRITE_CUSTOMERS),
        **builder(request, asked),
    }


def clear(request: Request, wanted: Wanted) -> Wanted:
    """What is wanted without the conditions nobody can follow."""
    where = clear_part(wanted.where, request.actor, as_of=request.today)
    return Wanted(wanted.text, wanted.grade, wanted.owner_id, wanted.state, where)


def may_change(request: Request, view: View | None) -> bool:
    """One's own views, and shared ones for those who manage the book."""
    if view is None:
        return False
    return view.made_by_id == request.actor.user_id or request.actor.may(Permission.MANAGE_BOOK)


def asked_at(request: Request, place: str) -> Asked | None:
    """The list a place (`Asked.place`) names, or None when it names none; raises as `desk.view` does."""
    path, _, query = place.partition("?")
    if path in {"all", ""}:
        return read(QueryDict(query))
    number = path.removeprefix("views/").removesuffix("/")
    if not path.startswith("views/") or not number.isdecimal() or len(number) > 15:
        return None
    return read(QueryDict(query), view=desk.view(request.actor, int(number)))


def _page(request: Request, rows: Sequence[Customer], asked: Asked) -> Page:
    has_tags = "tags" in asked.columns
    tags = marks.tags_of(request.actor, [row.pk for row in rows]) if has_tags else {}
    badges = badges_of(request.actor, [row.pk for row in rows])
    return Page.of(
        request.actor, request.today, sign_of(request.company.currency), tags, badges
    )
