"""A customer's timeline: the journal's events, each told in one sentence of both languages."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhike.activities.rules import KINDS, headed
from zhike.care.owed import service_words
from zhike.customers.asking import forms, question
from zhike.lib.money import format_money
from zhike.lib.words import Words
from zhike.methods.measures import MEASURES
from zhike.trust import journal
from zhike.trust.journal import Event
from zhike.web.customers.forms import criteria

PAGE = 30

GROUPS = {
    "": Words("全部", "All"),
    "touch": Words("往来", "Touches"),
    "promise": Words("承诺", "Promises"),
    "deal": Words("交易", "Orders"),
    "case": Words("服务", "Service"),
    "file": Words("档案", "File"),
}
KINDS_OF = {
    "touch": ("touch.logged",),
    "promise": ("promise.given", "promise.moved", "promise.settled"),
    "deal": (
        "order.recorded", "orders.imported", "payments.imported", "orders.changed", "payments.changed",
        "proposal.written", "proposal.reviewed", "proposal.released", "proposal.judged",
        "contract.signed", "contract.ended", "terms.granted", "wallet.noted", "spill.noted", "spill.ended",
        "departure.noted", "departure.ended",
        "rival.waiting", "rival.supplies", "rival.gone", "milestone.corrected", "milestone.withdrawn",
    ),
    "case": (
        "case.received", "case.resolved", "case.reopened", "case.closed", "case.handed", "case.compensated", "service.delivered", "extra.given", "support.granted", "idea.offered",
        "idea.settled", "gift.sent_back", "guest.invited", "opinion.noted", "observation.shared",
        "notice.told", "notice.answered", "feedback.raised", "feedback.answered",
        "survey.asked", "survey.answered", "survey.declined", "poll.opened", "position.checked",
        "expectation.noted", "expectation.compared", "value.explained",
        "programme.begun", "programme.ended", "session.held", "asset.placed", "asset.returned", "asset.sold", "star.given",
    ),
    "file": (
        "customer.opened", "customer.changed", "customer.assigned", "customer.rated",
        "customer.regraded", "contact.added", "contact.changed", "loan.granted", "loan.returned",
        "contact.do_not", "contact.may_again", "customer.joined", "customer.left", "referral.noted",
        "referral.thanked", "document.added", "customer.tagged", "customer.untagged", "customer.listed",
        "customer.unlisted", "customer.trashed", "customer.restored", "customer.merged",
        "customer.parted", "contact.merged", "contact.parted", "fact.noted", "fact.withdrawn",
        "consent.given", "consent.withdrawn", "sheet.filled", "customer.classified", "class.asked", "class.decided", "class.refused", "development.made", "development.retested", "person.asked",
        "person.erased", "handover.read",
    ),
}  # fmt: skip
SHOWN = tuple(kind for kinds in KINDS_OF.values() for kind in kinds)

KEPT = {
    "kept": Words("按时兑现", "kept"),
    "late": Words("晚了才兑现", "kept late"),
    "broken": Words("没有兑现", "broken"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline; `tone` is good, bad, deal or empty."""

    id: int
    on: date
    title: Words
    detail: str | Words
    tone: str
    who: str
    touch_id: int | None = None


def entries(
    customer_id: int, *, only: str, before: int | None, sign: str, merged: Collection[int] = ()
) -> list[Entry]:
    """A page of entries, newest first; `before` is the id of the last one already shown, `sign` the currency's."""
    kinds = KINDS_OF.get(only, SHOWN)
    events = journal.of_customer(customer_id, merged=merged, before=before).filter(
        kind__in=kinds
    )[:PAGE]
    return [_told(event, sign) for event in events]


def _told(event: Event, sign: str) -> Entry:
    title, detail, tone = TELLERS[event.kind]({"sign": sign, **event.particulars})
    who = str(event.user) if event.user else ""
    return Entry(event.pk, event.happened_on, title, detail, tone, who, _touch_id(event))


def _touch_id(event: Event) -> int | None:
    """The touch an event tells of, to which files can be added."""
    label, _, pk = event.subject.partition(":")
    return int(pk) if label == "activities.touch" and pk.isdecimal() else None


type Told = tuple[Words, str | Words, str]
type Particulars = dict[str, Any]


def _touch(p: Particulars) -> Told:
    kind = headed(KINDS.get(p.get("kind", ""), Words("往来", "touch")))
    person = p.get("contact", "")
    title = Words(f"{kind.zh}{person}", f"{kind.en}{f' with {person}' if person else ''}")
    return title, p.get("summary", ""), "good" if p.get("kind") != "note" else ""


def _promise_given(p: Particulars) -> Told:
    return (
        Words(f"答应：{p.get('what', '')}", f"Promised: {p.get('what', '')}"),
        Words(f"最迟 {p.get('due_on', '')}", f"by {p.get('due_on', '')}"),
        "",
    )


