"""How somebody wants to be told."""

from django import forms

from zhike.care.messages.kinds import KINDS, WAYS, comes
from zhike.care.messages.notices import NoticeWishes, WishesDraft
from zhike.lib.words import Words
from zhike.web.forms import labelled


def _time() -> forms.TimeField:
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class WishesForm(forms.Form):
    """Each kind by each way, the quiet hours, and the digest of the morning."""

    email = forms.EmailField(required=False)
    robot = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    quiet_from = _time()
    quiet_until = _time()
    urgent_anyway = forms.BooleanField(required=False)
    digest_by_mail = forms.BooleanField(required=False)
    digest_by_robot = forms.BooleanField(required=False)
    digest_at = _time()
    digest_on_rest_days = forms.BooleanField(required=False)

    def __init__(
        self,
        *args: object,
        wishes: NoticeWishes,
        email: str,
        robots: list[tuple[int, str]],
        **kwargs: object,
    ) -> None:
        initial = {
            "email": email,
            "robot": wishes.robot_id,
            **{name: getattr(wishes, name) for name in _PLAIN},
        }
        super().__init__(*args, initial=initial, **kwargs)  # type: ignore[arg-type, misc]  # passed through
        labelled(
            self,
            email=Words("我的邮箱", "My e-mail address"),
            robot=Words("群机器人", "Robot"),
            quiet_from=Words("免打扰从", "Quiet from"),
            quiet_until=Words("到", "until"),
            urgent_anyway=Words("急事照样通知", "Urgent matters come all the same"),
            digest_by_mail=Words("晨报发到邮箱", "Morning digest by mail"),
            digest_by_robot=Words("晨报发到群机器人", "Morning digest by the robot"),
            digest_at=Words("几点发", "At"),
            digest_on_rest_days=Words("休息日也发", "On rest days too"),
        )
        self.fields["email"].help_text = str(
            Words("客户的回信也到这里。", "Answers to your letters come here too.")
        )
        self.fields["robot"].choices = [("", str(Words("不用", "none"))), *robots]  # type: ignore[attr-defined]
        for kind, about in KINDS.items():
            for way, words in WAYS.items():
                self.fields[f"{kind}.{way}"] = forms.BooleanField(
                    required=False,
                    initial=comes(wishes.ways, kind, way),
                    label=f"{about.title} · {words}",
                )

    def table(self) -> list[tuple[Words, bool, list[forms.BoundField]]]:
        """Each kind, whether it is urgent, and its switches in the order of the ways."""
        return [
            (about.title, about.is_urgent, [self[f"{kind}.{way}"] for way in WAYS])
            for kind, about in KINDS.items()
        ]

    def draft(self) -> WishesDraft:
        """What was chosen."""
        said = self.cleaned_data
        ways = {f"{kind}.{way}": said[f"{kind}.{way}"] for kind in KINDS for way in WAYS}
        plain = {name: said[name] for name in _PLAIN}
        return WishesDraft(ways=ways, robot_id=said["robot"] or None, **plain)


_PLAIN = (
    "quiet_from", "quiet_until", "urgent_anyway", "digest_at", "digest_by_mail",
    "digest_by_robot", "digest_on_rest_days",
)  # fmt: skip
