"""What training a member of the AMO is entitled to, and by when. Pure: seat and day in, finding out.

Follows § 9: who is a member, the mandatory training and its limit, the supplementary days of each year of
office. What the law leaves open (transition, lapse, pooling, re-election) is decided as the sources tell it,
and each time a note says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from calculators.acts import ORDER_OF_2024_FROM
from calculators.law import InForce, Number, Source, Step, step
from calculators.office import parameters as office
from calculators.scope import NOT_COVERED, Setting, outside
from calculators.training import parameters as p
from calculators.training.workdays import last_working_day

VOLUNTARY = "voluntary"
"""An AMR elected where no AMO is required: a setting of this calculator alone."""


class Role(StrEnum):
    """What the member is in the AMO."""

    AMR = "amr"
    LEADER = "leader"
    CHAIR = "chair"
    """The employer, or whoever is in the chair for the employer and no appointed arbejdsleder."""


class Mandatory(StrEnum):
    """Whether the mandatory training was taken."""

    NOT_YET = "not_yet"
    DONE = "done"
    """In this term."""
    EARLIER = "earlier"
    """In an earlier term or job."""
    COORDINATOR = "coordinator"


class Because(StrEnum):
    """What decides whether the mandatory training is required."""

    NOT_ENTITLED = "not_entitled"
    NOT_YET = "not_yet"
    DONE = "done"
    EARLIER = "earlier"
    TOO_EARLY = "too_early"
    """The earlier course was taken before those that still serve."""
    CUT_OFF_DAY = "cut_off_day"
    DAY_UNKNOWN = "day_unknown"
    COORDINATOR = "coordinator"


class DeadlineKind(StrEnum):
    """What a deadline is about."""

    MANDATORY = "mandatory"
    START = "start"
    """The first year's days can be begun."""
    YEAR = "year"
    """A year of office ends, and with it what was offered in it."""


class State(StrEnum):
    """Where a deadline stands on the day asked about."""

    MET = "met"
    PAST = "past"
    NEXT = "next"
    LATER = "later"


class PoolFault(StrEnum):
    """Why an agreement to pool days is none."""

    NOT_IN_WRITING = "not_in_writing"
    SAME_YEAR = "same_year"
    FROM_OUTSIDE_TERM = "from_outside_term"
    TO_OUTSIDE_TERM = "to_outside_term"
    FIRST_YEAR = "first_year"
    TWICE = "twice"


class Note(StrEnum):
    """What the reader must know besides: a doubt, a conflict between sources, a thing not computed."""

    CHAIR_MAY_BE_LEADER = "chair_may_be_leader"
    VOLUNTARY_IS_INFERRED = "voluntary_is_inferred"
    NO_TRANSITION_RULE = "no_transition_rule"
    OWED_SINCE_FIRST_TERM = "owed_since_first_term"
    DONE_BEFORE_SEAT = "done_before_seat"
    DONE_AHEAD = "done_ahead"
    CUT_OFF = "cut_off"
    CUT_OFF_DAY = "cut_off_day"
    COORDINATOR = "coordinator"
    RE_ELECTED = "re_elected"
    AFTER_BREAK = "after_break"
    POOLING = "pooling"
    POOL_OVER_TWO_YEARS = "pool_over_two_years"
    POOL_AHEAD = "pool_ahead"
    POOL_CUT_SHORT = "pool_cut_short"
    USED_MORE = "used_more"
    SITE = "site"
    LEFT = "left"
    LONGER_TERM = "longer_term"
    MONTHS = "months"
    START_UNSEEN = "start_unseen"
    LAPSE = "lapse"
    HOURS = "hours"
    BETTER_AGREEMENT = "better_agreement"
    AMENDMENTS_UNREAD = "amendments_unread"
    GUIDANCE_UNREAD = "guidance_unread"
    OLDER_ORDER_UNREAD = "older_order_unread"


