"""The plain way: without JavaScript, and with each file of the runtime missing, late, cut short or another.

The runtime starts in three ways, each asking less of the browser, and what one way lacks the next does
without: the answer is the same, to the byte. Where no way is left, the page says that the calculator did not
start, the table answers, what was typed stands, and once the file is there again a new try answers.
"""

from __future__ import annotations

import json
import os
import shutil
from threading import Event
from typing import TYPE_CHECKING, ClassVar

import pytest
from playwright.sync_api import expect

from calculators import answer
from handbook.serve import serving
from tests.browser import engines
from tests.browser.conftest import FORM_PAGE, PARSE, START_MS, UNCOMMON, Form, Pages, native
from tests.conftest import written_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from handbook.serve import Server
    from tests.browser.engines import Chromium, Engine
    from tests.conftest import Site

# The runtime's files, by what tells them from each other; the wheel's name holds a version.
FIRST = ("snapshot.wasm.bin", "snapshot.image.bin", "snapshot.js", "interpreter.js", "snapshot.asm.mjs")
"""What the snapshot alone needs."""
LIBRARY = "library.zip"
"""What the library alone needs."""
BOTH_LATER = ("pyodide.asm.wasm", "pyodide.asm.js", "pyodide-start.js", "pyodide.mjs")
LAST = ("python_stdlib.zip", "pyodide-lock.json", ".whl")
"""What the plain way alone needs."""
WORKER = "worker.js"
"""What every way needs: it knows which folder the others are in, and what each must be."""
LATER = (LIBRARY, *BOTH_LATER, *LAST)
OWN = ("calculator-form.js", "client.js", "letter.js", "shelf.js", "take-along.js")
FAULTS = ("closed", "missing", "cut short", "altered", "a page")

QUESTIONS = [
    json.dumps({"calculator": calculator, "language": language, "on": "2026-11-22", "fields": fields})
    for calculator, language, fields in (
        ("amo", "en", {"employees": UNCOMMON}),
        ("amo", "da", {"employees": "æ\ud800 <b>"}),
        ("training", "da", {"member_from": "2026-03-01", "term_years": 4}),
    )
]
ASK = "async ([client, questions]) => Promise.all(questions.map((await import(client)).ask))"


def runtime(folder: Path) -> dict[str, Path]:
    """Return where each file of the runtime stands in a built site."""
    worker = folder / "assets" / "runtime" / WORKER
    manifest = written_before(worker)
    files = [worker, *(worker.parent / manifest["folder"] / name for name in manifest["files"])]
    return {".whl" if file.suffix == ".whl" else file.name: file for file in files}


def altered(content: bytes, *, is_script: bool) -> bytes:
    """Return other bytes, as many. A packed file unpacks to the same all the same: only its digest tells."""
    if is_script:  # which a browser holds against no digest
        return content[::-1]
    at = {b"\x1f\x8b": 9, b"PK": 10}.get(content[:2], len(content) - 1)  # who packed it; and when
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def ask_all(form: Form, questions: list[str]) -> list[dict[str, str]]:
    """Ask through the page's own client, so its one worker."""
    client = form.page.url.partition("beregnere/")[0] + "assets/calculator/client.js"
    told: list[dict[str, str]] = form.page.evaluate(ASK, [client, questions])
    return told


def assert_answered(form: Form, way: str, employees: str = UNCOMMON) -> None:
    """Assert that what was asked is answered, this way and as native Python does, and so is anything else."""
    expect(form.element).not_to_have_attribute("data-state", "working", timeout=START_MS)
    expect(form.element).to_have_attribute("data-state", "answered")
    expect(form.element).to_have_attribute("data-way", way)
    told = native({"employees": employees})["html"]
    assert form.output.inner_html() == form.page.evaluate(PARSE, told)
    told = ask_all(form, QUESTIONS)
    assert [it["answer"] for it in told] == [answer(question) for question in QUESTIONS]
    assert {it["way"] for it in told} == {way}


def assert_unavailable(form: Form, typed: dict[str, str]) -> None:
    """Assert that the page says so in sight, leads to the table, and keeps what was typed."""
    form.wait("unavailable")
    notice = form.notice("unavailable")
    expect(notice).to_be_visible()
    expect(notice).to_be_in_viewport()
    expect(notice.locator("a")).to_have_attribute("href", "#tabel")
    expect(form.notice("working")).to_be_hidden()
    expect(form.output).to_be_empty()
    for name, value in typed.items():
        expect(form.control(name)).to_have_value(value)


