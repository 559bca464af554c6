"""The glossary: one list, from which the tooltips and the page are made."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.glossary import GlossaryError, address, with_glossary, with_links_to_glossary

if TYPE_CHECKING:
    from tests.conftest import Site

ROOT = Path(__file__).resolve().parent.parent.parent
LANGUAGES = {"da": "", "en": "en/"}
MARK = '<div data-part="glossary" data-more="Mere: {term}"></div>'

each_language = pytest.mark.parametrize("language", LANGUAGES)


def _listed(language: str) -> list[tuple[str, str]]:
    listed = ROOT / "docs" / "fragments" / language / "ordliste.md"
    return re.findall(r"^\*\[(.+?)\]: (.+)$", listed.read_text(encoding="utf-8"), re.MULTILINE)


def _html(site: Site, language: str, page: str) -> str:
    return (site.folder / LANGUAGES[language] / page / "index.html").read_text(encoding="utf-8")


def _entries(html: str) -> list[tuple[str, str]]:
    """Return each term of a page's glossary, its id and itself."""
    return re.findall(r'<h3 id="([^"]*)">([^<]*)<a class="headerlink"', html)


def _made(tmp_path: Path, listed: str, page: str = MARK) -> str:
    fragment = tmp_path / "ordliste.md"
    fragment.write_text(listed, encoding="utf-8")
    return with_glossary(page, fragment)


@each_language
def test_every_term_of_the_list_has_its_place_in_the_glossary(site: Site, language: str) -> None:
    """What has a tooltip can be looked up and linked to, under the first of its forms."""
    html = _html(site, language, "ordliste")
    first = {explanation: form for form, explanation in reversed(_listed(language))}

    assert len(first) > 25
    assert set(first.values()) <= {term for _, term in _entries(html)}
    for explanation, term in first.items():
        assert re.search(rf'id="{address(term)}">{re.escape(term)}<a [^>]*>#</a></h3>\n<p>', html), term
        assert f"<p>{explanation}</p>" in html


def test_both_languages_explain_the_same_terms(site: Site) -> None:
    """The terms are Danish law's own, so a link to one works in either language."""
    danish, english = (_entries(_html(site, language, "ordliste")) for language in LANGUAGES)

    assert danish == english


def test_terms_stand_in_danish_order(site: Site) -> None:
    """In Danish æ, ø and å come last, in that order."""
    terms = [term for _, term in _entries(_html(site, "da", "ordliste"))]

    assert terms.index("funktionsår") < terms.index("fællestillidsrepræsentant") < terms.index("HR")
    assert terms.index("NFA") < terms.index("nærhedsprincippet") < terms.index("overenskomst")


@each_language
def test_other_pages_explain_the_terms_where_they_stand(site: Site, language: str) -> None:
    """Each page includes the list of its language; the glossary and the book need no tooltips."""
    explained = dict(_listed(language))
    for file in sorted((ROOT / "docs" / language).rglob("*.md")):
        included = f"{{! fragments/{language}/ordliste.md !}}" in file.read_text(encoding="utf-8")
        assert included == (file.stem not in ("ordliste", "udskriv")), file
    assert f'<abbr title="{explained["AMO"]}">AMO</abbr>' in _html(site, language, "amo")
    assert "<abbr" not in _html(site, language, "ordliste")


@each_language
def test_tooltips_stay_out_of_titles(site: Site, language: str) -> None:
    """A heading with an abbreviation keeps its plain name in the tab, the contents and the search."""
    html = _html(site, language, "amo/stoerrelse")
    index = (site.folder / "search" / "search_index.json").read_text(encoding="utf-8")

    assert re.search(r"<h1[^>]*>[^#]*<abbr", html)
    assert re.search(r"<title>[^<]* AMO [^<]*</title>", html)
    contents = "".join(re.findall(r"<nav .*?</nav>", html, re.DOTALL))
    assert " AMO " in contents
    assert "<abbr" not in contents
    assert "<abbr" not in index


def test_forms_of_a_term_share_an_entry(tmp_path: Path) -> None:
    """A line with the same explanation is another form of the term."""
    made = _made(tmp_path, "*[ø]: b\n*[å]: c\n*[øen]: b\n*[æ å]: d\n")

    assert re.findall(r"^### .*", made, re.MULTILINE) == ["### æ å {#ae-aa}", "### ø {#oe}", "### å {#aa}"]


def test_the_page_adds_terms_without_a_tooltip_and_links(tmp_path: Path) -> None:
    """Markdown would make tooltips of the page's own lines, so they are taken out."""
    made = _made(tmp_path, "*[AMR]: x\n", f"{MARK}\n\n*[løn]: y\n\n[løn]: tid/index.md\n")

    assert "### løn {#loen}\n\ny\n\n[Mere: løn][løn]\n" in made
    assert "*[" not in made
    assert made.endswith("[løn]: tid/index.md\n")


def test_a_page_without_the_mark_is_left_alone(tmp_path: Path) -> None:
    """Other pages may have abbreviations of their own."""
    page = "*[løn]: y\n\nløn\n"

    assert with_glossary(page, tmp_path / "none.md") == page


@pytest.mark.parametrize(
    ("listed", "page"),
    [("*[AMR]: x\n", f"{MARK}\n[AMØ]: a.md\n"), ("*[ÅR]: x\n*[aar]: y\n", MARK)],
    ids=["a link to more about no term", "two terms of one id"],
)
def test_what_cannot_be_an_entry_stops_the_build(tmp_path: Path, listed: str, page: str) -> None:
    """It would otherwise be lost without a word."""
    with pytest.raises(GlossaryError):
        _made(tmp_path, listed, page)


def test_the_first_of_each_term_leads_to_its_entry(tmp_path: Path) -> None:
    """For a finger and a keyboard, which no tooltip serves: once a page, and in no other link."""
    listed = tmp_path / "ordliste.md"
    listed.write_text("*[AMR]: valgt & kendt\n*[AMRerne]: valgt & kendt\n*[TR]: en anden\n", encoding="utf-8")
    amr, several, tr = (
        f'<abbr title="{why}">{term}</abbr>'
        for term, why in [("AMR", "valgt &amp; kendt"), ("AMRerne", "valgt &amp; kendt"), ("TR", "en anden")]
    )
    ways = f'<div class="handbook-ways"><ul><li>{tr}</li></ul></div>'
    before = f'<h2>{amr}</h2>{ways}<p><a href="x">{amr}</a> '

    assert with_links_to_glossary(f"{before}{several} {amr} {tr}</p>", listed, "../o/") == (
        f'{before}<a href="../o/#amr" class="handbook-term">{several}</a> {amr} '
        f'<a href="../o/#tr" class="handbook-term">{tr}</a></p>'
    )


@each_language
def test_pages_lead_to_the_glossary(site: Site, language: str) -> None:
    """In the language's own glossary; that each link ends somewhere, another test sees."""
    assert 'href="../../ordliste/#amr" class="handbook-term"' in _html(site, language, "amo/stoerrelse")
    assert "handbook-term" not in _html(site, language, "ordliste")
