"""The shelves: what the build answered is what Python answers, under the very text that the form asks."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from calculators import answer, form
from calculators.catalogue import CALCULATORS
from calculators.text import LANGUAGES
from handbook.shelf import shelf
from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.conftest import Site

ON = date(2026, 11, 22)
MOST_BYTES = 30 * 1024
"""Gzipped, as the host sends it: every reader of a page with the form fetches it."""

each_language = pytest.mark.parametrize("language", LANGUAGES)
each_with_a_shelf = pytest.mark.parametrize(
    "calculator", [name for name, page in CALCULATORS.items() if page.COMMON]
)


def _kept(calculator: str, language: str) -> dict[str, str]:
    """Return the questions of a shelf with their answers, put together as the page does it."""
    kept = shelf(calculator, language, ON)
    assert kept
    file = json.loads(kept.text)
    return {
        question: "".join(file["pieces"][place] for place in places)
        for question, places in file["answers"].items()
    }


@each_language
@each_with_a_shelf
def test_every_answer_is_pythons_own(calculator: str, language: str) -> None:
    """Letter for letter, for the whole shelf."""
    differing = {
        question: told
        for question, told in _kept(calculator, language).items()
        if told.encode() != answer(question).encode()
    }

    assert differing == {}


@each_language
@each_with_a_shelf
def test_the_keys_are_what_the_form_asks(calculator: str, language: str) -> None:
    """As `JSON.stringify` writes it: in this order, without blanks."""
    asked = [
        f'{{"calculator":"{calculator}","language":"{language}","on":"{ON}","fields":{{'
        + ",".join(f'"{name}":"{typed}"' for name, typed in fields.items())
        + "}}"
        for fields in CALCULATORS[calculator].COMMON
    ]

    assert list(_kept(calculator, language)) == asked
    assert len(asked) == len(set(asked))


@each_with_a_shelf
def test_common_questions_are_such_as_the_form_can_send(calculator: str) -> None:
    """Its questions in its order, about the site's day; the form leaves out what is empty or the default."""
    page = CALCULATORS[calculator]
    names = [question.name for question in form.questions(page.FORM)]

    assert not page.OF_TODAY
    for fields in page.COMMON:
        assert list(fields) == [name for name in names if name in fields]
        for typed in fields.values():
            assert typed == typed.strip() != ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["0", "1", "9", "10", "34", "35", "250", "1200", "1.200", "1,200"])
def test_a_count_that_people_type_is_on_the_shelf(language: str, typed: str) -> None:
    """Both sides of each limit, and thousands as either language writes them."""
    (told,) = (
        told for question, told in _kept("amo", language).items() if f'"employees":"{typed}"' in question
    )

    assert json.loads(told)["ok"]


def test_the_pages_name_the_shelves_that_the_site_has(site: Site) -> None:
    """Each form with common questions names its file, and no file lies there for nobody."""
    named = {
        name
        for page in site.folder.rglob("*.html")
        for name in re.findall(r'<calculator-form[^>]* data-shelf="([^"]*)"', page.read_text("utf-8"))
    }
    files = {file.name: file.read_text("utf-8") for file in (site.folder / "assets" / "shelf").iterdir()}

    assert named == files.keys()
    expected = [shelf(calculator, language, ON) for calculator in CALCULATORS for language in LANGUAGES]
    assert files == {kept.name: kept.text for kept in expected if kept}


@each_language
@each_with_a_shelf
def test_a_shelf_is_light(calculator: str, language: str) -> None:
    """A reader who never asks has fetched it, too."""
    kept = shelf(calculator, language, ON)

    assert kept
    assert len(gzip.compress(kept.text.encode(), compresslevel=6)) < MOST_BYTES


def test_the_same_sources_give_the_same_shelf() -> None:
    """Whatever order Python happens to keep sets in: else a page would name a file that is not there."""
    script = (
        "from datetime import date; from handbook.shelf import shelf; print(shelf('amo', 'da', date({})))"
    )
    names = {
        subprocess.run(
            [sys.executable, "-c", script.format("2026, 11, 22")],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "2")
    }

    assert len(names) == 1


def test_a_day_has_its_own_shelf() -> None:
    """The rules' day is part of each question."""
    now, then = shelf("amo", "da", ON), shelf("amo", "da", date(2019, 6, 1))

    assert now
    assert then
    assert now.name != then.name
    assert '"on\\":\\"2019-06-01' in then.text
