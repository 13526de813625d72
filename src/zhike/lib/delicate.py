"""Words that look like health, religion, an identity number or a bank card: whoever writes them is warned, never stopped.

Numbers are checked by their own check digits. Words are weighed with what stands around them: a body is not a machine,
and a customer's trade may be medicine or temples.
"""

import re
from enum import StrEnum

from zhike.lib.names import folded
from zhike.lib.words import Words


class Delicate(StrEnum):
    """What a sentence may give away."""

    HEALTH = "health"
    RELIGION = "religion"
    IDENTITY = "identity"
    BANK_CARD = "bank_card"

    @property
    def words(self) -> Words:
        return _WORDS[self]


_WORDS = {
    Delicate.HEALTH: Words("健康情况", "health"),
    Delicate.RELIGION: Words("宗教信仰", "religion"),
    Delicate.IDENTITY: Words("身份证件号码", "an identity number"),
    Delicate.BANK_CARD: Words("银行卡号", "a bank card number"),
}
_HEALTH = re.compile(
    r"癌|肿瘤|白血病|糖尿|血糖高|血压高|高血压|低血压|血脂|尿酸|痛风|心脏病|冠心|心梗|脑梗|中风|偏瘫|肝炎|乙肝|肝硬化|肺炎|肺结节|结节"
    r"|哮喘|肾病|尿毒症|透析|胃病|胃溃疡|胃出血|肠炎|阑尾|结石|椎间盘|颈椎病|腰椎|关节炎|骨折|骨裂|扭伤|崴了脚|摔伤|抑郁|焦虑症|失眠"
    r"|精神病|精神科|心理医生|癫痫|痴呆|帕金森|艾滋|过敏|哮喘|白内障|青光眼|视网膜|失聪|助听器|残疾|怀孕|孕期|怀上|流产|保胎|产检|坐月子|试管"
    r"|住院|出院|手术|开刀|化疗|放疗|病危|病重|病假|生病|大病|看病|复诊|确诊|体检(?:查出|结果|报告|异常|指标|不太好|没过)|支架|搭桥|起搏器"
    r"|感冒|发烧|咳嗽得|偏头痛|头疼得厉害|戒酒是因为|身体不(?:好|太好|舒服|行)|身体出了|吃(?:着)?(?:降压|中药|西药|安眠)药|服药|打胰岛素"
    r"|\b(?:cancer|tumou?r|diabet\w+|hypertension|blood pressure|heart (?:attack|disease|surgery)|stroke|chemo\w*|surgery|hospitali[sz]ed|in hospital"
    r"|pregnan\w+|miscarriage|depress(?:ion|ed)|anxiety|epilep\w+|asthma|allerg\w+|dialysis|hepatitis|hiv|insulin|sick leave|diagnosed|illness|migraines?)\b",
    re.IGNORECASE,
)
_RELIGION = re.compile(
    r"信(?:佛|教|主|基督|耶稣|伊斯兰|天主|道教|菩萨)|佛教徒|基督徒|基督教|天主教|穆斯林|伊斯兰|清真(?!寺街|食品厂|餐厅供货)|做礼拜|做弥撒|去教堂|教友|教会"
    r"|吃斋|斋戒|念佛|念经|诵经|拜佛|烧香|皈依|居士|受洗|洗礼|弥撒|祷告|祈祷|斋月|开斋|古兰经|圣经|法会|禅修|朝圣|无神论|回族|只吃素是因为"
    r"|\b(?:muslim|christian|catholic|buddhist|jewish|hindu|protestant|goes to church|at church|mosque|prays?|praying|ramadan|kosher|halal|baptis\w+|bible|quran|atheist)\b",
    re.IGNORECASE,
)
# Where the words are the customer's trade, a thing or a turn of phrase, nobody's body or belief is told.
_NOT_A_BODY = re.compile(
    r"(?:手术|住院|化疗|体检|透析|助听器|支架|起搏器|胰岛素|过敏|产检|肿瘤|癌)(?:室|部|楼|科(?:室)?(?:的|要|采购|扩)|床|灯|刀具|器械|设备|机|中心|医院|系统|套餐|耗材|原|源|试剂|药|仪|项目|筛查|大楼)"
    r"|(?:网络|系统|设备|机器|服务器|电脑|硬盘|打印机|预算|流程|资金|价格|数据|需求|系统里)[^，。；,.;]{0,6}(?:过敏|过热|发烧|感冒|中风|生病|瘫痪)"
    r"|价格过敏|对价格(?:很|比较|非常)?(?:敏感|过敏)|胸外科|结石膏|动大手术|大刀阔斧|给流程开刀|拿成本开刀|开刀的是|(?:桌|货|机|电视|显示器|墙|晾衣|手机|角钢|钢)支架"
    r"|支架(?:型号|安装|规格|松)|搭桥(?:牵线|铺路|介绍)|牵线搭桥|焦虑地|住院部|出院(?:小结)?系统|骨折线|医院|诊所|药厂|制药|医疗|器械|药店|疫苗厂|体检中心|保险公司|健康险"
    r"|\b(?:hospital (?:project|order|tender|wing|group|client)|surgery (?:suite|centre|center|wing)|allergy[- ]free|stroke of|heart of the|depressed (?:market|prices)|medical|clinic|pharma\w*)\b",
    re.IGNORECASE,
)
_NOT_A_BELIEF = re.compile(
    r"烧香拜佛也没用|不看僧面看佛面|临时抱佛脚|行业(?:的)?圣经|圣经级|祈祷别|祈祷(?:不要|系统|上线)|念经似的|老生常谈念经|教会(?:了)?(?:他|她|我|我们|他们|大家|怎么|如何|使用|同事|用户|客户)"
    r"|清真(?:食品|餐饮|寺|肉)(?:厂|公司|客户|连锁|项目|改造|修缮|的订单|展)|法会议|(?:寺|教堂|庙)(?:的)?(?:项目|修缮|改造|工程|照明|订单|采购)|佛山|佛手|观音山|禅城|祷告键"
    r"|办法会|方法会|想法会|做法会|说法会|立法会|司法会|无法会|宪法会|书法会|看法会|法会计"
    r"|\b(?:style bible|bible of|pray(?:ing)? (?:the|that|for the (?:server|system|delivery))|christian name|church (?:project|order|roof|tender|lighting))\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?<![\dA-Za-z])(?:\d[ -]?){14,19}(?:\d|[xX])?(?![\dA-Za-z])")
