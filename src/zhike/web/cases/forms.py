"""What is asked on the page of a case."""

from datetime import date
from typing import Any

from django import forms

from zhike.lib.words import Words
from zhike.service.actions import Noted
from zhike.service.rules import Step
from zhike.web.cases.words import CAUSES, LEVELS, OTHERS, TASKS, WAYS
from zhike.web.forms import MoneyField, chosen, day_input, labelled

ATTITUDES = {
    "no": Words("不同意", "They do not agree"),
    "agreed": Words("同意", "They agree"),
    "satisfied": Words("同意且满意", "They agree and are satisfied"),
}
AGREED = {
    "yes": Words("客户认可，就是这些", "They agree: that is all of it"),
    "no": Words("不是这个意思", "Not what they mean"),
}
SATISFIED = {"yes": Words("满意", "Satisfied"), "no": Words("还不满意", "Not yet")}
_MEANS: dict[str, bool | None] = {"yes": True, "no": False, "": None}


def _words(rows: int = 4) -> forms.CharField:
    return forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": rows}))


class StepForm(forms.Form):
    """One of the seven steps."""

    kind = forms.CharField(max_length=12, widget=forms.HiddenInput)
    words = _words()
    attitude = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    agreed = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    satisfied = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    way = forms.ChoiceField(initial="call")
    level = forms.ChoiceField(initial="staff")
    anyway = forms.BooleanField(required=False)

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        kwargs.setdefault("auto_id", "step_%s")
        super().__init__(*args, **kwargs)
        self.step = step
        labelled(
            self,
            words=TASKS[step],
            attitude=Words(
                "客户的态度（同意，还不等于满意）", "Their answer (agreed is not yet satisfied)"
            ),
            agreed=Words("复述之后他怎么说", "What they said to it"),
            satisfied=Words("满意吗", "Are they satisfied"),
            way=Words("怎么联系的", "How"),
            level=Words("谁和客户说的", "Who spoke to them"),
            anyway=Words(
                "已经这样说出口了，照样记下", "It was said so already: note it as it was"
            ),
        )
        chosen(self, "attitude", ATTITUDES)
        chosen(self, "agreed", AGREED)
        chosen(self, "satisfied", SATISFIED)
        chosen(self, "way", WAYS)
        chosen(self, "level", LEVELS)
        asked = {Step.SOLVE: "attitude", Step.RESTATE: "agreed", Step.FOLLOW_UP: "satisfied"}
        for name in ("attitude", "agreed", "satisfied"):
            if asked.get(step) == name:
                self.fields[name].required = True
            else:
                del self.fields[name]

    def noted(self) -> Noted:
        """What was noted, once valid."""
        said = self.cleaned_data
        attitude = said.get("attitude", "")
        agreed = _MEANS[said.get("agreed", "")]
        satisfied = _MEANS[said.get("satisfied", "")]
        if attitude:
            agreed, satisfied = attitude != "no", attitude == "satisfied"
        return Noted(
            str(self.step),
            said["words"],
            agreed=agreed,
            satisfied=satisfied,
            level=said["level"],
        )


