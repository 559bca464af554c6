"""The logbook as a page: what is asked and told. No law and no words: keys, and the numbers they name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from math import ceil, floor
from pathlib import Path
from typing import Any

from calculators import ical, view
from calculators.form import (
    Choice,
    Day,
    Days,
    Group,
    ListedNumber,
    Minutes,
    Problem,
    Rate,
    Records,
    Rows,
    Text,
    WholeNumber,
    YesNo,
)
from calculators.law import numbers_in_force
from calculators.logbook import parameters as p
from calculators.logbook.rules import (
    EXTRAPOLATED,
    Entry,
    Item,
    Kind,
    Log,
    Note,
    Range,
    Share,
    Time,
    Typical,
    time_needed,
)
from calculators.office import parameters as office
from calculators.text import Value, Words

FOLDER = Path(__file__).parent
PARAMETERS = (*p.ALL, office.REASONABLE_TIME)
OF_TODAY = True
COMMON: tuple[Mapping[str, str], ...] = ()

DAILY_TASKS = (
    *("daily_apv", "daily_conditions", "daily_instruction", "daily_accidents"),
    *("daily_reports", "daily_support", "daily_contact", "daily_forward"),
)
"""The handbook's list of the group's daily tasks, in its order (docs/da/bilag/daglige-opgaver.md)."""
OVERALL_TASKS = (
    *("overall_plan", "overall_discussion", "overall_follow_up", "overall_apv", "overall_size"),
    *("overall_advice", "overall_accidents", "overall_law", "overall_training", "overall_overview"),
    "overall_coordination",
)
"""Its list of the committee's overall tasks, in its order (docs/da/bilag/overordnede-opgaver.md)."""
TASKS = (*DAILY_TASKS, *OVERALL_TASKS)

MOST_BARS = 12
"""Drawn: more are no picture any more. What is left out is summed, or said to be."""
MOST_ROWS = 7
"""Of the calendar on the note, which is one sheet of paper; the rest are summed."""
MOST_SHOWN = 20
"""Of a list on the screen."""

_DAYS_PER_WEEK = p.DAYS_PER_WEEK.versions[-1].value or 0
_WEEKS_PER_YEAR = p.WEEKS_PER_YEAR.versions[-1].value or 0

_TASK = Text(name="task", required=True, longest=p.MOST_LETTERS, listed=TASKS)

FORM: tuple[Group, ...] = (
    Group(
        "log",
        (
            Rows(
                name="entries",
                kept=True,
                most=p.MOST_ENTRIES,
                columns=(
                    Text(name="id", kept=True, longest=p.MOST_LETTERS),
                    Day(name="date", required=True),
                    Minutes(name="minutes", required=True),
                    _TASK,
                    Choice(name="kind", required=True, values=tuple(Kind)),
                    YesNo(name="own_time"),
                    Text(name="note", longest=p.MOST_LETTERS),
                ),
            ),
            Days(name="observed", kept=True, most=p.MOST_ENTRIES),
            Rows(
                name="calendar",
                kept=True,
                most=p.MOST_CALENDAR_ITEMS,
                columns=(
                    Text(name="name", required=True, longest=p.MOST_LETTERS, listed=TASKS),
                    Rate(name="times_per_year", required=True, maximum=p.MOST_TIMES_A_YEAR),
                    Minutes(name="minutes", required=True, most_hours=p.MOST_ITEM_HOURS),
                ),
            ),
        ),
    ),
    Group("period", (Choice(name="typical", values=tuple(Typical)),)),
    Group(
        "year",
        (
            ListedNumber(
                name="days_per_week", minimum=1, maximum=p.DAYS_A_WEEK, default_number=_DAYS_PER_WEEK
            ),
            WholeNumber(
                name="weeks_per_year", minimum=1, maximum=p.WEEKS_A_YEAR, default_number=_WEEKS_PER_YEAR
            ),
            WholeNumber(name="represented"),
        ),
    ),
)


def problems(answers: Mapping[str, Any]) -> Iterable[Problem]:
    """Return what no log can hold: days still to come, and days of more than 24 hours."""
    on = answers.get("on", date.max)
    if entries := answers.get("entries"):
        yield from _entry_problems(entries, on)
    for day, place in (answers.get("observed") or {}).items():
        if day > on:
            yield Problem("observed", "in_the_future", {"day": day, "on": on}, at=f"observed.{place}")


