"""Old addresses, as a reader follows them: with JavaScript and without, under a path."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from handbook.serve import Server, serving
from tests.browser import engines
from tests.browser.conftest import Pages
from tests.conftest import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.engines import Chromium

MOVED = {"/gl/gammel/": "/ny/", "/gl/gammel/#andet": "/om/#fejl", "/om/#skriv": "/ny/#fulgte"}
WAYS = [
    ("gl/gammel/", "ny/"),
    ("gl/gammel/?a=1#fulgte", "ny/?a=1#fulgte"),
    ("gl/gammel/#andet", "om/#fejl"),
    ("en/gl/gammel/?a=1", "en/ny/?a=1"),
    ("en/gl/gammel/#andet", "en/om/#fejl"),
    ("om/?a=1#skriv", "ny/?a=1#fulgte"),
    ("en/om/#skriv", "en/ny/#fulgte"),
]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a small handbook in which a page and a section have moved; one page has no translation."""
    draft = Draft(tmp_path_factory.mktemp("moved") / "draft")
    draft.write(
        **{
            "da/index.md": "# Forside",
            "da/ny.md": "# Ny\n\n## Fulgte med {#fulgte}",
            "da/om.md": "# Om\n\n## Fejl {#fejl}\n\n[Skriv](#fejl)",
            "en/index.md": "# Front",
            "en/om.md": "# About\n\n## Mistake {#fejl}",
        }
    )
    said = draft.build(MOVED)
    assert "Aborted" not in said, said
    with serving(draft.site, "http://127.0.0.1:0/amr/") as server:
        yield server


@pytest.fixture
def pages(chromium: Chromium, moved: Server) -> Iterator[Pages]:
    """Make pages of that handbook that last for one test."""
    with ExitStack() as stack:
        yield Pages(chromium, moved.address, stack)


@pytest.mark.parametrize(("old", "new"), WAYS)
def test_an_old_address_leads_to_the_new(pages: Pages, moved: Server, old: str, new: str) -> None:
    """With query and fragment, and a section to where it went itself; the way back skips the old address."""
    page = pages("")
    page.goto(moved.address + old)
    page.wait_for_url(moved.address + new)
    assert page.evaluate("violations") == []
    if "#" in new:
        expect(page.locator(f"#{new.partition('#')[2]}")).to_be_in_viewport()
    page.go_back()
    page.wait_for_url(moved.address)


def test_a_link_to_a_moved_section_of_the_same_page(pages: Pages, moved: Server) -> None:
    """No page is loaded then, so nothing but the change of fragment tells; the way back skips it."""
    page = pages("om/")
    page.evaluate("() => { location.hash = '#fejl'; }")
    expect(page.locator("#fejl")).to_be_in_viewport()
    page.evaluate("() => { location.hash = '#skriv'; }")
    page.wait_for_url(f"{moved.address}ny/#fulgte")
    page.go_back()
    page.wait_for_url(f"{moved.address}om/#fejl")


@pytest.mark.parametrize(("old", "new"), [("gl/gammel/", "ny/"), ("en/gl/gammel/", "en/ny/")])
def test_without_javascript(pages: Pages, moved: Server, old: str, new: str) -> None:
    """The browser goes to the new page by itself."""
    page = pages(java_script_enabled=False)
    page.goto(moved.address + old, wait_until="commit")
    page.wait_for_url(moved.address + new)


def test_where_nothing_leads_on_the_page_says_so(pages: Pages, moved: Server) -> None:
    """A script that does not come leaves a sentence and a link, in the page's language."""
    moved.blocked = lambda path: path.endswith("moved.js")
    try:
        page = pages("en/gl/gammel/")
        expect(page.get_by_role("heading")).to_have_text("This page has moved")
        page.get_by_role("link").click()
        page.wait_for_url(f"{moved.address}en/ny/")
    finally:
        moved.blocked = lambda _path: False


@pytest.mark.parametrize("name", engines.selected())
def test_in_every_engine(moved: Server, name: str) -> None:
    """Each engine has its own order of script, fragment and refresh."""
    with engines.launch(name) as engine:
        for old, new in WAYS:
            engine.open(moved.address + old)
            engine.wait_for(f"location.href === '{moved.address}{new}'")