def _promise_moved(p: Particulars) -> Told:
    what, was, to, why = (p.get(key, "") for key in ("what", "was", "to", "why"))
    return (
        Words(f"承诺改期：{what}", f"Promise moved: {what}"),
        Words(f"{was} → {to}，客户同意：{why}", f"{was} → {to}, agreed: {why}"),
        "",
    )


def _promise_settled(p: Particulars) -> Told:
    result = str(p.get("result", ""))
    words = KEPT.get(result, Words("了结", "settled"))
    what = p.get("what", "")
    tone = {"kept": "good", "late": ""}.get(result, "bad")
    return Words(f"承诺{words.zh}：{what}", f"Promise {words.en}: {what}"), "", tone


def _order(p: Particulars) -> Told:
    amount = format_money(int(p.get("amount", 0)), symbol=p["sign"])
    number = p.get("number", "")
    if int(p.get("amount", 0)) < 0:
        return Words(f"退货 {amount}", f"Credit note {amount}"), number, "bad"
    return Words(f"成交 {amount}", f"Order {amount}"), p.get("product", "") or number, "deal"


def _orders_imported(p: Particulars) -> Told:
    amount = format_money(int(p.get("amount", 0)), symbol=p["sign"])
    count = p.get("count", 0)
    first, last = p.get("first", ""), p.get("last", "")
    return (
        Words(f"导入 {count} 笔订单，共 {amount}", f"{count} orders imported, {amount} in all"),
        Words(f"{first} 至 {last}", f"{first} to {last}"),
        "deal",
    )


def _payments_imported(p: Particulars) -> Told:
    count = p.get("count", 0)
    amount = format_money(int(p.get("amount", 0)), symbol=p["sign"])
    return (
        Words(
            f"导入 {count} 笔应收与回款，共 {amount}",
            f"{count} payments imported, {amount} in all",
        ),
        "",
        "",
    )


_CASES = {
    "grumble": Words("抱怨", "Grumble"),
    "fault": Words("报障", "Fault"),
    "complaint": Words("投诉", "Complaint"),
    "request": Words("请求", "Request"),
    "letter": Words("来函", "Letter"),
    "question": Words("询问", "Question"),
}


def _received(p: Particulars) -> Told:
    kind = p.get("kind", "complaint")
    is_complaint, word = kind == "complaint", _CASES[kind]
    summary = p.get("summary", "")
    return (
        Words(f"{word.zh}：{summary}", f"{word.en}: {summary}"),
        "",
        "bad" if is_complaint else "",
    )


def _resolved(p: Particulars) -> Told:
    return Words("已答复、处理完", "Answered and settled"), p.get("how", ""), "good"


def _regraded(p: Particulars) -> Told:
    before, after = p.get("before") or "–", p.get("after", "")
    points = int(p.get("points", 0)) / 100
    rises = before == "–" or str(after) < str(before)
    return (
        Words(f"等级 {before} → {after}", f"Grade {before} → {after}"),
        Words(f"综合评分 {points:g}", f"{points:g} points"),
        "good" if rises else "bad",
    )


def _changed(p: Particulars) -> Told:
    names = [f"{FIELDS[f].zh}" for f in p.get("changes", {}) if f in FIELDS]
    english = [f"{FIELDS[f].en}" for f in p.get("changes", {}) if f in FIELDS]
    return (
        Words("资料更新", "File changed"),
        Words("、".join(names), ", ".join(english)),
        "",
    )


def _rated(p: Particulars) -> Told:
    side = _side(str(p.get("criterion", "")))
    value = p.get("value", "")
    return Words(f"评价{side.zh}：{value}", f"Rated {side.en}: {value}"), p.get("why", ""), ""


def _lent(p: Particulars) -> Told:
    to, until = p.get("to", ""), p.get("until_on", "")
    return (
        Words(f"借给{to}，到 {until}", f"Lent to {to} until {until}"),
        p.get("purpose", ""),
        "",
    )


def _side(criterion: str) -> Words:
    words = criteria().get(criterion) or MEASURES.get(criterion) or Words("", "")
    return Words(words.zh, words.en.lower())


def _simple(zh: str, en: str, key: str = "") -> Callable[[Particulars], Told]:
    return lambda p: (Words(zh, en), str(p.get(key, "")) if key else "", "")


def _answered(said: Words) -> Callable[[Particulars], Told]:
    """Which question was answered; never the answer."""

    def told(p: Particulars) -> Told:
        item = question(str(p.get("key", "")))
        title = item.title if item else Words("", "")
        return said, title, ""

    return told


def _sheet(p: Particulars) -> Told:
    found = forms().get(str(p.get("form", "")))
    return found.head.title if found else Words("表单", "Form"), str(p.get("about_on", "")), ""


