"""The estimate held against tables of the gamma distribution, the method, and its own properties."""

from __future__ import annotations

from fractions import Fraction
from math import isclose
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calculators.logbook.estimator import (
    Estimate,
    Method,
    Week,
    estimate,
    gamma_below,
    gamma_quantile,
    quantile,
)
from simulation.coverage import method

if TYPE_CHECKING:
    from random import Random  # noqa: TID251  hypothesis' own, made from its seed

METHOD = method()
NEAR = 1e-8
"""Quantiles are rounded to nine digits, and a sum of two ends twice."""

# --- The gamma distribution


@pytest.mark.parametrize(
    ("probability", "freedom", "chi_squared"),
    [
        pytest.param(0.05, 1, 0.003932140, id="1 degree, 5 %"),
        pytest.param(0.95, 1, 3.841458821, id="1 degree, 95 %"),
        pytest.param(0.05, 2, 0.102586589, id="2 degrees, 5 %"),
        pytest.param(0.95, 2, 5.991464547, id="2 degrees, 95 %"),
        pytest.param(0.05, 10, 3.940299136, id="10 degrees, 5 %"),
        pytest.param(0.50, 10, 9.341817766, id="10 degrees, the median"),
        pytest.param(0.95, 10, 18.307038053, id="10 degrees, 95 %"),
        pytest.param(0.05, 100, 77.929465165, id="100 degrees, 5 %"),
        pytest.param(0.95, 100, 124.342113404, id="100 degrees, 95 %"),
    ],
)
def test_quantile_is_that_of_the_tables(probability: float, freedom: int, chi_squared: float) -> None:
    """Chi-squared with k degrees of freedom is twice gamma with shape k/2, and is in every table."""
    assert isclose(2 * gamma_quantile(probability, freedom / 2), chi_squared, rel_tol=2e-7)


@given(st.floats(0.05, 20_000), st.sampled_from([0.001, 0.025, 0.05, 0.5, 0.95, 0.975, 0.999]))
@example(0.05, 0.001)
@example(20_000.0, 0.999)
def test_quantile_undoes_the_distribution(shape: float, probability: float) -> None:
    """As many lie below the quantile as asked, up to the digits that it is rounded to."""
    below = gamma_below(shape, gamma_quantile(probability, shape))
    assert isclose(below, probability, rel_tol=1e-5)


def test_series_and_fraction_meet() -> None:
    """Below and above shape + 1 another sum is used; at the seam they agree."""
    for shape in (0.5, 3.0, 40.0, 3000.0):
        seam = shape + 1
        assert isclose(gamma_below(shape, seam * (1 - 1e-12)), gamma_below(shape, seam), rel_tol=1e-9)


def test_continued_fraction_survives_a_nought() -> None:
    """A term of nought is stepped over: at whole shapes the fraction ends, and the sum is a polynomial."""
    # Shape 1 is the exponential distribution.
    assert isclose(gamma_below(1.0, 3.0), 1 - 0.049787068367863944, rel_tol=1e-14)
    assert isclose(gamma_below(2.0, 5.0), 1 - 0.040427681994512805, rel_tol=1e-14)


def test_certain_nothing_has_no_range() -> None:
    """Neither mean nor variance: nothing."""
    assert quantile(0.05, Fraction(), Fraction()) == 0


# --- E1, worked out by hand


def weeks_of(*minutes: int, days: int = 5) -> list[Week]:
    """Return whole weeks with these minutes."""
    return [Week(days, of_week, number) for number, of_week in enumerate(minutes)]


def estimated(minutes: list[int], weeks: list[Week], *, typical: bool = True) -> Estimate:
    """Return the estimate of a five-day week."""
    return estimate(minutes, weeks, days_per_week=5, typical=typical, method=METHOD)


ENTRIES = [30, 45, 20, 60, 40, 15, 30, 25, 50, 90, 10, 30, 45, 35]
WEEKS = weeks_of(155, 85, 175, 110)


