"""Writes the service worker, which keeps the site on a reader's device, and what it goes by.

It stands in the site's own folder, for it sees to what lies below it and to nothing else on the host. Before
it stands a list: what every page needs (the shell), each file with its hash, and what never changes at its
address. A browser takes a worker that differs in one byte from the one it has, so the list is also how it
learns that the site has changed.

The version is a digest of the shell's scripts, styles and indexes. Pages name it in their heads: a page and
what it loads belong together, and the worker gives an open page files of its own version only. Pages do not
count in it, for they would then name themselves.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

WORKER = "service-worker.js"
SOURCES = "assets/offline"
STANDS_IN = "503.html"
"""The page of each language that is shown in place of one that cannot be had."""

LASTING = ("assets/runtime/*/*", "assets/shelf/*")
"""What holds a digest in its address; the worker knows it by the same folders."""

_NOT_NEEDED = ("*.png", "assets/download/*", *LASTING)
"""What lies in `assets/` and no page loads by itself."""

_PLACE_OF_VERSION = "@version@"


def write_offline(site: Path, roots: Iterable[str]) -> None:
    """Write the worker, last of all: what is changed under `site` after that, no reader can install.

    `roots` are the front pages' addresses, as `/en/`.
    """
    worker = _taken(site, WORKER)
    _taken(site, "farewell.js")
    shell = sorted(_shell(site))
    version = _version(site, shell)
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        if _PLACE_OF_VERSION in html:
            page.write_text(html.replace(_PLACE_OF_VERSION, version), encoding="utf-8")
    folders = sorted(root.removeprefix("/") for root in roots)
    files = {path: site / path for path in shell}
    for folder in folders:
        files |= {folder: site / folder / "index.html", folder + STANDS_IN: site / folder / STANDS_IN}
    told = {
        "version": version,
        "shell": {path: _hash(file) for path, file in files.items()},
        "lasting": {path: _hash(site / path) for path in sorted(_below(site, LASTING))},
        "offline": {folder: folder + STANDS_IN for folder in folders},
    }
    _write(site, f"const SITE={json.dumps(told, separators=(',', ':'))};\n{worker}")


def write_farewell(site: Path) -> None:
    """Write what takes the worker's place where there is to be none, and rids browsers of it.

    The way back, too, should a worker that was published ever do harm: HANDBOOK_OFFLINE=false.
    """
    _taken(site, WORKER)
    _write(site, _taken(site, "farewell.js"))


def _write(site: Path, worker: str) -> None:
    (site / WORKER).write_text(worker, encoding="utf-8")


def _taken(site: Path, name: str) -> str:
    """Take away from where MkDocs copied it what is of no use there, and return it."""
    file = site / SOURCES / name
    text = file.read_text(encoding="utf-8")
    file.unlink()
    return text


def _below(site: Path, patterns: Iterable[str]) -> set[str]:
    return {
        file.relative_to(site).as_posix()
        for pattern in patterns
        for file in site.glob(pattern if "/" in pattern else f"assets/**/{pattern}")
        if file.is_file()
    }


def _shell(site: Path) -> set[str]:
    return _below(site, ["*", "**/search/*.json"]) - _below(site, _NOT_NEEDED)


def _version(site: Path, shell: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for path in shell:
        digest.update(f"{path} {_hash(site / path)}\n".encode())
    return digest.hexdigest()[:12]


def _hash(file: Path) -> str:
    """Return what a browser checks by itself when a file is fetched with it as `integrity`."""
    return f"sha256-{base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()}"
