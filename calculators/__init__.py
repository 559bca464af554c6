"""Three calculators for Danish workplace health and safety representatives (AMR).

`answer()` is the one function: a question as JSON text in, an answer as JSON text out. The arrows point one
way: a calculator's `rules` knows `law` alone; its `page` knows rules, form, view and text; the catalogue
knows the pages. Standard library only, and nothing here knows what day it is.
"""

import json
import re
from collections.abc import Buffer, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from calculators import form, text, view
from calculators.catalogue import CALCULATORS, Page
from calculators.form import MORE_PROBLEMS, Problem
from calculators.law import NotInForceError, Step

__all__ = ["answer"]

_DEEPEST = 16
"""Brackets within brackets: a question needs four. A limit of our own, since Python's differs by platform."""

_PLACE = re.compile(r"\.[0-9]+")
"""Of a record within its field: `used.0.days` has the words of `used.days`."""
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BRACKETS_ALIKE = bytes.maketrans(b"{}", b"[]")
_NO_MARKS = bytes(set(range(256)) - set(b'[]{}"'))
_MOST_TOLD = 40
"""Problems of one field that are told one by one: nobody mends more at a sitting. The others are counted."""


class _MalformedError(ValueError):
    """The text is no question; `language` is what could be read of it."""

    def __init__(self, language: str = text.DEFAULT_LANGUAGE) -> None:
        super().__init__(language)
        self.language = language


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    page: Page
    language: str
    on: date
    fields: Mapping[str, object]


def answer(question: str | Buffer) -> str:
    """Return the answer to a question, both JSON text. Raises for nothing that anybody can send.

    A question may come as bytes, which are UTF-8: in the browser strings are slow to hand over.

    The same question gives the same bytes, natively and in every browser. What is asked and answered is
    the contract in CONTRIBUTING.md.
    """
    try:
        asked = _read(question)
    except _MalformedError as malformed:
        answered = _refused((Problem(None, "malformed"),), {}, text.words(malformed.language))
    else:
        answered = _answered(asked)
    return json.dumps(answered, ensure_ascii=False, default=_plainly)


def _plainly(value: object) -> int | float | str:
    """Return what JSON has in place of a value it has not."""
    match value:
        case date():
            return value.isoformat()
        case Fraction():
            return value.numerator if value.denominator == 1 else float(value)
    raise TypeError(f"finding: got {value!r}, expected what JSON can hold, a day or a fraction")


def _read(question: str | Buffer) -> _Question:
    try:
        if not isinstance(question, str):
            question = str(question, "utf-8")
        if _is_too_deep(question):
            raise _MalformedError
        asked = json.loads(question, parse_constant=_no_constant)
    except ValueError as error:
        # Not UTF-8, not JSON, or a number of more digits than Python reads.
        raise _MalformedError from error
    if not isinstance(asked, dict):
        raise _MalformedError
    language = _known(asked.get("language"), text.LANGUAGES)
    if language is None:
        raise _MalformedError
    calculator = _known(asked.get("calculator"), CALCULATORS)
    on, fields = _day(asked.get("on")), asked.get("fields")
    if calculator is None or on is None or not isinstance(fields, dict):
        raise _MalformedError(language)
    return _Question(page=CALCULATORS[calculator], language=language, on=on, fields=fields)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name}: Python reads it, JSON has no such number")


def _is_too_deep(question: str) -> bool:
    """Whether brackets stand too deep within brackets; what is no JSON may count as such.

    A log of years has a hundred thousand strings, so none is looked at by itself. Without escapes every other
    piece between quotation marks lies outside a string, whether or not two marks next to each other are left
    out, as most are; each round takes away the innermost brackets of all.
    """
    if "\\" in question:
        question = question.replace("\\\\", "").replace('\\"', "")
    # Latin-1 is how Python keeps most texts of ours; of what it lacks none is a mark.
    marks = question.encode("latin-1", errors="replace").translate(_BRACKETS_ALIKE, _NO_MARKS)
    brackets = b"".join(marks.replace(b'""', b"").split(b'"')[::2])
    for _ in range(_DEEPEST):
        brackets = brackets.replace(b"[]", b"")
    return bool(brackets)


