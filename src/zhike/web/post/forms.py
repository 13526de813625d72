"""How the company's mail and messages are set up."""

from ipaddress import ip_address

from django import forms

from zhike.care.messages.robots import KINDS, RobotDraft
from zhike.care.messages.rules import is_one_line
from zhike.care.messages.server import MailServer
from zhike.lib.words import Words
from zhike.web.forms import labelled


class ServerForm(forms.Form):
    """The mail server, and when customers may be written to."""

    host = forms.RegexField(r"^[A-Za-z0-9.:_-]+$", max_length=120, required=False)
    port = forms.IntegerField(min_value=1, max_value=65535)
    security = forms.ChoiceField()
    username = forms.CharField(max_length=120, required=False)
    password = forms.CharField(
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    from_address = forms.EmailField(required=False)
    site = forms.RegexField(r"^https?://[^\s/]+/?$", max_length=120, required=False)
    open_from = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    open_until = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    gap_days = forms.IntegerField(min_value=0, max_value=90)

    def __init__(self, *args: object, office: MailServer, here: str, **kwargs: object) -> None:
        initial = {name: getattr(office, name) for name in _FIELDS}
        initial["site"] = office.site or here
        super().__init__(*args, initial=initial, **kwargs)  # type: ignore[arg-type, misc]  # passed through
        labelled(
            self,
            host=Words("邮件服务器", "Mail server"),
            port=Words("端口", "Port"),
            security=Words("加密", "Encryption"),
            username=Words("用户名", "User name"),
            password=Words("密码或授权码", "Password"),
            from_address=Words("发件地址", "Sender address"),
            site=Words("本系统的网址", "Address of this system"),
            open_from=Words("可以给客户写信的时间：从", "Customers may be written to from"),
            open_until=Words("到", "until"),
            gap_days=Words("两次问候或感谢至少隔几天", "Days between two greetings or thanks"),
        )
        self.fields["security"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("starttls", "STARTTLS (587)"),
            ("tls", "TLS (465)"),
            ("none", str(Words("不加密", "none"))),
        ]
        self.fields["site"].help_text = str(
            Words("写在通知里的链接用它。", "Links in notices begin with it.")
        )
        self.fields["gap_days"].help_text = str(
            Words("七天是知客的建议。", "Seven days is our suggestion.")
        )
        if office.sealed:
            self.fields["password"].help_text = str(
                Words("已密封保存；留空不变。", "Kept sealed; leave empty to keep it.")
            )

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        if said.get("host") and not said.get("from_address"):
            self.add_error(
                "from_address", str(Words("请填发件地址。", "Give the sender address."))
            )
        in_the_open = said.get("security") == "none" and said.get("username")
        if in_the_open and not _is_here(str(said.get("host", ""))):
            self.add_error(
                "security",
                str(
                    Words(
                        "不加密时不能用密码登录别的机器。",
                        "Without encryption no password goes to another machine.",
                    )
                ),
            )
        if str(said.get("open_from")) >= str(said.get("open_until")):
            self.add_error(
                "open_until", str(Words("结束要晚于开始。", "The end comes after the start."))
            )
        return said

    def office(self, office: MailServer) -> MailServer:
        """The settings with what was typed."""
        for name in _FIELDS:
            setattr(office, name, self.cleaned_data[name])
        return office


_FIELDS = (
    "host", "port", "security", "username", "from_address", "site", "open_from", "open_until",
    "gap_days",
)  # fmt: skip


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class RobotForm(forms.Form):
    """A channel more."""

    name = forms.CharField(max_length=60)
    kind = forms.ChoiceField()
    token = forms.CharField(
        max_length=500, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )
    tells_names = forms.BooleanField(required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed through
        labelled(
            self,
            name=Words("名称", "Name"),
            kind=Words("哪一种", "Kind"),
            token=Words("机器人的网址或密钥", "The robot’s web address or key"),
            tells_names=Words(
                "可以说出客户名称（晨报里）", "May tell customers’ names (in the digest)"
            ),
        )
        self.fields["kind"].choices = [(key, words) for key, (words, _) in KINDS.items()]  # type: ignore[attr-defined]
        self.fields["tells_names"].help_text = str(
            Words(
                "群里的人不一定都看得到这些客户；不勾选时只说件数和链接。",
                "Not everybody in the group may see these customers; unticked, only numbers and a link are told.",
            )
        )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not is_one_line(name):
            raise forms.ValidationError(
                str(Words("名称只能是一行。", "The name must be one line."))
            )
        return name

    def draft(self) -> RobotDraft:
        """What was typed."""
        return RobotDraft(**self.cleaned_data)
