"""Addresses that have moved, and addresses that were lost."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from handbook.addresses import add_to
from handbook.redirects import MovedError, lead_on, moved_from, what_moved
from tests.conftest import Draft

if TYPE_CHECKING:
    from pathlib import Path

ROOTS = {"da": "/", "en": "/en/"}
STANDING = {
    "": "",
    "amo": '<h2 id="hvem"></h2><h2 id="ny"></h2>',
    "en": "",
    "en/amo": '<h2 id="hvem"></h2>',
    "kun-dansk": "",
}


def _site(folder: Path) -> Path:
    for page, html in STANDING.items():
        file = folder / page / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
    return folder


def _render(language: str, old: str, new: str) -> str:
    return f"{language} {old} {new}"


# --- What an entry must be


@pytest.mark.parametrize(
    ("moved", "problem"),
    [
        ({"gammel/": "/amo/"}, "expected an address as /amo/ .*, got 'gammel/'"),
        ({"/gammel/": "/amo"}, "expected an address as /amo/ .*, got '/amo'"),
        ({"/gammel/": "https://example.org/"}, "expected an address as /amo/ .*, got 'https://example.org/'"),
        ({"/en/gammel/": "/amo/"}, "without a language, got '/en/gammel/'"),
        ({"/gammel/": "/nowhere/"}, "/gammel/: expected the address of a page, got /nowhere/"),
        ({"/gammel/": "/amo/#nope"}, r"/gammel/: expected the id of a section of /amo/, got /amo/#nope"),
        ({"/gammel/": "/amo/#ny"}, r"expected the id of a section of /en/amo/, got /en/amo/#ny"),
        ({"/amo/": "/"}, "/amo/: expected .* nothing stands any more, got /amo/, still a page"),
        (
            {"/amo/#hvem": "/"},
            "/amo/#hvem: expected .* nothing stands any more, got /amo/#hvem, still a section",
        ),
        ({"/amo/#ny": "/amo/#hvem"}, "got /amo/#ny, still a section"),
        ({"/a/": "/b/", "/b/": "/amo/"}, "/a/: expected the address where the way ends, got /b/, which has"),
        (
            {"/a/": "/b/", "/b/": "/a/"},
            "/a/: expected the address where.*/b/: expected the address where",
        ),
        ({"/a/": "/a/"}, "/a/: expected the address where the way ends, got /a/"),
        ({"/a/": "/b/#x", "/b/": "/amo/"}, "/a/: expected the address where the way ends, got /b/#x"),
        ({"/amo/#a": "/amo/#b", "/amo/#b": "/amo/#hvem"}, "/amo/#a: expected the address where the way ends"),
        ({"/gammel/#a": "/amo/"}, "/gammel/#a: expected /gammel/ to be a page or to have moved too, got nei"),
        (
            {"/amo/#a": "/kun-dansk/"},
            "/amo/#a: expected a page in each language .* got none at /en/kun-dansk/",
        ),
    ],
)
def test_an_entry_that_cannot_be_stops_the_build(tmp_path: Path, moved: dict[str, str], problem: str) -> None:
    """What, expected, got; and nothing is written."""
    site = _site(tmp_path)
    before = sorted(site.rglob("*"))

    with pytest.raises(MovedError, match=rf"(?s)^mkdocs\.yml, extra: moved: .*{problem}"):
        lead_on(site, moved, ROOTS, _render)
    assert sorted(site.rglob("*")) == before


@pytest.mark.parametrize("given", ["/a/", ["/a/"], {"/a/": None}, {"/a/": {"/b/": "/c/"}}])
def test_what_is_no_table_stops_the_build(given: object) -> None:
    """A slip in the file's indentation is no redirect."""
    with pytest.raises(MovedError, match=r"expected lines as `/old/: /new/`, got .*/a/"):
        what_moved(given)


def test_nothing_moved_is_nothing_to_do(tmp_path: Path) -> None:
    """As mkdocs.yml comes."""
    assert lead_on(_site(tmp_path), what_moved(None), ROOTS, _render) == set()


# --- What becomes of it


def test_all_that_leads_on_is_known(tmp_path: Path) -> None:
    """A page leads on with each section its new page has; in a language without the new page nothing does."""
    moved = {"/gammel/": "/amo/", "/gammel/#a": "/", "/vaek/": "/kun-dansk/", "/amo/#gl": "/amo/#hvem"}
    site = _site(tmp_path)

    assert lead_on(site, moved, ROOTS, _render) == {
        *("/gammel/", "/gammel/#hvem", "/gammel/#ny", "/gammel/#a", "/vaek/", "/amo/#gl"),
        *("/en/gammel/", "/en/gammel/#hvem", "/en/gammel/#a", "/en/amo/#gl"),
    }
    assert (site / "en" / "gammel" / "index.html").read_text(encoding="utf-8") == "en /gammel/ /amo/"
    assert not (site / "en" / "vaek").exists()


def test_addresses_are_seen_from_the_page() -> None:
    """So they hold under any path, and in each language."""
    moved = {
        "/a/b/": "/ny/",
        "/a/b/#c": "/#d",
        "/a/b/#e": "/a/#f",
        "/a/b/#g": "/a/b/#h",
        "/a/": "/b/",
        "/#x": "/b/",
    }

    assert moved_from("/a/b/", moved) == {"": "../../ny/", "c": "../../#d", "e": "../#f", "g": "./#h"}
    assert moved_from("/", moved) == {"x": "b/"}


# --- The built site


