"""One small face for three engines, so that a test can be run with each of them.

    with launch("firefox") as engine:
        engine.open(address)
        engine.wait_for("document.querySelector('output').textContent")

Each is driven by what Debian has, with nothing downloaded: Chromium by Playwright, Firefox by WebDriver BiDi
spoken directly (there is no geckodriver), WebKitGTK by its own WebDriver on a display of its own.

While a Chromium is open, Playwright's event loop counts as running in that thread; `asyncio.run` is refused.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, override

import websocket
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Remote, WebKitGTKOptions
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection

from tests.browser import install
from tests.browser.install import ENGINES, selected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["ENGINES", "Chromium", "Engine", "EngineError", "MissingBrowserError", "launch", "selected"]

type Json = Any  # what a page answers; the test knows what it asked for

WIDTH, HEIGHT = 1280, 720
START_SECONDS = 60
# `Engine.evaluate` has a limit of its own, in the page; this one is for a page that cannot even count.
SILENCE_SECONDS = 600


class EngineError(Exception):
    """The browser said no: a script threw or took too long, or a page did not open."""


class MissingBrowserError(Exception):
    """The browser is not on this machine; no reason to skip a test."""


class Engine(ABC):
    """A browser with one page."""

    name: ClassVar[str]

    def __init__(
        self, profile: Path | None = None, *, service_workers: bool = False, unasked: bool = False
    ) -> None:
        """Start it; with a folder as `profile` it finds there what it kept the last time."""
        self._profile = profile
        self._service_workers = service_workers
        self._unasked = unasked
        with ExitStack() as stack:
            self._start(stack)
            self._stack = stack.pop_all()

    def close(self) -> None:
        """End the browser with its processes and its profile; a second time does nothing."""
        self._stack.close()

    def evaluate(self, script: str, *arguments: object, timeout: float = 60) -> Json:
        """Give the value of a JavaScript expression in the page, as JSON; promises are awaited.

        A function is called with the arguments: `evaluate("async (a, b) => { …; return a; }", 1, "x")`.
        `undefined` is None.
        """
        try:
            answer = json.loads(self._run(_wrapped(script, arguments, timeout)))
        except EngineError as error:  # a script that is none does not get as far as the wrapping
            answer = {"error": error}
        if "error" in answer:
            raise EngineError(f"{self.name}: {answer['error']}, in {script}")
        return answer.get("value")

    def wait_for(self, expression: str, timeout: float = 60) -> Json:
        """Evaluate until the value is a true one, and give that.

        An error counts as "not yet", for the page may be between two documents.
        """
        deadline = time.monotonic() + timeout
        while True:
            last: object
            try:
                last = self.evaluate(expression, timeout=max(0.1, deadline - time.monotonic()))
            except EngineError as error:
                last = error
            else:
                if last:
                    return last
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.name}: after {timeout} s `{expression}` still gives {last!r}")
            time.sleep(0.05)

    @property
    @abstractmethod
    def version(self) -> str:
        """The browser's own version, as `156.0.8078.79`."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to an address and wait for all of it to load. A 404 page is a page; no answer is an error."""

    @abstractmethod
    def _start(self, stack: ExitStack) -> None:
        """Start the browser; what undoes a step goes onto the stack with the step."""

    @abstractmethod
    def _run(self, promise: str) -> str:
        """Evaluate a JavaScript expression that is a promise of a string."""

    def _find(self, program: str) -> str:
        if found := install.find(program):
            return found
        raise MissingBrowserError(install.advice(self.name))


