"""When the law behind a page was last checked: what the page shows of it, and what the build says."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from handbook.review import BuildDay, ReviewError, build_day, checked, overdue
from tests.conftest import ROOT, Draft, Site, built

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 22)
SOURCES = sorted(
    file.relative_to(ROOT / "docs").as_posix()
    for language in ("da", "en")
    for file in (ROOT / "docs" / language).rglob("*.md")
)


def _on(day: date) -> BuildDay:
    return BuildDay(day, day)


# --- The rule


@pytest.mark.parametrize(
    ("last", "on", "is_overdue"),
    [
        (date(2026, 11, 22), date(2026, 11, 22), False),
        (date(2026, 11, 22), date(2027, 11, 22), False),
        (date(2026, 11, 22), date(2027, 11, 23), True),
        (date(2028, 2, 29), date(2029, 2, 28), False),
        (date(2028, 2, 29), date(2029, 3, 1), True),
    ],
)
def test_a_page_is_overdue_after_twelve_months(last: date, on: date, is_overdue: bool) -> None:  # noqa: FBT001
    """By the calendar, to the day."""
    assert checked("da/om.md", {"checked": last}, _on(on)).overdue is is_overdue


@pytest.mark.parametrize(
    ("meta", "got"),
    [
        ({}, "none"),
        ({"checked": None}, "none"),
        ({"checked": "22. november"}, "22. november"),
        ({"checked": 2026}, "2026"),
        ({"checked": datetime(2026, 11, 22, tzinfo=UTC)}, "datetime"),
        ({"checked": date(2026, 11, 24)}, "2026-11-24"),
    ],
)
def test_a_page_that_does_not_say_stops_the_build(meta: dict[str, object], got: str) -> None:
    """The message names the file, what was expected and what stands there."""
    with pytest.raises(ReviewError, match=rf"da/om\.md: expected a day .*, got .*{got}"):
        checked("da/om.md", meta, _on(date(2026, 11, 23)))


def test_all_such_pages_are_told_at_once() -> None:
    """Nobody builds ten times to mend ten pages."""
    with pytest.raises(ReviewError, match=r"(?s)da/a\.md: .*en/b\.md: "):
        overdue({"da/a.md": {}, "da/ok.md": {"checked": DAY}, "en/b.md": {"checked": "x"}}, _on(DAY))


# --- The build's day


def _committed(folder: Path, day: str) -> None:
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "a"]):
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *command],
            check=True,
            cwd=folder,
            env={**os.environ, "GIT_COMMITTER_DATE": f"{day}T12:00:00+01:00"},
        )


def test_the_day_is_the_one_given(tmp_path: Path) -> None:
    """HANDBOOK_DATE comes before all else, and may lag a day behind whoever checked a page."""
    day = build_day("2028-01-01", root=tmp_path, rules_on=DAY)

    assert day == BuildDay(date(2028, 1, 1), date(2028, 1, 2))
    with pytest.raises(ReviewError, match=r"HANDBOOK_DATE: expected a day, .* got '2028-13-01'"):
        build_day("2028-13-01", root=tmp_path, rules_on=DAY)


def test_the_day_is_the_last_commits(tmp_path: Path) -> None:
    """Else the words' own: the same words give the same site, whatever the clock says."""
    (tmp_path / "a").touch()
    _committed(tmp_path, "2025-03-04")

    assert build_day(None, root=tmp_path, rules_on=DAY).on == date(2025, 3, 4)
    assert build_day("", root=tmp_path, rules_on=DAY).on == date(2025, 3, 4)


def test_a_page_checked_since_the_last_commit_passes(tmp_path: Path) -> None:
    """As it stands while somebody writes: read today, committed later."""
    (tmp_path / "a").touch()
    _committed(tmp_path, "2025-03-04")

    assert build_day(None, root=tmp_path, rules_on=DAY).latest > date(2026, 11, 22)


def test_an_unpacked_archive_takes_the_day_of_the_rules(tmp_path: Path) -> None:
    """Also where it lies inside somebody's own repository, whose commits say nothing of it."""
    (tmp_path / "a").touch()
    _committed(tmp_path, "2025-03-04")
    archive = tmp_path / "archive"
    archive.mkdir()

    assert build_day(None, root=archive, rules_on=DAY).on == DAY


# --- What is shown


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Build the handbook as it stands long after anybody checked it, where no repository is known."""
    folder = tmp_path_factory.mktemp("later") / "site"
    done = built(folder, HANDBOOK_DATE="2099-01-01", REPOSITORY_URL="")
    assert done.returncode == 0, done.stdout
    return folder, done.stdout


def _pages(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("index.html")
        if 'class="handbook-moved"' not in file.read_text(encoding="utf-8")
    }


def test_long_after_every_page_warns(later: tuple[Path, str]) -> None:
    """Each page says so in its site's language, with the way on; and the build does not fail of age."""
    pages = _pages(later[0])

    assert len(pages) >= len(SOURCES)
    for page, html in pages.items():
        warning, authority = (
            ("It is over a year since", "https://at.dk/en/")
            if page.startswith("en/")
            else ("Det er over et år siden", "https://at.dk/")
        )
        assert html.count(f'<p class="handbook-notice">{warning}') == 1, page
        assert f'<a href="{authority}">at.dk</a>' in html, page


