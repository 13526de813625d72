"""The pages of value as they leave the printer."""

import pytest
from playwright.sync_api import ViewportSize

from tests_browser.conftest import Open, keep_shot

PAPER: ViewportSize = {"width": 760, "height": 1075}  # A4 upright, less its margins
PAGES = {
    "book": "/value/",
    "types": "/value/types/",
    "composition": "/value/composition/?down=city&across=grade.rfm",
    "effort": "/value/effort/",
    "keeping": "/value/keeping/",
    "customer": "/customers/1/value/",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_value_prints_whole_with_its_drawings_and_without_what_one_clicks(
    visit: Open, name: str
) -> None:
    page = visit(PAGES[name])
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    for gone in (".rail", ".topbar", "main nav.tabs", "main form.filters"):
        assert not any(each.is_visible() for each in page.locator(gone).all()), gone
    for drawing in page.locator("figure.chart svg").all():
        box = drawing.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= PAPER["width"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PAPER["width"] + 1
    assert not page.locator("figure.chart ~ details > summary:visible").count()
    for table in page.locator("figure.chart ~ details table").all():
        assert table.is_visible()
    keep_shot(page, f"paper-{name}")
