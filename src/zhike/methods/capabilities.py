"""What the rows of the sources are about: thirty-four capabilities, each row in exactly one; the names are ours."""

from dataclasses import dataclass

from zhike.lib.words import Words


@dataclass(frozen=True, slots=True)
class Capability:
    """A field of work, and the source rows that belong to it."""

    key: str
    title: Words
    rows: frozenset[str]


def capabilities_of(source: tuple[str, ...]) -> tuple[str, ...]:
    """The capabilities the rows of a method belong to, in the order of its rows."""
    return tuple(dict.fromkeys(_OF_ROW[row] for row in source if row in _OF_ROW))


def _capability(key: str, zh: str, en: str, rows: str) -> Capability:
    return Capability(key, Words(zh, en), frozenset(rows.split()))


CAPABILITIES: tuple[Capability, ...] = (
    _capability(
        "C01",
        "客户档案",
        "The customer's file",
        "S1-55 S1-56 S1-63 S1-66 S2-25 S2-26 S4-14 S4-65 S0-02",
    ),
    _capability(
        "C02",
        "问卷与有来历的事实",
        "Questionnaires and facts with a source",
        "S1-57 S1-58 S1-62 S1-64 S2-27 S4-13 S4-19 S4-27",
    ),
    _capability("C03", "见面前认清人", "Knowing whom one meets", "S1-45 S1-47 S1-50 S4-06"),
    _capability("C04", "笔记本与工具", "The notebook and the tool", "S1-67 S1-68 S1-69 S2-02"),
    _capability("C05", "人脉与集团", "People, referrals and groups", "S1-18 S1-19 S3-14"),
    _capability(
        "C06",
        "分类",
        "Classifications",
        "S0-04 S1-52 S1-53 S1-54 S2-07 S2-52 S3-02 S3-12 S3-13",
    ),
    _capability(
        "C07",
        "客户评估",
        "Customer evaluation",
        "S1-59 S1-60 S1-61 S2-08 S2-09 S2-10 S2-15 S2-16 S2-33",
    ),
    _capability(
        "C08",
        "集中在谁身上",
        "Where the business lies",
        "S2-06 S2-28 S2-29 S2-30 S2-31 S2-32 S2-49",
    ),
    _capability(
        "C09",
        "客户价值",
        "What a customer is worth",
        "S2-46 S2-48 S4-54 S4-55 S4-56 S4-57 S4-58 S4-59 S4-60 S4-61 S4-62 S2-40",
    ),
    _capability(
        "C10",
        "留住与挽回",
        "Keeping and winning back",
        "S1-01 S1-46 S1-48 S1-49 S2-41 S2-42 S4-52 S4-53",
    ),
    _capability(
        "C11",
        "满意度",
        "Satisfaction",
        "S0-06 S0-07 S0-08 S0-17 S0-19 S0-20 S0-22 S0-28 S0-29 S0-30 S0-32 S1-22 S1-71 S3-26 S0-03 S0-36 S0-37",
    ),
    _capability(
        "C12",
        "服务标准与投入",
        "Service standards and effort",
        "S0-01 S0-12 S0-39 S0-40 S1-03 S2-04 S2-11 S2-13 S2-14 S3-01 S3-03 S3-04 S3-05 S3-06 S3-07 S3-08 S3-09 S3-10 S3-11 S3-15 S0-10",
    ),
    _capability(
        "C13",
        "大客户的节奏",
        "The rhythm of key accounts",
        "S3-20 S3-21 S3-22 S3-23 S3-24 S3-25 S3-27 S3-28 S3-29 S2-22 S2-23",
    ),
    _capability(
        "C14", "绿色通道", "The fast lane", "S2-17 S2-18 S3-16 S3-17 S3-30 S3-31 S4-26"
    ),
    _capability(
        "C15",
        "投诉",
        "Complaints",
        "S0-09 S1-32 S1-33 S1-34 S1-35 S1-36 S1-37 S1-38 S1-39 S1-40 S1-41 S1-42 S1-43 S1-44 S1-73 S3-18 S0-05",
    ),
    _capability("C16", "回复", "Replies", "S4-15 S4-16 S4-17 S4-18"),
    _capability(
        "C17",
        "成交以后",
        "After a deal is won",
        "S1-02 S1-04 S1-05 S1-06 S1-07 S1-08 S1-09 S1-10 S1-11 S1-12 S1-13 S1-14",
    ),
    _capability(
        "C18",
        "丢单以后",
        "After a deal is lost",
        "S1-21 S1-23 S1-24 S1-25 S1-26 S1-27 S1-28 S1-29 S1-30 S1-31",
    ),
    _capability("C19", "承诺", "Promises", "S1-20 S2-12"),
    _capability(
        "C20",
        "拜访",
        "Visits",
        "S4-05 S4-07 S4-08 S4-09 S4-10 S4-11 S4-12 S4-25 S2-34 S2-37 S4-04",
    ),
    _capability(
        "C21",
        "电话与接待",
        "Calls and visitors",
        "S3-19 S4-36 S4-37 S4-38 S4-39 S4-40 S4-41 S4-42",
    ),
    _capability(
        "C22",
        "关怀",
        "Care",
        "S0-31 S0-33 S0-34 S0-35 S0-38 S1-51 S1-70 S1-72 S2-35 S2-36 S2-38 S2-39",
    ),
    _capability("C23", "需求", "Needs", "S0-11 S0-13 S0-14 S4-20 S4-21"),
    _capability("C24", "商机", "Openings", "S1-15 S1-16 S1-17 S4-23 S4-24 S4-63"),
    _capability("C25", "提案", "Proposals", "S0-15 S0-16 S0-18 S0-21"),
    _capability("C26", "报价", "Quotes", "S0-23 S0-24 S0-25 S0-26 S0-27"),
    _capability("C27", "投标", "Tenders", "S4-28"),
    _capability(
        "C28", "营销计划", "Plans", "S4-43 S4-44 S4-45 S4-46 S4-47 S4-48 S4-49 S4-50 S4-51"
    ),
    _capability("C29", "预测与分工", "Forecasts and duties", "S4-01 S4-02 S4-03 S4-22 S2-51"),
    _capability(
        "C30", "替客户算账", "The customer's own profit", "S2-19 S2-20 S2-21 S2-24 S4-64"
    ),
    _capability("C31", "消费分析", "What customers buy", "S1-74 S2-01 S2-05"),
    _capability("C32", "自评", "Judging ourselves", "S2-03 S2-43 S2-44 S2-45 S2-47"),
    _capability(
        "C33", "保密", "Confidentiality", "S1-65 S4-29 S4-30 S4-31 S4-32 S4-33 S4-34 S4-35"
    ),
    _capability(
        "C34", "案例与练习", "Cases and exercises", "S0-41 S1-75 S1-76 S2-50 S3-32 S3-33"
    ),
)
_OF_ROW = {row: each.key for each in CAPABILITIES for row in each.rows}
