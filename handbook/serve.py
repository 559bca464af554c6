"""Serves the built site as its host does, so that what works here works there.

GitHub Pages decides more than one would think: the site stands under a path, a folder without its slash is
redirected, text and WebAssembly travel gzipped, and what is not there is answered with `404.html`. A plain
file server does none of it.

    python -m handbook.serve [FOLDER] [--address http://127.0.0.1:8000/amr/]
"""

from __future__ import annotations

import argparse
import errno
import functools
import gzip
import socket
import sys
import threading
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEFAULT_ADDRESS = "http://127.0.0.1:8000/"

# Written out, because Python's own table takes in what the machine happens to say.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".map": "application/json; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
UNKNOWN_TYPE = "application/octet-stream"
PLAIN = {"Content-Type": TYPES[".txt"]}
GZIPPED = {".css", ".html", ".js", ".json", ".map", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml"}


@functools.lru_cache(maxsize=256)
def _gzipped(file: Path, _version: str) -> bytes:
    return gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)


class Server(ThreadingHTTPServer):
    """A folder under an address. `blocked`, `blocked_status` and `log` may be changed while it runs.

    `blocked` is asked about each path, mount path included, unquoted, without the query. Where it says yes,
    the connection is closed with no word, as a lost network does; with a `blocked_status`, that is sent.
    `log` has each request's target exactly as the browser sent it, mount path and query included.
    """

    daemon_threads = False  # closing the server waits for its threads, so that no socket outlives it
    request_queue_size = 128  # a browser opens many connections at once, and the default is five

    def __init__(self, folder: Path, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme != "http" or not parts.hostname or parts.query or parts.fragment:
            raise ValueError(f"An address looks like {DEFAULT_ADDRESS}; got {address}")
        self.folder = folder.resolve(strict=True)
        self.mount = f"{parts.path.rstrip('/')}/"
        self.blocked: Callable[[str], bool] = lambda _path: False
        self.blocked_status: int | None = None
        self.log: list[str] = []
        self._connections: set[socket.socket] = set()
        super().__init__((parts.hostname, 80 if parts.port is None else parts.port), Handler)
        self.address = f"http://{parts.hostname}:{self.server_port}{self.mount}"

    def process_request(self, request: socket.socket, client_address: object) -> None:  # type: ignore[override]
        """Keep account of the open connections."""
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket) -> None:  # type: ignore[override]
        """Keep account of the open connections."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """End the kept-alive connections too; their threads would wait for browsers with nothing to ask."""
        for connection in list(self._connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        super().server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over browsers that leave in the middle of an answer; they do it all the time."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # the stub is narrower than the use


class Handler(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet; in two, each small file costs a delayed acknowledgement
    disable_nagle_algorithm = True

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.do_GET()

    def do_GET(self) -> None:
        """Send what stands at the address, or say as the host does that nothing does."""
        server = cast("Server", self.server)
        server.log.append(self.path)
        target, mark, query = self.path.partition("?")
        path = unquote(target)
        if server.blocked(path):
            self._refuse(server.blocked_status)
        elif f"{path}/" == server.mount or (not path.endswith("/") and self._at(path, Path.is_dir)):
            self._send(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"{quote(path)}/{mark}{query}"})
        elif file := self._at(f"{path}index.html" if path.endswith("/") else path, Path.is_file):
            self._send_file(HTTPStatus.OK, file)
        elif path.startswith(server.mount) and (file := self._at(f"{server.mount}404.html", Path.is_file)):
            self._send_file(HTTPStatus.NOT_FOUND, file)
        else:
            self._send(HTTPStatus.NOT_FOUND, PLAIN, b"Not found.\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class named it
        """Say nothing; `Server.log` has it."""

    def _at(self, path: str, is_kind: Callable[[Path], bool]) -> Path | None:
        """Find what stands at a path of the site, where it is of that kind and inside the folder."""
        server = cast("Server", self.server)
        if not path.startswith(server.mount):
            return None
        try:
            found = (server.folder / path.removeprefix(server.mount)).resolve()
            return found if found.is_relative_to(server.folder) and is_kind(found) else None
        except (OSError, ValueError):  # no name for a file: too long, or with a NUL in it
            return None

    def _refuse(self, status: int | None) -> None:
        if status is None:
            self.close_connection = True
        else:
            self._send(status, PLAIN, b"Blocked.\n")

    def _send_file(self, status: int, file: Path) -> None:
        stat = file.stat()
        version = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
        headers = {
            "Content-Type": TYPES.get(file.suffix, UNKNOWN_TYPE),
            "Cache-Control": "max-age=600",
            "Access-Control-Allow-Origin": "*",  # Pages says so, and whoever embeds a calculator relies on it
            "ETag": version,
            "Vary": "Accept-Encoding",
        }
        if status == HTTPStatus.OK and self.headers.get("If-None-Match") == version:
            self._send(HTTPStatus.NOT_MODIFIED, headers)
        elif file.suffix in GZIPPED and "gzip" in self.headers.get("Accept-Encoding", ""):
            self._send(status, headers | {"Content-Encoding": "gzip"}, _gzipped(file, version))
        else:
            self._send(status, headers, file.read_bytes())

    def _send(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def serve(folder: Path, address: str = DEFAULT_ADDRESS) -> Server:
    """Make a server that listens already; `serve_forever` answers. Port 0 takes a free one: see `address`."""
    return Server(folder, address)


@contextmanager
def serving(folder: Path, address: str = "http://127.0.0.1:0/") -> Iterator[Server]:
    """`serve` in a thread of its own for as long as the block lasts."""
    with serve(folder, address) as server, answering(server):
        yield server


@contextmanager
def answering(server: Server) -> Iterator[None]:
    """Let a server answer in a thread of its own for as long as the block lasts."""
    # This is how often the loop looks up for a `shutdown`; tests close many servers.
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl+C."""
    parser = argparse.ArgumentParser(
        prog="python -m handbook.serve", description="Serve the site as its host does."
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path("site"), help="the built site (site)")
    parser.add_argument(
        "--address", default=DEFAULT_ADDRESS, help=f"where, mount path included ({DEFAULT_ADDRESS})"
    )
    options = parser.parse_args(arguments)
    try:
        server = serve(options.folder, options.address)
    except FileNotFoundError:
        return _complain(f"There is no folder {options.folder}. Build the site first: mkdocs build")
    except (OSError, OverflowError, ValueError) as error:
        if getattr(error, "errno", None) != errno.EADDRINUSE:
            return _complain(f"Cannot serve at {options.address}: {error}")
        parts = urlsplit(options.address)
        other = f"http://{parts.hostname}:{(parts.port or 80) + 1}{parts.path}"
        command = f"python -m handbook.serve {options.folder} --address {other}"
        return _complain(
            f"Port {parts.port} is in use. Stop the program that has it, or take another port:\n  {command}"
        )
    with server, suppress(KeyboardInterrupt):
        print(f"{options.folder} is at {server.address}\nCtrl+C stops.", flush=True)
        server.serve_forever()
    return 0


def _complain(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
