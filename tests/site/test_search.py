"""The search's indexes: one a language, small, the same each time, with what people say for each page."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from handbook.search import write_search

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

FOLDERS = {"da": "", "en": "en/"}
MOST = 60 * 1024
"""Bytes, compressed as a host does it: it is fetched on every page that is read."""


def _index(site: Site, folder: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        (site.folder / folder / "search" / "search_index.json").read_text("utf-8")
    )
    return told


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_it_is_small(site: Site, folder: str) -> None:
    """On a phone it comes beside the page."""
    content = (site.folder / folder / "search" / "search_index.json").read_bytes()
    assert len(gzip.compress(content)) <= MOST


@pytest.mark.parametrize(("language", "folder"), FOLDERS.items())
def test_every_page_has_its_keywords(site: Site, language: str, folder: str) -> None:
    """What people type for what it answers; no entry is empty, none stands twice on a page."""
    index = _index(site, folder)
    assert index["config"]["lang"] == language
    pages = [doc for doc in index["docs"] if "#" not in doc["location"]]
    assert len(pages) > 10
    for page in pages:
        keywords = page.get("keywords", [])
        assert keywords, page["location"]
        assert all(keywords), page["location"]
        assert len(keywords) == len(set(keywords)), page["location"]


def test_each_language_has_its_own_pages(site: Site) -> None:
    """Addresses are below the language's folder, and no page is in both."""
    danish, english = (_index(site, folder) for folder in FOLDERS.values())
    assert not [doc for doc in danish["docs"] if doc["location"].startswith("en/")]
    assert not [doc for doc in english["docs"] if doc["location"].startswith("en/")]
    assert {doc["title"] for doc in danish["docs"]} != {doc["title"] for doc in english["docs"]}


def test_keywords_stand_on_no_page(site: Site) -> None:
    """They are for the search alone."""
    (page,) = (doc for doc in _index(site, "")["docs"] if doc["location"] == "valgt/valgperiode/")
    assert "kampvalg" in page["keywords"]
    assert "kampvalg" not in (site.folder / "valgt" / "valgperiode" / "index.html").read_text("utf-8")


def test_forms_and_columns_of_numbers_are_left_out(site: Site) -> None:
    """Labels and cells, without what stands around them, say nothing."""
    texts = {doc["location"]: doc["text"] for doc in _index(site, "")["docs"]}
    assert "JavaScript" not in texts["beregnere/amo/#beregn"]
    assert "Sidst kontrolleret" not in texts["regler/#amo-one-level-from"]
    assert "om/hastighed/#tabel" not in texts


def test_plain_text(tmp_path: Path) -> None:
    """Of the theme's HTML the words are left, apart where blocks are and together where a word goes on."""
    docs = [
        {"location": "", "title": "A &amp; B", "text": "<p>One</p><ul><li>t<em>w</em>o &lt;3</li></ul>"},
        {"location": "xx/", "title": "X", "text": ""},
    ]
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "search_index.json").write_text(json.dumps({"docs": docs}), encoding="utf-8")
    for language in ("da", "en"):
        (tmp_path / "docs" / language).mkdir(parents=True)
    source = "---\ndescription: D\nkeywords: one, two words\nsearch:\n  boost: 0.5\n---\n# A\n"
    (tmp_path / "docs" / "da" / "index.md").write_text(source, encoding="utf-8")
    write_search(tmp_path, tmp_path / "docs", {"da": "/", "en": "/xx/"})
    danish = json.loads((tmp_path / "search" / "search_index.json").read_text("utf-8"))
    english = json.loads((tmp_path / "xx" / "search" / "search_index.json").read_text("utf-8"))
    assert danish["docs"] == [
        {
            "location": "",
            "title": "A & B",
            "text": "One two <3",
            "keywords": ["one", "two words"],
            "boost": 0.5,
        }
    ]
    assert english["docs"] == [{"location": "", "title": "X", "text": ""}]
