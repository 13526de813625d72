"""What is asked when somebody answers, asks leave, or puts a customer on a list."""

from typing import Any

from django import forms

from zhike.lib.words import Words
from zhike.service.labels import CAUSES
from zhike.service.queries import Case
from zhike.users.rules import NAMES, Role
from zhike.web.forms import MoneyField, labelled
from zhike.web.visits.forms import chosen

KINDS = {
    "letter": Words("信函", "Letter"),
    "message": Words("消息", "Message"),
    "call": Words("电话", "Call"),
    "visit": Words("上门", "Visit"),
}
MANNERS = {
    "answered": Words("照办或说明", "Done, or explained"),
    "not_offered": Words("还没有这项服务", "Not offered yet"),
    "refused": Words("不合规定，婉拒", "Against the rules: a polite no"),
}
LETTERS = {
    "answered": "written_reply",
    "not_offered": "not_yet_offered",
    "refused": "polite_refusal",
}


class ReplyForm(forms.Form):
    """The answer; a no needs its reason and another way."""

    kind = forms.ChoiceField(widget=forms.RadioSelect)
    manner = forms.ChoiceField(widget=forms.RadioSelect, initial="answered")
    how = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    alternative = forms.CharField(max_length=200, required=False)
    offering = forms.CharField(max_length=80, required=False)
    cause = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            kind=Words("怎么答复的", "How it was given"),
            manner=Words("是什么答复", "What kind of answer"),
            how=Words(
                "答复的要点（婉拒写明原因）", "The answer in short (for a no, the reason)"
            ),
            alternative=Words(
                "眼下的其他办法（说“不”时必填）", "Another way meanwhile (needed with a no)"
            ),
            cause=Words("投诉的根源（婉拒时必填）", "What it came from (needed with a no)"),
            offering=Words(
                "他要的服务（还没有时填，开通就通知他）",
                "The service they need (if we lack it: they will be told when it opens)",
            ),
        )
        only = {"letter": KINDS["letter"]} if case.kind == "letter" else KINDS
        chosen(self, "kind", only)
        chosen(self, "manner", MANNERS)
        if case.has_path:
            causes = {"": Words("–", "–"), **CAUSES}
            chosen(self, "cause", causes)
            self.fields["cause"].initial = case.cause
        else:
            del self.fields["cause"]

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        if said.get("manner") in ("not_offered", "refused") and not said.get("alternative"):
            self.add_error(
                "alternative",
                str(
                    Words(
                        "说“不”的时候，给一个眼下能用的办法。",
                        "With a no goes another way that works now.",
                    )
                ),
            )
        is_no = said.get("manner") in ("not_offered", "refused")
        if is_no and "cause" in self.fields and not said.get("cause"):
            self.add_error(
                "cause",
                str(
                    Words(
                        "婉拒以前先写明这件投诉的根源。",
                        "Before a no, say what the complaint came from.",
                    )
                ),
            )
        if said.get("manner") == "not_offered" and not said.get("offering"):
            self.add_error("offering", str(Words("写明是哪项服务。", "Name the service.")))
        return said


class LeaveForm(forms.Form):
    """What one may not settle alone."""

    matter = forms.CharField(max_length=40)
    what = forms.CharField(max_length=300)
    amount = MoneyField(max_length=20, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            matter=Words(
                "哪类事（如：赔付、折扣、例外）", "Matter (damages, discount, exception …)"
            ),
            what=Words("想怎么答复", "What you would answer"),
            amount=Words("金额（没有就空着）", "Amount, if any"),
        )


class WaitForm(forms.Form):
    """Who waits for which service, and what works meanwhile."""

    offering = forms.CharField(max_length=80)
    alternative = forms.CharField(max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            offering=Words("他要的服务", "The service they need"),
            alternative=Words("眼下的其他办法", "Another way meanwhile"),
        )


class LimitForm(forms.Form):
    """A line of the authority table."""

    role = forms.ChoiceField()
    matter = forms.CharField(max_length=40)
    amount = MoneyField(max_length=20, required=False)
    note = forms.CharField(max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            role=Words("岗位", "Role"),
            matter=Words("哪类事", "Matter"),
            amount=Words(
                "多少以内自己定（空着：都要请示）", "May settle alone up to (empty: always ask)"
            ),
            note=Words("说明", "Note"),
        )
        chosen(self, "role", {role: NAMES[Role(role)] for role in Role})
