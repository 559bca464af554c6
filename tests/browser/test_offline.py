"""Without a network, and while the site changes: what a reader has is whole, in each engine."""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import ExitStack
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from handbook.offline import write_offline
from handbook.serve import serving
from tests.browser import engines
from tests.browser.conftest import FORM_PAGE, START_MS, UNCOMMON, Pages, native, wait_for
from tests.browser.test_axe import SCHEMES, report, show, violations
from tests.conftest import ROOT, written_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from handbook.serve import Server
    from tests.browser.engines import Chromium, Engine
    from tests.conftest import Site

FAREWELL = ROOT / "docs" / "assets" / "offline" / "farewell.js"
RUNTIME = "assets/runtime/"
NEVER_READ = "valgt/beskyttelse/"
ROOTS = ("/", "/en/")
MOUNT = "/amr/"
COMMON = "34"
ALSO_UNCOMMON = "34568"
SNAPSHOT = {
    "interpreter.js",
    "snapshot.asm.mjs",
    "snapshot.image.bin",
    "snapshot.js",
    "snapshot.wasm.bin",
}
"""What the way takes that each engine here starts by; all else of the runtime is for those that cannot."""
LIBRARY = {
    "library.zip",
    "pyodide-start.js",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    "pyodide.mjs",
}
"""What the next way takes."""

CONTROLLED = """navigator.serviceWorker.ready.then(({ active, installing, waiting }) =>
  navigator.serviceWorker.controller === active && active.state === "activated" && !installing && !waiting)"""
KEPT = """async (name) => (await caches.has(name))
  ? (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname) : []"""
HEADING = "document.querySelector('h1').firstChild.textContent.trim()"
STATE = "document.querySelector('calculator-form').dataset.state"
ASK = """(employees) => {
  const form = document.querySelector("calculator-form form");
  form.elements.employees.value = employees;
  form.requestSubmit();
}"""
WAY = "document.querySelector('calculator-form').dataset.way"
ANSWER = "document.querySelector('.answer__headline')?.textContent.trim()"
FETCH_TWICE = """async (address) => {
  for (const _ of [1, 2]) await (await fetch(address, { cache: "force-cache" })).arrayBuffer();
}"""
SHELF_HAS_COME = """performance.getEntriesByType("resource")
  .some(({ name, responseEnd }) => name.includes("/assets/shelf/") && responseEnd > 0)"""
EDITION = "document.documentElement.dataset.edition ?? ''"

# Before the worker's own text: what the browser would do to it.
FULL = """Cache.prototype.put = async () => { throw new DOMException("no room", "QuotaExceededError"); };"""
FULL_LATER = """{
  const { put } = Cache.prototype;
  Cache.prototype.put = async function (key, response) {
    if (registration.active) throw new DOMException("no room", "QuotaExceededError");
    return put.call(this, key, response);
  };
}"""
REFUSED = (
    """Object.defineProperty(self, "caches", { get() { throw new DOMException("", "SecurityError"); } });"""
)


