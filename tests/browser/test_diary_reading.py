"""What the page reads by itself is read as Python reads it: times, days, weeks, in every time zone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from calculators import form
from tests.browser.diary import DIARY_PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Pages

COPENHAGEN, LOS_ANGELES = "Europe/Copenhagen", "America/Los_Angeles"

TIMES = (
    *("1", "90", " 90 ", "007", "1440", "1441", "0", "00", "99999999999999999999", "9" * 400),
    *(
        "1:30",
        "0:01",
        "0:00",
        "24:00",
        "24:01",
        "1:5",
        "1:60",
        "1:030",
        "01:30",
        "0001:30",
        "00001:30",
        "1: 30",
    ),
    *(
        "1,5 t",
        "1.5 t",
        "1,25 t",
        "1.25 t",
        "1.50 t",
        "1.75 t",
        "1.30 t",
        "1,30 t",
        "1,333 t",
        "0,33 t",
        "1,5t",
    ),
    *("1½ t", "½ t", "½ time", "1 ½ t", "1½", "½", "1½½ t", "12345 t", "0 t", "0,00 t", "0,01 t", "24,01 t"),
    *("2 timer", "1 TIME", "2 Hours", "1 hour.", "2 h", "2 h.", "2  h", "2 tim", "45 min", "45 min.", "45m"),
    *("45 minutter", "1 minut", "45 minutes", "0 min", "1 t 30 min", "1t30", "1 t 30", "1 t og 30 min."),
    *("1 hour and 30 minutes", "1,5 t 90 min", "og 30", "and 30", "1 t og", "23 t 60 min", "23 t 61 min"),
    *(
        "1.30",
        "1,5",
        "1.5",
        "-5",
        "\u22125",
        "- 5",
        "+5",
        "abc",
        "t",
        "min",
        "",
        " ",
        "1e2",
        "0x10",
        "\u0661",
        "1 1",
    ),
    *("1\u00a0t", "30 min 1 t", "1 t 30 sek", "1000000 min", "9999 t"),
)
"""Times right and wrong, at the edges of how they may be written."""

DAYS = (
    *(
        "2026-11-25",
        "1.3.2026",
        "01-03-2026",
        "1/3 2026",
        "5/11/2026",
        " 25.11.2026 ",
        "1. 3. 2026",
        "1.3 2026",
    ),
    *(
        "29.2.2028",
        "29.2.2026",
        "31.4.2026",
        "31-12-2100",
        "1.1.2101",
        "2101-01-01",
        "0000-01-01",
        "0001-01-01",
    ),
    *(
        "1.13.2026",
        "0.1.2026",
        "2026-2-3",
        "20261125",
        "1.3.26",
        "1  3 2026",
        "1 3 2026",
        "i dag",
        "",
        "1.3.",
    ),
    *("2026-11-25T12:00", "12026-01-01", "-2026-01-01", "3/2026"),
)


def minutes_in_python(typed: str, hours: int) -> int | None:
    """Return the minutes that the form reads, or nothing where it refuses."""
    try:
        return form.Minutes(name="minutes", most_hours=hours).read(typed)
    except form.RefusedError:
        return None


def day_in_python(typed: str) -> str | None:
    """Return the day that the form reads, or nothing where it refuses."""
    try:
        return form.Day(name="day").read(typed).isoformat()
    except form.RefusedError:
        return None


def mondays() -> list[date]:
    """Return every Monday from 2015 to 2040."""
    first, last = date(2015, 1, 5), date(2040, 12, 31)
    return [first + timedelta(weeks=weeks) for weeks in range((last - first).days // 7 + 1)]


class Modules:
    """The page's own modules, called by name."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def __call__(self, module: str, expression: str, *arguments: object) -> Any:  # noqa: ANN401  the module's
        """Evaluate an expression of `it`, the module, and of `given`."""
        script = (
            f"async ([address, ...given]) => {{ const it = await import(address); return {expression}; }}"
        )
        return self.page.evaluate(script, [f"{self.address}assets/diary/{module}.js", *arguments])


