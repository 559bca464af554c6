"""The editions, page by page: what no translation may change is the same in each, whatever the words are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calculators.text import DEFAULT_LANGUAGE, LANGUAGES

DOCS = Path(__file__).resolve().parent.parent / "docs"
FOLDERS = ("{language}", "fragments/{language}")


def pages(language: str) -> set[str]:
    """Return every page and fragment of an edition, as `{language}/amo/index.md`."""
    return {
        f"{folder}/{file.relative_to(DOCS / folder.format(language=language)).as_posix()}"
        for folder in FOLDERS
        for file in (DOCS / folder.format(language=language)).rglob("*.md")
    }


PAGES = pages(DEFAULT_LANGUAGE)
OTHERS = [language for language in LANGUAGES if language != DEFAULT_LANGUAGE]
TRANSLATED = {  # address in the first edition -> in another
    "https://creativecommons.org/licenses/by/4.0/deed.da": "https://creativecommons.org/licenses/by/4.0/",
    "https://at.dk/": "https://at.dk/en/",
}
"""Where a page elsewhere speaks the reader's language."""

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
MARK = re.compile(r"\{\{\s*(.*?)\s*\}\}")
INCLUDED = re.compile(r"\{!\s*fragments/\w+/(.*?)\s*!\}")
ID = re.compile(r"\{#([\w-]+)")
LINK = re.compile(r"\]\(([^)]+)\)")
PART = re.compile(r'data-(?:calculator|part|example|list)="[^"]*"')
NO_TEXT = re.compile(r"\{\{.*?\}\}|\{[!#:].*?\}|(?<=\])\([^)]*\)|<[^>]*>", re.DOTALL)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def unchanging(source: str) -> dict[str, object]:
    """Return what every edition of a page tells alike.

    Numbers are a set: one language may say again what the other leaves to be understood. A number of law is
    none of them but a mark, which names its parameter.
    """
    front = FRONT_MATTER.match(source)
    source = FRONT_MATTER.sub("", source)
    text = NO_TEXT.sub("", source)
    return {
        "checked": re.findall(r"^(?:checked|print|noindex): .*$", front[1] if front else "", re.MULTILINE),
        "parameters": set(MARK.findall(source)),
        "fragments": INCLUDED.findall(source),
        "sections": ID.findall(source),
        "parts": PART.findall(source),
        "links": {TRANSLATED.get(link, link) for link in LINK.findall(source)},
        "paragraphs": set(re.findall(r"§+\s*(\d+(?:\s[a-h]\b)?)", text)),
        "numbers": {number.replace(",", ".") for number in NUMBER.findall(text)},
    }


@pytest.mark.parametrize("language", OTHERS)
def test_no_page_is_missing(language: str) -> None:
    """Nor has an edition one of its own, which nobody would find who reads another."""
    assert pages(language) == PAGES


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("page", sorted(PAGES))
def test_each_edition_tells_the_same(page: str, language: str) -> None:
    """The same parameters, paragraphs, years, links, sections and parts of a calculator."""
    told, original = (
        unchanging((DOCS / page.format(language=it)).read_text(encoding="utf-8"))
        for it in (language, DEFAULT_LANGUAGE)
    )
    assert told == original


@pytest.mark.parametrize(
    ("differs", "words", "others"),
    [
        ("parameters", "{{ amo.two_levels_from }}", "{{ amo.one_level_from }}"),
        ("paragraphs", "§ 6 b", "§ 6 c"),
        ("numbers", "88,3", "88.4"),
        ("links", "(../amo/index.md)", "(../tid/index.md)"),
        ("sections", "{#titel}", "{#andet}"),
        ("checked", "2026-01-01", "2026-01-02"),
        ("parts", "table", "form"),
        ("fragments", "ordliste.md !}", "forbehold.md !}"),
    ],
)
def test_what_differs_is_seen(differs: str, words: str, others: str) -> None:
    """One of each kind, and nothing else with it."""
    page = (
        "---\nchecked: 2026-01-01\n---\n## Titel {#titel}\n{{ amo.two_levels_from }} ansatte (§ 6 b), 88,3 % "
        '[her](../amo/index.md)\n<div data-part="table"></div>\n{! fragments/da/ordliste.md !}\n'
    )
    one, other = unchanging(page), unchanging(page.replace(words, others))
    assert [name for name in one if one[name] != other[name]] == [differs]
