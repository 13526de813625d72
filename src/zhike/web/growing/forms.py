"""What somebody asks himself, whom he lets read it, and what a colleague knows."""

from typing import Any

from django import forms

from zhike.lib.words import Words
from zhike.methods.self_views import SelfViewRule
from zhike.users.knowing import KINDS, LEVELS
from zhike.web.forms import labelled


class SelfViewForm(forms.Form):
    """A level for each criterion, and one's own words beside it."""

    aim = forms.CharField(
        max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through
        rule: SelfViewRule,
        **kwargs: Any,  # noqa: ANN401 - passed through
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        labelled(self, aim=Words("接下来练哪一样，怎么练", "What to work on next, and how"))
        levels = [(n, str(words)) for n, words in enumerate(rule.levels, 1)]
        for each in rule.qualities:
            self.fields[f"level_{each.key}"] = forms.TypedChoiceField(
                coerce=int, choices=levels, widget=forms.RadioSelect, label=str(each.title)
            )
            words = Words(f"{each.title.zh}：举个例子", f"{each.title.en}: an example")
            self.fields[f"words_{each.key}"] = forms.CharField(
                max_length=300, required=False, label=str(words)
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, Words]]:
        """Each criterion with its level, its words and its question."""
        return [
            (self[f"level_{each.key}"], self[f"words_{each.key}"], each.asks)
            for each in self.rule.qualities
        ]

    @property
    def scores(self) -> dict[str, tuple[int, str]]:
        """What was chosen."""
        said = self.cleaned_data
        return {
            each.key: (said[f"level_{each.key}"], said[f"words_{each.key}"])
            for each in self.rule.qualities
        }


class ShareForm(forms.Form):
    """With whom to share; nobody takes it back."""

    with_id = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through
        people: list[tuple[int, str]],
        **kwargs: Any,  # noqa: ANN401 - passed through
    ) -> None:
        super().__init__(*args, **kwargs)
        labelled(self, with_id=Words("给谁看", "Who may read it"))
        nobody = ("", str(Words("只给自己看", "only myself")))
        self.fields["with_id"].choices = [nobody, *people]  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """What was talked over."""

    words = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(self, words=Words("谈了什么，约好了什么", "What was talked over and agreed"))


class KnowsForm(forms.Form):
    """How well somebody knows an industry or a field."""

    kind = forms.ChoiceField(widget=forms.RadioSelect, initial="industry")
    subject = forms.CharField(max_length=80, widget=forms.TextInput(attrs={"list": "subjects"}))
    level = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect)
    years = forms.IntegerField(min_value=0, max_value=60, required=False)
    grounds = forms.CharField(max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            kind=Words("行业还是领域", "Industry or field"),
            subject=Words("哪一个", "Which"),
            level=Words("懂到什么程度", "How well"),
            years=Words("做了几年", "Years in it"),
            grounds=Words("凭什么这样说", "On what grounds"),
        )
        self.fields["kind"].choices = [(k, str(w)) for k, w in KINDS.items()]  # type: ignore[attr-defined]
        self.fields["level"].choices = [(n, str(w)) for n, w in LEVELS.items()]  # type: ignore[attr-defined]
