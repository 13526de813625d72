"""What is asked about a call."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from zhike.activities.actions.calls import SlipDraft
from zhike.lib.words import Words
from zhike.web.forms import day_input, labelled
from zhike.web.visits.forms import HourForm, People, chosen, moment, time_input

KINDS = {
    "message": Words("留言给他", "A message for him"),
    "handed_on": Words("转给他办", "Handed on to him"),
    "ring_back": Words("约好几点回电", "Ring back at an agreed time"),
    "lead": Words("打错了（也许是新客户）", "A wrong number (a lead, perhaps)"),
}


class SlipForm(forms.Form):
    """Who rang, what about, how urgent, for whom. There is no line for where the absent one is."""

    kind = forms.ChoiceField(widget=forms.RadioSelect, initial="message")
    for_user = forms.TypedChoiceField(coerce=int)
    caller = forms.CharField(max_length=120, required=False)
    number = forms.CharField(max_length=40, required=False)
    purpose = forms.CharField(max_length=300)
    is_urgent = forms.BooleanField(required=False)
    ring_on = forms.DateField(required=False, widget=day_input())
    ring_time = forms.TimeField(required=False, widget=time_input())

    def __init__(self, *args: Any, colleagues: People, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            kind=Words("怎么办", "What becomes of it"),
            for_user=Words("给谁", "For whom"),
            caller=Words("谁打来的", "Who rang"),
            number=Words("回电号码", "Number"),
            purpose=Words(
                "什么事（转交时把来龙去脉写上）", "What about (with its context when handed on)"
            ),
            is_urgent=Words("很急", "Urgent"),
            ring_on=Words("哪天回电", "Ring back on"),
            ring_time=Words("几点几分", "At"),
        )
        chosen(self, "kind", KINDS)
        self.fields["for_user"].choices = colleagues  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        day, at = said.get("ring_on"), said.get("ring_time")
        if said.get("kind") == "ring_back":
            if not (isinstance(day, date) and isinstance(at, time)):
                words = Words("说好的日子和时刻都要写。", "Give the day and the hour agreed.")
                self.add_error("ring_time", str(words))
            elif moment(day, at) < timezone.now():
                self.add_error(
                    "ring_time", str(Words("这个时刻已经过了。", "That hour is over."))
                )
        return said

    def draft(self) -> SlipDraft:
        """The slip."""
        said = self.cleaned_data
        is_later = said["kind"] == "ring_back"
        return SlipDraft(
            said["kind"],
            said["purpose"],
            said["for_user"],
            said["caller"],
            said["number"],
            said["is_urgent"],
            moment(said["ring_on"], said["ring_time"]) if is_later else None,
        )


class PlanForm(forms.Form):
    """Whom to call, why, when."""

    purpose = forms.CharField(max_length=200)
    wanted_on = forms.DateField(widget=day_input())
    contact = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            purpose=Words("来意（一句话）", "Purpose, in a line"),
            wanted_on=Words("哪天打", "On"),
            contact=Words("打给谁", "To whom"),
        )
        self.fields["contact"].choices = [("", "–"), *people]  # type: ignore[attr-defined]


class CallForm(forms.Form):
    """The call itself, once he agreed to it: questions with answers, what was said, how long."""

    question_1 = forms.CharField(max_length=120, required=False)
    answer_1 = forms.CharField(max_length=400, required=False)
    question_2 = forms.CharField(max_length=120, required=False)
    answer_2 = forms.CharField(max_length=400, required=False)
    said = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    minutes = forms.IntegerField(min_value=1, max_value=240)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            question_1=Words("问一", "Question 1"),
            answer_1=Words("他说", "Answer"),
            question_2=Words("问二", "Question 2"),
            answer_2=Words("他说", "Answer"),
            said=Words("收尾：复述过的要点", "Closing: the points said back"),
            minutes=Words("通话几分钟", "Minutes"),
        )

    @property
    def answers(self) -> list[tuple[str, str]]:
        """The questions that were answered."""
        said = self.cleaned_data
        pairs = [(said[f"question_{n}"], said[f"answer_{n}"]) for n in (1, 2)]
        return [(question, answer) for question, answer in pairs if question and answer]


class HoursForm(forms.Form):
    """When it suits him to be called."""

    opens = forms.TimeField(widget=time_input())
    closes = forms.TimeField(widget=time_input())
    note = forms.CharField(max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            opens=Words("从几点", "From"),
            closes=Words("到几点", "To"),
            note=Words("说明（如：周一开会，别打）", "Note (not on Mondays …)"),
        )

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        opens, closes = said.get("opens"), said.get("closes")
        if isinstance(opens, time) and isinstance(closes, time) and closes <= opens:
            self.add_error(
                "closes", str(Words("要晚于开始的时刻。", "Later than the beginning."))
            )
        return said


class LaterForm(HourForm):
    """The minute that suits him better."""

    @property
    def better_at(self) -> datetime:
        return self.starts_at
