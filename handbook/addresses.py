"""Lists what a built site has published: every page's address, and the id of every heading from level 2.

    python -m handbook.addresses site tests/addresses.txt

Unions link to these. The build holds the list against the site and against what has moved, so that none is
lost; the command above adds to it what is new and takes nothing away.
"""

import sys
from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import override

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})

_NO_INDEX = '<meta name="robots" content="noindex">'


class _Ids(HTMLParser):
    """Collects the ids of elements in the order of the page, with their tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if identity := dict(attrs).get("id"):
            self.found.append((tag, identity))


def ids(html: str, *, of: Collection[str] = ()) -> list[str]:
    """Return the ids of a page's elements, or of those with the tags named."""
    parser = _Ids()
    parser.feed(html)
    return [identity for tag, identity in parser.found if not of or tag in of]


def published(site: Path) -> Iterator[str]:
    """Yield `/amo/stoerrelse/`, `/amo/stoerrelse/#naerhed` …, page by page, without fallback copies."""
    for file in sorted(site.rglob("index.html")):
        html = file.read_text(encoding="utf-8")
        if _NO_INDEX in html:
            continue
        folder = file.parent.relative_to(site).as_posix()
        address = "/" if folder == "." else f"/{folder}/"
        yield address
        yield from (f"{address}#{identity}" for identity in ids(html, of=HEADINGS))


def lost(listed: list[str], site: Path, leading_on: Collection[str]) -> Iterator[str]:
    """Yield what to do about each listed address that the site neither publishes nor leads on from."""
    kept = {*published(site), *leading_on}
    for address in listed:
        page = address.partition("#")[0]
        if address in kept:
            continue
        if page not in kept and (site / page[1:] / "index.html").is_file():
            yield (
                f"{address} was published as a page of its own and is now a copy in another language. Bring "
                "the translation back, or take the address out of the list if that is meant"
            )
        else:
            yield (
                f"{address} was published, and now nothing is there. Bring it back, or say in mkdocs.yml, "
                "under `extra: moved:`, where it went"
            )


def add_to(file: Path, site: Path) -> None:
    """Write the list anew: what the site publishes, and after it what it no longer does but once did."""
    listed = file.read_text(encoding="utf-8").splitlines()
    now = list(published(site))
    moved = [address for address in listed if address not in set(now)]
    file.write_text("\n".join([*now, *moved, ""]), encoding="utf-8")


if __name__ == "__main__":
    add_to(Path(sys.argv[2]), site=Path(sys.argv[1]))
