"""The logbook held against the contract: what is read, what is missing, what a year takes, what is told."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest

from calculators import form
from calculators.logbook import page
from calculators.logbook import parameters as p
from tests.rules.asking import CASES, LANGUAGES, TODAY, answered, read_html, says, spoken

type Fields = dict[str, Any]

_WORKED = json.loads((CASES / "logbook.json").read_text(encoding="utf-8"))
FOUR_WEEKS: Fields = dict(page.EXAMPLES["four_weeks"])
each_language = pytest.mark.parametrize("language", LANGUAGES)


def ask(fields: Fields, *, on: str = TODAY, language: str = "da") -> dict[str, Any]:
    """Return the whole answer."""
    return answered(fields, on=on, language=language, calculator="logbook")


def found(fields: Fields, *, on: str = TODAY) -> dict[str, Any]:
    """Return the finding about fields without a problem."""
    told = ask(fields, on=on)
    assert told["ok"], told["problems"]
    finding: dict[str, Any] = told["finding"]
    return finding


def problems(fields: Fields, *, on: str = TODAY) -> list[tuple[str, str]]:
    """Return place and code of every problem."""
    told = ask(fields, on=on)
    return [] if told["ok"] else [(one.get("at", one["field"]), one["code"]) for one in told["problems"]]


def entry(**changes: object) -> Fields:
    """Return an entry, changed."""
    return {"date": "2026-10-05", "minutes": 30, "task": "daily_contact", "kind": "routine", **changes}


def four_weeks(**changes: object) -> Fields:
    """Return a log that holds enough, changed."""
    return {**FOUR_WEEKS, **changes}


@each_language
@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case['id']}: {case['why']}") for case in _WORKED["cases"]]
)
def test_worked_case(case: dict[str, Any], language: str) -> None:
    """Each worked case is answered as the contract says, in every language."""
    told = ask(case["fields"], on=case["on"], language=language)
    if "problems" in case:
        assert [problem["field"] for problem in told["problems"]] == case["problems"]
    else:
        assert {key: told["finding"][key] for key in case["expect"]} == case["expect"]


def test_worked_cases_are_told_apart() -> None:
    """Every worked case has a name of its own and says why."""
    names = [case["id"] for case in _WORKED["cases"]]
    assert len(names) == len(set(names)) >= 12
    assert all(case["why"] for case in _WORKED["cases"])


# --- What is typed

MINUTES = form.Minutes(name="minutes")
RATE = form.Rate(name="rate", maximum=366)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        *(
            (typed, 90)
            for typed in (90, "90", " 90 ", "090", "1:30", "01:30", "1,5 t", "1.5 h", "1½ t", "1½t.")
        ),
        *(
            (typed, 120)
            for typed in ("2 timer", "2 TIMER", "2 hours", "2:00", "120 min", "120 minutter", "2t")
        ),
        *((typed, 45) for typed in ("45 min", "45 min.", "45m", "45 minutes", "0:45", "0,75 time", "0.75 h")),
        *(
            (typed, 95)
            for typed in ("1 t 35", "1 time 35 min", "1 time og 35 minutter", "1 hour and 35 minutes")
        ),
        *((typed, 30) for typed in ("½ t", "½ time", "0,5 t")),
        pytest.param("0,33 t", 20, id="a third of an hour is rounded"),
        pytest.param("24:00", 1440, id="a whole day"),
        pytest.param("24 t", 1440, id="24 hours"),
        pytest.param(1, 1, id="a minute"),
    ],
    ids=repr,
)
def test_minutes_are_read_as_people_write_them(typed: object, minutes: int) -> None:
    """Minutes, hours and minutes, hours with decimals, in Danish and English."""
    assert MINUTES.read(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *((typed, "no_minutes") for typed in (0, "0", "00", "0:00", "0 t", "0,00 t")),
        *((typed, "negative") for typed in (-5, "-5", "−5", "-1,5")),  # noqa: RUF001  a true minus
        *(
            (typed, "too_many_hours")
            for typed in (1441, "1441", "24:01", "25 t", "24 t 1 min", "9" * 400, 10**9)
        ),
        *(
            (typed, "not_minutes")
            for typed in ("1,5", "1.30", "1.30 t", "1:60", "1:5", "en time", "t", "½", "1e2")
        ),
        *((typed, "not_minutes") for typed in ("1 t 2 t", "１0", "٣")),  # noqa: RUF001  digits of others
        (True, "not_minutes"),
        (1.5, "not_minutes"),
        (90.0, "not_minutes"),
        ([90], "not_minutes"),
        ({}, "not_minutes"),
    ],
    ids=repr,
)
def test_what_is_no_time_is_refused(typed: object, code: str) -> None:
    """Nothing, more than a day, and whatever may be read in two ways."""
    with pytest.raises(form.RefusedError) as refused:
        MINUTES.read(typed)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("typed", "rate"),
    [
        *((6, "6"), ("6", "6"), ("1/3", "1/3"), (" 1 / 3 ", "1/3"), ("0,5", "1/2"), ("0.5", "1/2")),
        *((0.5, "1/2"), ("½", "1/2"), ("1½", "3/2"), ("0", "0"), ("366", "366"), ("0,3333", "3333/10000")),
    ],
    ids=repr,
)
def test_rates_are_read_as_fractions(typed: object, rate: str) -> None:
    """A third is a third, and not 0.33."""
    assert str(RATE.read(typed)) == rate


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *((typed, "not_a_rate") for typed in ("1/0", "x", "1/3/4")),
        (True, "not_a_rate"),
        ([1], "not_a_rate"),
        (float("inf"), "not_a_rate"),
        *((typed, "negative") for typed in ("-1", -1)),
        *((typed, "too_large") for typed in ("367", "1100/3")),
    ],
    ids=repr,
)
def test_what_is_no_rate_is_refused(typed: object, code: str) -> None:
    """Words, a division by nought, less than never, more than every day."""
    with pytest.raises(form.RefusedError) as refused:
        RATE.read(typed)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        pytest.param(" Samtale  om\tløft\n", "Samtale om løft", id="blanks and lines"),
        pytest.param("a\u0000b\u202ec\u2028d\ufeff", "a b c d", id="what cannot be seen"),
        pytest.param("\ud800x", "x", id="half a character"),
        pytest.param("👩‍🏭 æøå", "👩‍🏭 æøå", id="a picture of several characters"),
        pytest.param("<b>=1+1", "<b>=1+1", id="markup and formulas are text"),
        pytest.param(20, "20", id="a number"),
    ],
)
def test_own_words_are_kept_as_they_are_seen(typed: object, text: str) -> None:
    """On one line, without what turns or hides text."""
    assert form.Text(name="task", longest=200).read(typed) == text


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("\u0000", "required"),
        ("x" * 21, "too_long"),
        (True, "not_text"),
        (1.5, "not_text"),
        (["x"], "not_text"),
    ],
    ids=repr,
)
def test_what_is_no_text_is_refused(typed: object, code: str) -> None:
    """Nothing that can be seen, too much of it, or no text."""
    with pytest.raises(form.RefusedError) as refused:
        form.Text(name="task", required=True, longest=20).read(typed)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("observed", "wrong"),
    [
        pytest.param("2026-10-05", [("observed", "not_rows")], id="no list"),
        pytest.param(["2026-10-05"] * 20_001, [("observed", "too_many_rows")], id="too many"),
        pytest.param(
            [5, "x", "31.2.2026"],
            [("observed.0", "not_a_day"), ("observed.1", "not_a_day"), ("observed.2", "no_such_day")],
            id="no days",
        ),
        pytest.param(["5.10.2026", "2026-10-05", None, ""], [], id="a day twice, and nothing"),
        pytest.param([None, ""], [], id="nothing at all"),
        pytest.param(["2026-11-23"] * 2, [("observed.0", "in_the_future")], id="a day to come, twice"),
    ],
)
def test_observed_days_are_a_list_of_days(observed: object, wrong: list[tuple[str, str]]) -> None:
    """Each once; every one that is none is told where it stands."""
    assert problems({"observed": observed}) == wrong


def test_a_list_of_nothing_is_not_known() -> None:
    """Days that are all empty are no days observed, and silence is not zero."""
    assert found({"observed": [None, ""]})["logged"]["weeks"] is None
    assert found({"observed": ["5.10.2026", "2026-10-05", None]})["logged"]["weeks"] == 0.2


def test_a_question_of_several_answers_says_how_it_is_read() -> None:
    """A new kind of list has to say so."""
    with pytest.raises(NotImplementedError):
        form.Several(name="x", most=1).read_all([])


# --- Problems


@pytest.mark.parametrize(
    ("entries", "wrong"),
    [
        pytest.param([entry(minutes=0)], [("entries.0.minutes", "no_minutes")], id="no minutes"),
        pytest.param([entry(minutes="24:01")], [("entries.0.minutes", "too_many_hours")], id="over a day"),
        pytest.param([entry(minutes="24 t")], [], id="a whole day"),
        pytest.param([entry(kind="play")], [("entries.0.kind", "unknown_choice")], id="an unknown kind"),
        pytest.param([{}, None, entry(kind=None)], [("entries.2.kind", "required")], id="no kind"),
        pytest.param([entry(task=" ")], [("entries.0.task", "required")], id="no task"),
        pytest.param([entry(date="2026-11-22")], [], id="today"),
        pytest.param([entry(date="2026-11-23")], [("entries.0.date", "in_the_future")], id="tomorrow"),
        pytest.param([entry(minutes="23 t"), entry(minutes=60)], [], id="24 hours in a day"),
        pytest.param(
            [entry(minutes="23 t"), entry(minutes=61), entry(minutes=5)],
            [("entries.1.minutes", "day_too_full")],
            id="more than 24 hours in a day, told once",
        ),
        pytest.param(
            [entry(minutes="x"), entry(date="2027-01-01")],
            [("entries.0.minutes", "not_minutes"), ("entries.1.date", "in_the_future")],
            id="an unread entry hides no other problem",
        ),
        pytest.param(
            [entry(minutes=1), entry(minutes=True)],
            [("entries.1.minutes", "not_minutes")],
            id="true is no 1, whatever was read before",
        ),
        pytest.param([entry(note="x" * 201)], [("entries.0.note", "too_long")], id="a note too long"),
        pytest.param([entry()] * 20_001, [("entries", "too_many_rows")], id="more than 20,000"),
    ],
)
def test_entry_that_cannot_be_is_told_where_it_stands(
    entries: list[Fields], wrong: list[tuple[str, str]]
) -> None:
    """Every one of them, by its place and the part that is to be mended."""
    assert problems({"entries": entries}) == wrong


@each_language
@pytest.mark.parametrize(("wrong", "more"), [(40, None), (41, 1), (5000, 4960)], ids=repr)
def test_many_problems_are_counted(wrong: int, more: int | None, language: str) -> None:
    """Some dozens are told; of the rest it is said how many they are, and the sum is true."""
    words = spoken(language, "logbook")
    told = ask({"entries": [entry(minutes=0)] * wrong}, language=language)
    assert len(told["problems"]) == 40 + bool(more)
    assert words("problems.title", n=wrong) in read_html(told["html"]).text
    if more:
        last = told["problems"][-1]
        assert (last["field"], last["code"]) == ("entries", "more_problems")
        assert last["message"] == words("problem.more_problems", n=more)


# --- What is found


def test_best_is_the_plain_mean() -> None:
    """525 minutes in four weeks of 44, and the calendar's eight hours."""
    finding = found(four_weeks())
    assert finding["recurring"]["best"] == 525 / 4 * 44 / 60 == 96.25
    assert finding["calendar_hours"] == 3 + 15 / 3 == 8
    assert finding["total"]["best"] == 104.25
    assert finding["recurring"]["at_least"] < 96.25 < finding["recurring"]["up_to"]