def _entry_problems(entries: Records, on: date) -> Iterator[Problem]:
    whole_day = p.HOURS_A_DAY * p.MINUTES_AN_HOUR
    logged: dict[date, int] = {}
    columns: Mapping[str, Any] = entries.columns
    for place, day, minutes in zip(entries.places, columns["date"], columns["minutes"], strict=True):
        if day > on:
            yield Problem("entries", "in_the_future", {"day": day, "on": on}, at=f"entries.{place}.date")
        before = logged.get(day, 0)
        logged[day] = after = before + minutes
        # Told once a day, at the entry that is too much: one of them is wrong, or stands there twice.
        if before <= whole_day < after:
            named: dict[str, int | date] = {"day": day, "hours": p.HOURS_A_DAY}
            yield Problem("entries", "day_too_full", named, at=f"entries.{place}.minutes")


def found(answers: Mapping[str, Any], *, on: date) -> Time:
    """Return the finding for answers without problems."""
    observed = answers["observed"]
    return time_needed(
        Log(
            entries=tuple(_entries(answers["entries"])),
            observed=None if observed is None else frozenset(observed),
            calendar=tuple(Item(**item) for item in answers["calendar"].values()),
            days_per_week=answers["days_per_week"],
            weeks_per_year=answers["weeks_per_year"],
            typical=Typical(answers["typical"]),
        ),
        on=on,
    )


def _entries(entries: Records) -> Iterator[Entry]:
    in_order = (entries.columns[name] for name in ("date", "minutes", "task", "kind", "own_time", "id"))
    # As `Entry._make` does, without its call for each: they are thousands, and calls are slow in the browser.
    return map(partial(tuple.__new__, Entry), zip(entries.places, *in_order, strict=True))


def finding(time: Time) -> dict[str, object]:
    """Return the finding's own keys as the contract names them."""
    return {
        "logged": asdict(time.logged),
        "calendar_hours": time.calendar_hours,
        "recurring": asdict(time.recurring) if time.recurring else None,
        "total": asdict(time.total) if time.total else None,
        "enough": time.enough,
        "why": time.why,
        "missing": asdict(time.missing),
        "by_task": [{"task": of.name, "minutes": of.minutes, "share": of.share} for of in time.by_task],
        "by_kind": [{"kind": of.name, "minutes": of.minutes, "share": of.share} for of in time.by_kind],
        "long_entries": [entry.place for entry in time.long_entries],
    }


# --- What is told


def told(time: Time, answers: Mapping[str, Any], words: Words) -> view.Told:
    """Return the answer in words: at least so many hours a year, or what is missing yet."""
    return view.Told(
        headline=_headline(time, words),
        because=tuple(_because(time, words)),
        rests_on=time.decided_by,
        parts=(
            *_span(time, words),
            *_by_task(time, words),
            *_by_week(time, words),
            *_own_time(time, words),
            *_calendar_items(time, words),
            *_long_entries(time, words),
            *_proposed_weeks(time, words),
            *_note(time, answers["represented"], words),
            *_letter(time, answers["represented"], words),
            view.reckoned_with(FORM, answers, words, time.rules_on),
        ),
        after=(_notes(time, words), _survey(words), _follows(words)),
        calendar=_calendar(time, words),
    )


def _headline(time: Time, words: Words) -> str:
    if time.total:
        return words("headline.enough", n=floor(time.total.at_least))
    if not time.log.entries:
        return words("headline.empty")
    return words("headline.too_thin", time=_time(time.logged.minutes, words))


def _because(time: Time, words: Words) -> Iterator[str]:
    if time.total:
        yield words("because.best", n=round(time.total.best))
        yield words("because.up_to", n=ceil(time.total.up_to))
    for why in time.why:
        yield words(f"because.{why}", **_gate(time, words))
    if time.log.calendar:
        yield words("because.calendar", time=_hours(time.calendar_hours, words))


def _gate(time: Time, words: Words) -> dict[str, Value]:
    """Return what a log must hold at the least, and what is still missing of it."""
    return {
        "entries": p.ENTRIES_AT_LEAST.at(time.rules_on).value,
        "weeks": p.WEEKS_AT_LEAST.at(time.rules_on).value,
        "more_entries": words("unit.entries", n=time.missing.entries),
        "more_days": words("unit.days", n=time.missing.days),
    }


