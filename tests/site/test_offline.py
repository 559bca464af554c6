"""What the service worker goes by, held against the site it was written for; the site on a home screen."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import struct
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest

from tests.conftest import ROOT, Draft, built, written_before

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

LANGUAGES = {"da": "", "en": "en/"}
KILOBYTE = 1024


def _told(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = written_before(folder / "service-worker.js")
    return told


def _file(site: Site, path: str) -> Path:
    return site.folder / (f"{path}index.html" if not path or path.endswith("/") else path)


def _hash(content: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


def _side(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


# --- The list


def test_every_file_is_there_as_its_hash_says(site: Site) -> None:
    """A browser that fetches a file with another hash refuses the whole version."""
    told = _told(site.folder)
    for path, expected in (told["shell"] | told["lasting"]).items():
        file = _file(site, path)
        assert file.resolve().is_relative_to(site.folder), path
        assert _hash(file.read_bytes()) == expected, path


def test_the_shell_is_what_pages_load_and_no_more(site: Site) -> None:
    """All that is our own and the theme's; no maps, no Python, no search in languages nobody searches in."""
    shell = set(_told(site.folder)["shell"])
    ours = {
        file.relative_to(ROOT / "docs").as_posix()
        for file in (ROOT / "docs" / "assets").rglob("*")
        if file.suffix in {".js", ".css", ".svg"} and not {"offline", "runtime"} & {*file.parts}
    }
    assert ours | {"assets/offline/offline.js", "assets/offline/kept-pages.js"} <= shell
    assert {
        "",
        "503.html",
        "en/",
        "en/503.html",
        "search/search_index.json",
        "en/search/search_index.json",
    } <= shell
    assert {
        f"assets/libraries/{name}" for name in ("idb.js", "dsv.js", "minisearch.js", "stemmer.da.js")
    } <= shell
    assert "assets/search/worker.js" in shell
    assert not [path for path in shell if "/lunr/" in path or "/workers/" in path]
    assert any(path.startswith("assets/javascripts/bundle.") for path in shell)
    assert {path for path in shell if path.startswith("assets/runtime/")} == {"assets/runtime/worker.js"}
    assert not [path for path in shell if path.startswith("assets/shelf/")]
    assert not [path for path in shell if path.endswith((".map", ".png", ".whl", ".wasm", ".bin", ".zip"))]


def test_the_shell_is_small(site: Site) -> None:
    """It is fetched behind her back, so it weighs no more than three pages do when they are opened."""
    weights = [len(gzip.compress(_file(site, path).read_bytes())) for path in _told(site.folder)["shell"]]
    assert sum(weights) < 270 * KILOBYTE


def test_what_lasts_is_python(site: Site) -> None:
    """All of the folder beside the worker."""
    (folder,) = (it for it in (site.folder / "assets" / "runtime").iterdir() if it.is_dir())
    runtime = {file.relative_to(site.folder).as_posix() for file in folder.iterdir()}
    lasting = _told(site.folder)["lasting"].keys()
    assert {path for path in lasting if path.startswith("assets/runtime/")} == runtime


def test_each_page_names_the_version(site: Site) -> None:
    """By it the worker knows which files a page goes with. What leads on from an old address has no theme."""
    mark = f'<meta name="handbook-version" content="{_told(site.folder)["version"]}">'
    for page in (*site.pages, *_told(site.folder)["offline"].values(), "404.html", "udskriv/"):
        assert _file(site, page).read_text(encoding="utf-8").count(mark) == 1, page
    for file in site.folder.rglob("*.html"):
        assert "@version@" not in file.read_text(encoding="utf-8"), file


def test_the_same_site_has_the_same_version_wherever_it_stands(tmp_path: Path) -> None:
    """A rebuild is no update, and neither is another address; a changed script is one."""
    first, second = Draft(tmp_path / "one"), Draft(tmp_path / "two")
    for draft, address in ((first, "https://example.org/amr/"), (second, "https://example.org/")):
        draft.write(**{"da/index.md": "# Forside", "en/index.md": "# Front"})
        said = draft.build(SITE_URL=address)
        assert "Aborted" not in said, said
    one, two = _told(first.site), _told(second.site)
    assert one["version"] == two["version"]
    assert one["lasting"] == two["lasting"]
    assert one["offline"] == {"": "503.html", "en/": "en/503.html"}
    assets = second.folder / "docs" / "assets"
    original = assets.resolve()
    assets.unlink()
    assets.mkdir()
    for it in original.iterdir():
        (assets / it.name).symlink_to(it)
    (assets / "page.js").unlink()
    (assets / "page.js").write_text("export {};", encoding="utf-8")
    second.build()
    assert _told(second.site)["version"] != one["version"]