def test_weeks_a_year_scale_everything_but_the_calendar() -> None:
    """Half the weeks, half the hours."""
    whole, half = found(four_weeks())["recurring"], found(four_weeks(weeks_per_year=22))["recurring"]
    assert {name: hours / 2 for name, hours in whole.items()} == half


def test_steps_lead_to_the_figure_each_with_its_source() -> None:
    """§ 8 is the law's; all the rest is our method, and says so."""
    finding = found(four_weeks())
    assert [step["rule"] for step in finding["steps"]] == [
        *(
            "reasonable_time",
            "observed",
            "logged",
            "calendar",
            "mean",
            "a_year",
            "weeks_alike",
            "range",
            "total",
        )
    ]
    kinds = {source["id"]: (source["kind"], source["paragraph"]) for source in finding["sources"]}
    assert kinds == {"act-8-1": ("law", "§ 8, stk. 1"), "own-simulation": ("assumption", "")}
    assert {step["source"] for step in finding["steps"][1:]} == {"own-simulation"}


def test_weeks_that_differ_are_told_as_such() -> None:
    """What is seen decides where it is more than is taken for granted."""
    entries = [entry(date=f"2026-10-{5 + number % 5:02}") for number in range(20)]
    steps = [step["rule"] for step in found(four_weeks(entries=entries))["steps"]]
    assert "weeks_differ" in steps


