"""Training held against § 9: who is entitled, by when, to how much, what lapses, and what is not known."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from calculators.scope import Setting
from calculators.training import page
from calculators.training.rules import Note, PoolFault, months_after
from tests.rules import asking
from tests.rules.asking import CASES, LANGUAGES, TODAY, Answered, answered, read_html, says, spoken

type Fields = dict[str, Any]

_WORKED = json.loads((CASES / "training.json").read_text(encoding="utf-8"))

WORDS = spoken("da", "training")
SEAT_FROM = "2026-03-01"
OLD = "2019-06-01"
"""A day under the order of 2010."""
BEFORE_DUE = "2026-05-01"
"""A day on which nothing about a seat from 1 March 2026 is late yet."""


def seat(member_from: str = SEAT_FROM, /, **fields: object) -> Fields:
    """Describe a seat."""
    return {"member_from": member_from, **fields}


def done(on: str, **fields: object) -> Fields:
    """Describe a seat from 1 March 2026 whose mandatory training was done on a day."""
    return seat(mandatory="done", mandatory_done_on=on, **fields)


def earlier(on: str | None = None, **fields: object) -> Fields:
    """Describe a seat from 1 March 2026 of somebody who took the training before it."""
    return seat(mandatory="earlier", mandatory_done_on=on, **fields)


def pool(from_year: int, to_year: int, *, in_writing: bool = True) -> Fields:
    """Describe an agreement to move a year's days."""
    return {"from_year": from_year, "to_year": to_year, "in_writing": in_writing}


def used(year: int, days: object) -> Fields:
    """Describe days used in a year."""
    return {"year": year, "days": days}


def told(fields: Fields, *, on: str = TODAY) -> Answered:
    """Return the whole answer, in Danish."""
    return answered(fields, on=on, calculator="training")


def finding(fields: Fields, *, on: str = TODAY) -> dict[str, Any]:
    """Return the finding about fields that have no problem."""
    return asking.finding(fields, on=on, calculator="training")


def problems(fields: Fields, *, on: str = TODAY) -> list[tuple[str | None, str]]:
    """Return field and code of every problem; none where there is an answer."""
    return asking.problems(fields, on=on, calculator="training")


def notes(fields: Fields, *, on: str = TODAY) -> list[str]:
    """Return what the reader must know besides."""
    codes: list[str] = finding(fields, on=on)["notes"]
    return codes


def is_told(fields: Fields, key: str, *, on: str = TODAY) -> bool:
    """Whether the reader is told the sentence of a key, whatever numbers it holds."""
    return says(told(fields, on=on)["html"], WORDS, key)


