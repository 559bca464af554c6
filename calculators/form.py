"""The kinds of question a form can ask, and how what was typed is read: all answers or all problems."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import override

MOST_PEOPLE = 1_000_000
"""No Danish workplace is larger; a number above it is a slip of the finger."""

LAST_YEAR = 2100
"""Of the days that are read. No seat taken up now lasts longer; a later year is a slip of the finger."""

# One mark between thousands, the same throughout: 1.200, 1,200 or 1 200 (blank, no-break or narrow no-break).
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:([., \u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*")
_DIGITS = re.compile(r"[0-9]+")
_NEGATIVE = re.compile(r"[-\u2212\u2013] ?[0-9][0-9., ]*")
_DECIMALS = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,2}))?")
_HALVES = re.compile(r"([0-9]{0,6}) ?\u00bd")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
# 1.3.2026, 01-03-2026, 1/3 2026: the day first, as Danes write it; one blank after a mark or in its place.
_DANISH_DAY = re.compile(r"([0-9]{1,2})[./-] ?([0-9]{1,2})(?:[./-] ?| )([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader must mend before there is an answer. `code` is its name, words are found by it."""

    field: str | None
    code: str
    numbers: Mapping[str, int | date] = MappingProxyType({})
    at: str = ""
    """Where in a field of several records: `used.0.days`. Empty where the field is one answer."""


