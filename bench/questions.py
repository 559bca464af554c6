"""What is asked: about a workplace, and made-up logs; one of the same length is the same every time."""

import json
from datetime import date, timedelta
from random import Random

from calculators.logbook.page import TASKS
from calculators.logbook.rules import Kind

ON = date(2026, 11, 22)
SEED = 17
FEWEST_DAYS, MOST_DAYS = 20, 1300
"""Working days on which the log was kept: four weeks, five years."""
BUSY = 0.92
"""The part of these days that has entries; the rest were observed and empty."""
OWN_TASKS = ("Samtale om løft", "Møde med tillidsrepræsentanten")
MINUTES = (5, 10, 15, 20, 30, 45, 60, 90)
UNSENT = {"id", "note", "changed"}
KINDS = {Kind.ROUTINE: 60, Kind.ACUTE: 30, Kind.CALENDAR: 8, Kind.TRAINING: 2}
CALENDAR = (
    *(("overall_discussion", "1", "3 t"), ("overall_plan", "1", 240), ("daily_apv", "1/3", "15 t")),
    *(("Møde i gruppen", "10", 90), ("Møde i udvalget", "4", "2 timer"), ("Temadag", "0,5", "7,5 t")),
)


type Record = dict[str, object]


def employees() -> str:
    """Return a question about a workplace that nobody has asked before: no shelf holds its answer."""
    fields = {"employees": "137", "sector": "office_or_shop", "under_ten_hours": "11", "groups": "3"}
    question = {
        "calculator": "amo",
        "language": "da",
        "on": (ON - timedelta(days=1)).isoformat(),
        "fields": fields,
    }
    return json.dumps(question)


def logbook(entries: int) -> str:
    """Return the question of a log of so many entries, as the page sends it: no ids, no notes."""
    log, kept = _log(entries)
    fields = {
        "entries": [
            {name: value for name, value in entry.items() if name not in UNSENT and value is not False}
            for entry in log
        ],
        "observed": [day.isoformat() for day in kept],
        "calendar": [
            dict(zip(("name", "times_per_year", "minutes"), item, strict=True)) for item in CALENDAR
        ],
        "typical": "yes",
    }
    question = {"calculator": "logbook", "language": "da", "on": ON.isoformat(), "fields": fields}
    return json.dumps(question, ensure_ascii=False)


def diary(entries: int) -> list[Record]:
    """Return the same log as what the diary's store is asked to write."""
    log, kept = _log(entries)
    records: list[Record] = [{"list": "entries", "key": entry["id"], "record": entry} for entry in log]
    days = (day.isoformat() for day in kept)
    records += [{"list": "days", "key": day, "record": {"date": day, "changed": 0}} for day in days]
    return records


def _log(entries: int) -> tuple[list[Record], list[date]]:
    """Return the entries, and the days on which somebody looked: some are empty."""
    luck = Random(SEED)
    kept = _working_days(min(max(entries, FEWEST_DAYS), MOST_DAYS))
    busy = sorted(luck.sample(kept, round(len(kept) * BUSY)))
    # Spread evenly, so that no day is fuller than 24 hours.
    return [_entry(luck, number, busy[number * len(busy) // entries]) for number in range(entries)], kept


def _working_days(many: int) -> list[date]:
    """Return the last so many working days until the day that is asked about."""
    days = (ON - timedelta(days=number) for number in range(2 * many))
    return sorted([day for day in days if day.weekday() < 5][:many])


def _entry(luck: Random, number: int, day: date) -> Record:
    return {
        "id": f"{luck.getrandbits(128):032x}",
        "date": day.isoformat(),
        "minutes": luck.choice(MINUTES),
        "task": luck.choice((*TASKS, *OWN_TASKS)),
        "kind": luck.choices(tuple(KINDS), tuple(KINDS.values()))[0],
        "own_time": luck.random() < 0.1,
        "note": f"Om sag {number}: følg op i næste uge" if luck.random() < 0.3 else "",
        "changed": number,
    }