def test_variance_is_that_of_the_published_method() -> None:
    """V = max(Σw² + 0.30² y²/n, s² of the weeks / n), with w = x/n and y = Σw."""
    found = estimated(ENTRIES, WEEKS)
    mean = Fraction(525, 4)
    by_tasks = Fraction(sum(x * x for x in ENTRIES), 16) + Fraction(9, 100) * mean * mean / 4
    assert (found.mean, found.variance, found.weeks_differ) == (mean, by_tasks, False)


def test_seen_difference_of_the_weeks_decides_where_it_is_larger() -> None:
    """Sample variance of the week totals, divided by their number."""
    found = estimated([10] * 12, weeks_of(120, 0, 0, 0))
    sample_variance = Fraction(90 * 90 + 3 * 30 * 30, 3)
    assert (found.variance, found.weeks_differ) == (sample_variance / 4, True)


def test_period_that_may_be_untypical_adds_its_own_variance() -> None:
    """0.25² y², once."""
    sure, unsure = (estimated(ENTRIES, WEEKS, typical=typical) for typical in (True, False))
    assert unsure.variance - sure.variance == Fraction(1, 16) * sure.mean * sure.mean


@pytest.mark.parametrize(
    ("numbers", "part"),
    [
        pytest.param((1, 2, 3, 4), Fraction(1), id="a month"),
        pytest.param((1, 4, 7, 10), Fraction(1), id="three weeks apart"),
        pytest.param((1, 5, 9, 13), Fraction(1, 4), id="four weeks apart: four periods"),
        pytest.param((27, 1, 14, 40), Fraction(1, 4), id="four weeks over the year, in any order"),
        pytest.param((1, 2, 3, 20), Fraction(10, 16), id="three weeks and one"),
    ],
)
def test_spread_weeks_average_out_what_is_untypical(numbers: tuple[int, ...], part: Fraction) -> None:
    """Four periods alike leave a quarter of one period's own variance, three weeks and one ten sixteenths."""
    weeks = [Week(5, week.minutes, number) for week, number in zip(WEEKS, numbers, strict=True)]
    sure, unsure = (estimated(ENTRIES, weeks, typical=typical) for typical in (True, False))
    assert unsure.variance - sure.variance == part * Fraction(1, 16) * sure.mean * sure.mean


def test_ends_are_those_of_fay_and_feuer() -> None:
    """Below the quantile of shape y²/V and scale V/y; above the same with the largest weight added."""
    found = estimated(ENTRIES, WEEKS)
    mean, variance, largest = float(found.mean), float(found.variance), 90 / 4
    below = variance / mean * gamma_quantile(0.05, mean * mean / variance)
    mean, variance = mean + largest, variance + largest * largest
    above = variance / mean * gamma_quantile(0.95, mean * mean / variance)
    assert isclose(found.at_least, below, rel_tol=NEAR)
    assert isclose(found.up_to, above, rel_tol=NEAR)


def test_where_nothing_was_logged_an_unseen_entry_may_have_been() -> None:
    """Four empty weeks: from nothing to three times 45 minutes in four weeks, 24.7 hours in 44 weeks."""
    found = estimated([], weeks_of(0, 0, 0, 0))
    assert not found.mean
    assert not found.at_least
    assert isclose(found.up_to, 45 / 4 * gamma_quantile(0.95, 1), rel_tol=NEAR)
    assert round(found.up_to * 44 / 60, 1) == 24.7


def test_part_of_a_week_is_held_against_its_own_days() -> None:
    """Ten weeks of one day each, all alike, do not differ; nor do two whole weeks and one of a day."""
    assert not estimated([20] * 10, weeks_of(*[20] * 10, days=1)).weeks_differ
    whole = estimated([10] * 11, [Week(5, 50, 1), Week(5, 50, 2), Week(1, 10, 3)])
    assert not whole.weeks_differ
    assert whole.mean == 50


def test_one_week_alone_shows_no_difference() -> None:
    """Somebody who works one day a week and logs five in a row: nothing to hold the week against."""
    found = estimate([30] * 12, [Week(5, 360, 1)], days_per_week=1, typical=True, method=METHOD)
    assert found.mean == 72
    assert not found.weeks_differ


