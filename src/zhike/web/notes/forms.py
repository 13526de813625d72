"""What a note may become, as forms that open filled in."""

from datetime import date
from typing import Any

from django import forms

from zhike.customers.asking import Question
from zhike.customers.facts import SOURCES, Fact
from zhike.lib.words import Words
from zhike.methods.forms import About
from zhike.web.forms import day_input, labelled
from zhike.web.touches.forms import CHOICES


class Turning(forms.Form):
    """What a note may become; knows the day, and whom it may be about."""

    def __init__(
        self, *args: object, contacts: list[tuple[int, str]], today: date, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        self.today = today
        if "contact" in self.fields:
            self.fields["contact"].choices = [("", "–"), *contacts]  # type: ignore[attr-defined]


class TouchForm(Turning):
    """What was done, with the note as what was said."""

    kind = forms.ChoiceField(widget=forms.RadioSelect, initial="visit")
    on = forms.DateField(widget=day_input())
    contact = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    summary = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            kind=Words("怎么联系的", "How"),
            on=Words("哪一天", "Day"),
            contact=Words("和谁", "With"),
            summary=Words("说了什么", "What was said"),
        )
        self.fields["kind"].choices = CHOICES  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(
                str(Words("还没到这一天。", "That day is still to come."))
            )
        return on


class PromiseForm(Turning):
    """What was promised, to whom, by when."""

    what = forms.CharField(max_length=200)
    due_on = forms.DateField(widget=day_input())
    contact = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            what=Words("答应了什么", "Promised"),
            due_on=Words("最迟哪天兑现", "To be kept by"),
            contact=Words("答应谁的", "To whom"),
        )


class TaskForm(Turning):
    """What is to do, and when."""

    title = forms.CharField(max_length=200)
    due_on = forms.DateField(widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(self, title=Words("要做什么", "What to do"), due_on=Words("哪天", "On"))


class FactForm(Turning):
    """What is now known, of whom, and how: the answer to one question of the file."""

    key = forms.ChoiceField()
    contact = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    value = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    source = forms.ChoiceField(initial=Fact.Source.TOLD)

    def __init__(self, *args: Any, questions: dict[str, Question], **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            key=Words("哪一项", "Which question"),
            contact=Words("关于谁", "About whom"),
            value=Words("答案", "Answer"),
            source=Words("怎么知道的", "How we know"),
        )
        self.fields["key"].choices = [("", "–"), *_grouped(questions)]  # type: ignore[attr-defined]
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            (key.value, words) for key, words in SOURCES.items() if key != Fact.Source.IMPORTED
        ]


def _grouped(questions: dict[str, Question]) -> list[tuple[str, list[tuple[str, Words]]]]:
    """The questions under their group's title; those about persons first."""
    persons_first = sorted(questions.items(), key=lambda each: each[1].form.about)
    groups: dict[tuple[About, str], list[tuple[str, Words]]] = {}
    for key, question in persons_first:
        place = (question.form.about, str(question.group.title))
        groups.setdefault(place, []).append((key, question.item.title))
    return [(f"{_OF[about]} · {title}", items) for (about, title), items in groups.items()]


_OF = {About.CONTACT: Words("联系人", "Person"), About.CUSTOMER: Words("公司", "Company")}