@dataclass(frozen=True, slots=True)
class Pool:
    """The days of one year of office, moved to another by a written agreement."""

    from_year: int
    to_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """What the rules ask about a member and her seat."""

    role: Role = Role.AMR
    member_from: date
    elected_on: date
    """Not after `member_from`."""
    mandatory: Mandatory = Mandatory.NOT_YET
    mandatory_done_on: date | None = None
    """Required with DONE."""
    term_years: int
    unbroken_years_before: int = 0
    left_on: date | None = None
    """Not before `member_from`."""
    setting: Setting | None = Setting.ENTERPRISE
    """None: an AMR where no AMO is required."""
    pooled: tuple[Pool, ...] = ()
    """Agreements without a fault, see `pool_fault`."""
    used: tuple[tuple[int, Fraction], ...] = ()
    """Year of office and supplementary days taken in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MandatoryTraining:
    """The mandatory training. `due` is None where none is required."""

    required: bool | str
    """True, False or «depends»."""
    days: int
    hours: int
    due: date | None
    late: bool
    because: Because


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOfOffice:
    """A year of office, both days included, and the supplementary training offered in it."""

    year: int
    first_day: date
    last_day: date
    days: Fraction
    hours: int
    startable_by: date | None
    completable_by: date | None
    lapses_on: date
    used: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day by which something must have happened, the day itself included."""

    kind: DeadlineKind
    year: int
    """The year of office it is about; 1 for the mandatory training."""
    day: date
    last_working_day: date
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """The finding: what the member is entitled to in her term, and what it rests on."""

    seat: Seat
    rules_on: date
    entitled: bool
    mandatory: MandatoryTraining
    years: tuple[YearOfOffice, ...]
    total_days: Fraction
    deadlines: tuple[Deadline, ...]
    due_by_old_rule: date | None
    """Where no rule was seen on which of the two limits holds: the other one."""
    decided_by: Source
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]


