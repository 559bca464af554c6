"""What the browser tests share: the served site, the engines, and a hand on the calculator's form.

Waits are for the word in `data-state`, which styles and screen readers go by too; nothing sleeps.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from calculators import answer
from handbook.serve import Server, serving
from tests.browser import engines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator

    from tests.browser.engines import Chromium, Engine
    from tests.conftest import Site

FORM_PAGE = "beregnere/amo/"
TRAINING_PAGE = "beregnere/uddannelse/"
LOGBOOK_PAGE = "beregnere/tid/"
UNCOMMON = "34567"
"""A number of employees that no shelf holds: Python is asked. It makes two levels."""
PATIENCE_MS = 30_000
"""For anything to show: a machine that does other things too is slow, and that is no fault of the site."""
START_MS = 120_000
"""For the runtime to come and start."""

expect.set_options(timeout=PATIENCE_MS)

# Keeps what a page does wrong before any of its own scripts runs.
NOTE_VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
  violations.push(`${violatedDirective} ${blockedURI} ${sample}`));
"""

# The form as it stood in the page when it came, in place of the one that was used: the same document, and so
# the same worker, but nothing typed and nothing asked.
RENEW = """async (fragment) => {
  window.unused ??= new DOMParser()
    .parseFromString(await (await fetch(location.pathname)).text(), "text/html")
    .querySelector("calculator-form").outerHTML;
  document.activeElement.blur();
  history.replaceState(null, "", location.pathname + fragment);
  document.querySelector("calculator-form").outerHTML = window.unused;
  scrollTo(0, 0);
}"""


# As a browser writes the HTML that it was given.
PARSE = "(html) => { const it = document.createElement('div'); it.innerHTML = html; return it.innerHTML; }"


def native(
    fields: dict[str, object], *, language: str = "da", on: str = "2026-11-22", calculator: str = "amo"
) -> dict[str, Any]:
    """Return what the calculator answers without a browser."""
    question = {"calculator": calculator, "language": language, "on": on, "fields": fields}
    return cast("dict[str, Any]", json.loads(answer(json.dumps(question))))


def message(fields: dict[str, object], name: str, *, language: str = "da") -> str:
    """Return what is said of one field where that is wrong."""
    problems = native(fields, language=language)["problems"]
    return str(next(problem["message"] for problem in problems if problem["field"] == name))


def idle(page: Page) -> None:
    """Wait until a page has had time for what it does when it is idle."""
    for _ in range(3):
        page.evaluate("() => new Promise(requestIdleCallback)")


def drawn(page: Page) -> None:
    """Wait until a page has been drawn, which is when it learns what is in view, and idle again."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    idle(page)


def wait_for(page: Page, script: str, *arguments: object) -> None:
    """Wait until a script's value is a true one.

    Playwright's own `wait_for_function` evaluates text in the page, which the site's policy refuses.
    """
    deadline = time.monotonic() + START_MS / 1000
    while not page.evaluate(script, *arguments):
        assert time.monotonic() < deadline, script
        page.wait_for_timeout(50)


@dataclass(frozen=True, slots=True)
class Form:
    """The calculator's form in a page of Chromium."""

    page: Page

    @property
    def element(self) -> Locator:
        """The custom element, with its state."""
        return self.page.locator("calculator-form")

    @property
    def headline(self) -> Locator:
        """The answer's first sentence."""
        return self.element.locator(".answer__headline")

    @property
    def summary(self) -> Locator:
        """The summary of problems."""
        return self.element.locator('[data-part="problems"]')

    @property
    def output(self) -> Locator:
        """The place of the answer."""
        return self.element.locator("output")

    def control(self, name: str) -> Locator:
        """Return the field of a question."""
        return self.element.locator(f'form [name="{name}"]')

    def group(self, name: str, that: str = "") -> Locator:
        """Return the group that a question stands in."""
        return self.element.locator(f'[data-part="group"]{that}', has=self.page.locator(f'[name="{name}"]'))

    def problem(self, name: str) -> Locator:
        """Return the place beside a field where its problem is told."""
        return self.element.locator(f'[id$="-{name.replace(".", "-")}-problem"]')

    def notice(self, name: str) -> Locator:
        """Return one of the notices under the form."""
        return self.element.locator(f'[data-notice="{name}"]')

    @property
    def passing(self) -> Locator:
        """The passing notices that show: one or none."""
        return self.element.locator("[data-passing]").filter(visible=True)

    def action(self, name: str) -> Locator:
        """Return one of the buttons under an answer."""
        return self.element.locator(f'[data-action="{name}"]')

    def fill(self, **answers: str) -> None:
        """Answer as a reader does: unfold, choose or type, and leave the field."""
        for name, value in answers.items():
            control = self.control(name)
            folded = self.group(name, ":not([open])").locator("> summary")
            if folded.count():
                folded.click()
            if control.evaluate("(it) => it.tagName") == "SELECT":
                control.select_option(value)
            elif control.get_attribute("type") == "checkbox":
                control.set_checked(bool(value))
            else:
                control.fill(value)
                control.blur()

    def submit(self) -> None:
        """Press the button."""
        self.element.locator("button[type=submit]").click()

    def wait(self, state: str) -> None:
        """Wait for a state. A question is `working` before the event that asked it is over."""
        self.page.locator(f'calculator-form[data-state="{state}"]').wait_for(timeout=START_MS)

    def ask(self, state: str = "answered", **answers: str) -> None:
        """Answer, press the button, and wait."""
        self.fill(**answers)
        self.submit()
        self.wait(state)

    def renew(self, fragment: str = "") -> None:
        """Put the form back as it came, at an address with this fragment; the worker keeps running."""
        self.page.evaluate(RENEW, fragment)