def _time(minutes: int, words: Words) -> str:
    """Return minutes as hours and minutes, without what is nought."""
    hours, rest = divmod(minutes, p.MINUTES_AN_HOUR)
    if not hours:
        return words("unit.minutes", n=rest)
    if not rest:
        return words("unit.hours", n=hours)
    return words(
        "unit.hours_and_minutes", hours=words("unit.hours", n=hours), minutes=words("unit.minutes", n=rest)
    )


def _hours(hours: Fraction, words: Words) -> str:
    return _time(round(hours * p.MINUTES_AN_HOUR), words)


def _percent(share: Fraction, words: Words) -> str:
    return words("unit.percent", n=round(share * p.PERCENT))


def _name(name: str, words: Words) -> str:
    """Return a task of our lists in words, and the reader's own words as they are."""
    return words(f"task.{name}") if name in TASKS else name


def _span(time: Time, words: Words) -> Iterator[view.Span]:
    if time.total:
        numbers = _numbers(time.total)
        yield view.Span(title=words("span.title"), says=words("span.says", **numbers), **numbers)


def _numbers(hours: Range) -> dict[str, int]:
    """Return whole hours: rounded down at least, to the nearest, and up."""
    return {"at_least": floor(hours.at_least), "best": round(hours.best), "up_to": ceil(hours.up_to)}


def _by_task(time: Time, words: Words) -> Iterator[view.Bars]:
    if time.by_task:
        yield view.Bars(
            title=words("by_task.title"),
            says=words("by_task.says", time=_time(time.logged.minutes, words)),
            header=tuple(words(f"by_task.header.{name}") for name in ("task", "time", "share")),
            bars=tuple(
                view.Bar(
                    name=name,
                    length=share.minutes,
                    cells=(_time(share.minutes, words), _percent(share.share, words)),
                )
                for name, share in _named(time.by_task, words)
            ),
        )


def _named(shares: Sequence[Share], words: Words) -> Iterator[tuple[str, Share]]:
    """Yield each share with its name; what there is no room for is one share of its own."""
    few = shares if len(shares) <= MOST_BARS else shares[: MOST_BARS - 1]
    for share in few:
        yield _name(share.name, words), share
    rest = shares[len(few) :]
    if rest:
        minutes, part = sum(share.minutes for share in rest), sum((share.share for share in rest), Fraction())
        yield words("by_task.rest", n=len(rest)), Share("", minutes, part)


def _by_week(time: Time, words: Words) -> Iterator[view.Bars]:
    shown = time.weeks[-MOST_BARS:]
    if shown:
        left_out = len(time.weeks) - len(shown)
        says = words("by_week.says", n=len(time.weeks))
        if left_out:
            says = f"{says} {words('by_week.left_out', n=len(shown))}"
        yield view.Bars(
            title=words("by_week.title"),
            says=says,
            header=tuple(words(f"by_week.header.{name}") for name in ("week", "time")),
            bars=tuple(
                view.Bar(
                    name=words("by_week.week", monday=week.monday),
                    length=week.minutes,
                    cells=(_time(week.minutes, words),),
                )
                for week in shown
            ),
        )


def _own_time(time: Time, words: Words) -> Iterator[view.Sentences]:
    own = time.logged.own_time_minutes
    if own:
        sentence = words("own_time.says", time=_time(own, words), share=_own_share(time, words))
        yield view.Sentences(title=words("own_time.title"), sentences=(sentence, words("own_time.matters")))


def _own_share(time: Time, words: Words) -> str:
    return _percent(Fraction(time.logged.own_time_minutes, time.logged.minutes), words)


def _item_row(item: Item, words: Words) -> tuple[str, ...]:
    return (
        _name(item.name, words),
        _often(item.times_per_year, words),
        _time(item.minutes, words),
        _hours(item.hours, words),
    )


def _often(times: Fraction, words: Words) -> str:
    """Return how often something recurs: so many times a year, or once in so many years."""
    if times.numerator == 1 and times.denominator > 1:
        return words("calendar_items.every", n=times.denominator)
    return words("calendar_items.times", n=times)


def _calendar_header(words: Words) -> tuple[str, ...]:
    return tuple(words(f"calendar_items.header.{name}") for name in ("what", "often", "each", "year"))


def _calendar_items(time: Time, words: Words) -> Iterator[view.Grid]:
    if time.log.calendar:
        yield view.Grid(
            title=words("calendar_items.title"),
            says=words("calendar_items.says", time=_hours(time.calendar_hours, words)),
            header=_calendar_header(words),
            rows=tuple(_item_row(item, words) for item in time.log.calendar),
        )


