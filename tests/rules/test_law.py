"""A value of law has a day on which it began, and none before it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from calculators.law import (
    InForce,
    Kind,
    NotInForceError,
    Parameter,
    Source,
    Version,
    numbers_in_force,
    rules_day,
    step,
)

OLD_ACT = Source(id="old", kind=Kind.LAW, title="Den gamle lov", paragraph="§ 1")
NEW_ACT = Source(id="new", kind=Kind.LAW, title="Den nye lov", paragraph="§ 2")
BEGAN, RAISED, REPEALED = date(2010, 10, 1), date(2024, 2, 1), date(2030, 1, 1)
DAY = timedelta(days=1)

LIMIT = Parameter(
    name="test.limit",
    versions=(
        Version(since=BEGAN, value=5, source=OLD_ACT),
        Version(since=RAISED, value=7, source=NEW_ACT),
        Version(since=REPEALED, value=None, source=NEW_ACT),
    ),
    verified_on=date(2026, 11, 22),
)


@pytest.mark.parametrize(
    ("on", "value", "source"),
    [
        pytest.param(BEGAN, 5, OLD_ACT, id="on its first day"),
        pytest.param(RAISED - DAY, 5, OLD_ACT, id="the day before it changed"),
        pytest.param(RAISED, 7, NEW_ACT, id="the day it changed"),
        pytest.param(REPEALED - DAY, 7, NEW_ACT, id="the day before it was repealed"),
    ],
)
def test_value_in_force(on: date, value: int, source: Source) -> None:
    """A value holds from its first day until the next one begins, and brings its own source."""
    since = BEGAN if value == 5 else RAISED
    assert LIMIT.at(on) == InForce(
        parameter="test.limit", value=value, since=since, source=source, verified_on=LIMIT.verified_on
    )
    assert LIMIT.version(on).value == value


@pytest.mark.parametrize("on", [date.min, BEGAN - DAY])
def test_no_value_before_the_known_history(on: date) -> None:
    """Never the nearest value: the error says which parameter, which day, and where history starts."""
    assert not LIMIT.is_known(on)
    message = rf"test\.limit has no value on {on}; its known history starts 2010-10-01"
    with pytest.raises(NotInForceError, match=message):
        LIMIT.at(on)
    with pytest.raises(NotInForceError, match=message):
        LIMIT.version(on)


@pytest.mark.parametrize("on", [REPEALED, date.max])
def test_a_repeal_is_known_and_has_no_value(on: date) -> None:
    """That a rule ended is part of its history; the value is not in force any more."""
    assert LIMIT.is_known(on)
    assert LIMIT.version(on) == LIMIT.versions[-1]
    with pytest.raises(NotInForceError, match=rf"no value on {on}; it was repealed on 2030-01-01"):
        LIMIT.at(on)


@pytest.mark.parametrize(
    "days",
    [
        pytest.param([], id="none at all"),
        pytest.param([RAISED, BEGAN], id="newest first"),
        pytest.param([BEGAN, BEGAN], id="two on one day"),
    ],
)
def test_disordered_history_is_refused(days: list[date]) -> None:
    """A history is told once, oldest first; anything else stops the program where it is written."""
    versions = tuple(Version(since=day, value=1, source=OLD_ACT) for day in days)
    with pytest.raises(ValueError, match=r"test\.limit: got versions since .* expected at least one"):
        Parameter(name="test.limit", versions=versions, verified_on=RAISED)


def test_a_value_of_nought_or_no_is_a_value() -> None:
    """Only a repeal has none: `0` leaders needed is a rule."""
    nought = Parameter(
        name="test.nought", versions=(Version(since=BEGAN, value=0, source=OLD_ACT),), verified_on=RAISED
    )
    assert nought.at(BEGAN).value == 0


def test_a_step_rests_on_the_value_that_decided_it() -> None:
    """Source and day of reading come from the value, and are not typed again."""
    taken = step("enough", 7, LIMIT.at(RAISED), counted=9)
    assert (taken.rule, taken.outcome, taken.source, taken.verified_on) == (
        "enough",
        7,
        NEW_ACT,
        LIMIT.verified_on,
    )
    assert dict(taken.numbers) == {"counted": 9}


@pytest.mark.parametrize(
    ("on", "numbers", "next_change"),
    [
        pytest.param(BEGAN - DAY, {}, BEGAN, id="before the known history"),
        pytest.param(BEGAN, {"limit": 5}, RAISED, id="on its first day"),
        pytest.param(RAISED - DAY, {"limit": 5}, RAISED, id="the day before it changed"),
        pytest.param(RAISED, {"limit": 7}, REPEALED, id="the day it changed"),
        pytest.param(REPEALED, {}, None, id="after its repeal"),
    ],
)
def test_a_day_has_its_numbers_and_the_next_day_of_change(
    on: date, numbers: dict[str, int], next_change: date | None
) -> None:
    """What is not in force has no number; the next change is a later day, never the day itself."""
    assert numbers_in_force([LIMIT], on=on) == numbers
    day = rules_day([LIMIT], on=on)
    assert (day.on, day.numbers, day.next_change) == (on, numbers, next_change)
