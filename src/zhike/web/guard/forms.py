"""What the guard asks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from zhike.activities.rules import SOURCES
from zhike.exchange.out.columns import COLUMNS, What
from zhike.exchange.out.rules import PURPOSES
from zhike.lib.words import Words
from zhike.methods.cards import Card
from zhike.trust.actor import Level
from zhike.trust.disclosures import Agreement
from zhike.trust.enquiries import ASKERS
from zhike.trust.loans import LONGEST
from zhike.web.forms import day_input, labelled


def _text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ExportForm(forms.Form):
    """Which columns, in which form, and what for."""

    columns = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    file_type = forms.ChoiceField(widget=forms.RadioSelect, initial="xlsx")
    reason = forms.ChoiceField(required=False)
    other = forms.CharField(max_length=160, required=False)

    def __init__(self, *args: Any, what: What, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            columns=Words("列", "Columns"),
            file_type=Words("格式", "Format"),
            reason=Words("用途", "Purpose"),
            other=Words("其他用途，或补充说明", "Another purpose, or more about it"),
        )
        columns = COLUMNS[what]
        self.fields["columns"].choices = [(c.key, c.words) for c in columns]  # type: ignore[attr-defined]
        self.fields["columns"].initial = [c.key for c in columns if not c.is_personal]
        self.fields["file_type"].choices = [("xlsx", "xlsx"), ("csv", "csv")]  # type: ignore[attr-defined]
        if what is What.SUMMARY:
            del self.fields["columns"]
            self.fields["file_type"].choices = [("xlsx", "xlsx")]  # type: ignore[attr-defined]
        blank = ("", Words("请选择", "Please choose"))
        self.fields["reason"].choices = [blank, *PURPOSES.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not (said.get("reason") or said.get("other", "").strip()):
            self.add_error(
                "reason",
                str(Words("请选一个用途，或写一句。", "Choose a purpose, or write one.")),
            )
        if "columns" in self.fields and not said.get("columns"):
            self.add_error("columns", str(Words("至少选一列。", "Choose at least one.")))
        return said

    def purpose(self) -> str:
        """The purpose as the register keeps it."""
        reason, other = self.cleaned_data["reason"], self.cleaned_data["other"].strip()
        return " · ".join(filter(None, (str(PURPOSES[reason]) if reason else "", other)))


class LoanForm(forms.Form):
    """Which customer, what for, and until when."""

    named = forms.CharField(max_length=200)
    purpose = forms.CharField(max_length=200)
    from_on = forms.DateField(widget=day_input())
    until_on = forms.DateField(widget=day_input())

    def __init__(self, *args: Any, today: date, is_named: bool, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        self._today = today
        labelled(
            self,
            named=Words("客户全称或编号", "Full name or number of the customer"),
            purpose=Words("借来做什么", "What you need it for"),
            from_on=Words("从", "From"),
            until_on=Words("到", "Until"),
        )
        self.fields["until_on"].help_text = str(
            Words(
                f"最长 {LONGEST.days} 天，到期自动收回",
                f"{LONGEST.days} days at most; it ends by itself",
            )
        )
        self.fields["from_on"].initial = today
        if not is_named:
            del self.fields["named"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        first, last = said.get("from_on"), said.get("until_on")
        if first and last and (last < first or last < self._today or last - first > LONGEST):
            self.add_error(
                "until_on",
                str(
                    Words(
                        f"请选从今天起、{LONGEST.days} 天以内的日期。",
                        f"Choose a day from today on, within {LONGEST.days} days.",
                    )
                ),
            )
        return said


class DisclosureForm(forms.Form):
    """What is to be shown, to whom, how, and why."""

    content = forms.CharField(widget=_text(4), max_length=4000)
    level = forms.TypedChoiceField(coerce=lambda value: Level(int(value)))
    recipient = forms.CharField(max_length=200)
    manner = forms.CharField(max_length=200)
    purpose = forms.CharField(max_length=200)

    def __init__(self, *args: Any, names: Mapping[Level, Words], **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            content=Words("披露什么", "What is disclosed"),
            level=Words("密级", "Level"),
            recipient=Words("给谁", "To whom"),
            manner=Words("什么方式（面谈、邮件、纸质…）", "How (meeting, mail, paper …)"),
            purpose=Words("为什么必须披露", "Why it must be disclosed"),
        )
        self.fields["level"].choices = [(int(level), words) for level, words in names.items()]  # type: ignore[attr-defined]
        self.fields["level"].initial = int(Level.INTERNAL)


class EntryForm(forms.Form):
    """Under which agreement, on which day it went out."""

    agreement = forms.CharField(max_length=200)
    agreed_on = forms.DateField(widget=day_input())
    disclosed_on = forms.DateField(widget=day_input())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        self._today = today
        labelled(
            self,
            agreement=Words("书面协议（编号或文件）", "Written agreement (number or document)"),
            agreed_on=Words("协议签署日期", "Signed on"),
            disclosed_on=Words("披露日期", "Disclosed on"),
        )
        self.fields["disclosed_on"].initial = today

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        signed, out = said.get("agreed_on"), said.get("disclosed_on")
        if signed and out and signed > out:
            self.add_error(
                "agreed_on",
                str(
                    Words(
                        "协议须在披露之前签署。", "It must be signed before anything goes out."
                    )
                ),
            )
        if out and out > self._today:
            self.add_error(
                "disclosed_on", str(Words("不能是将来。", "It cannot be in the future."))
            )
        return said

    def signed(self) -> Agreement:
        """The agreement as the register keeps it."""
        return Agreement(self.cleaned_data["agreement"], self.cleaned_data["agreed_on"])


class CorrectionForm(EntryForm):
    """The same, with what was wrong before."""

    content = forms.CharField(widget=_text(4), max_length=4000)
    why = forms.CharField(max_length=200)

    field_order = ("content", "agreement", "agreed_on", "disclosed_on", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            content=Words("披露了什么", "What was disclosed"),
            why=Words("为什么更正", "Why it is corrected"),
        )


class EnquiryForm(forms.Form):
    """Who asks, and what."""

    asker_type = forms.ChoiceField()
    asker = forms.CharField(max_length=200)
    question = forms.CharField(widget=_text(4), max_length=4000)
    received_on = forms.DateField(widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            asker_type=Words("哪一类", "Kind of asker"),
            asker=Words("谁（单位与姓名）", "Who (organisation and name)"),
            question=Words("问什么", "What is asked"),
            received_on=Words("哪天", "On which day"),
        )
        self.fields["asker_type"].choices = list(ASKERS.items())  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer as it would go out."""

    answer = forms.CharField(widget=_text(5), max_length=4000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(self, answer=Words("拟答复", "Answer proposed"))


class CompetitorForm(forms.Form):
    """A competitor by name."""

    name = forms.CharField(max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(self, name=Words("竞争对手名称", "Name of a competitor"))


class NoteForm(forms.Form):
    """What is known, and from where."""

    what = forms.CharField(widget=_text(4), max_length=4000)
    source_type = forms.ChoiceField()
    source = forms.CharField(max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            what=Words("知道了什么", "What is known"),
            source_type=Words("来源", "Source"),
            source=Words(
                "出处（报刊、网址、谁在何时说的…）", "Where (paper, address, who told when …)"
            ),
        )
        blank = ("", Words("请选择", "Please choose"))
        self.fields["source_type"].choices = [blank, *SOURCES.items()]  # type: ignore[attr-defined]


class MetForm(forms.Form):
    """Whom of theirs one met, and whether anything forbidden came up."""

    met_on = forms.DateField(widget=day_input())
    whom = forms.CharField(max_length=120)
    occasion = forms.CharField(max_length=200)
    summary = forms.CharField(widget=_text(4), max_length=4000)
    is_clean = forms.BooleanField(required=False)
    raised = forms.CharField(max_length=400, required=False)

    def __init__(self, *args: Any, card: Card, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        labelled(
            self,
            met_on=Words("哪天", "On which day"),
            whom=Words("见了谁", "Whom"),
            occasion=Words("什么场合", "Occasion"),
            summary=Words("谈了什么", "What was said"),
            is_clean=Words(
                "我确认没有谈：" + "、".join(words.zh for words in card.avoid),
                "I confirm that nothing was said of: " + ", ".join(w.en for w in card.avoid),
            ),
            raised=Words(
                "如果谈到了：谈了哪一项，怎么结束的",
                "If something was: what, and how you ended it",
            ),
        )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if bool(said.get("is_clean")) == bool(said.get("raised", "").strip()):
            self.add_error(
                "is_clean",
                str(
                    Words(
                        "请确认没有谈，或写明谈到了什么，二者择一。",
                        "Either confirm that nothing was said, or write what was.",
                    )
                ),
            )
        return said

    def said(self) -> dict[str, Any]:
        """What makes a meeting."""
        return {
            key: self.cleaned_data[key]
            for key in ("met_on", "whom", "occasion", "summary", "raised")
        }


class LevelForm(forms.Form):
    """What the levels are called, in both languages."""

    def __init__(self, *args: Any, names: Mapping[Level, Words], **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        for level, words in names.items():
            for language, most in (("zh", 20), ("en", 30)):
                self.fields[f"{language}_{int(level)}"] = forms.CharField(
                    max_length=most,
                    initial=words.said_in(language),
                    label=str(
                        Words(
                            f"第 {level + 1} 级（{'中文' if language == 'zh' else '英文'}）",
                            f"Level {level + 1} ({'Chinese' if language == 'zh' else 'English'})",
                        )
                    ),
                )

    def renamed(self) -> list[tuple[Level, Words]]:
        """Each level with what it is called from now on."""
        said = self.cleaned_data
        return [
            (level, Words(said[f"zh_{int(level)}"], said[f"en_{int(level)}"]))
            for level in Level
        ]


class FarewellForm(forms.Form):
    """What must be settled before somebody goes."""

    is_reviewed = forms.BooleanField()
    is_handed_over = forms.BooleanField()
    is_told = forms.BooleanField()
    obligation_until = forms.DateField(widget=day_input())
    agreement = forms.CharField(max_length=200)
    note = forms.CharField(max_length=400, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        super().__init__(*args, **kwargs)
        self._today = today
        labelled(
            self,
            is_reviewed=Words(
                "我看过他的导出记录，文件已收回或确认销毁",
                "I went through what he took out; the files are back or destroyed",
            ),
            is_handed_over=Words(
                "他的客户已移交，或我知道要移交给谁",
                "His customers are handed over, or I know to whom",
            ),
            is_told=Words(
                "已告知他离职后的保密义务", "He was told of his duty of silence after leaving"
            ),
            obligation_until=Words("义务到哪一天为止", "The duty holds until"),
            agreement=Words("写在哪份协议里", "The agreement it stands in"),
            note=Words("备注", "Note"),
        )

    def clean_obligation_until(self) -> date:
        until: date = self.cleaned_data["obligation_until"]
        if until < self._today:
            raise forms.ValidationError(
                str(Words("不能早于今天。", "It cannot lie before today."))
            )
        return until
