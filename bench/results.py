"""What was measured, as it is kept and as it is told: medians, ratios, and what of it was promised."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Literal

DATA = Path(__file__).parent / "results.json"
BARE = "bare-worker"
"""What everything is held against: the same Pyodide whatever the site has."""

ROUNDS = 7
"""Medians of fewer are not worth publishing but as provisional."""

type Figure = Literal["milliseconds", "gap", "gap_after_load", "bytes", "memory"]
FIGURES: tuple[Figure, ...] = ("milliseconds", "gap", "gap_after_load", "bytes", "memory")


@dataclass(frozen=True, slots=True)
class Kind:
    """What is visited, and whether it is for the first time."""

    setting: str
    contender: str
    visit: str
    """`cold`: nothing was fetched before; `warm`: all of it was; `key`: the same, and Enter is pressed."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one visit took."""

    milliseconds: float
    gap: float
    """The longest time in milliseconds that the page's main thread could not be had."""
    gap_after_load: float
    """The same, once the page itself was loaded."""
    bytes: int
    memory: int | None


@dataclass(frozen=True, slots=True)
class Results:
    """A run: when it was, on what, and each figure of each kind of visit, round by round."""

    on: str
    processors: int
    versions: Mapping[str, str]
    visits: Mapping[Kind, Sequence[Taken]]

    @property
    def rounds(self) -> int:
        """How often the least often made visit was made."""
        return min(len(taken) for taken in self.visits.values())

    def figures(self, kind: Kind, figure: Figure) -> list[float]:
        """Return what was measured of one kind of visit; nothing where it was not."""
        found = (getattr(taken, figure) for taken in self.visits.get(kind, ()))
        return [number for number in found if number is not None]

    def median(self, kind: Kind, figure: Figure) -> float | None:
        """Return the median of a figure, or None where it was not measured."""
        found = self.figures(kind, figure)
        return median(found) if found else None

    def ratio(self, kind: Kind, figure: Figure) -> float | None:
        """Return the median as a part of that of bare Pyodide in the same setting, on the same visit."""
        own, bare = self.median(kind, figure), self.median(Kind(kind.setting, BARE, kind.visit), figure)
        return None if own is None or not bare else own / bare


@dataclass(frozen=True, slots=True)
class Promise:
    """What the site means to keep: a figure, or its ratio to bare Pyodide's, is at most so much."""

    kind: Kind
    figure: Figure
    most: float
    is_ratio: bool = True

    def measured(self, results: Results) -> float | None:
        """Return what it is."""
        return (results.ratio if self.is_ratio else results.median)(self.kind, self.figure)

    def is_kept(self, results: Results) -> bool:
        """Whether it is so; what was not measured is not kept."""
        measured = self.measured(results)
        return measured is not None and measured <= self.most


def _ours(setting: str, visit: str = "cold") -> Kind:
    return Kind(setting, "ours", visit)


PROMISES = (
    Promise(_ours("chromium"), "milliseconds", 0.25),
    Promise(_ours("chromium", "warm"), "milliseconds", 0.30),
    Promise(_ours("chromium_slow"), "milliseconds", 0.45),
    Promise(_ours("chromium_slow", "warm"), "milliseconds", 0.20),
    Promise(_ours("firefox"), "milliseconds", 0.35),
    Promise(_ours("webkit"), "milliseconds", 0.12),
    Promise(_ours("chromium"), "bytes", 0.95),
    Promise(_ours("chromium"), "memory", 1),
    Promise(_ours("chromium"), "gap_after_load", 50, is_ratio=False),
    Promise(_ours("firefox"), "gap_after_load", 50, is_ratio=False),
    Promise(_ours("webkit"), "gap_after_load", 50, is_ratio=False),
    Promise(Kind("chromium_slow", "form", "key"), "milliseconds", 100, is_ratio=False),
)


def write(results: Results, file: Path = DATA) -> None:
    """Keep a run: one line for each figure of a kind of visit."""
    lines = []
    for kind in results.visits:
        figures = {name: [round(n) for n in results.figures(kind, name)] for name in FIGURES}
        lines.append(json.dumps(asdict(kind) | {name: found for name, found in figures.items() if found}))
    head = {"on": results.on, "processors": results.processors, "versions": results.versions}
    opened = json.dumps(head, indent=1).removesuffix("\n}")
    visits = ",\n  ".join(lines)
    file.write_text(f'{opened},\n "visits": [\n  {visits}\n ]\n}}\n', encoding="utf-8")


def read(file: Path = DATA) -> Results:
    """Return the last published run."""
    told = json.loads(file.read_text(encoding="utf-8"))
    visits = {Kind(row["setting"], row["contender"], row["visit"]): _rounds(row) for row in told["visits"]}
    return Results(told["on"], told["processors"], told["versions"], visits)


def _rounds(row: Mapping[str, list[int]]) -> list[Taken]:
    many = len(row["milliseconds"])
    columns: Iterable[Sequence[int | None]] = (row.get(name, [None] * many) for name in FIGURES)
    return [Taken(*figures) for figures in zip(*columns, strict=True)]
