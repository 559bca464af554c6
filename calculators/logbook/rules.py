"""From a log to hours a year: log and day in, finding out. Pure, and no law but § 8, which names no hours.

What recurs by the calendar is reckoned exactly; only routine and acute work is extrapolated. Where the log is
too thin nothing is: what was not observed is not zero.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import NamedTuple

from calculators.law import Number, Source, Step, step
from calculators.logbook import parameters as p
from calculators.logbook.estimator import Estimate, Method, Week, estimate
from calculators.office import parameters as office


class Kind(StrEnum):
    """How a task came up."""

    ROUTINE = "routine"
    ACUTE = "acute"
    CALENDAR = "calendar"
    TRAINING = "training"


EXTRAPOLATED = (Kind.ROUTINE, Kind.ACUTE)
"""The rest recurs by the calendar, or is training with days of its own."""


class Typical(StrEnum):
    """Whether the logged period was one like any other."""

    UNKNOWN = "unknown"
    YES = "yes"
    NO = "no"


class Why(StrEnum):
    """What is missing before anything is said about a year."""

    OBSERVED_UNKNOWN = "observed_unknown"
    FEW_WEEKS = "few_weeks"
    FEW_ENTRIES = "few_entries"


class Note(StrEnum):
    """What the reader must know besides."""

    ENTRY_NOT_OBSERVED = "entry_not_observed"
    WEEK_TOO_FULL = "week_too_full"
    SAME_ID = "same_id"
    CALENDAR_ENTRY_ALONE = "calendar_entry_alone"
    TRAINING_ENTRY_ALONE = "training_entry_alone"
    LONG_ENTRIES = "long_entries"
    NO_EMPTY_DAY = "no_empty_day"
    TYPICAL_UNKNOWN = "typical_unknown"
    TYPICAL_NO = "typical_no"
    SHORT_LOG = "short_log"
    IN_A_ROW = "in_a_row"
    OLD_LOG = "old_log"
    METHOD = "method"
    NO_NUMBER_IN_LAW = "no_number_in_law"
    BETTER_AGREEMENT = "better_agreement"


class Entry(NamedTuple):
    """Something that was done. `place` is where it stands in the log as it was sent."""

    place: int
    day: date
    minutes: int
    task: str
    kind: Kind
    own_time: bool = False
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that recurs by the calendar."""

    name: str
    times_per_year: Fraction
    minutes: int

    @property
    def hours(self) -> Fraction:
        """Hours a year."""
        return self.times_per_year * self.minutes / p.MINUTES_AN_HOUR


@dataclass(frozen=True, kw_only=True)
class Log:
    """What was logged, and what the reader says about it. Without slots: what is often asked is kept."""

    entries: tuple[Entry, ...] = ()
    observed: frozenset[date] | None = None
    """None: not known on which days the log was kept."""
    calendar: tuple[Item, ...] = ()
    days_per_week: int
    weeks_per_year: int
    typical: Typical = Typical.UNKNOWN

    @cached_property
    def extrapolated(self) -> Sequence[Entry]:
        """The routine and acute entries."""
        return [entry for entry in self.entries if entry.kind in EXTRAPOLATED]

    @cached_property
    def kept(self) -> frozenset[date] | None:
        """The days on which it was kept: one with an entry is one of them, once any are known."""
        return None if self.observed is None else self.observed.union(entry.day for entry in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """What the log holds. `weeks` is None where it is not known on which days the log was kept."""

    entries: int
    minutes: int
    own_time_minutes: int
    weeks: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Hours a year, unrounded: the ends of a 90 % interval, and the plain mean between them."""

    at_least: float
    best: Fraction
    up_to: float


@dataclass(frozen=True, slots=True)
class Share:
    """Minutes spent on something, and which part of all that was logged."""

    name: str
    minutes: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class WeekLogged:
    """A calendar week of the log, from its Monday."""

    monday: date
    minutes: int
    """Routine and acute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """How much more there must be before anything is said about a year."""

    entries: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """The finding."""

    log: Log
    rules_on: date
    logged: Logged
    calendar_hours: Fraction
    recurring: Range | None
    total: Range | None
    why: tuple[Why, ...]
    missing: Missing
    by_task: tuple[Share, ...]
    by_kind: tuple[Share, ...]
    weeks: tuple[WeekLogged, ...]
    """Those observed, in order of time; empty where it is not known which were."""
    long_entries: tuple[Entry, ...]
    alone: tuple[Entry, ...]
    """Entries of kind calendar or training without a counterpart in the calendar."""
    decided_by: Source
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]

    @property
    def enough(self) -> bool:
        """Whether anything is said about a year."""
        return not self.why