@pytest.mark.parametrize(
    ("name", "task", "alone"),
    [("Møder", "møder", False), ("overall_discussion", "overall_discussion", False), ("Møder", "Møde", True)],
)
def test_entry_of_the_calendar_has_its_counterpart_by_name(name: str, task: str, *, alone: bool) -> None:
    """Under the same words, large or small; else a note, and nothing extrapolated."""
    items = [{"name": name, "times_per_year": 4, "minutes": 60}]
    finding = found(four_weeks(entries=[entry(task=task, kind="calendar")], calendar=items))
    assert ("calendar_entry_alone" in finding["notes"]) is alone


@pytest.mark.parametrize(
    ("weeks", "in_a_row"),
    [((0, 1, 2, 3), True), ((0, 1, 2, 4), False), ((0, 13, 26, 39), False)],
    ids=["a month", "with a gap of a week", "over the year"],
)
def test_weeks_in_a_row_are_told_as_such(weeks: tuple[int, ...], *, in_a_row: bool) -> None:
    """One week between them is enough for it to be no single stretch."""
    monday = date(2026, 1, 5)
    days = [(monday + timedelta(weeks=week, days=day)).isoformat() for week in weeks for day in range(5)]
    finding = found({"entries": [entry(date=day) for day in days], "observed": days})
    assert ("in_a_row" in finding["notes"]) is in_a_row


