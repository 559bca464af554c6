"""Leads readers on from addresses that have moved, so that a link made today works in ten years.

What has moved stands once in mkdocs.yml, under `extra: moved:`, old address to new, below the site's own
address and without a language; it holds in every language:

    /amo/gammel/: /amo/ny/                  a page, with each section that keeps its id
    /amo/gammel/#a: /uddannelse/#b          one of its sections, or one of a page that still stands

A host of static pages cannot redirect. A moved page is a small page at its old address (theme/moved.html); a
page that stands carries what has moved from it as data. For both assets/moved.js sends the reader on.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from mkdocs.exceptions import BuildError

from handbook.addresses import ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

_ADDRESS = re.compile(r"/(?:[\w-]+/)*(?:#[\w:.-]+)?", re.ASCII)
_SHAPE = "expected an address as /amo/ or /amo/#hvem, below the site's own and without a language"


class MovedError(BuildError):
    """What mkdocs.yml says has moved cannot be; the build stops and says why."""


def what_moved(given: object) -> dict[str, str]:
    """Return `extra: moved:` as it stands in mkdocs.yml; nothing there is nothing moved."""
    if given is None:
        return {}
    entries = given.items() if isinstance(given, dict) else [(given, None)]
    if wrong := [(old, new) for old, new in entries if not (isinstance(old, str) and isinstance(new, str))]:
        raise MovedError(f"mkdocs.yml, extra: moved: expected lines as `/old/: /new/`, got {wrong}")
    return dict(entries)


def moved_from(address: str, moved: Mapping[str, str]) -> dict[str, str]:
    """Return where each section of the page at `address` went, by its id, and under "" the page itself.

    Relative to the page, and so right under any path and in each language.
    """
    parted = ((old.partition("#"), new) for old, new in moved.items())
    return {section: _relative(new, address) for (page, _, section), new in parted if page == address}


def lead_on(
    site: Path,
    moved: Mapping[str, str],
    roots: Mapping[str, str],
    render: Callable[[str, str, str], str],
) -> set[str]:
    """Write a page at each old address of the built site, and return every address that now leads on.

    `roots` has each language's front page, as `/en/`; `render` makes HTML of a language and an entry for a
    whole page. Where an entry is wrong, raises before anything is written.
    """
    if wrong := [f"mkdocs.yml, extra: moved: {problem}" for problem in _problems(site, moved, roots)]:
        raise MovedError("\n".join(wrong))
    leading: set[str] = set()
    for old, new in moved.items():
        for language, root in roots.items():
            before, after = root + old[1:], root + new[1:]
            target = _file(site, after)
            if not target.is_file():
                continue
            leading.add(before)
            if "#" not in old:
                leading |= {f"{before}#{identity}" for identity in ids(target.read_text(encoding="utf-8"))}
                page = _file(site, before)
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_text(render(language, old, new), encoding="utf-8")
    return leading


def _problems(site: Path, moved: Mapping[str, str], roots: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with each entry: what, expected, got."""
    for old, new in moved.items():
        misshapen = [address for address in (old, new) if not _is_address(address, roots)]
        if misshapen:
            yield from (f"{_SHAPE}, got {address!r}" for address in misshapen)
        elif new in moved or _page(new) in moved:
            yield f"{old}: expected the address where the way ends, got {new}, which has moved itself"
        else:
            yield from _problems_on_site(site, old, new, moved, roots)


def _problems_on_site(
    site: Path, old: str, new: str, moved: Mapping[str, str], roots: Mapping[str, str]
) -> Iterator[str]:
    is_section = "#" in old
    if is_section and _page(old) not in moved and not _stands(site, _page(old)):
        yield f"{old}: expected {_page(old)} to be a page or to have moved too, got neither"
    if not any(_stands(site, root + _page(new)[1:]) for root in roots.values()):
        yield f"{old}: expected the address of a page, got {new}, which is none"
        return
    for root in roots.values():
        before, after = root + old[1:], root + new[1:]
        if _stands(site, before):
            what = "section" if is_section else "page"
            yield f"{old}: expected an address where nothing stands any more, got {before}, still a {what}"
        if not _stands(site, _page(after)):
            if is_section and _stands(site, _page(before)):
                yield f"{old}: expected a page in each language of the old one, got none at {_page(after)}"
        elif not _stands(site, after):
            yield f"{old}: expected the id of a section of {_page(after)}, got {after}, which is none"


def _is_address(address: str, roots: Mapping[str, str]) -> bool:
    named = any(address.startswith(root) for root in roots.values() if root != "/")
    return not named and _ADDRESS.fullmatch(address) is not None


def _stands(site: Path, address: str) -> bool:
    file = _file(site, address)
    _, _, section = address.partition("#")
    return file.is_file() and (not section or section in ids(file.read_text(encoding="utf-8")))


def _file(site: Path, address: str) -> Path:
    return site / _page(address)[1:] / "index.html"


def _page(address: str) -> str:
    return address.partition("#")[0]


def _relative(address: str, page: str) -> str:
    """Return an address as a link on `page` writes it."""
    path, mark, section = address.partition("#")
    return f"{posixpath.relpath(path, page)}/{mark}{section}"
