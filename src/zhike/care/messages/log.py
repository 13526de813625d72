"""The delivery log: what left, what waits, what stayed behind and why, without a word of what it says."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count

from zhike.care.messages.telling import put_out
from zhike.care.models import Outgoing
from zhike.care.models.messages import OutgoingQuerySet
from zhike.lib.words import Words
from zhike.trust.actor import Actor, Permission, demand
from zhike.trust.requests import asker
from zhike.users.models import User

STATES = {
    "waiting": (Words("等待发送", "waiting"), "warn"),
    "sending": (Words("正在发送", "being sent"), "warn"),
    "sent": (Words("已送出", "sent"), "good"),
    "failed": (Words("没有送出", "not sent"), "bad"),
    "unknown": (Words("可能已送出", "perhaps sent"), "warn"),
    "held": (Words("被拦下", "held back"), "bad"),
    "withdrawn": (Words("已收回", "taken back"), ""),
}
PROBLEMS = {
    "unreachable": Words(
        "连不上邮件服务器，会自动再试", "the mail server cannot be reached; it is tried again"
    ),
    "password": Words(
        "邮件服务器不认用户名或密码，请管理员检查",
        "the mail server does not take the user name or password; ask the administrator",
    ),
    "busy": Words(
        "对方服务器暂时不收，会自动再试",
        "the server does not take it for now; it is tried again",
    ),
    "refused": Words(
        "对方服务器拒收：地址不存在或被拒绝，请核对邮箱",
        "the server refused it: the address does not exist or is turned away; check it",
    ),
    "address": Words("邮箱地址不对，请核对", "the address is not a valid one; check it"),
    "cut_off": Words(
        "递交到一半断了线，不知道对方收到没有；请问一声，再决定要不要重发",
        "the line broke while handing it over; nobody knows whether it arrived. Ask before sending again",
    ),
    "killed": Words(
        "递交时程序被中断，不知道对方收到没有；请问一声，再决定要不要重发",
        "the program was stopped while handing it over; nobody knows whether it arrived. Ask before sending again",
    ),
    "no_server": Words(
        "还没有设置邮件服务器，设好后自动送出",
        "no mail server is set up yet; it goes once there is one",
    ),
    "hours": Words("等到对方的工作时间", "it waits for the customer's working hours"),
    "no_robot": Words("机器人已停用", "the robot is switched off"),
    "robot": Words(
        "机器人没有收下，会自动再试", "the robot did not take it; it is tried again"
    ),
    "no_address": Words(
        "邮箱已不可用，或您不再负责这位客户",
        "the address can no longer be used, or the customer is no longer yours",
    ),
    "wish_mail": Words("本人要求不要寄信、发邮件", "the person asked for no letters or mail"),
    "wish_greeting": Words("本人要求不要问候祝贺", "the person asked for no greetings"),
    "wish_marketing": Words("本人要求不要推销", "the person asked for no marketing"),
    "consent": Words("本人撤回了同意", "the person took back the consent"),
    "complaint": Words("有投诉还没了结", "a complaint is open"),
    "left": Words("写信人已离职", "the writer has left"),
    "unseen": Words("写信人已看不到这位客户", "the writer no longer sees this customer"),
    "document": Words("信的范本已不在", "the document of this letter is gone"),
}
_OTHER = Words("信的内容还要改", "the words still need mending")
SHOWN = 100


def problem_words(code: str) -> Words | None:
    """Why something stayed behind, in plain words."""
    return PROBLEMS.get(code, _OTHER) if code else None


def whole_log(actor: Actor, *, state: str = "") -> OutgoingQuerySet:
    """Everything that left or waits, newest first; for whoever looks after the post, who sees no words and no customer."""
    demand(actor, Permission.MANAGE_POST)
    rows = Outgoing.objects.unscoped().select_related("letter__author", "user", "robot")
    rows = rows.filter(state=state) if state in STATES else rows
    return rows.defer("text").order_by("-made_at", "-pk")


def counts(actor: Actor) -> dict[str, int]:
    """How many rows are in each state."""
    demand(actor, Permission.MANAGE_POST)
    rows = Outgoing.objects.unscoped().order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows)


@transaction.atomic
def try_again(actor: Actor, outgoing_id: int, *, at: datetime) -> bool:
    """A notice or digest that failed goes once more; a letter is its writer's to send again."""
    demand(actor, Permission.MANAGE_POST)
    stuck = Outgoing.objects.unscoped().filter(
        pk=outgoing_id, letter=None, state__in=(Outgoing.State.FAILED, Outgoing.State.UNKNOWN)
    )
    return bool(
        stuck.update(
            state=Outgoing.State.WAITING,
            not_before=at,
            tries=0,
            claim="",
            claimed_at=None,
            handed_at=None,
            ended_at=None,
        )
    )


def send_test(actor: Actor, *, at: datetime) -> bool:
    """A mail to oneself, to see that it comes; False when one has no address."""
    demand(actor, Permission.MANAGE_POST)
    user = User.objects.get(pk=asker(actor))
    if not user.email:
        return False
    put_out(
        user,
        f"test:{user.pk}:{at.timestamp():.0f}",
        Words("知客的测试邮件", "A test mail from Zhike"),
        Words("收到这封信，说明邮件设置好了。", "If you read this, mail is set up."),
        at,
        at,
    )
    return True
