"""What the sample company's people know, how one of them looks at herself and is coached, and what goes with what (S0-17, S0-28, S1-71)."""

from collections.abc import Sequence
from datetime import date, timedelta

from zhike.sales.complements import put_together
from zhike.sample.staff import ACCOUNT_MANAGER, DIRECTOR
from zhike.trust.actor import Actor, Door
from zhike.users.growing import look_at_oneself, note_coaching, share
from zhike.users.knowing import say_knows
from zhike.users.models import User
from zhike.users.queries import actor_for

_KEYS = ("public_private", "taste", "cultivation", "principles", "character", "circle")
_LOOKS = (
    (400, (4, 2, 2, 3, 3, 1), "被催的时候先问清楚，再回话",
     ("", "", "旺季被催单，回话冲了两次", "", "", "除了同事，圈子里没有能帮客户的人")),
    (205, (4, 3, 2, 3, 3, 2), "每月认识一位客户行业里的人",
     ("", "送的书他一直摆在桌上", "还是会急，但会先倒杯水再回", "", "", "")),
    (18, (4, 3, 3, 4, 3, 3), "把物流行业协会的几位介绍给客户",
     ("退了两次购物卡，写了备注", "", "退货那次，听他骂完再一起看单子", "说了不能降，他反而更信我们", "记得他女儿考学", "协会的老周帮客户找到了冷库")),
)  # fmt: skip
_COACHED = (
    (14, "先听她讲了退货那一次。稳住以后客户才肯看单子，这个做法值得写下来。"),
    (13, "约好下个月一起去一次行业协会的例会。"),
)
# Of whom, what, how well in his own word and his lead's, years, on what grounds.
_KNOWS = (
    (0, "industry", "制造业", 4, 3, None, "跑了八年工厂，产线停一小时值多少钱算得出"),
    (0, "field", "条码打印机", 3, 0, 6, "装过两百多台"),
    (0, "industry", "物流运输", 2, 2, None, "去年开始接，三家"),
    (2, "industry", "物流运输", 4, 4, None, "在货代公司做过四年调度"),
    (2, "field", "手持终端", 3, 3, 3, "三个仓的切换是她带的"),
    (3, "industry", "酒店餐饮", 3, 3, None, "六家连锁酒店的网都是他跟的"),
    (3, "field", "无线覆盖", 4, 3, 7, "会勘测，能看信号图"),
    (5, "industry", "医疗卫生", 3, 4, None, "等级评审陪了两家"),
    (5, "field", "机房改造", 2, 0, 2, "做过两间"),
    (6, "industry", "教育", 3, 3, None, "招标流程熟"),
    (7, "industry", "制造业", 2, 2, None, "外资厂，英文图纸"),
    (9, "field", "打印机租赁", 3, 0, 5, "报修都从她这里走"),
)  # fmt: skip
_LEADS = {0: 1, 2: 1, 3: 1, 5: 4, 6: 4, 7: 4}
_LED_GROUNDS = (
    "一起跑过三家，问得到点子上",
    "评审会上讲得清楚，客户点过名",
    "出过的方案没有返工",
    "还要人带，能独立做一半",
)
_TOGETHER = (
    ("条码打印机", "热敏纸", "用别家的纸容易卡，头也伤"),
    ("条码打印机", "手持终端", "打了码要有人扫，一起上省一次培训"),
    ("手持终端", "仓库无线覆盖", "掉线多半是无线没勘测"),
    ("工业交换机", "车间无线覆盖", "布线时一起做，少停一次产线"),
    ("打印机租赁", "硒鼓耗材", "按张包进租金，财务好对账"),
    ("客房无线覆盖", "专线接入", "晚高峰带宽不够，信号再好也卡"),
    ("病房无线覆盖", "护士站电脑", "推车换新，续航和无线一起验收"),
    ("机房改造", "维保服务", "改完最怕没人管，评审也要巡检记录"),
    ("教室多媒体", "录播系统", "同一个讲台，少布一次线"),
    ("图形工作站", "存储阵列", "大样越存越多，单机迟早满"),
    ("监控存储", "维保服务", "硬盘要按年换，坏了才知道没录"),
)


def write_growth(staff: Sequence[User], day: date) -> None:
    """Three looks at herself in thirteen months, the last one shared; what each knows; the list of the director."""
    writer, coach = staff[ACCOUNT_MANAGER], staff[_LEADS[ACCOUNT_MANAGER]]
    shared = None
    for ago, levels, aim, words in _LOOKS:
        on = day - timedelta(days=ago)
        scores = dict(zip(_KEYS, zip(levels, words, strict=True), strict=True))
        shared = look_at_oneself(_as(writer, on), scores, aim=aim, on=on)
        if ago != _LOOKS[0][0]:
            share(_as(writer, on), shared.pk, with_id=coach.pk, on=on)
    if shared:
        for (ago, said), by in zip(_COACHED, (coach, writer), strict=True):
            on = day - timedelta(days=ago)
            note_coaching(_as(by, on), shared.pk, said, on=on)
    for place, kind, subject, own, led, years, grounds in _KNOWS:
        person, on = staff[place], day - timedelta(days=30 + 7 * place)
        lead = staff[_LEADS.get(place, DIRECTOR)]
        says = _LED_GROUNDS[4 - led] if led else ""
        for by, level, why in ((person, own, grounds), (lead, led, says)):
            if level:
                say_knows(
                    _as(by, on), person, kind=kind, subject=subject, level=level,
                    years=years, grounds=why, on=on,
                )  # fmt: skip
    on = day - timedelta(days=120)
    for product, other, reason in _TOGETHER:
        put_together(_as(staff[DIRECTOR], on), product=product, other=other, why=reason, on=on)


def _as(person: User, on: date) -> Actor:
    return actor_for(person, Door.WEB, on=on)
