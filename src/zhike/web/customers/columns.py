"""The columns of the customer list: their heads, and what stands in a cell; drawn in code, because a page has hundreds of cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from zhike.customers.marks import Tag
from zhike.customers.queries import Customer
from zhike.lib.money import format_money_short
from zhike.lib.words import Words, spoken
from zhike.trust.actor import Actor, Permission
from zhike.value.listing import FAR_BEYOND
from zhike.web.templatetags.zhike import day, percent, times

DASH = mark_safe('<span class="faint">–</span>')
_NOTHING = mark_safe("")


@dataclass(frozen=True, slots=True)
class Page:
    """What the cells of a page are drawn with."""

    actor: Actor
    today: date
    sign: str
    tags: Mapping[int, Sequence[Tag]] = field(default_factory=dict)

    @property
    def writes(self) -> bool:
        return self.actor.may(Permission.WRITE_CUSTOMERS)


type Draw = Callable[[Customer, Page], SafeString]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, how it is drawn, what it is sorted by, whether only a desk has room for it."""

    key: str
    words: Words
    draw: Draw
    sort: str = ""
    css: str = ""
    edits: str = ""


def cell(row: Customer, name: str, page: Page) -> SafeString:
    """A short field that can be changed where it stands; without scripts it is a link to a page for it."""
    value = getattr(row, name)
    if not page.writes:
        return format_html("{}", value) if value else DASH
    return format_html(
        '<a class="cell" data-cell href="{}">{}</a>',
        reverse("customers:cell", args=(row.pk, name)),
        value or DASH,
    )


def _short(name: str) -> Draw:
    return lambda row, page: cell(row, name, page)


def _owner(row: Customer, page: Page) -> SafeString:
    who = str(row.owner) if row.owner else "–"
    if not page.actor.may(Permission.ASSIGN_CUSTOMERS):
        return format_html("{}", who)
    return format_html(
        '<a class="cell" href="{}">{}</a>', reverse("customers:assign", args=(row.pk,)), who
    )


def _tags(row: Customer, page: Page) -> SafeString:
    drawn = chips(page.tags.get(row.pk, ()))
    if not page.writes:
        return drawn or DASH
    return format_html(
        '<a class="cell" data-sheet href="{}">{}</a>',
        reverse("customers:tags_of", args=(row.pk,)),
        drawn or DASH,
    )


def chips(tags: Sequence[Tag]) -> SafeString:
    """Tags as small coloured words."""
    return format_html_join(
        " ",
        '<span class="chip {}">{}</span>',
        ((tag.colour, Words(tag.name, tag.name_en or tag.name)) for tag in tags),
    )


def _revenue(row: Customer, page: Page) -> SafeString:
    return _about(vars(row).get("revenue_12m"), page)


def _about(fen: object, page: Page) -> SafeString:
    if not isinstance(fen, int):
        return DASH
    return format_html("{}", format_money_short(fen, spoken(), symbol=page.sign))


def _growth(row: Customer, _page: Page) -> SafeString:
    growth = vars(row).get("growth")
    if not isinstance(growth, int):
        return DASH
    way, mark = ("down", "▼") if growth < 0 else ("up", "▲")
    return format_html('<span class="delta {}">{} {}</span>', way, mark, percent(growth))


def _touch(row: Customer, page: Page) -> SafeString:
    return format_html("{}", day(row.last_touch_on, page.today))


def _last_order(row: Customer, page: Page) -> SafeString:
    bought = format_html("{}", day(vars(row).get("last_order_on"), page.today))
    overdue = vars(row).get("overdue_pct")
    if not isinstance(overdue, int) or overdue < FAR_BEYOND:
        return bought
    said = Words("平时的 {n} 倍", "{n}× its rhythm").format(n=times(overdue))
    return format_html('{} <span class="chip bad">{}</span>', bought, said)


def _beyond(row: Customer, _page: Page) -> SafeString:
    overdue = vars(row).get("overdue_pct")
    return format_html("{}×", times(overdue)) if isinstance(overdue, int) else DASH


def _plain(name: str) -> Draw:
    return lambda row, _page: (
        format_html("{}", value) if (value := vars(row).get(name)) else DASH
    )


def _key(row: Customer, page: Page) -> SafeString:
    word = (
        format_html('<span class="chip warn">{}</span>', Words("重点", "Key"))
        if row.is_key
        else DASH
    )
    if not page.writes:
        return word
    return format_html(
        '<a class="cell" data-cell href="{}">{}</a>',
        reverse("customers:cell", args=(row.pk, "is_key")),
        word,
    )


def _since(row: Customer, page: Page) -> SafeString:
    return format_html("{}", day(row.since, page.today))


def _opened(row: Customer, page: Page) -> SafeString:
    return format_html("{}", day(row.opened_at, page.today))


def _team(row: Customer, _page: Page) -> SafeString:
    return format_html("{}", row.team) if row.team else DASH


_ALL = (
    Column("owner", Words("主管人", "Account manager"), _owner, css="desk"),
    Column("revenue", Words("近 12 个月", "12 months"), _revenue, "revenue", "num"),
    Column("growth", Words("同比", "Change"), _growth, "growth", "num desk"),
    Column("touch", Words("上次联系", "Last heard"), _touch, "touch"),
    Column("last_order", Words("上次订货", "Last order"), _last_order, "last_order", "desk"),
    Column("beyond", Words("订货节奏", "Rhythm"), _beyond, "beyond", "num desk"),
    Column("orders", Words("订单数", "Orders"), _plain("orders_12m"), "", "num desk"),
    Column("cycle", Words("订货间隔", "Cycle"), _plain("cycle_days"), "", "num desk"),
    Column("tags", Words("标签", "Tags"), _tags, "", "desk"),
    Column("short_name", Words("简称", "Short name"), _short("short_name"), "", "desk", "short_name"),
    Column("industry", Words("行业", "Industry"), _short("industry"), "industry", "desk", "industry"),
    Column("city", Words("城市", "City"), _short("city"), "city", "desk", "city"),
    Column("phone", Words("电话", "Phone"), _short("phone"), "", "desk", "phone"),
    Column("key", Words("重点", "Key"), _key, "", "desk", "is_key"),
    Column("number", Words("编号", "No."), _plain("number"), "", "desk"),
    Column("since", Words("开始往来", "Since"), _since, "", "desk"),
    Column("opened", Words("建档日", "On the books"), _opened, "opened", "desk"),
    Column("team", Words("团队", "Team"), _team, "", "desk"),
)  # fmt: skip
COLUMNS: Mapping[str, Column] = {column.key: column for column in _ALL}
DEFAULT_COLUMNS = ("owner", "city", "revenue", "growth", "touch", "last_order", "tags")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list with its cells drawn."""

    customer: Customer
    cells: list[tuple[str, SafeString]]


def lines(rows: Sequence[Customer], columns: Sequence[str], page: Page) -> list[Line]:
    """The rows of a page, drawn."""
    chosen = [COLUMNS[key] for key in columns]
    return [Line(row, [(c.css, c.draw(row, page)) for c in chosen]) for row in rows]