def time_needed(log: Log, *, on: date) -> Time:
    """Return how many hours a year the role takes by a log. No day of the log lies after `on`.

    Raises NotInForceError before the known history of § 8: before 1 October 2010.
    """
    missing = _missing(log, on)
    why = tuple(_why(missing, log))
    weeks = _weeks(log)
    calendar_hours = sum((item.hours for item in log.calendar), Fraction())
    estimated = None if why else _estimate(log, weeks, on)
    recurring = _a_year(estimated, log) if estimated else None
    total = _with(recurring, calendar_hours) if recurring else None
    long = p.LONG_ENTRY_HOURS.at(on).value * p.MINUTES_AN_HOUR
    found = Time(
        log=log,
        rules_on=on,
        logged=_logged(log),
        calendar_hours=calendar_hours,
        recurring=recurring,
        total=total,
        why=why,
        missing=missing,
        by_task=_shares([entry.task for entry in log.entries], log),
        by_kind=_shares([entry.kind for entry in log.entries], log),
        weeks=tuple(WeekLogged(_monday(number), week.minutes) for number, week in weeks.items()),
        long_entries=tuple(entry for entry in log.extrapolated if entry.minutes > long),
        alone=tuple(_alone(log)),
        decided_by=office.REASONABLE_TIME.at(on).source,
        steps=(),
        notes=(),
    )
    return replace(found, steps=tuple(_steps(found, estimated, on)), notes=tuple(_notes(found, weeks, on)))


# --- What was logged


def _logged(log: Log) -> Logged:
    return Logged(
        entries=len(log.entries),
        minutes=sum(entry.minutes for entry in log.entries),
        own_time_minutes=sum(entry.minutes for entry in log.entries if entry.own_time),
        weeks=None if log.kept is None else Fraction(len(log.kept), log.days_per_week),
    )


def _missing(log: Log, on: date) -> Missing:
    return Missing(
        entries=max(p.ENTRIES_AT_LEAST.at(on).value - len(log.extrapolated), 0),
        days=max(p.WEEKS_AT_LEAST.at(on).value * log.days_per_week - len(log.kept or ()), 0),
    )


def _why(missing: Missing, log: Log) -> Iterator[Why]:
    if log.kept is None:
        yield Why.OBSERVED_UNKNOWN
    elif missing.days:
        yield Why.FEW_WEEKS
    if missing.entries:
        yield Why.FEW_ENTRIES


def _shares(names: Iterable[str], log: Log) -> tuple[Share, ...]:
    """Return the minutes by the names of all entries, largest first, and by name where they are the same."""
    minutes: dict[str, int] = defaultdict(int)
    for name, entry in zip(names, log.entries, strict=True):
        minutes[name] += entry.minutes
    total = sum(minutes.values())
    in_order = sorted(minutes.items(), key=lambda share: (-share[1], share[0]))
    return tuple(Share(name, many, Fraction(many, total)) for name, many in in_order)


def _alone(log: Log) -> Iterator[Entry]:
    """Yield what was logged of the calendar's and is not in it: under the same words, or not at all."""
    names = {item.name.casefold() for item in log.calendar}
    for entry in log.entries:
        if entry.kind not in EXTRAPOLATED and entry.task.casefold() not in names:
            yield entry


# --- The estimate


def _week(day: date) -> int:
    """Return the number of a day's calendar week, Monday to Sunday; the first day of all was a Monday."""
    return (day.toordinal() - 1) // p.DAYS_A_WEEK


def _monday(week: int) -> date:
    return date.fromordinal(week * p.DAYS_A_WEEK + 1)


def _weeks(log: Log) -> dict[int, Week]:
    """Return each observed week by its number, in order of time, with its routine and acute minutes."""
    if log.kept is None:
        return {}
    week_of = {day: _week(day) for day in log.kept}
    days = Counter(week_of.values())
    minutes = dict.fromkeys(days, 0)
    for entry in log.extrapolated:
        minutes[week_of[entry.day]] += entry.minutes
    return {number: Week(days[number], minutes[number], number) for number in sorted(days)}


def _estimate(log: Log, weeks: Mapping[int, Week], on: date) -> Estimate:
    return estimate(
        [entry.minutes for entry in log.extrapolated],
        weeks.values(),
        days_per_week=log.days_per_week,
        typical=log.typical is Typical.YES,
        method=Method(
            week_variation=p.WEEK_VARIATION.at(on).value,
            untypical_variation=p.UNTYPICAL_VARIATION.at(on).value,
            weeks_apart=p.WEEKS_APART.at(on).value,
            unseen_minutes=p.UNSEEN_MINUTES.at(on).value,
            tail=Fraction(p.TAIL_PERCENT.at(on).value, p.PERCENT),
        ),
    )


def _a_year(estimated: Estimate, log: Log) -> Range:
    """Return hours a year for minutes a week."""
    return Range(
        at_least=estimated.at_least * log.weeks_per_year / p.MINUTES_AN_HOUR,
        best=estimated.mean * log.weeks_per_year / p.MINUTES_AN_HOUR,
        up_to=estimated.up_to * log.weeks_per_year / p.MINUTES_AN_HOUR,
    )


def _with(recurring: Range, calendar_hours: Fraction) -> Range:
    """Return the range with what is exact added to it: it moves, and gets no wider."""
    return Range(
        at_least=recurring.at_least + float(calendar_hours),
        best=recurring.best + calendar_hours,
        up_to=recurring.up_to + float(calendar_hours),
    )