def months_after(day: date, months: int) -> date:
    """Return the same day number so many months later, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, _MONTHS_A_YEAR)
    first = date(day.year + year, month + 1, 1)
    following = (first + timedelta(days=_LONGEST_MONTH)).replace(day=1)
    return first + timedelta(days=min(day.day, (following - first).days) - 1)


_MONTHS_A_YEAR = 12
_LONGEST_MONTH = 31


def is_known(day: date) -> bool:
    """Whether every rule that the answer about a seat taken up on `day` rests on is known then."""
    began_later = (p.DUE_FROM_SEAT, p.SUPPLEMENTARY_DISCUSSED)
    return all(parameter.is_known(day) for parameter in p.ALL if parameter not in began_later)


def pool_fault(
    pools: tuple[Pool, ...], place: int, *, in_writing: bool, term_years: int, first_year_counts: bool
) -> PoolFault | None:
    """Return the first thing that is wrong with one of the agreements to pool days, if anything is.

    `first_year_counts`: the first year of this term is the member's first in office, with its own two days.
    """
    pool = pools[place]
    faults = {
        PoolFault.NOT_IN_WRITING: not in_writing,
        PoolFault.SAME_YEAR: pool.from_year == pool.to_year,
        PoolFault.FROM_OUTSIDE_TERM: pool.from_year > term_years,
        PoolFault.TO_OUTSIDE_TERM: pool.to_year > term_years,
        PoolFault.FIRST_YEAR: pool.from_year == 1 and first_year_counts,
        PoolFault.TWICE: any(pool.from_year == other.from_year for other in pools[:place]),
    }
    return next((fault for fault, is_there in faults.items() if is_there), None)


def entitlement(seat: Seat, *, on: date) -> Entitlement:
    """Return what the holder of a seat is entitled to, by the rules of the days it is about, seen from `on`.

    Raises NotInForceError where the seat was taken up before the known history: before 17 October 2010.
    """
    refused = _not_entitled(seat)
    if refused is not None:
        return _nothing(seat, refused, on)
    mandatory, deciding = _mandatory(seat, on)
    years, counting = _years(seat, mandatory)
    total = Fraction(mandatory.days) + sum((year.days for year in years), Fraction())
    members = p.MEMBERS.at(seat.member_from)
    return Entitlement(
        seat=seat,
        rules_on=on,
        entitled=True,
        mandatory=mandatory,
        years=years,
        total_days=total,
        deadlines=_deadlines(seat, mandatory, years, on),
        due_by_old_rule=_due_by_old_rule(seat) if mandatory.due else None,
        decided_by=members.source,
        steps=(
            step("member", "entitled", members),
            *deciding,
            *counting,
            step("total", total, members, total=total),
            *_costs(seat),
        ),
        notes=tuple(_notes(seat, mandatory, years, on)),
    )


def _not_entitled(seat: Seat) -> Step | None:
    """Return the step that ends it: outside the Act, no member of an AMO, or the employer."""
    if seat.setting is None:
        return step("voluntary", "not_entitled", p.VOLUNTARY_EXEMPT.at(seat.member_from))
    kept_outside = outside(seat.setting)
    if kept_outside is not None:
        return step(f"outside.{kept_outside}", "not_entitled", NOT_COVERED[kept_outside].at(seat.member_from))
    if seat.role is Role.CHAIR:
        return step("chair", "not_entitled", p.EMPLOYER_EXEMPT.at(seat.member_from))
    return None


def _nothing(seat: Seat, refused: Step, on: date) -> Entitlement:
    notes = []
    if seat.setting is None:
        notes.append(Note.VOLUNTARY_IS_INFERRED)
    elif refused.rule == "chair":
        notes.append(Note.CHAIR_MAY_BE_LEADER)
    return Entitlement(
        seat=seat,
        rules_on=on,
        entitled=False,
        mandatory=MandatoryTraining(
            required=False, days=0, hours=0, due=None, late=False, because=Because.NOT_ENTITLED
        ),
        years=(),
        total_days=Fraction(),
        deadlines=(),
        due_by_old_rule=None,
        decided_by=refused.source,
        steps=(refused,),
        notes=tuple(notes),
    )


# --- The mandatory training


def _mandatory(seat: Seat, on: date) -> tuple[MandatoryTraining, tuple[Step, ...]]:
    because, deciding = _because(seat)
    if because in (Because.EARLIER, Because.COORDINATOR):
        exempt = MandatoryTraining(required=False, days=0, hours=0, due=None, late=False, because=because)
        return exempt, deciding
    days, hours = p.MANDATORY_DAYS.at(seat.member_from), p.MANDATORY_HOURS.at(seat.member_from)
    months, anchor = p.MANDATORY_DUE_MONTHS.at(seat.member_from), _anchor(seat)
    from_ = seat.elected_on if anchor.parameter == p.DUE_FROM_ELECTION.name else seat.member_from
    due = months_after(from_, months.value)
    required = MandatoryTraining(
        required="depends" if because in (Because.CUT_OFF_DAY, Because.DAY_UNKNOWN) else True,
        days=days.value,
        hours=hours.value,
        due=due,
        late=_is_late(seat, because, due, on),
        because=because,
    )
    return required, (
        *deciding,
        step("mandatory", days.value, days, days=days.value),
        step("mandatory_hours", hours.value, hours, hours=hours.value),
        step(anchor.parameter.rpartition(".")[2], from_, anchor, day=from_),
        step("due", due, months, months=months.value, day=due),
        step("months", due, p.MONTHS_TO_SAME_DAY.at(seat.member_from)),
    )


def _because(seat: Seat) -> tuple[Because, tuple[Step, ...]]:
    if seat.mandatory is Mandatory.NOT_YET:
        return Because.NOT_YET, ()
    if seat.mandatory is Mandatory.COORDINATOR:
        exempt = p.COORDINATOR_EXEMPT.at(seat.member_from)
        return Because.COORDINATOR, (step("coordinator", "not_required", exempt),)
    because = _course(seat)
    if because is Because.DONE:
        return because, ()
    after = p.EARLIER_COURSE_AFTER.at(seat.member_from)
    return because, (step(f"course.{because}", because, after, after=after.value),)


def _course(seat: Seat) -> Because:
    """Whether a course serves: «efter 1. april 1991»; what holds on that very day is not said."""
    after, done_on = p.EARLIER_COURSE_AFTER.at(seat.member_from).value, seat.mandatory_done_on
    if done_on is None:
        return Because.DAY_UNKNOWN
    if done_on <= after:
        return Because.CUT_OFF_DAY if done_on == after else Because.TOO_EARLY
    return Because.DONE if seat.mandatory is Mandatory.DONE else Because.EARLIER


def _anchor(seat: Seat) -> InForce[bool]:
    """Return what the limit runs from: the election until 31 January 2024, the seat since."""
    if p.DUE_FROM_SEAT.is_known(seat.member_from):
        return p.DUE_FROM_SEAT.at(seat.member_from)
    return p.DUE_FROM_ELECTION.at(seat.member_from)


def _is_late(seat: Seat, because: Because, due: date, on: date) -> bool:
    """Done after the day, or not done and the day has passed; a seat that was left ends the waiting."""
    if because is Because.DONE and seat.mandatory_done_on is not None:
        return seat.mandatory_done_on > due
    return min(on, seat.left_on or on) > due


def _due_by_old_rule(seat: Seat) -> date | None:
    """§ 9 changed between election and seat: «inden 3 måneder efter valget» is the other answer."""
    if not seat.elected_on < ORDER_OF_2024_FROM <= seat.member_from:
        return None
    return months_after(seat.elected_on, p.MANDATORY_DUE_MONTHS.at(seat.elected_on).value)


# --- The supplementary training


def _years(seat: Seat, mandatory: MandatoryTraining) -> tuple[tuple[YearOfOffice, ...], tuple[Step, ...]]:
    first_days = [months_after(seat.member_from, _MONTHS_A_YEAR * year) for year in range(seat.term_years)]
    begun = [day for day in first_days if seat.left_on is None or day < seat.left_on]
    years = [_year(seat, mandatory, number, day) for number, day in enumerate(begun, start=1)]
    moved = tuple(pool for pool in seat.pooled if max(pool.from_year, pool.to_year) <= len(years))
    return _pooled(years, moved), (*_year_steps(seat, years), *_pool_steps(seat, moved))


def _is_first_ever(seat: Seat, year: int) -> bool:
    return year == 1 and not seat.unbroken_years_before


def _year(seat: Seat, mandatory: MandatoryTraining, year: int, first_day: date) -> YearOfOffice:
    last_day = months_after(seat.member_from, _MONTHS_A_YEAR * year) - timedelta(days=1)
    used = sum((days for of, days in seat.used if of == year), Fraction())
    if not _is_first_ever(seat, year):
        return YearOfOffice(
            year=year,
            first_day=first_day,
            last_day=last_day,
            days=Fraction(p.FOLLOWING_YEAR_DAYS.at(first_day).value),
            hours=p.FOLLOWING_YEAR_HOURS.at(first_day).value,
            startable_by=last_day,
            completable_by=None,
            lapses_on=last_day,
            used=used,
        )
    months = p.FIRST_YEAR_MONTHS.at(first_day).value
    return YearOfOffice(
        year=year,
        first_day=first_day,
        last_day=last_day,
        days=Fraction(p.FIRST_YEAR_DAYS.at(first_day).value),
        hours=p.FIRST_YEAR_HOURS.at(first_day).value,
        startable_by=_startable_by(seat, mandatory, last_day),
        completable_by=months_after(first_day, months) - timedelta(days=1),
        lapses_on=last_day,
        used=used,
    )


def _startable_by(seat: Seat, mandatory: MandatoryTraining, last_day: date) -> date | None:
    """Nine months after the mandatory training, or after its limit while it is not done; never past the year.

    None where it was taken before this seat: nothing is said of when they begin to run then.
    """
    taken_before = seat.mandatory in (Mandatory.EARLIER, Mandatory.COORDINATOR) or _done_before_seat(seat)
    runs_from = seat.mandatory_done_on if mandatory.because is Because.DONE else mandatory.due
    if taken_before or runs_from is None:
        return None
    months = p.FIRST_YEAR_START_MONTHS.at(seat.member_from).value
    return min(last_day, months_after(runs_from, months))


def _done_before_seat(seat: Seat) -> bool:
    """Whether the nine months since the course had passed when the seat was taken up."""
    if seat.mandatory is not Mandatory.DONE or seat.mandatory_done_on is None:
        return False
    months = p.FIRST_YEAR_START_MONTHS.at(seat.member_from).value
    return months_after(seat.mandatory_done_on, months) < seat.member_from


def _pooled(years: list[YearOfOffice], pools: tuple[Pool, ...]) -> tuple[YearOfOffice, ...]:
    """Return the years with each pooled year's own days and hours moved to where the agreement puts them."""
    days, hours = [year.days for year in years], [year.hours for year in years]
    for pool in pools:
        giving, taking = years[pool.from_year - 1], pool.to_year - 1
        days[pool.from_year - 1] -= giving.days
        hours[pool.from_year - 1] -= giving.hours
        days[taking] += giving.days
        hours[taking] += giving.hours
    return tuple(replace(year, days=days[at], hours=hours[at]) for at, year in enumerate(years))


