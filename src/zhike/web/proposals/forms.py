"""What is asked of a proposal, and of whoever judges it."""

from typing import Any

from django import forms

from zhike.lib.words import Words
from zhike.methods.proposals import ProposalRule
from zhike.web.forms import labelled

_WORDS = forms.Textarea(attrs={"rows": 2})


class ProposalForm(forms.Form):
    """A new proposal."""

    title = forms.CharField(max_length=120)
    gist = forms.CharField(max_length=400, widget=_WORDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            title=Words("提案叫什么", "Title"),
            gist=Words(
                "要解决什么、怎么解决，两三句", "What it solves and how, in a line or two"
            ),
        )


class JudgeForm(forms.Form):
    """A level for each criterion, and words; whose view it is where the customer's is noted."""

    contact_id = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    words = forms.CharField(max_length=400, required=False, widget=_WORDS)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through
        rule: ProposalRule,
        people: list[tuple[int, str]] | None,
        **kwargs: Any,  # noqa: ANN401 - passed through
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        labelled(
            self,
            contact_id=Words("谁说的", "Who said so"),
            words=Words("怎么说的", "In their words")
            if people is not None
            else Words("建议怎么改", "What to change"),
        )
        if people is None:
            del self.fields["contact_id"]
        else:
            self.fields["contact_id"].choices = [("", "–"), *people]  # type: ignore[attr-defined]
        levels = [(n, str(words)) for n, words in enumerate(rule.levels, 1)]
        for each in rule.criteria:
            self.fields[f"level_{each.key}"] = forms.TypedChoiceField(
                coerce=int, choices=levels, widget=forms.RadioSelect, label=str(each.title)
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, Words]]:
        """Each criterion with its question."""
        return [(self[f"level_{each.key}"], each.asks) for each in self.rule.criteria]

    @property
    def marks(self) -> dict[str, int]:
        """What was chosen."""
        return {each.key: self.cleaned_data[f"level_{each.key}"] for each in self.rule.criteria}
