"""Who works here, in which seat and team."""

from django import forms

from zhike.lib.words import Words
from zhike.users.queries import by_username, teams
from zhike.users.rules import Role
from zhike.users.staffing import staffing
from zhike.web.forms import labelled


class PersonForm(forms.Form):
    """What is asked of somebody who works here."""

    name = forms.CharField(max_length=80)
    role = forms.TypedChoiceField(coerce=Role)
    title = forms.CharField(max_length=80, required=False)
    teams = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    channel = forms.ChoiceField(required=False)
    post = forms.ChoiceField(required=False)
    is_active = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            name=Words("姓名", "Name"),
            role=Words("岗位", "Seat"),
            title=Words("名片上的职务", "Title on the card"),
            teams=Words("团队", "Teams"),
            channel=Words("所在渠道", "Channel"),
            post=Words("客户经理级别", "Grade as account manager"),
            is_active=Words("在职，可以登录", "Works here and may sign in"),
        )
        self.fields["role"].choices = [(r, r.words) for r in Role]  # type: ignore[attr-defined]
        staff, none = staffing(), [("", Words("–", "–"))]
        self.fields["channel"].choices = none + [(c.key, c.title) for c in staff.channels]  # type: ignore[attr-defined]
        self.fields["post"].choices = none + [(s.key, s.title) for s in staff.posts]  # type: ignore[attr-defined]
        self.fields["teams"].choices = [(t.pk, t.name) for t in teams()]  # type: ignore[attr-defined]


class InviteForm(PersonForm):
    """Somebody new, with a sign-in name."""

    username = forms.RegexField(r"^[\w.@+-]{2,60}$")

    field_order = ("name", "username", "role", "title", "channel", "post", "teams")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_active"]
        labelled(self, username=Words("登录名", "Sign-in name"))

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if by_username(username):
            raise forms.ValidationError(
                str(
                    Words(
                        "这个登录名已有人用，请换一个。",
                        "Somebody has this sign-in name; choose another.",
                    )
                )
            )
        return username


class TeamForm(forms.Form):
    """A new team."""

    name = forms.CharField(max_length=80)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(self, name=Words("新团队", "New team"))

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if teams().filter(name=name).exists():
            raise forms.ValidationError(
                str(Words("已有这个团队。", "There is a team of this name."))
            )
        return name
