"""Tags and filters every template may use."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

from zhike.activities.queries import Task
from zhike.care.guessing import is_guessed
from zhike.customers.asking import question
from zhike.lib.currency import sign_of
from zhike.lib.money import format_money, format_money_short
from zhike.lib.spoken_days import day_words, near_words
from zhike.lib.words import Words, spoken
from zhike.methods.forms import Form
from zhike.sales.queries import Month
from zhike.trust.actor import Level
from zhike.trust.levels import names

register = template.Library()

_WEEKDAYS = (
    Words("星期一", "Monday"),
    Words("星期二", "Tuesday"),
    Words("星期三", "Wednesday"),
    Words("星期四", "Thursday"),
    Words("星期五", "Friday"),
    Words("星期六", "Saturday"),
    Words("星期日", "Sunday"),
)


@register.simple_tag
def t(zh: str, en: str, **values: object) -> str:
    """One sentence in both languages: `{% t "今日" "Today" %}`; `{n}` is filled from `n=…`."""
    return str(Words(zh, en).format(**values)) if values else str(Words(zh, en))


@register.simple_tag
def icon(name: str, *, size: int) -> SafeString:
    """An icon of Lucide, drawn into the page; `size` in pixels."""
    return _drawn(name, size)


@lru_cache(maxsize=1024)
def _drawn(name: str, size: int) -> SafeString:
    """Every page shows dozens, and always the same ones."""
    return mark_safe(lucide(name, size=size))  # noqa: S308 - a file of the library


@register.simple_tag(takes_context=True)
def money(context: template.Context, fen: object) -> str:
    """An amount to the fen, in the company's currency; a dash where nothing was measured."""
    return format_money(fen, symbol=_symbol(context)) if isinstance(fen, int) else "–"


@register.simple_tag(takes_context=True)
def about(context: template.Context, fen: object) -> str:
    """An amount short enough to compare: ¥1.2万; a dash where nothing was measured."""
    if not isinstance(fen, int):
        return "–"
    return format_money_short(fen, spoken(), symbol=_symbol(context))


def _symbol(context: template.Context) -> str:
    return sign_of(context["company"].currency)


@register.filter
def points(hundredths: object) -> str:
    """Points as people write them: 7950 is 79.5."""
    if not isinstance(hundredths, int):
        return "–"
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")


@register.filter
def percent(basis_points: int | None) -> str:
    """Basis points as a share: 1240 is 12.4%, and a loss stays one: -1240 is -12.4%."""
    if basis_points is None:
        return "–"
    return f"{basis_points / 100:.1f}".removesuffix(".0") + "%"


@register.filter
def unsigned(basis_points: int | None) -> str:
    """A change beside an arrow that says its direction."""
    return percent(None if basis_points is None else abs(basis_points))


@register.filter
def times(hundredths: int) -> str:
    """A multiple: 180 is 1.8."""
    return f"{hundredths / 100:.1f}"


@register.filter
def day(value: date | None, today: date | None = None) -> str:
    """A day as people say it: 11月18日, the year only when it is another one."""
    if value is None:
        return "–"
    return str(day_words(_date(value), seen_on=today or date.min))


@register.filter
def near_day(value: date | None, today: date) -> str:
    """Today, yesterday, tomorrow and the coming weekdays by name, every other day by date."""
    return "–" if value is None else str(near_words(_date(value), seen_on=today))


