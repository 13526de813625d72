"""The lines of a business card as a reader of pictures gives them, taken apart into fields; Chinese and English, in any order."""

import re
from dataclasses import dataclass

from zhike.lib.names import DOUBLE_SURNAMES, folded, is_chinese
from zhike.lib.phones import normalised_phone

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温"
    "康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党"
)
# Words of titles that begin with a character that is a family name too.
_NO_NAMES = frozenset(["高级", "项目", "安全", "金融", "车间", "党委", "方案", "程序", "华南", "华东", "华北", "华中", "华西", "常务", "计划", "江苏", "江西", "金属", "时尚", "农业", "温州", "石油", "项下", "成本", "文化", "包装", "连锁", "管理"])  # fmt: skip
_TITLE = re.compile(
    r"总经理|副总|总裁|总监|董事长?|经理|主任|主管|主席|部长|处长|科长|局长|院长|校长|厂长|所长|行长|店长|会长|秘书长?|工程师|设计师|会计师?|律师|教授|研究员|助理|顾问|专员|代表|采购员?|合伙人|创始人|首席"
    r"|\b(?:ceo|cto|cfo|coo|cio|president|vice president|vp|director|manager|engineer|officer|head of|founder|partner|consultant|executive|secretary"
    r"|accountant|buyer|lawyer|attorney|professor|representative|assistant|designer|architect|analyst|specialist|supervisor|chairman|owner)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"公司|集团|有限|股份|工厂|厂$|银行|大学|学院|医院|研究[院所]|事务所|酒店|协会|中心$|商行|工作室|政府|管理局|委员会"
    r"|\b(?:co|ltd|inc|llc|llp|gmbh|corp|corporation|company|limited|plc|bv|ag|group|holdings|university|hospital|bank|institute|partners)\b\.?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"地址|邮编|[省市区县镇乡][^，,]{0,12}[路街道巷弄村号栋座层楼室]|[路街道巷]\s*\d+\s*号|\d+\s*[号楼层室座栋]"
    r"|\b(?:road|rd|street|st|avenue|ave|lane|drive|boulevard|blvd|floor|suite|building|tower|district|p\.?o\.? box|\d+/f)\b\.?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_SITE = re.compile(
    r"(?:https?://|www\s?\.)\s?[\w-]+(?:\.[\w-]+)+(?:/\S*)?|(?<![\w@.])[\w-]+\.(?:com|cn|net|org|io|de|co\.uk)(?:\.cn|\.hk)?(?![\w@])",
    re.IGNORECASE,
)
_WECHAT = re.compile(
    r"(?:微信号?|wechat|weixin)(?:\s*id)?\s*[:：]?\s*([A-Za-z][\w-]{5,19}|1[3-9]\d{9})",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:\+|00)?\(?\d[\d\s().+-]{5,22}\d(?:\s*(?:转|分机|ext\.?|x|#|-)\s*\d{1,5})?",
    re.IGNORECASE,
)
_FAX = re.compile(r"传真|fax|\bf\s*[:：.]|[(（]f[)）]", re.IGNORECASE)
_LABEL = re.compile(
    r"^\s*(?:手机|移动电话|电话|座机|直线|总机|传真|邮箱|电子邮件|邮件|网址|网站|主页|地址|公司地址|姓名|职务|职位|tel(?:ephone)?|mob(?:ile)?|cell|phone|direct|office"
    r"|e-?mail|mail|web(?:site)?|url|add(?:ress)?|name|title|[tmpwae])\s*[:：.]\s*",
    re.IGNORECASE,
)
_LATIN_NAME = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.?\s+)?[A-Z][A-Za-z'’-]+(?:\s+[A-Z]\.?)?(?:\s+(?:van|de|von|der|da))?(?:\s+[A-Z][A-Za-z'’-]+){1,2}(?:,?\s+(?:PhD|MBA|CPA|Jr|Sr)\.?)?$"
)


@dataclass(slots=True)
class CardText:
    """What a card says; `rest` are the lines nobody could place."""

    name: str = ""
    english_name: str = ""
    title: str = ""
    company: str = ""
    mobile: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    wechat: str = ""
    website: str = ""
    address: str = ""
    rest: tuple[str, ...] = ()


