"""The calendar under the hand: a task dragged to another day, moved by the keyboard, and by the form alone."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests_browser.conftest import Open

TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()
NEXT = (TODAY.replace(day=1) + timedelta(days=32)).replace(day=1)


def _planned(page: Page, title: str, day: date) -> None:
    """Plan something for the first customer on a day of next month."""
    page.goto(f"/touches/plan/?customer=1&due={day}&next=/calendar/{day.year}/{day.month}/")
    page.fill("main [name=title]", title)
    page.click("main form.body button.primary")
    page.wait_for_url(f"**/calendar/{day.year}/{day.month}/")


def _square(page: Page, day: date, title: str) -> None:
    expect(page.locator(f"[data-day='{day}'] .entry", has_text=title)).to_be_visible()


@pytest.fixture
def days() -> tuple[date, date]:
    return NEXT + timedelta(days=9), NEXT + timedelta(days=16)


def test_a_task_is_dragged_to_another_day(visit: Open, days: tuple[date, date]) -> None:
    page = visit("/calendar/")
    before, after = days
    _planned(page, "拖动这件事", before)
    page.drag_and_drop(
        f"[data-day='{before}'] .entry:has-text('拖动这件事')", f"[data-day='{after}']"
    )
    expect(page.locator(".toast")).to_contain_text("已改到")
    _square(page, after, "拖动这件事")


def test_a_promise_that_is_dragged_asks_why(visit: Open) -> None:
    page = visit("/calendar/")
    bound = page.locator("[data-move][data-bound]").first
    to = page.locator("[data-day]:not([data-past])").last
    day = to.get_attribute("data-day")
    bound.drag_to(to)
    expect(page.locator("#sheet [name=to]")).to_have_value(day or "")
    expect(page.locator("#sheet .note")).to_be_visible()
    page.fill("#sheet [name=why]", "等客户的图纸")
    page.click("#sheet button.primary")
    expect(page.locator(".toast")).to_contain_text("到期日仍是")


def test_the_keyboard_moves_a_task_too(visit: Open, days: tuple[date, date]) -> None:
    page = visit("/calendar/")
    before, after = days
    _planned(page, "按键改期", before)
    page.locator(f"[data-day='{before}'] .entry", has_text="按键改期").focus()
    page.keyboard.press("m")
    page.fill("#sheet [name=to]", str(after))
    page.click("#sheet button.primary")
    page.wait_for_url(re.compile("/calendar/"))
    _square(page, after, "按键改期")


def test_without_scripts_the_small_form_moves_it(visit: Open, days: tuple[date, date]) -> None:
    page = visit("/calendar/", scripts=False)
    before, after = days
    _planned(page, "不用脚本", before)
    page.goto(f"/calendar/{before.year}/{before.month}/?day={before}")
    page.locator("#day li", has_text="不用脚本").get_by_role("link", name="改期").click()
    page.fill("main [name=to]", str(after))
    page.click("main form.body button.primary")
    _square(page, after, "不用脚本")


def test_a_click_into_an_empty_square_plans_on_that_day(visit: Open) -> None:
    day = NEXT + timedelta(days=21)
    page = visit(f"/calendar/{NEXT.year}/{NEXT.month}/")
    box = page.locator(f"[data-day='{day}']").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 12, box["y"] + box["height"] - 8)
    expect(page.locator("#sheet [name=due_on]")).to_have_value(str(day))


def test_a_phone_shows_the_chosen_days_list(visit: Open) -> None:
    page = visit("/calendar/", phone=True)
    page.locator(f"[data-day='{TODAY}']").click(position={"x": 20, "y": 20})
    expect(page.locator("#day h2")).to_contain_text(f"{TODAY.month}月{TODAY.day}日")
    expect(page.locator(".month .entry").first).to_be_hidden()
