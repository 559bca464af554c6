"""The calendar file, read by a library of others as a reader's own calendar would read it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from calculators import ical
from tests.rules.asking import LANGUAGES, TODAY, answered, spoken

SEAT = {"member_from": "2026-03-01"}
ON = date(2026, 11, 22)

LONG = {**SEAT, "term_years": 4, "left_on": "2029-12-31", "used": [{"year": 1, "days": 1}]}


def file_of(fields: dict[str, Any], *, on: str = TODAY, language: str = "da") -> str:
    """Return the calendar file of an answer."""
    told = answered(fields, on=on, language=language, calculator="training")
    written: str = told["calendar"]
    return written


def read(written: str) -> list[Any]:
    """Return the events of a calendar file, which the library reads without a complaint."""
    calendar: Any = Calendar.from_ical(written)
    events: list[Any] = calendar.walk("VEVENT")
    assert [error for part in (calendar, *events) for error in part.errors] == []
    return events


def name_of(written: str) -> str:
    """Return the name of a calendar, read as the text that calendars take it for.

    It has no line in the standard, and the library leaves it as it was written; a summary it reads.
    """
    calendar: Any = Calendar.from_ical(written.replace("X-WR-CALNAME:", "SUMMARY:", 1))
    return str(calendar["SUMMARY"])


def uids(fields: dict[str, Any], *, on: str = TODAY) -> dict[str, date]:
    """Return the day of each event by its name for machines."""
    return {str(event["UID"]): event["DTSTART"].dt for event in read(file_of(fields, on=on))}


def event(**changes: str) -> ical.Event:
    """Return an event with some texts changed."""
    texts = {"uid": "a@b", "summary": "s", "description": "d"} | changes
    return ical.Event(day=ON, **texts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param(SEAT, id="all still to come"),
        pytest.param(
            {**SEAT, "mandatory": "done", "mandatory_done_on": "2026-05-15"}, id="the first was met"
        ),
        pytest.param({**SEAT, "used": [{"year": 1, "days": 2}]}, id="a year's days were used"),
        pytest.param(LONG, id="four years, left in the last"),
    ],
)
def test_each_deadline_that_is_not_met_is_a_whole_day(fields: dict[str, Any], language: str) -> None:
    """One event for each, past ones too; it ends on the day after, which is not part of it."""
    told = answered(fields, calculator="training", language=language)
    open_ = [deadline["day"] for deadline in told["finding"]["deadlines"] if deadline["state"] != "met"]
    events = read(told["calendar"])
    assert [event["DTSTART"].dt.isoformat() for event in events] == open_
    for event in events:
        start, end = event["DTSTART"], event["DTEND"]
        assert start.params["VALUE"] == end.params["VALUE"] == "DATE"
        assert (type(start.dt), type(end.dt)) == (date, date)
        assert end.dt - start.dt == timedelta(days=1)


def test_a_deadline_that_was_met_is_no_event() -> None:
    """What is done needs no reminder; the others stay."""
    done = {**SEAT, "mandatory": "done", "mandatory_done_on": "2026-05-15"}
    assert set(uids(SEAT).values()) - set(uids(done).values()) == {date(2026, 6, 1)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_event_reminds_a_month_and_a_week_before(language: str) -> None:
    """Two alarms that show a text: without ACTION and DESCRIPTION calendars pass them over."""
    for event in read(file_of(SEAT, language=language)):
        alarms = event.walk("VALARM")
        assert [alarm["TRIGGER"].dt.days for alarm in alarms] == [-30, -7]
        assert [alarm["ACTION"] for alarm in alarms] == ["DISPLAY"] * 2
        assert [alarm["DESCRIPTION"] for alarm in alarms] == [event["SUMMARY"]] * 2
    assert file_of(SEAT).count("TRIGGER:-P30D\r\n") == file_of(SEAT).count("TRIGGER:-P7D\r\n") == 3


@pytest.mark.parametrize("on", ["2026-11-22", "2028-02-29"])
def test_each_event_is_stamped_with_the_day_asked_about(on: str) -> None:
    """At midnight UTC: no clock is asked, so the same question gives the same file."""
    stamps = {event["DTSTAMP"].dt for event in read(file_of(SEAT, on=on))}
    assert stamps == {datetime.combine(date.fromisoformat(on), datetime.min.time(), tzinfo=UTC)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_event_says_what_is_due_and_what_it_rests_on(language: str) -> None:
    """Named in the reader's language, with the law, the day it was reckoned, and that it is guidance."""
    words = spoken(language, "training")
    written = file_of(SEAT, language=language)
    assert name_of(written) == words("calendar.name")
    mandatory, *years = read(written)
    assert mandatory["SUMMARY"] == words("calendar.mandatory", days=words("unit.days", n=3))
    assert [event["SUMMARY"] for event in years] != [mandatory["SUMMARY"]] * 2
    for event in (mandatory, *years):
        assert str(event["DESCRIPTION"]).endswith("\n" + words("calendar.source", day=ON))
    assert words("deadline.weekend", day=date(2027, 2, 26)) in years[0]["DESCRIPTION"]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"term_years": 4}, id="a longer term"),
        pytest.param({"left_on": "2028-02-29"}, id="a day on which she leaves"),
        pytest.param({"elected_on": "2026-02-01"}, id="the election"),
        pytest.param({"mandatory": "earlier"}, id="a course whose day is not known"),
        pytest.param({"unbroken_years_before": 2}, id="a re-election"),
        pytest.param({"setting": "construction_site"}, id="a building site"),
        pytest.param({"used": [{"year": 1, "days": 1}]}, id="days used"),
    ],
)
def test_a_newer_file_mends_the_entries_of_the_older(changes: dict[str, Any]) -> None:
    """The same deadline keeps its name for machines when the day or another answer changes."""
    before = uids(SEAT)
    assert len(before) == 3
    assert uids(SEAT, on="2027-01-15") == before
    assert before.items() <= uids(SEAT | changes).items()


