"""The ways the book is analysed, and what the whole is made of: four analyses (S2-29) and four functions (S2-05), each with its pages."""

from dataclasses import dataclass

from zhike.lib.words import Words


@dataclass(frozen=True, slots=True)
class Way:
    """What it is called, the question it answers, and where it stands: names of pages with their words, and a place within."""

    title: Words
    asks: Words
    pages: tuple[tuple[str, str, Words], ...]


# The source names "four methods" and lists none: these four are our choice.
ANALYSES = (
    Way(
        Words("近度·频次·金额（RFM）", "Recency, frequency, money (RFM)"),
        Words("谁刚买过、买得勤、买得多；谁在冷下去", "Who bought lately, often and much; who grows cold"),
        (("value:book", "#rfm", Words("RFM 图和分群", "The map and its segments")),),
    ),
    Way(
        Words("二八与 ABC", "2/8 and ABC"),
        Words("收入靠哪几家，一家走了少多少", "On whom the revenue hangs, and what goes with one"),
        (
            ("value:book", "#curve", Words("二八曲线、金字塔", "The curve, the pyramid")),
            ("value:effort", "", Words("集中风险", "The risk of concentration")),
        ),
    ),
    Way(
        Words("构成与趋势", "Composition and trend"),
        Words("客户由哪些人组成，各群有什么共同点、要什么", "What the book is made of, what each group has in common and needs"),
        (
            ("value:composition", "", Words("任意两面交叉", "Any two sides crossed")),
            ("value:moves", "", Words("等级升降", "Moves between grades")),
        ),
    ),
    Way(
        Words("同期群与流失", "Cohorts and loss"),
        Words("一批一批的客户后来还买吗，谁可能要走", "Does each year’s intake still buy; who may be leaving"),
        (
            ("value:keeping", "", Words("留存与同期群", "Keeping and cohorts")),
            ("value:leaving", "", Words("流失预警", "Warnings of loss")),
        ),
    ),
)  # fmt: skip
FUNCTIONS = (
    Way(
        Words("销售管理", "Sales management"),
        Words("订单、合同、拜访和每天要做的事", "Orders, contracts, visits, and what is to do each day"),
        (
            ("today:mine", "", Words("今日", "Today")),
            ("visits:coverage", "", Words("拜访覆盖", "Visits covered")),
            ("value:keeping", "#plans", Words("合同到期与预案", "Contracts that end, plans")),
        ),
    ),
    Way(
        Words("市场透视", "Market insight"),
        Words("行业、城市、产品和对手", "Industries, cities, products and competitors"),
        (
            ("value:composition", "", Words("构成", "Composition")),
            ("feedback:register", "", Words("市场反馈", "Word from the market")),
        ),
    ),
    Way(
        Words("客户分析", "Customer analysis"),
        Words("谁有价值、为什么、谁要走", "Who matters, why, and who is leaving"),
        (
            ("value:book", "", Words("价值总览", "Value")),
            ("value:types", "", Words("客户类型", "Client types")),
        ),
    ),
    Way(
        Words("实时监控", "Real-time monitoring"),
        Words("到时限的、超了节奏的、要流失的，当天就看得到", "What falls due, goes beyond its rhythm or may be lost, seen the same day"),
        (
            ("services:coverage", "", Words("服务到位", "Services owed")),
            ("value:leaving", "", Words("流失与挽留", "Leaving")),
            ("value:effort", "", Words("投入与价值", "Effort and value")),
        ),
    ),
)  # fmt: skip
