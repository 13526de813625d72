"""What is asked when something is given."""

from typing import Any

from django import forms

from zhike.activities.rules import BEFORE, FELT, PITFALLS, SUPPORT
from zhike.care.library import PURPOSES
from zhike.lib.words import Words
from zhike.methods.effort import SIDES
from zhike.web.forms import MoneyField, day_input, labelled


class GiveForm(forms.Form):
    """Which service was given, when, where, with which proof; whom it was for and when it was asked for."""

    service = forms.CharField(max_length=80)
    delivered_on = forms.DateField(widget=day_input())
    channel = forms.CharField(max_length=24, required=False)
    proof = forms.CharField(max_length=400, required=False)
    contact_id = forms.IntegerField(required=False)
    asked_on = forms.DateField(widget=day_input(), required=False)


class EffortForm(forms.Form):
    """Time or money, and what for."""

    side = forms.ChoiceField()
    purpose = forms.ChoiceField(required=False)
    what = forms.CharField(max_length=200)
    minutes = forms.IntegerField(min_value=0, max_value=6000, required=False)
    cost = MoneyField(max_length=20, required=False)
    spent_on = forms.DateField(widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            side=Words("为哪一种满意", "For which satisfaction"),
            purpose=Words("为了什么", "What for"),
            what=Words("做了什么", "What was done"),
            minutes=Words("分钟", "Minutes"),
            cost=Words("另花的钱", "Money besides"),
            spent_on=Words("哪天", "Day"),
        )
        self.fields["side"].choices = list(SIDES.items())  # type: ignore[attr-defined]
        self.fields["purpose"].choices = [("", "–"), *PURPOSES.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        said["minutes"] = said.get("minutes") or 0
        if not said["minutes"] and not said.get("cost") and "cost" not in self.errors:
            self.add_error(
                "minutes",
                str(Words("请写花了多少分钟或多少钱。", "Write minutes or money spent.")),
            )
        return said


class ExtraForm(forms.Form):
    """What was given beyond the agreement, and the questions one asks oneself."""

    what = forms.CharField(max_length=200)
    why = forms.CharField(max_length=200)
    for_whom = forms.CharField(max_length=120, required=False)
    contact_id = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    cost = MoneyField(max_length=20, required=False)
    given_on = forms.DateField(widget=day_input())
    felt = forms.ChoiceField()
    evidence = forms.CharField(max_length=200, required=False)
    past_supplier = forms.CharField(max_length=120, required=False)
    before = forms.ChoiceField()
    is_billable = forms.BooleanField(required=False)
    is_out_of_scope = forms.BooleanField(required=False)
    pitfalls = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            what=Words("多给了什么", "What was given"),
            why=Words("为什么给", "Why"),
            for_whom=Words("给哪个部门、哪件事", "For which department or matter"),
            contact_id=Words("谁会感受到", "Who would feel it"),
            cost=Words("我们花了多少钱", "What it cost us"),
            given_on=Words("哪天", "Day"),
            felt=Words("客户感受到了吗", "Did the client feel it"),
            evidence=Words("凭什么这样说", "How do you know"),
            past_supplier=Words("以前的供应商", "The supplier before us"),
            before=Words("和以前的供应商比", "Against the supplier before"),
            is_billable=Words("本来是收费的", "Would be billable"),
            is_out_of_scope=Words("超出约定范围", "Out of the agreed scope"),
            pitfalls=Words("自己查一遍，有就勾上", "Check yourself; tick what applies"),
        )
        self.fields["contact_id"].choices = [("", "–"), *people]  # type: ignore[attr-defined]
        self.fields["felt"].choices = list(FELT.items())  # type: ignore[attr-defined]
        self.fields["felt"].initial = "unknown"
        self.fields["before"].choices = list(BEFORE.items())  # type: ignore[attr-defined]
        self.fields["before"].initial = "unknown"
        self.fields["pitfalls"].choices = list(PITFALLS.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("felt") in {"yes", "no"} and not said.get("evidence", "").strip():
            self.add_error(
                "evidence",
                str(Words("请写一句依据。", "Please write what you go by.")),
            )
        return said


class SupportForm(forms.Form):
    """How much, for what, under which written terms, to whose account."""

    kind = forms.ChoiceField()
    amount = MoneyField(max_length=20)
    what = forms.CharField(max_length=200)
    terms = forms.CharField(max_length=200)
    account = forms.CharField(max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            kind=Words("支持还是奖励", "Support or reward"),
            amount=Words("金额", "Amount"),
            what=Words("用在什么上", "What for"),
            terms=Words("依据的书面约定", "Written terms"),
            account=Words("收款户名", "Holder of the account"),
        )
        self.fields["kind"].choices = list(SUPPORT.items())  # type: ignore[attr-defined]
        self.fields["account"].help_text = str(
            Words(
                "只能是客户单位的对公账户，户名与客户名称一致；不给个人，不给现金。",
                "Only the company’s own account, in the customer’s name; never a person, never cash.",
            )
        )

    def clean_amount(self) -> int:
        amount: int = self.cleaned_data["amount"]
        if amount <= 0:
            raise forms.ValidationError(
                str(Words("金额应大于零。", "The amount must be above zero."))
            )
        return amount