def _long_entries(time: Time, words: Words) -> Iterator[view.Offered]:
    if time.long_entries:
        yield view.Offered(
            title=words("long_entries.title"),
            says=words("long_entries.says", hours=p.LONG_ENTRY_HOURS.at(time.rules_on).value),
            button=words("long_entries.move"),
            rows=tuple((entry.place, _entry_says(entry, words)) for entry in time.long_entries[:MOST_SHOWN]),
        )


def _entry_says(entry: Entry, words: Words) -> str:
    return words(
        "long_entries.entry",
        day=entry.day,
        task=_name(entry.task, words),
        time=_time(entry.minutes, words),
    )


# --- Four single weeks


def _mondays(time: Time) -> tuple[date, ...]:
    """Return the Mondays of the weeks proposed for the next log; none where the log is spread already."""
    if time.enough and Note.IN_A_ROW not in time.notes:
        return ()
    if time.rules_on > date.max - (p.SPREAD_WEEKS + 1) * p.SPREAD:
        return ()
    next_monday = time.rules_on + timedelta(days=p.DAYS_A_WEEK - time.rules_on.weekday())
    return tuple(next_monday + number * p.SPREAD for number in range(p.SPREAD_WEEKS))


def _proposed_weeks(time: Time, words: Words) -> Iterator[view.Sentences]:
    mondays = _mondays(time)
    if mondays:
        yield view.Sentences(
            title=words("spread.title"),
            sentences=(
                words("spread.why"),
                *(words("spread.week", monday=monday) for monday in mondays),
                words("spread.calendar"),
            ),
        )


def _calendar(time: Time, words: Words) -> str:
    """Return the proposed weeks as a calendar file; empty where none are."""
    mondays = _mondays(time)
    events = [
        ical.Event(
            uid=f"log-{monday.isoformat()}@amr-haandbogen",
            day=monday,
            summary=words("calendar.summary"),
            description=words("calendar.description"),
        )
        for monday in mondays
    ]
    return ical.calendar(events, name=words("calendar.name"), on=time.rules_on) if events else ""


# --- What is taken along


def _weekly(hours: Fraction, time: Time, words: Words) -> str:
    """Return hours a year as time a week, to the nearest few minutes: an agreement needs no more."""
    minutes = hours * p.MINUTES_AN_HOUR / time.log.weeks_per_year
    return _time(max(round(minutes / p.ROUND_TO), 1) * p.ROUND_TO, words)


def _proposals(time: Time, total: Range, recurring: Range, words: Words) -> tuple[str, ...]:
    """Return three ways to agree, filled in from the best guess."""
    minutes = dict.fromkeys(EXTRAPOLATED, 0)
    for share in time.by_kind:
        if share.name in minutes:
            minutes[Kind(share.name)] += share.minutes
    acute = recurring.best * minutes[Kind.ACUTE] / sum(minutes.values())
    return (
        words("proposal.weekly", time=_weekly(total.best, time, words)),
        words("proposal.pool", n=round(total.best)),
        words("proposal.acute", time=_weekly(total.best - acute, time, words), n=ceil(acute)),
    )


def _period(time: Time, words: Words) -> str:
    days = time.log.kept or ()
    return words("note_paper.period", first=min(days), last=max(days), days=words("unit.days", n=len(days)))


def _kind_rows(time: Time, words: Words) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (words(f"kind.{share.name}"), _time(share.minutes, words), _percent(share.share, words))
        for share in time.by_kind
    )


def _few_items(time: Time, words: Words) -> tuple[tuple[str, ...], ...]:
    """Return the items of the calendar, those that take most first; what has no room is summed."""
    items = sorted(time.log.calendar, key=lambda item: (-item.hours, item.name))
    if len(items) <= MOST_ROWS:
        return tuple(_item_row(item, words) for item in items)
    few, rest = items[: MOST_ROWS - 1], items[MOST_ROWS - 1 :]
    hours = sum((item.hours for item in rest), Fraction())
    nothing = words("note_paper.various")
    summed = (words("note_paper.rest", n=len(rest)), nothing, nothing, _hours(hours, words))
    return (*(_item_row(item, words) for item in few), summed)