def holds(found: object, expected: object) -> bool:
    """Whether everything expected is found: of an object its keys, of a list one by one from the first."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(
            key in found and holds(found[key], value) for key, value in expected.items()
        )
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) >= len(expected) and all(map(holds, found, expected))
    return type(found) is type(expected) and found == expected


# --- The worked cases


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case['id']}: {case['why']}") for case in _WORKED["cases"]]
)
def test_worked_case(case: dict[str, Any], language: str) -> None:
    """Each worked case is answered as the law answers it, in every language."""
    answer = answered(case["fields"], on=case["on"], language=language, calculator=_WORKED["calculator"])
    if "problems" in case:
        assert not answer["ok"]
        assert [problem["field"] for problem in answer["problems"]] == case["problems"]
    else:
        assert answer["ok"], answer["problems"]
        assert holds(answer["finding"], case["expect"])


def test_worked_cases_are_told_apart() -> None:
    """Every worked case has a name of its own and says why."""
    names = [case["id"] for case in _WORKED["cases"]]
    assert len(names) == len(set(names))
    assert all(case["why"] for case in _WORKED["cases"])


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param({"a": 1}, {"b": 1}, id="a key is missing"),
        pytest.param({"a": {"b": 1}}, {"a": {"b": 2}}, id="another number inside"),
        pytest.param([{"a": 1}], [{"a": 1}, {"a": 1}], id="a year is missing"),
        pytest.param([{"a": 1}, {"a": 2}], [{"a": 1}, {"a": 3}], id="another second year"),
        pytest.param({"required": 1}, {"required": True}, id="one is not yes"),
        pytest.param({"required": "depends"}, {"required": True}, id="it depends is not yes"),
    ],
)
def test_what_is_not_as_expected_is_seen(found: object, expected: object) -> None:
    """The worked cases are held against the finding to the last number."""
    assert not holds(found, expected)


# --- Who is entitled


@pytest.mark.parametrize("role", ["amr", "leader"])
@pytest.mark.parametrize("setting", ["enterprise", "construction_site", "other_temporary_site"])
def test_members_of_an_amo_are_entitled(role: str, setting: str) -> None:
    """AMR and arbejdsleder alike, on sites too: 3 days, 2 and 1½."""
    found = finding(seat(role=role, setting=setting))
    assert found["entitled"] is True
    assert found["total_days"] == 6.5
    assert [year["days"] for year in found["years"]] == [2, 1.5]


_REFUSED = {
    "required": False,
    "days": 0,
    "hours": 0,
    "due": None,
    "late": False,
    "because": "not_entitled",
}


@pytest.mark.parametrize(
    ("fields", "rule", "paragraph"),
    [
        pytest.param({"role": "chair"}, "chair", "", id="F5: the employer"),
        pytest.param({"setting": "voluntary"}, "voluntary", "", id="F27: no AMO is required"),
        pytest.param({"setting": "ship"}, "outside.ship", "§ 3, stk. 2", id="§ 3(2): søfart"),
        pytest.param({"setting": "offshore"}, "outside.offshore", "", id="Offshoresikkerhedsloven"),
        pytest.param({"setting": "aviation"}, "outside.aviation", "§ 3, stk. 1", id="§ 3(1): luftfart"),
        pytest.param(
            {"setting": "military"}, "outside.military", "§ 2, stk. 2, nr. 3", id="§ 2(2) no. 3: militær"
        ),
        pytest.param(
            {"setting": "household"},
            "outside.household",
            "§ 2, stk. 2, nr. 1",
            id="§ 2(2) no. 1: husholdning",
        ),
        pytest.param(
            {"setting": "volunteers"}, "outside.volunteers", "§ 2, stk. 4", id="§ 2(4): frivilligt arbejde"
        ),
        pytest.param({"setting": "outside_denmark"}, "outside.outside_denmark", "", id="other countries"),
        pytest.param({"setting": "ship", "role": "chair"}, "outside.ship", "§ 3, stk. 2", id="both"),
        pytest.param({"setting": "voluntary", "role": "chair"}, "voluntary", "", id="a chair of no AMO"),
    ],
)
def test_who_is_not_entitled_is_told_why_and_nothing_else(fields: Fields, rule: str, paragraph: str) -> None:
    """No training, no years, no days, no file; one step, with the source that says so."""
    fields = seat(left_on="2027-06-01", used=[used(1, 5)], mandatory="earlier", **fields)
    answer = told(fields)
    found = answer["finding"]
    assert found["entitled"] is False
    assert found["mandatory"] == _REFUSED
    assert (found["years"], found["deadlines"], found["total_days"]) == ([], [], 0)
    assert [(step["rule"], step["outcome"]) for step in found["steps"]] == [(rule, "not_entitled")]
    assert [source["paragraph"] for source in found["sources"]] == [paragraph]
    assert "calendar" not in answer
    assert says(answer["html"], WORDS, f"because.{rule}")
    assert 'data-part="letter"' not in answer["html"]
    assert 'data-part="sheet"' not in answer["html"]
    assert "timeline" not in answer["html"]


def test_every_setting_has_an_answer() -> None:
    """Of all places on the list three are inside the rules."""
    settings = (*Setting, "voluntary")
    inside = {setting for setting in settings if finding(seat(setting=setting))["entitled"]}
    assert inside == {"enterprise", "construction_site", "other_temporary_site"}


# --- The mandatory training: by when


@pytest.mark.parametrize(
    ("elected_on", "member_from", "due"),
    [
        pytest.param("2024-01-31", "2024-01-31", "2024-04-30", id="the last day of the old rule"),
        pytest.param("2024-01-01", "2024-01-31", "2024-04-01", id="old rule: from the election"),
        pytest.param(None, "2024-01-31", "2024-04-30", id="old rule: elected on the day of the seat"),
        pytest.param("2024-01-01", "2024-02-01", "2024-05-01", id="the first day of the new: from the seat"),
        pytest.param("2024-02-01", "2024-02-15", "2024-05-15", id="new rule: from the seat"),
        pytest.param(None, "2024-02-01", "2024-05-01", id="new rule: no election told"),
        pytest.param("2018-11-30", "2019-01-01", "2019-02-28", id="old rule: a month's end"),
        pytest.param("2010-10-01", "2010-10-17", "2011-01-01", id="the first days there are"),
    ],
)
def test_what_the_limit_runs_from_changed_in_2024(elected_on: str | None, member_from: str, due: str) -> None:
    """F1, F2: from the election or appointment until 31 January 2024, from the seat since."""
    assert finding(seat(member_from, elected_on=elected_on))["mandatory"]["due"] == due


@pytest.mark.parametrize(
    ("member_from", "due"),
    [
        ("2026-11-30", "2027-02-28"),
        ("2026-11-29", "2027-02-28"),
        ("2026-11-28", "2027-02-28"),
        ("2026-12-01", "2027-03-01"),
        ("2027-11-30", "2028-02-29"),
        ("2027-11-29", "2028-02-29"),
        ("2026-05-31", "2026-08-31"),
        ("2026-08-31", "2026-11-30"),
        ("2026-03-31", "2026-06-30"),
        ("2024-02-29", "2024-05-29"),
        ("2026-10-01", "2027-01-01"),
        ("2025-12-31", "2026-03-31"),
    ],
)
def test_months_end_on_the_same_day_number_or_the_last_of_a_shorter_month(member_from: str, due: str) -> None:
    """F31: 30 November and three months is the last day of February, in a leap year the 29th."""
    assert finding(seat(member_from))["mandatory"]["due"] == due


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        pytest.param(date(2026, 1, 31), 1, date(2026, 2, 28), id="31 January and one month"),
        pytest.param(date(2024, 1, 31), 1, date(2024, 2, 29), id="31 January and one month in a leap year"),
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="the leap day and a year"),
        pytest.param(date(2024, 2, 29), 48, date(2028, 2, 29), id="the leap day and four years"),
        pytest.param(date(2026, 12, 31), 0, date(2026, 12, 31), id="no month at all"),
        pytest.param(date(2026, 11, 30), 1, date(2026, 12, 30), id="into December"),
        pytest.param(date(2026, 12, 15), 1, date(2027, 1, 15), id="over the year's end"),
        pytest.param(date(2096, 2, 29), 48, date(2100, 2, 28), id="into a century that is no leap year"),
    ],
)
def test_months_after(day: date, months: int, later: date) -> None:
    """The same day number, or the last day of a shorter month; the day started from is never forgotten."""
    assert months_after(day, months) == later


@pytest.mark.parametrize(
    ("fields", "on", "late"),
    [
        pytest.param(seat(), "2026-03-01", False, id="on the first day"),
        pytest.param(seat(), "2026-06-01", False, id="on the due day itself"),
        pytest.param(seat(), "2026-06-02", True, id="the day after"),
        pytest.param(seat(), "2026-02-01", False, id="before the seat"),
        pytest.param(seat(left_on="2026-06-01"), TODAY, False, id="left on the due day"),
        pytest.param(seat(left_on="2026-05-01"), TODAY, False, id="left before the due day"),
        pytest.param(seat(left_on="2026-06-02"), TODAY, True, id="left the day after it"),
        pytest.param(seat(left_on="2027-01-01"), "2026-06-01", False, id="leaves later, on the due day"),
        pytest.param(seat(left_on="2027-01-01"), "2026-06-02", True, id="leaves later, the day after"),
        pytest.param(done("2026-06-01"), TODAY, False, id="done on the due day"),
        pytest.param(done("2026-06-02"), TODAY, True, id="done the day after"),
        pytest.param(done("2026-06-02"), "2026-04-01", True, id="will be done the day after"),
        pytest.param(done("2026-02-15"), TODAY, False, id="done before the seat"),
        pytest.param(done("2026-06-02", left_on="2026-05-01"), TODAY, True, id="done late, after leaving"),
        pytest.param(earlier("1989-09-01"), "2026-06-02", True, id="a course that does not serve"),
        pytest.param(earlier("1989-09-01"), "2026-06-01", False, id="the same, on the due day"),
        pytest.param(earlier(), "2026-06-02", True, id="a course whose day is not known"),
        pytest.param(earlier("2015-05-10"), TODAY, False, id="a course that serves"),
        pytest.param(seat(mandatory="coordinator"), TODAY, False, id="a coordinator"),
    ],
)
def test_late_is_after_the_day_and_not_on_it(fields: Fields, on: str, *, late: bool) -> None:
    """Done after the day, or not done and the day is over; whoever has left waits for nothing more."""
    assert finding(fields, on=on)["mandatory"]["late"] is late


# --- The mandatory training: whether

_THREE_DAYS = (3, 22)
_NONE = (0, 0)


@pytest.mark.parametrize(
    ("fields", "required", "because", "amount", "total"),
    [
        pytest.param(seat(), True, "not_yet", _THREE_DAYS, 6.5, id="not yet"),
        pytest.param(done("2026-05-15"), True, "done", _THREE_DAYS, 6.5, id="done in this term"),
        pytest.param(earlier("2015-05-10"), False, "earlier", _NONE, 3.5, id="F6: an earlier course"),
        pytest.param(
            earlier("1991-04-02"), False, "earlier", _NONE, 3.5, id="F6: the day after 1 April 1991"
        ),
        pytest.param(
            earlier("1991-04-01"), "depends", "cut_off_day", _THREE_DAYS, 6.5, id="F6: on that very day"
        ),
        pytest.param(earlier("1991-03-31"), True, "too_early", _THREE_DAYS, 6.5, id="F6: the day before"),
        pytest.param(earlier(), "depends", "day_unknown", _THREE_DAYS, 6.5, id="F6: the day is not known"),
        pytest.param(
            seat(mandatory="done", mandatory_done_on="1991-04-02"),
            True,
            "done",
            _THREE_DAYS,
            6.5,
            id="called done: the day after",
        ),
        pytest.param(
            seat(mandatory="done", mandatory_done_on="1991-04-01"),
            "depends",
            "cut_off_day",
            _THREE_DAYS,
            6.5,
            id="called done: on that very day",
        ),
        pytest.param(
            seat(mandatory="done", mandatory_done_on="1991-03-31"),
            True,
            "too_early",
            _THREE_DAYS,
            6.5,
            id="called done: the day before",
        ),
        pytest.param(seat(mandatory="coordinator"), False, "coordinator", _NONE, 3.5, id="F7: a coordinator"),
        pytest.param(
            seat(mandatory="not_yet", mandatory_done_on="2026-05-15"),
            True,
            "not_yet",
            _THREE_DAYS,
            6.5,
            id="not yet, whatever day stands in the hidden field",
        ),
        pytest.param(
            seat(mandatory="coordinator", mandatory_done_on="1980-01-01"),
            False,
            "coordinator",
            _NONE,
            3.5,
            id="a coordinator, whatever day stands in the hidden field",
        ),
    ],
)
def test_whether_the_mandatory_training_is_required(
    fields: Fields, because: str, amount: tuple[int, int], total: float, *, required: bool | str
) -> None:
    """Three days of 22 hours, or none; where it depends they are counted: nobody is told too little."""
    found = finding(fields)
    mandatory = found["mandatory"]
    assert (mandatory["required"], mandatory["because"]) == (required, because)
    assert (mandatory["days"], mandatory["hours"]) == amount
    assert mandatory["due"] == (None if amount == _NONE else "2026-06-01")
    assert found["total_days"] == total


# --- Years of office


@pytest.mark.parametrize(
    ("fields", "days", "hours", "total"),
    [
        pytest.param(seat(), [2, 1.5], [15, 11], 6.5, id="two years"),
        pytest.param(seat(term_years=3), [2, 1.5, 1.5], [15, 11, 11], 8, id="three years"),
        pytest.param(seat(term_years="4"), [2, 1.5, 1.5, 1.5], [15, 11, 11, 11], 9.5, id="four years"),
        pytest.param(
            seat(unbroken_years_before=1), [1.5, 1.5], [11, 11], 6, id="F26: re-elected after a year"
        ),
        pytest.param(
            earlier("2022-05-10", unbroken_years_before=8, term_years=4),
            [1.5] * 4,
            [11] * 4,
            6,
            id="F26: re-elected for four years",
        ),
        pytest.param(earlier("2022-05-10"), [2, 1.5], [15, 11], 3.5, id="after a break a new first year"),
    ],
)
def test_days_and_hours_of_each_year(
    fields: Fields, days: list[float], hours: list[int], total: float
) -> None:
    """F10, F12, F13, F26: two days in the first year of all, one and a half in every other."""
    found = finding(fields)
    assert [year["year"] for year in found["years"]] == list(range(1, len(days) + 1))
    assert [year["days"] for year in found["years"]] == days
    assert [year["hours"] for year in found["years"]] == hours
    assert found["total_days"] == total


def test_hours_of_a_whole_term_are_those_of_the_law_note() -> None:
    """48 hours in two years, 70 in four (law.md, sums)."""
    for term_years, hours in ((2, 48), (4, 70)):
        found = finding(seat(term_years=term_years))
        assert found["mandatory"]["hours"] + sum(year["hours"] for year in found["years"]) == hours


@pytest.mark.parametrize(
    ("fields", "years"),
    [
        pytest.param(
            seat(), [("2026-03-01", "2027-02-28"), ("2027-03-01", "2028-02-29")], id="into a leap year"
        ),
        pytest.param(
            seat("2024-02-29", term_years=4),
            [
                ("2024-02-29", "2025-02-27"),
                ("2025-02-28", "2026-02-27"),
                ("2026-02-28", "2027-02-27"),
                ("2027-02-28", "2028-02-28"),
            ],
            id="from a leap day: on the 28th until there is a 29th again",
        ),
        pytest.param(
            seat("2025-12-31"), [("2025-12-31", "2026-12-30"), ("2026-12-31", "2027-12-30")], id="31 December"
        ),
        pytest.param(
            seat("2026-01-01"), [("2026-01-01", "2026-12-31"), ("2027-01-01", "2027-12-31")], id="1 January"
        ),
    ],
)
def test_a_year_of_office_runs_to_the_day_before_the_next_anniversary(
    fields: Fields, years: list[tuple[str, str]]
) -> None:
    """Both days included, and what was offered in it lapses with its last day."""
    found = finding(fields)["years"]
    assert [(year["from"], year["to"]) for year in found] == years
    assert [year["lapses_on"] for year in found] == [to for _, to in years]


@pytest.mark.parametrize(
    ("left_on", "years"),
    [
        pytest.param("2026-03-01", 0, id="on the very first day"),
        pytest.param("2026-03-02", 1, id="a day later"),
        pytest.param("2027-02-28", 1, id="on the last day of the first year"),
        pytest.param("2027-03-01", 1, id="on the anniversary: the next year did not begin"),
        pytest.param("2027-03-02", 2, id="the day after the anniversary"),
        pytest.param("2029-03-01", 3, id="on the third anniversary"),
        pytest.param("2030-03-01", 4, id="when the term is over"),
        pytest.param("2040-01-01", 4, id="long after it"),
    ],
)
def test_leaving_cuts_the_years_that_did_not_begin(left_on: str, years: int) -> None:
    """F25: no pro rata, a year that began counts whole."""
    found = finding(seat(term_years=4, left_on=left_on))
    whole = finding(seat(term_years=4))
    assert found["years"] == whole["years"][:years]
    assert found["total_days"] == 3 + sum(year["days"] for year in whole["years"][:years])


# --- When the days can be begun and completed


@pytest.mark.parametrize(
    ("fields", "startable_by"),
    [
        pytest.param(seat(), "2027-02-28", id="not done: nine months after its limit, the year's end binds"),
        pytest.param(done("2026-05-15"), "2027-02-15", id="F11: nine months after the course"),
        pytest.param(done("2026-03-01"), "2026-12-01", id="done on the first day"),
        pytest.param(done("2026-05-28"), "2027-02-28", id="nine months to the very last day"),
        pytest.param(done("2026-05-31"), "2027-02-28", id="nine months to the end of a short month"),
        pytest.param(done("2026-08-01"), "2027-02-28", id="done late: the year's end binds"),
        pytest.param(done("2026-02-15"), "2026-11-15", id="done just before the seat"),
        pytest.param(done("2025-06-01"), "2026-03-01", id="done nine months before the seat, to the day"),
        pytest.param(
            seat("2019-06-01", elected_on="2019-02-15"), "2020-02-15", id="old rule: after its own limit"
        ),
        pytest.param(earlier("2015-05-10"), None, id="taken before: nothing is said of it"),
        pytest.param(earlier("1989-05-10"), None, id="taken before and too early: nothing is said either"),
        pytest.param(earlier(), None, id="taken before on a day unknown"),
        pytest.param(seat(mandatory="coordinator"), None, id="a coordinator"),
    ],
)
def test_by_when_the_first_years_days_can_be_begun(fields: Fields, startable_by: str | None) -> None:
    """F11: within nine months after the mandatory training, and never past the year itself."""
    first = finding(fields)["years"][0]
    assert first["startable_by"] == startable_by
    assert first["completable_by"] == first["to"]


def test_other_years_can_be_begun_to_their_end() -> None:
    """F12: they need only be begun within the year; the law says nothing of when they are over."""
    for fields in (seat(term_years=4), seat(term_years=4, unbroken_years_before=1)):
        years = finding(fields)["years"][0 if fields.get("unbroken_years_before") else 1 :]
        assert [(year["startable_by"], year["completable_by"]) for year in years] == [
            (year["to"], None) for year in years
        ]


# --- Days used


@pytest.mark.parametrize(
    ("rows", "by_year"),
    [
        pytest.param([], [0, 0], id="none"),
        pytest.param([used(1, "1,5")], [1.5, 0], id="a day and a half"),
        pytest.param([used(1, "½"), used(2, 1), used(1, 1)], [1.5, 1], id="several rows of a year are added"),
        pytest.param([used(1, 0)], [0, 0], id="nought is an answer"),
        pytest.param([used(2, "100")], [0, 100], id="as many as one can type"),
        pytest.param([used(1, "0,1")] * 3, [0.3, 0], id="three tenths, and no binary neighbour of them"),
    ],
)
def test_days_used_are_added_up_by_year(rows: list[Fields], by_year: list[float]) -> None:
    """What was used is told beside what there is; it takes nothing from the entitlement."""
    found = finding(seat(used=rows))
    assert [year["used"] for year in found["years"]] == by_year
    assert [year["days"] for year in found["years"]] == [2, 1.5]
    assert found["total_days"] == 6.5


def test_days_used_in_a_year_that_did_not_begin_change_nothing() -> None:
    """Whoever left has no such year any more."""
    fields = seat(left_on="2027-01-01", used=[used(2, 9)])
    assert finding(fields) == finding(seat(left_on="2027-01-01"))


# --- Days moved


@pytest.mark.parametrize(
    ("fields", "days", "hours"),
    [
        pytest.param(
            seat(term_years=3, pooled=[pool(2, 3)]), [2, 0, 3], [15, 0, 22], id="F16: none and then three"
        ),
        pytest.param(
            seat(term_years=3, pooled=[pool(3, 2)]), [2, 3, 0], [15, 22, 0], id="three, and then none"
        ),
        pytest.param(
            seat(term_years=4, pooled=[pool(2, 4), pool(3, 4)]),
            [2, 0, 0, 4.5],
            [15, 0, 0, 33],
            id="three years in one",
        ),
        pytest.param(
            seat(term_years=4, pooled=[pool(2, 3), pool(3, 4)]),
            [2, 0, 1.5, 3],
            [15, 0, 11, 22],
            id="a year's own days move on, not those that were moved into it",
        ),
        pytest.param(
            seat(unbroken_years_before=2, pooled=[pool(1, 2)]), [0, 3], [0, 22], id="re-elected: year 1 too"
        ),
        pytest.param(seat(pooled=[pool(2, 1)]), [3.5, 0], [26, 0], id="into the first year"),
        pytest.param(seat(pooled=[{}, None]), [2, 1.5], [15, 11], id="empty rows"),
    ],
)
def test_pooling_moves_days_and_hours_and_changes_no_sum(
    fields: Fields, days: list[float], hours: list[int]
) -> None:
    """F16: within the term, by an agreement in writing; the whole is what it was."""
    found = finding(fields)
    assert [year["days"] for year in found["years"]] == days
    assert [year["hours"] for year in found["years"]] == hours
    assert found["total_days"] == finding(fields | {"pooled": []})["total_days"]


def _pool_problems(fields: Fields) -> list[tuple[str, str]]:
    answer = told(fields)
    assert not answer["ok"]
    assert {problem["field"] for problem in answer["problems"]} == {"pooled"}
    for problem in answer["problems"]:
        assert problem["message"] in read_html(answer["html"]).text
    return [(problem["code"], problem["at"]) for problem in answer["problems"]]


@pytest.mark.parametrize(
    ("fields", "fault", "at"),
    [
        pytest.param(
            seat(term_years=3, pooled=[pool(2, 3, in_writing=False)]),
            PoolFault.NOT_IN_WRITING,
            "pooled.0.in_writing",
            id="F16: not in writing",
        ),
        pytest.param(
            seat(term_years=3, pooled=[{"from_year": 2, "to_year": 3}]),
            PoolFault.NOT_IN_WRITING,
            "pooled.0.in_writing",
            id="F16: nothing said of writing",
        ),
        pytest.param(
            seat(pooled=[pool(2, 2)]), PoolFault.SAME_YEAR, "pooled.0.to_year", id="to the same year"
        ),
        pytest.param(
            seat(pooled=[pool(2, 3)]),
            PoolFault.TO_OUTSIDE_TERM,
            "pooled.0.to_year",
            id="F16: over the term's end",
        ),
        pytest.param(
            seat(term_years=3, pooled=[pool(2, 4)]),
            PoolFault.TO_OUTSIDE_TERM,
            "pooled.0.to_year",
            id="F16: over the end of a longer term",
        ),
        pytest.param(
            seat(pooled=[pool(1, 2)]),
            PoolFault.FIRST_YEAR,
            "pooled.0.from_year",
            id="F17: the first two days",
        ),
        pytest.param(
            seat(term_years=4, pooled=[pool(2, 3), {}, pool(2, 4)]),
            PoolFault.TWICE,
            "pooled.2.from_year",
            id="the same days twice",
        ),
    ],
)
def test_a_pool_that_the_law_does_not_know_is_refused(fields: Fields, fault: str, at: str) -> None:
    """F16, F17: in writing, within the term, without the first year's two days; told where to mend it."""
    assert _pool_problems(fields) == [(fault, at)]


