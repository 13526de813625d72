"""The list in a real browser: cells, rows, the palette and the way through a list, by keyboard."""

from tests_browser.conftest import Open


def test_a_cell_is_changed_by_keyboard_and_left_by_escape(visit: Open) -> None:
    page = visit("/customers/?cols=city,industry")
    cell = page.locator("tbody tr").first.locator("a[data-cell]").first
    was = cell.inner_text()
    cell.focus()
    page.keyboard.press("Enter")
    box = page.locator("td .cellbox input[name=value]")
    box.fill("别处")
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('td .cellbox')")
    assert page.locator("tbody tr").first.locator("a[data-cell]").first.inner_text() == was
    page.locator("tbody tr").first.locator("a[data-cell]").first.click()
    page.locator("td .cellbox input[name=value]").fill("东莞市")
    page.keyboard.press("Tab")
    page.wait_for_function(
        "document.querySelector('td .cellbox input[name=value]')?.ariaLabel !== null"
    )
    page.wait_for_function(
        "document.querySelector('tbody tr a[data-cell]')?.innerText === '东莞市'"
    )
    page.locator("td .cellbox input[name=value]").press("Escape")


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
