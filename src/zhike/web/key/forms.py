"""What is asked when something is undertaken for an account."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from zhike.care.accounts import assets, sessions
from zhike.lib.words import Words
from zhike.methods.documents import Ask
from zhike.methods.guidance import MEANS
from zhike.methods.support import TERMS
from zhike.web.forms import MoneyField, day_input, labelled

type Choices = Iterable[tuple[object, str]]

_LATER = Words("应在开始之后。", "It must come after the beginning.")
_NOT_YET = Words("还没到的日子不能记。", "A day still to come cannot be noted.")
_PAST = Words("请选今天或以后的日子。", "Choose today or a later day.")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _offered(form: forms.BaseForm, name: str, choices: Choices) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]


def _said(words: Mapping[str, Words]) -> Choices:
    return [(key, str(each)) for key, each in words.items()]


class ProgrammeForm(forms.Form):
    """A programme's frame; for a new one the questions of its template too (`ask_…`), for a draft the plan as it is written."""

    title = forms.CharField(max_length=120)
    goal = forms.CharField(max_length=200)
    begins_on = forms.DateField(widget=day_input())
    ends_on = forms.DateField(widget=day_input())
    budget = MoneyField(max_length=20, required=False)
    owner_id = forms.TypedChoiceField(coerce=int)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through
        owners: Choices,
        asks: tuple[Ask, ...] = (),
        **kwargs: Any,  # noqa: ANN401 - passed through
    ) -> None:
        super().__init__(*args, **kwargs)
        labelled(
            self,
            title=Words("叫什么", "What it is called"),
            goal=Words(
                "目标（一句话，能看出做到没有）", "Goal, so that one can tell whether it is met"
            ),
            begins_on=Words("从哪天", "From"),
            ends_on=Words("到哪天", "Until"),
            budget=Words("我们最多花多少", "What it may cost us"),
            owner_id=Words("谁负责", "In charge"),
        )
        _offered(self, "owner_id", owners)
        for ask in asks:
            field = forms.CharField(max_length=600, required=False, widget=_area(2))
            field.label = str(ask.label)
            field.help_text = str(ask.hint) if ask.hint else ""
            self.fields[f"ask_{ask.key}"] = field
        if not asks:
            self.fields["plan"] = forms.CharField(max_length=8000, widget=_area(16))
            labelled(self, plan=Words("方案", "The plan"))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        begins, ends = said.get("begins_on"), said.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", str(_LATER))
        return said

    def answers(self) -> dict[str, str]:
        """What was answered to the template's questions."""
        return {
            name.removeprefix("ask_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("ask_")
        }


class SessionForm(forms.Form):
    """By which means, about what, when."""

    means = forms.ChoiceField()
    topic = forms.ChoiceField()
    what = forms.CharField(max_length=200)
    planned_on = forms.DateField(widget=day_input())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        self.today = today
        labelled(
            self,
            means=Words("怎么教", "By which means"),
            topic=Words("哪一样", "About what"),
            what=Words("具体教什么", "What exactly"),
            planned_on=Words("哪天", "Day"),
        )
        _offered(self, "means", _said(MEANS))
        _offered(self, "topic", _said(sessions.topics()))

    def clean_planned_on(self) -> date:
        day: date = self.cleaned_data["planned_on"]
        if day < self.today:
            raise forms.ValidationError(str(_PAST))
        return day


class HoldForm(forms.Form):
    """When it took place, who was there, what was taught."""

    held_on = forms.DateField(widget=day_input())
    taught = forms.CharField(max_length=2000, widget=_area(3))
    contact_ids = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.IntegerField(min_value=0, max_value=999, required=False)

    def __init__(self, *args: Any, people: Choices, today: date, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        self.today = today
        labelled(
            self,
            held_on=Words("哪天做的", "Held on"),
            taught=Words("教了什么", "What was taught"),
            contact_ids=Words("谁在场", "Who was there"),
            others=Words("还有几位（没在册的）", "How many others, not on file"),
        )
        _offered(self, "contact_ids", people)

    def clean_held_on(self) -> date:
        return _not_ahead(self.cleaned_data["held_on"], self.today)

    def clean_others(self) -> int:
        return self.cleaned_data["others"] or 0


class AssetForm(forms.Form):
    """What is placed, on which written terms."""

    offer = forms.ChoiceField()
    what = forms.CharField(max_length=120)
    serial = forms.CharField(max_length=60)
    worth = MoneyField(max_length=20)
    terms = forms.ChoiceField()
    fee = MoneyField(max_length=20, required=False)
    agreement = forms.CharField(max_length=120)
    placed_on = forms.DateField(widget=day_input())
    due_back_on = forms.DateField(widget=day_input(), required=False)
    because = forms.CharField(max_length=200, required=False)
    is_free = forms.BooleanField(required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through
        offers: Choices,
        may_except: bool,
        today: date,
        **kwargs: Any,  # noqa: ANN401 - passed through
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        labelled(
            self,
            offer=Words("哪一项", "Which offer"),
            what=Words("什么东西", "What it is"),
            serial=Words("编号", "Serial"),
            worth=Words("值多少", "Worth"),
            terms=Words("条件", "Terms"),
            fee=Words("月租或售价", "Rent a month, or price"),
            agreement=Words("写在哪份约定里", "Which written agreement"),
            placed_on=Words("哪天放的", "Placed on"),
            due_back_on=Words("到哪天收回", "Due back on"),
            because=Words("等级不够，破例的理由", "Why, when the class does not entitle"),
            is_free=Words(
                "约定里没有要求只进我们的货，也不给个人任何好处",
                "The terms ask nobody to buy from us alone, and benefit no person",
            ),
        )
        self.fields["agreement"].help_text = str(
            Words("合同或协议编号；没有书面约定不放。", "Its number; nothing without writing.")
        )
        _offered(self, "offer", offers)
        _offered(self, "terms", _said(TERMS))
        if not may_except:
            del self.fields["because"]

    def clean_placed_on(self) -> date:
        return _not_ahead(self.cleaned_data["placed_on"], self.today)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        placed, back = said.get("placed_on"), said.get("due_back_on")
        if placed and back and back <= placed:
            self.add_error("due_back_on", str(_LATER))
        return said


class CheckForm(forms.Form):
    """How it was found, and when."""

    found = forms.ChoiceField(widget=forms.RadioSelect)
    words = forms.CharField(max_length=300, required=False)
    checked_on = forms.DateField(widget=day_input())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        self.today = today
        labelled(
            self,
            found=Words("看到的", "How it was found"),
            words=Words("一句说明", "In a line"),
            checked_on=Words("哪天看的", "Checked on"),
        )
        _offered(self, "found", _said(assets.FOUND))

    def clean_checked_on(self) -> date:
        return _not_ahead(self.cleaned_data["checked_on"], self.today)


def _not_ahead(day: date, today: date) -> date:
    if day > today:
        raise forms.ValidationError(str(_NOT_YET))
    return day
