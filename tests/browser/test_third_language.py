"""A third language: a folder of pages, text files and a block in mkdocs.yml, and none of the project's code.

`tests/browser/polish/` is what somebody writes who begins: the interface's words and the front page. All else
is in Danish until it is translated, and says so.
"""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from handbook.serve import serving
from tests.browser.search_report import typed
from tests.conftest import ROOT, Draft

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.engines import Chromium

POLISH = ROOT / "tests" / "browser" / "polish"
BEFORE = "\nnav:\n"
"""What follows the languages in mkdocs.yml."""


def _project(folder: Path) -> Path:
    """Return a project that is ours, with the language added."""
    for copied in ("calculators", "handbook"):
        shutil.copytree(ROOT / copied, folder / copied)
    for shared in {it.name for it in ROOT.iterdir()} - {it.name for it in folder.iterdir()} - {"mkdocs.yml"}:
        (folder / shared).symlink_to(ROOT / shared)
    shutil.copytree(POLISH / "handbook", folder / "handbook", dirs_exist_ok=True)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert settings.count(BEFORE) == 1
    block = (POLISH / "languages.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace(BEFORE, f"\n{block}{BEFORE[1:]}"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """Build a small handbook in three languages, strictly."""
    folder = tmp_path_factory.mktemp("third")
    draft = Draft(folder / "draft", _project(folder / "project"))
    draft.write(
        **{
            "da/index.md": "# Forside\n\n## Beregn {#beregn}",
            "da/amo/kun.md": "# Kun på dansk",
            "en/index.md": "# Front\n\n## Work it out {#beregn}",
            "en/amo/kun.md": "# Not in Polish",
            "pl/index.md": (POLISH / "docs" / "pl" / "index.md").read_text(encoding="utf-8"),
        }
    )
    draft.list_addresses("/", "/#beregn", "/amo/kun/", "/en/", "/en/#beregn", "/en/amo/kun/", "/pl/")
    said = draft.build({"/gammel/": "/amo/kun/"})
    assert "Aborted" not in said, said
    assert "Traceback" not in said, said
    return draft


def _read(draft: Draft, path: str) -> str:
    return (draft.site / path).read_text(encoding="utf-8")


def test_its_page_is_in_it(draft: Draft) -> None:
    """With the interface's words, the theme's own and a day as the language writes it."""
    html = draft.html("/pl/")

    assert '<html lang="pl"' in html
    assert 'aria-label="Link do tej części"' in html
    assert 'sprawdzono ostatnio <time datetime="2026-11-22">22 listopada 2026</time>' in html
    assert '<meta property="og:locale" content="pl_PL">' in html
    assert "Nawigacja" in html  # Material's
    assert 'hreflang="pl" class="md-select__link" lang="pl" aria-current="true"' in html


def test_what_the_calculators_do_not_speak_says_so(draft: Draft) -> None:
    """The form is Danish, and is told to be."""
    html = draft.html("/pl/")
    form = re.search(r'<div lang="(\w+)"><calculator-form[^>]* data-language="(\w+)"', html)
    assert form is not None
    assert form.groups() == ("da", "da")
    assert '<div lang="en"><calculator-form' not in draft.html("/en/")


def test_the_rest_falls_back(draft: Draft) -> None:
    """Shown in Danish, in a site that is Polish around it; no search engine is told of it."""
    html = draft.html("/pl/amo/kun/")

    assert '<html lang="pl"' in html
    assert "Tej strony nie ma jeszcze po polsku, dlatego jest po duńsku." in html
    assert re.search(r'<div lang="da">\s*<h1', html)
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{Draft.SITE_URL}amo/kun/">' in html
    assert "/pl/amo/kun/" not in _read(draft, "sitemap.xml")


@pytest.mark.parametrize(
    ("address", "languages"),
    [
        ("/", ["da", "en", "pl", "x-default"]),
        ("/en/", ["da", "en", "pl", "x-default"]),
        ("/pl/", ["da", "en", "pl", "x-default"]),
        ("/amo/kun/", ["da", "en", "x-default"]),
        ("/pl/amo/kun/", []),
    ],
)
def test_each_page_names_its_translations(draft: Draft, address: str, languages: list[str]) -> None:
    """In full, and only where there is one; whoever reads none of them gets the first."""
    html = draft.html(address)
    head = html[: html.index("</head>")]
    told = dict(re.findall(r'<link rel="alternate " hreflang="([\w-]+)" href="([^"]+)">', head))

    assert sorted(told) == languages
    page = address.removeprefix("/pl").removeprefix("/en")
    roots = {"da": "", "en": "/en", "pl": "/pl", "x-default": ""}
    assert told == {language: f"{Draft.SITE_URL[:-1]}{roots[language]}{page}" for language in languages}


def test_what_is_no_page_is_in_it(draft: Draft) -> None:
    """A page not found, one not on the device, one that has moved, and the site on a home screen."""
    lost = _read(draft, "404.html")
    assert [*re.findall(r'<section lang="(\w+)">', lost)] == ["da", "en", "pl"]
    assert f'href="{Draft.SITE_URL}pl/">Do polskiej strony głównej' in lost
    assert "Tej strony nie ma na twoim urządzeniu" in _read(draft, "pl/503.html")
    assert "Ta strona została przeniesiona" in _read(draft, "pl/gammel/index.html")
    manifest = json.loads(_read(draft, "pl/manifest.webmanifest"))
    assert (manifest["lang"], manifest["name"]) == ("pl", "Podręcznik AMR")


def test_its_search(draft: Draft, chromium: Chromium) -> None:
    """It finds words as they are written and keywords, where no library knows the language's inflections."""
    index = json.loads(_read(draft, "pl/search/search_index.json"))
    assert (index["config"]["lang"], index["config"]["has_stemmer"]) == ("pl", False)
    with (
        serving(draft.site, "http://127.0.0.1:0/amr/") as server,
        chromium.browser.new_page(base_url=server.address) as page,
    ):
        page.goto("pl/")
        assert typed(page, server.address, "bezpieczenstwo")[0].startswith("/amr/pl/")
        assert page.locator(".md-search__input").get_attribute("placeholder") == "Szukaj"