@dataclass
class Published:
    """A copy of the site that a test may change, and its server."""

    folder: Path
    server: Server

    def told(self) -> dict[str, Any]:
        """Return what the worker goes by."""
        told: dict[str, Any] = written_before(self.folder / "service-worker.js")
        return told

    def runtime(self) -> set[str]:
        """Return the paths of Python's files that a reader has used here and that are to be kept."""
        lasting = self.told()["lasting"]
        paths = {path for path in lasting if path.startswith(RUNTIME) and path.split("/")[-1] in SNAPSHOT}
        assert len(paths) == len(SNAPSHOT)
        return paths

    def shelf(self) -> str:
        """Return the path of the form page's shelf."""
        (path,) = (path for path in self.told()["lasting"] if path.startswith("assets/shelf/amo.da."))
        return str(path)

    def asked(self, path: str) -> int:
        """Return how often a path was asked for over the network."""
        return [target.partition("?")[0] for target in self.server.log].count(MOUNT + path)

    def read(self, path: str) -> str:
        """Return what stands in a file."""
        return (self.folder / path).read_text(encoding="utf-8")

    def write(self, path: str, change: Callable[[str], str]) -> None:
        """Change a file, and leave alone the site's own, which it is a link to."""
        file = self.folder / path
        text = file.read_text(encoding="utf-8")
        file.unlink(missing_ok=True)
        file.write_text(change(text), encoding="utf-8")

    def publish(self, edition: str) -> None:
        """Build another version: pages and scripts that say so, Python and shelves under other addresses."""
        before = self.told()
        (runtime,) = {path.split("/")[2] for path in before["lasting"] if path.startswith(RUNTIME)}
        _, _, worker = (self.folder / "service-worker.js").read_text(encoding="utf-8").partition("\n")
        (self.folder / "service-worker.js").unlink()
        sources = self.folder / "assets" / "offline"
        (sources / "service-worker.js").write_text(worker, encoding="utf-8")
        (sources / "farewell.js").write_text("", encoding="utf-8")
        shelves = {}
        for shelf in sorted((self.folder / "assets" / "shelf").iterdir()):
            stem, _digest, kind = shelf.name.rsplit(".", 2)
            shelves[shelf.name] = f"{stem}.{edition * 12}.{kind}"
            shelf.rename(shelf.with_name(shelves[shelf.name]))
        for page in self.folder.rglob("*.html"):
            marked = page.read_text(encoding="utf-8").replace(before["version"], "@version@")
            for old, new in shelves.items():
                marked = marked.replace(old, new)
            page.unlink()
            page.write_text(marked.replace("<html ", f'<html data-page="{edition}" '), encoding="utf-8")
        for script in ("assets/page.js", "assets/diary/words.js"):
            self.write(script, lambda text: f'document.documentElement.dataset.edition="{edition}";{text}')
        (self.folder / "assets/runtime" / runtime).rename(
            self.folder / "assets/runtime" / f"{runtime}{edition}"
        )
        self.write(
            "assets/runtime/worker.js", lambda text: text.replace(f'"{runtime}"', f'"{runtime}{edition}"')
        )
        assert f"{runtime}{edition}" in self.read("assets/runtime/worker.js")
        write_offline(self.folder, ROOTS)

    def cut(self) -> None:
        """Take the network away."""
        self.server.blocked = lambda _path: True


@pytest.fixture
def published(site: Site, tmp_path: Path) -> Iterator[Published]:
    """Serve a copy at a port of its own, which is an origin of its own: nothing was kept there before."""
    folder = tmp_path / "site"
    shutil.copytree(site.folder, folder, copy_function=os.link)
    with serving(folder, f"http://127.0.0.1:0{MOUNT}") as server:
        yield Published(folder, server)