def _year_steps(seat: Seat, years: list[YearOfOffice]) -> Iterator[Step]:
    for year in years:
        named: dict[str, Number] = {"year": year.year, "days": year.days}
        named |= {"first_day": year.first_day, "last_day": year.last_day}
        if not _is_first_ever(seat, year.year):
            yield step("following_year", year.days, p.FOLLOWING_YEAR_DAYS.at(year.first_day), **named)
            continue
        months = p.FIRST_YEAR_MONTHS.at(year.first_day)
        yield step("first_year", year.days, p.FIRST_YEAR_DAYS.at(year.first_day), **named)
        yield step("first_year_within", year.last_day, months, months=months.value, day=year.last_day)
        if year.startable_by is not None:
            start = p.FIRST_YEAR_START_MONTHS.at(year.first_day)
            by = year.startable_by
            yield step("first_year_start", by, start, months=start.value, day=by)
    if not years:
        return
    first_day = years[0].first_day
    if seat.unbroken_years_before:
        yield step("re_elected", "go_on", p.RE_ELECTED_GO_ON.at(first_day))
    else:
        yield step("hours_first_year", years[0].hours, p.FIRST_YEAR_HOURS.at(first_day), hours=years[0].hours)
    if seat.unbroken_years_before or len(years) > 1:
        hours = p.FOLLOWING_YEAR_HOURS.at(first_day)
        yield step("hours_following_year", hours.value, hours, hours=hours.value)
        yield step("startable_in_year", "same_year", p.STARTABLE_IN_YEAR.at(first_day))
    yield step("lapses", "end_of_year", p.UNUSED_LAPSES.at(first_day))


