"""What happened at a customer, and why a run ends before its time."""

from datetime import date, timedelta

from django import forms

from zhike.activities.rules import DEAL_MILESTONES, OTHER_MILESTONES, headed
from zhike.care.rivals import STATES as RIVAL_STATES
from zhike.lib.words import Words
from zhike.web.forms import day_input, labelled

AHEAD = timedelta(days=5 * 366)


class MilestoneForm(forms.Form):
    """One milestone: what, when, whose, and which deal it belongs to."""

    kind = forms.ChoiceField()
    what = forms.CharField(max_length=200)
    happens_on = forms.DateField(widget=day_input())
    contact = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    deal = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    rival = forms.CharField(max_length=120, required=False)
    expected = forms.CharField(max_length=400, required=False)

    def __init__(
        self,
        *args: object,
        today: date,
        contacts: list[tuple[int, str]],
        deals: list[tuple[int, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        self.today = today
        labelled(
            self,
            kind=Words("是什么事", "What kind"),
            what=Words("一句话说清楚", "In a line"),
            happens_on=Words("哪一天（可以是将来）", "Day (may lie ahead)"),
            contact=Words("和谁有关", "Whom it concerns"),
            deal=Words("属于哪一单", "Of which deal"),
            rival=Words("成交或丢单：和哪家争的", "Won or lost: against which competitor"),
            expected=Words(
                "成交：他期望从中得到什么（他的原话）",
                "Won: what they expect of it, in their words",
            ),
        )
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (str(Words("这一单的进展", "In the course of a deal")), _choices(DEAL_MILESTONES)),
            (str(Words("客户的事", "At the customer")), _choices(OTHER_MILESTONES)),
        ]
        self.fields["contact"].choices = [("", "–"), *contacts]  # type: ignore[attr-defined]
        self.fields["deal"].choices = [("", "–"), *deals]  # type: ignore[attr-defined]

    def clean_happens_on(self) -> date:
        return _near(self.cleaned_data["happens_on"], self.today)

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        if said.get("kind") in ("deal_won", "deal_lost"):
            said["deal"] = None
        return said


class CorrectionForm(forms.Form):
    """What was written down wrongly of a milestone."""

    what = forms.CharField(max_length=200)
    happens_on = forms.DateField(widget=day_input())
    contact = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)

    def __init__(
        self, *args: object, today: date, contacts: list[tuple[int, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        self.today = today
        labelled(
            self,
            what=Words("一句话说清楚", "In a line"),
            happens_on=Words("哪一天（可以是将来）", "Day (may lie ahead)"),
            contact=Words("和谁有关", "Whom it concerns"),
        )
        self.fields["contact"].choices = [("", "–"), *contacts]  # type: ignore[attr-defined]

    def clean_happens_on(self) -> date:
        return _near(self.cleaned_data["happens_on"], self.today)


class RivalForm(forms.Form):
    """Which competitor, how it stands with him here, and what shows it."""

    competitor = forms.CharField(max_length=120)
    state = forms.ChoiceField()
    why = forms.CharField(max_length=200)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            competitor=Words("哪家对手", "Which competitor"),
            state=Words("现在怎样", "How it stands"),
            why=Words("怎么知道的、因为什么", "How we know, and why"),
        )
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (key, str(headed(words))) for key, words in RIVAL_STATES.items()
        ]


class StopForm(forms.Form):
    """Why a run ends before its time."""

    why = forms.CharField(max_length=400)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(self, why=Words("为什么到此为止", "Why it ends here"))


def _near(day: date, today: date) -> date:
    if not date(2000, 1, 1) <= day <= today + AHEAD:
        said = Words(
            "请选 2000 年以后、五年以内的一天。",
            "Choose a day after 2000 and within five years.",
        )
        raise forms.ValidationError(str(said))
    return day


def _choices(kinds: dict[str, Words]) -> list[tuple[str, str]]:
    return [(key, str(headed(words))) for key, words in kinds.items()]
