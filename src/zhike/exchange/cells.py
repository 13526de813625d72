"""Read one cell into the value a field needs, or say what is wrong with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.utils.timezone import localtime, make_aware

from zhike.exchange.fields import Cell, Field
from zhike.exchange.mapping import Mapping
from zhike.lib.birthdays import parse_birthday
from zhike.lib.codes import normalised_credit_code
from zhike.lib.dates import DateOrder, parse_date
from zhike.lib.moments import parse_moment
from zhike.lib.money import parse_money, parse_number
from zhike.lib.names import folded
from zhike.lib.phones import normalised_phone
from zhike.lib.words import Words

type Value = object
type Reader = Callable[[str], Value]

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WHOLE = re.compile(r"(\d+)\.0+$")
_QUOTED = re.compile(r'="(.*)"$')
_TOO_LONG = Words(
    "{field}有 {count} 个字，最多 {most} 个。", "{field} has {count} characters; {most} fit."
)
_UNREADABLE = Words(
    "{field}里有读不出的字符，请按原文改正。",
    "{field} holds characters that cannot be read; write it again.",
)
_NO_DATE = Words(
    "{field}“{cell}”不是 1900 到 2100 年间看得懂的日期。写成 2026-01-03；若是日/月或月/日在前，请在映射里写明 dates。",
    "{field} “{cell}” is not a date between 1900 and 2100 that can be read. Write 2026-01-03, or say in the map that the day or month comes first.",
)
_NO_MOMENT = Words(
    "{field}“{cell}”不是看得懂的时间。写成 2026-01-03 09:12；若是日/月或月/日在前，请在映射里写明 dates。",
    "{field} “{cell}” is not a time that can be read. Write 2026-01-03 09:12, or say in the map that the day or month comes first.",
)
_NO_NUMBER = Words(
    "{field}“{cell}”不是看得懂的数。写成 1234.50；若逗号是小数点，请写明 decimal_comma。",
    "{field} “{cell}” is not a number that can be read. Write 1234.50, or say decimal_comma.",
)
_NO_CODE = Words(
    "统一社会信用代码“{cell}”不对（18 位，末位是校验码）。请核对，或清空此格。",
    "Credit code “{cell}” is not right (18 characters, the last one checks the others). Correct or clear it.",
)
_NO_BIRTHDAY = Words(
    "生日“{cell}”看不懂。写成 1980-05-06 或 农历八月十五。",
    "Birthday “{cell}” cannot be read. Write 1980-05-06 or 农历八月十五 (by the moon).",
)
_NO_CHOICE = Words(
    "{field}“{cell}”不认识。可写：{choices}，或在映射的 values 里对应。",
    "{field} “{cell}” is not known. Write one of: {choices}, or translate it in the map's values.",
)
_NO_PERSON = Words(
    "{field}“{cell}”不在人员名单里。先添加此人，或清空此格。",
    "{field} “{cell}” is nobody here. Add the person first, or clear the cell.",
)
_NO_TEAM = Words(
    "团队“{cell}”不存在。先建团队，或清空此格。",
    "There is no team “{cell}”. Open it first, or clear the cell.",
)
_CUSTOMER_KINDS = {
    "organisation": ("organisation", "organization", "company", "企业", "公司", "单位", "机构", "组织", "法人", "企业客户", "b2b"),
    "government": ("government", "public", "政府", "政府机关", "机关", "事业单位", "行政机关", "政府客户", "政府采购"),
    "group": ("group", "集团", "集团客户", "集团公司", "总部"),
    "sole": ("sole", "sole trader", "individual business", "个体", "个体户", "个体工商户", "个体经营"),
    "person": ("person", "individual", "个人", "自然人", "个人客户", "b2c"),
}  # fmt: skip
_TOUCH_KINDS = {
    "visit": ("visit", "拜访", "上门", "走访", "上门拜访", "现场", "实地拜访", "回访拜访"),
    "call": ("call", "phone", "phone call", "电话", "来电", "去电", "通话", "电话拜访", "电话沟通", "回访"),
    "message": ("message", "wechat", "sms", "im", "微信", "短信", "qq", "钉钉", "消息", "在线沟通", "企业微信"),
    "letter": ("letter", "email", "e-mail", "mail", "邮件", "信函", "信件", "邮箱"),
    "meeting": ("meeting", "会议", "会面", "接待", "来访", "见面", "洽谈", "宴请"),
    "gift": ("gift", "礼品", "礼物", "赠礼", "送礼"),
    "note": ("note", "other", "其他", "其它", "备注", "记录"),
}  # fmt: skip

_CASE_KINDS = {
    "complaint": ("complaint", "投诉", "申诉", "索赔", "退货", "退款"),
    "grumble": ("grumble", "抱怨", "不满", "意见"),
    "fault": ("fault", "incident", "problem", "technical issue", "故障", "报修", "报障", "维修"),
    "request": ("request", "service request", "task", "请求", "业务请求", "办理", "申请", "业务办理"),
    "letter": ("letter", "来函", "信函", "来信"),
    "question": ("question", "inquiry", "enquiry", "product inquiry", "询问", "咨询", "查询"),
}  # fmt: skip
_CHANNELS = {
    "phone": ("phone", "call", "telephone", "来电", "电话"),
    "visit": ("visit", "in person", "当面", "上门", "拜访"),
    "message": ("message", "chat", "social media", "sms", "app", "微信", "短信", "消息", "在线", "网站", "web", "website", "小程序"),
    "mail": ("mail", "email", "e-mail", "邮件", "电子邮件", "邮箱"),
    "letter": ("letter", "post", "postal mail", "fax", "来函", "信函", "传真", "书面"),
    "counter": ("counter", "branch", "shop", "营业厅", "门店", "柜台", "前台"),
    "hotline": ("hotline", "call centre", "call center", "客服热线", "热线", "客服"),
}  # fmt: skip
_CAUSES = {
    "quote": ("quote", "报价不实", "报价", "dishonest quotation"),
    "late": ("late", "交付不及时", "交货不及时", "延误", "late delivery"),
    "promise": ("promise", "承诺没有兑现", "承诺未兑现", "broken promise"),
    "quality": ("quality", "工作质量不高", "质量", "work quality"),
    "errors": ("errors", "执行中错误百出", "差错", "错误", "errors in execution"),
    "hasty": ("hasty", "沟通不够，方案草率", "方案草率", "沟通不够", "hasty proposal"),
}  # fmt: skip
_SEVERITIES = {
    "ordinary": ("ordinary", "low", "medium", "normal", "一般", "普通", "低", "中"),
    "serious": ("serious", "high", "较重", "重要", "高", "紧急"),
    "severe": ("severe", "critical", "urgent", "grave", "严重", "重大", "特急", "危急"),
}  # fmt: skip
# Of marks from 1 to 5 the upper two are content, the lower two are not, and the middle one says neither.
_ANSWERS: dict[str, tuple[str, ...]] = {
    "yes": ("yes", "y", "true", "是", "满意", "很满意", "非常满意", "同意", "satisfied", "agreed", "4", "5", "4.0", "5.0"),
    "no": ("no", "n", "false", "否", "不满意", "很不满意", "不同意", "not satisfied", "dissatisfied", "1", "2", "1.0", "2.0"),
    "unknown": ("unknown", "不知道", "未评价", "未回访", "一般", "n/a", "neutral", "3", "3.0"),
}  # fmt: skip


class WrongError(ValueError):
    """A row cannot be taken as it is; `words` says what to change."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True, slots=True)
