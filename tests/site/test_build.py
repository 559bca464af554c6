"""What the built site must hold, whatever builds it: looks at the output, not at MkDocs' inside."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, override
from urllib.parse import urljoin, urlsplit

import pytest

from calculators import answer, text
from calculators.catalogue import CALCULATORS
from handbook.addresses import published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Site

ROOT = Path(__file__).resolve().parent.parent.parent
LANGUAGES = {"da": "", "en": "en/"}
KILOBYTE = 1024


class _Read(HTMLParser):
    """What a page links to, loads and can be linked at."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.headings: list[tuple[str, str | None]] = []
        self.language: str | None = None
        self.has_calculator = False
        self.is_book = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "html":
            self.language = attributes.get("lang")
        if tag == "calculator-form":
            self.has_calculator = True
        if attributes.get("class") == "book":
            self.is_book = True
        if identity := attributes.get("id"):
            self.ids.append(identity)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((tag, attributes.get("id")))
        if tag == "a" and (href := attributes.get("href")):
            self.links.append(href)
        if tag == "script" and (src := attributes.get("src")):
            self.loads.append(src)
        if tag == "link" and attributes.get("rel") == "stylesheet" and (href := attributes.get("href")):
            self.loads.append(href)


def _read(html: str) -> _Read:
    page = _Read()
    page.feed(html)
    return page


def _pages(site: Site) -> Iterator[tuple[str, _Read]]:
    """Yield each page's address and what stands in it, 404.html among them."""
    for file in sorted(site.folder.rglob("*.html")):
        address = site.address + file.relative_to(site.folder).as_posix().removesuffix("index.html")
        yield address, _read(file.read_text(encoding="utf-8"))


def _file(site: Site, address: str) -> Path:
    below = urlsplit(address).path.removeprefix(site.path)
    return site.folder / (f"{below}index.html" if below.endswith("/") or not below else below)


def test_every_published_address_still_stands(site: Site) -> None:
    """Unions link to these; what is lost needs a redirect, what is new needs a line (`make addresses`)."""
    listed = (ROOT / "tests" / "addresses.txt").read_text(encoding="utf-8").splitlines()

    assert sorted(listed) == sorted(published(site.folder))


def test_every_link_leads_somewhere(site: Site) -> None:
    """Each link inside the site finds its page and its section, in every page and under a sub-path."""
    pages = dict(_pages(site))
    broken = []
    for address, page in pages.items():
        for href in page.links:
            target = urljoin(address, href)
            if not target.startswith(site.address):
                continue
            path, _, fragment = target.partition("#")
            if not _file(site, path).is_file():
                broken.append(f"{address}: {href}")
            elif fragment and path in pages and fragment not in pages[path].ids:
                broken.append(f"{address}: {href} (no such section)")

    assert pages
    assert not broken


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_of_an_answer_lead_somewhere_from_each_page(site: Site, language: str) -> None:
    """An answer's links count on every page with a calculator standing two folders deep."""
    pages = {
        address: page
        for address, page in _pages(site)
        if page.has_calculator and page.language == language and not address.endswith("404.html")
    }
    fields: tuple[dict[str, object], ...] = (
        {"employees": 5},
        {"employees": 50},
        {"employees": 50, "agreement": "organisation_and_enterprise"},
    )
    hrefs = {
        href
        for asked in fields
        for href in _read(_answer(asked, language)["html"]).links
        if not href.startswith("http")
    }

    assert len(pages) >= 2
    assert hrefs
    for address in pages:
        for href in hrefs:
            path, _, fragment = urljoin(address, href).partition("#")
            target = _read(_file(site, path).read_text(encoding="utf-8"))
            assert fragment in target.ids, f"{address}: {href}"


def _answer(fields: dict[str, object], language: str) -> dict[str, str]:
    question = {"calculator": "amo", "language": language, "on": "2026-11-22", "fields": fields}
    answered: dict[str, str] = json.loads(answer(json.dumps(question)))
    return answered


def test_ids_are_unique(site: Site) -> None:
    """Two sections of one name, and a link finds only the first; MkDocs says nothing of it."""
    for address, page in _pages(site):
        assert len(page.ids) == len(set(page.ids)), address


