"""The handbook of 2019, place by place: where this one tells what stood there.

`tests/handbook-2019.csv` names every place of the source, in its order, and never quotes it. `told` is the
address and the heading's id in the Danish pages; an address alone is the page's opening. `word` is the
beginning of a word that stands there and would go if the matter did. Where one rewords, one changes the row;
where one takes out, the row says so. What is deliberately not told has `-` in `told`, and `word` says why.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, override

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.conftest import Site

SOURCE = Path(__file__).resolve().parent.parent / "handbook-2019.csv"
KINDS = {"section", "paragraph", "list item", "obs", "box", "table", "term", "link"}
NOT_TOLD = "-"
MOST_NOT_TOLD = 5

# Made from the law or about the site itself; nothing of 2019 belongs there.
NOT_OF_2019 = ("en/", "beregnere/", "regler/", "om/", "udskriv/")
GLOSSARY = "/ordliste/"
FEWEST_WORDS = 20
FEWEST_WORDS_OF_A_TERM = 3


@dataclass(frozen=True, slots=True)
class _Row:
    """One place of the source."""

    place: str
    kind: str
    told: str
    word: str

    @property
    def page(self) -> str:
        return self.told.partition("#")[0]

    @property
    def section(self) -> str:
        """The heading's id; empty for the page's opening."""
        return self.told.partition("#")[2]


@dataclass(slots=True)
class _Section:
    """What stands under one heading, until the next of its level or above."""

    level: int
    heading: str = ""
    text: str = ""

    def words(self) -> int:
        """Count the section's own words; its heading is none of them."""
        return len(re.findall(r"\S*\w\S*", self.text))

    def holds(self, word: str) -> bool:
        """Whether a word of the heading or the text begins so."""
        begins = re.compile(rf"(?<!\w){re.escape(word)}", re.IGNORECASE)
        return bool(begins.search(self.heading) or begins.search(self.text))


class _Article(HTMLParser):
    """A page's sections by the ids of their headings; the opening, from h1 to the next heading, has none."""

    INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup"})
    SILENT = frozenset({"script", "style", "template"})

    def __init__(self) -> None:
        super().__init__()
        self.sections: dict[str, _Section] = {}
        self._open: list[_Section] = []
        self._in_article = False
        self._heading = False
        self._silent = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "article":
            self._in_article = True
        if self._silent or not self._in_article:
            return
        # What a program, a style or a heading's link to itself says is no telling.
        if tag in self.SILENT or (tag == "a" and "headerlink" in (attributes.get("class") or "")):
            self._silent = tag
        elif re.fullmatch("h[1-6]", tag):
            self._begin(int(tag[1]), attributes.get("id") or "")
        elif tag not in self.INLINE:
            self._tell(" ")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif re.fullmatch("h[1-6]", tag):
            self._heading = False
        elif tag not in self.INLINE:
            self._tell(" ")
        if tag == "article":
            self._in_article = False

    @override
    def handle_data(self, data: str) -> None:
        if self._in_article and not self._silent:
            self._tell(data)

    def _begin(self, level: int, identity: str) -> None:
        # The title stands over the opening alone, and the opening ends at any heading.
        self._open = [section for section in self._open if 1 < section.level < level]
        section = _Section(level)
        self.sections.setdefault("" if level == 1 else identity, section)
        self._open.append(section)
        self._heading = True

    def _tell(self, text: str) -> None:
        if self._heading:
            self._open[-1].heading += text
            return
        for section in self._open:
            section.text += text


def _rows() -> list[_Row]:
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return [_Row(**row) for row in csv.DictReader(file, strict=True)]


def _sections(html: str) -> dict[str, _Section]:
    article = _Article()
    article.feed(html)
    article.close()
    return article.sections


def _listed(faults: Iterable[str]) -> str:
    lines = list(faults)
    return f"{len(lines)} faulty:\n" + "\n".join(lines)


