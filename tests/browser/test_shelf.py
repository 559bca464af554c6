"""The shelf in the page: common questions need no runtime; whatever is wrong with it, Python answers."""

from __future__ import annotations

import json
from threading import Event
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from calculators.catalogue import CALCULATORS
from tests.browser.conftest import (
    FORM_PAGE,
    LOGBOOK_PAGE,
    PARSE,
    START_MS,
    TRAINING_PAGE,
    UNCOMMON,
    Form,
    Pages,
    idle,
    native,
    wait_for,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handbook.serve import Server
    from tests.conftest import Site

SHELF = "/assets/shelf/"


def test_the_uncommon_is_uncommon() -> None:
    """What other tests ask when they mean Python."""
    for page in CALCULATORS.values():
        assert UNCOMMON not in {typed for fields in page.COMMON for typed in fields.values()}


def without_runtime(path: str) -> bool:
    """Whether a path is the runtime's, so that whatever is answered comes from the shelf."""
    return "/assets/runtime/" in path


def shelves(server: Server) -> list[str]:
    """Return which shelves were asked for."""
    return [path for path in server.log if SHELF in path]


def has_come(form: Form) -> None:
    """Wait until the form of a new page has its shelf: asked for when the page is idle, without a touch."""
    wait_for(
        form.page,
        "performance.getEntriesByType('resource').some((it) => it.name.includes('/assets/shelf/')"
        " && it.responseEnd > 0)",
    )
    idle(form.page)


def renew(form: Form) -> None:
    """Put a warm form back as it came, and wait until it has what stands at its shelf's address."""
    with form.page.expect_response(f"**{SHELF}*"):
        form.renew()
    idle(form.page)


@pytest.mark.parametrize(("language", "folder"), [("da", ""), ("en", "en/")])
def test_a_common_question_needs_no_runtime(pages: Pages, server: Server, language: str, folder: str) -> None:
    """Nothing of the runtime can be had, and each answer is the one that Python would give."""
    server.blocked = without_runtime
    form = pages.form(folder + FORM_PAGE)
    for typed in ("34", "35", "0", " 9 ", "500", "1000", "1.200", "1,200"):
        form.ask(employees=typed)
        told = native({"employees": typed}, language=language)["html"]
        assert form.output.inner_html() == form.page.evaluate(PARSE, told)
    assert len(shelves(server)) == 1


def test_it_is_answered_at_once(pages: Pages, server: Server) -> None:
    """Once the shelf has come, no waiting flashes up; the form goes through its states all the same."""
    server.blocked = without_runtime
    form = pages.form()
    has_come(form)
    states = form.page.evaluate("""async () => {
      const element = document.querySelector("calculator-form");
      const seen = [];
      const watch = new MutationObserver((all) => seen.push(...all.map(({ oldValue }) => oldValue)));
      watch.observe(element, { attributeFilter: ["data-state"], attributeOldValue: true });
      element.querySelector("[name=employees]").value = "34";
      element.querySelector("form").requestSubmit();
      const at_once = element.dataset.state;
      await null;
      return [...seen, at_once];
    }""")
    assert states == ["ready", "working", "answered"]


def test_a_link_is_answered_from_it(pages: Pages, server: Server) -> None:
    """A link asks before the page is idle, and waits for what is on its way."""
    server.blocked = without_runtime
    form = pages.form(f"{FORM_PAGE}#v=1&calculator=amo&employees=34")
    form.wait("answered")
    expect(form.headline).to_be_visible()


def test_anything_else_is_pythons(pages: Pages, server: Server) -> None:
    """A question that the shelf has not goes to the worker: it fails with it, and is answered with it."""
    server.blocked = without_runtime
    form = pages.form()
    form.ask(employees="34")
    form.ask(state="unavailable", employees=UNCOMMON)
    form.ask(employees="35")  # and the shelf still stands
    form.ask(state="unavailable", sector="office_or_shop")
    server.blocked = lambda _path: False
    form.submit()
    form.wait("answered")
    form.ask(employees=UNCOMMON)
    expect(form.headline).to_be_visible()


def test_a_late_answer_of_python_does_not_take_its_place(form: Form) -> None:
    """The worker was asked first, and answers after the shelf: the last question wins."""
    renew(form)
    form.page.evaluate("""() => {
      const form = document.querySelector("calculator-form form");
      for (const number of ["34567", "9"]) {
        form.elements.employees.value = number;
        form.requestSubmit();
      }
    }""")
    form.wait("answered")
    form.page.evaluate(
        """async (client) => {
          const { ask } = await import(client);
          await ask("{}"); // asked after the other, and answered after it
        }""",
        form.page.url.partition("beregnere/")[0] + "assets/calculator/client.js",
    )
    expect(form.output.locator(".scale__value")).to_have_text("9")


KEY = json.dumps(
    json.dumps(
        {"calculator": "amo", "language": "da", "on": "2026-11-22", "fields": {"employees": "34"}},
        separators=(",", ":"),
    )
)
PAGE = "<!doctype html><title>Log in</title>"
BROKEN = {
    "a page": PAGE,
    "empty": "",
    "null": "null",
    "a list": "[]",
    "no pieces": f'{{"answers": {{{KEY}: [0]}}}}',
    "no answers": '{"pieces": []}',
    "pieces of another kind": f'{{"pieces": [1], "answers": {{{KEY}: [0]}}}}',
    "places of another kind": f'{{"pieces": ["x"], "answers": {{{KEY}: "0"}}}}',
    "places that are not there": f'{{"pieces": ["x"], "answers": {{{KEY}: [1]}}}}',
    "names of an object": f'{{"pieces": ["x"], "answers": {{{KEY}: ["length"]}}}}',
}
"""What may stand at a shelf's address in its place."""


class TestBroken:
    """Python answers, and nothing is said of the shelf."""

    @pytest.fixture
    def given(self, form: Form) -> Iterator[Callable[[str, int], None]]:
        """Give the form another text in the place of its shelf, and ask what a whole one would hold."""

        def asked(body: str, status: int) -> None:
            kind = "text/html" if body == PAGE else "application/json"
            form.page.route(
                f"**{SHELF}*", lambda route: route.fulfill(body=body, status=status, content_type=kind)
            )
            renew(form)
            form.ask(employees="34")
            told = native({"employees": "34"})["html"]
            assert form.output.inner_html() == form.page.evaluate(PARSE, told)

        yield asked
        form.page.unroute(f"**{SHELF}*")

    @pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
    def test_another_thing_in_its_place(self, given: Callable[[str, int], None], body: str) -> None:
        """Whatever stands at its address."""
        given(body, 200)

    def test_missing(self, given: Callable[[str, int], None]) -> None:
        """A page of an earlier build names a shelf that is gone."""
        given(PAGE, 404)

    def test_cut_short(self, given: Callable[[str, int], None], site: Site) -> None:
        """Half a file is as good as none."""
        whole = next((site.folder / "assets" / "shelf").glob("amo.da.*.json")).read_text("utf-8")
        given(whole[: len(whole) // 2], 200)

    def test_no_connection(self, pages: Pages, server: Server) -> None:
        """Nor does a network that fails for it alone stop anything."""
        server.blocked = lambda path: SHELF in path
        form = pages.form()
        form.ask(employees="34")
        expect(form.headline).to_be_visible()
        assert shelves(server)

    def test_python_does_not_wait_for_it(self, pages: Pages, server: Server) -> None:
        """While the shelf is still on its way, Python answers."""
        gone = Event()
        server.blocked = lambda path: SHELF in path and gone.wait()
        page = pages()
        # However slow the machine is, the page does not give the shelf up.
        page.add_init_script("AbortSignal.timeout = () => new AbortController().signal")
        try:
            page.goto(server.address + FORM_PAGE)
            form = Form(page)
            form.ask(employees="34")
            expect(form.headline).to_be_visible()
        finally:
            gone.set()

    def test_without_a_runtime_it_is_waited_for(self, pages: Pages, server: Server) -> None:
        """Where Python cannot answer, what is on its way is worth waiting for."""
        fails, comes = Event(), Event()

        def blocked(path: str) -> bool:
            if SHELF in path:
                comes.wait(START_MS / 1000)
            return path.endswith((".asm.js", ".asm.mjs")) and fails.wait(START_MS / 1000)

        server.blocked = blocked
        try:
            form = pages.form()
            with form.page.expect_worker() as started:
                form.control("employees").focus()
            form.fill(employees="34")
            form.submit()
            with started.value.expect_event("close"):
                fails.set()
            expect(form.element).to_have_attribute("data-state", "working")
            comes.set()
            form.wait("answered")
        finally:
            fails.set()
            comes.set()


class TestTheDay:
    """The shelf knows the site's day alone."""

    @pytest.mark.parametrize(("today", "state"), [("2027-06-30", "answered"), ("2027-07-01", "unavailable")])
    def test_from_the_next_change_on_python_is_asked(
        self, pages: Pages, server: Server, today: str, state: str
    ) -> None:
        """Until then the shelf answers; from then on the form asks about the reader's own day."""
        server.blocked = without_runtime
        page = pages()
        page.clock.set_fixed_time(f"{today}T12:00:00")
        form = Form(page)
        page.goto(server.address + FORM_PAGE)
        form.element.evaluate("""(element) => {
          element.dataset.ownDayFrom = "2027-07-01";
          element.outerHTML = element.outerHTML;
        }""")
        form.ask(state=state, employees="34")

    def test_another_day_is_pythons(self, pages: Pages, server: Server) -> None:
        """A day that she chose herself is another question."""
        server.blocked = without_runtime
        form = pages.form()
        form.ask(state="unavailable", employees="34", on="2024-01-31")


class TestFetching:
    """Who fetches a shelf, and when."""

    def test_when_the_page_is_idle(self, pages: Pages, server: Server) -> None:
        """Without a touch, once, and of the runtime nothing."""
        form = pages.form()
        has_come(form)
        assert len(shelves(server)) == 1
        assert [path for path in server.log if "/assets/runtime/" in path] == []

    @pytest.mark.parametrize("path", ["", "ordliste/", "regler/", TRAINING_PAGE, LOGBOOK_PAGE])
    def test_not_on_a_page_without_one(self, pages: Pages, server: Server, path: str) -> None:
        """Neither without a form, nor for a calculator that has no common questions, touched or not."""
        page = pages(path)
        idle(page)
        if path in {TRAINING_PAGE, LOGBOOK_PAGE}:
            page.locator("calculator-form form [name]").first.focus()
            idle(page)
        assert shelves(server) == []

    def test_a_reader_who_saves_data_fetches_it_when_she_asks(self, pages: Pages, server: Server) -> None:
        """Her first touch of the form is the sign."""
        form = pages.form(connection={"saveData": True})
        page = form.page
        idle(page)
        assert shelves(server) == []
        server.blocked = without_runtime
        with page.expect_response(f"**{SHELF}*"):
            form.control("employees").focus()
        form.ask(employees="34")
