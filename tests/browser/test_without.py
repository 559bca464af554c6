"""The plain way: without JavaScript, and with each file of the runtime missing, late or cut short.

What must hold is always the same: the page says that the calculator did not start, the table answers, what
was typed stands, and once the file is there again a new try answers.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import closing
from threading import Event
from typing import TYPE_CHECKING, ClassVar

import pytest
from playwright.sync_api import expect

from handbook.serve import serving
from tests.browser import engines
from tests.browser.conftest import FORM_PAGE, START_MS, Form, Pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handbook.serve import Server
    from tests.browser.engines import Chromium
    from tests.conftest import Site

# Files of Pyodide and the build, by what tells them from each other; the wheel's name holds a version.
RUNTIME = (
    "manifest.json",
    "pyodide.mjs",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
    ".whl",
)
OWN = ("calculator-form.js", "client.js", "letter.js", "take-along.js")


def runtime(site: Site) -> dict[str, Path]:
    """Return where each file of the runtime stands in the built site."""
    folder = site.folder / "assets" / "runtime"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    files = [folder / "manifest.json", *(folder / manifest["folder"] / name for name in manifest["files"])]
    return {next(end for end in RUNTIME if file.name.endswith(end)): file for file in files}


def test_no_file_of_the_runtime_is_forgotten(site: Site) -> None:
    """The files that these tests take away are all those of the manifest, and all are there."""
    found = runtime(site)
    assert set(found) == set(RUNTIME)
    assert all(file.is_file() for file in found.values())


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


class TestBlocked:
    """A file that does not come: the connection is closed, or the host is out of order."""

    TYPED: ClassVar = {"employees": "34", "sector": "office_or_shop", "under_ten_hours": "3"}

    @pytest.mark.parametrize("ending", [*RUNTIME, "worker.js"])
    def test_the_runtime(self, pages: Pages, server: Server, ending: str) -> None:
        """Without any one of its files the form says so, keeps what was typed, and tries anew when asked."""
        server.blocked = lambda path: path.endswith(ending)
        form = pages.form()
        form.fill(**self.TYPED)
        before = 0  # filling in starts the worker, whose requests may be over before the button is pressed
        for status in (None, 503):
            server.blocked_status = status
            form.submit()
            form.wait("unavailable")
            asked = len([path for path in server.log if path.endswith(ending)])
            assert asked > before
            before = asked
            expect(form.notice("unavailable")).to_be_visible()
            expect(form.notice("unavailable")).to_be_in_viewport()
            expect(form.notice("unavailable").locator("a")).to_have_attribute("href", "#tabel")
            expect(form.notice("working")).to_be_hidden()
            expect(form.output).to_be_empty()
            for name, value in self.TYPED.items():
                expect(form.control(name)).to_have_value(value)
        assert_the_page_answers(form)
        if ending in {"worker.js", ".whl"}:  # the first and the last; others below, in every engine
            server.blocked = lambda _path: False
            form.submit()
            form.wait("answered")
            expect(form.notice("unavailable")).to_be_hidden()
            expect(form.headline).to_be_visible()

    @pytest.mark.parametrize("ending", OWN)
    def test_the_elements_own_script(self, pages: Pages, server: Server, ending: str) -> None:
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

    def test_a_failure_before_the_question_is_forgotten(self, pages: Pages, server: Server) -> None:
        """A network that was away while she typed, and is there when she asks, is no reason to refuse."""
        fails = Event()
        server.blocked = lambda path: path.endswith("manifest.json") and fails.wait(START_MS / 1000)
        form = pages.form()
        with form.page.expect_worker(lambda worker: worker.url.endswith("/calculator/worker.js")) as started:
            form.control("employees").focus()
        with started.value.expect_event("close"):
            fails.set()
        server.blocked = lambda _path: False
        form.ask(employees="34")
        expect(form.headline).to_be_visible()


class TestCutShort:
    """A file of which only the first half comes, with no word of an error."""

    @pytest.fixture
    def cut(self, site: Site, tmp_path: Path) -> Callable[[str], Path]:
        """Make a copy of the site in which one file is half as long."""

        def copied(ending: str) -> Path:
            copy = tmp_path / "site"
            shutil.copytree(site.folder, copy, copy_function=os.link)
            file = copy / runtime(site)[ending].relative_to(site.folder)
            content = file.read_bytes()
            file.unlink()  # a link: the site's own must stay whole
            file.write_bytes(content[: len(content) // 2])
            return copy

        return copied

    @pytest.mark.parametrize("ending", RUNTIME)
    def test_the_form_says_so(
        self, cut: Callable[[str], Path], site: Site, chromium: Chromium, ending: str
    ) -> None:
        """Half a file is as good as none, and does not leave the reader waiting."""
        with serving(cut(ending), f"http://127.0.0.1:0{site.path}") as halved:
            made = Pages(chromium, halved.address)
            with closing(made.stack):
                form = made.form()
                form.fill(employees="34")
                form.submit()
                form.element.and_(form.page.locator('[data-state="unavailable"]')).wait_for(timeout=20_000)
                expect(form.notice("unavailable")).to_be_visible()
                expect(form.control("employees")).to_have_value("34")


STATE = "document.querySelector('calculator-form').dataset.state"
SUBMIT = f"() => {{ document.querySelector('calculator-form [type=submit]').click(); return {STATE}; }}"


@pytest.mark.parametrize("name", engines.selected())
def test_in_every_engine(server: Server, name: str) -> None:
    """Engines differ in how a worker or a stream fails; the form's answer to it does not."""
    # Of its own, with nothing kept from another test.
    with engines.launch(name) as engine:
        for ending in ("worker.js", "manifest.json", "pyodide.mjs", "pyodide.asm.wasm"):
            server.blocked = lambda path, ending=ending: path.endswith(ending)  # type: ignore[misc]
            if ending == "worker.js":
                engine.open(server.address + FORM_PAGE)
                engine.evaluate("() => { document.querySelector('#amo-employees').value = '34'; }")
            assert engine.evaluate(SUBMIT) == "working"
            engine.wait_for(f"{STATE} === 'unavailable'", timeout=START_MS / 1000)
            assert engine.evaluate("document.querySelector('#amo-employees').value") == "34"
        server.blocked = lambda _path: False
        assert engine.evaluate(SUBMIT) == "working"
        engine.wait_for(f"{STATE} === 'answered'", timeout=START_MS / 1000)
