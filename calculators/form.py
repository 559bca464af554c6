"""The kinds of question a form can ask, and how what was typed is read: all answers or all problems."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import chain
from types import MappingProxyType, NoneType
from typing import Any, override

MOST_PEOPLE = 1_000_000
"""No Danish workplace is larger; a number above it is a slip of the finger."""

LAST_YEAR = 2100
"""Of the days that are read. No seat taken up now lasts longer; a later year is a slip of the finger."""

HOURS_A_DAY = 24
_MINUTES_AN_HOUR = 60

# One mark between thousands, the same throughout: 1.200, 1,200 or 1 200 (blank, no-break or narrow no-break).
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:([., \u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*")
_DIGITS = re.compile(r"[0-9]+")
_NEGATIVE = re.compile(r"[-\u2212\u2013] ?[0-9][0-9., ]*")
_DECIMALS = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,2}))?")
_HALVES = re.compile(r"([0-9]{0,6}) ?\u00bd")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# 1.3.2026, 01-03-2026, 1/3 2026: the day first, as Danes write it; one blank after a mark or in its place.
_DANISH_DAY = re.compile(r"([0-9]{1,2})[./-] ?([0-9]{1,2})(?:[./-] ?| )([0-9]{4})")

# 90, 1:30, 1,5 t, 1½ time, 2 timer, 45 min., 1 t 30 min: hours in Danish or English, then minutes.
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
_HOURS_AND_MINUTES = re.compile(
    r"(?:([0-9]{1,4}(?:,[0-9]{1,2}|\.(?:[0-9]|25|50|75))?|[0-9]{0,4} ?\u00bd)"
    r" ?(?:t|time|timer|h|hour|hours)\.?)?"
    r"(?: ?(?:og |and )?([0-9]{1,6}) ?(?:m|min|minut|minutter|minute|minutes)?\.?)?",
    re.IGNORECASE,
)
_RATE = re.compile(r"([0-9]{1,4})(?:[.,]([0-9]{1,6}))?")
_ONE_IN = re.compile(r"([0-9]{1,4}) ?/ ?([0-9]{1,4})")
# What is no letter and no mark: control characters, marks that turn the direction of the text around,
# characters that are half of one.
_UNWRITTEN = re.compile(
    r"[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader must mend before there is an answer. `code` is its name, words are found by it."""

    field: str | None
    code: str
    numbers: Mapping[str, int | date] = MappingProxyType({})
    at: str = ""
    """Where in a field of several records: `used.0.days`. Empty where the field is one answer."""


MORE_PROBLEMS = "more_problems"
"""The code that stands for so many problems (`n`) of the same field that are not told one by one."""


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
    kept: bool = False
    """Kept on the reader's device and sent by the page: the form does not ask for it."""

    @property
    def default(self) -> object:
        """What holds when nothing was answered."""
        return None

    def read(self, typed: object) -> object:
        """Return the answer, or raise RefusedError. Never called with an empty answer."""
        raise NotImplementedError

    def read_at_once(self, typed: Iterable[object]) -> dict[Any, object]:
        """Return the answers, by what was typed, that need not be read one by one; `read` says the same."""
        del typed
        return {}


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
class Minutes(Question):
    """How long something takes, in whole minutes: `90`, `1:30`, `1,5 t`, `2 timer`, `45 min`, 90.

    Parts of a minute are rounded, so that `0,33 t` is 20. Decimals without a unit are refused, and so is
    `1.30 t`: an hour and a half to one reader, 78 minutes to another.
    """

    most_hours: int = HOURS_A_DAY

    @override
    def read(self, typed: object) -> int:
        minutes = self._minutes(typed)
        if minutes < 1:
            raise RefusedError("negative" if minutes else "no_minutes")
        if minutes > self.most_hours * _MINUTES_AN_HOUR:
            raise RefusedError("too_many_hours", hours=self.most_hours)
        return minutes

    def _minutes(self, typed: object) -> int:
        if type(typed) is int:
            return typed
        if not isinstance(typed, str):
            raise RefusedError("not_minutes")
        text = typed.strip()
        if _DIGITS.fullmatch(text):
            return int(text.lstrip("0")[:20] or "0")
        if _NEGATIVE.fullmatch(text):
            return -1
        if clock := _CLOCK.fullmatch(text):
            return int(clock[1]) * _MINUTES_AN_HOUR + int(clock[2])
        if said := _HOURS_AND_MINUTES.fullmatch(text):
            return round(_amount(said[1] or "0") * _MINUTES_AN_HOUR) + int(said[2] or "0")
        raise RefusedError("not_minutes")


