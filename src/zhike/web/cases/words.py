"""How the parts of a case are called."""

from zhike.lib.words import Words
from zhike.service.labels import CAUSES as CAUSES
from zhike.service.labels import CHANNELS as CHANNELS
from zhike.service.labels import KINDS as KIND_NAMES
from zhike.service.labels import SEVERITIES as SEVERITIES
from zhike.service.labels import STATES as STATES
from zhike.service.labels import UNSAID_CHANNEL as UNSAID_CHANNEL
from zhike.service.rules import Step, StepsMissing

_CHIPS = {
    "complaint": "bad",
    "grumble": "bad",
    "fault": "warn",
    "request": "info",
    "letter": "warn",
    "question": "info",
}
KINDS = {key: (words, _CHIPS[key]) for key, words in KIND_NAMES.items()}
FORMS = {
    "objection": Words("异议", "An objection"),
    "protest": Words("抗议", "A protest"),
    "claim": Words("索赔", "A claim"),
    "demand": Words("要求解决", "A demand for a solution"),
}
GROUPS = {
    "content": Words("投诉解决了，客户同意且满意", "Complaint settled, agreed and satisfied"),
    "not_content": Words(
        "答复了，客户没有满意或被婉拒", "Answered, but not satisfied or refused"
    ),
    "unsettled": Words("投诉一直没有解决", "Complaint never settled"),
    "none": Words("从来没有投诉过", "Never complained"),
}
ABOUTS = {"product": Words("产品", "The product"), "service": Words("服务", "The service")}
STEPS = {
    Step.LISTEN: Words("倾听", "Listen"),
    Step.ASK: Words("询问", "Ask"),
    Step.RESTATE: Words("复述确认", "Restate"),
    Step.SOLVE: Words("提出方案", "Propose"),
    Step.APOLOGISE: Words("致歉", "Apologise"),
    Step.FOLLOW_UP: Words("一周内回访", "Ask again"),
    Step.GOODWILL: Words("优惠安排", "Goodwill"),
}
HINTS = {
    Step.LISTEN: Words("不打断，不先说结论", "no interrupting, no verdict yet"),
    Step.ASK: Words("真诚提问", "ask sincerely"),
    Step.RESTATE: Words("客户认可才算", "counts once they agree"),
    Step.SOLVE: Words("要客户说满意", "they must be satisfied"),
    Step.APOLOGISE: Words("诚恳，请求继续往来", "and ask to go on together"),
    Step.FOLLOW_UP: Words("最迟一周", "within a week"),
    Step.GOODWILL: Words("可选", "optional"),
}
TASKS = {
    Step.LISTEN: Words("客户的原话", "In their own words"),
    Step.ASK: Words("问了什么，他怎么说", "What you asked, and what they said"),
    Step.RESTATE: Words("哪里不满意，复述给客户听", "What exactly is wrong, said back to them"),
    Step.SOLVE: Words("怎么解决", "How to solve it"),
    Step.APOLOGISE: Words("怎么致歉的", "How you apologised"),
    Step.FOLLOW_UP: Words("回访时他怎么说", "What they said when asked again"),
    Step.GOODWILL: Words(
        "给什么优惠：同价换更好的，或宽限付款", "The offer: a dearer product, or longer to pay"
    ),
}
OTHERS = {
    "told": Words("告诉客户进展", "Told them how it stands"),
    "holding": Words("先回一句：正在查", "A word that it is being looked into"),
    "note": Words("内部商量", "Discussed among us"),
    "position": Words("一方的看法", "The view of one side"),
    "appointment": Words("约定（上门、电话会议）", "An appointment (visit, conference)"),
    "quote": Words("备好的报价", "A quote at hand"),
    "remedy": Words("用了一个办法", "A remedy was used"),
}
LEVELS = {
    "staff": Words("经办人", "Whoever works on it"),
    "lead": Words("主管", "The lead"),
    "head": Words("公司领导", "A head of the company"),
}
WAYS = {
    "call": Words("电话", "Call"),
    "visit": Words("当面", "In person"),
    "message": Words("消息", "Message"),
    "letter": Words("信函", "Letter"),
}
SHOWS = {
    "all": Words("全部", "All"),
    "mine": Words("我经办", "Mine"),
    "first": Words("我首问", "I was asked first"),
    "handed": Words("转给我的", "Handed to me"),
    "late": Words("超时", "Late"),
    "waiting": Words("等客户", "Waiting for them"),
    "follow_up": Words("待回访", "To ask again"),
}


def missing(steps: StepsMissing) -> Words:
    """What has to come first, in one sentence."""
    zh = "、".join(STEPS[step].zh for step in steps.steps)
    en = ", ".join(STEPS[step].en.lower() for step in steps.steps)
    return Words(
        f"还不能走这一步，先完成：{zh}。您写的字还在。",
        f"Not yet; first: {en}. What you wrote is still here.",
    )
