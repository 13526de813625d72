"""A letter as it is chosen, and as it is gone over."""

from collections.abc import Iterable

from django import forms

from zhike.care.messages.letters import Edit
from zhike.care.messages.rules import is_one_line
from zhike.lib.words import Words
from zhike.methods.documents import Ask, Document
from zhike.web.forms import labelled

LANGUAGES = (("zh", Words("中文", "Chinese")), ("en", Words("英文", "English")))
# The shelf in groups; what is in none of them stands in the last.
OTHERS = Words("进展、资料、主意、请教", "Progress, news, ideas, questions")
OCCASIONS = {
    "thanks": Words("感谢", "Thanks"),
    "reply": Words("答复", "Replies"),
    "greeting": Words("问候与祝贺", "Greetings and congratulations"),
}


class NewLetterForm(forms.Form):
    """Which letter, to whom, in which language."""

    contact = forms.TypedChoiceField(coerce=int)
    language = forms.ChoiceField(choices=LANGUAGES, widget=forms.RadioSelect)
    document = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(
        self,
        *args: object,
        people: list[tuple[int, str]],
        documents: Iterable[Document],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            contact=Words("写给谁", "To whom"),
            language=Words("语言", "Language"),
            document=Words("范本", "Letter"),
        )
        self.fields["contact"].choices = people  # type: ignore[attr-defined]  # a choice field
        self.fields["document"].choices = [(d.head.name, d.head.title) for d in documents]  # type: ignore[attr-defined]


class LetterForm(forms.Form):
    """The questions of the document, and the words themselves."""

    to = forms.ChoiceField(required=False)
    subject = forms.CharField(max_length=200)
    body = forms.CharField(max_length=20_000, widget=forms.Textarea(attrs={"rows": 15}))

    def __init__(
        self, *args: object, document: Document, addresses: list[str], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            to=Words("寄到", "Address"),
            subject=Words("主题", "Subject"),
            body=Words("正文", "Words"),
        )
        nowhere = str(Words("没有可用的邮箱", "no address to use"))
        self.fields["to"].choices = [(a, a) for a in addresses] or [("", nowhere)]  # type: ignore[attr-defined]
        for ask in document.asks:
            self.fields[f"ask_{ask.key}"] = _field(ask)
        self.asked = [ask.key for ask in document.asks]

    def asks(self) -> list[forms.BoundField]:
        """The questions, in the order of the document."""
        return [self[f"ask_{key}"] for key in self.asked]

    def values(self) -> dict[str, str]:
        """What was answered, whether or not the rest is in order."""
        return {key: str(self.data.get(f"ask_{key}", "")).strip() for key in self.asked}

    def edit(self) -> Edit:
        """What was changed."""
        said = self.cleaned_data
        return Edit(said["subject"], said["body"], said["to"], self.values())

    def clean_subject(self) -> str:
        subject: str = self.cleaned_data["subject"]
        if not is_one_line(subject):
            raise forms.ValidationError(
                str(Words("主题只能是一行。", "The subject must be one line."))
            )
        return subject


def _field(ask: Ask) -> forms.Field:
    """A question that is left open is no error while drafting; the gate asks for it before the letter goes."""
    label, hint = str(ask.label), str(ask.hint) if ask.hint else ""
    if ask.required:
        label += str(Words("（必填）", " (needed)"))
    if ask.options:
        choices = [("", "–"), *((o.key, str(o.words)) for o in ask.options)]
        return forms.ChoiceField(choices=choices, required=False, label=label, help_text=hint)
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(
        max_length=2000, required=False, label=label, help_text=hint, widget=widget
    )