def _pool_steps(seat: Seat, pools: tuple[Pool, ...]) -> Iterator[Step]:
    for pool in pools:
        in_writing = p.POOLING_IN_WRITING.at(seat.member_from)
        yield step("pooled", "moved", in_writing, from_year=pool.from_year, to_year=pool.to_year)
    if pools:
        yield step("first_year_not_pooled", "kept", p.FIRST_YEAR_NOT_POOLED.at(seat.member_from))


def _costs(seat: Seat) -> Iterator[Step]:
    if seat.role is Role.AMR:
        yield step("costs", "paid", p.COSTS_PAID.at(seat.member_from))
    yield step("working_time", "paid", p.WORKING_TIME.at(seat.member_from))
    yield step("offer_documented", "in_writing", p.OFFER_DOCUMENTED.at(seat.member_from))


# --- The deadlines


def _deadlines(
    seat: Seat, mandatory: MandatoryTraining, years: tuple[YearOfOffice, ...], on: date
) -> tuple[Deadline, ...]:
    """Return every deadline of the seat in order of time; what falls after the seat was left is none."""
    days = sorted(
        (found for found in _days(mandatory, years) if seat.left_on is None or found[0] <= seat.left_on),
        key=lambda found: found[0],
    )
    ahead = next((at for at, (day, *_, met) in enumerate(days) if not met and day >= on), len(days))
    deadlines = []
    for at, (day, kind, year, met) in enumerate(days):
        state = State.MET if met else State.PAST if day < on else State.NEXT if at == ahead else State.LATER
        deadlines.append(
            Deadline(kind=kind, year=year, day=day, last_working_day=last_working_day(day), state=state)
        )
    return tuple(deadlines)