class Chromium(Engine):
    """Chromium, with all of Playwright within reach: the `browser`, and the engine's one `page`.

    Without a profile it is the one that is built without windows, in which a page opens at half the cost;
    with one it is that which readers have, and keeps what it fetched.
    """

    name = "chromium"
    browser: Browser
    page: Page

    @property
    @override
    def version(self) -> str:
        product = self.page.context.new_cdp_session(self.page).send("Browser.getVersion")["product"]
        return str(product).rpartition("/")[2]

    @override
    def open(self, url: str) -> None:
        try:
            self.page.goto(url)
        except PlaywrightError as error:
            if "net::ERR_" in error.message:
                # Chromium's error page is still under way, and would break in on the next address.
                with suppress(PlaywrightError):
                    self.page.wait_for_url("chrome-error://**", timeout=2000)
            raise EngineError(error.message) from error

    @override
    def _start(self, stack: ExitStack) -> None:
        playwright = stack.enter_context(_playwright())
        try:
            if self._profile:
                context = playwright.chromium.launch_persistent_context(
                    self._profile,
                    executable_path=install.find("chromium"),
                    args=CHROMIUM_ARGUMENTS,
                    viewport={"width": WIDTH, "height": HEIGHT},
                )
                stack.callback(context.close)
                self.page = context.pages[0]
                self._equip()
                return
            self.browser = playwright.chromium.launch(
                executable_path=install.find("chromium-headless-shell"),  # None is Playwright's own
                args=CHROMIUM_ARGUMENTS,
            )
        except PlaywrightError as error:
            if "Executable doesn't exist" in error.message:
                raise MissingBrowserError(install.advice(self.name)) from error
            raise
        stack.callback(self.browser.close)
        self.page = self.browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        self._equip()

    def _equip(self) -> None:
        if not self._service_workers:
            self.page.context.add_init_script(NO_SERVICE_WORKERS)
        self.page.context.add_init_script(connected(PLENTY if self._unasked else SLOW))

    @override
    def _run(self, promise: str) -> str:
        with _translated(PlaywrightError):
            return str(self.page.evaluate(promise))


class Firefox(Engine):
    """Firefox ESR, by WebDriver BiDi: JSON with numbered commands over a WebSocket."""

    name = "firefox"

    @property
    @override
    def version(self) -> str:
        return self._version

    @override
    def open(self, url: str) -> None:
        try:
            self._command("browsingContext.navigate", context=self._page, url=url, wait="complete")
        except EngineError as error:
            # A page that leads on by itself, before all of it was there, is no failure: it is elsewhere now.
            if "NS_BINDING_ABORTED" not in str(error):
                raise

    @override
    def _start(self, stack: ExitStack) -> None:
        firefox = self._find("firefox-esr")
        log = stack.enter_context(_temporary_folder()) / "log.txt"
        folder = self._profile or log.parent
        preferences = (
            f"user_pref({json.dumps(key)}, {json.dumps(to)});\n"
            for key, to in (
                *FIREFOX_PREFERENCES,
                ("dom.serviceWorkers.enabled", self._service_workers),
                ("ui.primaryPointerCapabilities", FINE | HOVERS if self._unasked else COARSE),
            )
        )
        (folder / "user.js").write_text("".join(preferences))
        # It logs into a file, because nobody reads a pipe once the address is known.
        command = [firefox, "--headless", "--remote-debugging-port", "0", "--profile", str(folder)]
        process = stack.enter_context(
            _process(command, folder, log, environment={"MOZ_CRASHREPORTER_DISABLE": "1"})
        )
        listening = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
        found = _until(lambda: listening.search(log.read_text(errors="replace")), process, log)
        # Firefox turns away whoever says that he comes from a web page.
        self._socket = websocket.create_connection(
            f"{found[1]}/session", timeout=SILENCE_SECONDS, suppress_origin=True
        )
        stack.callback(self._socket.shutdown)
        self._numbers = itertools.count(1)
        session = self._command("session.new", capabilities={})
        self._version = str(session["capabilities"]["browserVersion"])
        self._page = self._command("browsingContext.getTree")["contexts"][0]["context"]
        viewport = {"width": WIDTH, "height": HEIGHT}
        self._command("browsingContext.setViewport", context=self._page, viewport=viewport)

    @override
    def _run(self, promise: str) -> str:
        target = {"context": self._page}
        answer = self._command("script.evaluate", expression=promise, target=target, awaitPromise=True)
        if answer["type"] == "exception":
            raise EngineError(answer["exceptionDetails"]["text"])
        return str(answer["result"]["value"])

    def _command(self, method: str, **parameters: object) -> Json:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == number:  # else it is an event
                break
        if answer["type"] == "error":
            raise EngineError(f"{method}: {answer['error']}: {answer['message']}")
        return answer["result"]


