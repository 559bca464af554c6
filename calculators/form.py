"""The kinds of question a form can ask, and how what was typed is read: all answers or all problems."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import override

MOST_PEOPLE = 1_000_000
"""No Danish workplace is larger; a number above it is a slip of the finger."""

# One mark between thousands, the same throughout: 1.200, 1,200 or 1 200 (blank, no-break or narrow no-break).
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:([., \u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*")
_DIGITS = re.compile(r"[0-9]+")
_NEGATIVE = re.compile(r"[-\u2212\u2013] ?[0-9][0-9., ]*")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader must mend before there is an answer. `code` is its name, words are found by it."""

    field: str | None
    code: str
    numbers: Mapping[str, int] = MappingProxyType({})


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
    problems = []
    for question in asked:
        typed = fields.get(question.name)
        if _is_empty(typed):
            if question.required:
                problems.append(Problem(question.name, "required"))
            else:
                answers[question.name] = question.default
            continue
        try:
            answers[question.name] = question.read(typed)
        except RefusedError as refused:
            problems.append(Problem(question.name, refused.code, refused.numbers))
    known = {question.name for question in asked}
    return Reading(answers=answers, problems=tuple(problems), unknown=not known.issuperset(fields))


def _is_empty(typed: object) -> bool:
    return typed is None or typed == [] or (isinstance(typed, str) and not typed.strip())
