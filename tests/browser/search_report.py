"""How often the search finds what readers look for: `make search-report` (QUERIES=file for another one).

A file of queries is JSON: `{"queries": [{"q", "lang", "kind", "pages"}]}`. `pages` are the addresses below
the language's folder that answer it; `kind` is what it is counted by. Each is typed into the real box.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from handbook.serve import serving
from tests.browser.engines import Chromium, launch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent.parent
DEFAULT_LANGUAGE = "da"

LISTEN = """(site) => {
  const listens = "heard" in globalThis;
  globalThis.heard = {};
  if (listens) return;
  new BroadcastChannel(`amr ${new URL(site).pathname} search`).addEventListener("message", ({ data }) => {
    globalThis.heard[data.question] = true;
  });
}"""
# The theme fills its list when it has heard the worker, which speaks to it first.
SHOWN = """async (question) => {
  while (!globalThis.heard[question]) await new Promise((soon) => setTimeout(soon, 5));
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const shown = [...document.querySelectorAll(".md-search-result__item")];
  return shown.map((it) => it.querySelector("a").pathname);
}"""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types, and which pages answer it."""

    typed: str
    language: str
    kind: str
    pages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answered:
    """A query, and the pages that were found for it, the best first."""

    query: Query
    found: tuple[str, ...]

    def is_hit(self, at_most: int) -> bool:
        """Return whether one of the first so many is a page that answers it."""
        return not self.query.pages.isdisjoint(self.found[:at_most])


def queries(file: Path) -> list[Query]:
    """Read a file of queries."""
    told = json.loads(file.read_text(encoding="utf-8"))["queries"]
    return [Query(it["q"], it["lang"], it["kind"], frozenset(it["pages"])) for it in told]


def answered(page: Page, address: str, asked: Iterable[Query]) -> Iterator[Answered]:
    """Type each query into the box of the site at `address`, and yield what is found."""
    by_language: dict[str, list[Query]] = defaultdict(list)
    for query in asked:
        by_language[query.language].append(query)
    for language, ours in by_language.items():
        home = address if language == DEFAULT_LANGUAGE else f"{address}{language}/"
        page.goto(home)
        start = urlsplit(home).path
        for query in ours:
            found = typed(page, address, query.typed)
            yield Answered(query, tuple(path.removeprefix(start) for path in found))


def typed(page: Page, address: str, words: str) -> list[str]:
    """Type into the box of the site at `address`; return the paths of what is shown, once it is."""
    page.evaluate(LISTEN, address)
    box = page.locator(".md-search__input")
    box.focus()
    box.fill("")
    page.keyboard.insert_text(words)
    page.keyboard.press("End")
    shown: list[str] = page.evaluate(SHOWN, words.strip())
    return shown


def shares(told: Iterable[Answered]) -> dict[str, tuple[int, float, float]]:
    """Return by kind, and of `all`: how many queries, and which share is found first, and among three."""
    by_kind: dict[str, list[Answered]] = defaultdict(list)
    for it in told:
        for kind in (f"{it.query.language} {it.query.kind}", f"{it.query.language} all", "all"):
            by_kind[kind].append(it)
    return {
        kind: (len(its), _share(its, at_most=1), _share(its, at_most=3))
        for kind, its in sorted(by_kind.items())
    }


def _share(its: Sequence[Answered], *, at_most: int) -> float:
    return sum(it.is_hit(at_most) for it in its) / len(its)


def main(files: Iterable[Path], *, misses: bool) -> None:
    """Print for each file how often the search finds, and what it does not find first."""
    with serving(ROOT / "site", "http://127.0.0.1:0/") as server, launch("chromium") as engine:
        assert isinstance(engine, Chromium)
        for file in files:
            told = list(answered(engine.page, server.address, queries(file)))
            print(f"\n{file.name}")
            for it in told:
                if misses and not it.is_hit(1):
                    print(f"  {it.query.language} {it.query.typed!r}: {', '.join(it.found[:3]) or 'nothing'}")
            for kind, (count, first, three) in shares(told).items():
                print(f"  {kind:24} {count:4}  hit@1 {first:4.0%}  hit@3 {three:4.0%}")


if __name__ == "__main__":
    names = sys.argv[1:]
    main([Path(name) for name in names if name != "--misses"], misses="--misses" in names)
