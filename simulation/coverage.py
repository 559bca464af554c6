"""How often the estimate holds, scenario by scenario. The same seeds give the same table on every machine."""

import itertools
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from calculators.logbook import parameters as p
from calculators.logbook.estimator import Method, estimate
from simulation.diaries import WORKING_DAYS, Habit, Life, log_of

LOGS = 3000
"""Made up for each scenario: a share near 95 % is then known to 0.4 percentage points."""

PROMISED = 0.95
"""Of the lower end."""
TWO_SIDED = (0.86, 0.98)
"""Between which a 90 % interval may hold what it encloses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A life, the habit of logging it, and what is said about the period."""

    group: str
    """Which part of the table it stands in."""
    life: Life
    weeks: int
    spread: bool = False
    daily: bool = False
    lucky: bool = False
    """Only logs that had enough after the weeks that were meant; nobody goes on."""
    typical: bool = True
    supported: bool = True
    """Whether the estimate is meant to hold; the others are told all the same."""

    @property
    def habit(self) -> Habit:
        """How the log is kept, with the number of entries that the calculator asks for."""
        entries = p.ENTRIES_AT_LEAST.versions[-1].value or 0
        return Habit(weeks=self.weeks, entries=entries, spread=self.spread, daily=self.daily)

    @property
    def seed(self) -> str:
        """Its own luck, whatever else is simulated."""
        return repr(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What came of a scenario."""

    lower: float
    """How often the truth was at least what «at least» said."""
    two_sided: float
    width: float
    """Of the interval in the median, as a part of the truth."""
    logs: int
    """That the shares are of."""


def standard_error(share: float, logs: int) -> float:
    """Return how far a simulated share lies from the true one, as a standard deviation."""
    return math.sqrt(share * (1 - share) / logs)


def method() -> Method:
    """Return the constants that the calculator estimates by."""
    return Method(
        week_variation=p.WEEK_VARIATION.versions[-1].value or Fraction(),
        untypical_variation=p.UNTYPICAL_VARIATION.versions[-1].value or Fraction(),
        weeks_apart=p.WEEKS_APART.versions[-1].value or 0,
        unseen_minutes=p.UNSEEN_MINUTES.versions[-1].value or 0,
        tail=Fraction(p.TAIL_PERCENT.versions[-1].value or 0, p.PERCENT),
    )


def measured(scenario: Scenario, logs: int = LOGS) -> Cell:
    """Return how often the estimate held in so many logs."""
    luck = random.Random(scenario.seed)
    truth, constants = scenario.life.minutes_a_week, method()
    lower = two_sided = 0
    widths = []
    for _ in range(logs):
        log = log_of(scenario.life, scenario.habit, luck)
        if scenario.lucky and len(log.weeks) > scenario.weeks:
            continue
        found = estimate(
            log.minutes,
            log.weeks,
            days_per_week=WORKING_DAYS,
            typical=scenario.typical,
            method=constants,
        )
        lower += found.at_least <= truth
        two_sided += found.at_least <= truth <= found.up_to
        widths.append((found.up_to - found.at_least) / truth)
    counted = len(widths)
    return Cell(lower=lower / counted, two_sided=two_sided / counted, width=median(widths), logs=counted)


def _ordinary() -> Iterator[Scenario]:
    """Yield one to eight tasks a week, even and uneven, in weeks that differ a little or much."""
    for weeks, entries, log_sd, week_cv in itertools.product(
        (2, 4, 8), (1, 3, 8), (0.6, 1.0, 1.2), (0.3, 0.6)
    ):
        life = Life(entries_per_week=entries, log_sd=log_sd, week_cv=week_cv)
        yield Scenario(group="ordinary", life=life, weeks=weeks)


def _months() -> Iterator[Scenario]:
    """Yield lives in which months differ, logged by somebody who does not know whether hers was typical."""
    for entries, weeks, spread in itertools.product((4, 10), (4, 8), (False, True)):
        life = Life(entries_per_week=entries, log_sd=0.8, week_cv=0.3, month_cv=0.25)
        yield Scenario(group="months", life=life, weeks=weeks, spread=spread, typical=False)


def _looking() -> Iterator[Scenario]:
    """Yield readers who look every day from the second week on, and take the first figure that comes."""
    for entries, week_cv in itertools.product((3, 8), (0.3, 0.6)):
        life = Life(entries_per_week=entries, log_sd=0.8, week_cv=week_cv)
        yield Scenario(group="looking", life=life, weeks=2, daily=True)


def _beyond() -> Iterator[Scenario]:
    """Yield what the method is not made for: told so that nobody trusts it there."""
    for entries, week_cv, log_sd in (
        (3, 1.0, 0.6),
        (8, 1.0, 0.6),
        (15, 0.6, 0.6),
        (3, 0.3, 1.6),
        (8, 0.6, 1.6),
    ):
        life = Life(entries_per_week=entries, log_sd=log_sd, week_cv=week_cv)
        yield Scenario(group="beyond", life=life, weeks=4, supported=False)


def _untold() -> Iterator[Scenario]:
    """Yield lives in which months differ, logged by somebody who says that hers was typical."""
    for entries in (4, 10):
        life = Life(entries_per_week=entries, log_sd=0.8, week_cv=0.3, month_cv=0.25)
        yield Scenario(group="untold", life=life, weeks=4, supported=False)


def _lucky() -> Iterator[Scenario]:
    """Yield short logs of which only those count that had enough at once: the busier ones, by nature."""
    for entries, weeks in ((3, 2), (3, 4), (1, 8)):
        life = Life(entries_per_week=entries, log_sd=0.6, week_cv=0.6)
        yield Scenario(group="lucky", life=life, weeks=weeks, lucky=True, supported=False)


SCENARIOS: tuple[Scenario, ...] = (
    *(*_ordinary(), *_months(), *_looking()),
    *(*_beyond(), *_untold(), *_lucky()),
)
"""Supported are those in which nothing misleads the estimate: up to eight tasks a week (ten where months
differ), durations up to a log-sd of 1.2, weeks up to a variation of 0.6, logged on until there is enough, and
a period that nobody called typical without its being so. Other lives are given a figure all the same, since
theirs cannot be told from a supported one by a log. So they are published beside them.
"""
