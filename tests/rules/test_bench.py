"""What is told of the measurements is what was measured; nothing here fails by a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bench import fragments, results
from bench.results import BARE, PROMISES, Kind, Promise, Results, Taken
from bench.startup import CONTENDERS, SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED = results.read()

OURS, BARE_COLD = Kind("chromium", "ours", "cold"), Kind("chromium", BARE, "cold")


def _run(**milliseconds: list[float]) -> Results:
    """Return a made-up run of first visits in one browser, by contender."""
    visits = {
        Kind("chromium", name.replace("_", "-"), "cold"): [
            Taken(n, n / 10, n / 20, 1000, None) for n in taken
        ]
        for name, taken in milliseconds.items()
    }
    return Results("2026-11-23", 2, {"chromium": "156"}, visits)


def test_ratios_are_of_medians() -> None:
    """One slow round moves neither; bare Pyodide's own ratio is one."""
    run = _run(ours=[400, 500, 9000], bare_worker=[2000, 1000, 2500])

    assert run.rounds == 3
    assert run.median(OURS, "milliseconds") == 500
    assert run.ratio(OURS, "milliseconds") == 0.25
    assert run.ratio(OURS, "bytes") == 1
    assert run.ratio(BARE_COLD, "milliseconds") == 1


def test_what_was_not_measured_has_no_ratio_and_keeps_no_promise() -> None:
    """A visit not made, a figure that the browser does not tell, nothing to hold it against."""
    run = _run(ours=[400])
    warm = Kind("chromium", "ours", "warm")

    assert run.ratio(OURS, "milliseconds") is None
    assert run.median(warm, "milliseconds") is None
    assert run.median(OURS, "memory") is None
    assert not Promise(OURS, "milliseconds", 9).is_kept(run)
    assert Promise(OURS, "milliseconds", 400, is_ratio=False).is_kept(run)


@pytest.mark.parametrize(("slow", "kept"), [(500, True), (501, False)])
def test_a_promise_is_kept_up_to_its_limit(slow: float, *, kept: bool) -> None:
    """The limit itself belongs to it."""
    run = _run(ours=[slow], bare_worker=[2000])
    assert Promise(OURS, "milliseconds", 0.25).is_kept(run) is kept


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Each round's figures stand in the file, so that medians can be reckoned anew."""
    run = _run(ours=[400, 500], bare_worker=[2000, 1000])
    results.write(run, tmp_path / "results.json")
    assert results.read(tmp_path / "results.json") == run


@pytest.mark.parametrize("language", fragments.WORDS)
def test_what_was_missed_is_told_in_bold(language: str) -> None:
    """A row for each promise; what was not measured is told as missed."""
    told = fragments.written(_run(ours=[400], bare_worker=[2000]), language)["hastighed-maal.md"]
    rows = told.splitlines()[2:]

    assert len(rows) == len(PROMISES)
    assert rows[0].endswith(("| 0,20 |", "| 0.20 |"))
    assert rows[1].endswith("| **-** |")


def test_readme_without_its_table_is_refused() -> None:
    """Else figures would go out of date in silence."""
    with pytest.raises(ValueError, match="one table"):
        fragments.with_ratios("# Handbook\n", PUBLISHED)


def test_published_run_has_every_visit() -> None:
    """All browsers, ours and all that it is held against."""
    expected = {
        (setting.name, contender.name)
        for setting in SETTINGS
        for contender in CONTENDERS
        if contender.is_visited_in(setting)
    }
    assert {(kind.setting, kind.contender) for kind in PUBLISHED.visits} >= expected
    assert {promise for promise in PROMISES if promise.measured(PUBLISHED) is None} == set()


def test_pages_show_the_published_run() -> None:
    """Sentences, tables and drawing of every language are made from the data."""
    for language in fragments.WORDS:
        for name, text in fragments.written(PUBLISHED, language).items():
            assert (fragments.FRAGMENTS / language / name).read_text(encoding="utf-8") == text


def test_readme_tells_the_published_ratios() -> None:
    """Its table is the one that these results make."""
    readme = fragments.README.read_text(encoding="utf-8")
    assert fragments.with_ratios(readme, PUBLISHED) == readme
    assert re.search(r"^\| Chromium, fast line \| \d", readme, re.MULTILINE)


def test_all_languages_have_the_same_words() -> None:
    """And the same number of headings to each table."""
    danish, english = fragments.WORDS["da"], fragments.WORDS["en"]
    assert danish.keys() == english.keys()
    assert all(len(danish[key]) == len(english[key]) for key in ("header", "load_header"))
