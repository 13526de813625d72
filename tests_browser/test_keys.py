"""The house by keyboard alone, and without scripts."""

import re

from playwright.sync_api import Dialog, expect

from tests_browser.conftest import Open


def test_slash_searches_and_enter_opens(visit: Open) -> None:
    page = visit("/today/")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("nanning")
    expect(page.locator("#found a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/customers/\d+/"))


def test_escape_closes_the_answers(visit: Open) -> None:
    page = visit("/today/")
    page.keyboard.press("Control+k")
    page.keyboard.type("nanning")
    expect(page.locator("#found a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#found a")).to_have_count(0)


def test_n_opens_the_sheet_and_escape_leaves_it(visit: Open) -> None:
    page = visit("/today/")
    page.keyboard.press("n")
    expect(page.locator("dialog#sheet")).to_be_visible()
    expect(page.locator("#who")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog#sheet")).to_be_hidden()


def test_the_first_tab_leads_past_the_rail(visit: Open) -> None:
    page = visit("/today/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))


def test_j_walks_the_agenda_and_enter_shows_the_briefing(visit: Open) -> None:
    page = visit("/today/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".agenda a.open").nth(1)
    expect(second).to_be_focused()
    name = page.locator(".agenda li").nth(1).locator(".quiet").first.inner_text()
    page.keyboard.press("Enter")
    customer = name.lstrip("· ").split(" · ")[0]
    expect(page.locator("#brief")).to_contain_text(customer[:2])


def test_a_step_is_finished_from_the_sheet(visit: Open) -> None:
    page = visit("/today/")
    line = page.locator(".agenda li").last
    mark = line.get_attribute("id")
    line.hover()
    line.get_by_role("link", name="完成").click()
    sheet = page.locator("dialog#sheet")
    sheet.locator("textarea[name=summary]").fill("祝福已送到，聊了近况")
    sheet.get_by_role("button", name="完成").click()
    expect(page.locator(".toast")).to_contain_text("做完了")
    expect(page.locator(f"#{mark}")).to_have_count(0)


def test_a_customer_is_chosen_in_the_sheet_by_initials(visit: Open) -> None:
    page = visit("/customers/")
    page.locator(".topbar a[data-sheet]").click()
    page.locator("#who").press_sequentially("nanning")
    page.locator("#picked label").first.click()
    page.locator("dialog textarea[name=summary]").fill("问了年底的预算")
    page.locator("dialog button.primary").click()
    expect(page.locator(".toast")).to_contain_text("已记下")


def test_without_scripts_one_reads_and_saves(visit: Open) -> None:
    page = visit("/today/", scripts=False)
    expect(page.locator(".agenda .why").first).to_be_visible()
    page.locator(".topbar a.primary").click()
    page.fill("#who", "南宁润映塑胶制品有限公司")
    page.fill("textarea[name=summary]", "没有脚本也记得下")
    page.click("main form button.primary")
    expect(page.locator(".toast, .error").first).to_be_visible()


def test_without_scripts_the_list_is_searched_and_turned(visit: Open) -> None:
    page = visit("/customers/", scripts=False)
    page.locator("a[rel=next]").click()
    expect(page.locator("tbody tr").first).to_be_visible()
    page.fill("#search", "nn")
    page.press("#search", "Enter")
    expect(page.locator("tbody tr").first).to_be_visible()


def test_an_unsent_form_is_not_lost_by_a_slip(visit: Open) -> None:
    page = visit("/customers/new/")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.fill("#id_name", "半途的客户")
    page.locator(".rail a").first.click(no_wait_after=True)
    page.wait_for_timeout(400)
    assert asked == ["beforeunload"]
    assert page.input_value("#id_name") == "半途的客户"


def test_a_file_is_brought_in_through_the_browser(visit: Open) -> None:
    page = visit("/imports/", who="luojing")
    book = "客户名称,城市,联系电话\n北京知远文具,北京,010-85022088\n,上海,1\n"
    page.set_input_files(
        "input[type=file]",
        {"name": "名册.csv", "mimeType": "text/csv", "buffer": book.encode("gb18030")},
    )
    page.get_by_role("button", name="上传并对列").click()
    page.get_by_role("button", name="检查").click()
    expect(page.locator("#state")).to_contain_text("检查完", timeout=120_000)
    page.get_by_role("button", name="写入").click()
    expect(page.locator("#state")).to_contain_text("已写入", timeout=120_000)
    page.get_by_role("button", name="整批撤回").click()
    expect(page.locator("#state")).to_contain_text("已撤回", timeout=120_000)
