"""Files out and approvals, in a real browser."""

import csv
import re
from pathlib import Path

from playwright.sync_api import expect

from tests_browser.conftest import Open, keep_shot


def test_the_list_as_filtered_is_fetched_once(visit: Open) -> None:
    page = visit("/customers/?state=key")
    rows = int(
        "".join(filter(str.isdigit, page.get_by_text(re.compile(r"共 \d+ 位")).inner_text()))
    )
    page.locator(".pager").get_by_role("link", name="导出").click()
    page.locator("label", has_text="csv").click()
    page.select_option("select[name=reason]", "visit")
    page.locator("main form").get_by_role("button", name="导出").click()
    with page.expect_download() as fetched:
        page.get_by_role("button", name="下载").click()
    with Path(fetched.value.path()).open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == rows + 2
    page.reload()
    expect(page.locator(".chip", has_text="已取走")).to_be_visible()
    expect(page.get_by_role("button", name="下载")).to_have_count(0)


def test_the_lead_decides_from_today_without_scripts(visit: Open) -> None:
    page = visit("/today/", who="linzhiyuan", scripts=False)
    page.locator("a", has_text="等我批准").click()
    waiting = page.locator(".requests > li")
    before = waiting.count()
    assert before >= 1
    waiting.first.get_by_role("button", name="批准").click()
    expect(page.locator(".toast")).to_contain_text("已批准")
    expect(waiting).to_have_count(before - 1)
    keep_shot(page, "guard-decided")


def test_paper_says_its_level(visit: Open) -> None:
    page = visit("/customers/1/brief/")
    expect(page.locator(".printed")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".printed")).to_contain_text("张晓 打印")
    keep_shot(page, "brief-print")
