"""Makes the home screen's icons out of the site's own.

    python -m tests.browser.icons

Those that a system cuts to its own shape have their ground to the edge, and the drawing within the circle
that every shape leaves whole: a maskable icon's inner 80 per cent.
"""

from __future__ import annotations

from pathlib import Path

from tests.browser.engines import Chromium, launch

ROOT = Path(__file__).resolve().parent.parent.parent
IMAGES = ROOT / "docs" / "assets" / "images"
SOURCE = IMAGES / "favicon.svg"

ICONS = {"icon-192.png": 192, "icon-512.png": 512}
CUT = {"icon-maskable-512.png": (512, 80), "icon-180.png": (180, 92)}
"""Side in pixels, and how many per cent of it the drawing takes; 180 is what an iPhone asks for."""

PAGE = """
<style>
  body {{ margin: 0; width: {side}px; height: {side}px; overflow: hidden; background: {ground}; }}
  svg {{ display: block; width: {share}%; height: {share}%; margin: {margin}px; }}
</style>
{svg}
"""
GROUND = "#12474b"


def main() -> None:
    """Write each beside the drawing."""
    svg = SOURCE.read_text(encoding="utf-8")
    with launch("chromium") as engine:
        if not isinstance(engine, Chromium):
            raise TypeError(f"launch: got {engine!r}, expected Chromium, which draws the icons")
        wanted = {name: (side, 100, "transparent") for name, side in ICONS.items()}
        wanted |= {name: (side, share, GROUND) for name, (side, share) in CUT.items()}
        for name, (side, share, ground) in wanted.items():
            page = engine.browser.new_page(viewport={"width": side, "height": side})
            margin = side * (100 - share) / 200
            page.set_content(PAGE.format(side=side, ground=ground, share=share, margin=margin, svg=svg))
            page.screenshot(path=IMAGES / name, omit_background=True)
            page.close()
            print(f"{name}: {(IMAGES / name).stat().st_size / 1024:.1f} KB")  # noqa: T201  says what it did


if __name__ == "__main__":
    main()