def test_nothing_of_the_worker_stands_elsewhere(site: Site) -> None:
    """It works from the site's own folder; what MkDocs copied with the other scripts is gone."""
    names = {file.name for file in (site.folder / "assets" / "offline").iterdir()}
    assert names == {"offline.js", "kept-pages.js"}


def test_a_site_without_a_worker_rids_browsers_of_it(tmp_path: Path) -> None:
    """As while writing: pages load nothing of it, and what stands at its address takes leave."""
    done = built(tmp_path, HANDBOOK_OFFLINE="false", HANDBOOK_POLICY="false")
    assert done.returncode == 0, done.stdout
    worker = (tmp_path / "service-worker.js").read_text(encoding="utf-8")
    assert "unregister()" in worker
    assert '"fetch"' not in worker
    for page in ("index.html", "en/index.html", "beregnere/amo/index.html"):
        html = (tmp_path / page).read_text(encoding="utf-8")
        assert "offline.js" not in html
        assert "handbook-version" not in html


# --- The page that stands in


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_that_stands_in_works_at_any_address(site: Site, language: str) -> None:
    """It is shown where another page was asked for, so no link of it may count from there."""
    html = (site.folder / LANGUAGES[language] / "503.html").read_text(encoding="utf-8")
    title = {"da": "Siden ligger ikke på din enhed", "en": "This page is not on your device"}[language]
    assert f'<html lang="{language}"' in html
    assert f"<h1>{title}</h1>" in html
    assert '<meta name="robots" content="noindex">' in html
    addresses = [part.partition('"')[0] for name in ("href", "src") for part in html.split(f' {name}="')[1:]]
    assert len(addresses) > 50
    home = site.address.partition("//")[2].partition("/")[0]
    for address in addresses:
        assert address.startswith((site.path, "#", "http://", "https://")), address
        if home in address:
            assert address.startswith(site.address), address


def test_the_page_that_stands_in_is_not_looked_for(site: Site) -> None:
    """Neither by search engines nor in the site's own search, nor in the book."""
    for file in ("sitemap.xml", "search/search_index.json", "udskriv/index.html", "en/udskriv/index.html"):
        text = (site.folder / file).read_text(encoding="utf-8")
        assert "503.html" not in text
        assert "ligger ikke på din enhed" not in text


# --- The home screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_can_be_put_on_the_home_screen(site: Site, language: str) -> None:
    """Each language has its own, which begins at its front page and reaches the whole site."""
    address = f"{site.address}{LANGUAGES[language]}manifest.webmanifest"
    manifest = json.loads(
        (site.folder / LANGUAGES[language] / "manifest.webmanifest").read_text(encoding="utf-8")
    )
    assert manifest["lang"] == language
    assert manifest["display"] == "standalone"
    assert manifest["name"]
    assert len(manifest["short_name"]) <= 12
    assert urljoin(address, manifest["start_url"]) == site.address + LANGUAGES[language]
    assert urljoin(address, manifest["scope"]) == site.address
    wanted = {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"), ("any", "any")}
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} == wanted
    for icon in manifest["icons"]:
        content = _file(site, urljoin(address, icon["src"]).removeprefix(site.address)).read_bytes()
        if icon["type"] == "image/png":
            assert "{}x{}".format(*_side(content)) == icon["sizes"]
        else:
            assert content.startswith(b"<svg ")


def test_each_page_leads_to_its_manifest_and_icon(site: Site) -> None:
    """In its own language, and under a path."""
    for page in (*site.pages, "503.html", "en/503.html"):
        html = _file(site, page).read_text(encoding="utf-8")
        manifest = html.partition('<link rel="manifest" href="')[2].partition('"')[0]
        language = LANGUAGES["en" if page.startswith("en/") else "da"]
        assert urljoin(site.address + page, manifest) == f"{site.address}{language}manifest.webmanifest"
        icon = html.partition('<link rel="apple-touch-icon" href="')[2].partition('"')[0]
        file = _file(site, urljoin(site.address + page, icon).removeprefix(site.address))
        assert _side(file.read_bytes()) == (180, 180)
