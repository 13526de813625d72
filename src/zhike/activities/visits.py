"""What visits and relations are called, and when an appointment is made too late; pure."""

from datetime import date

from zhike.lib.words import Words

MANNERS = {
    "on_site": Words("上门", "At their place"),
    "at_ours": Words("请他们来", "They come to us"),
    "phone": Words("电话拜访", "By telephone"),
}
HOWS = {
    "call": Words("电话里", "by phone"),
    "message": Words("发消息", "by message"),
    "letter": Words("写信", "by letter"),
    "meeting": Words("当面", "in person"),
}
STATES = {
    "planned": (Words("待约", "to be agreed"), "warn"),
    "agreed": (Words("约好", "agreed"), "info"),
    "done": (Words("已拜访", "done"), "good"),
    "cancelled": (Words("取消", "cancelled"), ""),
}
DISSATISFIED = "dissatisfied"
BEHAVIOURS = {
    "unwilling": Words("不愿多说", "did not want to talk"),
    "dissatisfied": Words("对服务不满", "dissatisfied with us"),
    "angry": Words("在生别人的气", "angry because of somebody else"),
}
GRADES = {
    "plain": Words("平常接待", "Ordinary"),
    "warm": Words("门口迎接", "Met at the door"),
    "high": Words("领导出面", "Received by a head"),
}
TOUCH_OF = {"on_site": "visit", "at_ours": "meeting", "phone": "call"}

# Ladders of relations, each from the lowest rung up: how one visits somebody (S4-05), and from stranger to business (S2-12).
VISITING = {
    "general": Words("一般接触", "General contact"),
    "building": Words("建立关系", "Building"),
    "substance": Words("了解实质", "Substance"),
    "long_term": Words("长期合作", "Long term"),
}
PATH = {
    "stranger": Words("生人", "Stranger"),
    "acquaintance": Words("熟人", "Acquaintance"),
    "relation": Words("关系", "Relation"),
    "business": Words("生意", "Business"),
}
LADDERS = {"visiting": VISITING, "path": PATH}
LADDER_NAMES = {
    "visiting": Words("拜访阶段", "Stage of visiting"),
    "path": Words("从生人到生意", "From stranger to business"),
}


def is_late_appointment(agreed_on: date, visit_on: date) -> bool:
    """Whether a formal visit was agreed less than a day ahead (S4-07).

    >>> is_late_appointment(date(2026, 11, 23), date(2026, 11, 23))
    True
    """
    return agreed_on >= visit_on