def test_every_heading_from_level_two_names_itself() -> None:
    """An id that MkDocs makes of the words changes with the words, and loses æ, ø and å."""
    for file in sorted((ROOT / "docs").rglob("*.md")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if re.match(r"#{2,6}\s", line):
                assert re.search(r"\{#[a-z0-9-]+\}$", line), f"{file.relative_to(ROOT)}: {line}"


def test_both_languages_have_the_same_pages_and_headings() -> None:
    """A reader who changes language lands in the same section."""
    headings = {
        language: {
            file.relative_to(folder).as_posix(): re.findall(r"\{#([a-z0-9-]+)\}", file.read_text("utf-8"))
            for file in folder.rglob("*.md")
        }
        for language in LANGUAGES
        for folder in [ROOT / "docs" / language]
    }
    fragments = {
        language: {file.name for file in (ROOT / "docs" / "fragments" / language).iterdir()}
        for language in LANGUAGES
    }

    assert headings["da"] == headings["en"]
    assert fragments["da"] == fragments["en"]


def test_no_number_of_law_is_typed_where_a_parameter_has_it() -> None:
    """A limit in running text is a mark, so that a changed law changes every page."""
    limits = {
        str(version.value)
        for page in CALCULATORS.values()
        for parameter in page.PARAMETERS
        for version in parameter.versions
        # Smaller ones are words like one and two, and paragraphs' numbers.
        if not isinstance(version.value, bool) and version.value is not None and version.value >= 10
    }
    for file in sorted((ROOT / "docs").rglob("*.md")):
        prose = re.sub(r"{{.*?}}|\{#.*?}|\(.*?\)|\d+\. [a-z]+ \d{4}|§ ?\d+", "", file.read_text("utf-8"))
        typed = set(re.findall(r"(?<![\d.,])\d+(?![\d.,]*\d)", prose)) & limits
        assert not typed, f"{file.relative_to(ROOT)} types {sorted(typed)}"


def test_what_is_no_page_is_not_published(site: Site) -> None:
    """Fragments and templates lie under docs/, and MkDocs would publish them without a word."""
    names = {file.relative_to(site.folder).parts[0] for file in site.folder.rglob("*") if file.is_file()}

    assert not names & {"fragments", "theme", "da"}


def test_each_language_says_so(site: Site) -> None:
    """A screen reader speaks the language that `lang` names."""
    for address, page in _pages(site):
        assert page.language == ("en" if address.startswith(f"{site.address}en/") else "da"), address


def test_the_error_page_speaks_both_languages(site: Site) -> None:
    """The host has one 404.html for all; whichever language builds last must not take it."""
    lost = (site.folder / "404.html").read_text(encoding="utf-8")

    assert "Siden findes ikke" in lost
    assert "Page not found" in lost
    assert lost.index("Siden findes ikke") < lost.index("Page not found")


def test_the_sitemap_lists_every_page_once(site: Site) -> None:
    """Search engines find both languages, and no copy: of a page not translated, of all pages in one."""
    addresses = [
        address for address, page in _pages(site) if not (page.is_book or address.endswith("404.html"))
    ]

    assert sorted(site.address + page for page in site.pages) == sorted(addresses)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rule_table_answers_without_a_program(site: Site, language: str) -> None:
    """No script runs here: the table and the examples must say it all."""
    folder = site.folder / LANGUAGES[language] / "beregnere" / "amo"
    html = (folder / "index.html").read_text(encoding="utf-8")
    words = text.words(language, CALCULATORS["amo"].FOLDER)
    table = html[html.index("<table ") : html.index("</table>")]

    for kind in ("direct_dialogue", "one_level", "two_levels"):
        assert words(f"headline.{kind}") in table
    for example in CALCULATORS["amo"].EXAMPLES:
        assert words(f"example.{example}") in html


def test_the_rules_page_tells_every_parameter(site: Site) -> None:
    """/regler/ is made from the parameters, so none can be missing."""
    html = (site.folder / "regler" / "index.html").read_text(encoding="utf-8")
    for page in CALCULATORS.values():
        for parameter in page.PARAMETERS:
            identity = parameter.name.replace(".", "-").replace("_", "-")
            assert f'<h3 id="{identity}">' in html


def test_the_site_is_light(site: Site) -> None:
    """Under 8 MB in all without the runtime; under 90 KB a page of HTML, CSS and JavaScript, compressed.

    The whole handbook on one page may weigh 150 KB: who asks for it wants all of it, once.
    """
    files = [file for file in site.folder.rglob("*") if file.is_file()]
    outside = [file for file in files if "runtime" not in file.parts]

    assert sum(file.stat().st_size for file in outside) < 8 * KILOBYTE**2
    for address, page in _pages(site):
        loaded = [_file(site, address), *(_file(site, urljoin(address, src)) for src in page.loads)]
        if page.has_calculator:
            loaded.append(site.folder / "assets" / "calculator" / "client.js")
        assert len(loaded) > 3, address
        limit = 150 if page.is_book else 90
        assert sum(len(gzip.compress(file.read_bytes())) for file in loaded) < limit * KILOBYTE, address


def test_the_runtime_is_what_its_list_says(site: Site) -> None:
    """The worker counts bytes by this list and fetches from the folder it names."""
    runtime = site.folder / "assets" / "runtime"
    manifest = json.loads((runtime / "manifest.json").read_text(encoding="utf-8"))
    folder = runtime / manifest["folder"]

    assert {file.name: file.stat().st_size for file in folder.iterdir()} == manifest["files"]
    assert any(name.endswith(".whl") for name in manifest["files"])
    assert list((site.folder / "assets" / "download").glob("calculators-*-py3-none-any.whl"))


def test_nothing_names_the_machine_that_built_it(site: Site) -> None:
    """A path of a machine in a page is of no use to a reader."""
    home = str(ROOT)
    for file in site.folder.rglob("*"):
        if file.suffix in {".html", ".js", ".css", ".json", ".xml"}:
            assert home not in file.read_text(encoding="utf-8"), file


def _built(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", command, "build", "--strict", "-f", "mkdocs.yml", "--site-dir", str(folder)],
        check=False,
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
    )


def _pages_without_generator(folder: Path) -> dict[str, str]:
    generator = re.compile(r'<meta name="generator"[^>]*>')
    return {
        file.relative_to(folder).as_posix(): generator.sub("", file.read_text(encoding="utf-8"))
        for file in folder.rglob("*")
        if file.suffix in {".html", ".json"}
    }


def test_the_fork_builds_the_same_site(site: Site, tmp_path: Path) -> None:
    """MkDocs 1.x is no longer maintained; properdocs must be able to take over any day."""
    done = _built("properdocs", tmp_path / "site", SITE_URL=site.address)

    assert done.returncode == 0, done.stdout + done.stderr
    assert _pages_without_generator(tmp_path / "site") == _pages_without_generator(site.folder)


def test_the_site_can_be_shown_as_of_another_day(tmp_path: Path) -> None:
    """A lawyer can look at the pages as a day's rules make them."""
    done = _built("mkdocs", tmp_path, HANDBOOK_RULES_ON="2019-06-01")
    html = (tmp_path / "beregnere" / "amo" / "index.html").read_text(encoding="utf-8")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "1. juni 2019" in html
    assert 'data-next-change="2024-02-01"' in html
