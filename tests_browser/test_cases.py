"""A complaint from the ring of the phone to the week after, in a real browser: the seven steps with their gates, and the chief engineer's case."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests_browser.conftest import Open, keep_shot


def take(page: Page, words: str) -> None:
    """Taken down with the phone at the ear: the words, nothing else."""
    page.locator("main textarea[name=summary]").fill(words)
    page.locator("main form button.primary", has_text="受理").click()
    page.wait_for_url(re.compile(r"/service/\d+/$"))


def step(page: Page, words: str, *, choose: str = "") -> None:
    """Note the step that is open."""
    form = page.locator("#step form")
    form.locator("textarea[name=words]").fill(words)
    if choose:
        form.locator(".choices label", has_text=re.compile(f"^{choose}$")).click()
    form.locator("button.primary").click()
    page.wait_for_load_state()


def note(page: Page, kind: str, words: str, **more: str) -> None:
    """Note something beside the path."""
    form = page.locator("#other form")
    form.locator("select[name=kind]").select_option(kind)
    form.locator("textarea[name=words]").fill(words)
    form.locator("summary").click()
    for name, value in more.items():
        box = form.locator(f"[name={name}]")
        if name in ("agreed", "remedy"):
            box.select_option(value)
        else:
            box.fill(value)
    form.locator("button.primary").click()
    page.wait_for_load_state()


@pytest.mark.row("S1-73", "S1-35", "S1-38")
def test_the_seven_steps_are_gone_one_after_the_other_and_gates_lose_nothing_typed(
    visit: Open,
) -> None:
    page = visit("/touches/case/?customer=20", scripts=False)
    take(page, "发来的墨盒少了一箱，催了两次。没人回话！")
    expect(page.locator("h1")).to_contain_text("发来的墨盒少了一箱，催了两次")
    page.goto(f"{page.url}?step=solve#step")
    step(page, "今天补发一箱，运费我们出", choose="同意且满意")
    expect(page.locator("#step .alert")).to_contain_text("先完成：倾听、询问、复述确认")
    expect(page.locator("#step textarea")).to_have_value("今天补发一箱，运费我们出")
    page.goto(page.url.replace("step/", ""))
    step(page, "少一箱，催两次没人回")
    step(page, "问了收货单上怎么写的")
    step(page, "少的是黑色墨盒一箱，急用", choose="不是这个意思")
    expect(page.locator("ol.steps li.now")).to_contain_text("复述确认")
    step(page, "少的是彩色墨盒一箱，周一前要用", choose="客户认可，就是这些")
    step(page, "当时您也同意的，不过今天补发", choose="同意")
    expect(page.locator("#step .alert")).to_contain_text("当时您也同意的")
    step(page, "今天补发", choose="同意")
    expect(page.locator("ol.steps li.now")).to_contain_text("提出方案")
    expect(page.get_by_role("button", name="解决了")).to_have_count(0)
    step(page, "今天补发，另送一箱备用", choose="同意且满意")
    step(page, "耽误您了，对不起，请继续让我们服务")
    page.locator("form[action$='settle/'] [name=how]").fill("当天补发一箱，送到了")
    page.locator("form[action$='settle/'] [name=cause]").select_option("late")
    page.get_by_role("button", name="解决了").click()
    page.wait_for_load_state()
    expect(page.locator("ol.steps li.now")).to_contain_text("一周内回访")
    step(page, "收到了，很满意", choose="满意")
    expect(page.get_by_text("已办结")).to_be_visible()


@pytest.mark.row("S1-42")
def test_the_chief_engineers_case_has_both_views_the_quote_and_the_conference_on_one_page(
    visit: Open,
) -> None:
    page = visit("/touches/case/?customer=21")
    page.locator("label", has_text="报障").click()
    take(page, "分公司的电脑又出问题，上次修过没好；明天十点前请来人。")
    expect(page.locator("time[data-clock]")).to_contain_text(re.compile(r"\d+:\d\d:\d\d"))
    note(page, "position", "要升级内存才能解决", side="我们的专家", agreed="no")
    note(page, "position", "是机器本身的毛病，不用升级", side="分公司", agreed="no")
    note(page, "appointment", "和分公司开电话会议", at_hour="2027-03-01T10:30")
    note(page, "quote", "内存升级 12 台，含上门", amount="7200")
    page.get_by_role("link", name="一页卷宗").click()
    expect(page.locator("main")).to_contain_text("看法还不一致")
    for words in ("我们的专家", "分公司", "7,200", "电话会议", "10:30"):
        expect(page.locator("main")).to_contain_text(words)
    page.go_back()
    note(page, "position", "同意升级，价格公道", side="分公司", agreed="yes")
    note(page, "position", "升级后一定能解决", side="我们的专家", agreed="yes")
    page.get_by_role("link", name="一页卷宗").click()
    expect(page.locator("main")).not_to_contain_text("看法还不一致")
    keep_shot(page, "case-dossier")


def test_a_case_holds_a_phone_and_the_board_leads_to_it(visit: Open) -> None:
    page = visit("/service/?show=mine", phone=True)
    page.locator("td.name a", has_text="大堂音响间歇断电").click()
    expect(page.locator("h1")).to_contain_text("大堂音响间歇断电")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 400
    keep_shot(page, "case-phone")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], n["target"][0], n["html"][:90]) for v in found for n in v["nodes"]] == []