def assert_the_page_answers(form: Form) -> None:
    """Assert that the table holds the limits of the law, and the examples unfold."""
    page = form.page
    table = page.locator("#tabel ~ * table, #tabel ~ table").first
    expect(table).to_be_visible()
    for limit in ("10", "35"):
        expect(table).to_contain_text(limit)
    example = page.locator("#eksempler ~ details").first
    expect(example.locator("> p").first).to_be_hidden()
    example.locator("summary").click()
    expect(example.locator("> p").first).to_be_visible()


class Copy:
    """A copy of the site whose runtime can be spoilt, at an origin of its own: no cache has a file of it."""

    def __init__(self, folder: Path, server: Server, pages: Pages) -> None:
        self.folder = folder
        self.server = server
        self.files = runtime(folder)
        self.form = pages.form
        self._whole: dict[Path, bytes] = {}
        server.blocked = lambda path: any(path.endswith(f"/{name}") for name in self._closed)
        self._closed: set[str] = set()

    def write(self, name: str, content: bytes) -> None:
        """Put other content into a file. It is a link, and the site's own must stay whole."""
        file = self.files[name]
        self._whole.setdefault(file, file.read_bytes())
        file.unlink()
        file.write_bytes(content)

    def prefix(self, name: str, script: str) -> None:
        """Let a script begin with something else."""
        self.write(name, script.encode() + self.files[name].read_bytes())

    def spoil(self, fault: str, *names: str) -> None:
        """Let files have one of the `FAULTS`."""
        for name in names:
            file = self.files[name]
            content = file.read_bytes()
            if fault == "closed":
                self._closed.add(file.name)
            elif fault == "cut short":
                self.write(name, content[: len(content) // 2])
            elif fault == "altered":
                self.write(name, altered(content, is_script=file.suffix in {".js", ".mjs"}))
            else:
                self.write(name, b"")
                file.unlink()
            if fault == "a page":
                file.symlink_to(
                    self.folder / "index.html"
                )  # the server sends what it leads to as what that is

    def mend(self) -> None:
        """Make all files whole again."""
        self._closed.clear()
        for file, content in self._whole.items():
            file.unlink(missing_ok=True)
            file.write_bytes(content)
        self._whole.clear()

    def publish(self) -> str:
        """Publish another version: the runtime is elsewhere, and the worker says so. Return its folder."""
        self.mend()
        before = self.files[LIBRARY].parent
        after = before.with_name(f"{before.name}-new")
        before.rename(after)
        worker = self.files[WORKER].read_bytes()
        self.write(WORKER, worker.replace(before.name.encode(), after.name.encode()))
        self.files = runtime(self.folder)
        return after.name

    def asked(self, *names: str) -> list[str]:
        """Return the requests for files."""
        ends = tuple(f"/{self.files[name].name}" for name in names)
        return [path for path in self.server.log if path.partition("?")[0].endswith(ends)]


@pytest.fixture
def copy(site: Site, chromium: Chromium, tmp_path: Path) -> Iterator[Copy]:
    """Serve a copy of the site."""
    folder = tmp_path / "site"
    shutil.copytree(site.folder, folder, copy_function=os.link)
    with serving(folder, f"http://127.0.0.1:0{site.path}") as server:
        pages = Pages(chromium, server.address)
        with pages.stack:
            yield Copy(folder, server, pages)


def test_no_file_of_the_runtime_is_forgotten(site: Site) -> None:
    """The files that these tests take away are all those of the manifest, and all are there."""
    found = runtime(site.folder)
    assert set(found) == {*FIRST, *LATER, WORKER}
    assert all(file.is_file() for file in found.values())


@pytest.mark.parametrize("path", [FORM_PAGE, f"en/{FORM_PAGE}", "amo/stoerrelse/"])
def test_without_javascript(pages: Pages, path: str) -> None:
    """The form, which could do nothing, is not there; a notice leads to the table, which answers."""
    form = pages.form(path, java_script_enabled=False)
    expect(form.element.locator("form")).to_be_hidden()
    notice = form.element.locator("noscript p")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("JavaScript")
    for name in ("not_started", "unavailable", "working"):
        expect(form.notice(name)).to_be_hidden()
    assert_the_page_answers(form)


@pytest.mark.parametrize("fault", FAULTS)
class TestAnotherWay:
    """A file that does not come, or comes as something else, is felt by nobody while a way is left."""

    def test_what_the_first_way_does_without(self, copy: Copy, fault: str) -> None:
        """Where the snapshot starts, nothing of the later ways is even asked for."""
        copy.spoil(fault, *LATER)
        form = copy.form()
        form.fill(employees=UNCOMMON)
        form.submit()
        assert_answered(form, "snapshot")
        assert copy.asked(*LATER) == []

    @pytest.mark.parametrize("name", FIRST)
    def test_what_the_snapshot_needs(self, copy: Copy, fault: str, name: str) -> None:
        """Without any one of its files the library answers, and what the plain way needs is left alone."""
        copy.spoil(fault, name)
        form = copy.form()
        form.fill(employees=UNCOMMON)
        form.submit()
        assert_answered(form, "library")
        assert copy.asked(name)
        assert copy.asked(*LAST) == []

    def test_what_the_library_needs_too(self, copy: Copy, fault: str) -> None:
        """Without two of the ways the third answers."""
        copy.spoil(fault, FIRST[0], LIBRARY)
        form = copy.form()
        form.fill(employees=UNCOMMON)
        form.submit()
        assert_answered(form, "plain")
        assert copy.asked(LIBRARY)


class TestNoWay:
    """Without a way left the form says so, keeps what was typed, and tries anew when asked."""

    TYPED: ClassVar = {"employees": "34", "sector": "office_or_shop", "under_ten_hours": "3"}

    @pytest.mark.parametrize(
        "names",
        [
            (WORKER,),
            *((FIRST[2], name) for name in BOTH_LATER),
            *((FIRST[2], LIBRARY, name) for name in LAST),
        ],
        ids=" ".join,
    )
    def test_a_new_try(self, copy: Copy, names: tuple[str, ...]) -> None:
        """Whatever is wrong with the file, and once it is back, the snapshot answers."""
        copy.spoil("closed", *names)
        form = copy.form()
        form.fill(**self.TYPED)
        for fault in FAULTS:
            copy.mend()
            copy.spoil(fault, *names)
            form.submit()
            assert_unavailable(form, self.TYPED)
            assert copy.asked(names[-1])
            copy.server.log.clear()
        assert_the_page_answers(form)
        copy.mend()
        form.renew()
        form.ask(employees=UNCOMMON)
        assert_answered(form, "snapshot")
        expect(form.notice("unavailable")).to_be_hidden()

    def test_a_host_out_of_order(self, pages: Pages, server: Server) -> None:
        """A host that says that it cannot, for anything of the runtime."""
        server.blocked, server.blocked_status = (lambda path: "/assets/runtime/" in path), 503
        form = pages.form()
        form.ask(state="unavailable", **self.TYPED)
        assert_unavailable(form, self.TYPED)

    def test_a_failure_before_the_question_is_forgotten(self, pages: Pages, server: Server) -> None:
        """A network that was away while she typed, and is there when she asks, is no reason to refuse."""
        fails = Event()
        server.blocked = lambda path: path.endswith((".asm.js", ".asm.mjs")) and fails.wait(START_MS / 1000)
        form = pages.form()
        with form.page.expect_worker(lambda worker: worker.url.endswith("/runtime/worker.js")) as started:
            form.control("employees").focus()
        with started.value.expect_event("close"):
            fails.set()
        server.blocked = lambda _path: False
        form.ask(employees=UNCOMMON)
        assert_answered(form, "snapshot")


@pytest.mark.parametrize("ending", OWN)
def test_without_the_elements_own_script(pages: Pages, server: Server, ending: str) -> None:
    """Where the script that would say so is what is missing, the style sheet says so after a while."""
    server.blocked = lambda path: path.endswith(f"/calculator/{ending}")
    form = pages.form()
    notice = form.notice("not_started")
    expect(notice).to_have_css("visibility", "hidden")
    form.control("employees").fill("34")
    form.control("employees").press("Enter")
    expect(notice).to_have_css("visibility", "visible")
    expect(notice.locator("a")).to_have_attribute("href", "#tabel")
    expect(form.control("employees")).to_have_value("34")
    assert form.page.url == server.address + FORM_PAGE
    assert_the_page_answers(form)
    server.blocked_status = 503
    form.page.reload()
    form.page.evaluate("() => { for (const it of document.getAnimations()) it.finish(); }")
    expect(notice).to_have_css("visibility", "visible")


class TestSlow:
    """A file that is late."""

    @pytest.mark.parametrize("name", [WORKER, *FIRST])
    def test_it_is_waited_for(
        self, pages: Pages, hold: Callable[[str], Callable[[], None]], name: str
    ) -> None:
        """Slow is not broken: the form goes on and can be changed, and the first way answers in the end."""
        let_go = hold(f"/{name}")
        form = pages.form()
        form.ask(state="working", employees="34568")
        expect(form.notice("working")).to_be_visible()
        form.fill(employees=UNCOMMON)
        expect(form.element).to_have_attribute("data-state", "working")
        let_go()
        assert_answered(form, "snapshot")

    def test_a_dead_line_is_left(self, copy: Copy) -> None:
        """Where no byte comes for long, the next way is tried: here a second stands for the minute."""
        script = copy.files[WORKER].read_text(encoding="utf-8")
        shorter = "={valueOf:()=>left.length===2?1_000:60_000}"
        assert "LONGEST_SILENCE=60_000" in script
        copy.write(WORKER, script.replace("=60_000", shorter, 1).encode())
        gone = Event()
        copy.server.blocked = lambda path: path.endswith(FIRST[1]) and gone.wait(START_MS / 1000)
        try:
            form = copy.form()
            form.fill(employees=UNCOMMON)
            form.submit()
            assert_answered(form, "library")
        finally:
            gone.set()


FAILS_LATER = """
import { restored as whole } from "./whole.js";
export async function restored(...given) {
  const answer = await whole(...given);
  let asked = 0;
  return (question) => {
    if (++asked === 2) FAILS;
    return answer(question);
  };
}
"""
# A module whose only function is `unreachable`.
TRAP = [
    0,
    97,
    115,
    109,
    1,
    0,
    0,
    0,
    1,
    4,
    1,
    96,
    0,
    0,
    3,
    2,
    1,
    0,
    7,
    5,
    1,
    1,
    102,
    0,
    0,
    10,
    5,
    1,
    3,
    0,
    0,
    11,
]
AT_A_QUESTION = {
    "raises": "throw new Error('PyObject_CallOneArg: Python raised')",
    "traps": f"new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array({TRAP}))).exports.f()",
}


def fail_later(copy: Copy, how: str) -> None:
    """Let the snapshot answer once and then fail."""
    script = copy.files["snapshot.js"]
    (script.parent / "whole.js").write_bytes(script.read_bytes())
    copy.write("snapshot.js", FAILS_LATER.replace("FAILS", AT_A_QUESTION[how]).encode())


@pytest.mark.parametrize("how", AT_A_QUESTION)
def test_a_way_that_fails_at_a_question(copy: Copy, how: str) -> None:
    """The question it failed at goes to the next way, and so do those behind it: Python may be damaged."""
    fail_later(copy, how)
    form = copy.form()
    told = ask_all(form, QUESTIONS)
    assert [it["answer"] for it in told] == [answer(question) for question in QUESTIONS]
    assert [it["way"] for it in told] == ["snapshot", "library", "library"]
    form.ask(employees=UNCOMMON)
    assert_answered(form, "library")


class TestAnotherBrowser:
    """A browser that lacks something, or is another than those that build and test."""

    def test_without_decompression(self, copy: Copy) -> None:
        """What unpacks the snapshot is younger than the rest."""
        copy.prefix(WORKER, "delete self.DecompressionStream;")
        form = copy.form()
        form.fill(employees=UNCOMMON)
        form.submit()
        assert_answered(form, "library")

    def test_without_a_secure_connection(self, site: Site, chromium: Chromium) -> None:
        """There nobody reckons a digest; all is answered the same."""
        with serving(site.folder, f"http://0.0.0.0:0{site.path}") as server:
            made = Pages(chromium, server.address)
            with made.stack:
                form = made.form()
                assert form.page.evaluate("[isSecureContext, typeof crypto.subtle]") == [False, "undefined"]
                form.fill(employees=UNCOMMON)
                form.submit()
                assert_answered(form, "snapshot")

    @pytest.mark.parametrize(
        "does",
        ["throw new TypeError('type');", "super(address);"],
        ids=["refuses", "takes it for a classic one"],
    )
    def test_without_workers_of_modules(self, pages: Pages, does: str) -> None:
        """The page says that the calculator did not start."""
        page = pages()
        page.add_init_script(
            f"globalThis.Worker = class extends Worker {{ constructor(address) {{ {does} }} }}"
        )
        page.goto(pages.address + FORM_PAGE)
        form = Form(page)
        form.ask(state="unavailable", employees=UNCOMMON)
        assert_unavailable(form, {"employees": UNCOMMON})

    @pytest.mark.parametrize(
        "agent", ["iPhone; CPU iPhone OS 18_5 like Mac OS X", "iPad; CPU OS 12_2 like Mac OS X"]
    )
    def test_a_telephone(self, pages: Pages, agent: str) -> None:
        """Where a browser calls itself this, Pyodide goes another way to call between signatures."""
        form = pages.form(user_agent=f"Mozilla/5.0 ({agent}) AppleWebKit/605.1.15 (KHTML, like Gecko)")
        form.fill(employees=UNCOMMON)
        form.submit()
        assert_answered(form, "snapshot")


class TestPublishedAnew:
    """The site is published while a page of it stands open, and the runtime that the page knows is gone."""

    def test_before_the_first_question(self, copy: Copy) -> None:
        """The new runtime answers, and what was typed before is not lost."""
        form = copy.form()
        new = copy.publish()
        form.ask(employees=UNCOMMON)
        assert_answered(form, "snapshot")
        assert [path for path in copy.asked(FIRST[0]) if f"/{new}/" in path]

    def test_between_two_questions(self, copy: Copy) -> None:
        """What runs goes on running, and asks for nothing."""
        form = copy.form()
        form.ask(employees=UNCOMMON)
        copy.publish()
        copy.server.log.clear()
        form.ask(employees="34568")
        assert_answered(form, "snapshot", "34568")
        assert copy.asked(*FIRST, WORKER) == []

    def test_where_the_next_way_is_gone_too(self, copy: Copy) -> None:
        """A snapshot that fails, and whose library is gone: the new one's snapshot answers what was asked."""
        fail_later(copy, "raises")
        form = copy.form()
        form.ask(employees=UNCOMMON)
        new = copy.publish()
        form.ask(employees="34568")
        assert_answered(form, "snapshot", "34568")
        assert [path for path in copy.asked("snapshot.js") if f"/{new}/" in path]


STATE = "document.querySelector('calculator-form').dataset.state"
WAY = "document.querySelector('calculator-form').dataset.way"
SUBMIT = f"() => {{ document.querySelector('calculator-form [type=submit]').click(); return {STATE}; }}"
FILL = f"() => {{ document.querySelector('#amo-employees').value = '{UNCOMMON}'; }}"
ANSWER = "document.querySelector('calculator-form output').textContent"
TEXT_OF = (
    "(html) => { const it = document.createElement('div'); it.innerHTML = html; return it.textContent; }"
)


def open_form(engine: Engine, server: Server) -> None:
    """Open the form and fill it in; WebKit may say that a page has loaded before its scripts have run."""
    engine.open(server.address + FORM_PAGE)
    engine.wait_for("Boolean(customElements.get('calculator-form'))")
    engine.evaluate(FILL)


@pytest.mark.parametrize("name", engines.selected())
def test_in_every_engine(server: Server, name: str) -> None:
    """Engines differ in how a worker or a stream fails; the form's answer to it does not."""
    # Of its own, with nothing kept from another test.
    with engines.launch(name) as engine:
        # The script before the WebAssembly: after it, it would be taken from the cache.
        for ending in (WORKER, *BOTH_LATER[1::-1]):
            server.blocked = lambda path, ending=ending: path.endswith(  # type: ignore[misc]
                (FIRST[0], LIBRARY, f"/{ending}")
            )
            if ending == WORKER:
                open_form(engine, server)
            assert engine.evaluate(SUBMIT) == "working"
            engine.wait_for(f"{STATE} === 'unavailable'", timeout=START_MS / 1000)
            assert engine.evaluate("document.querySelector('#amo-employees').value") == UNCOMMON
        # From the last way to the first: what a browser has fetched for one of them it may have kept.
        for gone, way in (((FIRST[0], LIBRARY), "plain"), ((FIRST[0],), "library"), ((), "snapshot")):
            server.blocked = lambda path, gone=gone: path.endswith(gone)  # type: ignore[misc]
            if way != "plain":
                open_form(engine, server)
            assert engine.evaluate(SUBMIT) == "working"
            engine.wait_for(f"{STATE} !== 'working'", timeout=START_MS / 1000)
            assert engine.evaluate(STATE) == "answered"
            assert engine.evaluate(WAY) == way
            told = native({"employees": UNCOMMON})["html"]
            assert engine.evaluate(ANSWER) == engine.evaluate(TEXT_OF, told)
