"""Nothing leaves the device, nothing comes from elsewhere: on every page, and in a whole use of the form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FORM_PAGE, START_MS, UNCOMMON, Form, Pages
from tests.browser.test_form import headline

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page, Request, Response

    from handbook.serve import Server
    from tests.browser.engines import Engine
    from tests.conftest import Site

LOST = "nowhere/at/all/"


@dataclass  # without slots: Playwright notes on an object which of its methods listen
class Wrongs:
    """What a page did that it should not have done."""

    home: str
    found: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Listen to a page and to its workers from now on."""
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._add(page, f"error: {error}"))
        page.on("websocket", lambda socket: self._add(page, f"socket: {socket.url}"))
        page.on("popup", lambda popup: self._add(page, f"popup: {popup.url}"))

    def ask(self, page: Page) -> None:
        """Add what only the page itself knows: refusals of its policy, cookies."""
        for violation in page.evaluate("violations"):
            self._add(page, f"policy: {violation}")
        if cookies := page.context.cookies() or page.evaluate("document.cookie"):
            self._add(page, f"cookie: {cookies}")

    def _add(self, page: Page, wrong: str) -> None:
        self.found.append(f"{page.url}: {wrong}")

    def _request(self, request: Request) -> None:
        if request.method != "GET" or not request.url.startswith((self.home, "data:", "blob:")):
            self.found.append(f"{request.method} {request.url} {request.post_data}")

    def _failed(self, request: Request) -> None:
        # Aborted is what the next page does to what the last one had not finished.
        if request.failure != "net::ERR_ABORTED":
            self.found.append(f"{request.failure}: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not response.url.endswith(LOST):
            self.found.append(f"{response.status}: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and LOST not in message.location["url"]:
            self.found.append(f"{message.type}: {message.text}, {message.location}")


def test_every_page(pages: Pages, site: Site, server: Server) -> None:
    """No other origin, nothing that fails, nothing on the console, nothing refused, no cookie."""
    page = pages()
    wrongs = Wrongs(server.address)
    wrongs.watch(page)
    assert len(site.pages) > 4
    for path in (*site.pages, LOST):
        page.goto(server.address + path)
        page.evaluate("() => new Promise(requestIdleCallback)")
        wrongs.ask(page)
    # The search has a worker and an index of its own.
    page.goto(server.address)
    page.locator(".md-search__input").press_sequentially("ansatte")
    page.locator(".md-search-result__item").first.wait_for()
    wrongs.ask(page)
    assert wrongs.found == []


def test_a_whole_use_of_the_form(pages: Pages, server: Server) -> None:
    """From the first touch to a printed sheet, in English: all that goes out is a request for a file."""
    page = pages(locale="en-GB")
    wrongs = Wrongs(server.address)
    wrongs.watch(page)
    form = Form(page)
    page.goto(f"{server.address}en/{FORM_PAGE}")
    page.evaluate("() => { window.print = () => dispatchEvent(new Event('afterprint')); }")
    form.ask(employees="7654")
    expect(form.element).to_have_attribute("lang", "en")
    expect(form.headline).to_have_text(headline(language="en", employees=7654))
    form.fill(groups="43", on="2026-11-02")
    form.wait("answered")
    form.output.locator("details[data-part=names] > summary").click()
    form.output.locator("[data-fills]").first.fill("Unmistakable")
    form.fill(employees="many")
    form.wait("invalid")
    form.fill(employees="7654")
    form.wait("answered")
    form.action("link").click()
    expect(form.passing).to_have_count(1)
    form.action("print").click()
    expect(page.locator(".answer-sheet")).to_have_count(0)
    wrongs.ask(page)
    assert wrongs.found == []
    for typed in ("7654", "43", "2026-11-02", "Unmistakable", "many", "#"):
        leaking = [path for path in server.log if re.search(rf"(?<![0-9a-f]){typed}(?![0-9a-f])", path)]
        assert leaking == [], typed
    assert not [path for path in server.log if "?" in path]


class _Head(HTMLParser):
    """Lists what stands in a page's head, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.head: list[tuple[str, dict[str, str | None]]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inside:
            self.head.append((tag, dict(attrs)))
        self._inside = self._inside or tag == "head"

    def handle_endtag(self, tag: str) -> None:
        if tag == "head":
            self._inside = False


def test_the_policy_comes_first(site: Site) -> None:
    """A policy holds from where it stands, so only the charset is before it; it lets no other script run."""
    for path in (*(f"{page}index.html" for page in site.pages), "404.html"):
        parser = _Head()
        parser.feed((site.folder / path).read_text(encoding="utf-8"))
        (_, charset), (tag, policy), *_ = parser.head
        assert charset.get("charset") == "utf-8", path
        assert (tag, policy.get("http-equiv")) == ("meta", "Content-Security-Policy"), path
        rules = dict(directive.strip().partition(" ")[::2] for directive in str(policy["content"]).split(";"))
        assert rules["default-src"] == "'self'", path
        assert "unsafe-inline" not in str(policy["content"]), path
        assert "'unsafe-eval'" not in str(policy["content"]), path
        assert not re.search(r"https?:|\*", str(policy["content"])), path
        for kind in ("connect-src", "worker-src"):
            assert rules[kind] == "'self'", path
        allowed = rules["script-src"].split()
        assert allowed[:2] == ["'self'", "'wasm-unsafe-eval'"], path
        assert all(source.startswith("'sha256-") for source in allowed[2:]), path


# Which violations a page meets from now on: these engines take no script before the page's own.
LISTEN = """() => {
  window.violations = [];
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    violations.push(`${violatedDirective} ${blockedURI}`));
}"""


def test_the_policy_in_every_engine(engine: Engine, server: Server) -> None:
    """Each engine reads a policy in its own way; none refuses what the form and its worker need."""
    engine.open(server.address + FORM_PAGE)
    engine.evaluate(LISTEN)
    engine.evaluate(
        """(employees) => {
          const form = document.querySelector("calculator-form form");
          form.elements.employees.value = employees;
          form.requestSubmit();
        }""",
        UNCOMMON,
    )
    state = "document.querySelector('calculator-form').dataset.state"
    engine.wait_for(f"{state} === 'answered'", timeout=START_MS / 1000)
    engine.evaluate("() => document.querySelector('[data-action=link]').click()")
    engine.wait_for("document.querySelector('[data-passing]:not([hidden])')?.dataset.notice ?? ''")
    assert engine.evaluate("violations") == []
    assert engine.evaluate("document.cookie") == ""
    # The policy holds: what it must refuse, it refuses.
    engine.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
    }""")
    assert engine.wait_for("violations.length")
    assert engine.evaluate("window.ran") is None


@pytest.mark.parametrize("path", ["", FORM_PAGE])
def test_another_origin_is_refused(pages: Pages, server: Server, path: str) -> None:
    """The watch above is awake: a request that a script tries to send elsewhere is refused, and seen."""
    page = pages(path)
    wrongs = Wrongs(server.address)
    wrongs.watch(page)
    page.evaluate("() => fetch('http://localhost:9/?typed=34').catch(() => {})")
    wrongs.ask(page)
    assert any(wrong.endswith("policy: connect-src http://localhost:9/?typed=34 ") for wrong in wrongs.found)
