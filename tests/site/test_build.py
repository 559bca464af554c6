"""What the built site must hold, whatever builds it: looks at the output, not at MkDocs' inside."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import struct
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, override
from urllib.parse import urljoin, urlsplit

import pytest

from calculators import answer, text
from calculators.catalogue import CALCULATORS, RULES
from calculators.law import Kind
from handbook.addresses import published
from tests.conftest import built, written_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
        self.holds: set[str] = set()  # custom elements
        self.for_search_engines = True
        self.is_book = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "html":
            self.language = attributes.get("lang")
        if tag == "meta" and attributes.get("name") == "robots":
            self.for_search_engines = "noindex" not in (attributes.get("content") or "")
        if "-" in tag:
            self.holds.add(tag)
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
        if tag == "link" and attributes.get("rel") in {"stylesheet", "modulepreload"}:
            self.loads.append(str(attributes["href"]))


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


def test_every_published_address_is_listed(site: Site) -> None:
    """Unions link to these; what is new needs a line (`make addresses`). The build misses what is lost."""
    listed = (ROOT / "tests" / "addresses.txt").read_text(encoding="utf-8").splitlines()

    assert len(listed) == len(set(listed))
    assert set(published(site.folder)) - set(listed) == set()


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
        if "calculator-form" in page.holds and page.language == language and not address.endswith("404.html")
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
                assert re.search(r"\{#[a-z0-9-]+(?: data-search-exclude)?\}$", line), (
                    f"{file.relative_to(ROOT)}: {line}"
                )


def test_each_translation_has_its_original_with_the_same_headings() -> None:
    """A reader who changes language lands in the same section; what is not translated is shown in Danish."""
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

    assert headings["en"] == {page: headings["da"].get(page) for page in headings["en"]}
    assert fragments["en"] <= fragments["da"]


_UNITS = {
    "days": "dag|dags|dage|dages|day|days",
    "weeks": "uge|uges|uger|ugers|week|weeks",
    "months": "måned|måneds|måneder|måneders|month|months",
    "years": "år|års|year|years",
    "hours": "time|timer|timers|hour|hours",
    "employees": "ansatte|ansattes|employees",
    "share": "procent|per cent|%",
    "": "minut|minutter|minute|minutes|kr|kroner",
}
"""The word in a parameter's name, and what prose says for it. Of the last the law tells nothing."""

_IN_WORDS: Sequence[tuple[int | Fraction, str, str]] = (
    (Fraction(3, 2), "halvanden|halvandet", "one and a half"),
    (2, "to", "two"),
    (3, "tre", "three"),
    (4, "fire", "four"),
    (5, "fem", "five"),
    (6, "seks", "six"),
    (9, "ni", "nine"),
    (10, "ti", "ten"),
    (11, "elleve", "eleven"),
    (12, "tolv", "twelve"),
    (14, "fjorten", "fourteen"),
    (15, "femten", "fifteen"),
    (22, "toogtyve", "twenty-two"),
    (28, "otteogtyve", "twenty-eight"),
    (35, "femogtredive", "thirty-five"),
    (50, "halvtreds", "fifty"),
)
"""Numbers of law in Danish and English. One is left out: it is an article as often as a number."""

_NO_NUMBER = re.compile(
    r"{{.*?}}|\{#.*?}|(?<=\])\(.*?\)"  # marks, ids, where links lead
    r"|\d+\.? [A-Za-z]+ \d{4}|\d{4}-\d\d-\d\d|§ ?\d+|\d\d(?: \d\d){3}"  # days, paragraphs, telephones
    r"|^\d+\. "  # a list's own numbers
    r'|\s(?!aria-label=)[\w-]+="[^"]*"',  # a drawing's measures; what it says is prose
    re.MULTILINE,
)

_TYPED_ON_PURPOSE: Mapping[tuple[str, str], str] = {
    ("docs/en/opgaver/ulykker.md", "three days"): "of absence, in a bill; not of training",
}
"""File and phrase: why it is no number of law, or why it must stay when the law changes."""

