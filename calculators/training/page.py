"""Training as a page: what is asked, what is told. No law and no words: keys, and the numbers they name."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

from calculators import ical, view
from calculators.acts import ACT_FROM, ORDER_FROM
from calculators.form import (
    Choice,
    Day,
    DecimalNumber,
    Group,
    ListedNumber,
    Problem,
    Records,
    Rows,
    WholeNumber,
    YesNo,
)
from calculators.law import numbers_in_force
from calculators.office import parameters as office
from calculators.scope import Setting
from calculators.text import Value, Words
from calculators.training import parameters as p
from calculators.training.rules import (
    VOLUNTARY,
    Because,
    Deadline,
    DeadlineKind,
    Entitlement,
    Mandatory,
    Pool,
    PoolFault,
    Role,
    Seat,
    State,
    YearOfOffice,
    entitlement,
    is_known,
    pool_fault,
)
from calculators.training.workdays import is_weekend

FOLDER = Path(__file__).parent
PARAMETERS = (*p.ALL, office.TERM_YEARS, office.TERM_YEARS_AT_MOST)
OF_TODAY = True
COMMON: tuple[Mapping[str, str], ...] = ()

MOST_YEARS_BEFORE = 60
"""Nobody has been in office longer; a number above it is a slip of the finger."""
MOST_DAYS_USED = 100
"""In a year, by the same token."""

_SHORTEST_TERM = office.TERM_YEARS.versions[-1].value or 0
_LONGEST_TERM = office.TERM_YEARS_AT_MOST.versions[-1].value or 0


def _year(name: str) -> ListedNumber:
    return ListedNumber(name=name, required=True, minimum=1, maximum=_LONGEST_TERM)


FORM: tuple[Group, ...] = (
    Group("seat", (Day(name="member_from", required=True),)),
    Group(
        "course",
        (
            Choice(name="mandatory", values=tuple(Mandatory)),
            Day(name="mandatory_done_on", shown_when=("mandatory", (Mandatory.DONE, Mandatory.EARLIER))),
        ),
    ),
    Group(
        "term",
        (
            ListedNumber(
                name="term_years",
                minimum=_SHORTEST_TERM,
                maximum=_LONGEST_TERM,
                default_number=_SHORTEST_TERM,
            ),
            WholeNumber(name="unbroken_years_before", default_number=0, maximum=MOST_YEARS_BEFORE),
            Day(name="elected_on"),
            Day(name="left_on"),
        ),
    ),
    Group(
        "role",
        (
            Choice(name="role", values=tuple(Role)),
            Choice(name="setting", values=(*Setting, VOLUNTARY)),
        ),
    ),
    Group(
        "days",
        (
            Rows(
                name="used",
                columns=(_year("year"), DecimalNumber(name="days", required=True, maximum=MOST_DAYS_USED)),
                most=2 * _LONGEST_TERM,
            ),
            Rows(
                name="pooled",
                columns=(_year("from_year"), _year("to_year"), YesNo(name="in_writing")),
                most=_LONGEST_TERM - 1,
            ),
        ),
    ),
)


def problems(answers: Mapping[str, Any]) -> Iterable[Problem]:
    """Return what is wrong with the answers held against each other; those unread are not in `answers`."""
    yield from _day_problems(answers)
    if answers.get("mandatory") == Mandatory.DONE and answers.get("mandatory_done_on", ...) is None:
        yield Problem("mandatory_done_on", "required")
    # A term that was not read may be the longest: a row is wrong only where it is wrong in any case.
    term_years = answers.get("term_years", _LONGEST_TERM)
    for place, row in answers.get("used", {}).items():
        if row["year"] > term_years:
            yield Problem("used", "outside_term", {"term_years": term_years}, at=f"used.{place}.year")
    yield from _pool_problems(answers, term_years)


def _day_problems(answers: Mapping[str, Any]) -> Iterable[Problem]:
    member_from, elected_on, left_on = (
        answers.get(name) for name in ("member_from", "elected_on", "left_on")
    )
    if member_from and not is_known(member_from):
        yield Problem("member_from", "not_in_force", {"known_from": ORDER_FROM})
    if elected_on and elected_on < ACT_FROM:
        yield Problem("elected_on", "not_in_force", {"known_from": ACT_FROM})
    elif elected_on and member_from and elected_on > member_from:
        yield Problem("elected_on", "after_member_from", {"member_from": member_from})
    if left_on and member_from and left_on < member_from:
        yield Problem("left_on", "before_member_from", {"member_from": member_from})


_MENDED_IN = {
    PoolFault.NOT_IN_WRITING: "in_writing",
    PoolFault.SAME_YEAR: "to_year",
    PoolFault.FROM_OUTSIDE_TERM: "from_year",
    PoolFault.TO_OUTSIDE_TERM: "to_year",
    PoolFault.FIRST_YEAR: "from_year",
    PoolFault.TWICE: "from_year",
}
"""The column of an agreement in which its fault is mended."""


def _pool_problems(answers: Mapping[str, Any], term_years: int) -> Iterable[Problem]:
    rows: Records = answers.get("pooled", {})
    pools = _pools(rows)
    for number, (place, row) in enumerate(rows.items()):
        fault = pool_fault(
            pools,
            number,
            in_writing=bool(row["in_writing"]),
            term_years=term_years,
            first_year_counts=answers.get("unbroken_years_before") == 0,
        )
        if fault is not None:
            at = f"pooled.{place}.{_MENDED_IN[fault]}"
            yield Problem("pooled", fault, {"term_years": term_years}, at=at)


def _pools(rows: Records) -> tuple[Pool, ...]:
    return tuple(Pool(cast("int", row["from_year"]), cast("int", row["to_year"])) for row in rows.values())


def found(answers: Mapping[str, Any], *, on: date) -> Entitlement:
    """Return the finding for answers without problems."""
    setting = answers["setting"]
    return entitlement(
        Seat(
            role=Role(answers["role"]),
            member_from=answers["member_from"],
            elected_on=answers["elected_on"] or answers["member_from"],
            mandatory=Mandatory(answers["mandatory"]),
            mandatory_done_on=answers["mandatory_done_on"],
            term_years=answers["term_years"],
            unbroken_years_before=answers["unbroken_years_before"],
            left_on=answers["left_on"],
            setting=None if setting == VOLUNTARY else Setting(setting),
            pooled=_pools(answers["pooled"]),
            used=tuple((row["year"], row["days"]) for row in answers["used"].values()),
        ),
        on=on,
    )


def finding(entitled: Entitlement) -> dict[str, object]:
    """Return the finding's own keys as the contract names them."""
    return {
        "entitled": entitled.entitled,
        "mandatory": asdict(entitled.mandatory),
        "years": [_year_found(year) for year in entitled.years],
        "total_days": entitled.total_days,
        "deadlines": [asdict(deadline) for deadline in entitled.deadlines],
    }


