"""The built site that the tests look at: built once a session, or the one that the environment names."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from handbook.serve import DEFAULT_ADDRESS

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: the folder it stands in and the address it was built for."""

    folder: Path
    address: str

    @property
    def path(self) -> str:
        """The path it is mounted under, as `/amr/`."""
        return f"{urlsplit(self.address).path.rstrip('/')}/"

    @property
    def pages(self) -> tuple[str, ...]:
        """Every page of the sitemap, below the site's own address; the front page is the empty one."""
        listed = re.findall(r"<loc>(.*?)</loc>", (self.folder / "sitemap.xml").read_text(encoding="utf-8"))
        return tuple(page.removeprefix(self.address) for page in listed)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the site under a path, as a project's Pages are.

    Where HANDBOOK_SITE names a folder, what stands there is tested as it is; SITE_URL is its address.
    """
    if built := os.environ.get("HANDBOOK_SITE"):
        return Site(Path(built).resolve(strict=True), os.environ.get("SITE_URL", DEFAULT_ADDRESS))
    folder = tmp_path_factory.mktemp("built") / "site"
    address = f"http://127.0.0.1:{_free_port()}/amr/"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        check=False,
        cwd=ROOT,
        env={**os.environ, "SITE_URL": address, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        pytest.fail(f"mkdocs build --strict failed:\n{done.stdout}", pytrace=False)
    return Site(folder, address)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