class WebKit(Engine):
    """WebKitGTK's small browser by its own WebDriver. It has no headless mode, hence Xvfb."""

    name = "webkit"

    @property
    @override
    def version(self) -> str:
        return str(self._driver.capabilities["browserVersion"])

    @override
    def open(self, url: str) -> None:
        with _translated(WebDriverException):
            self._driver.get(url)
        # It reports no failure; it shows an error page of its own, at this address.
        if url != self.evaluate("location.href") == "about:blank":
            raise EngineError(f"{url} does not answer: {self.evaluate('document.body.innerText')}")

    @override
    def _start(self, stack: ExitStack) -> None:
        xvfb, webdriver, browser = map(self._find, ("Xvfb", "WebKitWebDriver", "MiniBrowser"))
        folder = stack.enter_context(_temporary_folder())
        display = folder / "display"
        log = folder / "log.txt"
        with display.open("wb") as pipe:
            options = f"-displayfd {pipe.fileno()} -nolisten tcp -screen 0 1600x1200x24"
            command = [xvfb, *options.split()]
            process = stack.enter_context(_process(command, folder, log, keep=[pipe.fileno()]))
        found = _until(lambda: re.fullmatch(r"(\d+)\n", display.read_text()), process, log)
        environment = {
            "DISPLAY": f":{found[1]}",
            "LC_ALL": "en_US.UTF-8",  # it takes over the language, and "C" is none
            "NO_AT_BRIDGE": "1",  # else GTK starts a bus for screen readers, and leaves it there
        }
        port = _free_port()
        command = [webdriver, f"--port={port}"]
        process = stack.enter_context(_process(command, folder, log, environment=environment))
        _until(lambda: _listens(port), process, log)
        client = ClientConfig(f"http://127.0.0.1:{port}", timeout=SILENCE_SECONDS)
        wanted = WebKitGTKOptions()
        wanted.binary_location = browser
        wanted.add_argument("--automation")
        if not self._service_workers:
            wanted.add_argument("--features=-ServiceWorkers")
        self._driver = Remote(RemoteConnection(client_config=client), options=wanted)
        stack.callback(self._quit)
        self._driver.set_script_timeout(SILENCE_SECONDS)
        self._driver.set_window_size(WIDTH, HEIGHT)
        bars = HEIGHT - self.evaluate("innerHeight")
        self._driver.set_window_size(WIDTH, HEIGHT + bars)

    @override
    def _run(self, promise: str) -> str:
        with _translated(WebDriverException):
            return str(self._driver.execute_async_script(f"{promise}.then(arguments[0])"))

    def _quit(self) -> None:
        with suppress(Exception):  # a browser that has died cannot be asked to; its process group goes next
            self._driver.quit()


@contextmanager
def launch(
    name: str, profile: Path | None = None, *, service_workers: bool = False, unasked: bool = False
) -> Iterator[Engine]:
    """Start one of `ENGINES`; the end of the block ends it, whatever happens in between.

    A service worker would answer what a test takes away, so a browser has none unless the test is about it.
    Nor does it look like one that can spare what Python weighs, unless the test is about what comes
    `unasked`; WebKit always does.

    With a folder as `profile`, Chromium and Firefox find there what they kept the last time. WebKit's
    automation keeps nothing, and takes none.
    """
    engines: dict[str, type[Engine]] = {kind.name: kind for kind in (Chromium, Firefox, WebKit)}
    with closing(engines[name](profile, service_workers=service_workers, unasked=unasked)) as engine:
        yield engine


# Playwright's own way, `service_workers="block"`, leaves a warning on the console of each page.
NO_SERVICE_WORKERS = "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined });"

SLOW: Mapping[str, object] = {"effectiveType": "3g"}
PLENTY: Mapping[str, object] = {"effectiveType": "4g", "downlink": 10}