def test_a_pool_from_a_year_after_the_term_is_mended_in_that_year() -> None:
    """It is the year the days come from that lies outside the term, so that is where the problem leads."""
    assert _pool_problems(seat(pooled=[pool(3, 2)])) == [(PoolFault.FROM_OUTSIDE_TERM, "pooled.0.from_year")]


def test_each_agreement_is_told_its_own_fault() -> None:
    """All problems at once, in the order of the rows."""
    rows = [pool(1, 2), pool(2, 3, in_writing=False), pool(3, 3)]
    assert _pool_problems(seat(term_years=4, pooled=rows)) == [
        (PoolFault.FIRST_YEAR, "pooled.0.from_year"),
        (PoolFault.NOT_IN_WRITING, "pooled.1.in_writing"),
        (PoolFault.SAME_YEAR, "pooled.2.to_year"),
    ]


# --- Deadlines


def deadlines(fields: Fields, *, on: str = TODAY) -> list[tuple[str, int, str, str]]:
    """Return kind, year, day and state of every deadline."""
    return [
        (deadline["kind"], deadline["year"], deadline["day"], deadline["state"])
        for deadline in finding(fields, on=on)["deadlines"]
    ]


@pytest.mark.parametrize(
    ("fields", "on", "expected"),
    [
        pytest.param(
            seat(),
            BEFORE_DUE,
            [
                ("mandatory", 1, "2026-06-01", "next"),
                ("year", 1, "2027-02-28", "later"),
                ("year", 2, "2028-02-29", "later"),
            ],
            id="all to come",
        ),
        pytest.param(
            seat(),
            "2026-06-01",
            [
                ("mandatory", 1, "2026-06-01", "next"),
                ("year", 1, "2027-02-28", "later"),
                ("year", 2, "2028-02-29", "later"),
            ],
            id="on the day itself it is not past",
        ),
        pytest.param(
            seat(),
            "2026-06-02",
            [
                ("mandatory", 1, "2026-06-01", "past"),
                ("year", 1, "2027-02-28", "next"),
                ("year", 2, "2028-02-29", "later"),
            ],
            id="the day after it is, and the next one is the next",
        ),
        pytest.param(
            done("2026-05-15"),
            BEFORE_DUE,
            [
                ("mandatory", 1, "2026-06-01", "met"),
                ("start", 1, "2027-02-15", "next"),
                ("year", 1, "2027-02-28", "later"),
                ("year", 2, "2028-02-29", "later"),
            ],
            id="what is met is not the next",
        ),
        pytest.param(
            done("2026-05-15", used=[used(1, "½")]),
            TODAY,
            [
                ("mandatory", 1, "2026-06-01", "met"),
                ("start", 1, "2027-02-15", "met"),
                ("year", 1, "2027-02-28", "next"),
                ("year", 2, "2028-02-29", "later"),
            ],
            id="begun, and not all used",
        ),
        pytest.param(
            done("2026-05-15", used=[used(1, 2)]),
            TODAY,
            [
                ("mandatory", 1, "2026-06-01", "met"),
                ("start", 1, "2027-02-15", "met"),
                ("year", 1, "2027-02-28", "met"),
                ("year", 2, "2028-02-29", "next"),
            ],
            id="a year's days are used",
        ),
        pytest.param(
            done("2026-05-15"),
            "2030-01-01",
            [
                ("mandatory", 1, "2026-06-01", "met"),
                ("start", 1, "2027-02-15", "past"),
                ("year", 1, "2027-02-28", "past"),
                ("year", 2, "2028-02-29", "past"),
            ],
            id="all is over",
        ),
        pytest.param(
            earlier("2015-05-10", term_years=3, pooled=[pool(2, 3)], used=[used(3, 3)]),
            TODAY,
            [("year", 1, "2027-02-28", "next"), ("year", 3, "2029-02-28", "met")],
            id="a year whose days were moved has no deadline",
        ),
        pytest.param(
            seat(mandatory="coordinator"),
            TODAY,
            [("year", 1, "2027-02-28", "next"), ("year", 2, "2028-02-29", "later")],
            id="nothing mandatory, nothing to begin by",
        ),
        pytest.param(
            seat("2019-06-01", elected_on="2019-01-15"),
            "2019-03-01",
            [
                ("mandatory", 1, "2019-04-15", "next"),
                ("start", 1, "2020-01-15", "later"),
                ("year", 1, "2020-05-31", "later"),
                ("year", 2, "2021-05-31", "later"),
            ],
            id="old rule: due before the seat",
        ),
        pytest.param(
            seat(left_on="2026-06-01"),
            BEFORE_DUE,
            [("mandatory", 1, "2026-06-01", "next")],
            id="leaves on a deadline",
        ),
        pytest.param(seat(left_on="2026-05-31"), BEFORE_DUE, [], id="leaves before the first"),
        pytest.param(
            seat(left_on="2027-02-28"),
            BEFORE_DUE,
            [("mandatory", 1, "2026-06-01", "next"), ("year", 1, "2027-02-28", "later")],
            id="leaves with the first year",
        ),
    ],
)
def test_deadlines_in_order_of_time(
    fields: Fields, on: str, expected: list[tuple[str, int, str, str]]
) -> None:
    """What is met, past, next and later; nothing after the seat was left."""
    assert deadlines(fields, on=on) == expected


