"""What is asked about a customer's worth."""

from typing import Any

from django import forms

from zhike.lib.words import Words
from zhike.web.forms import MoneyField, day_input, labelled


class WalletForm(forms.Form):
    """What he spends in a year in all, and where we know it from (S4-60)."""

    year = forms.IntegerField(min_value=2000, max_value=2100)
    amount = MoneyField(max_length=20)
    source = forms.CharField(max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            year=Words("哪一年", "Year"),
            amount=Words("他一年总共花多少", "What he spends in all"),
            source=Words("从哪里知道的", "How we know"),
        )

    def clean_amount(self) -> int:
        amount: int = self.cleaned_data["amount"]
        if amount <= 0:
            words = Words("总开支应大于零。", "His spending must be above zero.")
            raise forms.ValidationError(str(words))
        return amount


class TermsForm(forms.Form):
    """So many days to pay, and why (S4-58)."""

    days = forms.IntegerField(min_value=0, max_value=365)
    why = forms.CharField(max_length=200)
    granted_on = forms.DateField(widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            days=Words("付款期限（天）", "Days to pay"),
            why=Words("为什么", "Why"),
            granted_on=Words("从哪天起", "From"),
        )


class SpillForm(forms.Form):
    """Whom he leads, how much of that customer's buying is owed to him, and why we think so (S4-59)."""

    led = forms.CharField(max_length=200)
    share = forms.IntegerField(min_value=1, max_value=100)
    why = forms.CharField(max_length=200)
    since = forms.DateField(widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            led=Words("带动了哪家（名称或编号）", "Whom he leads (name or number)"),
            share=Words("其中百分之几归功于他", "Per cent of it owed to him"),
            why=Words("依据", "Grounds"),
            since=Words("从哪天起", "Since"),
        )