def _known(name: object, names: Mapping[str, Any]) -> str | None:
    return name if isinstance(name, str) and name in names else None


def _day(written: object) -> date | None:
    if not isinstance(written, str) or not _ISO_DAY.fullmatch(written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _answered(asked: _Question) -> dict[str, object]:
    page, words = asked.page, text.words(asked.language, asked.page.FOLDER)
    labels = {
        question.name: words(f"question.{question.name}.label") for question in form.questions(page.FORM)
    }
    labels["on"] = words("form.on")
    reading = form.read(page.FORM, asked.fields)
    held = {**reading.answers, "on": asked.on}
    problems = (*reading.problems, *page.problems(held), *_day_problems(asked))
    if problems:
        return _refused(tuple(_told(problems, tuple(labels))), labels, words)
    try:
        found = page.found(reading.answers, on=asked.on)
    except NotInForceError:
        return _refused((Problem("on", "not_in_force"),), labels, words)
    told = page.told(found, reading.answers, words)
    notes = (*found.notes, "unknown_field") if reading.unknown else found.notes
    if reading.unknown:
        told = replace(told, because=(*told.because, words("note.unknown_field")))
    return {
        "ok": True,
        "finding": {
            "rules_on": asked.on.isoformat(),
            **page.finding(found),
            "steps": [_step(step) for step in found.steps],
            "sources": _sources(found.steps),
            "notes": notes,
        },
        "html": view.answer(told, found.steps, words, on=asked.on).text,
        **({"calendar": told.calendar} if told.calendar else {}),
    }


def _day_problems(asked: _Question) -> tuple[Problem, ...]:
    """Before every rule is known the day is wrong, whatever else is; later it depends on what is asked."""
    if any(parameter.is_known(asked.on) for parameter in asked.page.PARAMETERS):
        return ()
    return (Problem("on", "not_in_force"),)


def _told(problems: tuple[Problem, ...], in_order: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the problems field by field, as far as anybody will read them, with how many more there are."""
    for field in in_order:
        of_field = [problem for problem in problems if problem.field == field]
        yield from of_field[:_MOST_TOLD]
        if more := len(of_field[_MOST_TOLD:]):
            yield Problem(field, MORE_PROBLEMS, {"n": more})


def _refused(
    problems: tuple[Problem, ...], labels: Mapping[str, str], words: text.Words
) -> dict[str, object]:
    told = [(problem, _message(problem, words)) for problem in problems]
    return {
        "ok": False,
        "problems": [_problem(problem, message) for problem, message in told],
        "html": view.problems(told, labels, words).text,
    }


def _problem(problem: Problem, message: str) -> dict[str, object]:
    at = {"at": problem.at} if problem.at else {}
    return {"field": problem.field, **at, "code": problem.code, "message": message}


def _message(problem: Problem, words: text.Words) -> str:
    asked = _PLACE.sub("", problem.at) or problem.field
    return words(
        words.first(
            f"question.{asked}.problem.{problem.code}",
            f"question.{problem.field}.problem.{problem.code}",
            f"problem.{problem.code}",
        ),
        **problem.numbers,
    )


def _step(step: Step) -> dict[str, object]:
    return {"rule": step.rule, "outcome": step.outcome, "source": step.source.id}


def _sources(steps: tuple[Step, ...]) -> list[dict[str, object]]:
    return [
        {
            "id": source.id,
            "kind": source.kind,
            "title": source.title,
            "paragraph": source.paragraph,
            "url": source.url,
            "verified_on": verified_on.isoformat(),
            "seen": source.seen,
        }
        for source, verified_on in view.cited_sources(steps)
    ]