@pytest.mark.parametrize(
    ("fields", "kind", "working_day"),
    [
        pytest.param(seat(), "mandatory", "2026-06-01", id="a Monday: the day itself"),
        pytest.param(seat("2026-02-28"), "mandatory", "2026-05-28", id="a Thursday: the day itself"),
        pytest.param(seat(), "year", "2027-02-26", id="a Sunday: the Friday before"),
        pytest.param(seat("2026-02-14"), "mandatory", "2026-05-13", id="Kristi himmelfartsdag"),
        pytest.param(seat("2026-01-06"), "mandatory", "2026-04-01", id="second day of Easter"),
        pytest.param(seat("2023-02-05"), "mandatory", "2023-05-04", id="store bededag in 2023"),
        pytest.param(seat("2024-01-26"), "mandatory", "2024-04-26", id="store bededag no more in 2024"),
        pytest.param(seat("2026-01-01"), "year", "2026-12-31", id="31 December is a working day"),
    ],
)
def test_the_last_working_day_stands_beside_a_deadline(fields: Fields, kind: str, working_day: str) -> None:
    """Nobody can be trained on a Sunday; the deadline itself does not move."""
    first = next(deadline for deadline in finding(fields)["deadlines"] if deadline["kind"] == kind)
    assert first["last_working_day"] == working_day


# --- What is refused


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, [("member_from", "required")], id="nothing at all"),
        pytest.param({"member_from": " "}, [("member_from", "required")], id="a blank"),
        pytest.param(seat("2026-02-30"), [("member_from", "no_such_day")], id="30 February"),
        pytest.param(seat("29.2.2026"), [("member_from", "no_such_day")], id="29 February of no leap year"),
        pytest.param(seat("1. marts 2026"), [("member_from", "not_a_day")], id="a month in letters"),
        pytest.param(seat("2101-01-01"), [("member_from", "too_far_ahead")], id="after 2100"),
        pytest.param(seat("2010-10-16"), [("member_from", "not_in_force")], id="before the order"),
        pytest.param(seat("1999-01-01"), [("member_from", "not_in_force")], id="long before it"),
        pytest.param(
            seat("2010-10-16", setting="ship"),
            [("member_from", "not_in_force")],
            id="at sea before the order",
        ),
        pytest.param(
            seat("2010-10-16", role="chair"), [("member_from", "not_in_force")], id="in the chair before it"
        ),
        pytest.param(seat("2010-10-17"), [], id="on the order's first day"),
        pytest.param(
            seat("2010-10-17", elected_on="2010-10-01"), [], id="elected on the first day of the Act"
        ),
        pytest.param(
            seat("2010-10-17", elected_on="2010-09-30"),
            [("elected_on", "not_in_force")],
            id="elected before the Act",
        ),
        pytest.param(
            seat("2010-10-16", elected_on="2010-09-30"),
            [("member_from", "not_in_force"), ("elected_on", "not_in_force")],
            id="seat and election too early",
        ),
        pytest.param(
            seat(elected_on="2026-03-02"), [("elected_on", "after_member_from")], id="elected after the seat"
        ),
        pytest.param(seat(elected_on=SEAT_FROM), [], id="elected on the day of the seat"),
        pytest.param(
            seat(left_on="2026-02-28"), [("left_on", "before_member_from")], id="left before the seat"
        ),
        pytest.param(seat(left_on=SEAT_FROM), [], id="left on the day of the seat"),
        pytest.param(seat(mandatory="done"), [("mandatory_done_on", "required")], id="done, and no day"),
        pytest.param(
            seat(mandatory="done", mandatory_done_on="x"),
            [("mandatory_done_on", "not_a_day")],
            id="done on no day: one problem",
        ),
        pytest.param(earlier(), [], id="earlier, and no day"),
        pytest.param(seat(mandatory="maybe"), [("mandatory", "unknown_choice")], id="neither yes nor no"),
        pytest.param(seat(term_years=1), [("term_years", "too_small")], id="a term of one year"),
        pytest.param(seat(term_years=5), [("term_years", "too_large")], id="a term of five years"),
        pytest.param(seat(term_years="x"), [("term_years", "not_a_whole_number")], id="a term of x years"),
        pytest.param(
            seat(term_years="2,5"), [("term_years", "not_a_whole_number")], id="a term of two and a half"
        ),
        pytest.param(
            seat(unbroken_years_before="-1"),
            [("unbroken_years_before", "negative")],
            id="less than none before",
        ),
        pytest.param(
            seat(unbroken_years_before=61), [("unbroken_years_before", "too_large")], id="61 years before"
        ),
        pytest.param(seat(unbroken_years_before=60), [], id="60 years before"),
        pytest.param(
            seat(unbroken_years_before="1½"),
            [("unbroken_years_before", "not_a_whole_number")],
            id="a year and a half before",
        ),
        pytest.param(seat(role="amo"), [("role", "unknown_choice")], id="no role"),
        pytest.param(seat(setting="kontor"), [("setting", "unknown_choice")], id="no setting"),
        pytest.param(seat(used=[used(3, 1)]), [("used", "outside_term")], id="used after the term"),
        pytest.param(seat(used=[used(5, 1)]), [("used", "too_large")], id="used in a year that no term has"),
        pytest.param(seat(used=[used(1, 101)]), [("used", "too_large")], id="more days than one can use"),
        pytest.param(seat(used=[used(1, 1)] * 9), [("used", "too_many_rows")], id="nine rows of days used"),
        pytest.param(
            seat(pooled=[pool(2, 1)] * 4), [("pooled", "too_many_rows")], id="four agreements on four years"
        ),
    ],
)
def test_what_cannot_be_answered_is_refused(fields: Fields, expected: list[tuple[str, str]]) -> None:
    """Each by its field and code; the last that is right is answered."""
    assert problems(fields) == expected


def test_all_problems_at_once_in_the_order_of_the_form() -> None:
    """Whatever is wrong with one answer, the others are held against each other all the same."""
    fields = {
        "pooled": [pool(1, 2), {"from_year": "x", "to_year": 2}],
        "used": [used(1, "x"), {}, used(9, -1)],
        "setting": "x",
        "role": "x",
        "left_on": "2026-02-01",
        "elected_on": "2026-04-01",
        "unbroken_years_before": "x",
        "term_years": "x",
        "mandatory": "done",
        "member_from": SEAT_FROM,
    }
    assert problems(fields) == [
        ("mandatory_done_on", "required"),
        ("term_years", "not_a_whole_number"),
        ("unbroken_years_before", "not_a_whole_number"),
        ("elected_on", "after_member_from"),
        ("left_on", "before_member_from"),
        ("role", "unknown_choice"),
        ("setting", "unknown_choice"),
        ("used", "not_a_number"),
        ("used", "too_large"),
        ("used", "negative"),
        ("pooled", "not_a_whole_number"),
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(
            seat(term_years="x", pooled=[pool(2, 3, in_writing=False)]),
            [("term_years", "not_a_whole_number"), ("pooled", "not_in_writing")],
            id="not in writing, whatever the term",
        ),
        pytest.param(
            {"elected_on": "1999-01-01"},
            [("member_from", "required"), ("elected_on", "not_in_force")],
            id="elected too early, whatever the seat",
        ),
    ],
)
def test_an_unread_answer_hides_no_other_problem(fields: Fields, expected: list[tuple[str, str]]) -> None:
    """All problems at once: what is wrong in any case is told in any case."""
    assert problems(fields) == expected


