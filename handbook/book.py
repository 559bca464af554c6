"""Puts the whole handbook into one page, for printing or saving as a PDF.

The page that holds the mark, /udskriv/, gets every page of the navigation in its order, each as a section:

    <div data-part="handbook"></div>

Left out are that page itself and those whose front matter says `print: false`. Of the others is left out what
is there to be clicked: the forms, the links to headings, and the sections named in `FOR_CLICKING`.

Works on the pages' finished HTML, once all pages of a language are rendered. mkdocs-print-site-plugin would
print the default language alone (its issue 70).
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup

from calculators.view import Html, element, together
from handbook.interface import interface, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bs4 import Tag
    from mkdocs.structure.pages import Page

MARK = '<div data-part="handbook"></div>'
FOR_CLICKING = ("kapitlet", "naeste")
"""Ids of headings whose sections only lead on to other pages."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NAMES_IDS = ("aria-controls", "aria-describedby", "aria-labelledby", "for", "headers")
"""Attributes that name other elements of the page by their ids."""


class BookError(ValueError):
    """A page cannot stand in the book; the build stops and says why."""


def write_book(rendered: Iterable[Page], language: str) -> None:
    """Fill in the mark in the content of the one page of `rendered` that holds it, if any.

    The ids of a page's section are those of its page, after its path: `valgt-beskyttelse`,
    `valgt-beskyttelse--hvad`. They are the same in every language.
    """
    pages = list(rendered)
    say = interface(language)["book"]
    for book in (page for page in pages if MARK in (page.content or "")):
        bound = [page for page in _in_order(pages) if page is not book and page.meta.get("print", True)]
        sections = {_address(page): _Section(page, book, say, language) for page in bound}
        for section in sections.values():
            section.link_to(sections, _address(book))
        filled = together(_contents(sections.values(), say), *(section.html for section in sections.values()))
        book.content = (book.content or "").replace(MARK, element("div", filled, class_="book").text)


def _in_order(pages: list[Page]) -> Iterator[Page]:
    """Yield the navigation's pages, which MkDocs has chained; other pages have no neighbours."""
    page = next((page for page in pages if page.next_page and not page.previous_page), None)
    while page is not None:
        yield page
        page = page.next_page


def _address(page: Page) -> str:
    return urljoin("/", page.url)


class _Section:
    """A page on its way into the book: without what is for clicking, under ids of its own."""

    def __init__(self, page: Page, book: Page, say: Mapping[str, str], language: str) -> None:
        path = posixpath.relpath(_address(page), posixpath.dirname(_address(book).rstrip("/")))
        self.address = _address(page)
        self.identity = "forside" if path == "." else path.replace("/", "-")
        self.opens_chapter = page.parent is None or page.parent.children[0] is page
        locale, around = page.file.locale, book.file.locale  # type: ignore[attr-defined]  # i18n's own
        self._lang = None if locale == around else locale
        self._soup = BeautifulSoup(page.content or "", "html.parser", multi_valued_attributes=None)
        if self._soup.h1 is None:
            raise BookError(f"{page.file.src_uri}: expected a heading of level 1, got none")
        self._leave_out(say, page)
        self.title = self._soup.h1.get_text()
        if checked := page.meta.get("checked"):
            day = written(checked, language)
            self._soup.h1.insert_after(
                _parsed(element("p", f"{say['checked']} {day}", class_="book__checked"))
            )
        self.ids = {
            str(tag["id"]): self.identity if tag is self._soup.h1 else f"{self.identity}--{tag['id']}"
            for tag in self._soup.select("[id]")
        }
        self._rename()

    @property
    def html(self) -> Html:
        return element(
            "section",
            Html(str(self._soup)),
            class_="book__chapter" if self.opens_chapter else None,
            lang=self._lang,
        )

    def link_to(self, sections: Mapping[str, _Section], book: str) -> None:
        """Lead links to what is in the book there, and all others right from the book's address."""
        for tag in self._soup.select("[href], [src]"):
            name = "href" if "href" in tag.attrs else "src"
            parts = urlsplit(str(tag[name]))
            if parts.scheme or parts.netloc:
                continue
            target, fragment = urldefrag(urljoin(self.address, str(tag[name])))
            if target in sections:
                section = sections[target]
                tag[name] = f"#{section.ids.get(fragment, section.identity)}"
            else:
                slash = "/" if target.endswith("/") else ""
                to = posixpath.relpath(target, book) + slash
                tag[name] = f"{to}#{fragment}" if fragment else to

    def _leave_out(self, say: Mapping[str, str], page: Page) -> None:
        for tag in self._soup.select(".headerlink, time-diary"):
            tag.decompose()
        for tag in self._soup.select("abbr"):
            tag.unwrap()
        for heading in self._soup.select(", ".join(f"#{identity}" for identity in FOR_CLICKING)):
            for tag in [heading, *_under(heading)]:
                tag.decompose()
        for tag in self._soup.select("calculator-form"):
            address = page.canonical_url or ""
            link = element("a", address, href=address)
            tag.replace_with(_parsed(element("p", f"{say['calculator']} ", link, class_="book__calculator")))

    def _rename(self) -> None:
        for tag in self._soup.select("[id]"):
            tag["id"] = self.ids[str(tag["id"])]
        for name in NAMES_IDS:
            for tag in self._soup.select(f"[{name}]"):
                tag[name] = " ".join(self.ids.get(named, named) for named in str(tag[name]).split())
        for tag in self._soup.select(", ".join(HEADINGS[:-1])):
            tag.name = HEADINGS[HEADINGS.index(tag.name) + 1]


def _under(heading: Tag) -> Iterator[Tag]:
    """Yield what stands under a heading: up to the next of its level, or the page's footnotes."""
    for tag in list(heading.find_next_siblings()):
        if (tag.name in HEADINGS and tag.name <= heading.name) or tag.get("class") == "footnote":
            return
        yield tag


def _parsed(html: Html) -> BeautifulSoup:
    return BeautifulSoup(html.text, "html.parser", multi_valued_attributes=None)


def _contents(sections: Iterable[_Section], say: Mapping[str, str]) -> Html:
    """Return the table of contents: chapters, and their pages under them."""
    chapters: list[list[_Section]] = []
    for section in sections:
        if section.opens_chapter or not chapters:
            chapters.append([])
        chapters[-1].append(section)
    rows = [
        element("li", _link(first), element("ul", *(element("li", _link(page)) for page in pages)))
        if pages
        else element("li", _link(first))
        for first, *pages in chapters
    ]
    return element(
        "nav",
        element("h2", say["contents"], id="indhold"),
        element("ul", *rows),
        class_="book__contents",
        aria_labelledby="indhold",
    )


def _link(section: _Section) -> Html:
    return element("a", section.title, href=f"#{section.identity}")
