"""Words, and the number and date habits of a language.

Words stand in `text.<language>.toml`: those of all calculators beside this file, each calculator's own in
its folder. A sentence is whole in the file, with `{names}` for what is filled in; where it bends with a
number it is a table: `by` names the number, `one`/`other` (and what else a language needs) are the forms.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_LOADER: Any = __spec__.loader

Value = int | Fraction | date | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a language writes numbers and dates. Own, since Pyodide's `locale` formats everything as C."""

    thousands: str
    decimal: str
    day: str
    months: tuple[str, ...]
    plural: Callable[[int | Fraction], str]


def _below_two(number: int | Fraction) -> str:
    """Danish counts «halvanden dag» as one day still."""
    return "one" if int(number) == 1 or 0 < number < 1 else "other"


def _up_to_one(number: int | Fraction) -> str:
    return "one" if 0 < number <= 1 else "other"


_MONTHS_DA = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

LANGUAGES: Mapping[str, Habits] = {
    "da": Habits(
        thousands=".",
        decimal=",",
        day="{day}. {month} {year}",
        months=_MONTHS_DA,
        plural=_below_two,
    ),
    "en": Habits(
        thousands=",",
        decimal=".",
        day="{day} {month} {year}",
        months=_MONTHS_EN,
        plural=_up_to_one,
    ),
}

DEFAULT_LANGUAGE = "da"
"""What is spoken to somebody whose language is not known."""


class Words:
    """The words of one language: call it with a key and the values the sentence names."""

    def __init__(self, language: str, texts: Mapping[str, str | Mapping[str, str]]) -> None:
        self.language = language
        self.texts = texts
        self._habits = LANGUAGES[language]

    def __call__(self, key: str, **values: Value) -> str:
        """Return the sentence. A missing key or value is a fault of ours and raises KeyError."""
        text = self.texts[key]
        if not isinstance(text, str):
            number = values[text["by"]]
            if not isinstance(number, int | Fraction):
                raise TypeError(f"{key}: bends by {text['by']}, got {number!r}, expected a number")
            text = text[self._habits.plural(number)]
        return text.format_map({name: self.shown(value) for name, value in values.items()})

    def first(self, *keys: str) -> str:
        """Return the first of `keys` there are words for, the last if there is none."""
        return next((key for key in keys if key in self.texts), keys[-1])

    def has(self, key: str) -> bool:
        """Whether there are words for `key`."""
        return key in self.texts

    def shown(self, value: Value) -> str:
        """Return a value as the language writes it."""
        if isinstance(value, date):
            month = self._habits.months[value.month - 1]
            return self._habits.day.format(day=value.day, month=month, year=value.year)
        if isinstance(value, int):
            return f"{value:,}".replace(",", self._habits.thousands)
        if isinstance(value, Fraction):
            whole, part = divmod(value, 1)
            if whole >= 0 and part == Fraction(1, 2):
                return f"{self.shown(whole)}½" if whole else "½"
            return f"{float(value):g}".replace(".", self._habits.decimal)
        return value


@cache
def words(language: str, folder: Path = _HERE) -> Words:
    """Return the words of `language`: the common ones and those of a calculator's `folder`."""
    texts = dict(_read(_HERE / f"text.{language}.toml"))
    if folder != _HERE:
        own = _read(folder / f"text.{language}.toml")
        texts |= own
    return Words(language, texts)


def _read(path: Path) -> dict[str, str | Mapping[str, str]]:
    # By the loader, which finds a file in a folder and in an archive alike.
    text = _LOADER.get_data(str(path)).decode()
    return dict(_flat(tomllib.loads(text), ""))


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str | Mapping[str, str]]]:
    """Return `a.b.c` keys with their sentences; a table that bends by a number stays one entry."""
    flat: list[tuple[str, str | Mapping[str, str]]] = []
    for name, entry in table.items():
        if isinstance(entry, str) or (isinstance(entry, dict) and "by" in entry):
            flat.append((prefix + name, entry))
        elif isinstance(entry, dict):
            flat.extend(_flat(entry, f"{prefix}{name}."))
        else:
            raise TypeError(f"{prefix}{name}: got {entry!r}, expected a sentence or a table of them")
    return flat


def placeholders(text: str | Mapping[str, str]) -> frozenset[str]:
    """Return the names a text fills in, so that languages can be held against each other."""
    sentences = [text] if isinstance(text, str) else [part for name, part in text.items() if name != "by"]
    return frozenset(name for sentence in sentences for name in re.findall(r"{(\w+)}", sentence))
