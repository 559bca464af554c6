"""What was measured as the pages of each language and the README show it: sentences, table and drawing."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from pathlib import Path

from bench.results import BARE, PROMISES, ROUNDS, Kind, Promise, Results
from calculators.text import words

ROOT = Path(__file__).resolve().parent.parent
FRAGMENTS = ROOT / "docs" / "fragments"
README = ROOT / "README.md"

WORDS = {
    "da": {
        "site_pyodide": "sidens Pyodide",
        "decimal": ",",
        "none": "-",
        "chromium": "Chromium, hurtig linje",
        "chromium_slow": "Chromium, langsom telefon",
        "firefox": "Firefox, hurtig linje",
        "webkit": "WebKit, hurtig linje",
        "bare-worker": "Bar Pyodide i en worker",
        "bare-main": "Bar Pyodide på siden selv",
        "ours": "Vores beregner",
        "pyscript": "PyScript",
        "markdown-exec": "markdown-exec",
        "micropython": "MicroPython",
        "alone": "Vores side uden et spørgsmål",
        "cold": "Første besøg",
        "warm": "Næste besøg",
        "key": "Fra tast til svar",
        "milliseconds": "tid",
        "bytes": "hentet",
        "memory": "hukommelse",
        "gap_after_load": "længste ventetid på siden",
        "promise": "Mål",
        "most": "Højst",
        "measured": "Målt",
        "header": ("Hvem", "Første besøg", "Mod bar Pyodide", "Næste besøg", "Mod bar Pyodide"),
        "load_header": ("Hvem", "Hentet", "Hukommelse", "Længste ventetid", "Når siden er hentet"),
        "time": "{median}\N{NO-BREAK SPACE}s ({least}-{most})",
        "milli": "{}\N{NO-BREAK SPACE}ms",
        "mega": "{}\N{NO-BREAK SPACE}MB",
        "says": (
            "Målt {on} på en maskine med {processors} kerner. Hvert tal er det midterste af {rounds}, og i "
            "parentes står det mindste og det største."
        ),
        "provisional": ("Tallene er foreløbige: De er fra for få runder, og maskinen havde travlt."),
        "versions": "Versioner: {}.",
        "answer": (
            "På en hurtig linje kommer det første svar efter **{cold} sekunder**, når intet er hentet, og "
            "efter **{warm} sekunder** ved næste besøg. Bar Pyodide bruger {bare_cold} og {bare_warm} "
            "sekunder på at lægge én og én sammen. På en model af en langsom telefon er vores tal "
            "**{slow_cold}** og **{slow_warm} sekunder**, og bar Pyodides {bare_slow_cold} og "
            "{bare_slow_warm}."
        ),
        "drawn": (
            "Hvor lang tid vores første svar tager, når bar Pyodide i den samme browser tager 1. Under 1 er "
            "hurtigere."
        ),
        "line": "Stregen er bar Pyodide: 1",
    },
    "en": {
        "site_pyodide": "the site's Pyodide",
        "decimal": ".",
        "none": "-",
        "chromium": "Chromium, fast line",
        "chromium_slow": "Chromium, slow phone",
        "firefox": "Firefox, fast line",
        "webkit": "WebKit, fast line",
        "bare-worker": "Bare Pyodide in a worker",
        "bare-main": "Bare Pyodide in the page itself",
        "ours": "Our calculator",
        "pyscript": "PyScript",
        "markdown-exec": "markdown-exec",
        "micropython": "MicroPython",
        "alone": "Our page without a question",
        "cold": "First visit",
        "warm": "Next visit",
        "key": "From key to answer",
        "milliseconds": "time",
        "bytes": "fetched",
        "memory": "memory",
        "gap_after_load": "longest wait for the page",
        "promise": "Aim",
        "most": "At most",
        "measured": "Measured",
        "header": ("Who", "First visit", "To bare Pyodide", "Next visit", "To bare Pyodide"),
        "load_header": ("Who", "Fetched", "Memory", "Longest wait", "Once the page is there"),
        "time": "{median}\N{NO-BREAK SPACE}s ({least}-{most})",
        "milli": "{}\N{NO-BREAK SPACE}ms",
        "mega": "{}\N{NO-BREAK SPACE}MB",
        "says": (
            "Measured on {on} on a machine with {processors} cores. Each figure is the middle one of "
            "{rounds}, and in brackets stand the smallest and the largest."
        ),
        "provisional": ("The figures are provisional: they are of too few rounds, and the machine was busy."),
        "versions": "Versions: {}.",
        "answer": (
            "On a fast line the first answer comes after **{cold} seconds** where nothing was fetched "
            "before, and after **{warm} seconds** on the next visit. Bare Pyodide takes {bare_cold} and "
            "{bare_warm} seconds to add one and one. On a model of a slow phone our figures are "
            "**{slow_cold}** and **{slow_warm} seconds**, and those of bare Pyodide {bare_slow_cold} and "
            "{bare_slow_warm}."
        ),
        "drawn": (
            "How long our first answer takes where bare Pyodide in the same browser takes 1. Below 1 is "
            "faster."
        ),
        "line": "The line is bare Pyodide: 1",
    },
}

SITE_PYODIDE = "site_pyodide"
VISITS = ("cold", "warm")
BROWSERS = {"chromium": "Chromium", "firefox": "Firefox", "webkit": "WebKitGTK"}
_WIDTH = 320
_HEAD = 26
_BAR = 38
_SETTING = 24 + _BAR * len(VISITS)
_README = re.compile(r"(?<=<!-- `make bench` writes this table -->\n\n).*?(?=\n\n<!-- -->)", re.DOTALL)


class _Spoken:
    """The words of a language, and how it writes numbers."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = WORDS[language]

    def __call__(self, key: str, *given: str, **named: str) -> str:
        return str(self._words[key]).format(*given, **named)

    def header(self, key: str) -> tuple[str, ...]:
        """Return the headings of a table."""
        return tuple(self._words[key])

    def number(self, number: float | None, decimals: int) -> str:
        """Return a number as the language writes it."""
        if number is None:
            return self("none")
        return f"{number:.{decimals}f}".replace(".", str(self._words["decimal"]))

    def measure(self, key: str, number: float | None, decimals: int = 0) -> str:
        """Return a number with its unit."""
        return self("none") if number is None else self(key, self.number(number, decimals))


