"""A group of questions as fields of a form; sealed answers never come back into a field."""

from collections.abc import Iterable, Mapping

from django import forms

from zhike.customers.consents import USES
from zhike.customers.facts import SOURCES, Answer
from zhike.lib.words import Words
from zhike.methods.form_files import CONSENTS
from zhike.methods.forms import Item, ItemKind
from zhike.web.forms import day_input, labelled

KEEP = Words("已密封；留空不变", "sealed; leave empty to keep it")
CONSENT_KINDS = {
    "health": Words("健康信息", "Health"),
    "belief": Words("宗教信仰", "Belief"),
    "politics": Words("政治观点", "Politics"),
    "children": Words("未成年子女", "Children"),
    "special_identity": Words("特定身份", "Special identity"),
    "private_matter": Words("不宜谈论的事", "Matters not to be raised"),
    "news": Words("收到我们的资料和主意", "News and ideas from us"),
    "off_hours": Words("休息时间也可以联系", "Being written to outside working hours"),
}
CHANNELS = {
    "paper": Words("纸面签字", "signed on paper"),
    "mail": Words("邮件", "by mail"),
    "message": Words("消息", "by message"),
    "spoken": Words("口头", "spoken"),
}
PURPOSES = (
    Words("准备拜访或来访", "to prepare a visit"),
    Words("安排招待", "to arrange hospitality"),
    Words("本人要求查看", "the person asks to see it"),
    Words("核对或更正", "to compare or correct"),
)


class AnswersForm(forms.Form):
    """The answers of one group, and how they were learned; `initial` shows what is known."""

    source = forms.ChoiceField()
    source_note = forms.CharField(max_length=120, required=False)

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        items: Iterable[Item],
        known: Mapping[str, Answer],
        with_source: bool = True,
    ) -> None:
        super().__init__(data)
        if with_source:
            labelled(
                self,
                source=Words("怎么知道的", "How we know"),
                source_note=Words(
                    "补充（谁说的、哪里看到的）", "A word on it (who said so, where seen)"
                ),
            )
            sources = [
                (key.value, words) for key, words in SOURCES.items() if key != "imported"
            ]
            self.fields["source"].choices = sources  # type: ignore[attr-defined]
        else:
            del self.fields["source"], self.fields["source_note"]
        self.leaves = [leaf for item in items for leaf in item.leaves if not leaf.column]
        for leaf in self.leaves:
            answer = known.get(leaf.fact)
            if answer and answer.is_masked:
                continue
            self.fields[leaf.key] = _field(leaf, answer)

    def typed(self) -> dict[str, str | list[str]]:
        """What was typed, by item key."""
        return {leaf.key: self._raw(leaf) for leaf in self.leaves if leaf.key in self.fields}

    def refuse(self, errors: Mapping[str, Words]) -> None:
        """Say at each field why its answer cannot be kept; those of no field here are said on top."""
        for key, words in errors.items():
            at = (
                key
                if key in self.fields
                else next((name for name in self.fields if name.startswith(f"{key}.")), None)
            )
            self.add_error(at, str(words))

    def _raw(self, leaf: Item) -> str | list[str]:
        value = self.cleaned_data.get(leaf.key)
        if isinstance(value, list):
            return [str(each) for each in value]
        return "" if value is None else str(value)


def _field(leaf: Item, answer: Answer | None) -> forms.Field:
    field = _input(leaf)
    field.required = False
    field.label = str(leaf.title) + (" *" if leaf.required_at else "")
    field.help_text = " ".join(str(words) for words in (leaf.hint, leaf.law) if words)
    if answer and answer.is_sealed:
        field.widget.attrs["placeholder"] = str(KEEP)
    elif answer and answer.fact:
        field.initial = _said(leaf, answer.fact.value)
    return field


def _input(leaf: Item) -> forms.Field:
    offered = [(choice.key, choice.title) for choice in leaf.choices]
    match leaf.kind:
        case ItemKind.LONG_TEXT:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
        case ItemKind.DAY:
            return forms.CharField(widget=day_input())
        case ItemKind.YES_NO:
            return _select([("yes", Words("是", "yes")), ("no", Words("否", "no"))])
        case ItemKind.CHOICE:
            return _select(offered)
        case ItemKind.CHOICES:
            several = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
            several.choices = offered
            return several
        case _:
            return forms.CharField()


def _select(offered: list[tuple[str, Words]]) -> forms.ChoiceField:
    one = forms.ChoiceField()
    one.choices = [("", "–"), *offered]
    return one


def _said(leaf: Item, value: object) -> object:
    """An answer as its input shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if leaf.kind is ItemKind.MONEY and isinstance(value, int):
        return f"{value / 100:.2f}".removesuffix(".00")
    return value


class PurposeForm(forms.Form):
    """What a sealed answer is opened for: one of the usual purposes, or words of one's own."""

    purpose = forms.CharField(max_length=200, required=False)
    other = forms.CharField(max_length=200, required=False)

    def said(self) -> str:
        """The purpose, or nothing."""
        if not self.is_valid():
            return ""
        text: str = self.cleaned_data["other"].strip() or self.cleaned_data["purpose"].strip()
        return text


class ConsentForm(forms.Form):
    """What a person agreed to, in the words he was given."""

    kind = forms.ChoiceField()
    text = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    channel = forms.ChoiceField()
    given_on = forms.DateField(widget=day_input())
    evidence = forms.CharField(max_length=200, required=False)
    by_guardian = forms.BooleanField(required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            kind=Words("哪一类（每类单独同意）", "Which kind (each needs its own)"),
            text=Words("他同意的原话", "The words he agreed to"),
            channel=Words("怎么同意的", "How"),
            given_on=Words("哪一天", "On which day"),
            evidence=Words("凭据在哪里", "Where the evidence is"),
            by_guardian=Words(
                "由监护人同意（未满 14 岁必须）", "By a guardian (a must under 14)"
            ),
        )
        self.fields["kind"].choices = [(key, CONSENT_KINDS[key]) for key in (*CONSENTS, *USES)]  # type: ignore[attr-defined]
        self.fields["channel"].choices = list(CHANNELS.items())  # type: ignore[attr-defined]


class SwitchForm(forms.Form):
    """A question to be switched on, and the assessment that allows it."""

    question = forms.ChoiceField()
    assessment = forms.CharField(max_length=200)

    def __init__(
        self, *args: object, questions: Iterable[tuple[str, Words]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            question=Words("哪个问题", "Which question"),
            assessment=Words(
                "影响评估的编号和结论", "Number and finding of the impact assessment"
            ),
        )
        self.fields["question"].choices = list(questions)  # type: ignore[attr-defined]