def test_an_unread_answer_makes_no_problem_of_its_own() -> None:
    """Whether year 1 is the first of all is not known yet: the agreement cannot be called wrong for it."""
    fields = seat(unbroken_years_before="x", pooled=[pool(1, 2)])
    assert problems(fields) == [("unbroken_years_before", "not_a_whole_number")]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param("2010-09-30", [("on", "not_in_force")], id="the day before the Act"),
        pytest.param("1977-01-01", [("on", "not_in_force")], id="long before it"),
        pytest.param("2010-10-01", [], id="the Act's first day"),
        pytest.param("2019-06-01", [], id="before the seat"),
        pytest.param("9999-12-31", [], id="the last day there is"),
    ],
)
def test_the_day_asked_from_is_one_on_which_there_are_rules(on: str, expected: list[tuple[str, str]]) -> None:
    """Never the nearest value; the seat may well be taken up later than the day asked from."""
    assert problems(seat(), on=on) == expected


def test_seat_and_day_too_early_are_two_problems() -> None:
    """Each is mended by itself."""
    assert problems(seat("2001-01-01"), on="2001-01-01") == [
        ("member_from", "not_in_force"),
        ("on", "not_in_force"),
    ]


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        pytest.param(seat(term_years=1), "question.term_years.problem.too_small", id="a short term"),
        pytest.param(seat("2001-01-01"), "question.member_from.problem.not_in_force", id="an old seat"),
        pytest.param(
            seat(used=[used(3, 1)]), "question.used.year.problem.outside_term", id="used after the term"
        ),
        pytest.param(
            seat(pooled=[pool(1, 2)]), "question.pooled.from_year.problem.first_year", id="the first two days"
        ),
        pytest.param(seat(used=[used(1, "x")]), "problem.not_a_number", id="days that are none"),
    ],
)
def test_a_problem_is_told_in_the_words_of_its_own_question(fields: Fields, key: str) -> None:
    """What to do about it, not only that it is wrong."""
    assert says(told(fields)["html"], WORDS, key)


# --- Doubts are told where they touch the answer, and nowhere else

_TRANSITION = seat("2024-02-15", elected_on="2024-01-15")

_DOUBTS: dict[str, tuple[list[tuple[Fields, str]], list[tuple[Fields, str]]]] = {
    "chair_may_be_leader": (
        [(seat(role="chair"), TODAY)],
        [
            (seat(role="leader"), TODAY),
            (seat(role="chair", setting="ship"), TODAY),
            (seat(role="chair", setting="voluntary"), TODAY),
        ],
    ),
    "voluntary_is_inferred": (
        [(seat(setting="voluntary"), TODAY)],
        [(seat(), TODAY), (seat(setting="ship"), TODAY), (seat(role="chair"), TODAY)],
    ),
    "no_transition_rule": (
        [
            (_TRANSITION, TODAY),
            (seat("2024-02-01", elected_on="2024-01-31"), TODAY),
            (_TRANSITION | {"mandatory": "done", "mandatory_done_on": "2024-04-20"}, TODAY),
        ],
        [
            (seat("2024-02-15", elected_on="2024-02-01"), TODAY),
            (seat("2024-01-31", elected_on="2024-01-15"), TODAY),
            (_TRANSITION | {"mandatory": "coordinator"}, TODAY),
            (_TRANSITION | {"mandatory": "earlier", "mandatory_done_on": "2015-01-01"}, TODAY),
        ],
    ),
    "owed_since_first_term": (
        [(seat(unbroken_years_before=2), TODAY)],
        [
            (seat(), TODAY),
            (done("2026-05-15", unbroken_years_before=2), TODAY),
            (earlier("2022-01-01", unbroken_years_before=2), TODAY),
        ],
    ),
    "done_before_seat": (
        [(done("2025-05-31"), TODAY), (done("2001-01-01"), TODAY)],
        [
            (done("2025-06-01"), TODAY),
            (done("2026-05-15"), TODAY),
            (earlier("2015-01-01"), TODAY),
            (seat(mandatory_done_on="2015-01-01"), TODAY),
        ],
    ),
    "done_ahead": (
        [(done("2026-11-23"), TODAY)],
        [(done(TODAY), TODAY), (seat(), TODAY), (earlier("2027-01-01"), TODAY)],
    ),
    "cut_off": (
        [(earlier("2015-05-10"), TODAY), (earlier("1989-05-10"), TODAY), (earlier(), TODAY)],
        [(earlier("1991-04-01"), TODAY), (done("2026-05-15"), TODAY), (seat(mandatory="coordinator"), TODAY)],
    ),
    "cut_off_day": (
        [(earlier("1991-04-01"), TODAY)],
        [(earlier("1991-03-31"), TODAY), (earlier("1991-04-02"), TODAY), (earlier(), TODAY)],
    ),
    "coordinator": ([(seat(mandatory="coordinator"), TODAY)], [(seat(), TODAY), (earlier(), TODAY)]),
    "re_elected": (
        [(seat(unbroken_years_before=1), TODAY), (earlier("2022-01-01", unbroken_years_before=1), TODAY)],
        [(seat(), TODAY), (earlier("2022-01-01"), TODAY)],
    ),
    "after_break": (
        [(earlier("2022-01-01"), TODAY), (earlier(), TODAY)],
        [
            (earlier("2022-01-01", unbroken_years_before=1), TODAY),
            (seat(), TODAY),
            (seat(mandatory="coordinator"), TODAY),
        ],
    ),
    "pooling": (
        [
            (seat(term_years=3, pooled=[pool(2, 3)]), TODAY),
            (seat(term_years=3, pooled=[pool(2, 3)], left_on="2026-09-01"), TODAY),
        ],
        [(seat(term_years=3), TODAY), (seat(pooled=[{}]), TODAY)],
    ),
    "pool_over_two_years": (
        [
            (seat(term_years=4, pooled=[pool(2, 4)]), TODAY),
            (seat(term_years=4, pooled=[pool(2, 4), pool(3, 4)]), TODAY),
            (seat(term_years=4, pooled=[pool(2, 3), pool(4, 3)]), TODAY),
            (seat(term_years=4, pooled=[pool(2, 3), pool(3, 4)]), TODAY),
        ],
        [
            (seat(term_years=4), TODAY),
            (seat(term_years=4, pooled=[pool(2, 3)]), TODAY),
            (seat(term_years=4, pooled=[pool(4, 3)]), TODAY),
            (seat(term_years=4, unbroken_years_before=2, pooled=[pool(1, 2), pool(3, 4)]), TODAY),
        ],
    ),
    "pool_ahead": (
        [(seat(term_years=3, pooled=[pool(3, 2)]), TODAY), (seat(pooled=[pool(2, 1)]), TODAY)],
        [(seat(term_years=3, pooled=[pool(2, 3)]), TODAY), (seat(), TODAY)],
    ),
    "pool_cut_short": (
        [
            (seat(term_years=3, pooled=[pool(2, 3)], left_on="2028-03-01"), TODAY),
            (seat(term_years=3, pooled=[pool(2, 3)], left_on="2026-09-01"), TODAY),
        ],
        [
            (seat(term_years=3, pooled=[pool(2, 3)]), TODAY),
            (seat(term_years=3, pooled=[pool(2, 3)], left_on="2028-03-02"), TODAY),
            (seat(term_years=3, left_on="2026-09-01"), TODAY),
        ],
    ),
    "used_more": (
        [
            (seat(used=[used(1, "2½")]), TODAY),
            (seat(used=[used(2, 1), used(2, 1)]), TODAY),
            (seat(term_years=3, pooled=[pool(2, 3)], used=[used(2, "½")]), TODAY),
        ],
        [
            (seat(used=[used(1, 2), used(2, "1½")]), TODAY),
            (seat(term_years=3, pooled=[pool(2, 3)], used=[used(3, 3)]), TODAY),
        ],
    ),
    "site": (
        [(seat(setting="construction_site"), TODAY)],
        [
            (seat(), TODAY),
            (seat(setting="other_temporary_site"), TODAY),
            (seat(setting="construction_site", left_on="2026-12-01"), TODAY),
        ],
    ),
    "left": ([(seat(left_on="2026-09-01"), TODAY)], [(seat(), TODAY)]),
    "longer_term": (
        [(seat(term_years=3), TODAY), (seat(term_years=4), TODAY)],
        [(seat(), TODAY), (seat(term_years=2), TODAY)],
    ),
    "months": (
        [(seat(), TODAY), (seat(mandatory="coordinator"), TODAY), (earlier("2015-01-01"), TODAY)],
        [(seat(role="chair"), TODAY), (seat(setting="ship"), TODAY)],
    ),
    "start_unseen": (
        [(seat(), TODAY), (done("2026-05-15"), TODAY)],
        [
            (earlier("2015-01-01"), TODAY),
            (seat(mandatory="coordinator"), TODAY),
            (seat(unbroken_years_before=2), TODAY),
            (seat(left_on=SEAT_FROM), TODAY),
        ],
    ),
    "lapse": ([(seat(), TODAY)], [(seat(left_on=SEAT_FROM), TODAY), (seat(role="chair"), TODAY)]),
    "hours": ([(seat(), TODAY)], [(seat(left_on=SEAT_FROM), TODAY), (seat(role="chair"), TODAY)]),
    "better_agreement": ([(seat(), TODAY)], [(seat(role="chair"), TODAY), (seat(setting="ship"), TODAY)]),
    "amendments_unread": (
        [(seat(), TODAY), (seat(), "2024-02-01")],
        [(seat(), "2024-01-31"), (seat(role="chair"), TODAY)],
    ),
    "guidance_unread": (
        [(seat(), TODAY), (seat(), "2024-02-01")],
        [(seat(), "2024-01-31"), (seat(role="chair"), TODAY)],
    ),
    "older_order_unread": (
        [(seat("2019-06-01"), OLD), (seat(), "2024-01-31")],
        [(seat(), "2024-02-01"), (seat(role="chair"), OLD)],
    ),
}
"""By the note: situations in which it stands, and neighbours of them in which it does not."""


def test_every_note_is_looked_for() -> None:
    """A new doubt needs its situations here."""
    assert set(_DOUBTS) == set(Note)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("note", _DOUBTS)
