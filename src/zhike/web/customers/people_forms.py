"""What is asked about the people of a customer: how to reach them, where they stand, who knows whom."""

from django import forms

from zhike.care.people import PARTS, RANKS, SIDES, WISHES
from zhike.customers.rules import PLACES
from zhike.lib.words import Words
from zhike.web.forms import day_input, labelled

NOBODY = ("", "–")
KINDS = {
    "mobile": Words("手机", "Mobile"),
    "phone": Words("座机", "Phone"),
    "email": Words("邮箱", "E-mail"),
    "wechat": Words("微信", "WeChat"),
    "messenger": Words("其他聊天号", "Other messenger"),
    "address": Words("办公地址", "Office address"),
    "home": Words("家庭地址", "Home address"),
    "website": Words("网页", "Web page"),
}
SITUATIONS = {
    "formal": Words("正式场合称呼", "On formal occasions"),
    "familiar": Words("熟了以后称呼", "Among friends"),
    "english": Words("英文名", "English name"),
    "sound": Words("名字怎么念", "How the name is said"),
    "nickname": Words("昵称", "Nickname"),
    "former": Words("曾用名", "Former name"),
}
TIES = {
    "knows": Words("认识", "knows"),
    "colleague": Words("老同事", "former colleague"),
    "relative": Words("亲戚（本人说的）", "relative (said so himself)"),
    "friend": Words("朋友", "friend"),
    "rival": Words("不和", "rival"),
}
CLOSE = {
    1: Words("点头之交", "by sight"),
    2: Words("熟悉", "well"),
    3: Words("很熟", "very well"),
}
THANKS = {
    "call": Words("打电话", "by phone"),
    "visit": Words("登门", "in person"),
    "letter": Words("写信", "by letter"),
    "message": Words("发消息", "by message"),
}
RESULTS = {
    "open": Words("还在谈", "still open"),
    "won": Words("成了客户", "became a customer"),
    "lost": Words("没有成", "came to nothing"),
}


class PointForm(forms.Form):
    """One more way to reach somebody."""

    kind = forms.ChoiceField()
    value = forms.CharField(max_length=240)
    label = forms.CharField(max_length=40, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            kind=Words("哪一种", "Kind"),
            value=Words("号码或地址", "Number or address"),
            label=Words("说明（如 分机、家里）", "Label (such as: direct line)"),
        )
        self.fields["kind"].choices = list(KINDS.items())  # type: ignore[attr-defined]


class WishForm(forms.Form):
    """Something somebody asked us not to do."""

    way = forms.ChoiceField()
    why = forms.CharField(max_length=200)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            way=Words("不要怎样", "What not to do"),
            why=Words("他怎么说的", "What he said"),
        )
        self.fields["way"].choices = list(WISHES.items())  # type: ignore[attr-defined]


class NamesForm(forms.Form):
    """How somebody is called in each situation."""

    def __init__(
        self, *args: object, held: dict[str, str], near: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        for situation, words in SITUATIONS.items():
            if near or situation not in {"nickname", "former"}:
                self.fields[situation] = forms.CharField(
                    max_length=80,
                    required=False,
                    label=str(words),
                    initial=held.get(situation, ""),
                )


class PlaceForm(forms.Form):
    """Where somebody stands among the people of his customer."""

    part = forms.ChoiceField(required=False)
    rank = forms.ChoiceField(required=False)
    influence = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    reports_to = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)

    def __init__(
        self, *args: object, colleagues: list[tuple[int, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            part=Words("在决策里", "Part in decisions"),
            rank=Words("层级", "Level"),
            influence=Words("影响力（1–5）", "Influence (1–5)"),
            reports_to=Words("上级是谁", "Answers to"),
        )
        choose = {
            "part": [NOBODY, *PARTS.items()],
            "rank": [NOBODY, *RANKS.items()],
            "influence": [NOBODY, *((n, str(n)) for n in range(1, 6))],
            "reports_to": [NOBODY, *colleagues],
        }
        for name, choices in choose.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class StanceForm(forms.Form):
    """What somebody seems to think of us: an opinion, with its grounds."""

    side = forms.ChoiceField(widget=forms.RadioSelect)
    grounds = forms.CharField(max_length=300)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self, side=Words("他的态度", "His stance"), grounds=Words("凭什么这么说", "Grounds")
        )
        self.fields["side"].choices = list(SIDES.items())  # type: ignore[attr-defined]
        self.fields["grounds"].help_text = str(
            Words(
                "写他说了、做了什么，不评价人；这是意见，本人有权看到，绝不随文件发给客户。",
                "What he said or did, no judgement: it is an opinion, he may ask to see it, and it never goes out with a document.",
            )
        )


class TieForm(forms.Form):
    """A tie to somebody else: another contact, or one of our colleagues."""

    other = forms.ChoiceField()
    kind = forms.ChoiceField()
    closeness = forms.TypedChoiceField(coerce=int, initial=1)
    note = forms.CharField(max_length=200, required=False)

    def __init__(
        self, *args: object, others: list[tuple[str, object]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            other=Words("和谁", "With"),
            kind=Words("什么关系", "Tie"),
            closeness=Words("熟到什么程度", "How close"),
            note=Words("怎么知道的", "How we know"),
        )
        self.fields["other"].choices = others  # type: ignore[attr-defined]
        self.fields["kind"].choices = list(TIES.items())  # type: ignore[attr-defined]
        self.fields["closeness"].choices = list(CLOSE.items())  # type: ignore[attr-defined]


class SpotForm(forms.Form):
    """Where somebody stands on the picture."""

    x = forms.IntegerField(min_value=0, max_value=4000)
    y = forms.IntegerField(min_value=0, max_value=4000)


class JoinForm(forms.Form):
    """What a customer is in the group it joins."""

    place = forms.ChoiceField()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(self, place=Words("在集团里是", "Its place in the group"))
        self.fields["place"].choices = list(PLACES.items())  # type: ignore[attr-defined]


class KeyPersonForm(forms.Form):
    """Who carries a group's mark, and why."""

    who = forms.ChoiceField()
    why = forms.CharField(max_length=200)

    def __init__(self, *args: object, people: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(self, who=Words("哪一位", "Who"), why=Words("为什么是他", "Why"))
        self.fields["who"].choices = people  # type: ignore[attr-defined]


class ReferralForm(forms.Form):
    """Who was brought to us, when, and by whom at this customer."""

    contact = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    referred_on = forms.DateField(widget=day_input())
    note = forms.CharField(max_length=200, required=False)

    def __init__(
        self, *args: object, contacts: list[tuple[int, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            contact=Words("谁介绍的", "Introduced by"),
            referred_on=Words("哪一天", "Day"),
            note=Words("怎么介绍的", "How"),
        )
        self.fields["contact"].choices = [NOBODY, *contacts]  # type: ignore[attr-defined]


class ThanksForm(forms.Form):
    """How whoever brought us there was thanked."""

    kind = forms.ChoiceField(widget=forms.RadioSelect, initial="call")
    how = forms.CharField(max_length=120)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(self, kind=Words("怎么谢的", "How"), how=Words("说了什么", "What was said"))
        self.fields["kind"].choices = list(THANKS.items())  # type: ignore[attr-defined]
