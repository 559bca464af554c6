"""The constants of the logbook's method. None is law: the one rule about time, § 8, is `office`'s.

They are parameters all the same, so that `/regler/` shows them, marked as our own, and a change of the method
has its day.
"""

from datetime import timedelta
from fractions import Fraction

from calculators.acts import PAGES_READ, since_the_act
from calculators.law import Kind, Number, Parameter, Source

METHOD = Source(
    id="own-simulation",
    kind=Kind.ASSUMPTION,
    title="Håndbogens egen metode (gammainterval efter Fay og Feuer, 1997), afprøvet i vores egen simulation",
)
VERIFIED_ON = PAGES_READ
"""The day on which the simulation was last held against the method."""


def _of_method[T](name: str, value: T) -> Parameter[T]:
    """Return a constant of the method; it estimates by the same method whatever day is asked about."""
    return since_the_act(f"logbook.{name}", value, METHOD, VERIFIED_ON)


# --- When there is enough to say anything
ENTRIES_AT_LEAST = _of_method("entries_at_least", 12)
"""Routine and acute ones. Below, no interval of those tried held what it promised."""
WEEKS_AT_LEAST = _of_method("weeks_at_least", 2)
WEEKS_ADVISED = _of_method("weeks_advised", 4)
"""Twice as long as at the least: the range of a busy role is then a third narrower."""

# --- The range
WEEK_VARIATION = _of_method("week_variation", Fraction(3, 10))
"""Standard deviation of weeks as a part of the mean, so that four calm weeks cannot pretend to certainty."""
UNTYPICAL_VARIATION = _of_method("untypical_variation", Fraction(1, 4))
"""The same of whole periods, where nobody says that the logged one was typical."""
WEEKS_APART = _of_method("weeks_apart", 4)
"""Between two weeks of logging, if they are to be samples of two periods: a month is one by itself."""
UNSEEN_MINUTES = _of_method("unseen_minutes", 45)
"""The entry that the upper end reckons with where none was logged."""
TAIL_PERCENT = _of_method("tail_percent", 5)
"""At each end: between them lies a 90 % interval."""

# --- A working year
DAYS_PER_WEEK = _of_method("days_per_week", 5)
WEEKS_PER_YEAR = _of_method("weeks_per_year", 44)
"""52, less six of holiday and about two of public holidays. The reader may say another number."""

# --- What may belong to the calendar
LONG_ENTRY_HOURS = _of_method("long_entry_hours", 4)
"""An entry above it is the rare long one on which every method breaks."""

ALL: tuple[Parameter[Number], ...] = (
    ENTRIES_AT_LEAST,
    WEEKS_AT_LEAST,
    WEEKS_ADVISED,
    WEEK_VARIATION,
    UNTYPICAL_VARIATION,
    WEEKS_APART,
    UNSEEN_MINUTES,
    TAIL_PERCENT,
    DAYS_PER_WEEK,
    WEEKS_PER_YEAR,
    LONG_ENTRY_HOURS,
)
"""Every constant, in the order in which /regler/ tells them."""

# --- Not of the estimate, and so of no interest to /regler/
MINUTES_AN_HOUR = 60
HOURS_A_DAY = 24
DAYS_A_WEEK = 7
WEEKS_A_YEAR = 52
PERCENT = 100
MOST_ENTRIES = 20_000
"""Ten a working day for eight years."""
MOST_CALENDAR_ITEMS = 40
MOST_LETTERS = 200
"""Of a task, a name or a note: what fits on a line or two of paper."""
MOST_ITEM_HOURS = 200
"""Of one item of the calendar: a course of some weeks."""
MOST_TIMES_A_YEAR = 366
FOLLOW_UP = timedelta(weeks=13)
"""A quarter of a year: the note proposes to look again then."""
SPREAD = timedelta(weeks=13)
"""From one proposed week of logging to the next: four of them cover a year."""
SPREAD_WEEKS = 4
"""A month is a sample itself: four single weeks say more about a year than four in a row."""
OLD_AFTER = timedelta(weeks=52)
"""A log whose last day lies further back tells about another year."""
ROUND_TO = 5
"""Minutes: what an agreement about a week is rounded to."""
MINUTES_A_WEEK = (30, 60, 120, 180, 300)
"""What the table reckons for a reader without the program."""