def _year_found(year: YearOfOffice) -> dict[str, object]:
    fields = asdict(year)
    # `from` is a word of Python's own.
    return {
        "year": fields.pop("year"),
        "from": fields.pop("first_day"),
        "to": fields.pop("last_day"),
        **fields,
    }


# --- What is told


def told(entitled: Entitlement, answers: Mapping[str, Any], words: Words) -> view.Told:
    """Return what the reader is told: the sum, her term in order of time, what to take along, the rest."""
    reckoned_with = view.reckoned_with(FORM, answers, words, entitled.rules_on)
    if not entitled.entitled:
        why = entitled.steps[0].rule
        key = "outside" if why.startswith("outside.") else why
        return view.Told(
            headline=words(f"headline.{key}"),
            because=(words(f"because.{why}"),),
            rests_on=entitled.decided_by,
            parts=(reckoned_with,),
            after=(*_notes(entitled, words), _follows(entitled, words)),
        )
    return view.Told(
        headline=_headline(entitled, words),
        because=(_mandatory_sentence(entitled, words), *_supplementary_sentence(entitled, words)),
        rests_on=entitled.decided_by,
        parts=(
            *_overdue(entitled, words),
            *_timeline(entitled, words),
            _now(entitled, words),
            _costs(entitled, words),
            *_letter(entitled, words),
            _offers(entitled, words),
            reckoned_with,
        ),
        after=(*_notes(entitled, words), _follows(entitled, words)),
        calendar=_calendar(entitled, words),
    )


def _headline(entitled: Entitlement, words: Words) -> str:
    sure = entitled.mandatory.required != "depends"
    days_of = words("unit.days_of", n=entitled.total_days)
    return words("headline.entitled" if sure else "headline.entitled_up_to", days_of=days_of)


def _has_left(entitled: Entitlement) -> bool:
    left_on = entitled.seat.left_on
    return left_on is not None and left_on <= entitled.rules_on


def _days(days: Fraction | int, words: Words) -> str:
    return words("unit.days", n=days)


