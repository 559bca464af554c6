"""Danish working days, as far as a deadline needs them: Monday to Friday that are no public holiday.

The public holidays are those that the Church minister's answer (`parameters.CHURCH_MINISTER`) names: the days
of the National Church that the act on shop hours lists. Grundlovsdag, 24 and 31 December are free to many and
public holidays to none of the sources, so they count as working days here.
"""

from datetime import date, timedelta

from calculators.training import parameters as p

_FIXED = ((1, 1), (12, 25), (12, 26))
"""Month and day: nytårsdag, first and second juledag."""
_FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
"""Days from Easter Sunday: skærtorsdag, langfredag, both påskedage, Kristi himmelfartsdag, both pinsedage."""
_STORE_BEDEDAG = 26
"""The fourth Friday after Easter."""

_SATURDAY = 5


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a Gregorian year, by the anonymous algorithm as Meeus gives it (1991)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leap_centuries, rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    to_sunday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int) -> frozenset[date]:
    """Return the public holidays of a year, Sundays among them. Raises NotInForceError before 2010."""
    easter = easter_sunday(year)
    after_easter = list(_FROM_EASTER)
    if p.STORE_BEDEDAG.version(date(year, 12, 31)).value is not None:
        after_easter.append(_STORE_BEDEDAG)
    return frozenset(
        {date(year, month, day) for month, day in _FIXED}
        | {easter + timedelta(days=days) for days in after_easter}
    )


def is_weekend(day: date) -> bool:
    """Whether a day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def last_working_day(by: date) -> date:
    """Return `by` where that is a working day, else the last one before it."""
    while is_weekend(by) or by in public_holidays(by.year):
        by -= timedelta(days=1)
    return by
