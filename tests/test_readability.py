"""Danish that somebody elected last week can read between two tasks: LIX (Björnsson's index) of each page.

LIX = words a sentence + long words in a hundred; a long word has more than six letters. Newspapers lie at 35
to 45; the handbook of 2019 measures 42.6. Terms of law are long words by themselves, so what is left to the
writer is the sentence. Low is no aim of its own: prose chopped into bits measures well and reads badly.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path
    for folder in ("docs/da", "docs/fragments/da")
    for path in (ROOT / folder).rglob("*.md")
    if not path.name.startswith("tegning-")  # labels of a drawing are no sentences
)
HARDEST_PAGE, HARDEST_IN_ALL = 42, 37
TOO_SHORT_TO_TELL = 40
"""Words below which a page's index says nothing."""

NO_PROSE = re.compile(
    r"\A---\n.*?\n---\n|\{!.*?!\}|<[^>]+>|\{[:#.][^}]*\}|(?<=\])\([^)]*\)|[*_`\[\]]", re.DOTALL
)
"""Front matter, includes, tags, attributes, where links lead, and marks of emphasis."""
NO_SENTENCE = ("#", "|", "!!!", "*[")
"""How lines begin that are headings, rows of tables, titles of boxes and explanations of terms."""
WORD = re.compile(r"[^\W\d_]+(?:[-\u2019][^\W\d_]+)*|\d+(?:[.,]\d+)*")
END = re.compile(r"(?<!\bnr)(?<!\bstk)[.!?:]+(?=[\s»)]|$)")


def _blocks(markdown: str) -> Iterator[str]:
    """Yield paragraphs and items of lists: where one ends, a sentence ends."""
    kept = "\n".join(
        "" if line.lstrip().startswith(NO_SENTENCE) else line
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_is_hard_to_read(page: Path) -> None:
    """No page is as hard as the handbook of 2019 was."""
    counted = _counted(page.read_text(encoding="utf-8"))
    assert counted[0] < TOO_SHORT_TO_TELL or _lix(*counted) < HARDEST_PAGE


def test_the_handbook_is_easy_to_read() -> None:
    """All pages together."""
    assert len(PAGES) > 50
    counted = [_counted(page.read_text(encoding="utf-8")) for page in PAGES]
    assert _lix(*(sum(part) for part in zip(*counted, strict=True))) < HARDEST_IN_ALL