TEN_DAYS = [f"2026-10-{day:02}" for day in (*range(5, 10), *range(12, 17))]
TWICE = [entry(date=TEN_DAYS[0]), entry(date=TEN_DAYS[9])]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({}, True, id="something on each of ten days"),
        pytest.param({"observed": [*TEN_DAYS, "2026-10-19"]}, False, id="one day with nothing"),
        pytest.param(
            {"observed": TEN_DAYS[:1]}, True, id="a day with an entry is one of them, marked or not"
        ),
        pytest.param(
            {"entries": [entry(date=day) for day in TEN_DAYS]}, False, id="no figure, no word on it"
        ),
        pytest.param({"observed": None}, False, id="not known on which days"),
        *(
            pytest.param(
                {
                    "entries": [
                        *(entry(date=day) for day in TEN_DAYS),
                        *TWICE,
                        entry(date="2026-10-19", kind=kind),
                    ]
                },
                told,
                id=f"{kind} alone on an eleventh day",
            )
            for kind, told in (("acute", True), ("calendar", False), ("training", False))
        ),
    ],
)
def test_log_without_an_empty_day_is_told_as_such(changes: Fields, *, told: bool) -> None:
    """Only where there is a figure that it makes too high; first of what is said about the range."""
    log = {"entries": [*(entry(date=day) for day in TEN_DAYS), *TWICE], "observed": TEN_DAYS, **changes}
    notes = found(log)["notes"]
    assert ("no_empty_day" in notes) is told
    if told:
        assert notes[notes.index("no_empty_day") + 1] == "typical_unknown"


# --- What is told


