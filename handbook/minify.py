"""Takes out of the site what no reader needs: of its own scripts and styles a third, of the theme's more."""

from pathlib import Path

import rcssmin  # type: ignore[import-untyped]  # it has no stubs
import rjsmin  # type: ignore[import-untyped]

_WITHOUT_BLANKS = {".js": rjsmin.jsmin, ".css": rcssmin.cssmin}

# Source maps are for the theme's makers, and `docs/assets/search/` stands in for its search.
_UNREAD = ("assets/**/*.map", "assets/javascripts/lunr/**/*.js", "assets/javascripts/workers/*.js")


def remove_unread(site: Path) -> None:
    """Remove what the theme brings and no page of `site` asks for."""
    for pattern in _UNREAD:
        for file in site.glob(pattern):
            file.unlink()


def write_minified(site: Path, sources: Path) -> None:
    """Minify each script and style of `site` that MkDocs took over from `sources`, the documents' folder."""
    for source in sorted(sources.rglob("assets/**/*")):
        written = site / source.relative_to(sources)
        if source.suffix in _WITHOUT_BLANKS and written.is_file():
            text = source.read_text(encoding="utf-8")
            written.write_text(_WITHOUT_BLANKS[source.suffix](text), encoding="utf-8")