def _date(value: date) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def span(value: datetime, now: datetime) -> str:
    """The time between two moments, as people say it: `1 小时 40 分`, `2 days 3 h`."""
    minutes = int(abs((value - now).total_seconds()) // 60)
    days, hours, left = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if days:
        return str(Words(f"{days} 天 {hours} 小时", f"{days} days {hours} h"))
    if hours:
        return str(Words(f"{hours} 小时 {left} 分", f"{hours} h {left} min"))
    return str(Words(f"{left} 分钟", f"{left} min"))


@register.filter
def minutes(value: float | None) -> str:
    """Minutes of working time in hours: 90 is 1.5; a dash where nothing was counted."""
    return "–" if value is None else f"{value / 60:.1f}".removesuffix(".0")


@register.filter
def days_since(value: date, today: date) -> int:
    return (today - value).days


@register.inclusion_tag("customers/bars.html", takes_context=True)
def bars(context: template.Context, months: Sequence[Month]) -> dict[str, object]:
    """Revenue by month as bars; the year before paler than the last twelve months."""
    most = max((m.revenue for m in months), default=0) or 1
    symbol = _symbol(context)
    drawn = []
    ticks = []
    for n, month in enumerate(months):
        height = round(max(0, month.revenue) / most * 88, 1)
        amount = format_money_short(month.revenue, spoken(), symbol=symbol)
        name = f"{month.first:%Y-%m}"
        drawn.append(
            {
                "x": n * 13 + 4,
                "y": 94 - height,
                "h": height,
                "past": n < 12,
                "title": f"{name}: {amount}",
            }
        )
        if month.first.month in {1, 7}:
            ticks.append({"x": n * 13 + 2, "text": name})
    label = Words("最近 24 个月的订货金额", "Revenue of the last 24 months")
    return {"bars": drawn, "ticks": ticks, "label": label}


@register.filter
def weekday(value: date) -> str:
    return str(_WEEKDAYS[value.weekday()])


@register.filter
def first(text: object) -> str:
    """The first character, for the round badge beside a name."""
    return str(text).strip()[:1].upper()


@register.filter
def get(mapping: dict[Any, Any], key: object) -> object:
    return mapping.get(key, "")


@register.filter
def task_title(task: Task) -> str:
    """What is to do, in the language being spoken where both are there."""
    return str(Words(task.title, task.title_en or task.title))


register.filter("is_guessed", is_guessed)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, width: str = "") -> dict[str, object]:
    """A form field with its label, help and errors; `width` is a grid class such as `wide`."""
    if bound.errors:
        bound.field.widget.attrs["aria-invalid"] = "true"
        bound.field.widget.attrs["aria-describedby"] = f"{bound.id_for_label}_error"
    return {"field": bound, "width": width}


@register.inclusion_tag("parts/level.html", takes_context=True)
def level(context: template.Context, number: int) -> dict[str, object]:
    """The chip of a level of confidentiality: `{% level 2 %}`, or `{% level document.level %}`; asks for the names once a page."""
    known = vars(context["request"])
    if "level_names" not in known:
        known["level_names"] = names()
    return {"level": number, "level_name": known["level_names"][Level(number)]}


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: object) -> str:
    """This page's address with some of its query changed; an empty value leaves one out."""
    query: QueryDict = context["request"].GET.copy()
    for key, value in changes.items():
        if value in {None, ""}:
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def group_in(item_key: str, form: Form) -> str:
    """The group of a form a question stands in."""
    return next(g.key for g in form.groups if any(i.key == item_key for i in g.items))


@register.filter
def question_title(fact_key: str) -> str:
    """The question a fact answers, in words."""
    item = question(fact_key)
    return str(item.title) if item else fact_key


@register.simple_tag(takes_context=True)
def without_condition(context: template.Context, number: int) -> str:
    """This page's address without one line of the builder; the lines behind it move up."""
    query: QueryDict = context["request"].GET.copy()
    rows = [row for row in context["asked"].rows if row.number != number]
    for key in [key for key in query if key[:1] in "fovgm" and key[1:].isdecimal()]:
        query.pop(key)
    query.pop("add", None)
    groups = {old: new for new, old in enumerate(sorted({row.group for row in rows}), 1)}
    for at, row in enumerate(rows, 1):
        query[f"f{at}"], query[f"o{at}"] = row.condition.field, row.condition.operator
        query[f"v{at}"], query[f"g{at}"] = row.condition.value, str(groups[row.group])
    where = context["asked"].wanted.where
    numbers = sorted({row.group for row in context["asked"].rows})
    for old, group in zip(numbers, where.groups, strict=False):
        if group.any and old in groups:
            query[f"m{groups[old]}"] = "any"
    query["m"] = "any" if where.any else ""
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def head_of(context: template.Context, words: object, sort: str, css: str = "") -> SafeString:
    """The head of a column: a link that sorts by it, and the other way when it does already."""
    asked = context["asked"]
    if not sort:
        return format_html('<th class="{}">{}</th>', css, words)
    is_now = asked.sort == sort
    target = f"-{sort}" if is_now and not asked.falls else sort
    address = with_query(context, sort=target, after="")
    if not is_now:
        return format_html('<th class="{}"><a href="{}">{}</a></th>', css, address, words)
    way = "descending" if asked.order.falls else "ascending"
    mark = "↓" if asked.order.falls else "↑"
    return format_html(
        '<th class="{}" aria-sort="{}"><a href="{}">{} <span aria-hidden="true">{}</span></a></th>',
        css, way, address, words, mark,
    )  # fmt: skip