# --- What holds for every log

minutes_of_weeks = st.lists(st.lists(st.integers(1, 600), max_size=8), min_size=2, max_size=8).filter(
    lambda weeks: sum(map(len, weeks)) > 0
)


def log_of(weeks: list[list[int]], *, days: int = 5, typical: bool = True) -> Estimate:
    """Return the estimate of whole weeks with these entries."""
    minutes = [minutes for week in weeks for minutes in week]
    return estimated(minutes, weeks_of(*map(sum, weeks), days=days), typical=typical)


@given(minutes_of_weeks, st.booleans())
def test_best_lies_between_the_ends(weeks: list[list[int]], typical: bool) -> None:  # noqa: FBT001
    """At least is never above the mean, and up to never below."""
    found = log_of(weeks, typical=typical)
    assert 0 <= found.at_least <= float(found.mean) * (1 + NEAR)
    assert found.up_to * (1 + NEAR) >= float(found.mean)


@given(minutes_of_weeks, st.booleans())
def test_doubling_all_minutes_doubles_everything(weeks: list[list[int]], typical: bool) -> None:  # noqa: FBT001
    """To the last digit: minutes could as well be half minutes."""
    once, twice = (
        log_of(weeks, typical=typical),
        log_of([[2 * x for x in week] for week in weeks], typical=typical),
    )
    assert (twice.mean, twice.variance) == (2 * once.mean, 4 * once.variance)
    assert (twice.at_least, twice.up_to) == (2 * once.at_least, 2 * once.up_to)


@given(minutes_of_weeks, st.randoms(use_true_random=False))
def test_order_does_not_matter(weeks: list[list[int]], luck: Random) -> None:
    """Neither that of the entries nor that of the weeks, to the last digit."""
    shuffled = [luck.sample(week, len(week)) for week in luck.sample(weeks, len(weeks))]
    assert log_of(shuffled) == log_of(weeks)


@given(minutes_of_weeks, st.data())
def test_splitting_an_entry_never_widens_the_range(weeks: list[list[int]], data: st.DataObject) -> None:
    """The same time in two goes is better known than in one."""
    places = [(w, e) for w, week in enumerate(weeks) for e, x in enumerate(week) if x > 1]
    if not places:
        return
    week, entry = data.draw(st.sampled_from(places))
    half = weeks[week][entry] // 2
    split = [list(of_week) for of_week in weeks]
    split[week][entry : entry + 1] = [half, weeks[week][entry] - half]
    once, twice = log_of(weeks), log_of(split)
    width = once.up_to - once.at_least
    assert twice.up_to - twice.at_least <= width + NEAR * once.up_to
    assert twice.mean == once.mean


@given(minutes_of_weeks)
def test_empty_week_lowers_the_mean(weeks: list[list[int]]) -> None:
    """A week with nothing is a number, too."""
    assert log_of([*weeks, []]).mean < log_of(weeks).mean


@given(minutes_of_weeks)
def test_period_that_may_be_untypical_lowers_at_least(weeks: list[list[int]]) -> None:
    """Not knowing never makes surer."""
    assert log_of(weeks, typical=False).at_least <= log_of(weeks).at_least * (1 + NEAR)


def test_one_more_entry_may_lower_at_least() -> None:
    """No property of the method: a week made less like the others tells of weeks that differ more.

    Written down so that nobody promises the reader that it cannot happen.
    """
    calm = [[10] * 6] * 4
    busy = [[*calm[0], 480], *calm[1:]]
    assert log_of(busy).at_least < log_of(calm).at_least
    assert log_of(busy).mean > log_of(calm).mean


def test_method_says_what_it_is() -> None:
    """The constants that were simulated are those of the calculator."""
    simulated = METHOD
    assert simulated == Method(
        week_variation=Fraction(3, 10),
        untypical_variation=Fraction(1, 4),
        weeks_apart=4,
        unseen_minutes=45,
        tail=Fraction(1, 20),
    )
