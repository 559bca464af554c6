"""The handbook's drawings: words stay inside the boxes that they stand in, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.browser.conftest import Pages

SOURCES = ROOT / "docs"
PAGES = sorted(
    file.relative_to(SOURCES).with_suffix("").as_posix().removeprefix("da/").removesuffix("index")
    for language in ("da", "en")
    for file in (SOURCES / language).rglob("*.md")
    if "/tegning-" in file.read_text(encoding="utf-8")
)
# A drawing's own units, 320 to its width. A text belongs to the smallest box that holds its beginning.
SPILT = """() => [...document.querySelectorAll("svg:has(.drawing-box) text")].flatMap((text) => {
  const { x, y, width, height } = text.getBBox();
  const boxes = [...text.ownerSVGElement.querySelectorAll(".drawing-box")].map((it) => it.getBBox());
  const [own] = boxes
    .filter((it) => it.x <= x + 1 && x < it.x + it.width && it.y <= y + height / 2 && y < it.y + it.height)
    .sort((one, other) => one.width * one.height - other.width * other.height);
  return own && x + width > own.x + own.width - 2 ? [text.textContent] : [];
})"""


@pytest.mark.parametrize("path", PAGES)
def test_words_stay_in_their_boxes(pages: Pages, path: str) -> None:
    """By the fonts of the machine that tests, which are wide ones."""
    page = pages(path if path.endswith("/") else f"{path}/")
    assert page.locator("svg text").count() > 5
    assert page.evaluate(SPILT) == []


def test_each_edition_has_its_drawings() -> None:
    """The same pages are looked at in both."""
    assert len(PAGES) > 10
    assert {path.removeprefix("en/") for path in PAGES if path.startswith("en/")} == {
        path for path in PAGES if not path.startswith("en/")
    }
