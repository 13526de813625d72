"""What all forms share."""

from collections.abc import Iterable
from typing import Protocol

from django import forms

from zhike.activities.rules import headed
from zhike.lib.money import parse_money
from zhike.lib.words import Words

_FILL = Words("请填写“{what}”。", "Please fill in: {what}.")
_CHOOSE = Words("请选择“{what}”。", "Please choose: {what}.")


class Somebody(Protocol):
    """A person with a name and perhaps a title."""

    pk: int
    name: str
    title: str


def named_people(people: Iterable[Somebody]) -> list[tuple[int, str]]:
    """The people of a customer to choose from, each with his title."""
    return [(c.pk, f"{c.name} {c.title}".strip()) for c in people]


def labelled(form: forms.BaseForm, **labels: Words) -> None:
    """Name the fields in the language being spoken; one left empty that is needed says its name, too."""
    for name, words in labels.items():
        field = form.fields[name]
        field.label = str(words)
        asks = _CHOOSE if isinstance(field, forms.ChoiceField) else _FILL
        field.error_messages["required"] = str(asks.format(what=words))


def day_input() -> forms.DateInput:
    """A date the browser helps to choose."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def chosen(form: forms.Form, name: str, words: dict[str, Words], *, empty: str = "") -> None:
    """The choices of a field, in the language being spoken."""
    first = [("", empty)] if empty else []
    form.fields[name].choices = [*first, *((k, str(headed(w))) for k, w in words.items())]  # type: ignore[attr-defined]


class MoneyField(forms.CharField):
    """An amount as people write it; cleaned to fen, 0 when left empty."""

    def clean(self, value: object) -> int:
        text = str(super().clean(value) or "").strip()
        try:
            fen = parse_money(text) if text else 0
        except ValueError:
            fen = -1
        if fen < 0:
            raise forms.ValidationError(
                str(Words("请写金额，如 120 或 1.2万。", "Write an amount such as 120."))
            )
        return fen
