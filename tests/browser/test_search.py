"""The box for searching: what it finds, how it says so, and that it costs nothing before that."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import engines
from tests.browser.conftest import FORM_PAGE, Pages, drawn
from tests.browser.search_report import answered, queries, shares, typed
from tests.browser.test_axe import violations

if TYPE_CHECKING:
    from handbook.serve import Server
    from tests.browser.engines import Engine

QUERIES = Path(__file__).parent.parent / "search"
FLOORS = {
    # file: what is found first, and among three, at least
    "measuring.json": (0.88, 0.95),
    "tuning.json": (0.88, 0.95),
}
BOX = ".md-search__input"
WORDS = ("valgperiode", "uddannelse", "logbog")
TYPE = """(words) => {
  const box = document.querySelector(".md-search__input");
  box.focus();
  for (const word of words) {
    box.value = word;
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  }
}"""
FIRST = "document.querySelector('.md-search-result__item a')?.pathname ?? ''"
READY = "document.querySelector('.md-search-result__meta') !== null"


def made(server: Server) -> list[str]:
    """Return what was asked for to make the index."""
    return [path for path in server.log if path.endswith(("/search/index.js", "/minisearch.js"))]


@pytest.mark.parametrize("name", FLOORS)
def test_what_is_looked_for_is_found(pages: Pages, server: Server, name: str) -> None:
    """Queries are typed into the real box; `make search-report` says which kinds are found how often."""
    told = shares(answered(pages(), server.address, queries(QUERIES / name)))
    count, first, three = told["all"]
    assert count > 200
    assert first >= FLOORS[name][0], told
    assert three >= FLOORS[name][1], told


@pytest.mark.parametrize("path", ["", FORM_PAGE, "en/"])
def test_a_page_that_is_read_makes_no_index(pages: Pages, server: Server, path: str) -> None:
    """It would take the processor for a second; when she enters the box is early enough."""
    page = pages(path)
    drawn(page)
    assert page.evaluate(
        "performance.getEntriesByType('resource').some((it) => it.name.includes('/search/worker.js'))"
    )
    assert made(server) == []
    assert typed(page, pages.address, "amo")
    assert len(made(server)) == len(set(made(server))) == 2


@pytest.mark.parametrize("path", ["", "en/"])
def test_an_edition_finds_its_own_pages(pages: Pages, server: Server, path: str) -> None:
    """One index a language, and its links lead to pages of that language."""
    page = pages(path)
    typed(page, pages.address, "AMR")
    links = page.locator(".md-search-result__link").evaluate_all("(all) => all.map((it) => it.href)")
    assert links
    assert {link.startswith(f"{server.address}en/") for link in links} == {path == "en/"}
    assert len([path for path in server.log if path.endswith("search_index.json")]) == 1


class TestShown:
    """What stands in the list."""

    def test_the_words_are_marked_where_they_stand(self, pages: Pages) -> None:
        """In whatever form the page has them, and nothing of a page is taken for HTML."""
        page = pages("")
        typed(page, pages.address, "afskediget")
        first = page.locator(".md-search-result__item").first
        expect(first.locator("a").first).to_have_attribute(
            "href", pages.address + "valgt/beskyttelse/?h=afskediget"
        )
        marks = {mark.lower() for mark in first.locator("mark").all_inner_texts()}
        assert marks
        assert all(mark.startswith("afske") for mark in marks)

    def test_a_guess_is_not_told(self, pages: Pages) -> None:
        """She typed it wrong: the page is found, and neither mark nor missing word tells what was guessed."""
        page = pages("")
        found = typed(page, pages.address, "tilidsrepresentant")
        assert "tillidsrepraesentant" in found[0]
        first = page.locator(".md-search-result__item").first
        expect(first.locator("mark")).to_have_count(0)
        expect(first.locator("del")).to_have_count(0)

    def test_a_word_that_a_page_lacks_is_named(self, pages: Pages) -> None:
        """As it was typed."""
        page = pages("")
        typed(page, pages.address, "valgperiode svømmehal")
        first = page.locator(".md-search-result__item").first
        expect(first.locator("del").first).to_have_text("svømmehal")

    @pytest.mark.parametrize(
        ("question", "where"),
        [
            ("hvor mange AMR skal vi have", "beregnere/amo/"),
            ("hvor mange dages kursus", "beregnere/uddannelse/"),
            ("beregn timer om året", "beregnere/tid/"),
        ],
    )
    def test_a_question_that_a_calculator_answers(self, pages: Pages, question: str, where: str) -> None:
        """Its page is among the first three."""
        page = pages("")
        found = typed(page, pages.address, question)
        assert [path for path in found[:3] if path.endswith(where)]


class TestNothingFound:
    """Where no page has any of it."""

    HELP = ".handbook-no-results"

    @pytest.mark.parametrize("path", ["", "en/"])
    def test_it_leads_on(self, pages: Pages, path: str) -> None:
        """It says that there is nothing, and leads to the glossary and the seven questions."""
        page = pages(path)
        typed(page, pages.address, "qqqzzz")
        help_ = page.locator(self.HELP)
        expect(help_).to_be_visible()
        expect(page.locator(".md-search-result__meta")).to_have_attribute("role", "status")
        expect(page.locator(".md-search-result__item")).to_have_count(0)
        links = help_.locator("a").evaluate_all("(all) => all.map((it) => it.href)")
        assert links == [f"{pages.address}{path}ordliste/", f"{pages.address}{path}#spoergsmaal"]
        assert typed(page, pages.address, "APV")
        expect(help_).to_be_hidden()

    def test_it_offers_what_looks_like_it(self, pages: Pages) -> None:
        """A word of the site, which searches for itself when it is pressed."""
        page = pages("")
        typed(page, pages.address, "xxvalgperiodexx")
        words = page.locator(self.HELP).get_by_role("button")
        words.filter(has_text="valgperiode").click()  # one of it, whatever its endings
        expect(page.locator(BOX)).to_have_value(re.compile("^valgperiode"))
        expect(page.locator(".md-search-result__item").first).to_be_visible()
        expect(page.locator(self.HELP)).to_be_hidden()

    def test_it_is_whole(self, pages: Pages) -> None:
        """For a screen reader, and at 320 px."""
        page = pages("", viewport={"width": 320, "height": 640})
        page.locator(".md-header__button[for=__search]").click()
        typed(page, pages.address, "qqqzzz")
        expect(page.locator(self.HELP)).to_be_visible()
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        assert violations(page) == []


def test_by_keyboard(pages: Pages) -> None:
    """Typed, gone through with the arrows, and opened with Enter."""
    page = pages("")
    typed(page, pages.address, "valgperiode")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/valgt/valgperiode/**")


@pytest.mark.parametrize("words", [WORDS, WORDS[::-1]])
def test_the_last_word_wins(engine: Engine, server: Server, words: tuple[str, ...]) -> None:
    """What is typed while the index is made is answered after it, in its order."""
    engine.open(server.address)
    engine.wait_for(READY)
    engine.evaluate(TYPE, words)
    engine.wait_for(f"({FIRST}).includes('/{words[-1]}/')")


@pytest.mark.parametrize("name", engines.selected())
def test_without_a_network(server: Server, name: str) -> None:
    """The search is there as the pages are."""
    with engines.launch(name, service_workers=True) as engine:
        engine.open(server.address)
        engine.wait_for("navigator.serviceWorker.controller?.state === 'activated'")
        engine.open(server.address)
        server.blocked = lambda _path: True
        engine.open(server.address)
        engine.evaluate(TYPE, WORDS[:1])
        engine.wait_for(f"({FIRST}).includes('/{WORDS[0]}/')")
