"""Asks the calculators as the page does, and reads the HTML that they answer with."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calculators import answer, text
from calculators.catalogue import folder_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calculators.text import Words

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
TODAY = "2026-11-22"
LANGUAGES = tuple(text.LANGUAGES)

type Answered = dict[str, Any]


def answered(
    fields: object, *, on: object = TODAY, language: object = "da", calculator: object = "amo"
) -> Answered:
    """Return what `answer` says about these fields."""
    question = {"calculator": calculator, "language": language, "on": on, "fields": fields}
    told: Answered = json.loads(answer(json.dumps(question)))
    return told


def finding(
    fields: Mapping[str, object], *, on: str = TODAY, language: str = "da", calculator: str = "amo"
) -> dict[str, Any]:
    """Return the finding about fields that have no problem."""
    told = answered(fields, on=on, language=language, calculator=calculator)
    assert told["ok"], told["problems"]
    found: dict[str, Any] = told["finding"]
    return found


def problems(
    fields: Mapping[str, object], *, on: str = TODAY, calculator: str = "amo"
) -> list[tuple[str | None, str]]:
    """Return field and code of every problem; none where there is an answer."""
    told = answered(fields, on=on, calculator=calculator)
    return [] if told["ok"] else [(problem["field"], problem["code"]) for problem in told["problems"]]


def spoken(language: str, name: str = "amo") -> Words:
    """Return the words of a calculator, or of a list of numbers."""
    return text.words(language, folder_of(name))


def says(html: str, words: Words, key: str) -> bool:
    """Whether the text of `key` stands in `html`, whatever numbers are filled in."""
    entry = words.texts[key]
    sentences = [entry] if isinstance(entry, str) else [entry[form] for form in entry if form != "by"]
    read = read_html(html).text
    return any(
        all(part in read for part in re.split(r"{\w+}", sentence) if part.strip()) for sentence in sentences
    )


class ReadHtml(HTMLParser):
    """The text of a piece of HTML, its elements, and what is wrong with how they are nested."""

    EMPTY = frozenset({"input", "br", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last, and no other."""
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data

    def close(self) -> None:
        """Say what was left open."""
        super().close()
        self.faults += [f"<{tag}>" for tag in self._open]


def read_html(html: str) -> ReadHtml:
    """Return a piece of HTML, read to its end."""
    read = ReadHtml()
    read.feed(html)
    read.close()
    return read
