"""Danish working days held against a library that others keep, which knows nothing of our reckoning."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import holidays
import pytest

from calculators.law import NotInForceError
from calculators.training.workdays import easter_sunday, is_weekend, last_working_day, public_holidays

if TYPE_CHECKING:
    from collections.abc import Iterator

YEARS = range(2011, 2100)
DAY = timedelta(days=1)

STORE_BEDEDAG_2023 = date(2023, 5, 5)
STORE_BEDEDAG_2024 = date(2024, 4, 26)


def kept(year: int) -> set[date]:
    """Return the public holidays of a year as the library keeps them."""
    return set(holidays.country_holidays("DK", years=year, categories="public"))


def days_of(year: int) -> Iterator[date]:
    """Yield every day of a year."""
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += DAY


def test_the_library_knows_danish_holidays() -> None:
    """What ours are held against is no empty list."""
    assert {date(2026, 1, 1), date(2026, 4, 3), date(2026, 12, 25)} <= kept(2026)


@pytest.mark.parametrize("year", YEARS)
def test_public_holidays_are_those_that_others_know(year: int) -> None:
    """Every holiday of every year, and no day beside."""
    assert public_holidays(year) == kept(year)


@pytest.mark.parametrize("year", YEARS)
def test_last_working_day_is_the_one_that_others_find(year: int) -> None:
    """By any day of the year: the day itself, or the last before it that is neither weekend nor holiday."""
    free = kept(year - 1) | kept(year)
    last = max(day for day in days_of(year - 1) if day.weekday() < 5 and day not in free)
    for day in days_of(year):
        if day.weekday() < 5 and day not in free:
            last = day
        assert last_working_day(day) == last


def test_store_bededag_ended_with_the_year_2023() -> None:
    """The fourth Friday after Easter was a holiday in 2023 for the last time; in 2024 one works on it."""
    assert STORE_BEDEDAG_2023 in public_holidays(2023)
    assert last_working_day(STORE_BEDEDAG_2023) == date(2023, 5, 4)
    assert STORE_BEDEDAG_2024 not in public_holidays(2024)
    assert last_working_day(STORE_BEDEDAG_2024) == STORE_BEDEDAG_2024
    assert len(public_holidays(2023)) == len(public_holidays(2024)) + 1


@pytest.mark.parametrize(
    ("by", "last"),
    [
        pytest.param(date(2026, 3, 2), date(2026, 3, 2), id="a Monday"),
        pytest.param(date(2026, 2, 28), date(2026, 2, 27), id="a Saturday: the Friday before"),
        pytest.param(date(2026, 3, 1), date(2026, 2, 27), id="a Sunday: the Friday before"),
        pytest.param(date(2026, 4, 6), date(2026, 4, 1), id="second day of Easter: before skærtorsdag"),
        pytest.param(date(2026, 1, 1), date(2025, 12, 31), id="nytårsdag: in the year before"),
        pytest.param(date(2026, 12, 27), date(2026, 12, 24), id="after Christmas: juleaften"),
        pytest.param(date(2026, 6, 5), date(2026, 6, 5), id="grundlovsdag is no public holiday"),
        pytest.param(date(2026, 12, 24), date(2026, 12, 24), id="juleaften is no public holiday"),
        pytest.param(date(2026, 12, 31), date(2026, 12, 31), id="nytårsaften is no public holiday"),
    ],
)
def test_last_working_day(by: date, last: date) -> None:
    """Where a day is none to work on, the one before it is told; what is free to many is a working day."""
    assert last_working_day(by) == last


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        pytest.param(2011, date(2011, 4, 24), id="a late Easter"),
        pytest.param(2008, date(2008, 3, 23), id="an early Easter"),
        pytest.param(2038, date(2038, 4, 25), id="the latest there is"),
        pytest.param(2285, date(2285, 3, 22), id="the earliest there is"),
        pytest.param(1954, date(1954, 4, 18), id="an exception of Gauss's rule"),
        pytest.param(1981, date(1981, 4, 19), id="another exception of Gauss's rule"),
        pytest.param(2100, date(2100, 3, 28), id="a century that is no leap year"),
    ],
)
def test_easter(year: int, easter: date) -> None:
    """Easter Sunday as the church's tables give it, the hard years among them."""
    assert easter_sunday(year) == easter


def test_weekend_is_saturday_and_sunday() -> None:
    """Five days to work on, two that are not."""
    week = [date(2026, 11, 16) + days * DAY for days in range(7)]
    assert [is_weekend(day) for day in week] == [False] * 5 + [True] * 2


def test_no_holidays_before_the_known_history() -> None:
    """Whether store bededag was one is not known that far back, and is not guessed."""
    assert public_holidays(2010)
    with pytest.raises(NotInForceError, match=r"training\.store_bededag"):
        public_holidays(2009)
