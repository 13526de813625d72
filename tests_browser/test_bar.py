"""The bar under the thumb: every place on it can be read and hit, in both languages."""

import pytest

from tests_browser.conftest import Open, keep_shot

_THUMB = 24  # px: what a finger hits for certain


@pytest.mark.parametrize("who", ["zhangxiao", "luojing"])
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_every_label_stands_on_one_line_and_whole(visit: Open, who: str, language: str) -> None:
    page = visit("/today/", who=who, language=language, phone=True)
    keep_shot(page, f"bar-{who}-{language}")
    places = page.eval_on_selector_all(
        ".rail a:not(.me)",
        """found => found.filter(a => a.offsetParent).map(a => {
            const label = a.querySelector("span"), line = document.createRange();
            line.selectNodeContents(label);
            const box = a.getBoundingClientRect();
            return [label.textContent, line.getClientRects().length,
                    label.scrollWidth > label.clientWidth, box.width, box.right];
        })""",
    )
    assert len(places) >= 4
    for label, lines, is_cut, width, right in places:
        assert (lines, is_cut) == (1, False), label
        assert width >= _THUMB
        assert right <= 400
