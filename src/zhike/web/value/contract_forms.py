"""What is asked of a contract, and of a customer who left."""

from typing import Any

from django import forms

from zhike.lib.words import Words
from zhike.web.forms import MoneyField, day_input, labelled
from zhike.web.value.reasons import REASONS


class ContractForm(forms.Form):
    """What was signed, from one day to another."""

    number = forms.CharField(max_length=60)
    title = forms.CharField(max_length=120)
    signed_on = forms.DateField(widget=day_input())
    starts_on = forms.DateField(widget=day_input())
    ends_on = forms.DateField(widget=day_input())
    amount = MoneyField(max_length=20, required=False)
    users = forms.IntegerField(min_value=0, max_value=10_000_000, required=False)
    is_sticky = forms.BooleanField(required=False)
    expected = forms.CharField(max_length=400, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            number=Words("合同号", "Number"),
            title=Words("签的是什么", "What it is for"),
            signed_on=Words("签订日", "Signed on"),
            starts_on=Words("从哪天起", "From"),
            ends_on=Words("到哪天止", "Until"),
            amount=Words("整个合同多少钱", "Amount of the whole term"),
            users=Words("多少人或多少条线在用", "People or lines it serves"),
            is_sticky=Words("是融合、粘性业务", "A converged or sticky service"),
            expected=Words(
                "他期望从中得到什么（他的原话）", "What they expect of it, in their words"
            ),
        )

    def clean_users(self) -> int:
        return self.cleaned_data["users"] or 0


class EndForm(forms.Form):
    """Since when it is over, and why."""

    ended_on = forms.DateField(widget=day_input())
    why = forms.CharField(max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(self, ended_on=Words("哪天结束", "Ended on"), why=Words("为什么", "Why"))


class DepartureForm(forms.Form):
    """When he left, why, and to whom (S2-42)."""

    left_on = forms.DateField(widget=day_input())
    reason = forms.ChoiceField()
    why = forms.CharField(max_length=300)
    to_whom = forms.CharField(max_length=120, required=False)
    may_return = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            left_on=Words("哪天走的", "Left on"),
            reason=Words("主要原因", "Main reason"),
            why=Words("怎么回事", "What happened"),
            to_whom=Words("去了哪家", "To whom"),
            may_return=Words("还有可能请回来", "May be won back"),
        )
        choices = [(key, str(words)) for key, words in REASONS.items()]
        self.fields["reason"] = forms.ChoiceField(
            choices=choices, label=self.fields["reason"].label
        )


class BackForm(forms.Form):
    """Since when he buys from us again."""

    back_on = forms.DateField(widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(self, back_on=Words("哪天回来的", "Came back on"))
