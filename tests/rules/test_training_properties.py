"""What holds of training for every seat and every day, found out with made-up ones."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import holidays
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calculators.scope import Setting
from calculators.training.rules import (
    Entitlement,
    Mandatory,
    Pool,
    Role,
    Seat,
    State,
    entitlement,
    months_after,
    pool_fault,
)
from tests.rules.asking import LANGUAGES, answered, read_html

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_DAY = date(2010, 10, 17)
NEW_RULE_FROM = date(2024, 2, 1)
LAST_DAY = date(2090, 12, 31)
DAY = timedelta(days=1)
INSIDE = (Setting.ENTERPRISE, Setting.CONSTRUCTION_SITE, Setting.OTHER_TEMPORARY_SITE)
FREE = holidays.country_holidays("DK", years=range(2010, 2101), categories="public")

days = st.dates(FIRST_DAY, LAST_DAY)
asked_on = st.dates(date(2010, 10, 1), date(2100, 1, 1))
amounts = st.fractions(0, 5).map(lambda amount: Fraction(round(amount * 4), 4))


@st.composite
def pools(draw: st.DrawFn, term_years: int, *, first_year_counts: bool) -> tuple[Pool, ...]:
    """Make up agreements without a fault."""
    years = st.integers(1, term_years)
    made: tuple[Pool, ...] = ()
    for from_year, to_year in draw(st.lists(st.tuples(years, years), max_size=3)):
        more = (*made, Pool(from_year, to_year))
        place = len(made)
        fault = pool_fault(
            more, place, in_writing=True, term_years=term_years, first_year_counts=first_year_counts
        )
        made = made if fault else more
    return made


@st.composite
def seats(draw: st.DrawFn, settings: tuple[Setting | None, ...] = INSIDE, *, left: bool = True) -> Seat:
    """Make up a seat; with `left` it may have been left, on any day from its first on."""
    member_from, term_years = draw(days), draw(st.integers(2, 4))
    unbroken = draw(st.sampled_from([0, 0, 1, 2, 8]))
    mandatory = draw(st.sampled_from(Mandatory))
    needs_day = mandatory is Mandatory.DONE
    done_on = draw(
        st.dates(date(1985, 1, 1), LAST_DAY)
        if needs_day
        else st.none() | st.dates(date(1985, 1, 1), LAST_DAY)
    )
    if needs_day and draw(st.booleans()):
        done_on = member_from + draw(st.integers(0, 400)) * DAY
    earliest = max(date(2010, 10, 1), member_from - 700 * DAY)
    gone = st.none() | st.integers(0, 1800).map(lambda passed: member_from + passed * DAY)
    return Seat(
        role=draw(st.sampled_from([Role.AMR, Role.LEADER])),
        member_from=member_from,
        elected_on=draw(st.just(member_from) | st.dates(earliest, member_from)),
        mandatory=mandatory,
        mandatory_done_on=done_on,
        term_years=term_years,
        unbroken_years_before=unbroken,
        left_on=draw(gone) if left else None,
        setting=draw(st.sampled_from(settings)),
        pooled=draw(pools(term_years, first_year_counts=not unbroken)),
        used=tuple(draw(st.lists(st.tuples(st.integers(1, term_years), amounts), max_size=4))),
    )


def changed(seat: Seat, **changes: Any) -> Seat:  # noqa: ANN401  any field of a seat
    """Return the same seat with some fields changed."""
    fields = {name: getattr(seat, name) for name in Seat.__slots__}
    return Seat(**(fields | changes))


def limits(found: Entitlement) -> dict[tuple[str, int], date]:
    """Return the day of each deadline by its kind and year."""
    return {(deadline.kind, deadline.year): deadline.day for deadline in found.deadlines}


@given(seats(left=False), days, asked_on)
@example(
    Seat(member_from=date(2024, 1, 31), elected_on=date(2024, 1, 31), term_years=2), NEW_RULE_FROM, LAST_DAY
)
@example(
    Seat(member_from=date(2024, 2, 28), elected_on=date(2024, 2, 28), term_years=4),
    date(2024, 2, 29),
    LAST_DAY,
)
def test_a_later_seat_has_no_earlier_deadline(seat: Seat, other: date, on: date) -> None:
    """Whoever takes up her seat later never has to be trained, or to begin, before she would have had to."""
    earlier, later = sorted((seat.member_from, other))
    before, after = (
        limits(entitlement(changed(seat, member_from=day, elected_on=day), on=on)) for day in (earlier, later)
    )
    for deadline in before.keys() & after.keys():
        assert before[deadline] <= after[deadline]


@given(seats(), asked_on)
def test_the_sum_is_that_of_its_parts(seat: Seat, on: date) -> None:
    """The mandatory training, also where it depends, and every year that began."""
    found = entitlement(seat, on=on)
    assert found.total_days == found.mandatory.days + sum(year.days for year in found.years)
    assert (found.mandatory.days == 0) == (found.mandatory.due is None) == (found.mandatory.required is False)


@given(seats(left=False), asked_on)
@example(Seat(member_from=date(2024, 2, 29), elected_on=date(2024, 2, 29), term_years=4), LAST_DAY)
def test_every_day_of_a_term_belongs_to_one_year(seat: Seat, on: date) -> None:
    """No gap and no overlap, from the day of the seat to the day before the term's last anniversary."""
    years = entitlement(seat, on=on).years
    assert len(years) == seat.term_years
    expected = seat.member_from
    for number, year in enumerate(years, start=1):
        assert (year.year, year.first_day) == (number, expected)
        assert 365 <= (year.last_day - year.first_day).days + 1 <= 366
        expected = year.last_day + DAY
    assert expected == months_after(seat.member_from, 12 * seat.term_years)