def _note(time: Time, represented: int | None, words: Words) -> Iterator[view.Note]:
    if not time.total or not time.recurring:
        return
    calendar = _few_items(time, words)
    sections = [
        view.Section(
            title=words("note_paper.about"),
            sentences=(
                _period(time, words),
                *((words("note_paper.represented", n=represented),) if represented else ()),
            ),
            lines=(
                view.Line(label=words("note_paper.from"), key="letter-from"),
                view.Line(label=words("note_paper.to"), key="letter-to"),
                *(() if represented else (view.Line(label=words("note_paper.people")),)),
            ),
        ),
        view.Section(
            title=words("note_paper.hours"),
            sentences=tuple(_hours_says(time, time.total, words)),
        ),
        view.Section(
            title=words("note_paper.logged"),
            sentences=tuple(_own_time_says(time, words)),
            header=tuple(words(f"note_paper.logged_header.{name}") for name in ("kind", "time", "share")),
            rows=_kind_rows(time, words),
        ),
    ]
    if calendar:
        sections.append(
            view.Section(title=words("calendar_items.title"), header=_calendar_header(words), rows=calendar)
        )
    sections += [
        view.Section(title=words("note_paper.law"), sentences=(words("note_paper.law_says"),)),
        view.Section(
            title=words("note_paper.proposals"),
            points=_proposals(time, time.total, time.recurring, words),
        ),
        view.Section(
            title=words("note_paper.away"),
            lines=(view.Line(label=words("note_paper.away_says"), key="letter-away"),),
        ),
        view.Section(
            title=words("note_paper.agreed"),
            sentences=(_follow_up(time, words),),
            lines=tuple(view.Line(label=words(f"note_paper.{name}")) for name in ("signed", "signed_too")),
        ),
    ]
    yield view.Note(
        title=words("note_paper.title"),
        says=words("note_paper.says"),
        sections=tuple(sections),
        footer=tuple(_footer(time, words)),
    )


def _hours_says(time: Time, total: Range, words: Words) -> Iterator[str]:
    numbers = _numbers(total)
    yield words("headline.enough", n=numbers["at_least"])
    yield words("because.best", n=numbers["best"])
    yield words("because.up_to", n=numbers["up_to"])
    if time.log.calendar:
        yield words("because.calendar", time=_hours(time.calendar_hours, words))


def _own_time_says(time: Time, words: Words) -> Iterator[str]:
    own = time.logged.own_time_minutes
    if own:
        yield words("own_time.note", time=_time(own, words), share=_own_share(time, words))


def _follow_up(time: Time, words: Words) -> str:
    if time.rules_on > date.max - p.FOLLOW_UP:
        return words("note_paper.follow_up_soon")
    return words("note_paper.follow_up", day=time.rules_on + p.FOLLOW_UP)


def _footer(time: Time, words: Words) -> Iterator[str]:
    yield words("note_paper.made", day=time.rules_on)
    yield words("note_paper.method", title=words(f"source.{p.METHOD.id}"))


def _letter(time: Time, represented: int | None, words: Words) -> Iterator[view.Letter]:
    """Return the note as a text to copy: the same numbers, in the same order."""
    if not time.total or not time.recurring:
        return
    names = ("to", "from", "away", *(() if represented else ("people",)))
    blanks = tuple(
        view.Blank(
            key=f"letter-{name}", label=words(f"letter.{name}.label"), empty=words(f"letter.{name}.empty")
        )
        for name in names
    )
    empty = {name: blank.empty for name, blank in zip(names, blanks, strict=True)}
    people = (
        words("note_paper.represented", n=represented)
        if represented
        else words("letter.people_says", people=empty["people"])
    )
    calendar = [words("letter.row", name=row[0], value=", ".join(row[1:])) for row in _few_items(time, words)]
    kinds = [words("letter.row", name=row[0], value=", ".join(row[1:])) for row in _kind_rows(time, words)]
    proposals = _proposals(time, time.total, time.recurring, words)
    paragraphs = (
        words("letter.greeting", to=empty["to"]),
        words("letter.asks"),
        f"{_period(time, words)} {people}",
        "\n".join(_hours_says(time, time.total, words)),
        "\n".join((words("letter.logged"), *kinds, *_own_time_says(time, words))),
        *(("\n".join((words("letter.calendar"), *calendar)),) if calendar else ()),
        words("note_paper.law_says"),
        "\n".join((words("letter.proposals"), *(words("letter.point", says=says) for says in proposals))),
        words("letter.away_says", away=empty["away"]),
        _follow_up(time, words),
        words("letter.regards") + "\n" + empty["from"],
        "\n".join(_footer(time, words)),
    )
    yield view.Letter(
        title=words("letter.title"),
        says=words("letter.says"),
        subject=words("letter.subject"),
        text="\n\n".join(paragraphs),
        blanks=blanks,
    )


