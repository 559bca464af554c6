"""The three engines and the server that the browser tests stand on."""

# ruff: noqa: D102 -- the tests' names say it

from __future__ import annotations

import gzip
import http.client
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from handbook.serve import Server, serve, serving
from tests.browser import engines, install
from tests.browser.engines import Chromium, Engine, EngineError, MissingBrowserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = """<!doctype html>
<html lang="da">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self' 'wasm-unsafe-eval'">
<title>Prøve</title>
<output></output>
<script type="module" src="page.js"></script>
"""
PAGE_MODULE = """
const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
window.ask = (question) => new Promise((resolve) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.postMessage(question);
});
document.querySelector("output").textContent = "ready";
"""
WORKER = """
import { twice } from "./twice.mjs";
onmessage = ({ data }) => postMessage(twice(data));
"""
# The eight bytes of an empty module: magic number and version.
EMPTY_WASM = b"\0asm\1\0\0\0"

type Response = tuple[http.client.HTTPResponse, bytes]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a site as small as can be, with a secret beside it."""
    top = tmp_path_factory.mktemp("server")
    (top / "secret.txt").write_text("secret")
    site = top / "site"
    (site / "chapter").mkdir(parents=True)
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    (site / "chapter" / "index.html").write_text("<title>Chapter</title>", encoding="utf-8")
    (site / "404.html").write_text("<title>Gone</title>", encoding="utf-8")
    (site / "page.js").write_text(PAGE_MODULE, encoding="utf-8")
    (site / "worker.js").write_text(WORKER, encoding="utf-8")
    (site / "twice.mjs").write_text("export const twice = (text) => text + text;\n", encoding="utf-8")
    (site / "empty.wasm").write_bytes(EMPTY_WASM)
    (site / "rules.whl").write_bytes(b"PK")
    (site / "link.txt").symlink_to(top / "secret.txt")
    return site


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    """Serve it under a path, as a project's Pages are."""
    with serving(folder, "http://127.0.0.1:0/amr/") as running:
        yield running


