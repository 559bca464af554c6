"""A generator of logbooks: a working life whose true mean week is known, and the log that is kept of it.

Tasks come by a Poisson process whose rate differs by weekday. How long each takes is lognormal, in whole
minutes. A week is busy or calm by a gamma factor, and so is, in some lives, a whole month.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from calculators.logbook.estimator import Week

WORKING_DAYS = 5
_WEEKDAYS = (1.2, 1.1, 1.0, 1.0, 0.7)
"""Monday is busy and Friday calm; the mean is 1."""
_WEEKS_A_MONTH = 4
_WEEKS_BETWEEN = 13
"""Of a log that is spread over the year."""
_MEDIAN_MINUTES = 25.0
_LONGEST = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """How work comes to somebody."""

    entries_per_week: float
    log_sd: float
    """Of how long entries take: 0.6 is even, 1.2 has some very long ones."""
    week_cv: float
    """How much weeks differ: standard deviation as a part of the mean."""
    month_cv: float = 0.0
    """The same for months."""

    @property
    def minutes_a_week(self) -> float:
        """The truth: what a week takes in the mean of all weeks."""
        return self.entries_per_week * _mean_minutes(self.log_sd)


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What was logged: the minutes of every entry, and the weeks they lie in."""

    minutes: tuple[int, ...]
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How somebody keeps a log: so many whole weeks, and on until there are so many entries."""

    weeks: int
    entries: int
    spread: bool = False
    """Each week from a month of its own, and not in a row."""
    daily: bool = False
    """Looks every day, and stops in the middle of a week on the first day that is enough."""


@cache
def _mean_minutes(log_sd: float) -> float:
    """Return the mean of the rounded and limited durations, summed over their distribution."""
    mu = math.log(_MEDIAN_MINUTES)
    longer = [
        math.erfc((math.log(minutes - 0.5) - mu) / (log_sd * math.sqrt(2))) / 2
        for minutes in range(2, _LONGEST + 1)
    ]
    return 1 + sum(longer)


def log_of(life: Life, habit: Habit, luck: random.Random) -> Log:
    """Return the log that somebody of this habit keeps of this life.

    Whoever has too few entries after the weeks she meant to log goes on, as the calculator tells her to.
    """
    minutes: list[int] = []
    weeks: list[Week] = []
    for week in _weeks_of(life, habit, luck):
        days = logged = 0
        for entries in week:
            minutes += entries
            days, logged = days + 1, logged + sum(entries)
            observed = WORKING_DAYS * len(weeks) + days
            enough = observed >= WORKING_DAYS * habit.weeks and len(minutes) >= habit.entries
            if enough and habit.daily:
                break
        apart = _WEEKS_BETWEEN if habit.spread else 1
        weeks.append(Week(days, logged, apart * len(weeks)))
        if enough:
            break
    return Log(minutes=tuple(minutes), weeks=tuple(weeks))


def _weeks_of(life: Life, habit: Habit, luck: random.Random) -> Iterator[list[list[int]]]:
    """Yield week after week, each as the minutes of the entries of its days."""
    number, month = 0, 1.0
    while True:
        if habit.spread or number % _WEEKS_A_MONTH == 0:
            month = _factor(life.month_cv, luck)
        rate = life.entries_per_week / WORKING_DAYS * month * _factor(life.week_cv, luck)
        yield [
            [_duration(life.log_sd, luck) for _ in range(_poisson(rate * weekday, luck))]
            for weekday in _WEEKDAYS
        ]
        number += 1


def _factor(cv: float, luck: random.Random) -> float:
    """Return a factor of mean 1."""
    return luck.gammavariate(1 / (cv * cv), cv * cv) if cv else 1.0


def _poisson(mean: float, luck: random.Random) -> int:
    """Return how many events of a steady rate fall into a time in which `mean` are expected."""
    number, passed = 0, luck.expovariate()
    while passed < mean:
        number += 1
        passed += luck.expovariate()
    return number


def _duration(log_sd: float, luck: random.Random) -> int:
    return min(max(round(luck.lognormvariate(math.log(_MEDIAN_MINUTES), log_sd)), 1), _LONGEST)