def test_doubt_is_told_in_the_finding_and_to_the_reader(note: str, language: str) -> None:
    """Each doubt that touches the answer stands in it once, by code and in words."""
    for fields, on in _DOUBTS[note][0]:
        answer = answered(fields, on=on, language=language, calculator="training")
        assert answer["finding"]["notes"].count(note) == 1
        assert says(answer["html"], spoken(language, "training"), f"note.{note}")


@pytest.mark.parametrize("note", _DOUBTS)
def test_doubt_is_not_told_where_it_cannot_matter(note: str) -> None:
    """A doubt that does not touch the answer is noise."""
    for fields, on in _DOUBTS[note][1]:
        assert note not in notes(fields, on=on), fields


def test_a_plain_answer_has_the_doubts_that_every_answer_has_and_no_more() -> None:
    """The nearest to the answer first."""
    assert notes(seat()) == [
        *("months", "start_unseen", "lapse", "hours", "better_agreement"),
        *("amendments_unread", "guidance_unread"),
    ]


@pytest.mark.parametrize(
    ("elected_on", "old_due"),
    [("2024-01-15", "15. april 2024"), ("2024-01-31", "30. april 2024"), ("2023-11-30", "29. februar 2024")],
)
def test_the_old_rules_answer_is_told_where_none_of_the_two_is_known_to_hold(
    elected_on: str, old_due: str
) -> None:
    """No transition rule was seen, so the reader gets both days: the seat's as answer, the other beside."""
    answer = told(seat("2024-02-15", elected_on=elected_on))
    assert answer["finding"]["mandatory"]["due"] == "2024-05-15"
    said = read_html(answer["html"]).text
    assert f"Efter de gamle regler var fristen {old_due}." in said


# --- Steps and sources

