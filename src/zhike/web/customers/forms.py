"""What is asked about a customer and about the people there."""

from datetime import date

from django import forms

from zhike.customers.actions.book import CustomerDraft
from zhike.customers.actions.contacts import ContactDraft
from zhike.customers.queries import Contact
from zhike.customers.rules import KINDS
from zhike.lib.codes import normalised_credit_code
from zhike.lib.phones import normalised_phone
from zhike.lib.words import Words
from zhike.trust.actor import Level
from zhike.trust.policy import level_of
from zhike.value.queries import methods
from zhike.web.forms import day_input, labelled

RATINGS = (
    (100, Words("很好", "Excellent")),
    (80, Words("好", "Good")),
    (60, Words("一般", "Fair")),
    (30, Words("较差", "Poor")),
    (0, Words("很差", "Very poor")),
)


def criteria() -> dict[str, Words]:
    """What people rate of a customer: the rated criteria of every scorecard in use."""
    cards = methods().scorecards.values()
    return {c.key: c.title for card in cards for c in card.criteria if c.is_rating}


def readable_phone(text: str) -> str:
    """The number as it is dialled; what no telephone knows is kept as it was typed."""
    return normalised_phone(text) or text.strip()


class CustomerForm(forms.Form):
    """A customer; only the name must be known."""

    name = forms.CharField(max_length=200)
    short_name = forms.CharField(max_length=80, required=False)
    kind = forms.ChoiceField()
    number = forms.CharField(max_length=60, required=False)
    credit_code = forms.CharField(max_length=30, required=False)
    industry = forms.CharField(max_length=80, required=False)
    city = forms.CharField(max_length=80, required=False)
    address = forms.CharField(max_length=200, required=False)
    phone = forms.CharField(max_length=40, required=False)
    website = forms.CharField(max_length=200, required=False)
    since = forms.DateField(required=False, widget=day_input())
    is_key = forms.BooleanField(required=False)
    note = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            name=Words("名称", "Name"),
            short_name=Words("简称", "Short name"),
            kind=Words("类型", "Kind"),
            number=Words("客户编号", "Customer number"),
            credit_code=Words("统一社会信用代码", "Unified social credit code"),
            industry=Words("行业", "Industry"),
            city=Words("城市", "City"),
            address=Words("地址", "Address"),
            phone=Words("电话", "Phone"),
            website=Words("网址", "Website"),
            since=Words("开始往来", "Trading since"),
            is_key=Words("重点关注（潜在客户也可以）", "Key customer (prospects too)"),
            note=Words("备注", "Note"),
        )
        self.fields["kind"].choices = list(KINDS.items())  # type: ignore[attr-defined]

    def clean_credit_code(self) -> str:
        text: str = self.cleaned_data["credit_code"]
        if not text:
            return ""
        try:
            return normalised_credit_code(text)
        except ValueError as error:
            raise forms.ValidationError(
                str(
                    Words(
                        "校验位不对，请核对 18 位代码；不确定就先留空。",
                        "The check digit is wrong. Compare the 18 characters, or leave it empty for now.",
                    )
                )
            ) from error

    def clean_phone(self) -> str:
        return readable_phone(self.cleaned_data["phone"])

    def clean_website(self) -> str:
        text: str = self.cleaned_data["website"].strip()
        if text and "://" in text and not text.startswith(("http://", "https://")):
            raise forms.ValidationError(
                str(
                    Words(
                        "网址只能以 http:// 或 https:// 开头。",
                        "An address starts with http:// or https://.",
                    )
                )
            )
        return text

    def draft(self) -> CustomerDraft:
        said = dict(self.cleaned_data)
        said["number"] = said["number"].strip() or None
        said["credit_code"] = said["credit_code"] or None
        return CustomerDraft(**said)


