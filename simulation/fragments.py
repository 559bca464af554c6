"""The table and the drawing of what was simulated, as the pages of each language show them."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from simulation.coverage import LOGS, PROMISED, TWO_SIDED, Cell, Scenario, standard_error

FRAGMENTS = Path(__file__).parent.parent / "docs" / "fragments"

type Results = Sequence[tuple[Scenario, Cell]]

WORDS = {
    "da": {
        "decimal": ",",
        "percent": "{} %",
        "header": (
            "Notater, hvor længe de varer, og hvor længe logbogen er ført",
            "«Mindst» holdt",
            "Begge tal holdt",
        ),
        "ordinary": "Hverdage: uger, der svinger lidt eller meget",
        "months": "Måneder, der også svinger, og en læser, der ikke ved, om hendes var typisk",
        "looking": "En læser, der ser efter hver dag fra anden uge og tager det første tal",
        "beyond": "Uden for det, metoden er lavet til",
        "untold": "Måneder svinger, men læseren svarer, at hendes var typisk",
        "lucky": "Kun de logbøger, der havde nok med det samme: de travle",
        "row": "{entries} om ugen, {durations}, uger svinger {cv}, {weeks} uger{spread}",
        "spread": " spredt",
        "even": "jævne",
        "uneven": "ujævne",
        "rare": "nogle meget lange",
        "wild": "enkelte ekstremt lange",
        "says": (
            "Hver række er {logs} opdigtede logbøger, hvor vi kender det rigtige tal. I den sidste gruppe er "
            "det kun dem af de {logs}, der havde nok. «Mindst» skal holde i mindst {promised} og begge tal i "
            "omkring 90 %. Et tal nær 95 % er sikkert på {error} procentpoint."
        ),
        "drawn": (
            "For hver gruppe af opdigtede logbøger: hvor tit «mindst» holdt, fra den dårligste række til den "
            "bedste."
        ),
        "line": "Stregen er løftet: {promised}",
    },
    "en": {
        "decimal": ".",
        "percent": "{}%",
        "header": (
            "Entries, how long they take, and how long the log was kept",
            "«At least» held",
            "Both figures held",
        ),
        "ordinary": "Everyday: weeks that differ a little or a lot",
        "months": "Months that differ, too, and a reader who does not know whether hers was typical",
        "looking": "A reader who looks every day from the second week on and takes the first figure",
        "beyond": "Beyond what the method is made for",
        "untold": "Months differ, but the reader answers that hers was typical",
        "lucky": "Only those logs that had enough at once: the busy ones",
        "row": "{entries} a week, {durations}, weeks differ by {cv}, {weeks} weeks{spread}",
        "spread": " spread out",
        "even": "even ones",
        "uneven": "uneven ones",
        "rare": "some very long",
        "wild": "a few extremely long",
        "says": (
            "Each row is {logs} made-up logs of which we know the true figure. In the last group it is only "
            "those of the {logs} that had enough. «At least» must hold in at least {promised} and both "
            "figures in about 90%. A share near 95% is known to {error} percentage points."
        ),
        "drawn": (
            "For each group of made-up logs: how often «at least» held, from the worst row to the best."
        ),
        "line": "The line is the promise: {promised}",
    },
}

_DURATIONS = ((0.7, "even"), (1.1, "uneven"), (1.3, "rare"), (9.0, "wild"))
_GROUPS = ("ordinary", "months", "looking", "beyond", "untold", "lucky")
_LEAST = 0.55
"""Where the drawing begins: no row is below it, and left of the worst there is room for its share."""
_WIDTH = 320
_ROW = 58


class _Spoken:
    """The words of a language, and how it writes numbers."""

    def __init__(self, language: str) -> None:
        self._words = WORDS[language]

    def __call__(self, key: str, **named: str) -> str:
        return str(self._words[key]).format(**named)

    @property
    def header(self) -> tuple[str, ...]:
        """Return the headings of the table."""
        return tuple(self._words["header"])

    def number(self, number: float, decimals: int) -> str:
        """Return a number as the language writes it."""
        return f"{number:.{decimals}f}".replace(".", str(self._words["decimal"]))

    def percent(self, share: float, decimals: int = 1) -> str:
        """Return a share in percent."""
        return str(self._words["percent"]).format(self.number(100 * share, decimals))


def write(results: Results) -> None:
    """Write table and drawing of every language."""
    for language in WORDS:
        for name, text in written(results, language).items():
            (FRAGMENTS / language / name).write_text(text, encoding="utf-8")


def written(results: Results, language: str) -> dict[str, str]:
    """Return the fragments of a language by their files."""
    spoken = _Spoken(language)
    return {"daekning.md": table(results, spoken), "tegning-daekning.md": drawing(results, spoken)}


def table(results: Results, spoken: _Spoken) -> str:
    """Return every row, group by group; what does not hold as promised is set in bold."""
    lines = [
        spoken(
            "says",
            logs=str(LOGS),
            promised=spoken.percent(PROMISED, 0),
            error=spoken.number(100 * standard_error(PROMISED, LOGS), 1),
        ),
        "",
    ]
    for group in _GROUPS:
        lines += [f"**{spoken(group)}**", "", _cells(spoken.header), _cells(["---"] * 3)]
        lines += [
            _cells((_said(scenario, spoken), *_shares(cell, spoken)))
            for scenario, cell in _of(results, group)
        ]
        lines.append("")
    return "\n".join(lines)


def _of(results: Results, group: str) -> Results:
    return [(scenario, cell) for scenario, cell in results if scenario.group == group]


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shares(cell: Cell, spoken: _Spoken) -> tuple[str, str]:
    lower, both = spoken.percent(cell.lower), spoken.percent(cell.two_sided)
    least, most = TWO_SIDED
    return (
        lower if cell.lower >= PROMISED else f"**{lower}**",
        both if least <= cell.two_sided <= most else f"**{both}**",
    )


def _said(scenario: Scenario, spoken: _Spoken) -> str:
    life = scenario.life
    return spoken(
        "row",
        entries=spoken.number(life.entries_per_week, 0),
        durations=spoken(next(name for most, name in _DURATIONS if life.log_sd < most)),
        cv=spoken.percent(life.week_cv, 0),
        weeks=str(scenario.weeks),
        spread=spoken("spread") if scenario.spread else "",
    )


def drawing(results: Results, spoken: _Spoken) -> str:
    """Return a bar from the worst row of each group to its best, against the promise."""
    promise = _across(PROMISED)
    height = _ROW * len(_GROUPS) + 34
    rows = []
    for number, group in enumerate(_GROUPS):
        held = [cell.lower for _, cell in _of(results, group)]
        left, right, top = _across(min(held)), _across(max(held)), 26 + _ROW * number
        wide, worst = max(right - left, 3), spoken.percent(min(held))
        rows += [
            *(
                f'<text x="4" y="{top + 14 + 16 * line}">{escape(words)}</text>'
                for line, words in enumerate(_wrapped(spoken(group)))
            ),
            f'<rect class="drawing-fill" x="{left}" y="{top + 36}" width="{wide}" height="12"/>',
            f'<path class="drawing-line" d="M{promise} {top + 32}v20"/>',
            f'<text x="{min(left, promise) - 6}" y="{top + 47}" text-anchor="end">{worst}</text>',
        ]
    told = spoken("drawn")
    groups = "; ".join(
        f"{spoken(group)}: {spoken.percent(min(c.lower for _, c in _of(results, group)))}"
        for group in _GROUPS
    )
    line = escape(spoken("line", promised=spoken.percent(PROMISED, 0)))
    return "\n".join(
        (
            '<figure class="handbook-drawing" data-search-exclude>',
            f'<svg role="img" viewBox="0 0 {_WIDTH} {height}" aria-label="{escape(f"{told} {groups}")}">',
            f'<text x="{_WIDTH - 4}" y="14" text-anchor="end">{line}</text>',
            *rows,
            "</svg>",
            f"<figcaption>{escape(told)}</figcaption>",
            "</figure>",
            "",
        )
    )


def _across(share: float) -> int:
    return round(4 + (_WIDTH - 8) * max(share - _LEAST, 0) / (1 - _LEAST))


def _wrapped(words: str) -> list[str]:
    """Return words on at most two lines."""
    most = 42
    if len(words) <= most:
        return [words]
    at = words.rfind(" ", 0, most)
    return [words[:at], words[at + 1 :]]