def _days(
    mandatory: MandatoryTraining, years: tuple[YearOfOffice, ...]
) -> Iterator[tuple[date, DeadlineKind, int, bool]]:
    """Yield each day, what it is about, and whether that was done, by what the reader says."""
    if mandatory.due is not None:
        yield mandatory.due, DeadlineKind.MANDATORY, 1, mandatory.because is Because.DONE
    for year in years:
        if not year.days:
            continue
        met = year.used >= year.days
        if year.completable_by and year.startable_by and year.startable_by < year.last_day:
            yield year.startable_by, DeadlineKind.START, year.year, year.used > 0
        yield year.last_day, DeadlineKind.YEAR, year.year, met


# --- What must be said besides


def _notes(
    seat: Seat, mandatory: MandatoryTraining, years: tuple[YearOfOffice, ...], on: date
) -> Iterator[Note]:
    """Yield what must be said besides, the nearest to this answer first."""
    yield from _mandatory_notes(seat, mandatory, on)
    if seat.unbroken_years_before:
        yield Note.RE_ELECTED
    elif seat.mandatory is Mandatory.EARLIER:
        yield Note.AFTER_BREAK
    yield from _pool_notes(seat, years)
    if any(year.used > year.days for year in years):
        yield Note.USED_MORE
    if seat.setting is Setting.CONSTRUCTION_SITE and seat.left_on is None:
        yield Note.SITE
    if seat.left_on is not None:
        yield Note.LEFT
    if seat.term_years > office.TERM_YEARS.at(seat.member_from).value:
        yield Note.LONGER_TERM
    yield Note.MONTHS
    if years and years[0].completable_by and years[0].startable_by:
        yield Note.START_UNSEEN
    if years:
        yield Note.LAPSE
        yield Note.HOURS
    yield Note.BETTER_AGREEMENT
    if on >= ORDER_OF_2024_FROM:
        yield Note.AMENDMENTS_UNREAD
        yield Note.GUIDANCE_UNREAD
    else:
        yield Note.OLDER_ORDER_UNREAD


def _mandatory_notes(seat: Seat, mandatory: MandatoryTraining, on: date) -> Iterator[Note]:
    if mandatory.due and _due_by_old_rule(seat):
        yield Note.NO_TRANSITION_RULE
    if seat.unbroken_years_before and seat.mandatory is Mandatory.NOT_YET:
        yield Note.OWED_SINCE_FIRST_TERM
    if _done_before_seat(seat):
        yield Note.DONE_BEFORE_SEAT
    if seat.mandatory is Mandatory.DONE and seat.mandatory_done_on and seat.mandatory_done_on > on:
        yield Note.DONE_AHEAD
    if mandatory.because in (Because.EARLIER, Because.TOO_EARLY, Because.DAY_UNKNOWN):
        yield Note.CUT_OFF
    if mandatory.because is Because.CUT_OFF_DAY:
        yield Note.CUT_OFF_DAY
    if mandatory.because is Because.COORDINATOR:
        yield Note.COORDINATOR


def _pool_notes(seat: Seat, years: tuple[YearOfOffice, ...]) -> Iterator[Note]:
    taking = [pool.to_year for pool in seat.pooled]
    giving = [pool.from_year for pool in seat.pooled]
    if seat.pooled:
        yield Note.POOLING
    far = any(abs(pool.to_year - pool.from_year) > 1 for pool in seat.pooled)
    if far or len(set(taking)) < len(taking) or set(taking) & set(giving):
        yield Note.POOL_OVER_TWO_YEARS
    if any(pool.to_year < pool.from_year for pool in seat.pooled):
        yield Note.POOL_AHEAD
    if any(max(pool.from_year, pool.to_year) > len(years) for pool in seat.pooled):
        yield Note.POOL_CUT_SHORT