def connected(connection: Mapping[str, object] | None) -> str:
    """Return a script that tells pages this of the connection; with None nothing, as most browsers do."""
    return f"Object.defineProperty(navigator, 'connection', {{ value: {json.dumps(connection)} }});"


# Firefox tells nothing of its connection. What a pointer can, as its preferences count it.
COARSE, FINE, HOVERS = 1, 2, 4

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # or it does not start as root, as which containers run
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Nothing but this machine is within reach, for all else goes to a proxy that is not there: whatever Firefox
# wants to ask of its makers stays here, named below or not.
FIREFOX_PREFERENCES: Sequence[tuple[str, object]] = (
    ("network.proxy.type", 1),
    ("network.proxy.http", "127.0.0.1"),
    ("network.proxy.http_port", 9),
    ("network.proxy.ssl", "127.0.0.1"),
    ("network.proxy.ssl_port", 9),
    ("network.proxy.failover_direct", False),
    ("network.proxy.allow_bypass", False),
    ("network.captive-portal-service.enabled", False),
    ("network.connectivity-service.enabled", False),
    ("datareporting.policy.dataSubmissionEnabled", False),
    ("toolkit.telemetry.server", ""),
    ("app.normandy.enabled", False),
    ("app.update.disabledForTesting", True),
    ("extensions.update.enabled", False),
    ("dom.push.connection.enabled", False),
    ("browser.shell.checkDefaultBrowser", False),
)


def _wrapped(script: str, arguments: tuple[object, ...], timeout: float) -> str:
    """Make of a script a promise of `{"value": …}` or `{"error": …}` as JSON, the same in every engine.

    The script stands in the text and in no `eval`, which the site's Content-Security-Policy would refuse.
    """
    return f"""(async () => {{
  let timer;
  const value = (async (...given) => {{
    const it = await (
{script}
    );
    return typeof it === "function" ? it(...given) : it;
  }})(...{json.dumps(arguments)});
  const late = new Promise((_, reject) => {{
    timer = setTimeout(() => reject(new Error("no value within {timeout:.1f} s")), {timeout * 1000});
  }});
  try {{
    return JSON.stringify({{ value: await Promise.race([value, late]) }});
  }} catch (error) {{
    return JSON.stringify({{ error: String(error) }});
  }} finally {{
    clearTimeout(timer);
  }}
}})()"""


class _Shared:
    """Playwright's driver: it refuses to be started where it runs already, so all Chromiums share one."""

    playwright: ClassVar[Playwright]
    users: ClassVar[int] = 0


@contextmanager
def _playwright() -> Iterator[Playwright]:
    if not _Shared.users:
        _Shared.playwright = sync_playwright().start()
    _Shared.users += 1
    try:
        yield _Shared.playwright
    finally:
        _Shared.users -= 1
        if not _Shared.users:
            _Shared.playwright.stop()


@contextmanager
def _translated(error: type[Exception]) -> Iterator[None]:
    try:
        yield
    except error as cause:
        raise EngineError(str(cause)) from cause


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    # Killed browsers may still be letting go of their files.
    with tempfile.TemporaryDirectory(prefix="amr-browser-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@contextmanager
def _process(
    command: Sequence[str],
    home: Path,
    log: Path,
    *,
    environment: Mapping[str, str] | None = None,
    keep: Sequence[int] = (),
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in a process group of its own and kill all of that afterwards: browsers have children."""
    with (
        log.open("ab") as output,
        subprocess.Popen(
            command,
            env={**os.environ, "HOME": str(home), "TMPDIR": str(home), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=keep,
            start_new_session=True,
        ) as process,
    ):
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _until[T](ask: Callable[[], T | None], process: subprocess.Popen[bytes], log: Path) -> T:
    """Wait for a program's first sign of life."""
    deadline = time.monotonic() + START_SECONDS
    while not (answer := ask()):
        if process.poll() is not None or time.monotonic() > deadline:
            raise EngineError(f"{process.args!r} did not start. It said:\n{log.read_text(errors='replace')}")
        time.sleep(0.02)
    return answer


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