def _mandatory_sentence(entitled: Entitlement, words: Words) -> str:
    mandatory, seat = entitled.mandatory, entitled.seat
    named: dict[str, Value] = {"days": _days(mandatory.days, words)}
    named["after"] = p.EARLIER_COURSE_AFTER.at(seat.member_from).value
    if mandatory.due:
        named["due"] = mandatory.due
    if seat.mandatory_done_on:
        named["done_on"] = seat.mandatory_done_on
    late = "_late" if mandatory.late else ""
    return words(f"because.mandatory.{mandatory.because}{late}", **named)


def _supplementary_sentence(entitled: Entitlement, words: Words) -> Iterable[str]:
    if entitled.years:
        days = sum((year.days for year in entitled.years), Fraction())
        yield words("because.supplementary", days_of=words("unit.days_of", n=days), n=len(entitled.years))


def _is_owed(entitled: Entitlement) -> bool:
    """Whether the mandatory training is still to be taken, and that is sure."""
    mandatory = entitled.mandatory
    return mandatory.required is True and mandatory.because is not Because.DONE


def _overdue(entitled: Entitlement, words: Words) -> Iterable[view.Sentences]:
    if entitled.mandatory.late and _is_owed(entitled) and not _has_left(entitled):
        sentences = tuple(words(f"overdue.{step}") for step in ("ask", "union", "authority"))
        yield view.Sentences(title=words("overdue.title"), sentences=sentences, warns=True)


def _timeline(entitled: Entitlement, words: Words) -> Iterable[view.Timeline]:
    if not entitled.years:
        return
    yield view.Timeline(
        title=words("timeline.title"),
        entries=tuple(
            view.Entry(
                day=deadline.day,
                state=deadline.state,
                title=_deadline_title(deadline, entitled, words),
                says=(
                    *_deadline_says(deadline, entitled, words),
                    *_no_working_day(deadline, words),
                ),
            )
            for deadline in entitled.deadlines
        ),
        years=tuple(
            (year.first_day, year.last_day, words("timeline.year", year=year.year)) for year in entitled.years
        ),
        today=entitled.rules_on,
        drawn=words(
            "timeline.drawn", first_day=entitled.years[0].first_day, last_day=entitled.years[-1].last_day
        ),
    )


def _amount(deadline: Deadline, entitled: Entitlement, words: Words) -> dict[str, Value]:
    """Return what a deadline is about in numbers: days, hours, days used and left, and the year."""
    if deadline.kind is DeadlineKind.MANDATORY:
        days, hours, used = Fraction(entitled.mandatory.days), entitled.mandatory.hours, Fraction()
    else:
        year = entitled.years[deadline.year - 1]
        days, hours, used = year.days, year.hours, year.used
    return {
        "year": deadline.year,
        "days": _days(days, words),
        "days_of": words("unit.days_of", n=days),
        "hours": hours,
        "used": _days(used, words),
        "left": _days(max(days - used, Fraction()), words),
    }


def _wording(deadline: Deadline, entitled: Entitlement) -> str:
    """Return which words a deadline has: the first year's days must be over, the others' can be begun."""
    if deadline.kind is not DeadlineKind.YEAR:
        return deadline.kind
    return "first_year" if entitled.years[deadline.year - 1].completable_by else "following_year"


def _deadline_title(deadline: Deadline, entitled: Entitlement, words: Words) -> str:
    return words(f"deadline.{_wording(deadline, entitled)}.title", **_amount(deadline, entitled, words))


def _deadline_says(deadline: Deadline, entitled: Entitlement, words: Words) -> Iterable[str]:
    when = "past" if deadline.state is State.PAST else "ahead"
    match deadline.kind:
        case DeadlineKind.MANDATORY:
            yield _mandatory_says(deadline, entitled, when, words)
        case _ if deadline.state is State.MET:
            yield words(f"deadline.{deadline.kind}.met")
        case DeadlineKind.START:
            if when == "ahead" or not _has_left(entitled):
                yield words(f"deadline.start.{when}")
        case _:
            if entitled.years[deadline.year - 1].used:
                yield words("deadline.year.partly", **_amount(deadline, entitled, words))
            yield words(f"deadline.year.{when}")


def _mandatory_says(deadline: Deadline, entitled: Entitlement, when: str, words: Words) -> str:
    done_on = entitled.seat.mandatory_done_on
    if deadline.state is State.MET and done_on:
        late = "_late" if entitled.mandatory.late else ""
        return words(f"deadline.mandatory.met{late}", done_on=done_on)
    if entitled.mandatory.required == "depends":
        return words("deadline.mandatory.depends")
    # Once the seat was left there is nothing more to ask for.
    return words(
        "deadline.mandatory.past_left"
        if when == "past" and _has_left(entitled)
        else f"deadline.mandatory.{when}"
    )


