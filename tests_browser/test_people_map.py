"""The people map by hand, by keys, and without scripts."""

from playwright.sync_api import Locator, Page, expect

from tests_browser.conftest import Open

MAP = "/customers/1/people/"


def _node(page: Page, place: int) -> Locator:
    return page.locator("a.node[data-id]").nth(place)


def _middle(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    page.mouse.move(*end)
    page.mouse.up()


def test_somebody_dragged_stays_where_he_was_put(visit: Open) -> None:
    page = visit(MAP)
    node = _node(page, 1)
    before = node.get_attribute("data-x")
    x, y = _middle(node.locator(".face"))
    _drag(page, (x, y), (x + 70, y + 25))
    expect(page.locator("#people-map[data-kept='1']")).to_be_attached()
    put = node.get_attribute("data-x")
    assert put != before
    assert page.locator("#sheet[open]").count() == 0
    page.reload()
    assert _node(page, 1).get_attribute("data-x") == put
    page.click("button[name=tidy]")
    page.wait_for_url(f"**{MAP}")
    assert _node(page, 1).get_attribute("data-x") == before


def test_arrows_move_and_enter_opens(visit: Open) -> None:
    page = visit(MAP)
    node = _node(page, 0)
    before = int(node.get_attribute("data-x") or 0)
    node.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#people-map[data-kept='1']")).to_be_attached()
    assert int(node.get_attribute("data-x") or 0) == before + 24
    page.keyboard.press("Enter")
    expect(page.locator("#sheet[open] h1")).to_be_visible()
    page.keyboard.press("Escape")
    page.click("button[name=tidy]")


def test_a_tie_is_drawn_by_dragging_from_one_to_another(visit: Open) -> None:
    page = visit(MAP)
    first, second = _node(page, 1), _node(page, 2)
    first.hover()
    ids = [node.get_attribute("data-id") for node in (first, second)]
    _drag(page, _middle(first.locator(".handle")), _middle(second.locator(".face")))
    sheet = page.locator("#sheet[open]")
    expect(sheet.locator("select[name=other]")).to_have_value(f"c{ids[1]}")
    sheet.locator("select[name=kind]").select_option("friend")
    sheet.locator("button.primary").click()
    page.wait_for_url(f"**{MAP}")
    assert page.locator(f"line.friend[data-a='c{ids[0]}'][data-b='c{ids[1]}'], line.friend[data-a='c{ids[1]}'][data-b='c{ids[0]}']").count() == 1  # fmt: skip


def test_without_scripts_a_stance_is_written_by_form(visit: Open) -> None:
    page = visit(MAP, scripts=False)
    name = page.locator("a.node[data-id] .name").nth(1).text_content()
    page.goto(str(_node(page, 1).get_attribute("href")))
    page.locator("label", has_text="中立").click()
    page.fill("input[name=grounds]", "只问交期，不谈选谁")
    page.click("form[action$='stance/'] button")
    page.wait_for_url(f"**{MAP}")
    assert page.locator("a.node.neutral .name", has_text=str(name)).count() == 1


def test_a_gap_is_planned_with_one_click(visit: Open) -> None:
    page = visit("/customers/2/people/")
    page.locator('a[href*="/touches/plan/"]').first.click()
    expect(page.locator("#sheet[open] input[name=title]")).not_to_have_value("")