_MEASURED = {
    *("daekning.md", "tegning-daekning.md"),
    *("hastighed.md", "hastighed-maal.md", "hastighed-svar.md", "tegning-hastighed.md"),
}
"""What `simulation/` and `bench/` write: figures that were measured, which only look like numbers of law."""


def _unit(parameter: str) -> str | None:
    """Return the unit that a parameter's name tells; a limit without one counts people."""
    words = parameter.rpartition(".")[2].split("_")
    return next((unit for unit in _UNITS if unit in words), "employees" if words[-1] == "from" else None)


LAW = {
    (version.value, _unit(parameter.name))
    for parameters in RULES.values()
    for parameter in parameters
    for version in parameter.versions
    if version.value is not None and not isinstance(version.value, bool)
    if version.source.kind is not Kind.ASSUMPTION
}
"""Every number of law with its unit, of the rules of today and of earlier. A method's own are none."""


def _value(written: str) -> Fraction:
    """Return the number that digits tell: `35`, `1,5`, `1½`."""
    return Fraction(written.rstrip("½").replace(",", ".")) + Fraction(written.endswith("½"), 2)


def _typed(markdown: str, language: str) -> Iterator[str]:
    """Yield each number of law in running text: any beside its unit, and from ten on without a unit, too."""
    spelled = {
        word: value
        for value, danish, english in _IN_WORDS
        for word in (danish if language == "da" else english).split("|")
    }
    units = {word: unit for unit, words in _UNITS.items() for word in words.split("|")}
    number = rf"\d+(?:[.,]\d+)?½?(?![.,]?\d)|(?:{'|'.join(spelled)})(?!\w)"
    unit = rf"[\s-]+({'|'.join(units)})(?!\w)"
    prose = _NO_NUMBER.sub("#", markdown).replace("*", "").replace("&nbsp;", " ")
    for found in re.finditer(rf"(?<![\w.,½])({number})(?:{unit})?", prose, re.IGNORECASE):
        written, word = found[1].lower(), found[2]
        value = spelled[written] if written in spelled else _value(written)
        if word:
            is_law = (value, units[word.lower()]) in LAW
        else:
            # Smaller ones are words like one and two, and paragraphs' numbers.
            is_law = written not in spelled and value >= 10 and value in {law for law, _ in LAW}
        if is_law:
            yield " ".join(found[0].split())


@pytest.mark.parametrize(
    ("language", "prose", "typed"),
    [
        ("da", "Du skal have **tre måneder**, og valget gælder i to år.", ["tre måneder", "to år"]),
        ("da", "6 ugers varsel, 1½ dag, halvanden dags kursus", ["6 ugers", "1½ dag", "halvanden dags"]),
        ("da", "1,5 dag, et 3-dages kursus (senest 22 timer)", ["1,5 dag", "3-dages", "22 timer"]),
        ("da", "over 35. Mere end halvtreds procent", ["35", "halvtreds procent"]),
        ("da", '<svg viewBox="0 0 35 14" aria-label="over 35"><text x="22">6 uger</text>', ["35", "6 uger"]),
        ("en", "within\nthree months, a two-year term", ["three months", "two-year"]),
        ("en", "one and a half days, 50 per cent", ["one and a half days", "50 per cent"]),
        ("da", "en måned, femten minutter, 15 minutter, syv dage, 10 år, 2½ dag, 13 ansatte", []),
        ("da", "{{ training.mandatory_days }} dage, 15. september 2025, § 10 i loven, 70 12 12 88", []),
        ("da", "checked: 2026-11-22\n\n10. Oversigt\n11. Samordning over 11", ["11"]),
        ("en", "from weeks to days, ten times, 15 September 2025, [the page](12.md)", []),
    ],
)
def test_a_typed_number_of_law_is_seen(language: str, prose: str, typed: list[str]) -> None:
    """In digits or in words, bold or hyphened; and what only looks like one is let be."""
    assert list(_typed(prose, language)) == typed