# --- How it was found


def _by_method(rule: str, outcome: str | Number, **numbers: Number) -> Step:
    return Step(
        rule=rule,
        outcome=outcome,
        source=p.METHOD,
        verified_on=p.VERIFIED_ON,
        numbers=tuple(numbers.items()),
    )


def _steps(found: Time, estimated: Estimate | None, on: date) -> Iterator[Step]:
    """Yield the way to the figure. Numbers are rounded for the reader, never for the next step."""
    yield step("reasonable_time", "no_number", office.REASONABLE_TIME.at(on))
    log, logged = found.log, found.logged
    if logged.weeks is not None:
        days = len(log.kept or ())
        weeks = _rounded(logged.weeks)
        yield _by_method("observed", weeks, days=days, weeks=weeks, days_per_week=log.days_per_week)
    many, minutes = len(log.extrapolated), sum(entry.minutes for entry in log.extrapolated)
    yield _by_method("logged", minutes, n=many, minutes=minutes)
    if log.calendar:
        hours = _rounded(found.calendar_hours)
        yield _by_method("calendar", hours, n=len(log.calendar), hours=hours)
    if estimated is None or found.recurring is None or found.total is None:
        entries, at_least = p.ENTRIES_AT_LEAST.at(on), p.WEEKS_AT_LEAST.at(on)
        yield step("too_thin", "no_range", entries, entries=entries.value, weeks=at_least.value)
        return
    yield from _range_steps(found, estimated, found.recurring, on)
    if log.calendar:
        best = round(found.total.best)
        yield _by_method("total", best, **_ends(found.total), best=best)


def _range_steps(found: Time, estimated: Estimate, recurring: Range, on: date) -> Iterator[Step]:
    log = found.log
    minutes, best = round(estimated.mean), round(recurring.best)
    yield _by_method("mean", minutes, minutes=minutes)
    yield _by_method("a_year", best, weeks=log.weeks_per_year, best=best)
    variation = p.WEEK_VARIATION.at(on)
    percent = round(variation.value * p.PERCENT)
    rule = "weeks_differ" if estimated.weeks_differ else "weeks_alike"
    yield step(rule, percent, variation, percent=percent)
    if log.typical is not Typical.YES:
        variation = p.UNTYPICAL_VARIATION.at(on)
        percent = round(variation.value * p.PERCENT)
        yield step("untypical", percent, variation, percent=percent)
    tail = p.TAIL_PERCENT.at(on)
    ends = _ends(recurring)
    yield step("range", ends["at_least"], tail, **ends, percent=p.PERCENT - 2 * tail.value)


def _ends(hours: Range) -> dict[str, int]:
    """Return the ends in whole hours: what is certain rounded down, what may be rounded up."""
    return {"at_least": floor(hours.at_least), "up_to": ceil(hours.up_to)}


def _rounded(number: Fraction) -> Fraction:
    """Return a number with the one decimal that a reader reads."""
    return round(number, 1)


# --- What must be said besides


def _notes(found: Time, weeks: Mapping[int, Week], on: date) -> Iterator[Note]:
    """Yield what must be said besides, the nearest to this answer first."""
    log = found.log
    yield from _log_notes(log, weeks.values())
    if any(entry.kind is Kind.CALENDAR for entry in found.alone):
        yield Note.CALENDAR_ENTRY_ALONE
    if any(entry.kind is Kind.TRAINING for entry in found.alone):
        yield Note.TRAINING_ENTRY_ALONE
    if found.long_entries:
        yield Note.LONG_ENTRIES
    if found.enough:
        yield from _range_notes(found, on)
    yield Note.NO_NUMBER_IN_LAW
    yield Note.BETTER_AGREEMENT


def _log_notes(log: Log, weeks: Iterable[Week]) -> Iterator[Note]:
    if log.kept != log.observed:
        yield Note.ENTRY_NOT_OBSERVED
    if any(week.days > log.days_per_week for week in weeks):
        yield Note.WEEK_TOO_FULL
    named = [entry.id for entry in log.entries if entry.id]
    if len(set(named)) < len(named):
        yield Note.SAME_ID


def _range_notes(found: Time, on: date) -> Iterator[Note]:
    log, weeks = found.log, found.weeks
    # Nothing happened on none of the days: more likely they were not marked, and then the figure is too high.
    if log.kept == frozenset(entry.day for entry in log.extrapolated):
        yield Note.NO_EMPTY_DAY
    if log.typical is not Typical.YES:
        yield Note.TYPICAL_NO if log.typical is Typical.NO else Note.TYPICAL_UNKNOWN
    if found.logged.weeks is not None and found.logged.weeks < p.WEEKS_ADVISED.at(on).value:
        yield Note.SHORT_LOG
    if weeks[-1].monday - weeks[0].monday < timedelta(weeks=len(weeks)):
        yield Note.IN_A_ROW
    if on - weeks[-1].monday > p.OLD_AFTER:
        yield Note.OLD_LOG
    yield Note.METHOD