def _classified(p: Particulars) -> Told:
    title = Words("改了分类", "Classified anew")
    return title, f"{p.get('before') or '–'} → {p.get('after', '')} · {p.get('why', '')}", ""


def _decided(title: Words) -> Callable[[Particulars], Told]:
    def told(p: Particulars) -> Told:
        return (
            title,
            f"{p.get('before') or '–'} → {p.get('after', '')} · {p.get('why', '')}",
            "",
        )

    return told


def _developed(title: Words) -> Callable[[Particulars], Told]:
    def told(p: Particulars) -> Told:
        then, after = (
            int(str(p.get(key) or 0)) / 100 for key in ("points_then", "points_after")
        )
        return (
            title,
            f"{then:g} → {after:g}" if after else f"{then:g} → {p.get('goal', '')}",
            "",
        )

    return told


def _delivered(p: Particulars) -> Told:
    title = service_words(str(p.get("service", "")))
    late = Words("晚于答应的时间", "later than promised") if p.get("late") else ""
    return Words(f"服务做到：{title.zh}", f"Service given: {title.en}"), late, "good"


TELLERS: dict[str, Callable[[Particulars], Told]] = {
    "touch.logged": _touch,
    "promise.given": _promise_given,
    "promise.moved": _promise_moved,
    "promise.settled": _promise_settled,
    "order.recorded": _order,
    "orders.imported": _orders_imported,
    "payments.imported": _payments_imported,
    "orders.changed": _simple("导入更正了订单", "Orders corrected by an import"),
    "payments.changed": _simple("导入更正了回款", "Payments corrected by an import"),
    "case.received": _received,
    "case.resolved": _resolved,
    "case.reopened": _simple("客户还不满意，重新办理", "Not satisfied: taken up again", "why"),
    "case.closed": _simple("回访过，客户满意，办结", "Asked again and satisfied: closed"),
    "case.handed": _simple("个案转给同事", "A case is handed to a colleague", "why"),
    "case.compensated": _simple("补偿", "Compensation", "what"),
    "service.delivered": _delivered,
    "extra.given": _simple("额外付出", "Given beyond what was agreed", "what"),
    "support.granted": _simple("推广支持或奖励", "Support or reward", "what"),
    "idea.offered": _simple("出了个主意", "An idea offered", "what"),
    "idea.settled": _simple("主意有了下文", "What came of an idea", "what"),
    "gift.sent_back": _simple("礼品退回", "A gift came back", "what"),
    "guest.invited": _simple("请他参加活动", "Invited to an event", "title"),
    "opinion.noted": _simple("活动上提的意见", "Said at an event", "words"),
    "observation.shared": _simple(
        "告诉他用他产品的感受", "Told how his product was to use", "what"
    ),
    "notice.told": _simple("告诉他", "Told", "title"),
    "notice.answered": _simple("听了我们的消息，他说", "What he said to our notice", "words"),
    "feedback.raised": _simple("带回一条反馈", "Feedback brought in", "words"),
    "feedback.answered": _simple("反馈有了答复", "Feedback answered", "words"),
    "survey.asked": _simple("问了他满意不满意", "Asked how satisfied they are"),
    "survey.answered": _simple("他答了满意度问卷", "Answered how satisfied they are"),
    "survey.declined": _simple("这次不愿答问卷", "Would rather not answer"),
    "poll.opened": _simple(
        "请同事投票：责任在谁", "Colleagues asked whose fault it was", "what"
    ),
    "position.checked": _simple("自查了我们的站位", "How we stand was checked"),
    "expectation.noted": _simple("问清了他期望什么", "Asked what they expect", "about"),
    "expectation.compared": _simple(
        "和当初的期望对过", "Compared with what was expected", "about"
    ),
    "value.explained": _simple("找出了为什么不太值", "Found why it was not quite worth it"),
    "proposal.written": _simple("写好一份提案", "A proposal is written", "title"),
    "proposal.reviewed": _simple("同事评过提案", "A colleague reviewed a proposal", "title"),
    "proposal.released": _simple("提案交出去了", "A proposal went out", "title"),
    "proposal.judged": _simple("客户怎么看提案", "How they see a proposal", "title"),
    "rival.waiting": _simple("对手在等机会", "A competitor waits", "competitor"),
    "rival.supplies": _simple("对手在供货", "A competitor supplies", "competitor"),
    "rival.gone": _simple("对手不再来了", "A competitor is gone", "competitor"),
    "milestone.corrected": _simple("更正了一件大事", "A milestone put right", "what"),
    "milestone.withdrawn": _simple("撤回了一件大事", "A milestone taken back", "what"),
    "programme.begun": _simple("扶持或促销方案开始", "A programme begins", "title"),
    "programme.ended": _simple("扶持或促销方案结束", "A programme ends", "title"),
    "session.held": _simple("做了一次指导", "Guidance given", "what"),
    "asset.placed": _simple("放了支持物品", "Placed at their company", "what"),
    "asset.returned": _simple("支持物品收回", "Came back to us", "what"),
    "asset.sold": _simple("支持物品归客户", "Theirs now", "what"),
    "star.given": _simple("评为销售明星", "Named a sales star", "year"),
    "customer.regraded": _regraded,
    "loan.granted": _lent,
    "loan.returned": _simple("借阅已归还", "Loan given back"),
    "fact.noted": _answered(Words("档案记下", "Noted in the file")),
    "fact.withdrawn": _answered(Words("档案删去", "Taken out of the file")),
    "consent.given": _simple("记下一项同意", "A consent noted"),
    "consent.withdrawn": _simple("撤回一项同意", "A consent taken back"),
    "sheet.filled": _sheet,
    "customer.classified": _classified,
    "class.asked": _decided(Words("申请改分类", "A class asked for")),
    "class.decided": _decided(Words("定了分类", "Class decided")),
    "class.refused": _decided(Words("没有同意改分类", "A class refused")),
    "development.made": _developed(Words("写了发展规划", "Development plan made")),
    "development.retested": _developed(Words("发展规划复测", "Development plan re-tested")),
    "person.asked": _simple("本人提出要求", "A person asked for something"),
    "person.erased": _simple("按本人要求删除了资料", "A person was erased at his wish"),
    "handover.read": _simple("接手人读完交接包", "The pack was read by whoever took over"),
    "customer.opened": _simple("建档", "On the books"),
    "customer.changed": _changed,
    "customer.assigned": _simple("换了主管人", "New account manager", "after"),
    "customer.rated": _rated,
    "contact.added": _simple("记下联系人", "Person noted", "name"),
    "contact.changed": _simple("联系人资料更新", "Person's file changed", "name"),
    "contact.do_not": _simple("提出不要这样联系", "Asked not to be reached so", "name"),
    "contact.may_again": _simple("同意再联系", "May be reached again", "name"),
    "contract.signed": _simple("签了合同", "Contract signed", "title"),
    "contract.ended": _simple("合同提前结束", "Contract ended early", "title"),
    "terms.granted": _simple("约定付款期限", "Credit terms agreed"),
    "wallet.noted": _simple("记下他一年的总开支", "His whole yearly spending noted"),
    "spill.noted": _simple("他带来的客户", "A customer he leads", "led"),
    "spill.ended": _simple("不再由他带来", "No longer led by him", "led"),
    "departure.noted": _simple("客户离开了", "The customer left us"),
    "departure.ended": _simple("客户回来了", "The customer came back"),
    "customer.joined": _simple("归入集团", "Joined a group"),
    "customer.left": _simple("离开集团", "Left its group"),
    "referral.noted": _simple("介绍了一位客户", "Brought us to a customer"),
    "referral.thanked": _simple("介绍人已道谢", "Thanked for an introduction"),
    "document.added": _simple("存入文件", "Document kept", "title"),
    "customer.tagged": _simple("加标签", "Tagged", "tag"),
    "customer.untagged": _simple("去标签", "Tag taken off", "tag"),
    "customer.listed": _simple("加入清单", "Put on a list", "list"),
    "customer.unlisted": _simple("移出清单", "Taken off a list", "list"),
    "customer.trashed": _simple("放进回收站", "Put into the trash"),
    "customer.restored": _simple("从回收站恢复", "Taken out of the trash"),
    "customer.merged": _simple("并入另一份档案", "Another file merged in", "name"),
    "customer.parted": _simple("撤销合并", "Merge undone", "name"),
    "contact.merged": _simple("合并两位联系人", "Two people merged", "name"),
    "contact.parted": _simple("撤销联系人合并", "Merge of people undone", "name"),
}

FIELDS = {
    "name": Words("名称", "name"),
    "short_name": Words("简称", "short name"),
    "number": Words("客户编号", "number"),
    "credit_code": Words("信用代码", "credit code"),
    "industry": Words("行业", "industry"),
    "city": Words("城市", "city"),
    "address": Words("地址", "address"),
    "phone": Words("电话", "phone"),
    "website": Words("网址", "website"),
    "note": Words("备注", "note"),
    "is_key": Words("重点关注", "key"),
    "since": Words("开始往来", "trading since"),
    "kind": Words("类型", "kind"),
}

PERSON_FIELDS = {
    "name": Words("姓名", "name"),
    "address_as": Words("称呼", "form of address"),
    "title": Words("职务", "title"),
    "part": Words("在决策里的角色", "part in decisions"),
    "mobile": Words("手机", "mobile"),
    "phone": Words("座机", "phone"),
    "email": Words("邮箱", "email"),
    "wechat": Words("微信", "WeChat"),
    "note": Words("备注", "note"),
}