class ContactForm(forms.Form):
    """Somebody at a customer; only the name must be known. Who is not near does not see, and cannot write, what is personal."""

    name = forms.CharField(max_length=80)
    address_as = forms.CharField(max_length=40, required=False)
    title = forms.CharField(max_length=80, required=False)
    part = forms.CharField(max_length=40, required=False)
    mobile = forms.CharField(max_length=40, required=False)
    phone = forms.CharField(max_length=40, required=False)
    email = forms.EmailField(max_length=120, required=False)
    wechat = forms.CharField(max_length=60, required=False)
    birth_calendar = forms.ChoiceField(required=False)
    birth_year = forms.IntegerField(required=False, min_value=1901, max_value=2100)
    birth_month = forms.IntegerField(required=False, min_value=1, max_value=12)
    birth_day = forms.IntegerField(required=False, min_value=1, max_value=31)
    birth_leap = forms.BooleanField(required=False)
    note = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    is_main = forms.BooleanField(required=False)

    def __init__(
        self, *args: object, contact: Contact | None = None, near: bool = True, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            name=Words("姓名", "Name"),
            address_as=Words("称呼", "Form of address"),
            title=Words("职务", "Title"),
            part=Words("部门", "Department"),
            mobile=Words("手机", "Mobile"),
            phone=Words("座机", "Phone"),
            email=Words("邮箱", "Email"),
            wechat=Words("微信", "WeChat"),
            birth_calendar=Words("生日按", "Birthday by"),
            birth_year=Words("年（可不填）", "Year (optional)"),
            birth_month=Words("月", "Month"),
            birth_day=Words("日", "Day"),
            birth_leap=Words("闰月", "Leap month"),
            note=Words("备注", "Note"),
            is_main=Words("主要联系人", "Main contact"),
        )
        self.fields["birth_calendar"].choices = [  # type: ignore[attr-defined]
            ("sun", Words("公历", "the sun")),
            ("moon", Words("农历", "the moon")),
        ]
        self.kept = {}
        if contact is not None and not near:
            self.kept = {
                name: getattr(contact, name)
                for name in self.base_fields
                if level_of(Contact, name) >= Level.PERSONAL
            }
            for name in self.kept:
                del self.fields[name]

    kept: dict[str, object]

    def clean_mobile(self) -> str:
        return readable_phone(self.cleaned_data["mobile"])

    def clean_phone(self) -> str:
        return readable_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        month, day = said.get("birth_month"), said.get("birth_day")
        if bool(month) != bool(day):
            self.add_error(
                "birth_day",
                str(Words("生日要同时有月和日。", "A birthday needs a month and a day.")),
            )
        elif (
            isinstance(month, int)
            and isinstance(day, int)
            and not self._exists(said, month, day)
        ):
            self.add_error(
                "birth_day", str(Words("日历上没有这一天。", "The calendar has no such day."))
            )
        return said

    def _exists(self, said: dict[str, object], month: int, day: int) -> bool:
        if said.get("birth_calendar") == "moon":
            return day <= 30
        try:
            date(2024, month, day)
        except ValueError:
            return False
        return True

    def draft(self) -> ContactDraft:
        said = dict(self.cleaned_data) | self.kept
        said["birth_calendar"] = said["birth_calendar"] or "sun"
        return ContactDraft(**said)


class RatingForm(forms.Form):
    """What one thinks of one side of a customer, and why."""

    criterion = forms.ChoiceField()
    value = forms.TypedChoiceField(coerce=int)
    why = forms.CharField(max_length=200)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            criterion=Words("哪一方面", "Which side"),
            value=Words("评价", "Rating"),
            why=Words("依据（事实）", "Grounds (facts)"),
        )
        self.fields["criterion"].choices = list(criteria().items())  # type: ignore[attr-defined]
        self.fields["value"].choices = list(RATINGS)  # type: ignore[attr-defined]


class OwnerForm(forms.Form):
    """Who looks after a customer from now on."""

    owner_id = forms.TypedChoiceField(coerce=int)
    why = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: object, people: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            owner_id=Words("交给谁", "To whom"),
            why=Words("为什么移交", "Why"),
        )
        self.fields["owner_id"].choices = people  # type: ignore[attr-defined]
