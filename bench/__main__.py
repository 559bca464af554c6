"""`python -m bench`: measures in each browser what a reader waits for, and prints it (`make bench`).

A run of every visit in every browser, in at least seven rounds, is published: `results.json`, the table and
the drawing that the pages show, and the README's ratios. A lesser one only with `--publish`.
"""

import argparse
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import metadata
from json import loads
from pathlib import Path

from bench import fragments, results, use
from bench.results import ROUNDS, Kind, Taken
from bench.served import NPM, write_served
from bench.startup import SETTINGS, hosting, one_round
from handbook.serve import serving
from tests.browser.engines import ENGINES, launch, selected

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
SERVED = ROOT / "build" / "bench"
USE = "use"

_PACKAGES = {
    "pyodide-314": "Pyodide",
    "pyodide": fragments.SITE_PYODIDE,
    "@pyscript/core": "PyScript",
    "@micropython/micropython-webassembly-pyscript": "MicroPython",
}


def main() -> None:
    """Measure, print, and publish what is whole."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often each visit is made ({ROUNDS})")
    parser.add_argument(
        "--only", nargs="*", default=[], help=f"pages of bench/pages, `form`, or `{USE}` (all of them)"
    )
    parser.add_argument("--publish", action="store_true", help="publish, though it is no whole run")
    options = parser.parse_args()
    if not options.only or USE in options.only:
        with serving(SITE) as server:
            for name in selected():
                with launch(name) as engine:
                    use.tell(engine, server)
    only = [name for name in options.only if name != USE]
    if options.only and not only:
        return
    visits = _started(options.rounds, only)
    run = results.Results(datetime.now(UTC).date().isoformat(), os.cpu_count() or 1, _versions(), visits)
    _tell(run)
    is_whole = run.rounds >= ROUNDS and selected() == ENGINES and not only
    if is_whole or options.publish:
        results.write(run)
        fragments.write(results.read())
        print("\nPublished: bench/results.json, the page and the README")
    else:
        print(f"\nNot published: that takes all browsers, all visits and {ROUNDS} rounds, or --publish")


def _started(rounds: int, only: list[str]) -> dict[Kind, list[Taken]]:
    settings = [setting for setting in SETTINGS if setting.engine in selected()]
    visits: dict[Kind, list[Taken]] = {}
    write_served(SITE, SERVED)
    with hosting(SERVED) as host:
        for number in range(1, rounds + 1):
            print(f"\nStart, round {number} of {rounds}", flush=True)
            for kind, taken in one_round(host, settings, only):
                if isinstance(taken, Exception):
                    print(f"  {_name(kind):<38} came to nothing: {taken}", flush=True)
                    continue
                visits.setdefault(kind, []).append(taken)
                print(
                    f"  {_name(kind):<38}{taken.milliseconds:>9.0f} ms{taken.bytes / 1e6:>7.2f} MB",
                    flush=True,
                )
    return visits


def _tell(run: results.Results) -> None:
    print("\nMedians; the last column is the ratio to bare Pyodide in a worker")
    for kind in run.visits:
        ratio = None if kind.contender == "alone" else run.ratio(kind, "milliseconds")
        print(
            f"  {_name(kind):<38}{run.median(kind, 'milliseconds'):>9.0f} ms"
            f"{run.median(kind, 'gap'):>7.0f} ms gap{run.median(kind, 'bytes') or 0:>10.0f} bytes"
            f"{'' if ratio is None else f'{ratio:>7.2f} x'}"
        )
    for promise in results.PROMISES:
        measured = promise.measured(run)
        if measured is not None:
            kept = "kept" if promise.is_kept(run) else "NOT KEPT"
            print(f"  {_name(promise.kind)}: {promise.figure} {measured:.2f}, at most {promise.most}: {kept}")


def _name(kind: Kind) -> str:
    return f"{kind.setting} {kind.contender} {kind.visit}"


def _versions() -> Mapping[str, str]:
    """Return the versions of browsers and of what was measured in them."""
    versions = {}
    for name in selected():
        with launch(name) as engine:
            versions[name] = engine.version
    for package, name in _PACKAGES.items():
        versions[name] = loads((NPM / package / "package.json").read_text(encoding="utf-8"))["version"]
    return versions | {"markdown-exec": metadata.version("markdown-exec")}


if __name__ == "__main__":
    main()
