"""What is asked of whoever brings something in from a customer."""

from typing import Any

from django import forms

from zhike.care.feedback import KINDS
from zhike.lib.words import Words
from zhike.web.forms import labelled


class FeedbackForm(forms.Form):
    """What was heard, in the customer's words; the rest may stay empty."""

    kind = forms.ChoiceField(widget=forms.RadioSelect, initial="need")
    words = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    product = forms.CharField(max_length=120, required=False)
    competitor = forms.CharField(max_length=120, required=False)
    contact = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            kind=Words("关于什么", "About"),
            words=Words("客户怎么说的、您看到什么", "What they said, or what you saw"),
            product=Words("哪个产品", "Which product"),
            competitor=Words("哪家对手", "Which competitor"),
            contact=Words("谁说的", "Who said it"),
        )
        self.fields["kind"].choices = [(k, str(w)) for k, w in KINDS.items()]  # type: ignore[attr-defined]
        self.fields["contact"].choices = [("", "–"), *people]  # type: ignore[attr-defined]
