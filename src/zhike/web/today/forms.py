"""How a step of the agenda ends, waits or changes hands."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django import forms

from zhike.lib.words import Words
from zhike.web.forms import day_input, labelled
from zhike.web.touches.forms import CHOICES, FollowUp


class FinishForm(FollowUp):
    """What came of it, and what comes next."""

    kind = forms.ChoiceField(widget=forms.RadioSelect)
    ticked = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    is_exceeded = forms.BooleanField(required=False)
    summary = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self,
        *args: object,
        is_promise: bool = False,
        checklist: Sequence[Mapping[str, object]] = (),
        proof: Collection[str] = (),
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        labelled(
            self,
            kind=Words("怎么做的", "How"),
            ticked=Words("逐项核对", "Check each"),
            is_exceeded=Words("做得比答应的多", "More than was promised"),
            summary=Words("结果", "Outcome"),
        )
        allowed = [(kind, words) for kind, words in CHOICES if not proof or kind in proof]
        self.fields["kind"].choices = allowed  # type: ignore[attr-defined]
        if not is_promise:
            del self.fields["is_exceeded"]
        if not checklist:
            del self.fields["ticked"]
            return
        self.fields["ticked"].choices = [  # type: ignore[attr-defined]
            (place, str(Words(str(line["zh"]), str(line["en"]))))
            for place, line in enumerate(checklist)
        ]
        self.initial["ticked"] = [n for n, line in enumerate(checklist) if line["done"]]


class SnoozeForm(forms.Form):
    """Until when a step waits: a day ahead, within a quarter; with a reason where somebody waits for it sooner."""

    until = forms.DateField(widget=day_input())
    why = forms.CharField(max_length=400, required=False)

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        self.today = today
        labelled(
            self,
            until=Words("推迟到", "Put off until"),
            why=Words("为什么（有人等着时要写）", "Why (needed where somebody waits)"),
        )

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not self.today < until <= self.today + timedelta(days=92):
            raise forms.ValidationError(
                str(
                    Words(
                        "请选明天到三个月内的一天。",
                        "Choose a day between tomorrow and three months from now.",
                    )
                )
            )
        return until


class WaiveForm(forms.Form):
    """Why a step need not be done."""

    why = forms.CharField(max_length=400)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(self, why=Words("为什么不用做", "Why it need not be done"))


class HandOverForm(forms.Form):
    """Who does a step instead."""

    to_user = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args: object, people: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(self, to_user=Words("交给", "Hand to"))
        self.fields["to_user"].choices = people  # type: ignore[attr-defined]