# --- The rest


def _notes(time: Time, words: Words) -> view.Sentences:
    named: dict[str, Value] = {**numbers_in_force(PARAMETERS, on=time.rules_on)}
    named["not_observed"] = _some((time.log.kept or frozenset()) - (time.log.observed or frozenset()), words)
    named["alone"] = ", ".join(dict.fromkeys(_name(entry.task, words) for entry in time.alone[:MOST_SHOWN]))
    return view.Sentences(
        title=words("notes.title"),
        sentences=tuple(words(f"note.{note}", **named) for note in time.notes),
        warns=True,
    )


def _some(days: Iterable[date], words: Words) -> str:
    return ", ".join(words.shown(day) for day in sorted(days)[:MOST_SHOWN])


def _survey(words: Words) -> view.Sentences:
    """Return what AMRs told of their time in 2018: context with its day and source, and never a norm."""
    return view.Sentences(
        title=words("survey.title"),
        sentences=tuple(words(f"survey.{name}") for name in ("time", "own_time", "no_norm")),
    )


_PAGES = {
    "law": "tid/loven/",
    "reasonable": "tid/rimelig-tid/",
    "agreement": "tid/aftale/",
    "method": "om/metode/",
}


def _follows(words: Words) -> view.Links:
    return view.Links(
        title=words("follows.title"),
        links=tuple(
            view.Link(says=words(f"follows.{name}.says"), name=words(f"follows.{name}.name"), page=page)
            for name, page in _PAGES.items()
        ),
    )


def table(words: Words, *, on: date) -> view.Table:
    """Return what can be reckoned without a program: time a week as hours a year, and what the Act says."""
    law, weeks = office.REASONABLE_TIME.at(on), p.WEEKS_PER_YEAR.at(on)
    rows = [view.Row(cells=(words("table.law"), words("table.reasonable")), source=law.source)]
    rows += [
        view.Row(
            cells=(
                words("table.a_week", time=_time(minutes, words)),
                words("table.a_year", time=_time(minutes * weeks.value, words)),
            ),
            source=weeks.source,
        )
        for minutes in p.MINUTES_A_WEEK
    ]
    return view.Table(
        caption=words("table.caption", weeks=weeks.value, day=on),
        header=tuple(words(f"table.header.{name}") for name in ("week", "year", "source")),
        rows=tuple(rows),
    )


EXAMPLES: Mapping[str, Mapping[str, object]] = {
    "four_weeks": {
        "entries": [
            {"date": day, "minutes": minutes, "task": task, "kind": kind, "own_time": day == "2026-10-08"}
            for day, minutes, task, kind in (
                ("2026-10-05", 30, "daily_contact", "routine"),
                ("2026-10-06", 45, "daily_conditions", "routine"),
                ("2026-10-08", 20, "daily_contact", "acute"),
                ("2026-10-09", 60, "daily_accidents", "acute"),
                ("2026-10-12", 40, "daily_conditions", "routine"),
                ("2026-10-14", 15, "daily_contact", "acute"),
                ("2026-10-15", 30, "daily_instruction", "routine"),
                ("2026-10-19", 25, "daily_contact", "routine"),
                ("2026-10-20", 50, "daily_conditions", "routine"),
                ("2026-10-22", 90, "daily_accidents", "acute"),
                ("2026-10-23", 10, "daily_reports", "acute"),
                ("2026-10-26", 30, "daily_contact", "routine"),
                ("2026-10-28", 45, "daily_conditions", "routine"),
                ("2026-10-30", 35, "daily_forward", "routine"),
            )
        ],
        "observed": [
            f"{month}-{day:02}"
            for month, days in (("2026-10", (*range(5, 10), *range(12, 17), *range(19, 24), *range(26, 31))),)
            for day in days
        ],
        "calendar": [
            {"name": "overall_discussion", "times_per_year": "1", "minutes": "3 t"},
            {"name": "daily_apv", "times_per_year": "1/3", "minutes": "15 t"},
        ],
        "typical": "yes",
    },
    "too_thin": {
        "entries": [{"date": "2026-10-05", "minutes": 30, "task": "daily_contact", "kind": "routine"}],
        "observed": ["2026-10-05", "2026-10-06"],
    },
}
"""Worked examples for the page, told by `example.<key>`. Their answers are the same on every day."""