@pytest.fixture(scope="module", params=engines.selected())
def browser(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Give each engine in turn, with its service workers."""
    with engines.launch(request.param, service_workers=True) as started:
        yield started


def visit(browser: Engine, published: Published, path: str = "") -> None:
    """Open a page, and wait until the worker has all it wants and sees to the page."""
    browser.open(published.server.address + path)
    browser.wait_for(CONTROLLED)


def ask(browser: Engine, employees: str, *, way: str = "snapshot") -> None:
    """Ask the calculator; hold the answer against Python's own, and the way to it against the one meant."""
    # WebKit may say that a page has loaded before its scripts have run.
    browser.wait_for("Boolean(customElements.get('calculator-form'))")
    if way == "shelf":
        browser.wait_for(SHELF_HAS_COME)
    browser.evaluate(ASK, employees)
    browser.wait_for(f"{STATE} !== 'working'", timeout=START_MS / 1000)
    headline = native({"employees": employees})["html"]
    assert browser.evaluate(STATE) == "answered"
    assert browser.evaluate(WAY) == way
    assert browser.evaluate(ANSWER) in headline


def kept(browser: Engine, version: str) -> set[str]:
    """Return the paths that are kept, below the site."""
    return {path.removeprefix(MOUNT) for path in browser.evaluate(KEPT, f"amr {MOUNT} {version}")}


def wait_until_kept(browser: Engine, *wanted: str) -> None:
    """Wait until these are kept for good, beside what else is."""
    has_all = """async (name, wanted) => {
      const cache = await caches.open(name);
      const found = await Promise.all(wanted.map((path) => cache.match(path)));
      return found.every(Boolean);
    }"""
    given = json.dumps(f"amr {MOUNT} lasting"), json.dumps([MOUNT + path for path in wanted])
    browser.wait_for(f"({has_all})({', '.join(given)})", timeout=60)


def wait_for_runtime(browser: Engine, published: Published) -> None:
    """Wait until Python is kept: what was used of it, and nothing that other browsers fall back on."""
    wait_until_kept(browser, *published.runtime())
    assert kept_runtime(browser) == published.runtime()


def kept_runtime(browser: Engine) -> set[str]:
    """Return which of Python's files are kept."""
    return {path for path in kept(browser, "lasting") if path.startswith(RUNTIME)}


def update(browser: Engine, published: Published) -> None:
    """Let the browser find the worker that was published, and wait until that has taken over."""
    browser.evaluate("navigator.serviceWorker.ready.then((it) => it.update()).then(() => null)")
    browser.wait_for(f"caches.has('amr {MOUNT} {published.told()['version']}')")
    browser.wait_for(CONTROLLED, timeout=60)


# --- Without a network


def test_the_second_visit_needs_no_network(browser: Engine, published: Published) -> None:
    """What was read is there and answers, in a worker started anew; what was not says so in its language."""
    visit(browser, published, FORM_PAGE)
    ask(browser, UNCOMMON)
    wait_for_runtime(browser, published)
    wait_until_kept(browser, published.shelf())
    visit(browser, published, FORM_PAGE)
    published.cut()
    browser.open(published.server.address + FORM_PAGE)
    published.server.log.clear()
    ask(browser, ALSO_UNCOMMON)
    ask(browser, COMMON, way="shelf")
    assert not [path for path in published.server.log if "/runtime/" in path or "/shelf/" in path]
    browser.open(f"{published.server.address}?q=amo")
    assert browser.evaluate("document.querySelector('link[rel=canonical]') !== null")
    for language, heading in (
        ("", "Siden ligger ikke på din enhed"),
        ("en/", "This page is not on your device"),
    ):
        address = f"{published.server.address}{language}{NEVER_READ}"
        browser.open(address)
        assert browser.evaluate("location.href") == address
        assert browser.evaluate(HEADING) == heading
        assert browser.evaluate("document.documentElement.lang") == (language[:2] or "da")
        # It is whole: its style is there, and its links lead to what is kept.
        assert browser.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
        links = browser.wait_for("[...document.querySelectorAll('[data-kept-pages] a')].map((it) => it.href)")
        site = published.server.address
        assert sorted(links) == sorted([site, f"{site}en/", site + FORM_PAGE])
        browser.open(links[0])
        assert browser.evaluate(HEADING) != heading


def test_a_common_question_needs_one_visit(browser: Engine, published: Published) -> None:
    """The shelf is kept with the page she came by, asked or not; Python is not, though it has started."""
    visit(browser, published, FORM_PAGE)
    browser.evaluate("document.querySelector('calculator-form form').dispatchEvent(new Event('focusin'))")
    deadline = time.monotonic() + START_MS / 1000
    while not all(published.asked(path) for path in published.runtime()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    time.sleep(1)  # for what must not happen: Python runs by now, and would be kept
    wait_until_kept(browser, published.shelf())
    browser.wait_for(
        f"({KEPT})('amr {MOUNT} {published.told()['version']}').then((all) => "
        f"all.includes('{MOUNT}{FORM_PAGE}'))"
    )
    published.cut()
    browser.open(published.server.address + FORM_PAGE)
    ask(browser, COMMON, way="shelf")
    assert kept_runtime(browser) == set()


@pytest.mark.parametrize("controlled", [False, True], ids=["at once", "under the worker"])
def test_python_comes_once(browser: Engine, published: Published, *, controlled: bool) -> None:
    """What the page fetched on the first visit is kept out of the browser's own cache.

    WebKit has none while it is driven: it is private then, and fetches each file anew, so it counts two.
    Started by hand it counts one.
    """
    browser.open(published.server.address + FORM_PAGE)
    if controlled:
        browser.wait_for(CONTROLLED)
    ask(browser, UNCOMMON)
    wait_for_runtime(browser, published)
    counted = {published.asked(path) for path in published.runtime()}
    published.server.log.clear()
    zipped = next(path for path in published.told()["lasting"] if path.endswith("/library.zip"))
    browser.evaluate(FETCH_TWICE, MOUNT + zipped)
    by_itself = published.asked(zipped)
    assert by_itself == (2 if browser.name == "webkit" else 1)
    assert counted == {by_itself}


def test_what_another_way_took_is_kept(browser: Engine, published: Published) -> None:
    """Where the first way does not start, the files of the next one are what she needs the next time."""
    folder = next(iter(published.runtime())).rpartition("/")[0]
    library = {f"{folder}/{name}" for name in LIBRARY}
    published.server.blocked = lambda path: path.endswith("/snapshot.image.bin")
    visit(browser, published, FORM_PAGE)
    ask(browser, UNCOMMON, way="library")
    wait_until_kept(browser, *library)
    assert kept_runtime(browser) == library
    published.cut()
    browser.open(published.server.address + FORM_PAGE)
    ask(browser, ALSO_UNCOMMON, way="library")


def test_a_way_that_fails_late(browser: Engine, published: Published) -> None:
    """A page tells again what the next way took; that is kept, too."""
    visit(browser, published, FORM_PAGE)
    ask(browser, UNCOMMON)
    wait_for_runtime(browser, published)
    browser.evaluate("dispatchEvent(new CustomEvent('runtime-used', { detail: ['library.zip'] }))")
    folder = next(iter(published.runtime())).rpartition("/")[0]
    wait_until_kept(browser, f"{folder}/library.zip")


def test_a_folder_finds_its_slash(browser: Engine, published: Published) -> None:
    """A host sends on from there; the worker does, too."""
    visit(browser, published, FORM_PAGE)
    visit(browser, published, FORM_PAGE)
    published.cut()
    browser.open(published.server.address + FORM_PAGE.rstrip("/"))
    assert browser.evaluate("location.href") == published.server.address + FORM_PAGE


def test_trying_again(browser: Engine, published: Published) -> None:
    """The page that was wished for comes where it was wished for."""
    visit(browser, published)
    published.cut()
    browser.open(published.server.address + NEVER_READ)
    published.server.blocked = lambda _path: False
    browser.evaluate("document.querySelector('[data-try-again]').click()")
    browser.wait_for(
        "!document.querySelector('[data-try-again]') && document.querySelectorAll('article h1').length"
    )
    assert browser.evaluate("location.href") == published.server.address + NEVER_READ


def test_a_page_is_fresh_where_there_is_a_network(browser: Engine, published: Published) -> None:
    """Law changes: neither the worker nor the browser's own ten minutes hold it back."""
    page = "om/index.html"
    visit(browser, published, "om/")
    visit(browser, published, "om/")
    published.write(page, lambda html: html.replace("Om siden", "Ny lov"))
    browser.open(f"{published.server.address}om/")
    assert browser.evaluate(HEADING) == "Ny lov"
    published.cut()
    browser.open(f"{published.server.address}om/")
    assert browser.evaluate(HEADING) == "Ny lov"


def test_a_network_that_does_not_answer(browser: Engine, published: Published) -> None:
    """A kept page is shown after a few seconds; so is one that the host is too ill to give."""
    visit(browser, published, "om/")
    visit(browser, published, "om/")
    gone = Event()
    published.server.blocked = lambda _path: gone.wait(30) and False
    browser.open(f"{published.server.address}om/")
    assert browser.evaluate(HEADING) == "Om siden"
    gone.set()
    published.server.blocked, published.server.blocked_status = lambda _path: True, 503
    browser.open(f"{published.server.address}om/")
    assert browser.evaluate(HEADING) == "Om siden"


# --- A new version


def test_an_open_page_outlives_its_version(browser: Engine, published: Published) -> None:
    """It asks Python and loads what it had not loaded, of its own version; the next page is new."""
    before, python, shelf = published.told(), published.runtime(), published.shelf()
    visit(browser, published, FORM_PAGE)
    ask(browser, UNCOMMON)
    wait_for_runtime(browser, published)
    visit(browser, published, "om/")
    visit(browser, published, FORM_PAGE)
    wait_until_kept(browser, shelf)
    published.publish("b")
    after = published.told()
    assert after["version"] != before["version"]
    assert not {*after["lasting"]} & {*before["lasting"]}
    update(browser, published)
    # The host has nothing of the old version any more.
    browser.evaluate("import(new URL('../../assets/diary/words.js', location.href)).then(() => null)")
    assert browser.evaluate(EDITION) == ""
    published.server.log.clear()
    ask(browser, UNCOMMON)
    assert not [path for path in published.server.log if "/runtime/" in path]
    assert before["shell"].keys() - kept(browser, before["version"]) == set()
    # What was kept is kept anew before the new version took over, as far as it was used.
    assert {*after["shell"], "om/", FORM_PAGE} == kept(browser, after["version"])
    new = {*published.runtime(), published.shelf()}
    assert kept(browser, "lasting") == {*python, shelf, *new}
    published.cut()
    for path in ("om/", FORM_PAGE):
        browser.open(published.server.address + path)
        assert browser.wait_for(EDITION) == "b"
        assert browser.evaluate("document.documentElement.dataset.page") == "b"
    ask(browser, ALSO_UNCOMMON)
    ask(browser, COMMON, way="shelf")
    browser.wait_for(f"caches.has('amr {MOUNT} {before['version']}').then((is) => !is)")
    browser.wait_for(f"({KEPT})('amr {MOUNT} lasting').then((kept) => kept.length === {len(new)})")
    assert kept(browser, "lasting") == new


def test_a_page_whose_python_runs_goes_on(browser: Engine, published: Published) -> None:
    """It is in the page's memory, and a new version does not touch it."""
    visit(browser, published, FORM_PAGE)
    ask(browser, UNCOMMON)
    published.publish("b")
    update(browser, published)
    published.cut()
    ask(browser, ALSO_UNCOMMON)


@pytest.mark.parametrize("renewed", [False, True], ids=["old worker", "new worker"])
def test_an_open_page_asks_its_first_question_late(
    browser: Engine, published: Published, *, renewed: bool
) -> None:
    """Its Python was never fetched and is gone from the host: the new one answers."""
    python = published.runtime()
    # WebKit would fetch it unasked.
    published.server.blocked = lambda path: path.rpartition("/")[2] in SNAPSHOT | LIBRARY
    visit(browser, published, FORM_PAGE)
    published.publish("b")
    if renewed:
        published.server.blocked = lambda _path: False
        update(browser, published)
    else:
        published.server.blocked = lambda path: path.endswith("service-worker.js")
    ask(browser, UNCOMMON)
    assert browser.evaluate(EDITION) == ""
    for path in published.runtime():
        assert published.asked(path), path
    assert not python & kept_runtime(browser)
    if renewed:
        wait_for_runtime(browser, published)


def test_a_new_page_under_an_old_worker(browser: Engine, published: Published) -> None:
    """Before the new worker is there, a new page has its own scripts from the network, and is whole."""
    visit(browser, published, "om/")
    visit(browser, published, "om/")
    published.publish("b")
    published.server.blocked = lambda path: path.endswith("service-worker.js")
    browser.open(f"{published.server.address}om/")
    assert browser.evaluate("document.documentElement.dataset.page") == "b"
    assert browser.wait_for(EDITION) == "b"
    published.cut()
    browser.open(f"{published.server.address}om/")
    assert browser.evaluate("document.documentElement.dataset.page") is None
    assert browser.evaluate(EDITION) == ""
    assert browser.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"


@pytest.mark.parametrize("missing", ["assets/site.css", "om/"])
def test_half_a_version_does_not_take_over(browser: Engine, published: Published, missing: str) -> None:
    """A file of it, or a page that was read, cannot be had: the one before stays whole."""
    before = published.told()
    visit(browser, published, "om/")
    visit(browser, published, "om/")
    published.publish("b")
    published.server.blocked = lambda path: path == MOUNT + missing
    refused = (
        "navigator.serviceWorker.ready.then((it) => it.update()).then((it) => it.installing?.state ?? 'none')"
    )
    browser.evaluate(refused)
    browser.wait_for("navigator.serviceWorker.ready.then((it) => !it.installing && !it.waiting)")
    assert browser.evaluate("navigator.serviceWorker.controller.state") == "activated"
    published.cut()
    browser.open(f"{published.server.address}om/")
    assert browser.evaluate("document.documentElement.dataset.page") is None
    assert {*before["shell"], "om/"} == kept(browser, before["version"])


def test_a_file_of_another_version_is_not_taken(browser: Engine, published: Published) -> None:
    """A host in the middle of a change may send half of each: the hash tells."""
    published.publish("b")
    published.write("assets/site.css", lambda css: f"{css} ")
    browser.open(published.server.address)
    browser.evaluate("navigator.serviceWorker.register('service-worker.js').then(() => null)")
    browser.wait_for("navigator.serviceWorker.getRegistration().then((it) => !it)")
    assert browser.wait_for("caches.keys().then((names) => JSON.stringify(names))") == "[]"


def test_the_way_back(browser: Engine, published: Published) -> None:
    """A site that is built without a worker rids browsers of the one they have."""
    visit(browser, published, "om/")
    published.write("service-worker.js", lambda _: FAREWELL.read_text(encoding="utf-8"))
    published.write("assets/offline/offline.js", lambda _: "")
    browser.evaluate("navigator.serviceWorker.ready.then((it) => it.update()).then(() => null)")
    browser.wait_for("navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
    browser.wait_for("caches.keys().then((names) => names.length === 0)")
    browser.wait_for("!navigator.serviceWorker.controller && document.readyState === 'complete'")


# --- Other sites, and devices that refuse


def test_another_site_of_the_origin_is_left_alone(browser: Engine, site: Site, tmp_path: Path) -> None:
    """Pages of one GitHub user share an origin: its caches are everybody's, its requests are not ours."""
    host = tmp_path / "host"
    for name in ("amr", "amr2"):
        (host / name).parent.mkdir(exist_ok=True)
        shutil.copytree(site.folder, host / name, copy_function=os.link)
    (host / "amr2" / "service-worker.js").unlink()
    with serving(host, "http://127.0.0.1:0/") as server:
        beside = Published(host / "amr", server)
        browser.open(f"{server.address}amr2/om/")
        browser.evaluate("""async () => {
          for (const name of ["theirs", "amr /amr2/ 0123", "amr / 0123"])
            await (await caches.open(name)).put("x.txt", new Response("x"));
        }""")
        browser.open(f"{server.address}amr/om/")
        browser.wait_for(CONTROLLED)
        beside.publish("b")
        update(browser, beside)
        browser.open(f"{server.address}amr/om/")
        names = browser.evaluate("caches.keys()")
        assert {"theirs", "amr /amr2/ 0123", "amr / 0123"} < set(names)
        assert all(name.startswith("amr /amr/ ") for name in names if "0123" not in name and name != "theirs")
        scopes = browser.evaluate(
            "navigator.serviceWorker.getRegistrations().then((all) => all.map((it) => it.scope))"
        )
        assert scopes == [f"{server.address}amr/"]
        browser.open(f"{server.address}amr2/om/")
        assert browser.evaluate("navigator.serviceWorker.controller") is None
        server.blocked = lambda _path: True
        with pytest.raises(engines.EngineError):
            browser.open(f"{server.address}amr2/valgt/")


@pytest.mark.parametrize("does", [FULL, FULL_LATER, REFUSED], ids=["full", "full later", "refused"])
def test_a_storage_that_takes_nothing(browser: Engine, published: Published, does: str) -> None:
    """The site goes on as it would without a worker: pages come, and Python answers."""
    published.write("service-worker.js", lambda worker: does + worker)
    browser.open(published.server.address + FORM_PAGE)
    browser.evaluate("""() => {
      window.unhandled = [];
      addEventListener("unhandledrejection", ({ reason }) => unhandled.push(String(reason)));
    }""")
    if does is FULL_LATER:
        browser.wait_for(CONTROLLED)
    else:
        browser.evaluate(
            "navigator.serviceWorker.register('../../service-worker.js').then(() => null, () => null)"
        )
        browser.wait_for("navigator.serviceWorker.getRegistration().then((it) => !it)")
    ask(browser, UNCOMMON)
    assert browser.evaluate("unhandled") == []
    browser.open(f"{published.server.address}om/")
    assert browser.evaluate(HEADING) == "Om siden"
    browser.open(published.server.address + FORM_PAGE)
    ask(browser, ALSO_UNCOMMON)


@pytest.mark.parametrize("name", engines.selected())
def test_a_browser_without_service_workers(name: str, published: Published) -> None:
    """As all other tests have it: pages come, Python answers, nothing is kept."""
    with engines.launch(name) as browser:
        browser.open(published.server.address + FORM_PAGE)
        assert browser.evaluate("navigator.serviceWorker === undefined")
        ask(browser, UNCOMMON)
        assert browser.evaluate("caches.keys()") == []


REGISTRATION_REFUSED = """ServiceWorkerContainer.prototype.register = async () => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};"""


@pytest.mark.parametrize("refusal", ["", REGISTRATION_REFUSED], ids=["no service workers", "refused"])
def test_a_browser_that_has_none(chromium: Chromium, published: Published, refusal: str) -> None:
    """Nothing is missed, and nothing said on the console."""
    with ExitStack() as stack:
        made = Pages(chromium, published.server.address, stack)
        page = made(service_workers="allow" if refusal else "block")
        page.add_init_script(refusal)
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(published.server.address + FORM_PAGE)
        page.evaluate("new Promise(requestIdleCallback)")
        page.locator('[name="employees"]').fill(UNCOMMON)
        page.locator("calculator-form [type=submit]").click()
        page.locator('calculator-form[data-state="answered"]').wait_for(timeout=START_MS)
        assert page.evaluate("'controller' in (navigator.serviceWorker ?? {})") is bool(refusal)
        assert not [line for line in said if "Service Worker registration blocked" not in line]


def test_where_data_are_dear(chromium: Chromium, published: Published) -> None:
    """Under Save-Data nothing is kept until Python was used; then it is."""
    with ExitStack() as stack:
        made = Pages(chromium, published.server.address, stack)
        page = made(FORM_PAGE, service_workers="allow", connection={"saveData": True})
        page.evaluate("new Promise(requestIdleCallback)")
        assert page.evaluate("navigator.serviceWorker.getRegistrations()") == []
        page.locator('[name="employees"]').fill(UNCOMMON)
        page.locator("calculator-form [type=submit]").click()
        page.locator('calculator-form[data-state="answered"]').wait_for(timeout=START_MS)
        wait_for(page, f"({KEPT})('amr {MOUNT} lasting').then((kept) => kept.length >= {len(SNAPSHOT)})")


# --- The page that stands in


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_page_that_stands_in_is_for_all(chromium: Chromium, published: Published, language: str) -> None:
    """No violation with its list filled, and nothing sticks out at the side."""
    with ExitStack() as stack:
        page = Pages(chromium, published.server.address, stack)(FORM_PAGE, service_workers="allow")
        wait_for(page, CONTROLLED)
        page.goto(published.server.address + language + FORM_PAGE)
        published.cut()
        page.goto(published.server.address + language + NEVER_READ)
        expect(page.locator("[data-kept-pages] a").first).to_be_visible()
        found = {}
        for scheme in SCHEMES:
            for width in (390, 1280):
                show(page, scheme, width)
                told = violations(page)
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    told.append("the page scrolls sideways")
                if told:
                    found[f"{scheme}, {width} px"] = told
        assert not found, report(found)