class House:
    """The names an import may mention: people and teams, lower case, to their ids."""

    people: dict[str, int] = field(default_factory=dict)
    teams: dict[str, int] = field(default_factory=dict)


def reader_of(each: Field, mapping: Mapping, house: House) -> Reader:
    """The function that reads this field's cells; a blank cell never reaches it."""
    comma = mapping.decimal_comma
    match each.cell:
        case Cell.DATE:
            return partial(_date, each, mapping.dates)
        case Cell.MOMENT:
            return partial(_moment, each, mapping.dates)
        case Cell.MONEY:
            return partial(_number, each, partial(parse_money, decimal_comma=comma))
        case Cell.NUMBER:
            return partial(_number, each, partial(parse_number, decimal_comma=comma))
        case Cell.PHONE:
            return partial(_phone, each)
        case Cell.KEY:
            return partial(_key, each)
        case Cell.CREDIT_CODE:
            return _credit_code
        case Cell.BIRTHDAY:
            return partial(_birthday, mapping.dates)
        case Cell.CUSTOMER_KIND:
            return partial(_choice, each, _CUSTOMER_KINDS)
        case Cell.TOUCH_KIND:
            return partial(_choice, each, _TOUCH_KINDS)
        case Cell.CASE_KIND:
            return partial(_choice, each, _CASE_KINDS)
        case Cell.CHANNEL:
            return partial(_choice, each, _CHANNELS)
        case Cell.CAUSE:
            return partial(_choice, each, _CAUSES)
        case Cell.SEVERITY:
            return partial(_choice, each, _SEVERITIES)
        case Cell.YES_NO:
            return partial(_yes_no, each)
        case Cell.PERSON if each.name != "by":  # an author nobody knows is kept by name
            return partial(_named, each, house.people, _NO_PERSON)
        case Cell.TEAM:
            return partial(_named, each, house.teams, _NO_TEAM)
        case _:
            return partial(_text, each)