def read_card(lines: list[str]) -> CardText:
    """Take the lines of a card apart; the first of each kind counts, what is left over stays in `rest`."""
    card = CardText()
    clean = [folded(line) for line in lines]
    card.rest = tuple(line for line in clean if line and not _take(card, line))
    return card


def _take(card: CardText, line: str) -> bool:
    """Whether the line told something; one line may hold several things."""
    is_taken = False
    if found := _WECHAT.search(line):
        card.wechat = card.wechat or found[1]
        if re.fullmatch(r"1[3-9]\d{9}", found[1]):
            card.mobile = card.mobile or found[1]
        line, is_taken = line.replace(found[0], " "), True
    for found in _MAIL.finditer(line):
        card.email = card.email or re.sub(r"\s", "", found[0])
        line, is_taken = line.replace(found[0], " "), True
    for found in _SITE.finditer(line):
        card.website = card.website or re.sub(r"\s", "", found[0])
        line, is_taken = line.replace(found[0], " "), True
    is_address = bool(_ADDRESS.search(line))
    if not is_address or _LABEL.match(line):
        line, has_number = _numbers(card, line, is_address=is_address)
        is_taken |= has_number
    text = _LABEL.sub("", line).strip(" :：|/·,，;；")
    if not _says(text):
        return is_taken
    return _words(card, text) or is_taken


def _says(text: str) -> bool:
    """More than a label that lost its number."""
    return len(re.sub(r"[\W\d_]", "", text)) > 1 and not re.fullmatch(
        r"(?i)(?:tel|fax|mob(?:ile)?|cell|phone|e-?mail|web|传真|电话|手机|邮箱|网址|[a-z])[\s:：.|/]*",
        text,
    )


def _numbers(card: CardText, line: str, *, is_address: bool) -> tuple[str, bool]:
    is_taken, whole = False, line
    for found in _NUMBER.finditer(whole):
        clean = normalised_phone(found[0].strip())
        if clean is None or is_address:
            continue
        before = whole[max(0, found.start() - 8) : found.start()]
        if _FAX.search(before) and not card.fax:
            card.fax = clean
        elif _is_mobile(clean, before):
            card.mobile = card.mobile or clean
        else:
            card.phone = card.phone or clean
        line, is_taken = line.replace(found[0], " "), True
    return line, is_taken


def _is_mobile(clean: str, before: str) -> bool:
    if re.fullmatch(r"1[3-9]\d{9}", clean):
        return True
    return bool(
        re.search(r"(?i)手机|移动|mob|cell|\bm\s*[:：.]", before)
    ) and not clean.startswith("0")


def _words(card: CardText, text: str) -> bool:
    """Company, address, title and name; two of them often share a line."""
    if _COMPANY.search(text) and not _ends_as_title(text):
        if not card.company:
            card.company = text[:200]
            return True
        return False
    if _ADDRESS.search(text) and len(text) > 5:
        card.address = f"{card.address} {text}".strip()[:240]
        return True
    parts = [part for part in re.split(r"\s{1,}|[|/·,，]", text) if part]
    if _is_chinese_name("".join(parts)) and not card.name:
        card.name = "".join(parts)
        return True
    if parts and _is_chinese_name(parts[0]) and not card.name:
        rest = " ".join(parts[1:])
        card.name = parts[0]
        _latin_or_title(card, rest)
        return True
    return _latin_or_title(card, text)


def _ends_as_title(text: str) -> bool:
    """A lawyer's firm is a firm, the head of an institute is a title."""
    return any(found.end() == len(text) for found in _TITLE.finditer(text))


def _latin_or_title(card: CardText, text: str) -> bool:
    if not text:
        return False
    if found := _TITLE.search(text):
        if not card.name and _is_chinese_name(before := text[: found.start()]):
            card.name, text = before, text[found.start() :]
        card.title = f"{card.title} {text}".strip()[:80] if len(card.title) < 40 else card.title
        return True
    if _LATIN_NAME.fullmatch(text) and not card.english_name:
        if text.isupper():
            text = text.title()
        card.english_name = text
        card.name = card.name or text
        return True
    return False


def _is_chinese_name(text: str) -> bool:
    return (
        2 <= len(text) <= 4
        and is_chinese(text)
        and (text[0] in _SURNAMES or text[:2] in DOUBLE_SURNAMES)
        and text[:2] not in _NO_NAMES
        and not _TITLE.search(text)
        and not _COMPANY.search(text)
    )
