"""The processes of a Chromium: its memory, and the processor of a slow phone.

DevTools' own throttling of the processor does not reach workers; signals stop the whole browser.
"""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

RUN_SECONDS, STOP_SECONDS = 0.008, 0.024
"""A quarter of the processor."""


def browser_group(profile: Path) -> int:
    """Return the process group of the Chromium that has this folder as its profile."""
    wanted = f"--user-data-dir={profile}"
    for process, command in _commands():
        if wanted in command and not any(word.startswith("--type=") for word in command):
            return os.getpgid(process)
    raise ProcessLookupError(f"no Chromium has the profile {profile}")


def page_memory(group: int) -> int:
    """Return the bytes of memory of the largest page process of a browser, its workers among it.

    It is the proportional size: of what several processes share, each has its part.
    """
    pages = [
        process
        for process, command in _commands()
        if "--type=renderer" in command and os.getpgid(process) == group
    ]
    return max(map(_proportional_size, pages))


@contextmanager
def slowed(group: int) -> Iterator[None]:
    """Give all processes of a browser a quarter of the processor for as long as the block lasts."""
    over = threading.Event()

    def stop_and_go() -> None:
        try:
            while not over.wait(RUN_SECONDS):
                os.killpg(group, signal.SIGSTOP)
                time.sleep(STOP_SECONDS)
                os.killpg(group, signal.SIGCONT)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGCONT)

    thread = threading.Thread(target=stop_and_go)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _commands() -> Iterator[tuple[int, list[str]]]:
    for folder in Path("/proc").glob("[0-9]*"):
        # Processes end while they are looked at; some programs write their command with blanks.
        with suppress(OSError):
            command = (folder / "cmdline").read_bytes().decode(errors="replace")
            if command:
                yield int(folder.name), command.replace("\0", " ").split(" ")


def _proportional_size(process: int) -> int:
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    line = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) * 1024
