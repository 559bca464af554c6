"""The whole handbook on one page: everything that belongs there, in order, linked within itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
import yaml
from bs4 import BeautifulSoup

from handbook.addresses import published

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.conftest import Site

ROOT = Path(__file__).resolve().parent.parent.parent
LANGUAGES = {"da": "", "en": "en/"}

each_language = pytest.mark.parametrize("language", LANGUAGES)


def _soup(site: Site, language: str, page: str = "udskriv/") -> BeautifulSoup:
    file = site.folder / LANGUAGES[language] / page / "index.html"
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def _book(site: Site, language: str) -> Tag:
    book = _soup(site, language).select_one(".book")
    assert book is not None
    return book


def _nav() -> list[str]:
    """Return the pages of mkdocs.yml's navigation in its order, as `amo/stoerrelse.md`."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    nav = yaml.safe_load(text[text.index("\nnav:") : text.index("\nmarkdown_extensions:")])["nav"]

    def pages(entry: object) -> list[str]:
        match entry:
            case str():
                return [entry]
            case list():
                return [page for item in entry for page in pages(item)]
            case dict():
                return pages(list(entry.values()))
        raise TypeError(entry)

    return pages(nav)


def _bound() -> list[str]:
    """Return the pages that belong in the book: not the calculators, what they rest on, and the book."""
    left_out = ("udskriv", "regler", "om/metode", "om/hastighed", "beregnere/")
    return [page for page in _nav() if not page.startswith(left_out)]


def _name(page: str) -> str:
    path = page.removesuffix(".md").removesuffix("/index")
    return "forside" if path == "index" else path.replace("/", "-")


@each_language
def test_every_page_stands_in_the_book_in_the_order_of_the_navigation(site: Site, language: str) -> None:
    """None is missing, and the contents name the same."""
    expected = [_name(page) for page in _bound()]
    book = _book(site, language)

    assert len(expected) > 50
    assert [section.h2["id"] for section in book.select(".book > section") if section.h2] == expected
    assert [link["href"] for link in book.select(".book__contents a")] == [f"#{name}" for name in expected]


@each_language
def test_a_page_keeps_its_sections_one_level_down(site: Site, language: str) -> None:
    """Nothing is lost but the section that only leads on."""
    page = _soup(site, language, "amo/stoerrelse/").select("article :is(h2, h3)[id]")
    kept = [heading["id"] for heading in page if heading["id"] != "naeste"]
    book = _book(site, language)

    assert len(kept) == len(page) - 1
    for identity in kept:
        assert book.find(["h3", "h4"], id=f"amo-stoerrelse--{identity}"), identity
    assert not book.select_one("h1")
    assert not book.find(id=re.compile("--(kapitlet|naeste)$"))


@each_language
def test_every_link_in_the_book_finds_its_place(site: Site, language: str) -> None:
    """A link to a page of the book stays in the book; any other leads from here where it led from there."""
    soup, book = _soup(site, language), _book(site, language)
    ids = {tag["id"] for tag in soup.select("[id]")}
    home = f"{site.address}{LANGUAGES[language]}"
    bound = {home + re.sub(r"(^|/)index/$", r"\1", f"{page.removesuffix('.md')}/") for page in _bound()}
    hrefs = [str(link["href"]) for link in book.select("section a[href]:not(.book__calculator a)")]
    inside = [href for href in hrefs if href.startswith("#")]
    outside = [urljoin(f"{home}udskriv/", href) for href in hrefs if not href.startswith("#")]

    assert {"#amo-ansvar", "#ordliste--amr"} <= set(inside)
    assert {href[1:] for href in inside} <= ids
    assert f"{home}regler/" in outside
    assert home in bound
    assert not {href.partition("#")[0] for href in outside} & bound


@each_language
def test_what_is_for_clicking_stays_out(site: Site, language: str) -> None:
    """On paper a form is of no use; where it stands is told in full."""
    book = _book(site, language)
    told = book.select_one(".book__calculator a")
    there = f"{site.address}{LANGUAGES[language]}amo/stoerrelse/"

    assert not book.select("calculator-form, form, .headerlink, abbr")
    assert told is not None
    assert (told["href"], told.get_text()) == (there, there)
    assert book.select('table[data-part="table"]')
    assert len(book.select("details")) > 5


@each_language
def test_each_page_says_when_it_was_last_checked(site: Site, language: str) -> None:
    """Paper outlives the day it was printed on."""
    checked = _book(site, language).select_one("#ordliste + .book__checked")

    assert checked is not None
    assert re.search(r"\d{1,2}\.? [a-z]+ 20\d\d$", checked.get_text(), re.IGNORECASE)


@each_language
def test_the_book_is_a_copy(site: Site, language: str) -> None:
    """Search engines, the search and the list of addresses know the pages, not their copy."""
    address = f"{LANGUAGES[language]}udskriv/"
    index = (site.folder / "search" / "search_index.json").read_text(encoding="utf-8")

    assert _soup(site, language).select_one('meta[name="robots"][content="noindex"]')
    assert address not in site.pages
    assert f'"{address}' not in index
    assert not [one for one in published(site.folder) if one.startswith(f"/{address}")]


@each_language
def test_every_page_leads_to_the_book(site: Site, language: str) -> None:
    """The link stands in the footer."""
    link = _soup(site, language, "amo/stoerrelse/").select_one('.md-copyright a[href$="udskriv/"]')

    assert link is not None
    home = f"{site.address}{LANGUAGES[language]}"
    assert urljoin(f"{home}amo/stoerrelse/", str(link["href"])) == f"{home}udskriv/"


def test_ids_are_the_same_in_every_language(site: Site) -> None:
    """So that the reader who changes language keeps her place."""
    danish, english = (
        [tag["id"] for tag in _book(site, language).select(":is(h2, h3, h4)[id]")] for language in LANGUAGES
    )

    assert danish == english