def write(results: Results) -> None:
    """Write the fragments of every language, and the README's table."""
    for language in WORDS:
        for name, text in written(results, language).items():
            (FRAGMENTS / language / name).write_text(text, encoding="utf-8")
    README.write_text(with_ratios(README.read_text(encoding="utf-8"), results), encoding="utf-8")


def written(results: Results, language: str) -> dict[str, str]:
    """Return the fragments of a language by their files."""
    spoken = _Spoken(language)
    return {
        "hastighed-svar.md": answer(results, spoken),
        "hastighed.md": table(results, spoken),
        "hastighed-maal.md": promises(results, spoken),
        "tegning-hastighed.md": drawing(results, spoken),
    }


def with_ratios(readme: str, results: Results) -> str:
    """Return the README with the ratios of these results in its table."""
    spoken = _Spoken("en")
    lines = [_cells(("time to first answer, to bare Pyodide's", "first visit", "next visit")), _rule(3)]
    lines += [
        _cells((spoken(setting), *(_ratio(results, setting, visit, spoken) for visit in VISITS)))
        for setting in _settings(results)
    ]
    text, many = _README.subn("\n".join(lines), readme)
    if many != 1:
        raise ValueError(f"expected one table between its two comments in the README, got {many}")
    return text


def answer(results: Results, spoken: _Spoken) -> str:
    """Return in a sentence how long a reader waits."""

    def seconds(setting: str, contender: str, visit: str) -> str:
        median = results.median(Kind(setting, contender, visit), "milliseconds")
        return spoken.number(None if median is None else median / 1000, 1)

    named = {
        f"{who}{slow}{visit}": seconds(setting, contender, visit)
        for who, contender in (("", "ours"), ("bare_", BARE))
        for slow, setting in (("", "chromium"), ("slow_", "chromium_slow"))
        for visit in VISITS
    }
    said = [spoken("answer", **named)]
    if results.rounds < ROUNDS:
        said.append(spoken("provisional"))
    return "\n\n".join(said) + "\n"


def promises(results: Results, spoken: _Spoken) -> str:
    """Return what was aimed at and what came of it; what was missed is set in bold."""
    lines = [
        _cells((spoken("promise"), spoken("most"), spoken("measured"))),
        _rule(3),
    ]
    for promise in PROMISES:
        kind, measured = promise.kind, _figure(promise, promise.measured(results), spoken)
        what = f"{spoken(kind.setting)}: {spoken(kind.visit).lower()}, {spoken(promise.figure)}"
        told = measured if promise.is_kept(results) else f"**{measured}**"
        lines.append(_cells((what, _figure(promise, promise.most, spoken), told)))
    return "\n".join((*lines, ""))


def _figure(promise: Promise, number: float | None, spoken: _Spoken) -> str:
    return spoken.number(number, 2) if promise.is_ratio else spoken.measure("milli", number)


