"""Lists what a built site has published: every page's address, and the id of every heading from level 2.

    python -m handbook.addresses site > tests/addresses.txt

Unions link to these. A test holds the list against the site, so that none is lost quietly.
"""

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import override

HEADINGS = ("h2", "h3", "h4", "h5", "h6")


class _Ids(HTMLParser):
    """Collects the ids of headings in the order of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        identity = dict(attrs).get("id")
        if tag in HEADINGS and identity:
            self.found.append(identity)


def published(site: Path) -> Iterator[str]:
    """Yield `/amo/stoerrelse/`, `/amo/stoerrelse/#naerhed` …, page by page, without fallback copies."""
    for file in sorted(site.rglob("index.html")):
        html = file.read_text(encoding="utf-8")
        if '<meta name="robots" content="noindex">' in html:
            continue
        folder = file.parent.relative_to(site).as_posix()
        address = "/" if folder == "." else f"/{folder}/"
        yield address
        ids = _Ids()
        ids.feed(html)
        yield from (f"{address}#{identity}" for identity in ids.found)


if __name__ == "__main__":
    for _address in published(Path(sys.argv[1])):
        print(_address)
