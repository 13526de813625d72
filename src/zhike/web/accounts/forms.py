"""The first visit and one's own settings."""

from django import forms

from zhike.lib.currency import SIGNS
from zhike.lib.words import Words
from zhike.users.queries import password_problems
from zhike.web.forms import labelled


class SetupForm(forms.Form):
    """The company and its first person."""

    company = forms.CharField(max_length=120)
    currency = forms.ChoiceField(
        choices=[(code, f"{code} {sign}") for code, sign in SIGNS.items()]
    )
    name = forms.CharField(max_length=80)
    username = forms.RegexField(r"^[\w.@+-]{2,60}$")
    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), max_length=128
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            company=Words("公司名称", "Company"),
            currency=Words("记账币种", "Currency of the books"),
            name=Words("你的姓名", "Your name"),
            username=Words("登录名", "Sign-in name"),
            password=Words("密码", "Password"),
        )
        self.fields["username"].error_messages["invalid"] = str(
            Words(
                "登录名用 2 到 60 个字母、数字、汉字或 . @ + - _",
                "Use 2 to 60 letters, digits or . @ + - _",
            )
        )
        self.fields["password"].help_text = str(
            Words(
                "至少 12 位，越长越好；不要求符号。",
                "At least 12 characters; longer is better, symbols are not required.",
            )
        )

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        problems = password_problems(
            str(said.get("password", "")),
            username=str(said.get("username", "")),
            name=str(said.get("name", "")),
        )
        if "password" in said and problems:
            self.add_error("password", problems)
        return said


class DeputyForm(forms.Form):
    """Who looks after one's customers, and when."""

    deputy = forms.TypedChoiceField(coerce=int)
    from_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    until_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(
        self, *args: object, colleagues: list[tuple[int, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            deputy=Words("代理人", "Deputy"),
            from_on=Words("从", "From"),
            until_on=Words("到（含）", "Until (incl.)"),
        )
        self.fields["deputy"].choices = colleagues  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and str(first) > str(last):
            self.add_error(
                "until_on",
                str(Words("结束不能早于开始。", "The end cannot come before the start.")),
            )
        return cleaned
