"""What holds of the logbook for every log, found out with made-up ones."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import answer, form
from calculators.logbook.page import TASKS
from calculators.logbook.rules import Entry, Item, Kind, Log, Range, Time, Typical, time_needed
from tests.rules.asking import LANGUAGES, answered, read_html

ON = date(2026, 11, 22)
FIRST = date(2025, 1, 6)

days = st.integers(0, 27).map(lambda number: FIRST + timedelta(days=number))
kinds = st.sampled_from(Kind)


@st.composite
def logs(draw: st.DrawFn, *, enough: bool = False) -> Log:
    """Make up a log of four weeks; `enough`: one that something is said about."""
    made = draw(
        st.lists(st.tuples(days, st.integers(1, 300), st.sampled_from(TASKS[:4]), kinds), max_size=25)
    )
    if enough:
        kind = draw(st.sampled_from([Kind.ROUTINE, Kind.ACUTE]))
        made += [(FIRST + timedelta(days=number), 5 * (number + 1), "x", kind) for number in range(12)]
    entries = tuple(
        Entry(place, day, minutes, task, kind, own_time=minutes % 2 == 0)
        for place, (day, minutes, task, kind) in enumerate(made)
    )
    observed = draw(st.frozensets(days))
    if enough:
        observed |= {FIRST + timedelta(days=number) for number in range(14)}
    item = st.builds(
        Item,
        name=st.text(max_size=5),
        times_per_year=st.fractions(0, 12, max_denominator=4),
        minutes=st.integers(1, 600),
    )
    return Log(
        entries=entries,
        observed=observed,
        calendar=tuple(draw(st.lists(item, max_size=3))),
        days_per_week=draw(st.integers(1, 7)),
        weeks_per_year=draw(st.integers(1, 52)),
        typical=draw(st.sampled_from(Typical)),
    )


def needed(log: Log) -> Time:
    """Return the finding about a log."""
    return time_needed(log, on=ON)


def total(log: Log) -> Range:
    """Return the range of a log that holds enough."""
    found = needed(log).total
    assert found
    return found


def changed(log: Log, **of_entries: Any) -> Log:  # noqa: ANN401  any part of an entry
    """Return the log with every entry changed alike."""
    return replace(log, entries=tuple(entry._replace(**of_entries) for entry in log.entries))


@given(logs())
def test_a_range_is_told_where_there_is_enough_and_nowhere_else(log: Log) -> None:
    """Never a figure from a thin log, and never a refusal without its reason."""
    found = needed(log)
    assert (found.total is None) == (found.recurring is None) == bool(found.why) == (not found.enough)
    assert found.enough == (not found.missing.entries and not found.missing.days)


@given(logs(enough=True))
def test_best_lies_between_the_ends(log: Log) -> None:
    """At least, best and up to are in this order."""
    found = total(log)
    assert 0 <= found.at_least <= float(found.best) + 1e-6
    assert float(found.best) <= found.up_to + 1e-6


@given(logs(enough=True), st.randoms(use_true_random=False))
def test_order_of_entries_does_not_matter(log: Log, luck: Any) -> None:  # noqa: ANN401  hypothesis' own
    """The same log in another order is the same finding, but for where long entries stand."""
    shuffled = replace(log, entries=tuple(luck.sample(log.entries, len(log.entries))))
    one, other = needed(log), needed(shuffled)
    assert (one.total, one.recurring, one.by_task, one.by_kind, one.steps, one.notes) == (
        *(other.total, other.recurring, other.by_task, other.by_kind, other.steps, other.notes),
    )


@given(logs(enough=True))
def test_calendar_adds_its_hours_and_no_width(log: Log) -> None:
    """What is exact moves the range, and makes it neither wider nor narrower."""
    with_it, without = needed(log), needed(replace(log, calendar=()))
    assert with_it.recurring == without.recurring == without.total
    assert with_it.total
    assert without.total
    assert with_it.total.best - without.total.best == with_it.calendar_hours
    assert with_it.total.at_least == without.total.at_least + float(with_it.calendar_hours)
    assert with_it.total.up_to == without.total.up_to + float(with_it.calendar_hours)


@given(logs(enough=True), st.sampled_from([Kind.CALENDAR, Kind.TRAINING]))
def test_meetings_and_courses_are_never_extrapolated(log: Log, kind: Kind) -> None:
    """One more of them on an observed day changes nothing but what was logged."""
    more = Entry(99, FIRST, 240, "x", kind)
    found = needed(replace(log, entries=(*log.entries, more)))
    assert found.recurring == needed(log).recurring
    assert found.logged.minutes == needed(log).logged.minutes + 240


@given(logs(enough=True))
def test_typical_period_is_told_with_the_narrowest_range(log: Log) -> None:
    """Not knowing widens the range, and no is no better."""
    yes, unknown, no = (
        total(replace(log, typical=typical)) for typical in (Typical.YES, Typical.UNKNOWN, Typical.NO)
    )
    assert unknown == no
    assert (yes.best, yes.at_least + 1e-6 >= no.at_least) == (no.best, True)


@given(logs())
def test_shares_are_parts_of_the_whole(log: Log) -> None:
    """By task and by kind: all of it, largest first."""
    found = needed(log)
    for shares in (found.by_task, found.by_kind):
        assert sum(share.minutes for share in shares) == found.logged.minutes
        assert sum((share.share for share in shares), Fraction()) == bool(log.entries)
        assert [share.minutes for share in shares] == sorted((s.minutes for s in shares), reverse=True)


@given(logs(enough=True))
def test_own_time_counts_like_any_other(log: Log) -> None:
    """It is the role that takes it."""
    assert needed(changed(log, own_time=True)).total == needed(changed(log, own_time=False)).total


@pytest.mark.parametrize("language", LANGUAGES)
@given(log=logs())
def test_every_log_is_told(log: Log, language: str) -> None:
    """Well-formed HTML, numbers that JSON holds, and the same bytes each time."""
    fields = {
        "entries": [
            {
                "date": entry.day.isoformat(),
                "minutes": entry.minutes,
                "task": entry.task,
                "kind": entry.kind,
                "own_time": entry.own_time,
            }
            for entry in log.entries
        ],
        "observed": sorted(day.isoformat() for day in log.observed or ()),
        "calendar": [
            {"name": item.name.strip() or "x", "times_per_year": "1/3", "minutes": item.minutes}
            for item in log.calendar
        ],
        "days_per_week": log.days_per_week,
        "weeks_per_year": log.weeks_per_year,
        "typical": log.typical,
    }
    told = answered(fields, calculator="logbook", on=ON.isoformat(), language=language)
    if told["ok"]:
        assert read_html(told["html"]).faults == []
    else:
        assert {problem["code"] for problem in told["problems"]} <= {"day_too_full", "required"}
    question = {"calculator": "logbook", "language": language, "on": ON.isoformat(), "fields": fields}
    assert answer(json.dumps(question)) == answer(json.dumps(question))


cells = st.one_of(
    st.sampled_from(
        [None, "", " ", 1, True, 0, False, 1.0, "a", "a  b", " a", "a ", "a\nb", "\ud800", "x" * 21]
    ),
    st.sampled_from(["2026-10-05", "5.10.2026", "2026-02-30", "2101-01-01", "2101-02-30", "2100-12-31", []]),
    st.text(max_size=5),
)


@pytest.mark.parametrize("required", [True, False])
@given(typed=st.lists(cells, max_size=6))
def test_a_column_reads_as_its_cells_do_one_by_one(typed: list[object], *, required: bool) -> None:
    """However many are read at once, each has the answer or the problem that it has as a field by itself."""
    columns: tuple[form.Question, ...] = (
        form.Text(name="text", required=required, longest=20),
        form.Day(name="day", required=required),
        form.YesNo(name="yes", required=required),
        form.WholeNumber(name="number", required=required),
    )
    for column in columns:
        held = form.Choice(name="held", values=("x",))
        table = form.Rows(name="rows", most=6, columns=(column, held))
        read = table.read_all([{column.name: cell, "held": "x"} for cell in typed])
        alone = [form.read([form.Group("", (column,))], {column.name: cell}) for cell in typed]
        rows = {place: one.answers | {"held": "x"} for place, one in enumerate(alone) if not one.problems}
        # As text, which tells `true` from 1.
        assert repr(dict(cast("form.Records", read.answers["rows"]))) == repr(rows)
        problems = [
            (f"rows.{place}.{column.name}", problem.code)
            for place, one in enumerate(alone)
            for problem in one.problems
        ]
        assert [(problem.at, problem.code) for problem in read.problems] == problems