_IDENTITY = re.compile(
    r"\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
)
_PASSPORT = re.compile(
    r"(?:护照|通行证|台胞证|passport)[^\dA-Za-z]{0,8}[A-Za-z]{1,2}\d{7,8}", re.IGNORECASE
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def delicate(text: str) -> tuple[Delicate, ...]:
    """What the text may give away of a person, in the order of the kinds; empty when nothing."""
    clean = folded(text)
    found = []
    if _HEALTH.search(_NOT_A_BODY.sub(" ", clean)):
        found.append(Delicate.HEALTH)
    if _RELIGION.search(_NOT_A_BELIEF.sub(" ", clean)):
        found.append(Delicate.RELIGION)
    numbers = [re.sub(r"[ -]", "", match[0]) for match in _DIGITS.finditer(clean)]
    if any(_is_identity(number) for number in numbers) or _PASSPORT.search(clean):
        found.append(Delicate.IDENTITY)
    if any(_is_card(number) for number in numbers):
        found.append(Delicate.BANK_CARD)
    return tuple(found)


def _is_identity(number: str) -> bool:
    """Eighteen places: district, birth date, and a check character that fits (GB 11643)."""
    if not _IDENTITY.fullmatch(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17].upper()


def _is_card(number: str) -> bool:
    """Fifteen to nineteen digits of a known network that pass Luhn's check, and no identity number."""
    if not (15 <= len(number) <= 19 and number.isdigit()) or _is_identity(number):
        return False
    if number[:2] not in {"62", "60", "95", "96", "34", "37", "35"} and number[0] not in "45":
        return False
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
