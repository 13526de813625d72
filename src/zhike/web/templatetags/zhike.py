"""Tags and filters every template may use."""

from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput
from django.http import QueryDict
from django.utils import timezone

from zhike.lib.words import Words, spoken

register = template.Library()

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
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


@register.filter
def day(value: date | None, today: date | None = None) -> str:
    """A day as people say it: 11月18日, the year only when it is another one."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    this_year = today is not None and value.year == today.year
    if spoken() == "zh":
        return f"{value.month}月{value.day}日" if this_year else f"{value.year}年{value.month}月{value.day}日"
    short = f"{value.day} {_MONTHS[value.month - 1]}"
    return short if this_year else f"{short} {value.year}"


@register.filter
def near_day(value: date | None, today: date) -> str:
    """Today, yesterday and tomorrow by name, every other day by date."""
    if value is None:
        return "–"
    names = {
        -1: Words("昨天", "Yesterday"),
        0: Words("今天", "Today"),
        1: Words("明天", "Tomorrow"),
    }
    word = names.get((value - today).days)
    return str(word) if word else day(value, today)


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
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, width: str = "") -> dict[str, object]:
    """A form field with its label, help and errors; `width` is a grid class such as `wide`."""
    if bound.errors:
        bound.field.widget.attrs["aria-invalid"] = "true"
        bound.field.widget.attrs["aria-describedby"] = f"{bound.id_for_label}_error"
    return {"field": bound, "width": width}


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
