"""What our own people are told of, by which ways, and what the house does unless somebody says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass

from zhike.lib.words import Words

WAYS = {
    "app": Words("站内", "In the app"),
    "mail": Words("邮件", "Mail"),
    "robot": Words("群机器人", "Robot"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notice. Urgent ones may come in quiet hours, where somebody allows it; `by` are the ways it comes by itself."""

    title: Words
    words: Words
    is_urgent: bool
    by: frozenset[str]


_APP, _APP_AND_MAIL = frozenset({"app"}), frozenset({"app", "mail"})
KINDS: Mapping[str, Kind] = {
    "task": Kind(
        Words("有事交给我", "A task comes to me"),
        Words("{who}把一项待办交给了你", "{who} handed a task to you"),
        is_urgent=False,
        by=_APP,
    ),
    "customer": Kind(
        Words("客户移交给我", "A customer comes to me"),
        Words(
            "{who}把客户移交给了你，请先读交接包",
            "{who} handed a customer over to you; read the pack first",
        ),
        is_urgent=False,
        by=_APP_AND_MAIL,
    ),
    "promise": Kind(
        Words("承诺逾期", "A promise is overdue"),
        Words("答应客户的一件事已过期限", "Something promised to a customer is overdue"),
        is_urgent=True,
        by=_APP_AND_MAIL,
    ),
    "escalation": Kind(
        Words("迟办上报给我", "Something late comes to me"),
        Words("一件迟办的事报到了你这里", "Something late has been passed up to you"),
        is_urgent=True,
        by=_APP_AND_MAIL,
    ),
    "approval": Kind(
        Words("等我批准", "My approval is awaited"),
        Words("{who}的申请等你批准", "A request of {who} waits for your approval"),
        is_urgent=False,
        by=_APP,
    ),
    "shared": Kind(
        Words("有结果告诉我", "A result is shared with me"),
        Words(
            "{who}拜访回来，有结果告诉你", "{who} came back from a visit with something for you"
        ),
        is_urgent=False,
        by=_APP,
    ),
    "class": Kind(
        Words("客户的分类定了", "A customer’s class is decided"),
        Words("{who}定了一位客户的等级或分类", "{who} decided the class of a customer"),
        is_urgent=False,
        by=_APP,
    ),
    "feedback": Kind(
        Words("有反馈交给我看", "Feedback comes to me"),
        Words("{who}从客户那里带回一条反馈", "{who} brought feedback from a customer"),
        is_urgent=False,
        by=_APP,
    ),
    "answer": Kind(
        Words("我的反馈有了答复", "My feedback is answered"),
        Words("{who}答复了你的反馈", "{who} answered your feedback"),
        is_urgent=False,
        by=_APP,
    ),
    "delivery": Kind(
        Words("信没有送到", "A letter was not delivered"),
        Words("一封信没有送出去，请看一下", "A letter did not go out; please have a look"),
        is_urgent=True,
        by=_APP_AND_MAIL,
    ),
}


def comes(chosen: Mapping[str, bool], kind: str, way: str) -> bool:
    """Whether somebody wants this kind by this way; what he never chose is as the house does it."""
    return chosen.get(f"{kind}.{way}", way in KINDS[kind].by)