class SettleForm(forms.Form):
    """How it was settled."""

    how = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    cause = forms.ChoiceField()
    ours = forms.CharField(max_length=400, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        kwargs.setdefault("auto_id", "settle_%s")
        super().__init__(*args, **kwargs)
        labelled(
            self,
            how=Words("怎么解决的", "How it was settled"),
            cause=Words("根源是哪一种", "What it came from"),
            ours=Words(
                "我们本可以做什么（先问自己）", "What we could have done (ask ourselves first)"
            ),
        )
        chosen(self, "cause", CAUSES, empty="–")


class CauseForm(forms.Form):
    """Which of the six sources it came from (S0-09), and which department it is about."""

    cause = forms.ChoiceField()
    department = forms.CharField(max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        kwargs.setdefault("auto_id", "cause_%s")
        super().__init__(*args, **kwargs)
        labelled(
            self,
            cause=Words("根源是哪一种", "What it came from"),
            department=Words("涉及哪个部门", "Which department it is about"),
        )
        chosen(self, "cause", CAUSES, empty="–")


class OtherForm(forms.Form):
    """Something else that belongs to the case."""

    kind = forms.ChoiceField()
    words = _words(2)
    side = forms.CharField(max_length=60, required=False)
    agreed = forms.ChoiceField(required=False)
    remedy = forms.ChoiceField(required=False)
    amount = MoneyField(max_length=20, required=False)
    at_hour = forms.DateTimeField(
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    way = forms.ChoiceField(initial="call")
    level = forms.ChoiceField(initial="staff")
    anyway = forms.BooleanField(required=False)

    def __init__(self, *args: Any, remedies: dict[str, Words], **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        kwargs.setdefault("auto_id", "other_%s")
        super().__init__(*args, **kwargs)
        labelled(
            self,
            kind=Words("记什么", "What it is"),
            words=Words("内容", "In words"),
            side=Words("谁的看法（一方的看法时填）", "Whose view (for a view)"),
            agreed=Words("各方都同意吗", "Do all sides share it"),
            remedy=Words("哪个办法（用了办法时填）", "Which remedy (for a remedy)"),
            amount=Words("金额（报价时填）", "Amount (for a quote)"),
            at_hour=Words("几点（约定时填）", "At what hour (for an appointment)"),
            way=Words("怎么联系的", "How"),
            level=Words("谁和客户说的", "Who spoke to them"),
            anyway=Words(
                "已经这样说出口了，照样记下", "It was said so already: note it as it was"
            ),
        )
        chosen(self, "kind", OTHERS)
        chosen(
            self,
            "agreed",
            {
                "yes": Words("都同意", "Shared by all"),
                "no": Words("有人不同意", "Disputed"),
            },
            empty="–",
        )
        chosen(self, "remedy", remedies, empty="–")
        chosen(self, "way", WAYS)
        chosen(self, "level", LEVELS)

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        needed = {
            "position": ("side", Words("写明是谁的看法。", "Say whose view it is.")),
            "remedy": ("remedy", Words("选一个办法。", "Choose the remedy.")),
            "appointment": ("at_hour", Words("写明约在几点。", "Say at what hour.")),
        }
        name, words = needed.get(str(said.get("kind")), ("", None))
        if name and not said.get(name):
            self.add_error(name, str(words))
        return said

    def noted(self) -> Noted:
        """What was noted, once valid."""
        said = self.cleaned_data
        kind = said["kind"]
        return Noted(
            kind,
            said["words"],
            side=said["side"] if kind == "position" else "",
            agreed=_MEANS[said["agreed"]] if kind == "position" else None,
            remedy=said["remedy"] if kind == "remedy" else "",
            amount=(said["amount"] or None) if kind == "quote" else None,
            at_hour=said["at_hour"] if kind == "appointment" else None,
            level=said["level"],
        )


class WaitForm(forms.Form):
    """We wait for the customer."""

    why = forms.CharField(max_length=300)
    ask_again_on = forms.DateField(widget=day_input())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        kwargs.setdefault("auto_id", "wait_%s")
        super().__init__(*args, **kwargs)
        self.today = today
        labelled(
            self,
            why=Words("等客户做什么", "What we wait for"),
            ask_again_on=Words("哪天再问一次", "When to ask again"),
        )

    def clean_ask_again_on(self) -> date:
        on: date = self.cleaned_data["ask_again_on"]
        if on < self.today:
            raise forms.ValidationError(
                str(Words("再问的日子已经过去了。", "That day has gone by."))
            )
        return on


class HandForm(forms.Form):
    """To whom, and why."""

    to = forms.TypedChoiceField(coerce=int)
    why = forms.CharField(max_length=300)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        kwargs.setdefault("auto_id", "hand_%s")
        super().__init__(*args, **kwargs)
        labelled(
            self,
            to=Words("转给谁", "To whom"),
            why=Words("为什么转、要他做什么", "Why, and what is to be done"),
        )
        self.fields["to"].choices = people  # type: ignore[attr-defined]


class VisitedForm(forms.Form):
    """Who helps where the customer is."""

    visited = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        kwargs.setdefault("auto_id", "visited_%s")
        super().__init__(*args, **kwargs)
        labelled(self, visited=Words("到访地的经理", "The manager at the place visited"))
        self.fields["visited"].choices = people  # type: ignore[attr-defined]


class CompensateForm(forms.Form):
    """What is given for the trouble."""

    remedy = forms.ChoiceField()
    what = forms.CharField(max_length=200)
    amount = MoneyField(max_length=20, required=False)

    def __init__(self, *args: Any, remedies: dict[str, Words], **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        kwargs.setdefault("auto_id", "compensate_%s")
        super().__init__(*args, **kwargs)
        labelled(
            self,
            remedy=Words("哪一种", "Of what kind"),
            what=Words("给什么", "What is given"),
            amount=Words("花多少钱（没有就空着）", "What it costs (empty: nothing)"),
        )
        chosen(self, "remedy", remedies)


class ProblemForm(forms.Form):
    """What lies behind several cases, and what is done about it (S1-44)."""

    title = forms.CharField(max_length=120)
    cause = forms.ChoiceField()
    department = forms.CharField(max_length=60, required=False)
    action = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    owner = forms.TypedChoiceField(coerce=int)
    check_on = forms.DateField(widget=day_input())

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through
        people: list[tuple[int, str]],
        today: date,
        **kwargs: Any,  # noqa: ANN401 - passed through
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        labelled(
            self,
            title=Words("是什么问题", "What the problem is"),
            cause=Words("根源是哪一种", "What it came from"),
            department=Words("涉及哪个部门", "Which department it is about"),
            action=Words(
                "怎么改进，让客户以后没有理由投诉",
                "What is changed, so that nobody has reason to complain",
            ),
            owner=Words("谁负责", "Who sees to it"),
            check_on=Words("哪天检查", "When to check"),
        )
        chosen(self, "cause", CAUSES, empty="–")
        self.fields["owner"].choices = people  # type: ignore[attr-defined]  # a choice field

    def clean_check_on(self) -> date:
        """The check comes after today."""
        day: date = self.cleaned_data["check_on"]
        if day <= self.today:
            raise forms.ValidationError(
                str(Words("检查日要在今天以后。", "The check comes after today."))
            )
        return day


class CheckForm(forms.Form):
    """What the check found."""

    result = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(self, result=Words("改进得怎么样", "What came of it"))