def test_a_deadline_that_moves_keeps_its_name() -> None:
    """A course that ends a month later moves the day by which one can begin: still the same deadline."""
    begun = {**SEAT, "mandatory": "done", "mandatory_done_on": "2026-04-01"}
    later = {**begun, "mandatory_done_on": "2026-05-01"}
    moved = {uid for uid, day in uids(begun).items() if uids(later)[uid] != day}
    assert uids(begun).keys() == uids(later).keys()
    assert len(moved) == 1


def test_names_for_machines_are_told_apart() -> None:
    """No two events of a file share one, and another seat's are others."""
    for fields in (SEAT, LONG, {**SEAT, "mandatory": "done", "mandatory_done_on": "2026-03-15"}):
        written = file_of(fields)
        assert written.count("\r\nUID:") == len(uids(fields)) == written.count("BEGIN:VEVENT")
    assert uids(SEAT).keys() & uids({"member_from": "2028-03-01"}).keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fields", [SEAT, LONG], ids=["two years", "four years"])
def test_lines_are_as_short_as_a_calendar_needs_them(fields: dict[str, Any], language: str) -> None:
    """At most 75 octets before the line's end, which is CRLF throughout; no letter is split."""
    _is_well_folded(file_of(fields, language=language))


def _is_well_folded(written: str) -> None:
    lines = written.encode().split(b"\r\n")
    assert lines.pop() == b""
    assert all(0 < len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()
        assert not {b"\r", b"\n"} & {bytes([octet]) for octet in line}


def test_a_long_line_is_broken_no_earlier_than_it_must_be() -> None:
    """75 octets stay one line, 76 are two."""
    for length, lines in ((75, 1), (76, 2), (75 + 74, 2), (75 + 75, 3)):
        written = ical.calendar([], name="x" * (length - len("X-WR-CALNAME:")), on=ON)
        assert written.count("\r\n ") + 1 == lines


_HARD = 'fra, til; \\ og \\n\n"ø" 🙂: '


@pytest.mark.parametrize("field", ["summary", "description", "uid"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a, b", id="a comma"),
        pytest.param("a; b", id="a semicolon"),
        pytest.param("a \\ b", id="a backslash"),
        pytest.param("a\\nb", id="a backslash before an n"),
        pytest.param("a\nb\n\nc", id="new lines"),
        pytest.param("smørrebrød", id="ø"),
        pytest.param("🙂" * 40, id="letters of four octets"),
        pytest.param("ø" * 100, id="letters of two octets"),
        pytest.param("x" + "ø" * 100, id="letters of two octets, shifted by one"),
        pytest.param(_HARD * 20, id="all of them"),
    ],
)
def test_text_survives_the_file(text: str, field: str) -> None:
    """What is written is what is read, however it is escaped and broken."""
    written = ical.calendar([event(**{field: text})], name=text, on=ON)
    _is_well_folded(written)
    (found,) = read(written)
    assert found[field.upper()] == text
    assert name_of(written) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1))
def test_any_text_survives_the_file(text: str) -> None:
    """Whatever letters a sentence holds, one line or many octets."""
    written = ical.calendar([event(summary=text)], name="n", on=ON)
    _is_well_folded(written)
    (found,) = read(written)
    assert found["SUMMARY"] == text


@pytest.mark.parametrize("on", [TODAY, "2019-06-01"])
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({**SEAT, "role": "chair"}, id="the employer"),
        pytest.param({**SEAT, "setting": "voluntary"}, id="no member of an AMO"),
        pytest.param({**SEAT, "setting": "ship"}, id="outside the Act"),
        pytest.param(
            {
                **SEAT,
                "mandatory": "coordinator",
                "used": [{"year": 1, "days": 2}, {"year": 2, "days": "1½"}],
            },
            id="all is done",
        ),
        pytest.param({**SEAT, "left_on": "2026-03-01", "mandatory": "coordinator"}, id="left at once"),
    ],
)
def test_there_is_no_file_without_a_day_to_come(fields: dict[str, Any], on: str) -> None:
    """A calendar without an event is none: the key is absent, and no empty file is offered."""
    told = answered(fields, on=on, calculator="training")
    assert told["ok"]
    assert "calendar" not in told


def test_sizes_of_an_amo_have_no_calendar() -> None:
    """A rule without deadlines brings no file."""
    assert "calendar" not in answered({"employees": 40})
