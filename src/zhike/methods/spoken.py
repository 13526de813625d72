"""How starts, doers and the other fixed words of a playbook are called on a page."""

from collections.abc import Mapping

from zhike.lib.words import Words
from zhike.methods.schemes import By
from zhike.methods.steps import Doer, Everyone, Hold

START_NAMES: Mapping[str, Words] = {
    "quiet": Words("超过联系节奏没有联系", "Not heard from for longer than the rhythm"),
    "rhythm_broken": Words("该订货没有订", "The buying rhythm is broken"),
    "birthday": Words("生日", "A birthday"),
    "promise": Words("答应了一件事", "A promise is made"),
    "complaint_received": Words("收到投诉", "A complaint comes in"),
    "complaint_resolved": Words("投诉解决", "A complaint is settled"),
    "request_received": Words("收到请求", "A request comes in"),
    "regraded": Words("等级变动", "The grade changes"),
    "people_gap": Words("关键人没有认全", "Key people are missing"),
    "signed_opposes": Words("签约，有人反对", "Signed, and somebody opposed"),
    "signed_never_met": Words("签约，有人没见过", "Signed, and somebody was never met"),
    "signed_supports": Words("签约，有人支持", "Signed, and somebody helped"),
    "handed_over": Words("客户移交", "A customer is handed over"),
    "festival": Words("节日", "A festival"),
    "referral": Words("转介绍", "A referral"),
    "new_month": Words("新的一月", "A new month"),
    "new_quarter": Words("新的一季", "A new quarter"),
    "new_year": Words("新的一年", "A new year"),
    "payment_overdue": Words("回款逾期", "A payment is overdue"),
    "big_order": Words("一笔大单", "A big order"),
    "deal_won": Words("成交", "A deal is won"),
    "deal_lost": Words("丢单", "A deal is lost"),
    "delivered": Words("交货完成", "Delivered"),
    "installing": Words("开始安装", "Installation begins"),
    "installed": Words("安装完成", "Installed"),
    "went_live": Words("投入使用", "In use"),
    "satisfied": Words("客户表示满意", "Said to be satisfied"),
    "promoted": Words("升职", "A promotion"),
    "awarded": Words("获奖、喜事", "An award or good news"),
    "news": Words("看到他会感兴趣的消息", "News of interest to them"),
    "own_event": Words("客户自己的活动", "An event of their own"),
    "trip_back": Words("出差回来", "Back from a trip"),
    "contract_end": Words("合同到期", "A contract ends"),
    "staff_change_asked": Words("客户要求换人", "Another person is asked for"),
    "stock_short": Words("货源紧张", "Goods run short"),
    "new_product": Words("新产品试销", "A new product on trial"),
    "service_opened": Words("他等的服务开通了", "A service they wait for opens"),
    "unlawful_rival": Words("怀疑对手违法竞争", "A rival suspected of unlawful means"),
}
BLANK_NAMES: Mapping[str, Words] = {
    "last": Words("〔上次联系〕", "[last contact]"),
    "grade": Words("〔等级〕", "[grade]"),
    "every": Words("〔几〕", "[n]"),
    "revenue": Words("〔收入〕", "[revenue]"),
    "cycle": Words("〔间隔〕", "[rhythm]"),
    "days": Words("〔几〕", "[n]"),
    "times": Words("〔几〕", "[n]"),
    "last_order": Words("〔上次订货〕", "[last order]"),
    "person": Words("〔谁〕", "[whom]"),
    "day": Words("〔哪天〕", "[day]"),
    "given": Words("〔历法〕", "[calendar]"),
    "turns": Words("〔几岁〕", "[age]"),
    "likes": Words("〔喜好〕", "[likes]"),
    "what": Words("〔什么〕", "[what]"),
    "made_on": Words("〔哪天〕", "[day]"),
    "due": Words("〔期限〕", "[due day]"),
    "received": Words("〔何时收到〕", "[when received]"),
    "resolved": Words("〔何时解决〕", "[when settled]"),
    "summary": Words("〔什么事〕", "[the matter]"),
    "before": Words("〔从前〕", "[before]"),
    "after": Words("〔现在〕", "[now]"),
    "points": Words("〔分〕", "[points]"),
    "weakest": Words("〔最弱的一项〕", "[the weakest side]"),
    "count": Words("〔几〕", "[n]"),
    "signed": Words("〔哪天〕", "[day]"),
    "promises": Words("〔承诺〕", "[promises]"),
    "people": Words("〔人〕", "[people]"),
    "festival": Words("〔节日〕", "[festival]"),
    "customer": Words("〔客户〕", "[customer]"),
    "period": Words("〔哪一期〕", "[period]"),
    "amount": Words("〔金额〕", "[amount]"),
}
DOER_NAMES: Mapping[Doer, Words] = {
    Doer.OWNER: Words("客户经理", "the account manager"),
    Doer.SUPERIOR: Words("他的主管", "the team lead"),
    Doer.EXECUTIVE: Words("公司领导", "a head of the company"),
    Doer.STARTER: Words("记下这件事的人", "whoever noted it"),
}
EVERYONE_NAMES: Mapping[Everyone, Words] = {
    Everyone.KEY_PEOPLE: Words("每位关键人一次", "once for each key person"),
    Everyone.SUPPORTERS: Words("每位支持的人一次", "once for each supporter"),
    Everyone.OPPONENTS: Words("每位反对的人一次", "once for each opponent"),
    Everyone.NEVER_MET: Words("每位没见过的人一次", "once for each person never met"),
}
HOLD_NAMES: Mapping[Hold, Words] = {
    Hold.COMPLAINT_OPEN: Words("投诉没解决时先等", "waits while a complaint is open"),
    Hold.DO_NOT_CONTACT: Words("对方不愿联系时先等", "waits while contact is unwanted"),
}
BY_NAMES: Mapping[By, Words] = {
    By.HAND: Words("由人来定", "set by hand"),
    By.KIND: Words("按客户类型", "by the kind of customer"),
    By.PROGRESS: Words("按有没有订过货", "by whether anything was bought"),
    By.TIME: Words("按第一笔订单有多久", "by how long ago the first order was"),
    By.POSITION: Words("按占收入的多少", "by the share of revenue"),
}
MOMENT_NAMES: Mapping[str, Words] = {
    "visit": Words("拜访", "visit"),
    "call": Words("电话", "call"),
    "birthday": Words("生日", "birthday"),
    "complaint": Words("投诉", "complaint"),
    "festival": Words("节日", "festival"),
    "letter": Words("写信", "letter"),
    "competitor": Words("对手", "competitor"),
    "upkeep": Words("维护资料", "upkeep"),
}
