"""The shelf: answers to the commonest questions, made in the build by the same Python that the browser runs.

The page fetches a calculator's shelf when it is idle, so that the first answer needs no runtime. A question's
key is its text as `calculator-form.js` writes it; an answer is the pieces that its numbers name, joined, and
so the very text that `calculators.answer` gives.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from calculators import answer
from calculators.catalogue import CALCULATORS

FOLDER = Path("assets", "shelf")
"""Where the site has them. Their names hold a digest, so a page never takes another build's answers."""

_NAMED = re.compile(r' data-shelf="([^".]+)\.([^".]+)\.[^"]+"')
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Shelf:
    """One calculator's common answers in one language: a file of the site."""

    name: str
    text: str


@cache
def shelf(calculator: str, language: str, on: date) -> Shelf | None:
    """Return what is answered by the rules of `on`; None where the calculator names no common questions."""
    asked = [_question(calculator, language, on, fields) for fields in CALCULATORS[calculator].COMMON]
    if not asked:
        return None
    text = _written(_in_pieces({question: answer(question) for question in asked}))
    digest = sha256(text.encode()).hexdigest()[:12]
    return Shelf(name=f"{calculator}.{language}.{digest}.json", text=text)


def write_shelves(site: Path, on: date) -> None:
    """Write under `site` the shelves that the forms of its pages name."""
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    named = {
        name for page in site.rglob("*.html") for name in _NAMED.findall(page.read_text(encoding="utf-8"))
    }
    for calculator, language in sorted(named):
        if kept := shelf(calculator, language, on):
            (site / FOLDER / kept.name).write_text(kept.text, encoding="utf-8")


def _question(calculator: str, language: str, on: date, fields: Mapping[str, str]) -> str:
    return _written(
        {"calculator": calculator, "language": language, "on": on.isoformat(), "fields": dict(fields)}
    )


def _written(value: object) -> str:
    """Return JSON as JavaScript's `JSON.stringify` writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _in_pieces(answers: Mapping[str, str]) -> dict[str, object]:
    """Return each piece of text once, and each answer as the places of its pieces.

    Common answers differ in little but their numbers: those that are one but for these are cut there, and
    only where the numbers differ. Cut at every tag, the same answers are six times as long.
    """
    places: dict[str, int] = {}
    found: dict[str, list[int]] = {}
    cut = {question: _NUMBER.split(told) for question, told in answers.items()}
    between = {question: tuple(parts[::2]) for question, parts in cut.items()}
    for _, alike in groupby(sorted(cut, key=between.__getitem__), key=between.__getitem__):
        questions = list(alike)
        for question, pieces in zip(questions, _cut_alike([cut[one] for one in questions]), strict=True):
            found[question] = [places.setdefault(piece, len(places)) for piece in pieces]
    return {"pieces": list(places), "answers": {question: found[question] for question in answers}}


def _cut_alike(texts: list[list[str]]) -> Iterator[Iterable[str]]:
    """Yield the pieces of each of these texts of as many parts; parts that all have in common stay in one."""
    differs = [len(set(parts)) > 1 for parts in zip(*texts, strict=True)]
    for text in texts:
        runs = groupby(zip(differs, text, strict=True), key=lambda part: part[0])
        yield ["".join(part for _, part in run) for _, run in runs]
