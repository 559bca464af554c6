"""The line of a slow phone, as far as this machine can play one: it is in the server.

What that sends goes through one bucket for all connections, and each request waits. DevTools' own throttling
is of one page, and leaves its workers out.
"""

import io
import json
import queue
import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, override

from handbook.serve import Handler, Server

type Report = Mapping[str, Any]
"""What a measured page tells: see `pages/watch.js`."""

CHUNK = 8192
BUFFER = 16384


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a line is; None is as fast as the machine can."""

    bytes_a_second: int | None = None
    seconds_a_request: float = 0


FAST = Speed()
FOUR_G = Speed(1_012_500, 0.165)
"""What DevTools calls Fast 4G: 8.1 Mbit/s down and 165 ms a request; what is sent up is not slowed."""


class Line:
    """Everything that the server sends goes through here, is counted, and takes the time that it takes."""

    def __init__(self) -> None:
        """Begin as fast as the machine can."""
        self.speed = FAST
        self.sent = 0
        self.last_sent = time.monotonic()
        self._free_at = 0.0
        self._lock = threading.Lock()

    def send(self, connection: socket.socket, content: memoryview) -> None:
        """Send all of it, when its turn has come."""
        if self.speed.bytes_a_second is None:
            connection.sendall(content)
            self._count(len(content))
            return
        for start in range(0, len(content), CHUNK):
            part = content[start : start + CHUNK]
            with self._lock:
                self._free_at = max(self._free_at, time.monotonic()) + len(part) / self.speed.bytes_a_second
                turn = self._free_at
            time.sleep(max(0, turn - time.monotonic()))
            connection.sendall(part)
            self._count(len(part))

    def rest(self, seconds: float, timeout: float) -> None:
        """Wait until nothing was sent for so long."""
        deadline = time.monotonic() + timeout
        while time.monotonic() - self.last_sent < seconds:
            if time.monotonic() > deadline:
                raise TimeoutError(f"the server still sends after {timeout} s")
            time.sleep(0.05)

    def _count(self, many: int) -> None:
        with self._lock:
            self.sent += many
            self.last_sent = time.monotonic()


class Host(Server):
    """The site's own server behind a `Line`, which also hears from the pages what they measured."""

    def __init__(self, folder: Path) -> None:
        """Listen on a free port."""
        super().__init__(folder, "http://127.0.0.1:0/")
        self.RequestHandlerClass = _Slowed
        self.line = Line()
        self.reports: queue.SimpleQueue[tuple[Report, int]] = queue.SimpleQueue()

    def begin(self, speed: Speed) -> None:
        """Forget what was sent and told before: a visit begins."""
        self.line.speed = speed
        self.line.sent = 0
        self.line.last_sent = time.monotonic()
        with suppress(queue.Empty):
            while True:
                self.reports.get_nowait()

    def heard(self, timeout: float) -> tuple[Report, int]:
        """Return the first report of a visit, and how many bytes were sent until then, heads included."""
        try:
            return self.reports.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError(f"no answer within {timeout} s; asked for: {self.log[-20:]}") from None


class _Slowed(Handler):
    server: Host

    @override
    def setup(self) -> None:
        super().setup()
        raw = _Sent(self.connection, self.server.line)
        self.wfile = io.BufferedWriter(raw, BUFFER)

    @override
    def do_GET(self) -> None:
        time.sleep(self.server.line.speed.seconds_a_request)
        super().do_GET()

    def do_POST(self) -> None:  # noqa: N802 -- `http.server` names it
        """Take what a measured page tells; no line slows that, for the page has its time already."""
        sent = self.server.line.sent
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.reports.put((told, sent))
        self.send_response(HTTPStatus.NO_CONTENT)
        self.end_headers()


class _Sent(io.RawIOBase):
    """What a connection writes, given to the line."""

    def __init__(self, connection: socket.socket, line: Line) -> None:
        self._connection = connection
        self._line = line

    @override
    def writable(self) -> bool:
        return True

    @override
    def write(self, content: Any, /) -> int:
        given = memoryview(content)
        self._line.send(self._connection, given)
        return len(given)