def _fault(row: _Row, pages: dict[str, dict[str, _Section]]) -> str | None:
    """Return what is wrong with where a row says it is told, or nothing."""
    sections = pages.get(row.page)
    if sections is None:
        return "no such page"
    section = sections.get(row.section)
    if section is None:
        return "no such heading"
    fewest = FEWEST_WORDS_OF_A_TERM if row.page == GLOSSARY and row.section else FEWEST_WORDS
    if section.words() < fewest:
        return f"a stub of {section.words()} words, expected {fewest}"
    if not section.holds(row.word):
        return f"no word there begins with «{row.word}»"
    return None


def test_everything_of_2019_has_its_place(site: Site) -> None:
    """Each row's page and heading exist, are no stub, and hold the row's word."""
    told = [row for row in _rows() if row.told != NOT_TOLD]
    pages: dict[str, dict[str, _Section]] = {}
    for address in {row.page for row in told}:
        file = site.folder / address.strip("/") / "index.html"
        if file.is_file():
            pages[address] = _sections(file.read_text(encoding="utf-8"))
    faults = [f"{row.place} -> {row.told}: {fault}" for row in told if (fault := _fault(row, pages))]

    assert told
    assert not faults, _listed(faults)


def test_every_page_of_the_handbook_comes_from_2019(site: Site) -> None:
    """A page that no row names tells nothing of the source, or its rows were forgotten."""
    handbook = {f"/{page}" for page in site.pages if not page.startswith(NOT_OF_2019)}
    forgotten = handbook - {row.page for row in _rows()}

    assert len(handbook) > 40
    assert not forgotten, _listed(sorted(forgotten))


def test_places_are_unique() -> None:
    """Two rows of one name would hide that one of them is missing."""
    twice = [place for place, times in Counter(row.place for row in _rows()).items() if times > 1]

    assert not twice, _listed(twice)


def test_rows_are_whole() -> None:
    """Each row is of a known kind, and leads to an address with a word, or says why it is not told."""
    faults = [
        f"{row.place}: {row.kind}, {row.told}, {row.word}"
        for row in _rows()
        if row.kind not in KINDS
        or not row.place.strip()
        or not row.word.strip()
        or not (row.told == NOT_TOLD or re.fullmatch(r"/(?:[a-z-]+/)*(?:#[a-z0-9-]+)?", row.told))
        or (row.told != NOT_TOLD and " " in row.word)
    ]

    assert not faults, _listed(faults)


def test_hardly_anything_is_left_out() -> None:
    """What is deliberately not told stays the exception, with its reason."""
    left_out = [f"{row.place}: {row.word}" for row in _rows() if row.told == NOT_TOLD]

    assert len(left_out) <= MOST_NOT_TOLD, _listed(left_out)


@pytest.mark.parametrize(
    ("section", "word", "held"),
    [
        ("", "opening", True),
        ("", "first", False),
        ("one", "first", True),
        ("one", "below", True),
        ("one", "heading", True),
        ("one", "second", False),
        ("under", "below", True),
        ("two", "second", True),
        ("two", "econd", False),
        ("two", "MED-aftale", True),
        ("two", "title", False),
        ("two", "permalink", False),
    ],
)
def test_a_section_ends_where_the_next_begins(section: str, word: str, *, held: bool) -> None:
    """The reading of sections is itself read: levels, openings, abbreviations, links of headings."""
    sections = _sections(
        "<nav><h2 id='one'>menu</h2></nav><article><h1 id='page'>Title</h1><p>The opening.</p>"
        "<h2 id='one'>A heading</h2><p>first</p><h3 id='under'>Under</h3><div><p>below</p></div>"
        "<h2 id='two'>Two<a class='headerlink' href='#two'>permalink</a></h2>"
        "<p>second, <abbr title='title'>MED</abbr>-aftale</p></article><footer>after</footer>"
    )

    assert sections[section].holds(word) is held
    assert sections["two"].words() == 2