_SITUATIONS = [
    pytest.param(seat(), TODAY, id="a plain seat"),
    pytest.param(seat("2019-06-01", elected_on="2019-05-01"), OLD, id="under the order of 2010"),
    pytest.param(earlier("2015-05-10", unbroken_years_before=2), TODAY, id="re-elected"),
    pytest.param(earlier(), TODAY, id="it depends"),
    pytest.param(seat(mandatory="coordinator", role="leader"), TODAY, id="a coordinator who leads"),
    pytest.param(seat(term_years=3, pooled=[pool(2, 3)]), TODAY, id="days moved"),
    pytest.param(seat(left_on=SEAT_FROM), TODAY, id="left at once"),
    pytest.param(seat(role="chair"), TODAY, id="the employer"),
    pytest.param(seat(setting="voluntary"), TODAY, id="no AMO required"),
    pytest.param(seat(setting="offshore"), TODAY, id="outside the Act"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("fields", "on"), _SITUATIONS)
def test_every_step_has_its_source_and_its_words(fields: Fields, on: str, language: str) -> None:
    """No step without a rule that can be looked up and a sentence that can be read; no source beside."""
    answer = answered(fields, on=on, language=language, calculator="training")
    found, words = answer["finding"], spoken(language, "training")
    sources = {source["id"]: source for source in found["sources"]}
    assert found["steps"]
    assert len(sources) == len(found["sources"])
    assert {step["source"] for step in found["steps"]} == set(sources)
    said = read_html(answer["html"]).text
    for step in found["steps"]:
        assert set(step) == {"rule", "outcome", "source"}
        assert says(answer["html"], words, f"step.{step['rule']}")
    for source in sources.values():
        assert list(source) == ["id", "kind", "title", "paragraph", "url", "verified_on", "seen"]
        own = f"source.{source['id']}"
        assert (words(own) if words.has(own) else source["title"]) in said
    assert found["rules_on"] == on


def evidence(fields: Fields, *, on: str = TODAY) -> dict[str, tuple[str, bool]]:
    """Return what stands behind each step: the kind of its source, and whether its words were read."""
    found = finding(fields, on=on)
    sources = {source["id"]: (source["kind"], source["seen"]) for source in found["sources"]}
    return {step["rule"]: sources[step["source"]] for step in found["steps"]}


_LAW, _GUIDANCE = ("law", True), ("guidance", True)
_THIRD_PARTY, _ASSUMPTION = ("third_party", True), ("assumption", True)


@pytest.mark.parametrize(
    ("fields", "on", "rule", "behind"),
    [
        pytest.param(seat(), TODAY, "mandatory", _LAW, id="F1: three days, in § 9"),
        pytest.param(seat(), TODAY, "due", _LAW, id="F1: three months, in § 9"),
        pytest.param(seat(), TODAY, "due_from_seat", _LAW, id="F1: from the seat, in § 9"),
        pytest.param(
            seat("2019-06-01"), OLD, "due_from_election", _GUIDANCE, id="F2: from the election, AT's old page"
        ),
        pytest.param(seat(), TODAY, "mandatory_hours", _GUIDANCE, id="F3: 22 hours, AT"),
        pytest.param(seat(), TODAY, "member", _LAW, id="F4: members, in § 9"),
        pytest.param(seat(role="chair"), TODAY, "chair", _GUIDANCE, id="F5: the employer, AT's old page"),
        pytest.param(
            earlier("2015-05-10"),
            TODAY,
            "course.earlier",
            _THIRD_PARTY,
            id="F6: the cut-off, the state's manual",
        ),
        pytest.param(
            seat(mandatory="coordinator"),
            TODAY,
            "coordinator",
            _GUIDANCE,
            id="F7: coordinators, AT's old page",
        ),
        pytest.param(seat(), TODAY, "first_year", _LAW, id="F10: two days, in § 9"),
        pytest.param(seat(), TODAY, "first_year_within", _LAW, id="F10: twelve months, in § 9"),
        pytest.param(seat(), TODAY, "first_year_start", _GUIDANCE, id="F11: nine months, AT"),
        pytest.param(seat(), TODAY, "following_year", _LAW, id="F12: a day and a half, in § 9"),
        pytest.param(seat(), TODAY, "startable_in_year", _GUIDANCE, id="F12: within the year, AT"),
        pytest.param(seat(), TODAY, "hours_first_year", _THIRD_PARTY, id="F13: 15 hours, practice"),
        pytest.param(seat(), TODAY, "hours_following_year", _THIRD_PARTY, id="F13: 11 hours, practice"),
        pytest.param(seat(), TODAY, "offer_documented", _GUIDANCE, id="F14: the offer in writing, AT"),
        pytest.param(seat(), TODAY, "lapses", _THIRD_PARTY, id="F15: unused days lapse, providers"),
        pytest.param(
            seat(term_years=3, pooled=[pool(2, 3)]), TODAY, "pooled", _GUIDANCE, id="F16: pooling, AT"
        ),
        pytest.param(
            seat(term_years=3, pooled=[pool(2, 3)]),
            TODAY,
            "first_year_not_pooled",
            _THIRD_PARTY,
            id="F17: not the first two days, a university",
        ),
        pytest.param(seat(), TODAY, "costs", _LAW, id="F22: costs and lost income, § 10"),
        pytest.param(seat(), TODAY, "working_time", _THIRD_PARTY, id="F22: working time, the state's manual"),
        pytest.param(
            seat(unbroken_years_before=2), TODAY, "re_elected", _ASSUMPTION, id="F26: re-elected, inferred"
        ),
        pytest.param(seat(setting="voluntary"), TODAY, "voluntary", _ASSUMPTION, id="F27: our own reading"),
        pytest.param(
            seat(setting="offshore"), TODAY, "outside.offshore", ("law", False), id="F29: an act not read"
        ),
        pytest.param(seat(), TODAY, "months", _ASSUMPTION, id="F31: how months are counted"),
    ],
)
def test_what_stands_behind_each_rule_is_told_as_it_is(
    fields: Fields, on: str, rule: str, behind: tuple[str, bool]
) -> None:
    """Law is what was read in the Act; guidance, hearsay and what we inferred are marked as such."""
    assert evidence(fields, on=on)[rule] == behind


def test_costs_of_a_leader_rest_on_no_paragraph_about_amrs() -> None:
    """§ 10, stk. 1 names the AMR alone: a leader is not told that it covers her."""
    assert "costs" not in evidence(seat(role="leader"))
    assert is_told(seat(role="leader"), "costs.leader")
    assert not is_told(seat(role="leader"), "costs.amr")
    assert is_told(seat(), "costs.amr")


# --- What the reader is told


@pytest.mark.parametrize(
    ("fields", "on", "key"),
    [
        pytest.param(seat(), BEFORE_DUE, "not_yet", id="not yet"),
        pytest.param(seat(), TODAY, "not_yet_late", id="not yet, and late"),
        pytest.param(done("2026-05-15"), TODAY, "done", id="done in time"),
        pytest.param(done("2026-06-15"), TODAY, "done_late", id="done late"),
        pytest.param(earlier("2015-05-10"), TODAY, "earlier", id="taken before"),
        pytest.param(earlier("1989-05-10"), BEFORE_DUE, "too_early", id="taken too early"),
        pytest.param(earlier("1989-05-10"), TODAY, "too_early_late", id="taken too early, and late"),
        pytest.param(earlier("1991-04-01"), BEFORE_DUE, "cut_off_day", id="on the very day"),
        pytest.param(earlier("1991-04-01"), TODAY, "cut_off_day_late", id="on the very day, and late"),
        pytest.param(earlier(), BEFORE_DUE, "day_unknown", id="on a day unknown"),
        pytest.param(earlier(), TODAY, "day_unknown_late", id="on a day unknown, and late"),
        pytest.param(seat(mandatory="coordinator"), TODAY, "coordinator", id="a coordinator"),
    ],
)
def test_the_reader_is_told_what_decides_about_the_mandatory_training(
    fields: Fields, on: str, key: str
) -> None:
    """One sentence for each way it can go."""
    assert is_told(fields, f"because.mandatory.{key}", on=on)


@pytest.mark.parametrize(
    ("fields", "headline"),
    [
        pytest.param(seat(), "Du har ret til 6½ dages uddannelse i din periode.", id="not yet"),
        pytest.param(
            seat(mandatory="coordinator", left_on="2027-01-01"),
            "Du har ret til 2 dages uddannelse i din periode.",
            id="nothing mandatory",
        ),
        pytest.param(
            earlier(), "Du har ret til op til 6½ dages uddannelse i din periode.", id="it depends: up to"
        ),
        pytest.param(
            earlier("1991-04-01", term_years=4),
            "Du har ret til op til 9½ dages uddannelse i din periode.",
            id="on the very day: up to",
        ),
    ],
)
def test_the_headline_is_the_sum_and_says_where_it_may_be_less(fields: Fields, headline: str) -> None:
    """Days that may not be owed are counted, so the sum is one that it may reach."""
    (found,) = (
        text for text in told(fields)["html"].split("<p ") if text.startswith('class="answer__headline">')
    )
    assert found == f'class="answer__headline">{headline}</p>'


@pytest.mark.parametrize(
    ("fields", "on", "advised"),
    [
        pytest.param(seat(), TODAY, True, id="owed and late"),
        pytest.param(earlier("1989-05-10"), TODAY, True, id="the earlier course does not serve"),
        pytest.param(seat(left_on="2027-06-01"), TODAY, True, id="leaves later"),
        pytest.param(seat(), "2026-06-01", False, id="on the due day"),
        pytest.param(done("2026-06-15"), TODAY, False, id="done, if late"),
        pytest.param(earlier(), TODAY, False, id="perhaps not owed: a day unknown"),
        pytest.param(earlier("1991-04-01"), TODAY, False, id="perhaps not owed: on the very day"),
        pytest.param(seat(mandatory="coordinator"), TODAY, False, id="not owed"),
        pytest.param(seat(left_on="2026-09-01"), TODAY, False, id="left: there is nothing more to ask for"),
    ],
)
def test_what_to_do_when_it_is_late_is_told_where_the_training_is_surely_owed(
    fields: Fields, on: str, *, advised: bool
) -> None:
    """Write, raise it, and the authority: for a member who still lacks what she is surely owed."""
    for key in ("title", "ask", "union", "authority"):
        assert is_told(fields, f"overdue.{key}", on=on) is advised


@pytest.mark.parametrize(
    ("fields", "leads"),
    [
        pytest.param(seat(), "overdue", id="owed and late"),
        pytest.param(seat("2026-10-01"), "mandatory", id="not late"),
        pytest.param(done("2026-05-15"), "mandatory", id="done in time"),
        pytest.param(done("2026-06-15"), "mandatory", id="done late: no date is missing any more"),
    ],
)
def test_where_to_read_on(fields: Fields, leads: str) -> None:
    """To what can be done when no date comes, where one is to come; else to the training itself."""
    for key in ("overdue", "mandatory"):
        assert is_told(fields, f"follows.{key}.says") is (key == leads)
    assert is_told(fields, "follows.supplementary.says")
    assert is_told(fields, "follows.discussion.says")
    assert not is_told(fields, "follows.organisation.says")


def test_whoever_is_not_entitled_reads_on_about_the_amo() -> None:
    """Whether there must be one is the next question."""
    assert is_told(seat(setting="voluntary"), "follows.organisation.says")
    assert not is_told(seat(setting="voluntary"), "follows.supplementary.says")


@pytest.mark.parametrize(
    ("fields", "weekend", "holiday"),
    [
        pytest.param(seat("2026-03-02", left_on="2026-06-30"), False, False, id="a Tuesday"),
        pytest.param(seat("2026-03-06", left_on="2026-06-30"), True, False, id="a Saturday"),
        pytest.param(seat("2026-03-07", left_on="2026-06-30"), True, False, id="a Sunday"),
        pytest.param(seat("2026-02-25", left_on="2026-06-30"), False, True, id="second day of Pentecost"),
        pytest.param(seat("2026-02-14", left_on="2026-06-30"), False, True, id="Kristi himmelfartsdag"),
        pytest.param(
            seat("2026-01-05", left_on="2026-06-30"), True, False, id="Easter Sunday is a Sunday first"
        ),
    ],
)
def test_a_deadline_on_no_working_day_is_told_as_such(
    fields: Fields, *, weekend: bool, holiday: bool
) -> None:
    """A weekend or a public holiday, with the last working day before; nothing on a working day."""
    assert is_told(fields, "deadline.weekend") is weekend
    assert is_told(fields, "deadline.holiday") is holiday


@pytest.mark.parametrize(
    ("fields", "on", "keys"),
    [
        pytest.param(seat(), "2026-02-28", {"before"}, id="before the seat"),
        pytest.param(seat(), SEAT_FROM, {"year", "used", "lapses"}, id="on its first day"),
        pytest.param(seat(used=[used(1, 2)]), TODAY, {"year", "used"}, id="nothing left that could lapse"),
        pytest.param(seat(used=[used(1, 5)]), TODAY, {"year", "used"}, id="more used than there was"),
        pytest.param(
            seat(unbroken_years_before=2, pooled=[pool(1, 2)]), TODAY, {"year", "moved"}, id="all was moved"
        ),
        pytest.param(seat(), "2028-02-29", {"year", "used", "lapses"}, id="on the term's last day"),
        pytest.param(seat(), "2028-03-01", {"after"}, id="the day after the term"),
        pytest.param(seat(left_on=TODAY), TODAY, {"left"}, id="on the day she left"),
        pytest.param(seat(left_on="2026-11-23"), TODAY, {"year", "used", "lapses"}, id="the day before"),
        pytest.param(
            seat(left_on="2035-01-01"), "2030-01-01", {"after"}, id="the term ended before she left"
        ),
        pytest.param(seat(left_on=SEAT_FROM), "2026-02-01", {"before"}, id="before a seat of one day"),
    ],
)
def test_the_reader_is_told_where_she_stands(fields: Fields, on: str, keys: set[str]) -> None:
    """The running year, what is used and left of it, and when that lapses; or before, after, and left."""
    every = {"before", "after", "left", "year", "moved", "used", "lapses"}
    assert {key for key in every if is_told(fields, f"now.{key}", on=on)} == keys


def test_what_is_left_of_the_year_is_what_was_not_used() -> None:
    """Never less than nothing."""
    assert "Du har brugt ½ dag og har 1½ dag tilbage." in told(seat(used=[used(1, "½")]))["html"]
    assert "Du har brugt 5 dage og har 0 dage tilbage." in told(seat(used=[used(1, 5)]))["html"]


def test_what_is_left_is_left_until_the_office_ends() -> None:
    """Whoever leaves in the middle of a year is told that day, and asks for the days before it."""
    html = told(done("2026-05-15", left_on="2026-12-31"))["html"]
    assert "Resten bortfalder som udgangspunkt efter 31. december 2026." in html
    assert "som jeg kan gennemføre senest 31. december 2026" in html
    assert "efter 28. februar 2027" in told(done("2026-05-15", left_on="2027-06-01"))["html"]


@pytest.mark.parametrize(
    ("fields", "on", "asks"),
    [
        pytest.param(seat(), BEFORE_DUE, {"mandatory", "first_year"}, id="for all of it"),
        pytest.param(seat(), TODAY, {"mandatory_late", "first_year"}, id="for what is late"),
        pytest.param(done("2026-05-15"), TODAY, {"first_year"}, id="for the first year's days"),
        pytest.param(earlier(), TODAY, {"first_year"}, id="not for what is perhaps not owed"),
        pytest.param(
            seat(mandatory="coordinator"), "2027-06-01", {"following_year"}, id="for a later year's"
        ),
        pytest.param(done("2026-05-15"), "2026-01-01", {"first_year"}, id="before the seat"),
        pytest.param(done("2026-05-15", used=[used(1, 2)]), TODAY, set(), id="all of the year is used"),
        pytest.param(done("2026-05-15"), "2030-01-01", set(), id="the term is over"),
        pytest.param(seat(left_on="2026-09-01"), TODAY, set(), id="she has left"),
        pytest.param(seat(left_on=TODAY), TODAY, set(), id="she leaves today"),
        pytest.param(
            earlier("2015-01-01", unbroken_years_before=2, pooled=[pool(1, 2)]),
            TODAY,
            set(),
            id="the year's days were moved on",
        ),
        pytest.param(seat(role="leader"), BEFORE_DUE, {"mandatory", "first_year"}, id="a leader"),
    ],
)
def test_the_letter_asks_for_what_is_still_to_come(fields: Fields, on: str, asks: set[str]) -> None:
    """And there is none where there is nothing to ask for."""
    every = {"mandatory", "mandatory_late", "first_year", "following_year"}
    assert {key for key in every if is_told(fields, f"letter.{key}", on=on)} == asks
    assert ('data-part="letter"' in told(fields, on=on)["html"]) is bool(asks)


def test_the_letter_says_who_writes_and_what_is_left() -> None:
    """An AMR has her costs covered by § 10; the names are left for her to fill in, each once."""
    html = told(seat(used=[used(1, "½")]))["html"]
    assert "1½ dags supplerende arbejdsmiljøuddannelse" in html
    assert says(html, WORDS, "letter.costs")
    letter = html.partition("<textarea")[2].partition("</textarea>")[0]
    for name in ("to", "from"):
        assert letter.count(WORDS(f"letter.{name}.empty")) == 1
    leader = told(seat(role="leader"))["html"]
    assert not says(leader, WORDS, "letter.costs")
    assert says(leader, WORDS, "letter.seat.leader")
    assert not says(leader, WORDS, "letter.seat.amr")


@pytest.mark.parametrize(
    ("fields", "rows"),
    [
        pytest.param(seat(), ["Obligatorisk uddannelse", "1. år (2 dage)", "2. år (1½ dag)"], id="a term"),
        pytest.param(earlier("2015-01-01"), ["1. år (2 dage)", "2. år (1½ dag)"], id="nothing mandatory"),
        pytest.param(
            seat(mandatory="coordinator", term_years=3, pooled=[pool(2, 3)]),
            ["1. år (2 dage)", "3. år (3 dage)"],
            id="a year whose days were moved",
        ),
        pytest.param(seat(left_on="2027-03-01"), ["Obligatorisk uddannelse", "1. år (2 dage)"], id="left"),
    ],
)
def test_the_sheet_has_a_row_for_every_offer(fields: Fields, rows: list[str]) -> None:
    """F14: it is the offer that must be documented."""
    sheet = told(fields)["html"].partition('data-part="sheet"')[2].partition("</table>")[0]
    heads = sheet.split('role="rowheader">')[1:]
    assert [head.partition("</th>")[0].removeprefix("Supplerende, ") for head in heads] == rows


@pytest.mark.parametrize(
    ("fields", "on", "keys"),
    [
        pytest.param(
            seat(),
            BEFORE_DUE,
            {"mandatory.ahead", "year.ahead"},
            id="all ahead, the nine months past the year",
        ),
        pytest.param(seat(), TODAY, {"mandatory.past", "year.ahead"}, id="the first is over"),
        pytest.param(
            done("2026-05-15"), TODAY, {"mandatory.met", "start.ahead", "year.ahead"}, id="the first was met"
        ),
        pytest.param(
            done("2026-04-15", used=[used(1, "½")]),
            TODAY,
            {"mandatory.met", "start.met", "year.partly", "year.ahead"},
            id="begun",
        ),
        pytest.param(
            done("2026-04-15", used=[used(1, 2), used(2, 2)]),
            TODAY,
            {"mandatory.met", "start.met", "year.met"},
            id="all used",
        ),
        pytest.param(
            done("2026-06-02"), "2030-01-01", {"mandatory.met_late", "year.past"}, id="late, and all over"
        ),
        pytest.param(
            done("2026-05-15"), "2030-01-01", {"mandatory.met", "start.past", "year.past"}, id="never begun"
        ),
        pytest.param(earlier(), TODAY, {"mandatory.depends", "year.ahead"}, id="it depends, and is over"),
        pytest.param(earlier(), BEFORE_DUE, {"mandatory.depends", "year.ahead"}, id="it depends"),
        pytest.param(seat(left_on="2026-09-01"), "2026-08-31", {"mandatory.past"}, id="over, and she leaves"),
        pytest.param(seat(left_on="2026-09-01"), TODAY, {"mandatory.past_left"}, id="over, and she has left"),
        pytest.param(
            earlier(left_on="2026-09-01"), TODAY, {"mandatory.depends"}, id="it depends, and she has left"
        ),
        pytest.param(
            done("2026-04-15", left_on="2027-02-01"),
            "2027-02-01",
            {"mandatory.met"},
            id="never begun, and she has left: there is nothing to ask for",
        ),
        pytest.param(
            done("2026-04-15", left_on="2027-02-01"),
            "2027-01-31",
            {"mandatory.met", "start.past"},
            id="never begun, and she leaves",
        ),
    ],
)
def test_each_deadline_is_told_with_what_it_means_now(fields: Fields, on: str, keys: set[str]) -> None:
    """What is met, what is over and lapsed, and what the employer must do before it comes."""
    every = {
        *("mandatory.ahead", "mandatory.past", "mandatory.past_left", "mandatory.depends"),
        *("mandatory.met", "mandatory.met_late"),
        *("start.ahead", "start.past", "start.met"),
        *("year.ahead", "year.past", "year.partly", "year.met"),
    }
    read = read_html(told(fields, on=on)["html"]).text.partition(WORDS("timeline.title"))[2]
    timeline = read.partition(WORDS("now.title"))[0]
    said = {key for key in every if says(timeline, WORDS, f"deadline.{key}")}
    # «Du blev færdig 2. juni 2026, efter fristen.» holds all of «Du blev færdig 2. juni 2026.» but its end.
    assert said - ({"mandatory.met"} if "mandatory.met_late" in keys else set()) == keys


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        pytest.param(seat(), "first_year", id="the first year's days must be over"),
        pytest.param(seat(unbroken_years_before=1), "following_year", id="re-elected: they must be begun"),
    ],
)
def test_the_first_years_days_must_be_over_and_the_others_begun(fields: Fields, kind: str) -> None:
    """F10, F12: what the year's end means differs, and is told."""
    entries = read_html(told(fields)["html"]).text
    amount = {"first_year": ("2 dages", 15), "following_year": ("1½ dags", 11)}[kind]
    assert WORDS(f"deadline.{kind}.title", year=1, days_of=amount[0], hours=amount[1]) in entries


