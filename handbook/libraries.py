"""Puts into the site the JavaScript libraries that its own scripts import, from where npm put them."""

from collections.abc import Mapping
from pathlib import Path

from rjsmin import jsmin  # type: ignore[import-untyped]  # it has no stubs

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = {
    "idb.js": "idb/build/index.js",
    "dsv.js": "d3-dsv/dist/d3-dsv.min.mjs",
    "minisearch.js": "minisearch/dist/es/index.js",
}
"""What `docs/assets/` imports from `../libraries/` in every language, and the module of each."""


def write_libraries(site: Path, libraries: Mapping[str, str]) -> None:
    """Write `libraries` below `site`. Raises FileNotFoundError where npm has not been run."""
    folder = site / "assets" / "libraries"
    folder.mkdir(parents=True, exist_ok=True)
    for name, module in libraries.items():
        text = (ROOT / "node_modules" / module).read_text(encoding="utf-8")
        (folder / name).write_text(jsmin(text), encoding="utf-8")