def _amount(written: str) -> Fraction:
    """Return a number with its decimals, or with a half at its end."""
    if halves := _HALVES.fullmatch(written):
        return int(halves[1] or "0") + Fraction(1, 2)
    return Fraction(written.replace(",", "."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Question):
    """How often a year, as a Fraction: `6`, `1/3` for every third year, `0,5`, `1½`, 0.5."""

    maximum: int

    @override
    def read(self, typed: object) -> Fraction:
        if isinstance(typed, bool) or not isinstance(typed, int | float | str):
            raise RefusedError("not_a_rate")
        text = str(typed).strip()
        if _NEGATIVE.fullmatch(text):
            raise RefusedError("negative")
        if one_in := _ONE_IN.fullmatch(text):
            if not int(one_in[2]):
                raise RefusedError("not_a_rate")
            rate = Fraction(int(one_in[1]), int(one_in[2]))
        elif _RATE.fullmatch(text) or _HALVES.fullmatch(text):
            rate = _amount(text)
        else:
            raise RefusedError("not_a_rate")
        if rate > self.maximum:
            raise RefusedError("too_large", maximum=self.maximum)
        return rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Question):
    """The reader's own words, on one line. What cannot be seen is taken out; a page escapes the rest.

    `listed` are words that stand for something on a list of ours; any others are the reader's own.
    """

    longest: int
    listed: tuple[str, ...] = ()

    @override
    def read(self, typed: object) -> str:
        if type(typed) is int:
            typed = str(typed)
        if not isinstance(typed, str):
            raise RefusedError("not_text")
        # What is printable holds nothing unwritten; asking so first is cheap.
        text = " ".join((typed if typed.isprintable() else _UNWRITTEN.sub(" ", typed)).split())
        if not text and self.required:
            raise RefusedError("required")
        if len(text) > self.longest:
            raise RefusedError("too_long", longest=self.longest)
        return text

    @override
    def read_at_once(self, typed: Iterable[object]) -> dict[Any, object]:
        """Return texts that stand as they were typed: all or none, since all are looked through as one.

        A log has thousands of names and notes, no two alike, and to read each takes longer than the estimate.
        """
        texts = [text for text in typed if isinstance(text, str) and text]
        lines = "\n".join(["", *texts, ""])
        plain = (
            "".join(texts).isprintable()
            and max(map(len, texts), default=0) <= self.longest
            and not any(blanks in lines for blanks in ("  ", "\n ", " \n"))
        )
        return dict(zip(texts, texts, strict=True)) if plain else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Question):
    """A day: ISO, or as Danes write it (`1.3.2026`, `01-03-2026`, `1/3 2026`)."""

    @override
    def read(self, typed: object) -> date:
        text = typed.strip() if isinstance(typed, str) else ""
        if _ISO_DAY.fullmatch(text):
            year, month, day = map(int, text.split("-"))
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

    @override
    def read_at_once(self, typed: Iterable[object]) -> dict[Any, object]:
        """Return ISO days, by Python's own reading, which is quick and takes much else for a day, too."""
        texts = [text for text in typed if isinstance(text, str) and _ISO_DAY.fullmatch(text)]
        try:
            return {text: date.fromisoformat(text) for text in texts if text < f"{LAST_YEAR + 1}"}
        except ValueError:
            return {}


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Several(Question):
    """Several answers to one question, each with problems of its own."""

    most: int
    """Answers that are read; of rows that the form asks for, what the page has room for."""

    def read_all(self, typed: object) -> "Reading":
        """Return the answers under the question's name, with every problem of every one."""
        raise NotImplementedError

    def refused(self, code: str, **numbers: int) -> "Reading":
        """Return the reading of what is no list, or too long a one."""
        return Reading(answers={}, problems=(Problem(self.name, code, numbers),), unknown=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Days(Several):
    """A list of days, each once, in order, with its place. No answer is None, not the same as no day."""

    @override
    def read_all(self, typed: object) -> "Reading":
        if not isinstance(typed, list):
            return self.refused("not_rows")
        if len(typed) > self.most:
            return self.refused("too_many_rows", most=self.most)
        read, refused = _read_each(Day(name=self.name), typed)
        problems = tuple(
            Problem(self.name, why.code, why.numbers, at=f"{self.name}.{place}")
            for place, why in refused.items()
        )
        days: dict[Any, int] = {}
        for place, day in enumerate(read):
            if day is not None:
                days.setdefault(day, place)
        answers: dict[str, object] = {} if problems else {self.name: dict(sorted(days.items())) or None}
        return Reading(answers=answers, problems=problems, unknown=False)


class Records(Mapping[int, Mapping[str, object]]):
    """The answers of each row that holds any, by its place from 0 on.

    Kept by column: to make a mapping of each row of a long log takes longer than to reckon with it.
    """

    def __init__(self, places: Sequence[int], columns: Mapping[str, Sequence[object]]) -> None:
        self.places = places
        self.columns = columns
        """The answers to each question, in the order of `places`."""

    def without(self, rows: Container[int]) -> "Records":
        """Return the records but for some, by their number."""
        kept = [number for number in range(len(self)) if number not in rows]
        return Records(
            [self.places[number] for number in kept],
            {name: [answers[number] for number in kept] for name, answers in self.columns.items()},
        )

    @override
    def __getitem__(self, place: int) -> Mapping[str, object]:
        row = self.places.index(place)
        return {name: answers[row] for name, answers in self.columns.items()}

    @override
    def __iter__(self) -> Iterator[int]:
        return iter(self.places)

    @override
    def __len__(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Several):
    """The same questions asked several times over: a list of objects; empty ones are passed over."""

    columns: tuple[Question, ...]

    @property
    @override
    def default(self) -> Records:
        return Records((), {column.name: () for column in self.columns})

    @override
    def read_all(self, typed: object) -> "Reading":
        if not isinstance(typed, list) or not set(map(type, typed)) <= {dict, NoneType}:
            return self.refused("not_rows")
        if len(typed) > self.most:
            return self.refused("too_many_rows", most=self.most)
        places = [place for place, row in enumerate(typed) if row and _holds_any(row.values())]
        rows = [typed[place] for place in places]
        columns: dict[str, Sequence[object]] = {}
        wrong: dict[int, list[Problem]] = {}
        for column in self.columns:
            columns[column.name], refused = _read_each(column, [row.get(column.name) for row in rows])
            for number, why in refused.items():
                at = f"{self.name}.{places[number]}.{column.name}"
                wrong.setdefault(number, []).append(Problem(self.name, why.code, why.numbers, at=at))
        records = Records(places, columns)
        return Reading(
            answers={self.name: records.without(wrong) if wrong else records},
            problems=tuple(chain.from_iterable(problems for _, problems in sorted(wrong.items()))),
            unknown=not columns.keys() >= set(chain.from_iterable(rows)),
        )


def _read_each(
    question: Question, cells: Sequence[object]
) -> tuple[list[object], Mapping[int, RefusedError]]:
    """Return the answer in each cell, None in place of one that is refused, and those by their number.

    A log has the same few days, tasks and kinds over and over, so that each is read once; but not where equal
    ones may mean two things, as `true` and 1 do, or cannot be looked up.
    """
    kinds = set(map(type, cells))
    told_apart = kinds <= {str, int, NoneType} or kinds <= {str, bool, NoneType}
    keys: Sequence[Any] = cells if told_apart else range(len(cells))
    each = dict(zip(keys, cells, strict=True))
    read = question.read_at_once(each) if told_apart else {}
    refused: dict[object, RefusedError] = {}
    for key in each.keys() - read.keys():
        try:
            read[key] = _answer(question, each[key])
        except RefusedError as error:
            refused[key] = error
    answers = list(map(read.get, keys))
    if not refused:
        return answers, {}
    return answers, {number: refused[key] for number, key in enumerate(keys) if key in refused}


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
    """What was made of what was typed. `answers` lacks the questions, and the rows, that have a problem."""

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
        if isinstance(question, Several) and not _is_empty(typed):
            several = question.read_all(typed)
            answers |= several.answers
            problems += several.problems
            unknown = unknown or several.unknown
            continue
        try:
            answers[question.name] = _answer(question, typed)
        except RefusedError as refused:
            problems.append(Problem(question.name, refused.code, refused.numbers))
    return Reading(answers=answers, problems=tuple(problems), unknown=unknown)


def _answer(question: Question, typed: object) -> object:
    """Return the answer to one question, its default where there is none; raises RefusedError."""
    if not _is_empty(typed):
        return question.read(typed)
    if question.required:
        raise RefusedError("required")
    return question.default


def _holds_any(cells: Iterable[object]) -> bool:
    # A loop and not `any`, which is slow in the browser where it has to call Python.
    for cell in cells:  # noqa: SIM110
        if not _is_empty(cell):
            return True
    return False


def _is_empty(typed: object) -> bool:
    if isinstance(typed, str):
        return not typed or typed.isspace()
    return typed is None or typed == []
