"""Which browsers the tests take, where they stand, and how they come onto the machine.

    python -m tests.browser.install [--only-chromium]

This module imports nothing heavy: `make test` runs it each time.
"""

# ruff: noqa: T201 -- a program of the command line; it says what it does

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

# Engine -> program it needs -> Debian's package with it.
NEEDS = {
    "chromium": {"chromium": "chromium", "chromium-headless-shell": "chromium-headless-shell"},
    "firefox": {"firefox-esr": "firefox-esr"},
    "webkit": {"WebKitWebDriver": "webkit2gtk-driver", "MiniBrowser": "webkit2gtk-driver", "Xvfb": "xvfb"},
}
ENGINES = tuple(NEEDS)
LEAVE_OUT = "`make test BROWSERS=chromium` leaves Firefox and WebKit out."


def selected() -> tuple[str, ...]:
    """Which engines to test with: those named in the environment variable BROWSERS, else all."""
    names = os.environ.get("BROWSERS", "").replace(",", " ").split()
    if unknown := sorted(set(names) - set(ENGINES)):
        raise ValueError(f"BROWSERS takes {', '.join(ENGINES)}; got {', '.join(unknown)}")
    return tuple(name for name in ENGINES if name in names or not names)


def find(program: str) -> str | None:
    """Where a program stands: on the PATH, or where Debian puts WebKit's own browser, which no PATH has."""
    folders = [*os.get_exec_path(), *sorted(map(str, Path("/usr/lib").glob("*/webkit2gtk-4.*")))]
    return shutil.which(program, path=os.pathsep.join(folders))


def lacking(engine: str) -> tuple[str, ...]:
    """Which of the engine's Debian packages are not there; Playwright's own Chromium counts in no way."""
    return tuple(dict.fromkeys(package for program, package in NEEDS[engine].items() if not find(program)))


def advice(engine: str) -> str:
    """Tell somebody who has not got the engine what to do."""
    packages = " ".join(lacking(engine))
    playwright = " or, anywhere, python -m playwright install chromium" if engine == "chromium" else ""
    return (
        f"{engine} is not on this machine. "
        f"Install it: sudo apt-get install --no-install-recommends {packages}{playwright}. {LEAVE_OUT}"
    )


def main(arguments: list[str] | None = None) -> int:
    """See to it that the browsers are there; say what is done, and what could not be done."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.install", description=main.__doc__)
    parser.add_argument("--only-chromium", action="store_true", help="whatever BROWSERS says")
    only_chromium = parser.parse_args(arguments).only_chromium
    try:
        wanted = ("chromium",) if only_chromium else selected()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    absent = _absent(wanted)
    if absent:
        _install(absent)
        absent = _absent(wanted)
    for engine in absent:
        print(advice(engine), file=sys.stderr)
    if absent:
        return 1
    _print_versions(wanted)
    return 0


def _absent(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Which engines cannot be started."""
    return tuple(
        engine
        for engine in wanted
        if lacking(engine) and not (engine == "chromium" and _playwrights_chromium())
    )


def _install(engines: tuple[str, ...]) -> None:
    """Try apt, for each engine by itself so that one unknown package stops no other, then Playwright."""
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]  # -n: nobody is there to type a password
    if shutil.which("apt-get") and (
        not root or (shutil.which("sudo") and _quiet([*root, "true"]) is not None)
    ):
        apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        _run([*apt, "update"])
        for engine in engines:
            _run([*apt, "install", "-y", "--no-install-recommends", *lacking(engine)])
    if "chromium" in engines and lacking("chromium"):
        _run([sys.executable, "-m", "playwright", "install", "chromium"])


def _playwrights_chromium() -> str | None:
    """Playwright's own Chromium of the version that it wants; asking takes it half a second."""
    plan = _quiet([sys.executable, "-m", "playwright", "install", "--dry-run", "chromium"]) or ""
    places = [
        Path(line.partition(":")[2].strip()) for line in plan.splitlines() if "Install location" in line
    ]
    complete = places and all((place / "INSTALLATION_COMPLETE").exists() for place in places)
    return str(places[0]) if complete else None


def _print_versions(engines: tuple[str, ...]) -> None:
    """Tell Debian's versions, which costs less than to ask the browsers; elsewhere, where they stand."""
    packages = {engine: next(iter(NEEDS[engine].values())) for engine in engines}
    listed = _quiet(["dpkg-query", "--show", *packages.values()]) if shutil.which("dpkg-query") else None
    versions = dict(line.split("\t") for line in (listed or "").splitlines())
    for engine, package in packages.items():
        place = find(next(iter(NEEDS[engine]))) or _playwrights_chromium()
        print(f"{engine}: {versions.get(package, '')} {place}")


def _run(command: list[str]) -> None:
    print("$", *command, flush=True)
    subprocess.run(command, check=False)


def _quiet(command: list[str]) -> str | None:
    """Give what the command prints, or nothing where it fails."""
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    return result.stdout if result.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main())
