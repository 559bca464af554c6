"""The built site that the tests look at: built once a session, or the one that the environment names."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from handbook.serve import DEFAULT_ADDRESS

ROOT = Path(__file__).resolve().parent.parent
MEASURED = "COVERAGE_PROCESS_CONFIG"
"""By this coverage makes every process measure itself: a build then takes twice as long for nothing."""


def built(
    folder: Path,
    *,
    config: Path = ROOT / "mkdocs.yml",
    command: str = "mkdocs",
    project: Path = ROOT,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Build into a folder, strictly, with a project's own code; what the build says is all in `stdout`."""
    inherited = {name: value for name, value in os.environ.items() if name != MEASURED}
    return subprocess.run(
        [sys.executable, "-m", command, "build", "--strict", "-f", str(config), "--site-dir", str(folder)],
        check=False,
        cwd=project,
        env={**inherited, "NO_MKDOCS_2_WARNING": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


class Draft:
    """A small handbook of a test's own: a project's theme, build and settings around a few pages.

    It lies in no repository and has no list of addresses until a test writes one.
    """

    SITE_URL = "https://example.org/amr/"

    def __init__(self, folder: Path, project: Path = ROOT) -> None:
        self.folder = folder
        self.project = project
        self.site = folder / "site"
        (folder / "docs").mkdir(parents=True)
        for shared in ("assets", "fragments", "theme"):
            (folder / "docs" / shared).symlink_to(project / "docs" / shared)
        self.write(**{"da/ordliste.md": "# Ordliste"})  # where every page's terms lead

    def write(self, **pages: str) -> None:
        """Write pages by their source, `da/amo/ny.md`; one without front matter is given one."""
        for path, markdown in pages.items():
            file = self.folder / "docs" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            front = "" if markdown.startswith("---") else "---\nchecked: 2026-11-22\n---\n\n"
            file.write_text(front + markdown, encoding="utf-8")

    def list_addresses(self, *addresses: str) -> None:
        """Write the list of what was published."""
        file = self.folder / "tests" / "addresses.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text("".join(f"{address}\n" for address in addresses), encoding="utf-8")

    def build(
        self, moved: dict[str, str] | None = None, *, command: str = "mkdocs", **environment: str
    ) -> str:
        """Build, and return what is said; a build that fails ends in «Aborted»."""
        nav = sorted(
            file.relative_to(self.folder / "docs" / "da").as_posix()
            for file in (self.folder / "docs" / "da").rglob("*.md")
        )
        settings = self.folder / "settings.yml"
        ours = (self.project / "mkdocs.yml").read_text(encoding="utf-8")
        # What has moved in the handbook has not moved here, and an heir can only add to it.
        settings.write_text(
            re.sub(r"^  moved:\n(?:    .*\n)*", "", ours, flags=re.MULTILINE), encoding="utf-8"
        )
        config = {
            "INHERIT": str(settings),
            "hooks": [str(self.project / "handbook" / "events.py")],
            "theme": {"custom_dir": str(self.project / "docs" / "theme")},
            "nav": nav,
            "extra": {"moved": moved},
        }
        file = self.folder / "mkdocs.yml"
        file.write_text(json.dumps(config), encoding="utf-8")  # JSON is YAML
        environment = {"SITE_URL": self.SITE_URL, **environment}
        return built(self.site, config=file, command=command, project=self.project, **environment).stdout

    def html(self, address: str) -> str:
        """Return a built page, as `/en/amo/`."""
        return (self.site / address.strip("/") / "index.html").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: the folder it stands in and the address it was built for."""

    folder: Path
    address: str
    repository: str

    @property
    def path(self) -> str:
        """The path it is mounted under, as `/amr/`."""
        return f"{urlsplit(self.address).path.rstrip('/')}/"

    @property
    def pages(self) -> tuple[str, ...]:
        """Every page of the sitemap, below the site's own address; the front page is the empty one."""
        listed = re.findall(r"<loc>(.*?)</loc>", (self.folder / "sitemap.xml").read_text(encoding="utf-8"))
        return tuple(page.removeprefix(self.address) for page in listed)


def written_before(script: Path) -> Any:  # noqa: ANN401 -- each script's own
    """Return the constant that the build has put on the first line of a script."""
    constant = script.read_text(encoding="utf-8").partition("\n")[0]
    return json.loads(constant.partition("=")[2].removesuffix(";"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the site under a path, as a project's Pages are.

    Where HANDBOOK_SITE names a folder, what stands there is tested as it is; SITE_URL is its address and
    REPOSITORY_URL its repository.
    """
    if named := os.environ.get("HANDBOOK_SITE"):
        return Site(
            Path(named).resolve(strict=True),
            os.environ.get("SITE_URL", DEFAULT_ADDRESS),
            os.environ.get("REPOSITORY_URL", ""),
        )
    folder = tmp_path_factory.mktemp("built") / "site"
    address = f"http://127.0.0.1:{_free_port()}/amr/"
    repository = "https://example.org/amr/handbook"
    done = built(folder, SITE_URL=address, REPOSITORY_URL=repository)
    if done.returncode:
        pytest.fail(f"mkdocs build --strict failed:\n{done.stdout}", pytrace=False)
    return Site(folder, address, repository)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