def test_the_build_lists_what_to_check_again(later: tuple[Path, str]) -> None:
    """Each page of each language on a line of its own, once, as a notice that no strict build fails of."""
    lines = re.findall(r"^INFO +- +handbook: (\S+) was last checked ([\d-]+), over", later[1], re.MULTILINE)

    assert sorted(source for source, _ in lines) == SOURCES


def test_within_the_year_no_page_warns(tmp_path: Path) -> None:
    """The day stands at the end of the page as the language writes it; a fallback page has it too."""
    draft = Draft(tmp_path / "draft")
    draft.write(**{"da/index.md": "# A", "da/om.md": "# Om\n\n## Fejl {#fejl}", "en/index.md": "# A"})
    said = draft.build(HANDBOOK_DATE="2027-11-22")

    assert "Aborted" not in said
    assert "was last checked" not in said
    for address, told in (
        ("/", 'kontrolleret <time datetime="2026-11-22">22. november 2026</time>.'),
        ("/en/", 'checked on <time datetime="2026-11-22">22 November 2026</time>.'),
        ("/en/om/", 'checked on <time datetime="2026-11-22">22 November 2026</time>.'),
    ):
        html = draft.html(address)
        assert told in html.partition('<footer class="handbook-end">')[2], address
        assert "over et år" not in html, address
        assert "over a year" not in html, address


def test_an_overdue_page_is_told_once_however_often_it_is_shown(tmp_path: Path) -> None:
    """A page without a translation is built in two languages, and is one page to check."""
    draft = Draft(tmp_path / "draft")
    draft.write(**{"da/index.md": "# A", "da/om.md": "# Om\n\n## Fejl {#fejl}", "en/index.md": "# A"})
    said = draft.build(HANDBOOK_DATE="2028-01-01")

    assert "Aborted" not in said
    assert said.count("da/om.md was last checked 2026-11-22") == 1
    assert "over a year" in draft.html("/en/om/")


def test_a_page_without_the_day_fails_the_build(tmp_path: Path) -> None:
    """The build stops with the file's name, in whichever language the page is."""
    draft = Draft(tmp_path / "draft")
    draft.write(**{"da/index.md": "# A", "da/om.md": "# Om\n\n## Fejl {#fejl}"})
    draft.write(**{"en/index.md": "---\ndescription: x\n---\n\n# A"})
    said = draft.build()

    assert "en/index.md: expected a day in the front matter, as `checked: 2026-11-22`, got none" in said
    assert "Aborted" in said


# --- The way to tell of a mistake


_WRITE = re.compile(r'<p class="handbook-end__feedback">[^<]*<a href="([^"]*)">')


def test_a_mistake_is_told_in_the_repository(site: Site) -> None:
    """The new issue names the page, its address, its language and the day it was checked."""
    if not site.repository:
        pytest.skip("the site that HANDBOOK_SITE names was built without REPOSITORY_URL")
    for page, html in _pages(site.folder).items():
        (href,) = _WRITE.findall(html)
        parts = urlsplit(href.replace("&amp;", "&"))
        fields = parse_qs(parts.query, strict_parsing=True)
        heading = re.search(r'<meta property="og:title" content="([^"]*)">', html)
        day = re.search(r'<time datetime="([\d-]+)">', html[html.index("handbook-end") :])

        assert heading
        assert day
        assert parts._replace(query="").geturl() == f"{site.repository}/issues/new"
        assert fields["title"][0].endswith(f": {heading[1]}"), page
        assert {
            site.address + page.removesuffix("index.html"),
            "en" if page.startswith("en/") else "da",
            heading[1],
            day[1],
        } <= {line.partition(": ")[2] for line in fields["body"][0].splitlines()}, page


def test_without_a_repository_the_page_about_the_site_says_how(later: tuple[Path, str]) -> None:
    """A copy that is published from nowhere still tells where to write, in the page's own language."""
    folder, _ = later
    for page, html in _pages(folder).items():
        (href,) = _WRITE.findall(html)
        path, _, section = href.partition("#")
        about = folder / ("en" if page.startswith("en/") else "") / "om" / "index.html"

        assert (folder / page).parent.joinpath(path, "index.html").resolve() == about.resolve(), page
        assert section == "fejl"
        assert 'id="fejl"' in about.read_text(encoding="utf-8")