@each_language
def test_at_least_leads(language: str) -> None:
    """Rounded down; the best guess to the nearest hour; up to rounded up, and called «may be higher»."""
    words = spoken(language, "logbook")
    told = ask(four_weeks(), language=language)
    total = told["finding"]["total"]
    assert (57 < total["at_least"] < 58, total["best"], 186 < total["up_to"] < 187) == (True, 104.25, True)
    shown = read_html(told["html"]).text
    assert shown.startswith(words("headline.enough", n=57))
    assert words("because.best", n=104) in shown
    assert words("because.up_to", n=187) in shown
    assert not re.search(r"90 ?%\s*(garan|guaran)", shown)


@each_language
def test_thin_log_says_what_is_missing_and_no_interval(language: str) -> None:
    """What was logged, how much more it takes, and no figure for a year."""
    words = spoken(language, "logbook")
    told = ask(dict(page.EXAMPLES["too_thin"]), language=language)
    shown = read_html(told["html"]).text
    assert shown.startswith(words("headline.too_thin", time=words("unit.minutes", n=30)))
    assert words("unit.days", n=8) in shown
    assert words("unit.entries", n=11) in shown
    for part in ("span.title", "note_paper.title", "letter.title"):
        assert words(part) not in shown
    assert read_html(ask({}, language=language)["html"]).text.startswith(words("headline.empty"))


@each_language
def test_drawings_have_their_numbers_as_a_table(language: str) -> None:
    """Each bar's name and amount stand in a table; long names are cut in the drawing alone."""
    own = "En meget lang opgave med mange ord, der ikke kan stå på en telefon"
    told = ask(four_weeks(entries=[entry(task=own)]), language=language)
    assert told["html"].count(own) == 1
    assert f"{own[:35].rstrip()}…" in told["html"]


@each_language
def test_more_tasks_and_weeks_than_a_drawing_holds_are_summed(language: str) -> None:
    """What is left out is said, and nothing is lost of the sum."""
    words = spoken(language, "logbook")
    first = date(2026, 1, 5)
    days = [(first + timedelta(weeks=week)).isoformat() for week in range(20)]
    entries = [entry(date=day, task=f"opgave {place}") for place, day in enumerate(days)]
    shown = read_html(ask({"entries": entries, "observed": days}, language=language)["html"]).text
    assert words("by_task.rest", n=9) in shown
    assert words("by_week.left_out", n=12) in shown


@each_language
def test_note_holds_all_that_the_talk_needs(language: str) -> None:
    """Period, hours, calendar, law, three proposals, what goes away, follow-up, footer: as paper and text."""
    words = spoken(language, "logbook")
    html = ask(four_weeks(represented=23), language=language)["html"]
    (paper,) = re.findall(r'<details data-part="sheet">.*?</details>', html)
    (text,) = re.findall(r"<textarea.*?</textarea>", html, re.DOTALL)
    for told in (paper, text):
        for says_it in (
            words("note_paper.represented", n=23),
            words("headline.enough", n=57),
            words("because.best", n=104),
            words("because.up_to", n=187),
            words("task.overall_discussion"),
            words("kind.acute"),
            words("own_time.note", time=words("unit.minutes", n=20), share=words("unit.percent", n=4)),
            words("note_paper.law_says"),
            words("proposal.pool", n=104),
            words("note_paper.follow_up", day=date(2026, 11, 22) + p.FOLLOW_UP),
            words("note_paper.made", day=date(2026, 11, 22)),
        ):
            assert says_it in read_html(told).text
    for line in ("from", "to", "away_says", "signed", "signed_too"):
        assert words(f"note_paper.{line}") in paper
    for blank in ("to", "from", "away"):
        assert text.count(words(f"letter.{blank}.empty")) == 1
        assert f'data-filled="letter-{blank}"' in paper