@dataclass(slots=True)
class Pages:
    """Makes pages of Chromium, each in a context of its own: no cache, storage or permission is shared."""

    chromium: Chromium
    address: str
    stack: ExitStack = field(default_factory=ExitStack)

    def __call__(self, path: str | None = None, **options: Any) -> Page:  # noqa: ANN401  Playwright's own
        """Open a page of the site; without a path it is left for the test to open.

        It has no service workers, which would answer what a test takes away; `service_workers="allow"`. Nor
        does it start Python unasked, unless another `connection` is given than a slow one; None is unknown.
        """
        # Without motion: while a page scrolls smoothly, a click may go down on a button and up beside it.
        usual = {"viewport": {"width": 1280, "height": 720}, "locale": "da-DK", "reduced_motion": "reduce"}
        connection = options.pop("connection", engines.SLOW)
        options = {**usual, **options}
        context = self.stack.enter_context(self.chromium.browser.new_context(**options))
        if options.get("java_script_enabled", True):
            context.add_init_script(NOTE_VIOLATIONS)
            if options.get("service_workers") != "allow":
                context.add_init_script(engines.NO_SERVICE_WORKERS)
            context.add_init_script(engines.connected(connection))
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        if path is not None:
            page.goto(self.address + path)
        return page

    def form(self, path: str = FORM_PAGE, **options: Any) -> Form:  # noqa: ANN401  Playwright's own
        """Open a page that holds the form."""
        return Form(self(path, **options))


@pytest.fixture(scope="session")
def running(site: Site) -> Iterator[Server]:
    """Serve the site for the session, at the address it was built for where that is to be had here."""
    parts = urlsplit(site.address)
    here = parts.hostname == "127.0.0.1" and "HANDBOOK_SITE" not in os.environ
    with serving(site.folder, f"http://127.0.0.1:{parts.port if here else 0}{site.path}") as server:
        yield server


@pytest.fixture
def server(running: Server) -> Iterator[Server]:
    """Give the server with an empty log; what a test blocks is let through again after it."""
    running.log.clear()
    yield running
    running.blocked, running.blocked_status = lambda _path: False, None


@pytest.fixture(scope="session", params=engines.selected())
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine in turn, started once."""
    with engines.launch(request.param) as started:
        yield started


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """Chromium with all of Playwright, for what the other two drivers cannot do."""
    if "chromium" not in engines.selected():
        pytest.skip("BROWSERS leaves Chromium out")
    with engines.launch("chromium") as started:
        yield cast("Chromium", started)


@contextmanager
def _pages(chromium: Chromium, running: Server) -> Iterator[Pages]:
    with ExitStack() as stack:
        yield Pages(chromium, running.address, stack)


@pytest.fixture
def pages(chromium: Chromium, running: Server) -> Iterator[Pages]:
    """Make pages that last for one test."""
    with _pages(chromium, running) as made:
        yield made


@pytest.fixture(scope="session")
def warm(chromium: Chromium, running: Server) -> Iterator[Form]:
    """One page whose worker runs, for the session. Tests take `form`, which renews it."""
    with _pages(chromium, running) as made:
        form = made.form()
        errors: list[str] = []
        form.page.on("pageerror", lambda error: errors.append(str(error)))
        form.ask(employees=UNCOMMON)
        yield form
        assert errors == []


@pytest.fixture
def form(warm: Form, server: Server) -> Form:
    """Give a form nobody has used yet, in front of a worker that runs."""
    del server
    warm.page.emulate_media(
        media="screen", color_scheme="light", forced_colors="none", reduced_motion="reduce"
    )
    warm.page.set_viewport_size({"width": 1280, "height": 720})
    warm.renew()
    return warm


@pytest.fixture
def hold(server: Server) -> Iterator[Callable[[str], Callable[[], None]]]:
    """Give a way to let a file wait until the test lets it go."""
    with ExitStack() as stack:

        def held(ending: str) -> Callable[[], None]:
            gone = Event()
            stack.callback(gone.set)

            def waits(path: str) -> bool:
                if path.endswith(ending):
                    gone.wait(START_MS / 1000)
                return False

            server.blocked = waits
            return gone.set

        yield held