class RefusedError(ValueError):
    """What was typed is no answer to the question; `code` says why."""

    def __init__(self, code: str, **numbers: int) -> None:
        super().__init__(code)
        self.code = code
        self.numbers = numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing asked. `shown_when` names another question and the answers that make this one matter."""

    name: str
    required: bool = False
    shown_when: tuple[str, tuple[str, ...]] | None = None

    @property
    def default(self) -> object:
        """What holds when nothing was answered."""
        return None

    def read(self, typed: object) -> object:
        """Return the answer, or raise RefusedError. Never called with an empty answer."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeNumber(Question):
    """A count of people or days: `34`, `"34"`, `" 1.200 "`. Decimals are refused, `12.0` too."""

    minimum: int = 0
    maximum: int = MOST_PEOPLE
    default_number: int | None = None

    @property
    @override
    def default(self) -> int | None:
        return self.default_number

    @override
    def read(self, typed: object) -> int:
        number = self._number(typed)
        if number < 0:
            raise RefusedError("negative")
        if number < self.minimum:
            raise RefusedError("too_small", minimum=self.minimum)
        if number > self.maximum:
            raise RefusedError("too_large", maximum=self.maximum)
        return number

    def _number(self, typed: object) -> int:
        # `type` and not isinstance: true is an int to Python, and no number to a reader.
        if type(typed) is int:
            return typed
        if not isinstance(typed, str):
            raise RefusedError("not_a_whole_number")
        text = typed.strip()
        if _NEGATIVE.fullmatch(text):
            return -1
        if _DIGITS.fullmatch(text):
            # int() itself refuses more than some thousand digits; twenty are too many people already.
            digits = text.lstrip("0")[:20]
            return int(digits or "0")
        if _THOUSANDS.fullmatch(text):
            return int(re.sub(r"[^0-9]", "", text)[:20])
        raise RefusedError("not_a_whole_number")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedNumber(WholeNumber):
    """A whole number out of few, which the page lists from `minimum` to `maximum`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecimalNumber(Question):
    """An amount with at most two decimals, as a Fraction: `1,5`, `1.5`, `1½`, 1.5."""

    maximum: int

    @override
    def read(self, typed: object) -> Fraction:
        if isinstance(typed, bool) or not isinstance(typed, int | float | str):
            raise RefusedError("not_a_number")
        text = str(typed).strip()
        if _NEGATIVE.fullmatch(text):
            raise RefusedError("negative")
        if halves := _HALVES.fullmatch(text):
            number = int(halves[1] or "0") + Fraction(1, 2)
        elif decimals := _DECIMALS.fullmatch(text):
            number = Fraction(f"{decimals[1]}.{decimals[2] or 0}")
        else:
            raise RefusedError("not_a_number")
        if number > self.maximum:
            raise RefusedError("too_large", maximum=self.maximum)
        return number


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Question):
    """A day: ISO, or as Danes write it (`1.3.2026`, `01-03-2026`, `1/3 2026`)."""

    @override
    def read(self, typed: object) -> date:
        text = typed.strip() if isinstance(typed, str) else ""
        if iso := _ISO_DAY.fullmatch(text):
            year, month, day = (int(part) for part in iso.groups())
        elif danish := _DANISH_DAY.fullmatch(text):
            day, month, year = (int(part) for part in danish.groups())
        else:
            raise RefusedError("not_a_day")
        if year > LAST_YEAR:
            raise RefusedError("too_far_ahead", year=LAST_YEAR)
        try:
            return date(year, month, day)
        except ValueError as error:
            raise RefusedError("no_such_day") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Question):
    """One of a fixed list of answers; the first is the default."""

    values: tuple[str, ...]

    @property
    @override
    def default(self) -> str:
        return self.values[0]

    @override
    def read(self, typed: object) -> str:
        text = typed.strip() if isinstance(typed, str) else typed
        for value in self.values:
            if value == text:
                return value
        raise RefusedError("unknown_choice")


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo(Question):
    """Yes or no; no unless said. JSON booleans, and `true`/`false` as a form sends them."""

    @property
    @override
    def default(self) -> bool:
        return False

    @override
    def read(self, typed: object) -> bool:
        if isinstance(typed, bool):
            return typed
        text = typed.strip().lower() if isinstance(typed, str) else None
        if text not in ("true", "false"):
            raise RefusedError("not_yes_or_no")
        return text == "true"


type Records = Mapping[int, Mapping[str, object]]
"""The answers of each row that holds any, by its place from 0 on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Question):
    """The same questions asked several times over: a list of objects; empty ones are passed over."""

    columns: tuple[Question, ...]
    most: int
    """Rows that are read, and that the page has room for."""

    @property
    @override
    def default(self) -> Records:
        return {}

    def read_rows(self, typed: object) -> "Reading":
        """Return the rows read, by name of the field, with every problem of every row."""
        if not isinstance(typed, list) or not all(row is None or isinstance(row, dict) for row in typed):
            return Reading(answers={}, problems=(Problem(self.name, "not_rows"),), unknown=False)
        if len(typed) > self.most:
            too_many = Problem(self.name, "too_many_rows", {"most": self.most})
            return Reading(answers={}, problems=(too_many,), unknown=False)
        columns = (Group(self.name, self.columns),)
        filled = {
            place: row for place, row in enumerate(typed) if row and not all(map(_is_empty, row.values()))
        }
        readings = {place: read(columns, row) for place, row in filled.items()}
        wrong = tuple(
            Problem(self.name, problem.code, problem.numbers, at=f"{self.name}.{place}.{problem.field}")
            for place, reading in readings.items()
            for problem in reading.problems
        )
        rows = {place: reading.answers for place, reading in readings.items()}
        return Reading(
            answers={} if wrong else {self.name: rows},
            problems=wrong,
            unknown=any(reading.unknown for reading in readings.values()),
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand together on the page under one heading; `name` finds the heading's words."""

    name: str
    questions: tuple[Question, ...]


def questions(form: Iterable[Group]) -> tuple[Question, ...]:
    """Return all questions of a form in the order asked."""
    return tuple(question for group in form for question in group.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was made of what was typed. `answers` lacks the questions that have a problem."""

    answers: dict[str, object]
    problems: tuple[Problem, ...]
    unknown: bool
    """Whether a field was sent that the form does not know."""


def read(form: Iterable[Group], fields: Mapping[str, object]) -> Reading:
    """Read every field: an empty one takes its default, each that cannot be read is a problem of its own."""
    asked = questions(form)
    answers: dict[str, object] = {}
    problems: list[Problem] = []
    unknown = not {question.name for question in asked}.issuperset(fields)
    for question in asked:
        typed = fields.get(question.name)
        if _is_empty(typed):
            if question.required:
                problems.append(Problem(question.name, "required"))
            else:
                answers[question.name] = question.default
        elif isinstance(question, Rows):
            rows = question.read_rows(typed)
            answers |= rows.answers
            problems += rows.problems
            unknown = unknown or rows.unknown
        else:
            try:
                answers[question.name] = question.read(typed)
            except RefusedError as refused:
                problems.append(Problem(question.name, refused.code, refused.numbers))
    return Reading(answers=answers, problems=tuple(problems), unknown=unknown)


def _is_empty(typed: object) -> bool:
    return typed is None or typed == [] or (isinstance(typed, str) and not typed.strip())
