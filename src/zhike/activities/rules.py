"""The kinds of touches, as they are called."""

from zhike.lib.words import Words

KINDS = {
    "call": Words("电话", "call"),
    "visit": Words("拜访", "visit"),
    "message": Words("消息", "message"),
    "letter": Words("信函", "letter"),
    "meeting": Words("会面", "meeting"),
    "gift": Words("礼品", "gift"),
    "note": Words("记事", "note"),
}

# What is written down of a customer as a milestone, in the order it is offered; the first group belongs to a deal.
DEAL_MILESTONES = {
    "deal_won": Words("成交", "Deal won"),
    "deal_lost": Words("丢单", "Deal lost"),
    "delivered": Words("交货完成", "Delivered"),
    "installing": Words("开始安装", "Installation begun"),
    "installed": Words("安装完成", "Installed"),
    "went_live": Words("投入使用", "In use"),
    "satisfied": Words("客户表示满意", "Said to be satisfied"),
}
OTHER_MILESTONES = {
    "promoted": Words("升职", "Promotion"),
    "awarded": Words("获奖、喜事", "Award or good news"),
    "news": Words("看到他会感兴趣的消息", "News of interest to them"),
    "own_event": Words("客户自己的活动", "An event of their own"),
    "trip_back": Words("出差回来", "Back from a trip"),
    "contract_end": Words("合同到期", "Contract ends"),
    "staff_change_asked": Words("客户要求换人", "Asked for another person"),
    "stock_short": Words("货源紧张", "Goods run short"),
    "new_product": Words("新产品试销", "A new product on trial"),
    "service_opened": Words("他等的服务开通了", "A service they wait for has opened"),
    "unlawful_rival": Words("怀疑对手违法竞争", "A rival suspected of unlawful means"),
}
MILESTONES = DEAL_MILESTONES | OTHER_MILESTONES

# Where a promise was made, when it was not in a touch that says so itself.
MADE_IN = {
    "visit": Words("拜访时", "on a visit"),
    "call": Words("电话里", "on the phone"),
    "letter": Words("信里", "in a letter"),
    "complaint": Words("处理投诉时", "over a complaint"),
    "quote": Words("报价时", "in a quote"),
    "selling": Words("谈单时", "in selling"),
    "other": Words("别的场合", "elsewhere"),
}
PROMISE_RESULTS = {
    "exceeded": Words("超额兑现", "more than kept"),
    "kept": Words("兑现", "kept"),
    "late": Words("晚了", "late"),
    "broken": Words("没兑现", "broken"),
}


# The six pitfalls of serving to please (S0-10), as the giver asks himself; some make the extra billable, out of scope, or a matter for approval.
PERSONAL = "personal"
BILLABLE, OUTSIDE = "paid_for_free", "their_job"
PITFALLS = {
    BILLABLE: Words("白送了本该收费的", "Paid work given away"),
    "only_obeys": Words(
        "客户怎么说就怎么做，没有拿出专业意见", "Only did as told, without advice of our own"
    ),
    "below_cost": Words("没算成本，靠让利讨好", "Cost ignored, pleasing by price"),
    PERSONAL: Words(
        "好处落在个人，不是客户单位", "Benefits a person, not the client’s company"
    ),
    "errands": Words("替客户跑腿，姿态放得太低", "Ran errands, from too low a stance"),
    OUTSIDE: Words("做了客户自己分内的事", "Did what is the client’s own job"),
}
FELT = {
    "yes": Words("感受到了", "Felt it"),
    "no": Words("没感受到", "Did not"),
    "unknown": Words("还不知道", "Not known yet"),
}
BEFORE = {
    "more": Words("比以前的供应商多", "More than the supplier before"),
    "same": Words("差不多", "About the same"),
    "less": Words("不如以前", "Less than before"),
    "unknown": Words("不清楚", "Not known"),
}
SUPPORT = {
    "support": Words("推广支持", "Promotion support"),
    "reward": Words("奖励", "Reward"),
}


def headed(words: Words) -> Words:
    """The same words as the head of a line or a choice: English with a capital."""
    return Words(words.zh, words.en[:1].upper() + words.en[1:])


# The ways of knowing something of a competitor. The first four are lawful (S4-34); the last is offered so that it can be refused with its reason.
SOURCES = {
    "public": Words("公开资料", "Public material"),
    "disclosed": Words("对方不加限制地披露过", "Disclosed by them without restriction"),
    "told": Words("客户合法告知", "Told lawfully by a customer"),
    "research": Words("市场调查", "Market research"),
    "unpublished": Words("对方未公开的资料", "Their unpublished material"),
}
LAWFUL = frozenset(SOURCES) - {"unpublished"}
UNLAWFUL = Words(
    "不能记：未公开的竞争对手资料不得用不正当手段取得或保存（S4-34）。内容没有保存，资料专员会看到这次尝试。"
    "如果其实来自公开资料、对方的披露、客户合法告知或市场调查，请改选来源并写明出处。",
    "Not taken: a competitor's unpublished material must not be got or kept by unfair means (S4-34). Nothing was kept; the data "
    "steward sees that it was tried. If it does come from public material, their own disclosure, a customer or research, choose that "
    "and say where.",
)


def per_million(defects: int, promises: int) -> int | None:
    """Defects per million promises, rounded up so that one is never none; None without promises (S3-04).

    >>> per_million(1, 400)
    2500
    """
    return -(-defects * 1_000_000 // promises) if promises else None