@pytest.fixture(params=[COPENHAGEN, LOS_ANGELES])
def modules(request: pytest.FixtureRequest, pages: Pages) -> Modules:
    """Give the modules in a page of each time zone: one before, one behind the clock of the world."""
    return Modules(pages(DIARY_PAGE, timezone_id=request.param), pages.address)


def test_times(pages: Pages) -> None:
    """The same minutes or the same refusal, within a day and without a limit worth the name."""
    modules = Modules(pages(DIARY_PAGE), pages.address)
    for hours in (24, 200):
        read = modules(
            "reading", "given[0].map((one) => it.timeRead(one, given[1]).minutes ?? null)", TIMES, hours
        )
        assert dict(zip(TIMES, read, strict=True)) == {
            typed: minutes_in_python(typed, hours) for typed in TIMES
        }


@pytest.mark.parametrize(
    ("typed", "problem"), [("0", "no_minutes"), ("24:01", "too_many_hours"), ("1.30 t", "not_minutes")]
)
def test_what_is_wrong_with_a_time(pages: Pages, typed: str, problem: str) -> None:
    """It has the same name as Python's, and so the same words."""
    modules = Modules(pages(DIARY_PAGE), pages.address)
    assert modules("reading", "it.timeRead(given[0], 24).problem", typed) == problem
    with pytest.raises(form.RefusedError, match=problem):
        form.Minutes(name="minutes").read(typed)


def test_days(modules: Modules) -> None:
    """The same day or the same refusal."""
    read = modules("days", "given[0].map((one) => it.dayRead(one) ?? null)", DAYS)
    assert dict(zip(DAYS, read, strict=True)) == {typed: day_in_python(typed) for typed in DAYS}


def test_numbers_of_weeks(modules: Modules) -> None:
    """Each Monday of many years has the number that ISO 8601 gives its week."""
    days = [monday.isoformat() for monday in mondays()]
    numbers = modules("days", "given[0].map(it.weekNumber)", days)
    assert numbers == [monday.isocalendar().week for monday in mondays()]


def test_days_are_counted_across_the_change_of_the_clock(modules: Modules) -> None:
    """Every day of a year has its Monday and the day after it, on days of 23 and 25 hours as well."""
    every = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    days = [day.isoformat() for day in every]
    told = modules(
        "days", "given[0].map((day) => [it.mondayOf(day), it.later(day, 1), it.later(day, -7)])", days
    )
    assert told == [
        [
            (day - timedelta(days=day.weekday())).isoformat(),
            (day + timedelta(days=1)).isoformat(),
            (day - timedelta(days=7)).isoformat(),
        ]
        for day in every
    ]


@pytest.mark.parametrize(
    ("zone", "now", "day"),
    [
        (COPENHAGEN, "2026-03-28T22:59:00Z", "2026-03-28"),
        (COPENHAGEN, "2026-03-28T23:01:00Z", "2026-03-29"),
        (COPENHAGEN, "2026-10-24T22:01:00Z", "2026-10-25"),
        (COPENHAGEN, "2026-10-25T22:59:00Z", "2026-10-25"),
        (LOS_ANGELES, "2026-03-29T06:59:00Z", "2026-03-28"),
        (LOS_ANGELES, "2026-11-25T07:59:00Z", "2026-11-24"),
    ],
)
def test_today_is_the_readers_own(pages: Pages, zone: str, now: str, day: str) -> None:
    """Days change at her own midnight."""
    page = pages(timezone_id=zone)
    page.clock.install(time=now)
    page.goto(pages.address + DIARY_PAGE)
    assert Modules(page, pages.address)("days", "it.today()") == day


def test_what_cannot_be_seen(pages: Pages) -> None:
    """A text is cleaned of what the form takes out, too."""
    text = form.Text(name="note", longest=1000)
    texts = [f"a{chr(code)}b" for code in (*range(0xA1), 0x2028, 0x202E, 0x2066, 0xFEFF, 0x200B, 0x00AD)]
    modules = Modules(pages(DIARY_PAGE), pages.address)
    assert modules("reading", "given[0].map(it.clean)", texts) == [text.read(one) for one in texts]