@given(seats(), asked_on)
def test_leaving_takes_whole_years_alone(seat: Seat, on: date) -> None:
    """The years that began before she left are those of whoever stays; the others are gone."""
    left = entitlement(changed(seat, pooled=()), on=on)
    stays = entitlement(changed(seat, pooled=(), left_on=None), on=on)
    assert left.years == stays.years[: len(left.years)]
    begun = [year for year in stays.years if seat.left_on is None or year.first_day < seat.left_on]
    assert len(left.years) == len(begun)


@given(seats(left=False), asked_on)
def test_pooling_never_changes_the_sum(seat: Seat, on: date) -> None:
    """Days and hours are moved within the term, and none is won or lost."""
    pooled, plain = entitlement(seat, on=on), entitlement(changed(seat, pooled=()), on=on)
    assert pooled.total_days == plain.total_days
    assert sum(year.hours for year in pooled.years) == sum(year.hours for year in plain.years)
    assert all(year.days >= 0 and year.hours >= 0 for year in pooled.years)


@given(seats(), asked_on)
def test_the_mandatory_training_is_due_about_three_months_after_the_seat(seat: Seat, on: date) -> None:
    """89 to 92 days, from February 2024 on after the seat, so never before it; earlier after the election."""
    found = entitlement(seat, on=on)
    if found.mandatory.due is None:
        return
    anchor = seat.member_from if seat.member_from >= NEW_RULE_FROM else seat.elected_on
    assert 89 <= (found.mandatory.due - anchor).days <= 92


@given(seats(), asked_on)
def test_the_last_working_day_is_one_and_lies_just_before(seat: Seat, on: date) -> None:
    """No weekend, no public holiday, at most ten days earlier, and none between it and the deadline."""
    for deadline in entitlement(seat, on=on).deadlines:
        assert timedelta(0) <= deadline.day - deadline.last_working_day <= 10 * DAY
        assert deadline.last_working_day.weekday() < 5
        assert deadline.last_working_day not in FREE
        day = deadline.last_working_day + DAY
        while day <= deadline.day:
            assert day.weekday() >= 5 or day in FREE
            day += DAY


@given(seats(), asked_on)
def test_deadlines_are_told_in_order_with_one_next(seat: Seat, on: date) -> None:
    """Past ones are over, the next is the first that is open, and nothing falls after the seat was left."""
    deadlines = entitlement(seat, on=on).deadlines
    assert [deadline.day for deadline in deadlines] == sorted(deadline.day for deadline in deadlines)
    open_ = [deadline for deadline in deadlines if deadline.state is not State.MET]
    assert all((deadline.state is State.PAST) == (deadline.day < on) for deadline in open_)
    ahead = [deadline.state for deadline in open_ if deadline.day >= on]
    assert ahead == ([State.NEXT, *[State.LATER] * (len(ahead) - 1)] if ahead else [])
    if seat.left_on is not None:
        assert all(deadline.day <= seat.left_on for deadline in deadlines)