def test_every_number_of_law_with_a_unit_is_known_in_words() -> None:
    """A new value needs its row in the table."""
    assert {value for value, unit in LAW if unit and value != 1} - {value for value, *_ in _IN_WORDS} == set()


def test_no_number_of_law_is_typed_where_a_parameter_has_it() -> None:
    """A number in running text is a mark, so that a changed law changes every page."""
    typed = {
        (file, phrase)
        for path in (ROOT / "docs").rglob("*.md")
        if path.name not in _MEASURED
        for file in [path.relative_to(ROOT).as_posix()]
        # Keywords are what readers type, of whatever year's law.
        for prose in [re.sub(r"(?m)^keywords: .*$", "", path.read_text("utf-8"))]
        for phrase in _typed(prose, "en" if "/en/" in file else "da")
    }

    assert sorted(typed - _TYPED_ON_PURPOSE.keys()) == []
    assert sorted(_TYPED_ON_PURPOSE.keys() - typed) == [], "no longer typed"


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
    written = [
        below
        + re.sub(r"(index)?\.md$", "/", file.relative_to(ROOT / "docs" / language).as_posix()).lstrip("/")
        for language, below in LANGUAGES.items()
        for file in (ROOT / "docs" / language).rglob("*.md")
        if "\nnoindex: true\n" not in file.read_text(encoding="utf-8")
    ]
    shown = [address for address, page in _pages(site) if page.for_search_engines]

    assert sorted(site.pages) == sorted(page.replace("//", "/") for page in written)
    assert sorted(site.address + page for page in site.pages) == sorted(shown)


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
    for parameters in RULES.values():
        for parameter in parameters:
            identity = parameter.name.replace(".", "-").replace("_", "-")
            assert f'<h3 id="{identity}">' in html


def test_the_site_is_light(site: Site) -> None:
    """Under 8 MB in all without the runtime; under 90 KB a page of HTML, CSS and JavaScript, compressed.

    The whole handbook on one page may weigh 150 KB: who asks for it wants all of it, once. A page with the
    diary may weigh 110: what keeps weeks of her work cannot wait until it is asked for.
    """
    files = [file for file in site.folder.rglob("*") if file.is_file()]
    outside = [file for file in files if "runtime" not in file.parts]

    assert sum(file.stat().st_size for file in outside) < 8 * KILOBYTE**2
    for address, page in _pages(site):
        loaded = [_file(site, address), *(_file(site, urljoin(address, src)) for src in page.loads)]
        if "time-diary" in page.holds:
            loaded += (site.folder / "assets" / "diary").glob("[!t]*.js")  # not the table's, nor itself again
            loaded += [site.folder / "assets/diary/timer.js", site.folder / "assets/libraries/idb.js"]
        assert len(loaded) >= 3, address
        limit = 150 if page.is_book else 110 if "time-diary" in page.holds else 90
        assert sum(len(gzip.compress(file.read_bytes())) for file in loaded) < limit * KILOBYTE, address


def test_a_form_announces_what_its_script_imports(site: Site) -> None:
    """All of it and nothing else, so that a slow line is waited for once and not once a file."""
    scripts = ROOT / "docs" / "assets"
    imported: set[Path] = set()
    new = {scripts / "calculator" / "calculator-form.js"}
    while new:
        texts = {file: file.read_text(encoding="utf-8") for file in new}
        found = {
            (file.parent / name).resolve()
            for file, text in texts.items()
            for name in re.findall(r'^import [^"]*"(\.[^"]+)";$', text, re.MULTILINE)
        }
        new = found - imported
        imported |= found
    folder = site.folder / "beregnere" / "amo"
    html = (folder / "index.html").read_text(encoding="utf-8")
    announced = re.findall(r'<link rel="modulepreload" href="([^"]+)">', html)

    assert len(imported) > 3
    assert sorted((folder / name).resolve() for name in announced) == sorted(
        site.folder.resolve() / "assets" / file.relative_to(scripts) for file in imported
    )