@pytest.fixture(scope="module", params=engines.selected())
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine in turn, started once."""
    with engines.launch(request.param) as started:
        yield started


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> Response:
    """Ask as no browser would, with nothing in the path tidied up."""
    connection = http.client.HTTPConnection(str(urlsplit(server.address).netloc), timeout=10)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): to for name, to in headers.items()})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


class TestEngine:
    """What every engine does alike."""

    def test_opens_a_page_and_evaluates(self, engine: Engine, server: Server) -> None:
        engine.open(server.address)
        assert engine.evaluate("document.title") == "Prøve"
        assert engine.evaluate("undefined") is None
        assert engine.evaluate("[innerWidth, innerHeight, isSecureContext]") == [1280, 720, True]

    def test_awaits_and_passes_arguments(self, engine: Engine, server: Server) -> None:
        engine.open(server.address)
        assert engine.evaluate("fetch('chapter/').then((response) => response.status)") == 200
        script = "async (a, b) => { const first = await a; return { first, b }; }"
        assert engine.evaluate(script, 1, {"x": "æ\n'\"`"}) == {"first": 1, "b": {"x": "æ\n'\"`"}}

    def test_talks_to_a_module_worker(self, engine: Engine, server: Server) -> None:
        engine.open(server.address)
        assert engine.wait_for("document.querySelector('output').textContent") == "ready"
        assert engine.evaluate("(question) => ask(question)", "timer") == "timertimer"

    def test_compiles_web_assembly_as_it_arrives(self, engine: Engine, server: Server) -> None:
        engine.open(server.address)
        script = "WebAssembly.compileStreaming(fetch('empty.wasm')).then(String)"
        assert engine.evaluate(script) == "[object WebAssembly.Module]"

    def test_shows_the_404_page(self, engine: Engine, server: Server) -> None:
        engine.open(f"{server.address}nowhere/")
        assert engine.evaluate("document.title") == "Gone"

    def test_tells_what_went_wrong(self, engine: Engine, server: Server) -> None:
        engine.open(server.address)
        with pytest.raises(EngineError, match=r"TypeError.*in null\.x"):
            engine.evaluate("null.x")
        with pytest.raises(EngineError, match="no value within"):
            engine.evaluate("new Promise(() => {})", timeout=0.1)
        with pytest.raises(EngineError, match=r"in \]\["):
            engine.evaluate("][")
        with pytest.raises(TimeoutError, match=r"`document.title === 'x'` still gives False"):
            engine.wait_for("document.title === 'x'", timeout=0.1)
        assert engine.evaluate("document.title") == "Prøve"

    def test_waits_across_a_navigation(self, engine: Engine, server: Server) -> None:
        engine.open(server.address)
        engine.evaluate("() => { setTimeout(() => { location.href = 'chapter'; }, 100); }")
        assert engine.wait_for("document.title === 'Chapter' && location.pathname") == "/amr/chapter/"

    def test_no_answer_is_an_error(self, engine: Engine, server: Server) -> None:
        server.blocked = lambda path: path.endswith("/chapter/")
        with pytest.raises(EngineError):
            engine.open(f"{server.address}chapter/")
        engine.open(server.address)
        assert engine.evaluate("document.title") == "Prøve"

    def test_a_blocked_file_fails_and_the_page_stands(self, engine: Engine, server: Server) -> None:
        server.blocked = lambda path: path == "/amr/empty.wasm"
        engine.open(server.address)
        script = "fetch('empty.wasm', { cache: 'no-store' }).then((it) => it.status, (error) => error.name)"
        assert engine.evaluate(script) == "TypeError"
        server.blocked_status = 503
        assert engine.evaluate(script) == 503
        assert "/amr/empty.wasm" in server.log

    def test_two_at_a_time(self, engine: Engine, server: Server) -> None:
        with engines.launch(engine.name) as second:
            second.open(server.address)
            assert second.evaluate("document.title") == "Prøve"
            if isinstance(second, Chromium):
                assert second.browser.version
        engine.open(server.address)
        assert engine.evaluate("document.title") == "Prøve"


class TestSelection:
    """Which engines are taken, and what is said of one that is not there."""

    def test_all_unless_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("BROWSERS", raising=False)
        assert engines.selected() == engines.ENGINES
        monkeypatch.setenv("BROWSERS", "webkit, chromium")
        assert engines.selected() == ("chromium", "webkit")
        monkeypatch.setenv("BROWSERS", "netscape")
        with pytest.raises(ValueError, match="got netscape"):
            engines.selected()

    @pytest.mark.parametrize(
        ("name", "package"), [("firefox", "firefox-esr"), ("webkit", "webkit2gtk-driver xvfb")]
    )
    def test_a_missing_browser_is_an_error_that_helps(
        self, monkeypatch: pytest.MonkeyPatch, name: str, package: str
    ) -> None:
        monkeypatch.setattr(install, "find", lambda _program: None)
        with (
            pytest.raises(MissingBrowserError, match=f"apt-get.* {package}.*BROWSERS="),
            engines.launch(name),
        ):
            pass


class TestServer:
    """What GitHub Pages does with a built site."""

    @pytest.mark.parametrize(
        ("file", "kind"),
        [
            ("", "text/html; charset=utf-8"),
            ("page.js", "text/javascript; charset=utf-8"),
            ("twice.mjs", "text/javascript; charset=utf-8"),
            ("empty.wasm", "application/wasm"),
            ("rules.whl", "application/octet-stream"),
        ],
    )
    def test_types(self, server: Server, file: str, kind: str) -> None:
        response, body = ask(server, f"/amr/{file}")
        assert (response.status, response.headers["Content-Type"]) == (200, kind)
        assert response.headers["Cache-Control"] == "max-age=600"
        assert int(response.headers["Content-Length"]) == len(body)

    def test_nothing_stands_beside_the_mount_path(self, server: Server) -> None:
        assert ask(server, "/")[0].status == 404
        assert ask(server, "/amrx/")[0].status == 404
        assert ask(server, "/page.js")[1] == b"Not found.\n"

    @pytest.mark.parametrize("path", ["nowhere", "nowhere/", "page.js/", "%00", "x" * 300])
    def test_the_404_page(self, server: Server, path: str) -> None:
        response, body = ask(server, f"/amr/{path}")
        assert (response.status, body) == (404, b"<title>Gone</title>")

    def test_a_folder_gets_its_slash(self, server: Server) -> None:
        response, _ = ask(server, "/amr/chapter?q=1")
        assert (response.status, response.headers["Location"]) == (301, "/amr/chapter/?q=1")
        response, _ = ask(server, "/amr")
        assert (response.status, response.headers["Location"]) == (301, "/amr/")

    def test_gzip_where_it_is_taken_and_helps(self, server: Server) -> None:
        response, body = ask(server, "/amr/page.js", Accept_Encoding="br, gzip")
        assert response.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(body).decode() == PAGE_MODULE
        assert ask(server, "/amr/page.js")[1].decode() == PAGE_MODULE
        assert "Content-Encoding" not in ask(server, "/amr/rules.whl", Accept_Encoding="gzip")[0].headers

    def test_an_unchanged_file_is_not_sent_again(self, server: Server) -> None:
        etag = ask(server, "/amr/page.js")[0].headers["ETag"]
        response, body = ask(server, "/amr/page.js", If_None_Match=etag)
        assert (response.status, body) == (304, b"")

    def test_head_is_the_same_without_a_body(self, server: Server) -> None:
        response, body = ask(server, "/amr/page.js", "HEAD")
        assert (response.status, body) == (200, b"")
        assert int(response.headers["Content-Length"]) == len(PAGE_MODULE)

    def test_a_connection_is_kept(self, server: Server) -> None:
        connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=10)
        try:
            for path in ("/amr/", "/amr/nowhere", "/amr/page.js", "/amr/chapter"):
                connection.request("GET", path)
                connection.getresponse().read()
                assert connection.sock is not None
        finally:
            connection.close()
        assert server.log == ["/amr/", "/amr/nowhere", "/amr/page.js", "/amr/chapter"]

    @pytest.mark.parametrize(
        "path",
        ["../secret.txt", "%2e%2e/secret.txt", "chapter/../../secret.txt", "..%2fsecret.txt", "link.txt"],
    )
    def test_nothing_outside_the_folder(self, server: Server, path: str) -> None:
        response, body = ask(server, f"/amr/{path}")
        assert response.status == 404
        assert b"secret" not in body

    def test_no_absolute_path(self, server: Server, folder: Path) -> None:
        assert ask(server, f"/amr/{folder.parent}/secret.txt")[0].status == 404

    def test_a_blocked_file(self, server: Server) -> None:
        server.blocked = {"/amr/page.js"}.__contains__
        with pytest.raises(http.client.RemoteDisconnected):
            ask(server, "/amr/page.js?v=1")
        server.blocked_status = 503
        assert ask(server, "/amr/page.js")[0].status == 503
        assert ask(server, "/amr/")[0].status == 200
        assert server.log == ["/amr/page.js?v=1", "/amr/page.js", "/amr/"]

    def test_an_address_that_is_none(self, folder: Path) -> None:
        with pytest.raises(ValueError, match="looks like"):
            serve(folder, "https://127.0.0.1/")

    def test_a_port_in_use(self, server: Server, folder: Path) -> None:
        command = [sys.executable, "-m", "handbook.serve", str(folder), "--address", server.address]
        result = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
        assert result.returncode == 1
        assert f"Port {server.server_port} is in use" in result.stderr
        assert "--address http://127.0.0.1:" in result.stderr
