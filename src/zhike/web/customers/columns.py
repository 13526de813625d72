"""The columns of the customer list: their heads, and what stands in a cell; drawn in code, because a page has hundreds of cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from zhike.customers.badges import Badge
from zhike.customers.marks import Tag
from zhike.customers.queries import Customer
from zhike.lib.money import format_money_short
from zhike.lib.words import Words, spoken
from zhike.trust.actor import Actor, Permission
from zhike.value.listing import FAR_BEYOND
from zhike.web.templatetags.zhike import day, times, unsigned

DASH = mark_safe('<span class="faint">–</span>')
_NOTHING = mark_safe("")


@dataclass(frozen=True, slots=True)
class Page:
    """What the cells of a page are drawn with."""

    today: date
    sign: str
    writes: bool
    assigns: bool
    base: str
    tags: Mapping[int, Sequence[Tag]] = field(default_factory=dict)
    badges: Mapping[int, Sequence[Badge]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        actor: Actor,
        today: date,
        sign: str,
        tags: Mapping[int, Sequence[Tag]] | None = None,
        badges: Mapping[int, Sequence[Badge]] | None = None,
    ) -> "Page":
        """What somebody may do here, asked once and not in each cell."""
        return cls(
            today,
            sign,
            actor.may(Permission.WRITE_CUSTOMERS),
            actor.may(Permission.ASSIGN_CUSTOMERS),
            reverse("customers:list"),
            tags or {},
            badges or {},
        )


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


def _link(row: Customer, path: str, inside: str, page: Page, mark: str) -> SafeString:
    """A cell that leads somewhere; `path` and `mark` are our own, `inside` is escaped."""
    address = f"{page.base}{row.pk}/{path}/"
    return mark_safe(f'<a class="cell"{mark} href="{address}">{inside}</a>')  # noqa: S308 - as said above


def cell(row: Customer, name: str, page: Page) -> SafeString:
    """A short field that can be changed where it stands; without scripts it is a link to a page for it."""
    value = getattr(row, name)
    inside = escape(value) if value else DASH
    return _link(row, f"cell/{name}", inside, page, " data-cell") if page.writes else inside


def _short(name: str) -> Draw:
    return lambda row, page: cell(row, name, page)


def _owner(row: Customer, page: Page) -> SafeString:
    who = escape(row.owner) if row.owner else DASH
    return _link(row, "assign", who, page, "") if page.assigns else who


def _tags(row: Customer, page: Page) -> SafeString:
    inside = chips(page.tags[row.pk]) if row.pk in page.tags else DASH
    return _link(row, "tags", inside, page, " data-sheet") if page.writes else inside


def chips(tags: Sequence[Tag]) -> SafeString:
    """Tags as small coloured words."""
    return format_html_join(
        " ",
        '<span class="chip {}">{}</span>',
        ((tag.colour, Words(tag.name, tag.name_en or tag.name)) for tag in tags),
    )


def badge_chips(badges: Sequence[Badge]) -> SafeString:
    """Brand and level beside a name, with since when and by whom."""
    return format_html_join(
        "",
        ' <span class="chip warn" title="{}">{}</span>',
        ((badge.says, badge.words) for badge in badges),
    )


def _revenue(row: Customer, page: Page) -> SafeString:
    return _about(vars(row).get("revenue_12m"), page)


def _about(fen: object, page: Page) -> SafeString:
    if not isinstance(fen, int):
        return DASH
    return escape(format_money_short(fen, spoken(), symbol=page.sign))


def _growth(row: Customer, _page: Page) -> SafeString:
    growth = vars(row).get("growth")
    if not isinstance(growth, int):
        return DASH
    way, mark = ("down", "▼") if growth < 0 else ("up", "▲")
    return format_html('<span class="delta {}">{} {}</span>', way, mark, unsigned(growth))


def _touch(row: Customer, page: Page) -> SafeString:
    return escape(day(row.last_touch_on, page.today))


def _last_order(row: Customer, page: Page) -> SafeString:
    bought = escape(day(vars(row).get("last_order_on"), page.today))
    overdue = vars(row).get("overdue_pct")
    if not isinstance(overdue, int) or overdue < FAR_BEYOND:
        return bought
    said = Words("平时的 {n} 倍", "{n}× its rhythm").format(n=times(overdue))
    return format_html('{} <span class="chip bad">{}</span>', bought, said)


def _beyond(row: Customer, _page: Page) -> SafeString:
    overdue = vars(row).get("overdue_pct")
    return format_html("{}×", times(overdue)) if isinstance(overdue, int) else DASH


def _plain(name: str) -> Draw:
    return lambda row, _page: escape(value) if (value := vars(row).get(name)) else DASH


def _key(row: Customer, page: Page) -> SafeString:
    inside = DASH
    if row.is_key:
        inside = format_html('<span class="chip warn">{}</span>', Words("重点", "Key"))
    return _link(row, "cell/is_key", inside, page, " data-cell") if page.writes else inside


def _since(row: Customer, page: Page) -> SafeString:
    return escape(day(row.since, page.today))


def _opened(row: Customer, page: Page) -> SafeString:
    return escape(day(row.opened_at, page.today))


def _team(row: Customer, _page: Page) -> SafeString:
    return escape(row.team) if row.team else DASH


_ALL = (
    Column("owner", Words("主管人", "Account manager"), _owner, css="desk"),
    Column("revenue", Words("近 12 个月", "12 months"), _revenue, "revenue", "num"),
    Column("growth", Words("同比", "Change"), _growth, "", "num desk"),
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


def drawn(
    rows: Sequence[Customer], columns: Sequence[str], page: Page, *, place: str
) -> list[SafeString]:
    """The rows of a page as they are written into its table; `place` is the list they stand in, quoted for an address."""
    chosen = [COLUMNS[key] for key in columns]
    return [_row(row, chosen, page, place) for row in rows]


def _row(row: Customer, columns: Sequence[Column], page: Page, place: str) -> SafeString:
    name = escape(row.name)
    grade = vars(row).get("grade") or ""
    parts = [
        f'<td class="tick"><input type="checkbox" form="bulk" name="id" value="{row.pk}" aria-label="{name}"></td>'
        if page.writes
        else "",
        f'<td><span class="grade {escape(grade.lower())}">{escape(grade)}</span></td>'
        if grade
        else "<td></td>",
        f'<td class="name"><a href="{page.base}{row.pk}/?in={place}">{name}</a>{badge_chips(page.badges.get(row.pk, ()))}',
        f' <span class="chip warn">{Words("重点", "Key")}</span></td>'
        if row.is_key
        else "</td>",
        *(f'<td class="{column.css}">{column.draw(row, page)}</td>' for column in columns),
    ]
    return mark_safe(f"<tr>{''.join(parts)}</tr>")  # noqa: S308 - every value was escaped where it was put in
