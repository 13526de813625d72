"""What is asked of an expectation, of what came of it, and of a value that fell short."""

from typing import Any

from django import forms

from zhike.care.expecting import KINDS, MET, Wish
from zhike.care.surveys import rule
from zhike.lib.words import Words
from zhike.web.forms import day_input, labelled

_WORDS = forms.Textarea(attrs={"rows": 2})


class ExpectForm(forms.Form):
    """What a customer hopes to get, before it begins."""

    kind = forms.ChoiceField(widget=forms.RadioSelect, initial="project")
    about = forms.CharField(max_length=200)
    expected = forms.CharField(max_length=400, widget=_WORDS)
    ours = forms.CharField(max_length=300, required=False, widget=_WORDS)
    contact_id = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    compare_on = forms.DateField(widget=day_input(), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through
        people: list[tuple[int, str]],
        **kwargs: Any,  # noqa: ANN401 - passed through
    ) -> None:
        super().__init__(*args, **kwargs)
        labelled(
            self,
            kind=Words("是什么", "What it is"),
            about=Words("哪一件，一句话", "Which, in a line"),
            expected=Words(
                "他期望得到什么（他的原话）", "What they hope to get, in their words"
            ),
            ours=Words("我们认为对他值在哪里", "What we think it is worth to them"),
            contact_id=Words("谁说的", "Who said so"),
            compare_on=Words("哪天来对", "Day to compare"),
        )
        self.fields["kind"].choices = [(k, str(w)) for k, w in KINDS.items()]  # type: ignore[attr-defined]
        self.fields["contact_id"].choices = [("", "–"), *people]  # type: ignore[attr-defined]

    def wish(self, *, contract_id: int | None, deal_id: int | None) -> Wish:
        """What was said, hung on the contract or the deal it is about."""
        return Wish(**self.cleaned_data, contract_id=contract_id, deal_id=deal_id)


class ExplainForm(forms.Form):
    """Why the value to a customer fell short: one of the three causes, and on what grounds."""

    cause = forms.ChoiceField(widget=forms.RadioSelect)
    why = forms.CharField(max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            cause=Words("三种原因里的哪一种", "Which of the three causes"),
            why=Words("凭什么这样看", "What makes one think so"),
        )
        causes = [(c.key, str(c.title)) for c in rule().causes]
        self.fields["cause"].choices = causes  # type: ignore[attr-defined]


class CompareForm(ExplainForm):
    """What came of it; the cause only where it was less than expected."""

    met = forms.ChoiceField(widget=forms.RadioSelect)
    outcome = forms.CharField(max_length=400, widget=_WORDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            met=Words("和期望比", "Beside what was expected"),
            outcome=Words("实际得到了什么（他的原话）", "What they got, in their words"),
        )
        self.fields["met"].choices = [(k, str(w)) for k, (w, _) in MET.items()]  # type: ignore[attr-defined]
        for name in ("cause", "why"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("met") == "below" and not said.get("cause"):
            words = Words(
                "不如期望时，请选一种原因。", "Where it was less, choose one of the causes."
            )
            self.add_error("cause", str(words))
        return said
