"""Deadlines as a calendar file (RFC 5545), for a reader's own calendar to open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_LONGEST_LINE = 75
"""Octets before the line break; a letter such as «ø» is two of them."""

_WARNINGS = (30, 7)
"""Days before a deadline on which the calendar reminds of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A whole day in the calendar."""

    uid: str
    """The same for the same deadline of the same person, so that a newer file mends the older one's entry."""
    day: date
    summary: str
    description: str


def calendar(events: Iterable[Event], *, name: str, on: date) -> str:
    """Return a calendar of whole days, each with its reminders. `on` is the day it was made.

    A calendar without any event is none to RFC 5545: ask only where there is one.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//AMR-haandbogen//calculators",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for event in events:
        lines += _event(event, on)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(event: Event, on: date) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{_escaped(event.uid)}",
        f"DTSTAMP:{_written(on)}T000000Z",
        f"DTSTART;VALUE=DATE:{_written(event.day)}",
        # The end is the first day that is not part of it.
        f"DTEND;VALUE=DATE:{_written(event.day + timedelta(days=1))}",
        f"SUMMARY:{_escaped(event.summary)}",
        f"DESCRIPTION:{_escaped(event.description)}",
        "TRANSP:TRANSPARENT",
        *(line for days in _WARNINGS for line in _alarm(event, days)),
        "END:VEVENT",
    ]


def _alarm(event: Event, days: int) -> list[str]:
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(event.summary)}",
        f"TRIGGER:-P{days}D",
        "END:VALARM",
    ]


def _written(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line broken where it is longer than it may be, never within a letter."""
    if len(line.encode()) <= _LONGEST_LINE:
        return line
    lines, room = [""], _LONGEST_LINE
    for letter in line:
        octets = len(letter.encode())
        if octets > room:
            lines.append(" ")
            room = _LONGEST_LINE - 1
        lines[-1] += letter
        room -= octets
    return "\r\n".join(lines)
