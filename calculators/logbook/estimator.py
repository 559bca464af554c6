"""From minutes logged in some weeks to minutes a week, with a range. Knows nothing but arithmetic.

A gamma interval for a weighted sum of Poisson counts (Fay and Feuer, 1997), widened by how much weeks differ:
each entry is an event that weighs its minutes. Everything up to the two quantiles is whole numbers and
fractions, so that no order of entries changes a digit.

Quantiles are rounded to 30 binary digits, nine decimal ones, so that a last digit in which two machines'
`exp` or `log` differ does not reach the answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, frexp, ldexp, lgamma, log

_DIGITS = 30
_SMALLEST = 1e-300
"""Stands for nought in the continued fraction, which divides by its terms."""
_ENOUGH = 1e-16
"""Where a series or a fraction changes by less than this part of itself, it is summed."""
_NEAR = 1e-12
"""Where a step towards a quantile is smaller than this part of it, it is reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """The constants of the method. None of them is law."""

    week_variation: Fraction
    """How much weeks are taken to differ at the least: standard deviation as a part of the mean."""
    untypical_variation: Fraction
    """The same for whole periods, where nobody says that the logged one was typical."""
    weeks_apart: int
    """From one week to the next, if they are to be of two periods."""
    unseen_minutes: int
    """The entry that the upper end reckons with where none was logged."""
    tail: Fraction
    """How often the truth may lie below the lower end, and above the upper."""


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week of the log: how many of its days were observed, and the minutes logged in it."""

    days: int
    minutes: int
    number: int
    """Of the week, so that neighbours differ by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Minutes a week."""

    mean: Fraction
    variance: Fraction
    weeks_differ: bool
    """Whether the seen difference of the weeks decided the variance, and not what is taken for granted."""
    at_least: float
    up_to: float


def estimate(
    minutes: Sequence[int], weeks: Iterable[Week], *, days_per_week: int, typical: bool, method: Method
) -> Estimate:
    """Return the mean week with its range. `weeks` hold the same minutes, and at least one day."""
    observed = list(weeks)
    days = sum(week.days for week in observed)
    many = Fraction(days, days_per_week)
    mean = sum(minutes) / many
    by_tasks = sum([x * x for x in minutes]) / (many * many)
    by_tasks += _square(method.week_variation) * _square(mean) / many
    by_weeks = _seen_variance(observed, days) * days_per_week * days_per_week
    variance = max(by_tasks, by_weeks)
    if not typical:
        variance += (
            _square(method.untypical_variation) * _square(mean) * _of_one_period(observed, method.weeks_apart)
        )
    largest = (max(minutes, default=0) or method.unseen_minutes) / many
    return Estimate(
        mean=mean,
        variance=variance,
        weeks_differ=by_weeks > by_tasks,
        at_least=quantile(float(method.tail), mean, variance),
        up_to=quantile(float(1 - method.tail), mean + largest, variance + _square(largest)),
    )


def _square(number: Fraction) -> Fraction:
    return number * number


def _seen_variance(weeks: Sequence[Week], days: int) -> Fraction:
    """Return the variance of the mean day, as far as it shows in how the weeks differ.

    Each week is held against what its own observed days would give at the mean. Where all weeks are whole,
    this is the variance of the week totals divided by their number; a week of two days is no calm week.
    """
    if len(weeks) <= 1:
        return Fraction()
    logged = sum(week.minutes for week in weeks)
    apart = sum(_whole_square(week.minutes * days - logged * week.days) for week in weeks)
    return Fraction(apart * len(weeks), (len(weeks) - 1) * days * days * days * days)


def _of_one_period(weeks: Sequence[Week], apart: int) -> Fraction:
    """Return which part of a period's own variance is left where the log is spread over several.

    The whole of it for one period, a quarter for four alike: each is a sample, and together they even out.
    """
    periods: list[int] = []
    before = None
    for week in sorted(weeks, key=lambda week: week.number):
        if before is None or week.number - before >= apart:
            periods.append(0)
        periods[-1] += week.days
        before = week.number
    return Fraction(sum(map(_whole_square, periods)), _whole_square(sum(periods)))


def _whole_square(number: int) -> int:
    return number * number


def quantile(probability: float, mean: Fraction, variance: Fraction) -> float:
    """Return the quantile of the gamma distribution with this mean and variance; 0 where both are 0."""
    if not variance:
        return 0.0
    return float(variance / mean) * gamma_quantile(probability, float(_square(mean) / variance))


def gamma_quantile(probability: float, shape: float) -> float:
    """Return the quantile of the gamma distribution of scale 1, by Newton's steps within a bisection."""
    top = 1.0
    while gamma_below(shape, top) < probability:
        top *= 2
    while gamma_below(shape, top / 2) >= probability:
        top /= 2
    bottom = top / 2
    x, before = 1.5 * bottom, 0.0
    while abs(x - before) > x * _NEAR:
        before, below = x, gamma_below(shape, x)
        if below < probability:
            bottom = x
        else:
            top = x
        x -= (below - probability) * x / (_front(shape, x) or _SMALLEST)
        if not bottom < x < top:
            x = (bottom + top) / 2
    fraction, exponent = frexp(x)
    return ldexp(round(ldexp(fraction, _DIGITS)), exponent - _DIGITS)


def gamma_below(shape: float, x: float) -> float:
    """Return the regularised lower incomplete gamma function: the chance of a value up to `x`."""
    if x < shape + 1:
        return _front(shape, x) * _series(shape, x)
    return 1 - _front(shape, x) * _fraction(shape, x)


def _front(shape: float, x: float) -> float:
    """Return exp(-x) x^shape / Gamma(shape); divided by x it is the density.

    By logarithms, since each part alone is too large or too small to be held.
    """
    return exp(shape * log(x) - x - lgamma(shape))


def _series(shape: float, x: float) -> float:
    total = term = 1 / shape
    at = shape
    while term > total * _ENOUGH:
        at += 1
        term *= x / at
        total += term
    return total


def _fraction(shape: float, x: float) -> float:
    """Return the continued fraction of the upper tail, by the method of Lentz."""
    b = x + 1 - shape
    c = 1 / _SMALLEST
    d = 1 / b
    product, factor, at = d, 0.0, 0
    while abs(factor - 1) > _ENOUGH * 8:
        at += 1
        a = at * (shape - at)
        b += 2
        d = 1 / _not_nought(a * d + b)
        c = _not_nought(b + a / c)
        factor = c * d
        product *= factor
    return product


def _not_nought(number: float) -> float:
    return number if abs(number) > _SMALLEST else _SMALLEST