def test_the_timeline_is_drawn_with_each_deadline_in_its_place() -> None:
    """A mark for each entry of the list in its state, from left to right, the years and today with it."""
    html = told(done("2026-05-15"))["html"]
    read = read_html(html)
    marks = [attributes for tag, attributes in read.attributes if tag == "circle"]
    states = [deadline["state"] for deadline in finding(done("2026-05-15"))["deadlines"]]
    assert [mark["class"] for mark in marks] == [f"timeline__{state}" for state in states]
    listed = [
        attributes["class"] for tag, attributes in read.attributes if tag == "li" and "class" in attributes
    ]
    assert listed == [mark["class"] for mark in marks]
    across = [int(str(mark["cx"])) for mark in marks]
    assert across == sorted(across)
    assert all(16 <= place <= 304 for place in across)
    # The last two of the first year are two weeks apart: drawn in two rows, they do not cover each other.
    assert len({mark["cy"] for mark in marks}) == 2
    assert WORDS("timeline.today") in read.text
    assert [WORDS("timeline.year", year=year) in read.text for year in (1, 2, 3)] == [True, True, False]


@pytest.mark.parametrize("on", ["2026-02-28", "2028-03-01"])
def test_today_is_not_drawn_where_it_lies_outside_the_term(on: str) -> None:
    """Before and after the years drawn there is no place for it."""
    html = told(seat(), on=on)["html"]
    assert "timeline__today" not in html
    assert 'class="timeline-drawn"' in html


def test_a_deadline_before_the_term_is_listed_and_not_drawn() -> None:
    """Under the old rule the training could be due before the seat was taken up."""
    html = told(seat("2019-06-01", elected_on="2019-01-15"), on=OLD)["html"]
    read = read_html(html)
    assert WORDS("timeline.day", day=date(2019, 4, 15)) in read.text
    assert read.tags.count("circle") == 3
    assert [f">{number}</text>" in html for number in (1, 2, 3, 4)] == [False, True, True, True]


def test_a_seat_left_at_once_is_told_without_a_timeline() -> None:
    """No year began: nothing to draw, and nothing but the mandatory training was ever owed."""
    answer = told(seat(left_on=SEAT_FROM))
    assert answer["finding"]["total_days"] == 3
    assert "timeline" not in answer["html"]
    assert not says(answer["html"], WORDS, "because.supplementary")


def test_everything_reckoned_with_is_shown() -> None:
    """Defaults too, and rows as they were read; what was left open is not listed."""
    fields = seat(used=[used(1, "1,5")], term_years=3, pooled=[pool(2, 3)])
    read = read_html(told(fields)["html"]).text
    facts = read.partition(WORDS("answer.reckoned_with"))[2].partition(WORDS("answer.steps"))[0]
    asked = ["member_from", "mandatory", "term_years", "unbroken_years_before", "role", "setting"]
    for name in (*asked, "used", "pooled"):
        assert WORDS(f"question.{name}.label") in facts
    for name in ("elected_on", "left_on", "mandatory_done_on"):
        assert WORDS(f"question.{name}.label") not in facts
    assert "1. marts 2026" in facts
    assert "År i perioden: 1. år, Dage: 1½" in facts
    assert "Dagene fra: 2. år, bliver brugt i: 3. år, Aftalen er skrevet ned: Ja" in facts
    assert WORDS("form.on") in facts


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_finding_knows_no_language(language: str) -> None:
    """Codes, numbers and ISO days, whoever reads them."""
    fields = earlier("1991-04-01", term_years=4, pooled=[pool(2, 3)], used=[used(1, 5)])
    theirs = answered(fields, language=language, calculator="training")["finding"]
    assert theirs == finding(fields)


def test_a_finding_has_the_keys_of_the_contract() -> None:
    """None is missing or renamed, whatever else stands beside them."""
    found = finding(seat())
    assert {"entitled", "mandatory", "years", "total_days", "rules_on", "steps", "sources", "notes"} <= set(
        found
    )
    assert {"required", "days", "hours", "due", "late", "because"} <= set(found["mandatory"])
    for year in found["years"]:
        assert {
            *("year", "from", "to", "days", "hours", "startable_by", "completable_by", "lapses_on", "used"),
        } <= set(year)


def test_table_tells_the_rights_without_a_program() -> None:
    """Three rows: the mandatory training, the first year, every other; with § 9 behind each."""
    table = page.table(WORDS, on=date.fromisoformat(TODAY))
    assert [row.cells for row in table.rows] == [
        (
            WORDS("table.mandatory"),
            WORDS("table.amount", days="3 dage", hours=22),
            WORDS("table.when.seat", months=3),
        ),
        (
            WORDS("table.first_year"),
            WORDS("table.amount", days="2 dage", hours=15),
            WORDS("table.when.first_year", months=12, start=9),
        ),
        (
            WORDS("table.following_year"),
            WORDS("table.amount", days="1½ dag", hours=11),
            WORDS("table.when.following_year"),
        ),
    ]
    assert {row.source.paragraph for row in table.rows} == {"§ 9, stk. 1"}


@pytest.mark.parametrize(("on", "anchor"), [("2024-01-31", "election"), ("2024-02-01", "seat")])
def test_table_tells_the_limit_as_it_ran_on_the_day(on: str, anchor: str) -> None:
    """From the election until 31 January 2024, from the seat since."""
    mandatory = page.table(WORDS, on=date.fromisoformat(on)).rows[0]
    assert mandatory.cells[2] == WORDS(f"table.when.{anchor}", months=3)


@pytest.mark.parametrize("on", ["2026-03-01", TODAY, "2040-01-01"])
def test_examples_are_the_same_on_every_day(on: str) -> None:
    """The page tells them once and for all: nothing in them is late or lapses with the reader's day."""
    for fields in page.EXAMPLES.values():
        found, then = finding(dict(fields)), finding(dict(fields), on=on)
        for key in ("entitled", "mandatory", "years", "total_days"):
            assert then[key] == found[key]
