"""The list in a real browser: cells, rows, the palette and the way through a list, by keyboard."""

from playwright.sync_api import expect

from tests_browser.conftest import Open


def test_a_cell_is_changed_by_keyboard_and_left_by_escape(visit: Open) -> None:
    page = visit("/customers/?cols=city,industry")
    cells = page.locator("tbody tr").first.locator("a[data-cell]")
    box = page.locator("td .cellbox input[name=value]")
    was = cells.first.inner_text()
    cells.first.focus()
    page.keyboard.press("Enter")
    box.fill("别处")
    page.keyboard.press("Escape")
    expect(cells.first).to_have_text(was)
    cells.first.click()
    box.fill("东莞市")
    page.keyboard.press("Tab")
    expect(cells.first).to_have_text("东莞市")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)


def test_rows_between_are_chosen_with_shift_and_the_bar_counts_them(visit: Open) -> None:
    page = visit("/customers/")
    ticks = page.locator("td.tick input")
    assert not page.locator(".bulkbar").is_visible()
    ticks.nth(1).click()
    ticks.nth(4).click(modifiers=["Shift"])
    assert "4" in page.locator("[data-chosen]").inner_text()
    assert page.locator(".bulkbar").is_visible()


def test_conditions_grow_without_leaving_the_page(visit: Open) -> None:
    page = visit("/customers/")
    page.locator("a.builder").click()
    page.locator("select[name=f1]").select_option("city")
    page.locator("input[name=v1]").fill("广州")
    page.locator(".builder button[name=add]").first.click()
    page.locator("select[name=f2]").wait_for()
    assert page.locator("input[name=v1]").input_value() == "广州"
    page.get_by_role("button", name="应用").click()
    page.wait_for_url("**f1=city**")
    cities = page.locator("tbody tr").count()
    assert cities > 0


def test_j_and_k_walk_the_list_and_the_way_back_is_kept(visit: Open) -> None:
    page = visit("/customers/?sort=revenue")
    page.locator("td.name a").first.click()
    page.wait_for_url("**/customers/*/?in=*")
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("k")
    page.wait_for_url(first)
    page.locator("a[data-back]").click()
    page.wait_for_url("**/customers/?sort=revenue")


def test_the_palette_finds_something_to_do(visit: Open) -> None:
    page = visit("/today/")
    page.keyboard.press("Control+k")
    page.keyboard.type("xkh")
    page.locator("#found a", has_text="新客户").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/customers/new/**")


def test_the_keys_are_shown(visit: Open) -> None:
    page = visit("/today/")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