@given(seats(), asked_on)
def test_the_days_by_which_one_can_begin_lie_within_the_year(seat: Seat, on: date) -> None:
    """Never after the year's last day, which is when the days lapse."""
    for year in entitlement(seat, on=on).years:
        assert year.lapses_on == year.last_day
        assert year.completable_by in (None, year.last_day)
        assert year.startable_by is None or year.first_day <= year.startable_by <= year.last_day


@given(seats(), asked_on, asked_on)
def test_the_day_asked_from_changes_no_right(seat: Seat, on: date, other: date) -> None:
    """What one is entitled to, and by when, is the same whenever one asks; late comes and never goes."""
    first, second = (entitlement(seat, on=day) for day in sorted((on, other)))
    assert (first.years, first.total_days, limits(first)) == (second.years, second.total_days, limits(second))
    assert first.mandatory.due == second.mandatory.due
    assert first.mandatory.late <= second.mandatory.late


@given(st.dates(date(1900, 1, 1), LAST_DAY), st.dates(date(1900, 1, 1), LAST_DAY), st.integers(0, 60))
def test_months_after_a_later_day_are_never_earlier(day: date, other: date, months: int) -> None:
    """Nobody who starts later ends sooner, and one month more always ends later."""
    first, second = sorted((day, other))
    assert months_after(first, months) <= months_after(second, months)
    assert months_after(first, months) < months_after(first, months + 1)


@given(st.dates(date(1900, 1, 1), LAST_DAY), st.integers(0, 60))
def test_months_after_end_in_the_month_counted_to(day: date, months: int) -> None:
    """On the same day number, or on the last day of a month that has none such; years in the same month."""
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + DAY).day == 1)
    assert months_after(day, 12 * months).month == day.month


# --- Whatever is asked


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    """Make up fields that are all right together, as typed, as sent by a form, or left out."""
    seat = draw(seats(settings=(*Setting, None)))

    def typed(day: date | None) -> str | None:
        danish = f"{day.day}.{day.month}.{day.year}" if day else None
        return draw(st.sampled_from([danish, day.isoformat() if day else None]))

    fields: dict[str, Any] = {
        "role": draw(st.sampled_from(Role)),
        "member_from": typed(seat.member_from),
        "elected_on": typed(seat.elected_on),
        "mandatory": seat.mandatory,
        "mandatory_done_on": typed(seat.mandatory_done_on),
        "term_years": draw(st.sampled_from([seat.term_years, str(seat.term_years)])),
        "unbroken_years_before": seat.unbroken_years_before,
        "left_on": typed(seat.left_on),
        "setting": seat.setting or "voluntary",
        "used": [{"year": year, "days": float(amount)} for year, amount in seat.used],
        "pooled": [{"from_year": p.from_year, "to_year": p.to_year, "in_writing": True} for p in seat.pooled],
    }
    return {name: value for name, value in fields.items() if value is not None}


@pytest.mark.parametrize("language", LANGUAGES)
@given(questions(), asked_on)
def test_every_right_question_is_answered(language: str, fields: Mapping[str, Any], on: date) -> None:
    """Whatever mix of right answers is sent: an answer, in HTML that nests, with nothing left to fill in."""
    told = answered(fields, on=on.isoformat(), language=language, calculator="training")
    assert told["ok"], told["problems"]
    read = read_html(told["html"])
    assert read.faults == []
    assert not set("{}") & set(read.text)
    assert json.loads(json.dumps(told)) == told
    found = told["finding"]
    assert found["total_days"] == found["mandatory"]["days"] + sum(year["days"] for year in found["years"])
    assert ("calendar" in told) == any(deadline["state"] != "met" for deadline in found["deadlines"])


@given(questions(), asked_on)
def test_the_finding_knows_no_language(fields: Mapping[str, Any], on: date) -> None:
    """A finding is the same whoever reads it."""
    findings = [
        answered(fields, on=on.isoformat(), language=language, calculator="training")["finding"]
        for language in LANGUAGES
    ]
    assert all(found == findings[0] for found in findings)