PAGES = {
    "da/index.md": "# Forside",
    "da/ny.md": "# Ny\n\n## Fulgte med {#fulgte}",
    "da/om.md": "# Om\n\n## Fejl {#fejl}",
    "en/index.md": "# Front",
    "en/om.md": "# About\n\n## Mistake {#fejl}",
}
MOVED = {"/gl/gammel/": "/ny/", "/gl/gammel/#andet": "/om/#fejl", "/om/#skriv": "/om/#fejl"}
LISTED = (
    *("/", "/ny/", "/ny/#fulgte", "/om/", "/om/#fejl", "/en/", "/en/om/", "/en/om/#fejl"),
    *("/gl/gammel/", "/gl/gammel/#fulgte", "/gl/gammel/#andet", "/en/gl/gammel/#andet", "/en/om/#skriv"),
)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """Build a small handbook in which a page and a section have moved."""
    draft = Draft(tmp_path_factory.mktemp("moved") / "draft")
    draft.write(**PAGES)
    draft.list_addresses(*LISTED)
    said = draft.build(MOVED)
    assert "Aborted" not in said, said
    assert "WARNING" not in said
    return draft


@pytest.mark.parametrize(
    ("language", "root", "title"), [("da", "/", "Siden er flyttet"), ("en", "/en/", "This page has moved")]
)
def test_a_moved_page_leads_on(draft: Draft, language: str, root: str, title: str) -> None:
    """With JavaScript by data and a module, without by a refresh, and else by a link that can be seen."""
    html = draft.html(f"{root}gl/gammel/")
    data = re.search(r'<script type="application/json" data-moved>(.*?)</script>', html)

    assert data
    assert json.loads(data[1]) == {"": "../../ny/", "andet": "../../om/#fejl"}
    assert f'<html lang="{language}">' in html
    assert f"<h1>{title}</h1>" in html
    assert f'<link rel="canonical" href="{Draft.SITE_URL}{root[1:]}ny/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<noscript><meta http-equiv="refresh" content="0; url=../../ny/"></noscript>' in html
    assert '<a href="../../ny/">' in html
    assert html.index("Content-Security-Policy") < html.index("<title>")
    (source,) = re.findall(r'<script[^>]* src="([^"]*)"', html)
    assert html.count("<script") == 2  # the data, and the module that reads it
    assert (draft.site / root[1:] / "gl" / "gammel" / source).resolve() == draft.site / "assets" / "moved.js"


def test_a_page_that_stands_carries_what_moved_from_it(draft: Draft) -> None:
    """In each language, and no other page carries anything."""
    for root in ROOTS.values():
        assert '<script type="application/json" data-moved>{"skriv": "./#fejl"}</script>' in draft.html(
            f"{root}om/"
        )
        assert "data-moved" not in draft.html(root)


def test_a_moved_page_is_not_in_the_sitemap(draft: Draft) -> None:
    """Search engines take the new address."""
    sitemap = (draft.site / "sitemap.xml").read_text(encoding="utf-8")

    assert f"{Draft.SITE_URL}ny/" in sitemap
    assert "gammel" not in sitemap


def test_an_address_that_is_lost_fails_the_build(tmp_path: Path) -> None:
    """Each with what to do: where nothing is there, and where a translation has become a copy."""
    draft = Draft(tmp_path / "draft")
    draft.write(**{page: markdown for page, markdown in PAGES.items() if page != "en/om.md"})
    draft.list_addresses(*LISTED, "/ny/#tabt", "/vaek/", "/gl/gammel/#tabt")
    said = draft.build(MOVED)

    assert "Aborted with 5 warnings in strict mode!" in said
    for address in ("/ny/#tabt", "/vaek/", "/gl/gammel/#tabt"):
        assert (
            f"{address} was published, and now nothing is there. Bring it back, or say in mkdocs.yml" in said
        )
    for address in ("/en/om/", "/en/om/#fejl"):
        assert f"{address} was published as a page of its own and is now a copy" in said


def test_without_a_list_the_build_says_so(tmp_path: Path) -> None:
    """Whoever builds a bare copy is told, and gets the site."""
    draft = Draft(tmp_path / "draft")
    draft.write(**PAGES)
    said = draft.build()

    assert "tests/addresses.txt is not here" in said
    assert "Aborted" not in said


def test_the_list_grows_and_loses_nothing(draft: Draft, tmp_path: Path) -> None:
    """`make addresses` adds what is new; an address that has moved is still one that was published."""
    listed = tmp_path / "addresses.txt"
    listed.write_text("/gl/gammel/\n/om/\n", encoding="utf-8")
    add_to(listed, draft.site)

    assert sorted(listed.read_text(encoding="utf-8").splitlines()) == sorted(
        {
            *("/gl/gammel/", "/", "/ny/", "/ny/#fulgte", "/om/", "/om/#fejl", "/ordliste/"),
            *("/en/", "/en/om/", "/en/om/#fejl"),
        }
    )


def test_the_fork_does_the_same(draft: Draft, tmp_path: Path) -> None:
    """Properdocs stops, warns and leads on as MkDocs does."""
    fork = Draft(tmp_path / "draft")
    fork.write(**PAGES)
    fork.list_addresses(*LISTED, "/tabt/")

    assert "/tabt/ was published" in fork.build(MOVED, command="properdocs")
    assert fork.html("/gl/gammel/") == draft.html("/gl/gammel/")
    assert "which has moved itself" in fork.build({"/a/": "/a/"}, command="properdocs")