def table(results: Results, spoken: _Spoken) -> str:
    """Return everything that was measured, browser by browser."""
    versions = [
        f"{BROWSERS.get(name) or (spoken(name) if name == SITE_PYODIDE else name)} {version}"
        for name, version in results.versions.items()
    ]
    lines = [
        spoken(
            "says",
            on=words(spoken.language).shown(date.fromisoformat(results.on)),
            processors=str(results.processors),
            rounds=str(results.rounds),
        ),
        "",
        spoken("versions", ", ".join(versions)),
        "",
    ]
    for setting in _settings(results):
        lines += [f"**{spoken(setting)}**", "", _cells(spoken.header("header")), _rule(5)]
        lines += [
            _cells(
                (
                    spoken(contender),
                    *(
                        cell
                        for visit in VISITS
                        for cell in (
                            _time(results, Kind(setting, contender, visit), spoken),
                            _ratio(results, setting, visit, spoken, contender),
                        )
                    ),
                )
            )
            for contender in _contenders(results, setting)
            if contender != "alone"
        ]
        lines += ["", _cells(spoken.header("load_header")), _rule(5)]
        lines += [
            _cells((spoken(contender), *_load(results, Kind(setting, contender, "cold"), spoken)))
            for contender in _contenders(results, setting)
        ]
        pressed = results.median(Kind(setting, "form", "key"), "milliseconds")
        if pressed is not None:
            lines += ["", f"{spoken('key')}: {spoken.measure('milli', pressed)}."]
        lines.append("")
    return "\n".join(lines)


def _settings(results: Results) -> list[str]:
    return list(dict.fromkeys(kind.setting for kind in results.visits))


def _contenders(results: Results, setting: str) -> list[str]:
    return [kind.contender for kind in results.visits if (kind.setting, kind.visit) == (setting, "cold")]


def _time(results: Results, kind: Kind, spoken: _Spoken) -> str:
    taken = results.figures(kind, "milliseconds")
    if not taken:
        return spoken("none")
    seconds = (results.median(kind, "milliseconds") or 0, min(taken), max(taken))
    median, least, most = (spoken.number(one / 1000, 2) for one in seconds)
    return spoken("time", median=median, least=least, most=most)


def _ratio(results: Results, setting: str, visit: str, spoken: _Spoken, contender: str = "ours") -> str:
    return spoken.number(results.ratio(Kind(setting, contender, visit), "milliseconds"), 2)


def _load(results: Results, kind: Kind, spoken: _Spoken) -> Sequence[str]:
    fetched, memory = (results.median(kind, figure) for figure in ("bytes", "memory"))
    return (
        spoken.measure("mega", None if fetched is None else fetched / 1e6, 2),
        spoken.measure("mega", None if memory is None else memory / 1e6),
        spoken.measure("milli", results.median(kind, "gap")),
        spoken.measure("milli", results.median(kind, "gap_after_load")),
    )


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return _cells(["---"] * columns)


def drawing(results: Results, spoken: _Spoken) -> str:
    """Return a bar for each visit in each browser, against the line of bare Pyodide."""
    settings = _settings(results)
    ratios = {
        (setting, visit): results.ratio(Kind(setting, "ours", visit), "milliseconds")
        for setting in settings
        for visit in VISITS
    }
    # Room on the right for a line that nothing reaches, or for the bars that do.
    widest = max(1.0, *(ratio or 0 for ratio in ratios.values()))
    rows, said = [], []
    for place, setting in enumerate(settings):
        top = _HEAD + _SETTING * place
        rows.append(f'<text class="drawing-name" x="4" y="{top + 18}">{escape(spoken(setting))}</text>')
        for number, visit in enumerate(VISITS):
            y = top + 24 + _BAR * number
            told = f"{spoken(visit)}: {spoken.number(ratios[setting, visit], 2)}"
            said.append(f"{spoken(setting)}, {told}")
            wide = max(_across((ratios[setting, visit] or 0) / widest) - 4, 2)
            rows += [
                f'<text x="4" y="{y + 14}">{escape(told)}</text>',
                f'<rect class="drawing-fill" x="4" y="{y + 19}" width="{wide}" height="12"/>',
                f'<path class="drawing-line" d="M{_across(1 / widest)} {y + 18}v14"/>',
            ]
    drawn, line = spoken("drawn"), escape(spoken("line"))
    height = _HEAD + _SETTING * len(settings) + 6
    label = escape(f"{drawn} {'; '.join(said)}")
    return "\n".join(
        (
            '<figure class="handbook-drawing" data-search-exclude>',
            f'<svg role="img" viewBox="0 0 {_WIDTH} {height}" aria-label="{label}">',
            f'<text x="{_WIDTH - 4}" y="14" text-anchor="end">{line}</text>',
            *rows,
            "</svg>",
            f"<figcaption>{escape(drawn)}</figcaption>",
            "</figure>",
            "",
        )
    )


def _across(part: float) -> int:
    return round(4 + (_WIDTH - 8) * part)