@each_language
def test_note_leaves_room_for_what_was_not_said(language: str) -> None:
    """Nobody represented is a line to write on; a long calendar is summed, to stay on one page."""
    words = spoken(language, "logbook")
    items = [{"name": f"Møde {number}", "times_per_year": 1, "minutes": 60 + number} for number in range(12)]
    html = ask(four_weeks(calendar=items), language=language)["html"]
    (paper,) = re.findall(r'<details data-part="sheet">.*?</details>', html)
    assert words("note_paper.people") in paper
    assert words("note_paper.rest", n=6) in paper
    assert "Møde 11" in paper
    assert "Møde 0" not in paper
    without = ask(four_weeks(calendar=[], entries=[entry(date=f"2026-10-{day:02}") for day in range(5, 25)]))[
        "html"
    ]
    assert spoken("da", "logbook")("calendar_items.title") not in without


def test_proposals_come_from_the_best_guess() -> None:
    """104.25 hours in 44 weeks are 2 h 20 min a week; the acute part of 96.25 is 195 of 525 minutes."""
    html = ask(four_weeks())["html"]
    words = spoken("da", "logbook")
    assert words("proposal.weekly", time="2 timer og 20 minutter") in html
    # 104.25 - 35.75 = 68.5 hours: 93.4 minutes a week.
    assert words("proposal.acute", time="1 time og 35 minutter", n=36) in html


@each_language
def test_long_entries_are_offered_to_the_calendar(language: str) -> None:
    """By their place, with a button that waits for a page that can move them; four hours are not long."""
    entries = [*FOUR_WEEKS["entries"], entry(minutes="4 t"), entry(date="2026-10-06", minutes="4:01")]
    told = ask(four_weeks(entries=entries), language=language)
    assert told["finding"]["long_entries"] == [15]
    (button,) = re.findall(r"<button[^>]*to_calendar[^>]*>", told["html"])
    assert 'data-entry="15"' in button
    assert button.endswith(" hidden>")


@each_language
def test_four_spread_weeks_are_proposed_until_the_log_is_spread(language: str) -> None:
    """Mondays a quarter apart, from the next one on, also as a calendar file."""
    words = spoken(language, "logbook")
    told = ask({}, language=language)
    for monday in ("2026-11-23", "2027-02-22", "2027-05-24", "2027-08-23"):
        assert words("spread.week", monday=date.fromisoformat(monday)) in told["html"]
        assert f"DTSTART;VALUE=DATE:{monday.replace('-', '')}" in told["calendar"]
    spread = next(case for case in _WORKED["cases"] if "single weeks" in case["why"])
    told = ask(spread["fields"], on=spread["on"], language=language)
    assert "calendar" not in told
    assert words("spread.title") not in told["html"]


def test_end_of_the_calendar_ends_what_is_proposed() -> None:
    """No day after the last one that dates know, and no fall over it."""
    told = ask(four_weeks(), on="9999-12-31")
    assert told["ok"]
    assert "calendar" not in told
    assert spoken("da", "logbook")("note_paper.follow_up_soon") in told["html"]


@each_language
def test_own_words_are_text_and_nothing_else(language: str) -> None:
    """Markup and formulas are shown, never run, wherever a task or an item is told."""
    hostile = '<img src=x onerror=alert(1)>"&'
    fields = four_weeks(
        entries=[
            *FOUR_WEEKS["entries"],
            entry(task=hostile, minutes=300),
            entry(task=hostile, kind="training"),
        ],
        calendar=[{"name": hostile, "times_per_year": 1, "minutes": 60}, *FOUR_WEEKS["calendar"]],
    )
    html = ask(fields, language=language)["html"]
    assert "img" not in read_html(html).tags
    assert "&lt;img" in html


@each_language
def test_survey_is_context_with_its_year_and_no_norm(language: str) -> None:
    """Dated and sourced beside the answer; and said to be no target."""
    words = spoken(language, "logbook")
    html = ask(four_weeks(), language=language)["html"]
    assert says(html, words, "survey.no_norm")
    assert "2018" in words("survey.time")
    assert "FTF" in words("survey.time")


@each_language
def test_every_task_of_the_handbooks_lists_has_a_plain_name(language: str) -> None:
    """Eight daily ones and eleven overall ones, all told apart."""
    words = spoken(language, "logbook")
    names = [words(f"task.{task}") for task in page.TASKS]
    assert (len(page.DAILY_TASKS), len(page.OVERALL_TASKS), len(set(names))) == (8, 11, 19)
    assert max(map(len, names)) <= 42
