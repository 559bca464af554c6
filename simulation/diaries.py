"""A generator of logbooks: a working life whose true mean week is known, and logs kept of parts of it.

Tasks come by a Poisson process whose rate differs by weekday. How long each takes is lognormal, in whole
minutes. A week is busy or calm by a gamma factor, and so is, in some lives, a whole month.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from calculators.logbook.estimator import Week

WORKING_DAYS = 5
_WEEKDAYS = (1.2, 1.1, 1.0, 1.0, 0.7)
"""Monday is busy and Friday calm; the mean is 1."""
_WEEKS_A_MONTH = 4
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

    minutes: Sequence[int]
    weeks: Sequence[Week]


def _mean_minutes(log_sd: float) -> float:
    """Return the mean of the rounded and limited durations, summed over their distribution."""
    mu = math.log(_MEDIAN_MINUTES)
    at_least = [
        math.erfc((math.log(minutes - 0.5) - mu) / (log_sd * math.sqrt(2))) / 2
        for minutes in range(2, _LONGEST + 1)
    ]
    return 1 + sum(at_least)


def log_of(life: Life, weeks: int, luck: random.Random, *, spread: bool = False) -> Log:
    """Return a log of so many whole weeks: in a row from one month on, or each from a month of its own."""
    minutes: list[int] = []
    observed: list[Week] = []
    month = 1.0
    for number in range(weeks):
        if spread or number % _WEEKS_A_MONTH == 0:
            month = _factor(life.month_cv, luck)
        busy = month * _factor(life.week_cv, luck)
        entries = [
            _duration(life.log_sd, luck)
            for weekday in _WEEKDAYS
            for _ in range(_poisson(life.entries_per_week / WORKING_DAYS * weekday * busy, luck))
        ]
        minutes += entries
        observed.append(Week(WORKING_DAYS, sum(entries)))
    return Log(minutes=minutes, weeks=observed)


def _factor(cv: float, luck: random.Random) -> float:
    """Return a factor of mean 1."""
    return luck.gammavariate(1 / (cv * cv), cv * cv) if cv else 1.0


def _poisson(mean: float, luck: random.Random) -> int:
    """Return how many events of a steady rate fall into a time of which `mean` are expected."""
    number, passed = 0, luck.expovariate()
    while passed < mean:
        number += 1
        passed += luck.expovariate()
    return number


def _duration(log_sd: float, luck: random.Random) -> int:
    return min(max(round(luck.lognormvariate(math.log(_MEDIAN_MINUTES), log_sd)), 1), _LONGEST)
