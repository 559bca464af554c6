"""When Python starts: at the first touch; before that only where it costs the reader nothing."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser import engines
from tests.browser.conftest import (
    FORM_PAGE,
    LOGBOOK_PAGE,
    START_MS,
    TRAINING_PAGE,
    UNCOMMON,
    Form,
    Pages,
    drawn,
    idle,
)
from tests.browser.engines import PLENTY

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from handbook.serve import Server

A_PHONE = {"is_mobile": True, "has_touch": True, "viewport": {"width": 390, "height": 844}}
SCREEN = 250
"""A window so low that the form is far below."""
SECOND_FORM = """() => {
  const first = document.querySelector("calculator-form");
  const second = first.cloneNode(true);
  first.after(second);
}"""
TOP = "document.querySelector('calculator-form').getBoundingClientRect().top"


def files(server: Server) -> list[str]:
    """Return what of Python was asked for."""
    return [path for path in server.log if "/assets/runtime/" in path]


def workers(page: Page) -> list[str]:
    """Return the page's workers for Python; the theme's search has one of its own."""
    return [worker.url for worker in page.workers if "/assets/runtime/" in worker.url]


class TestUnasked:
    """Before the reader has touched anything."""

    @pytest.mark.parametrize(
        ("path", "connection"),
        [
            (FORM_PAGE, PLENTY),
            (TRAINING_PAGE, {**PLENTY, "type": "wifi", "saveData": False}),
            (LOGBOOK_PAGE, None),
        ],
    )
    def test_where_there_is_plenty(
        self, pages: Pages, server: Server, path: str, connection: dict[str, Any] | None
    ) -> None:
        """Python starts by itself, once; a browser that tells nothing is at a desk if it has a mouse."""
        page = pages(connection=connection)
        with page.context.expect_event(
            "requestfinished", lambda it: it.url.endswith("/snapshot.image.bin"), timeout=START_MS
        ):
            page.goto(server.address + path)
        form = Form(page)
        expect(form.element).to_have_attribute("data-state", "ready")
        if path == FORM_PAGE:
            form.ask(employees=UNCOMMON)
        assert len(workers(page)) == 1
        assert len(files(server)) == len(set(files(server)))

    @pytest.mark.parametrize(
        ("connection", "device"),
        [
            ({**PLENTY, "saveData": True}, {}),
            ({**PLENTY, "type": "cellular"}, A_PHONE),
            ({**PLENTY, "type": "bluetooth"}, A_PHONE),
            ({**PLENTY, "effectiveType": "3g"}, {}),
            ({**PLENTY, "downlink": 1}, {}),
            (None, A_PHONE),
        ],
    )
    def test_where_it_may_be_dear(
        self, pages: Pages, connection: dict[str, Any] | None, device: dict[str, Any]
    ) -> None:
        """Nothing of Python comes until she touches the form."""
        page = pages(FORM_PAGE, connection=connection, **device)
        drawn(page)
        assert workers(page) == []
        with page.expect_worker():
            page.locator("#amo-employees").focus()
        expect(Form(page).element).to_have_attribute("data-state", "ready")

    def test_a_form_far_below(self, pages: Pages) -> None:
        """A form is waited for until it is less than half a screen away."""
        page = pages("amo/stoerrelse/", connection=PLENTY, viewport={"width": 740, "height": SCREEN})
        assert page.evaluate(TOP) > 1.6 * SCREEN
        drawn(page)
        assert workers(page) == []
        with page.expect_worker():
            page.evaluate(f"scrollTo({{ top: {TOP} - innerHeight * 1.4, behavior: 'instant' }})")
        assert page.evaluate(TOP) > SCREEN

    @pytest.mark.parametrize("path", ["", "ordliste/", "regler/", "beregnere/"])
    def test_never_without_a_calculator(self, pages: Pages, server: Server, path: str) -> None:
        """Such a page has none of the form's scripts either."""
        page = pages(connection=PLENTY)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(server.address + path)
        drawn(page)
        assert workers(page) == []
        scripts = [url for url in asked if url.endswith(".js")]
        assert scripts
        assert not [url for url in scripts if "/assets/runtime/" in url or "/assets/calculator/" in url]

    def test_a_failure_is_not_told(self, pages: Pages, server: Server) -> None:
        """She has asked nothing, so nothing is wrong; when she asks, it is tried anew."""
        failed = Event()

        def blocked(path: str) -> bool:
            if is_worker := path.endswith("/runtime/worker.js"):
                failed.set()
            return is_worker

        server.blocked = blocked
        page = pages(FORM_PAGE, connection=PLENTY)
        assert failed.wait(START_MS / 1000)
        idle(page)
        form = Form(page)
        expect(form.element).to_have_attribute("data-state", "ready")
        expect(form.notice("unavailable")).to_be_hidden()
        server.blocked = lambda _path: False
        form.ask(employees=UNCOMMON)


@pytest.mark.parametrize("name", engines.selected())
def test_in_every_engine(server: Server, name: str) -> None:
    """At a desk each starts Python by itself."""
    began = Event()

    def notes(path: str) -> bool:
        if path.endswith("/snapshot.image.bin"):
            began.set()
        return False

    server.blocked = notes
    with engines.launch(name, unasked=True) as engine:
        engine.open(server.address + FORM_PAGE)
        assert began.wait(START_MS / 1000)
        assert engine.evaluate("document.querySelector('calculator-form').dataset.state") == "ready"


def test_one_worker_for_all_forms_of_a_page(pages: Pages, server: Server) -> None:
    """What one form has started answers the other."""
    form = pages.form()
    form.page.evaluate(SECOND_FORM)
    for each in form.element.all():
        each.locator("[name=employees]").fill(UNCOMMON)
        each.locator("[type=submit]").click()
        expect(each).to_have_attribute("data-state", "answered", timeout=START_MS)
        expect(each).to_have_attribute("data-way", "snapshot")
    assert form.element.count() == 2
    assert len(workers(form.page)) == 1
    assert len(files(server)) == len(set(files(server)))
