"""What all forms share."""

from django import forms

from zhike.lib.words import Words


def labelled(form: forms.BaseForm, **labels: Words) -> None:
    """Name the fields in the language being spoken."""
    for name, words in labels.items():
        form.fields[name].label = str(words)


def day_input() -> forms.DateInput:
    """A date the browser helps to choose."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