def _no_working_day(deadline: Deadline, words: Words) -> Iterable[str]:
    if deadline.last_working_day < deadline.day:
        key = "weekend" if is_weekend(deadline.day) else "holiday"
        yield words(f"deadline.{key}", day=deadline.last_working_day)


def _now(entitled: Entitlement, words: Words) -> view.Sentences:
    """Return where she stands today: the running year, what is used and left of it, when it lapses."""
    return view.Sentences(title=words("now.title"), sentences=tuple(_now_sentences(entitled, words)))


def _now_sentences(entitled: Entitlement, words: Words) -> Iterable[str]:
    running = _running_year(entitled)
    if entitled.seat.left_on and _has_left(entitled):
        yield words("now.left", day=entitled.seat.left_on)
    elif running is None and entitled.rules_on < entitled.seat.member_from:
        yield words("now.before", day=entitled.seat.member_from)
    elif running is None:
        yield words("now.after", day=entitled.years[-1].last_day)
    else:
        yield words("now.year", year=running.year, first_day=running.first_day, last_day=running.last_day)
        if not running.days:
            yield words("now.moved")
            return
        left = max(running.days - running.used, Fraction())
        yield words("now.used", used=_days(running.used, words), left=_days(left, words))
        if left:
            yield words("now.lapses", day=_last_day(running, entitled))


def _running_year(entitled: Entitlement) -> YearOfOffice | None:
    return next(
        (year for year in entitled.years if year.first_day <= entitled.rules_on <= year.last_day), None
    )


def _last_day(year: YearOfOffice, entitled: Entitlement) -> date:
    """Return the last day on which the days of a year can be used: its own last, or that of the office."""
    return min(year.last_day, entitled.seat.left_on or year.last_day)


def _costs(entitled: Entitlement, words: Words) -> view.Sentences:
    return view.Sentences(
        title=words("costs.title"),
        sentences=(words(f"costs.{entitled.seat.role}"), words("costs.working_time")),
    )


# --- What is taken along


def _calendar(entitled: Entitlement, words: Words) -> str:
    """Return what is still to happen as a calendar file; empty where nothing is."""
    seat = entitled.seat
    events = [
        ical.Event(
            uid=f"{deadline.kind}-{deadline.year}-{seat.member_from.isoformat()}@amr-haandbogen",
            day=deadline.day,
            summary=words(f"calendar.{_wording(deadline, entitled)}", **_amount(deadline, entitled, words)),
            description="\n".join(
                (
                    _deadline_title(deadline, entitled, words),
                    *_deadline_says(deadline, entitled, words),
                    *_no_working_day(deadline, words),
                    words("calendar.source", day=entitled.rules_on),
                )
            ),
        )
        for deadline in entitled.deadlines
        if deadline.state is not State.MET
    ]
    return ical.calendar(events, name=words("calendar.name"), on=entitled.rules_on) if events else ""


def _letter(entitled: Entitlement, words: Words) -> Iterable[view.Letter]:
    """Return a text that asks for what is still to come; none where there is nothing to ask for."""
    asked = tuple(_asked_for(entitled, words))
    if not asked:
        return
    blanks = tuple(
        view.Blank(
            key=f"letter-{name}", label=words(f"letter.{name}.label"), empty=words(f"letter.{name}.empty")
        )
        for name in ("to", "from")
    )
    to, from_ = (blank.empty for blank in blanks)
    paragraphs = (
        words("letter.greeting", to=to),
        words(f"letter.seat.{entitled.seat.role}", day=entitled.seat.member_from),
        *asked,
        *((words("letter.costs"),) if entitled.seat.role is Role.AMR else ()),
        words("letter.answer"),
        words("letter.regards") + "\n" + from_,
    )
    yield view.Letter(
        title=words("letter.title"),
        says=words("letter.says"),
        subject=words("letter.subject"),
        text="\n\n".join(paragraphs),
        blanks=blanks,
    )


def _asked_for(entitled: Entitlement, words: Words) -> Iterable[str]:
    if _has_left(entitled):
        return
    mandatory = entitled.mandatory
    if _is_owed(entitled) and mandatory.due:
        late = "_late" if mandatory.late else ""
        yield words(f"letter.mandatory{late}", days=_days(mandatory.days, words), due=mandatory.due)
    year = _running_year(entitled) or next(
        (year for year in entitled.years if year.first_day > entitled.rules_on), None
    )
    if year and year.used < year.days:
        key = "first_year" if year.completable_by else "following_year"
        left = words("unit.days_of", n=year.days - year.used)
        yield words(f"letter.{key}", days_of=left, last_day=_last_day(year, entitled))


