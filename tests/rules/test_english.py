"""Each worked case answered in English: no Danish is left in it but the terms that a reader meets at work.

Left over is a word that some Danish answer has, too. What says of itself that it is Danish, as the title of a
source does, may be; so may the reader's own words.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from calculators.catalogue import CALCULATORS
from tests.rules.asking import CASES, answered

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = re.compile(r"[^\W\d_½]+(?:-[^\W\d_]+)*")
CALENDAR = re.compile(r"^(?:SUMMARY|DESCRIPTION|X-WR-CALNAME):(.*)$", re.MULTILINE)
READ = ("title", "aria-label", "placeholder", "data-file", "data-head")
"""Attributes that somebody reads or hears."""

TERMS = frozenset(
    WORD.findall("""
    amo amr apv arbejdsleder arbejdsmiljøgrupper arbejdsmiljøloven arbejdsmiljøorganisationen
    arbejdsmiljørepræsentant arbejdsmiljøudvalg arbejdstilsynet med overenskomst
    personalevejledningen påbud stk
    """)
)
"""Terms of Danish law and the authority's name, which English answers explain and keep."""
NAMES = frozenset({"fay", "feuer", "fh", "ftf", "lo"})
"""Of people and organisations."""
ALIKE = frozenset(
    WORD.findall("""
    a administration april argument at august begin date december fast find for freelancer give have hold i
    interval job log mandatory model november organisation over plan ring september set simulation time to
    under weekend year
    """)
)
"""English words that are spelt as some Danish word is."""


def _cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for calculator in CALCULATORS:
        told = json.loads((CASES / f"{calculator}.json").read_text(encoding="utf-8"))
        for case in told["cases"]:
            yield calculator, case


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _words(*texts: str) -> set[str]:
    return {word.lower() for text in texts for word in WORD.findall(text)}


def _said(calculator: str, case: dict[str, Any], language: str) -> set[str]:
    """Return the words of an answer: shown, read out, or kept in a calendar."""
    told = answered(case["fields"], on=case["on"], language=language, calculator=calculator)
    soup = BeautifulSoup(told["html"], "html.parser", multi_valued_attributes=None)
    for foreign in soup.select("[lang]"):
        assert foreign["lang"] != language
        foreign.decompose()
    attributes = [str(tag[name]) for tag in soup.select("*") for name in READ if name in tag.attrs]
    kept = re.sub(r"\r?\n ", "", told.get("calendar") or "").replace("\r", "").replace("\\n", " ")
    return _words(soup.get_text(" "), *attributes, *CALENDAR.findall(kept))


@pytest.fixture(scope="module")
def danish() -> frozenset[str]:
    """Every word that a worked case is answered with in Danish."""
    return frozenset().union(*(_said(calculator, case, "da") for calculator, case in _cases()))


@pytest.mark.parametrize(
    ("calculator", "case"),
    [pytest.param(calculator, case, id=f"{calculator}-{case['id']}") for calculator, case in _cases()],
)
def test_no_danish_is_left(calculator: str, case: dict[str, Any], danish: frozenset[str]) -> None:
    """But terms of law, names, and what the reader has written herself."""
    said = _said(calculator, case, "en")
    own = _words(*_strings(case["fields"]))

    assert len(said) > 5
    left = {word for word in said if word in danish or re.search("[æøå]", word)}
    assert left - TERMS - NAMES - ALIKE - own == set()


def test_nothing_is_allowed_that_is_not_used() -> None:
    """Else a list that once was needed would hide what comes later."""
    said = set().union(*(_said(calculator, case, "en") for calculator, case in _cases()))
    assert (TERMS | NAMES | ALIKE) - said == set()
