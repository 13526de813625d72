"""What is asked of whoever asks a customer, rates, votes or checks."""

from typing import Any

from django import forms

from zhike.care.satisfaction import ABOUT, SIGNS
from zhike.care.surveys import WAYS, rule
from zhike.lib.words import Words
from zhike.methods.questionnaires import DIMENSIONS, OCCASIONS, Asks, Questionnaire
from zhike.web.forms import labelled
from zhike.web.letters.forms import LANGUAGES
from zhike.web.satisfaction.scales import question

type Choices = list[tuple[Any, str]]


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # a field of choices


class AskForm(forms.Form):
    """Whom to ask what, in which way."""

    questionnaire = forms.ChoiceField()
    contact_id = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    way = forms.ChoiceField(widget=forms.RadioSelect, initial="link")
    language = forms.ChoiceField(widget=forms.RadioSelect, initial="zh")
    about = forms.CharField(max_length=120, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through
        questionnaires: list[Questionnaire],
        people: list[tuple[int, str]],
        **kwargs: Any,  # noqa: ANN401 - passed through
    ) -> None:
        super().__init__(*args, **kwargs)
        labelled(
            self,
            questionnaire=Words("哪份问卷", "Which questionnaire"),
            contact_id=Words("问谁", "Whom"),
            way=Words("怎么问", "How"),
            language=Words("用哪种语言", "In which language"),
            about=Words("为哪件事（内部看的）", "After what (for ourselves)"),
        )
        _offer(
            self,
            "questionnaire",
            [
                (q.head.name, f"{q.head.title} · {OCCASIONS[q.occasion]}")
                for q in questionnaires
            ],
        )
        _offer(
            self, "contact_id", [*people, ("", str(Words("不指定", "nobody in particular")))]
        )
        _offer(self, "way", [(key, str(words)) for key, words in WAYS.items()])
        _offer(self, "language", [(key, str(words)) for key, words in LANGUAGES])


class EnterForm(forms.Form):
    """What somebody said on the phone or on paper: his words first, any question may stay open."""

    experience = forms.CharField(
        max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    causes = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    minutes = forms.IntegerField(min_value=0, max_value=600, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through
        questionnaire: Questionnaire,
        is_call: bool,
        **kwargs: Any,  # noqa: ANN401 - passed through
    ) -> None:
        super().__init__(*args, **kwargs)
        labelled(
            self,
            experience=questionnaire.opening,
            minutes=Words("打了几分钟", "Minutes on the phone"),
            causes=Words("为什么不太值", "Why it was not quite worth it"),
        )
        self.asked = questionnaire
        if not is_call:
            del self.fields["minutes"]
        causes = next((i for i in questionnaire.items if i.asks is Asks.CAUSES), None)
        if causes is None:
            del self.fields["causes"]
        else:
            self.fields["causes"].label = str(causes.says)
            _offer(self, "causes", [(c.key, str(c.title)) for c in rule().causes])
        for item in questionnaire.items:
            if item.numbers:
                field = forms.TypedChoiceField(
                    coerce=int, empty_value=None, required=False, widget=forms.RadioSelect,
                    label=str(item.says),
                    choices=[(n, str(words)) for n, words, _ in question(item).choices],
                )  # fmt: skip
                self.fields[f"item_{item.key}"] = field

    @property
    def numbers(self) -> dict[str, int]:
        """The questions answered."""
        found = {
            item.key: self.cleaned_data.get(f"item_{item.key}") for item in self.asked.items
        }
        return {key: number for key, number in found.items() if number is not None}

    @property
    def rows(self) -> list[forms.BoundField]:
        """The questions with numbers, in order."""
        return [self[f"item_{item.key}"] for item in self.asked.items if item.numbers]


class RateForm(forms.Form):
    """What one thinks of a customer's satisfaction: each of the four apart, and why."""

    why = forms.CharField(max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        for key, title in DIMENSIONS.items():
            self.fields[key] = forms.IntegerField(
                min_value=0, max_value=100, required=False, label=str(title)
            )
        labelled(self, why=Words("凭什么这样看", "What makes one think so"))

    @property
    def values(self) -> dict[str, int]:
        """What was rated."""
        found = {key: self.cleaned_data.get(key) for key in DIMENSIONS}
        return {key: value for key, value in found.items() if value is not None}


class SignForm(forms.Form):
    """A sign that one of our people is not liked."""

    kind = forms.ChoiceField(widget=forms.RadioSelect)
    words = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            kind=Words("哪一种", "Which"),
            words=Words("客户怎么说的", "What they said"),
        )
        _offer(self, "kind", [(key, str(words)) for key, words in SIGNS.items()])


class PositionForm(forms.Form):
    """How we stand: one right position, and whatever improper there is."""

    right = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    improper = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    why = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            right=Words("正确的站位", "A right position"),
            improper=Words("有没有这些苗头", "Any sign of these"),
            why=Words("为什么这样看", "Why"),
        )
        held = rule().positions
        _offer(self, "right", [(p.key, str(p.title)) for p in held if p.is_right])
        _offer(self, "improper", [(p.key, str(p.title)) for p in held if not p.is_right])


class PollForm(forms.Form):
    """What colleagues are asked to judge."""

    about = forms.ChoiceField(widget=forms.RadioSelect, initial="complaint")
    what = forms.CharField(max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            about=Words("关于什么", "About"),
            what=Words("哪件事，一句话", "What happened, in a line"),
        )
        _offer(self, "about", [(key, str(words)) for key, words in ABOUT.items()])


class VoteForm(forms.Form):
    """One's own opinion."""

    side = forms.ChoiceField(widget=forms.RadioSelect)
    why = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            side=Words("主要是谁的责任", "Who answers for it"),
            why=Words("为什么", "Why"),
        )
        _offer(self, "side", [(side.key, str(side.title)) for side in rule().sides])