def test_scripts_and_styles_come_without_comments(site: Site) -> None:
    """What explains them to a developer is not sent to a reader, and nothing else is missing."""
    elsewhere = {"service-worker.js", "farewell.js"}  # one of them, at the root of the site
    sources = [
        file
        for file in (ROOT / "docs" / "assets").rglob("*")
        if file.suffix in {".js", ".css"} and file.name not in elsewhere
    ]
    assert len(sources) > 5
    (runtime,) = (it for it in (site.folder / "assets" / "runtime").iterdir() if it.is_dir())
    for source in sources:
        file = site.folder / source.relative_to(ROOT / "docs")
        folder = runtime if file.parent == runtime.parent and file.name != "worker.js" else file.parent
        written = (folder / file.name).read_text(encoding="utf-8")
        assert 100 < len(written) < source.stat().st_size, source
        assert "/**" not in written
        assert not re.search(r"^// ", written, re.MULTILINE)


def _filled(image: bytes, memory: int) -> int:
    """Return how many bytes of the memory an image fills; it is whole, and within the memory."""
    count: int = struct.unpack_from("<I", image)[0]
    table: tuple[int, ...] = struct.unpack_from(f"<{2 * count}I", image, 4)
    stretches = list(zip(table[::2], table[1::2], strict=True))
    filled = sum(length for _, length in stretches)
    assert len(image) == 4 + 8 * count + filled
    ends = [at + length for at, length in stretches]
    assert all(end < at for end, (at, _) in zip([-1, *ends], stretches, strict=False))
    assert ends[-1] <= memory
    return filled


def test_the_runtime_is_what_its_list_says(site: Site) -> None:
    """The worker fetches from the folder it names, and takes nothing that is not these bytes."""
    runtime = site.folder / "assets" / "runtime"
    manifest = written_before(runtime / "worker.js")
    folder = runtime / manifest["folder"]

    found = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert manifest["files"] == {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in found.items()
    }
    assert any(name.endswith(".whl") for name in found)
    assert _filled(gzip.decompress(found["snapshot.image.bin"]), manifest["memory"]) < manifest["memory"] / 2
    assert {file.name for file in runtime.iterdir()} == {"worker.js", folder.name}
    assert list((site.folder / "assets" / "download").glob("calculators-*-py3-none-any.whl"))


def test_nothing_names_the_machine_that_built_it(site: Site) -> None:
    """A path of a machine in a page is of no use to a reader."""
    home = str(ROOT)
    for file in site.folder.rglob("*"):
        if file.suffix in {".html", ".js", ".css", ".json", ".xml"}:
            assert home not in file.read_text(encoding="utf-8"), file


def _pages_without_generator(folder: Path) -> dict[str, str]:
    generator = re.compile(r'<meta name="generator"[^>]*>')
    return {
        file.relative_to(folder).as_posix(): generator.sub("", file.read_text(encoding="utf-8"))
        for file in folder.rglob("*")
        if file.suffix in {".html", ".json"}
    }


def test_the_fork_builds_the_same_site(site: Site, tmp_path: Path) -> None:
    """MkDocs 1.x is no longer maintained; properdocs must be able to take over any day."""
    done = built(
        tmp_path / "site", command="properdocs", SITE_URL=site.address, REPOSITORY_URL=site.repository
    )

    assert done.returncode == 0, done.stdout
    assert _pages_without_generator(tmp_path / "site") == _pages_without_generator(site.folder)


def test_the_site_can_be_shown_as_of_another_day(tmp_path: Path) -> None:
    """A lawyer can look at the pages as a day's rules make them."""
    done = built(tmp_path, HANDBOOK_RULES_ON="2019-06-01")
    html = (tmp_path / "beregnere" / "amo" / "index.html").read_text(encoding="utf-8")

    assert done.returncode == 0, done.stdout
    assert "1. juni 2019" in html
    assert 'data-own-day-from="2024-02-01"' in html
