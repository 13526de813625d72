"""A customer is asked, and answers on his phone: from the manager's click to the four bars, with scripts and without."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests_browser.conftest import PHONE, Open, keep_shot
from tests_fault.house import House

# Customers of the first manager nobody has asked yet: with scripts, without.
ASKED = {True: 30, False: 31}


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def phone(request: pytest.FixtureRequest, house: House, browser: Browser) -> Iterator[Page]:
    """A stranger's phone: no account, no cookies."""
    context = browser.new_context(
        base_url=f"http://127.0.0.1:{house.port}",
        viewport=PHONE,
        java_script_enabled=request.param,
        locale="zh-CN",
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


@pytest.mark.row("S0-06", "S1-22")
def test_a_survey_is_answered_on_a_phone_from_the_first_click_to_the_bars(
    visit: Open, phone: Page, request: pytest.FixtureRequest
) -> None:
    scripts = "no-scripts" not in request.node.name
    desk = visit(f"/customers/{ASKED[scripts]}/satisfaction/ask/", scripts=scripts)
    desk.select_option("[name=questionnaire]", "four_satisfactions")
    desk.click("main form button.primary")
    link = desk.input_value("input.mono")
    assert re.search(r"/s/[\w-]{43}/$", link)
    survey = desk.url

    phone.goto(link)
    assert phone.locator(".survey").count() == 1
    assert phone.locator("nav").count() == 0
    phone.fill("textarea", "一直是同一个人负责，省心。就是报价慢。")
    _holds(phone, "survey-words", axe=scripts)
    phone.click("text=下一题")
    screens = 0
    while phone.locator("h1:has-text('收到了')").count() == 0:
        screens += 1
        assert screens < 40
        if phone.locator("[type=radio][value='2']").count():
            phone.locator("label:has([type=radio][value='2'])").click()
        elif phone.locator("[type=checkbox]").count():
            phone.locator("label:has([type=checkbox])").first.click()
        if screens in (5, 24):
            _holds(phone, f"survey-{screens}", axe=scripts)
        button = "说完了" if phone.locator("text=说完了").count() else "下一题"
        if screens == 1:  # the first prompt has no 2: skipped, and come back to
            button = "跳过"
        phone.click(f"text={button}")
    assert screens == 25
    _holds(phone, "survey-thanks", axe=scripts)
    phone.go_back()
    phone.reload()
    assert "收到了" in phone.content()

    desk.goto(survey)
    assert "报价慢" in desk.inner_text("main")
    desk.goto(f"/customers/{ASKED[scripts]}/satisfaction/")
    card = desk.inner_text("main .card:has(.four)")
    assert "有一样不满意" in card
    assert card.count("25") >= 4
    keep_shot(desk, "survey-bars")


def test_half_answered_is_taken_up_where_it_was(visit: Open, phone: Page) -> None:
    scripts = True
    desk = visit("/customers/32/satisfaction/", scripts=scripts)
    if desk.locator("text=等回音").count() == 0:
        desk.goto("/customers/32/satisfaction/ask/")
        desk.select_option("[name=questionnaire]", "four_satisfactions")
        desk.click("main form button.primary")
    else:
        desk.click("ul.requests a")
    link = desk.input_value("input.mono")
    phone.goto(link)
    phone.fill("textarea", "先写一半")
    phone.click("text=下一题")
    phone.goto(link)
    assert phone.input_value("textarea") == "先写一半"
    phone.click("text=English")
    assert "What is it like" in phone.inner_text("h1")


def _holds(page: Page, name: str, *, axe: bool) -> None:
    """It fits a phone, and everybody can read it."""
    keep_shot(page, name)
    if not axe:
        return
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0
    found = Axe().run(page).response["violations"]
    assert [(v["id"], n["html"][:90]) for v in found for n in v["nodes"]] == []
