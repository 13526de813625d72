"""Tags and filters every template may use."""

from django import template

from zhike.lib.words import Words

register = template.Library()


@register.simple_tag
def t(zh: str, en: str, **values: object) -> str:
    """One sentence in both languages: `{% t "今日" "Today" %}`; `{n}` is filled from `n=…`."""
    return str(Words(zh, en).format(**values)) if values else str(Words(zh, en))
