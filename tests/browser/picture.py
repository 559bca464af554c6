"""Takes the picture of the site that the README opens with and that a pasted link shows.

    make picture

A computer and a phone, the same answer in Danish, light and dark, side by side in 1200 by 630 pixels.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from handbook.serve import serving
from tests.browser.engines import Chromium, launch

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURE = ROOT / "docs" / "assets" / "images" / "site.png"

# Two photographs on a plain ground; the browser is the one image tool the project has anyway.
GROUND = """
<style>
  body {{ margin: 0; width: 1200px; height: 630px; overflow: hidden; background: #12474b; }}
  img {{ position: absolute; border-radius: 10px; box-shadow: 0 8px 30px #0008; }}
</style>
<img src="data:image/png;base64,{wide}" style="left: 40px; top: 40px; width: 800px">
<img src="data:image/png;base64,{narrow}" style="right: 40px; top: 40px; width: 280px">
"""


def _photograph(
    browser: Browser, address: str, width: int, height: int, scheme: Literal["light", "dark"]
) -> str:
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(f"{address}beregnere/amo/")
    page.locator('[name="employees"]').fill("34")
    page.locator("button[type=submit]").click()
    page.locator('calculator-form[data-state="answered"]').wait_for(timeout=60_000)
    page.evaluate("document.querySelector('output').scrollIntoView()")
    taken = base64.b64encode(page.screenshot()).decode()
    page.close()
    return taken


def main() -> None:
    """Take the picture of what stands in site/."""
    with serving(ROOT / "site") as server, launch("chromium") as engine:
        if not isinstance(engine, Chromium):
            raise TypeError(f"launch: got {engine!r}, expected Chromium, which takes the picture")
        wide = _photograph(engine.browser, server.address, 1280, 880, "light")
        narrow = _photograph(engine.browser, server.address, 390, 766, "dark")
        page = engine.browser.new_page(viewport={"width": 1200, "height": 630})
        page.set_content(GROUND.format(wide=wide, narrow=narrow))
        page.screenshot(path=PICTURE)
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} KB")  # noqa: T201  says what it did


if __name__ == "__main__":
    main()