def _offers(entitled: Entitlement, words: Words) -> view.Sheet:
    """Return the sheet on which she writes down every offer: it is the offer that must be documented."""
    rows = []
    if entitled.mandatory.due:
        rows.append(words("offers.mandatory"))
    rows += [
        words("offers.year", year=year.year, days=_days(year.days, words))
        for year in entitled.years
        if year.days
    ]
    return view.Sheet(
        title=words("offers.title"),
        says=words("offers.says"),
        header=tuple(words(f"offers.header.{name}") for name in ("what", "day", "who", "answer", "taken")),
        rows=tuple(rows),
    )


# --- The rest


def _notes(entitled: Entitlement, words: Words) -> Iterable[view.Sentences]:
    if not entitled.notes:
        return
    named: dict[str, Value] = {**numbers_in_force(PARAMETERS, on=entitled.seat.member_from)}
    if entitled.due_by_old_rule:
        named["due_by_old_rule"] = entitled.due_by_old_rule
    yield view.Sentences(
        title=words("notes.title"),
        sentences=tuple(words(f"note.{note}", **named) for note in entitled.notes),
        warns=True,
    )


_PAGES = {
    "mandatory": "uddannelse/obligatorisk/",
    "overdue": "uddannelse/obligatorisk/#for-sent",
    "supplementary": "uddannelse/supplerende/",
    "discussion": "uddannelse/aarlig-droeftelse/",
    "organisation": "beregnere/amo/",
}


def _follows(entitled: Entitlement, words: Words) -> view.Links:
    topics = ["supplementary", "discussion"] if entitled.entitled else ["organisation"]
    if entitled.entitled:
        late = entitled.mandatory.late and _is_owed(entitled)
        topics.insert(0, "overdue" if late else "mandatory")
    return view.Links(
        title=words("follows.title"),
        links=tuple(
            view.Link(
                says=words(f"follows.{topic}.says"), name=words(f"follows.{topic}.name"), page=_PAGES[topic]
            )
            for topic in topics
        ),
    )


def table(words: Words, *, on: date) -> view.Table:
    """Return the rights as a table: which training, how much, by when, where it stands."""
    due, within, start = (
        x.at(on) for x in (p.MANDATORY_DUE_MONTHS, p.FIRST_YEAR_MONTHS, p.FIRST_YEAR_START_MONTHS)
    )
    mandatory, first, following = (
        x.at(on) for x in (p.MANDATORY_DAYS, p.FIRST_YEAR_DAYS, p.FOLLOWING_YEAR_DAYS)
    )
    hours = [x.at(on).value for x in (p.MANDATORY_HOURS, p.FIRST_YEAR_HOURS, p.FOLLOWING_YEAR_HOURS)]
    anchor = "seat" if p.DUE_FROM_SEAT.is_known(on) else "election"
    rows = (
        ("mandatory", mandatory, words(f"table.when.{anchor}", months=due.value)),
        ("first_year", first, words("table.when.first_year", months=within.value, start=start.value)),
        ("following_year", following, words("table.when.following_year")),
    )
    return view.Table(
        caption=words("table.caption", day=on),
        header=tuple(words(f"table.header.{name}") for name in ("what", "amount", "when", "source")),
        rows=tuple(
            view.Row(
                cells=(
                    words(f"table.{name}"),
                    words("table.amount", days=_days(Fraction(days.value), words), hours=hour),
                    by,
                ),
                source=days.source,
            )
            for (name, days, by), hour in zip(rows, hours, strict=True)
        ),
    )


EXAMPLES: Mapping[str, Mapping[str, object]] = {
    "newly_elected": {
        "member_from": "2026-03-01",
        "mandatory": "done",
        "mandatory_done_on": "2026-05-15",
    },
    "later_seat": {
        "elected_on": "2026-03-10",
        "member_from": "2026-05-31",
        "mandatory": "done",
        "mandatory_done_on": "2026-08-20",
        "term_years": 4,
    },
    "trained_before": {
        "member_from": "2026-03-01",
        "mandatory": "earlier",
        "mandatory_done_on": "2019-05-10",
    },
    "re_elected": {
        "member_from": "2026-03-01",
        "mandatory": "earlier",
        "mandatory_done_on": "2022-05-10",
        "unbroken_years_before": 2,
        "pooled": [{"from_year": 1, "to_year": 2, "in_writing": True}],
    },
}
"""Worked examples for the page, told by `example.<key>`. Their answers are the same on every day."""