def cleaned(cell: str) -> str:
    """A cell without outer blanks, without characters no text has, and without Excel's ="…" around it."""
    if cell.isprintable():  # nearly all of them, told at the speed of C
        text = cell.strip(" ")
    else:
        text = _CONTROLS.sub("", cell).strip(" \t\r\n\u3000\u00a0\ufeff")
    if text.startswith('="') and (found := _QUOTED.match(text)):
        return found[1]
    return text


def _text(each: Field, cell: str) -> str:
    if "\ufffd" in cell:
        raise WrongError(_UNREADABLE.format(field=each.words))
    if each.longest and len(cell) > each.longest:
        raise WrongError(_TOO_LONG.format(field=each.words, count=len(cell), most=each.longest))
    return cell


def _key(each: Field, cell: str) -> str:
    """Numbers read as amounts (17850.0) are numbers of things (17850)."""
    if cell.endswith("0") and (found := _WHOLE.match(cell)):
        return found[1]
    return _text(each, cell if cell.isascii() else folded(cell))


def _date(each: Field, order: DateOrder, cell: str) -> str:
    try:
        return parse_date(cell, order).isoformat()
    except ValueError as error:
        raise WrongError(_NO_DATE.format(field=each.words, cell=cell[:40])) from error


def _moment(each: Field, order: DateOrder, cell: str) -> Value:
    """A moment in the zone of the house, or a day where no hour is written."""
    try:
        found = parse_moment(cell, order)
    except ValueError as error:
        raise WrongError(_NO_MOMENT.format(field=each.words, cell=cell[:40])) from error
    if not isinstance(found, datetime):
        return found
    return localtime(found) if found.tzinfo else make_aware(found)


def _number(each: Field, parse: Callable[[str], Value], cell: str) -> Value:
    try:
        return parse(cell)
    except ValueError as error:
        raise WrongError(_NO_NUMBER.format(field=each.words, cell=cell[:40])) from error


def _phone(each: Field, cell: str) -> str:
    """What nobody could dial stays as it was written: it may hold two numbers, or a short one."""
    return _text(each, normalised_phone(_key(each, cell)) or cell)


def _credit_code(cell: str) -> str:
    try:
        return normalised_credit_code(cell)
    except ValueError as error:
        raise WrongError(_NO_CODE.format(cell=cell[:40])) from error


def _birthday(order: DateOrder, cell: str) -> Value:
    try:
        return parse_birthday(cell, order)
    except ValueError as error:
        raise WrongError(_NO_BIRTHDAY.format(cell=cell[:40])) from error


def _choice(each: Field, choices: dict[str, tuple[str, ...]], cell: str) -> str:
    said = folded(cell).lower()
    for choice, names in choices.items():
        if said in names:
            return choice
    shown = "、".join(names[0] for names in choices.values())
    raise WrongError(_NO_CHOICE.format(field=each.words, cell=cell[:40], choices=shown))


def _yes_no(each: Field, cell: str) -> Value:
    return {"yes": 1, "no": 0}.get(_choice(each, _ANSWERS, cell))


def _named(each: Field, there: dict[str, int], sentence: Words, cell: str) -> int:
    found = there.get(cell.strip().lower())
    if found is None:
        raise WrongError(sentence.format(field=each.words, cell=cell[:40]))
    return found
