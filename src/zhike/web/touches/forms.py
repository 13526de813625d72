"""What is written after, or instead of, a meeting: in one line, with what was promised and what comes next."""

import re
from datetime import date
from typing import Any

from django import forms

from zhike.activities.rules import KINDS, headed
from zhike.lib.words import Words
from zhike.service.actions import Intake
from zhike.web.cases.words import ABOUTS, CHANNELS, FORMS, SEVERITIES
from zhike.web.forms import chosen, day_input, labelled

CHOICES = [(kind, headed(words)) for kind, words in KINDS.items()]

REPEATS = {
    "": Words("不重复", "Once"),
    "workday": Words("每个工作日", "Every working day"),
    "week": Words("每周", "Every week"),
    "month": Words("每月", "Every month"),
    "quarter": Words("每季度", "Every quarter"),
    "year": Words("每年", "Every year"),
}


class FollowUp(forms.Form):
    """What was promised and what comes next, both optional; each needs its day."""

    promise = forms.CharField(max_length=200, required=False)
    promise_due_on = forms.DateField(required=False, widget=day_input())
    next_title = forms.CharField(max_length=200, required=False)
    next_due_on = forms.DateField(required=False, widget=day_input())

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            promise=Words("答应了什么", "Promised"),
            promise_due_on=Words("最迟哪天兑现", "To be kept by"),
            next_title=Words("下一步", "Next step"),
            next_due_on=Words("哪天做", "On"),
        )

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        for what, when in (("promise", "promise_due_on"), ("next_title", "next_due_on")):
            if said.get(what) and not said.get(when) and when not in self.errors:
                self.add_error(when, str(Words("请写上日期。", "Please give the day.")))
        return said


class TouchForm(FollowUp):
    """One touch with a customer; the day may lie in the past, never in the future."""

    kind = forms.ChoiceField(widget=forms.RadioSelect)
    on = forms.DateField(widget=day_input())
    contact = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    summary = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, *args: object, today: date, contacts: list[tuple[int, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        labelled(
            self,
            kind=Words("怎么联系的", "How"),
            on=Words("哪一天", "Day"),
            contact=Words("和谁", "With"),
            summary=Words("说了什么", "What was said"),
        )
        self.fields["kind"].choices = CHOICES  # type: ignore[attr-defined]
        self.fields["contact"].choices = [("", "–"), *contacts]  # type: ignore[attr-defined]
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(
                str(
                    Words(
                        "还没到这一天；将来的事请写在“下一步”。",
                        "That day is still to come; write it as a next step.",
                    )
                )
            )
        return on


class CaseForm(forms.Form):
    """What a customer came with, in his own words, taken down with the phone at the ear: everything but the words has a default."""

    kind = forms.ChoiceField(widget=forms.RadioSelect, initial="complaint")
    channel = forms.ChoiceField(widget=forms.RadioSelect, initial="phone", required=False)
    severity = forms.ChoiceField(widget=forms.RadioSelect, initial="ordinary", required=False)
    contact = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    summary = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    product = forms.CharField(max_length=60, required=False)
    site = forms.CharField(max_length=60, required=False)
    department = forms.CharField(max_length=60, required=False)
    nature = forms.ChoiceField(required=False)
    about = forms.ChoiceField(required=False)
    lane = forms.ChoiceField(required=False)
    first_asked = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    is_mine = forms.BooleanField(required=False)

    def __init__(
        self,
        *args: object,
        contacts: list[tuple[int, str]],
        people: list[tuple[int, str]],
        lanes: dict[str, Words],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            kind=Words("是什么", "What it is"),
            channel=Words("怎么来的", "How it came"),
            severity=Words("轻重", "How grave"),
            contact=Words("谁提的", "From"),
            summary=Words("用客户的话写", "In the customer's words"),
            product=Words("产品", "Product"),
            site=Words("在哪里", "Where"),
            department=Words("涉及哪个部门", "Department concerned"),
            nature=Words("是哪一种", "Of what nature"),
            about=Words("对什么不满意", "Over what"),
            lane=Words("走哪条通道", "Lane"),
            first_asked=Words("客户先问的谁（首问负责）", "Whom they asked first"),
            is_mine=Words("我来办，不转给客户经理", "I work on it, not the account manager"),
        )
        chosen(self, "channel", CHANNELS)
        chosen(self, "severity", SEVERITIES)
        chosen(self, "nature", FORMS, empty="–")
        chosen(self, "about", ABOUTS, empty="–")
        chosen(self, "lane", lanes, empty=str(Words("按种类", "By its kind")))
        self.fields["first_asked"].choices = [("", str(Words("我", "Me"))), *people]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("complaint", Words("投诉（今天答复）", "Complaint (answered today)")),
            ("grumble", Words("抱怨（今天回应）", "Grumble (answered today)")),
            ("fault", Words("报障", "A fault")),
            ("request", Words("请求", "Request")),
            (
                "question",
                Words(
                    "想知道一件事（两个工作日内答复）",
                    "A question (answered in two working days)",
                ),
            ),
            (
                "letter",
                Words(
                    "来函（两个工作日内书面答复）",
                    "Letter (answered in writing in two working days)",
                ),
            ),
        ]
        self.fields["contact"].choices = [("", "–"), *contacts]  # type: ignore[attr-defined]

    def taken(self) -> dict[str, Any]:
        """What the verb of taking a case asks for; a long story is summed up by its first sentence."""
        said = self.cleaned_data
        words = said["summary"].strip()
        return {
            "kind": said["kind"],
            "summary": in_short(words),
            "contact_id": said["contact"],
            "is_mine": said["is_mine"],
            "intake": Intake(
                words=words,
                channel=said["channel"] or "phone",
                form=said["nature"],
                about=said["about"],
                product=said["product"],
                site=said["site"],
                department=said["department"],
                severity=said["severity"] or "ordinary",
                lane=said["lane"],
                first_asked_id=said["first_asked"],
            ),
        }


_SENTENCE = re.compile(r"[。！？!?\n]|\. ")
_SHORT = 60


def in_short(words: str) -> str:
    """The head of a case: the first sentence of what was said, at most sixty characters."""
    first = _SENTENCE.split(words, maxsplit=1)[0].strip() or words
    return first if len(first) <= _SHORT else f"{first[:_SHORT]}…"


class PlanForm(forms.Form):
    """Something to do for a customer on a day."""

    title = forms.CharField(max_length=200)
    due_on = forms.DateField(widget=day_input())
    repeat = forms.ChoiceField(required=False)
    checklist = forms.CharField(
        max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            title=Words("要做什么", "What to do"),
            due_on=Words("哪天", "On"),
            repeat=Words("重复", "Again"),
            checklist=Words("一行一项", "One line each"),
        )
        self.fields["repeat"].choices = [  # type: ignore[attr-defined]
            (key, str(words)) for key, words in REPEATS.items()
        ]

    def clean_checklist(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["checklist"].splitlines()]
        return [line[:200] for line in lines if line][:30]


class ResolveForm(forms.Form):
    """How a case was answered."""

    ours = forms.CharField(max_length=400, required=False)
    how = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            ours=Words(
                "我们本可以做什么（先问自己）", "What we could have done (ask ourselves first)"
            ),
            how=Words("怎么答复、怎么处理的", "How it was answered and settled"),
        )
