"""The one function: text in, text out, whatever somebody sends."""

from __future__ import annotations

import io
import json
import os
import runpy
import subprocess
import sys
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import calculators
from calculators import answer, form, text
from calculators.__main__ import main
from calculators.catalogue import CALCULATORS
from tests.rules.asking import (
    LANGUAGES,
    ROOT,
    TODAY,
    Answered,
    answered,
    finding,
    problems,
    read_html,
    says,
    spoken,
)

GOOD: dict[str, Any] = {
    "calculator": "amo",
    "language": "da",
    "on": TODAY,
    "fields": {"setting": "enterprise", "employees": 34},
}
NAMES = [question.name for question in form.questions(CALCULATORS["amo"].FORM)]
NAMES_OF = {
    calculator: [question.name for question in form.questions(page.FORM)]
    for calculator, page in CALCULATORS.items()
}
REQUIRED: dict[str, dict[str, object]] = {
    "amo": {"employees": 34},
    "training": {"member_from": "2026-03-01"},
    "logbook": {},
}
"""What each calculator must be told before it answers at all."""

TAGS = {
    *("a", "button", "caption", "circle", "dd", "details", "div", "dl", "dt", "em", "footer", "g", "h3"),
    *("input", "label", "li", "line", "ol", "p", "rect", "section", "span", "strong", "summary", "svg"),
    *("table", "tbody", "td", "text", "textarea", "th", "thead", "tr", "ul"),
}
"""The elements an answer is made of."""

_COLUMNS = ("year", "days", "from_year", "to_year", "in_writing")

each_calculator = pytest.mark.parametrize("calculator", CALCULATORS)

HOSTILE = ['<script>alert("hostile")</script>', '"><img onerror=hostile>', "&hostile;", "' hostile={hostile}"]


def ask(question: str) -> Answered:
    """Return what is answered to a text, once it is known to be well-formed."""
    written = answer(question)
    written.encode("utf-8")
    told: Answered = json.loads(written)
    read = read_html(told["html"])
    assert read.faults == []
    assert set(read.tags) <= TAGS
    keys = set(told) - {"calendar"} if told["ok"] else set(told)
    assert keys == ({"ok", "finding", "html"} if told["ok"] else {"ok", "problems", "html"})
    return told


def changed(**changes: object) -> str:
    """Return a good question with some keys changed."""
    return json.dumps(GOOD | changes)


def without(key: str) -> str:
    """Return a good question that lacks a key."""
    return json.dumps({name: value for name, value in GOOD.items() if name != key})


# --- What is no question


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="nothing"),
        pytest.param("hvor mange?", id="no JSON"),
        pytest.param('{"calculator": "amo"', id="half a JSON"),
        pytest.param("\ufeff" + json.dumps(GOOD), id="a byte order mark"),
        pytest.param("null", id="null"),
        pytest.param("34", id="a number"),
        pytest.param('"amo"', id="a string"),
        pytest.param("[]", id="a list"),
        pytest.param(f"[{json.dumps(GOOD)}]", id="a list of one question"),
        pytest.param("{}", id="an empty object"),
        pytest.param("\ud800", id="half a character"),
        pytest.param("[" * 100_000, id="deep nesting, unclosed"),
        pytest.param(changed(fields="?").replace('"?"', "[" * 5000 + "]" * 5000), id="deep nesting"),
        pytest.param(changed(fields="?").replace('"?"', '{"a": ' * 50 + "1" + "}" * 50), id="nested objects"),
        pytest.param(changed(fields="?").replace('"?"', f'{{"employees": {"9" * 5000}}}'), id="5000 digits"),
        pytest.param(changed(calculator="stress"), id="an unknown calculator"),
        pytest.param(changed(calculator="AMO"), id="another case"),
        pytest.param(changed(calculator=None), id="calculator null"),
        pytest.param(changed(calculator=["amo"]), id="a list of calculators"),
        pytest.param(without("calculator"), id="no calculator"),
        pytest.param(without("on"), id="no day"),
        pytest.param(changed(on=None), id="day null"),
        pytest.param(changed(on=20261122), id="day a number"),
        pytest.param(changed(on=""), id="day empty"),
        pytest.param(changed(on="20261122"), id="day 20261122"),
        pytest.param(changed(on="2026-W47-7"), id="day 2026-W47-7"),
        pytest.param(changed(on="2026-326"), id="day 2026-326"),
        pytest.param(changed(on="2026-11-22T00:00"), id="day with an hour"),
        pytest.param(changed(on="2026-02-30"), id="30 February"),
        pytest.param(changed(on="2025-02-29"), id="29 February of no leap year"),
        pytest.param(changed(on="0000-01-01"), id="year 0"),
        pytest.param(changed(on="26-11-22"), id="two digits of a year"),
        pytest.param(changed(on="22.11.2026"), id="a Danish day"),
        pytest.param(changed(on=" 2026-11-22"), id="a blank before the day"),
        pytest.param(changed(on="2026-11-22\n"), id="a line after the day"),
        pytest.param(changed(on="２０２６-11-22"), id="wide digits"),  # noqa: RUF001  that they are is the point
        pytest.param(without("fields"), id="no fields"),
        pytest.param(changed(fields=None), id="fields null"),
        pytest.param(changed(fields=[]), id="fields a list"),
        pytest.param(changed(fields="employees=34"), id="fields a string"),
    ],
)
def test_what_is_no_question_gets_one_problem(question: str) -> None:
    """One problem, of no field, that says so; and the exit code of the command line goes by it."""
    told = ask(question)
    assert not told["ok"]
    (problem,) = told["problems"]
    assert (problem["field"], problem["code"]) == (None, "malformed")
    assert problem["message"] in read_html(told["html"]).text


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("place", ["employees", "something_unknown"])
def test_what_json_has_no_word_for_is_no_json(constant: str, place: str) -> None:
    """`NaN` and its like are Python's, not JSON's: a question with one is none."""
    fields = {"employees": 34, place: "?"}
    told = ask(changed(fields=fields).replace('"?"', constant))
    assert [problem["code"] for problem in told.get("problems", [])] == ["malformed"]


@pytest.mark.parametrize("language", [None, "", "de", "DA", "da-DK", 1, ["da"], {}], ids=ascii)
def test_unknown_language_is_told_in_danish(language: object) -> None:
    """Whoever cannot be understood is spoken to in Danish."""
    told = ask(changed(language=language))
    assert told == ask(without("language")) == ask("no question at all")
    assert says(told["html"], spoken("da"), "problem.malformed")


@pytest.mark.parametrize("language", LANGUAGES)
def test_known_language_is_kept_where_the_rest_is_malformed(language: str) -> None:
    """A language that could be read is the one that is answered in."""
    told = ask(json.dumps(GOOD | {"language": language, "calculator": "stress"}))
    assert says(told["html"], spoken(language), "problem.malformed")


def test_a_huge_text_is_refused_at_once() -> None:
    """What nobody can mean costs nobody minutes: in quadratic time this takes a quarter of an hour."""
    assert not ask('"' + '\\"' * 200_000)["ok"]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(changed(note="x" * 1_000_000), id="a long string beside"),
        pytest.param(changed(fields={"employees": "9" * 1_000_000}), id="a million digits as typed"),
        pytest.param(
            changed(fields={"employees": "1" + ".000" * 100_000}), id="a hundred thousand thousands"
        ),
        pytest.param(changed(fields={"employees": 34, "x": [[[1]]] * 10_000}), id="a long list beside"),
        pytest.param(changed(fields={str(number): number for number in range(20_000)}), id="many fields"),
    ],
)
def test_a_huge_question_is_answered_or_refused(question: str) -> None:
    """Size alone is no reason to raise."""
    ask(question)


@pytest.mark.parametrize("quoted", ["[" * 1000, '"' + "{" * 1000, "\\" * 9 + '"' + "[" * 1000])
def test_brackets_that_are_quoted_are_no_nesting(quoted: str) -> None:
    """What stands in a string is text, however it looks."""
    assert ask(changed(fields={"employees": 34, "note": quoted}))["ok"]


def test_half_a_character_is_answered_in_whole_ones() -> None:
    """A lone surrogate can be typed in JSON; what is answered can be written as UTF-8."""
    told = ask(changed(fields={"employees": "\ud800", "\udfff": "\ud800"}))
    assert [problem["field"] for problem in told["problems"]] == ["employees"]
    assert ask(changed(fields={"employees": 34, "\udfff": "\ud800"}))["ok"]


def test_bytes_are_read_as_the_text_that_they_are() -> None:
    """However they are held; and what is no UTF-8 is no question."""
    question = json.dumps(GOOD | {"fields": {"employees": 34, "æ😀": 1}}, ensure_ascii=False)
    octets = question.encode()
    assert answer(octets) == answer(memoryview(octets)) == answer(question)
    assert answer(octets.replace("æ".encode(), b"\xe6")) == answer("no question")


# --- Anything at all


any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
any_text = st.text(st.characters(codec=None, exclude_categories=()))
languages = st.sampled_from(LANGUAGES)


@given(any_text)
def test_any_text_is_answered(question: str) -> None:
    """`answer` raises for nothing that anybody can send."""
    assert ask(question) == ask(question)


@given(any_json)
def test_any_json_is_answered(question: object) -> None:
    """Any JSON that is not one of our questions is told so."""
    assert not ask(json.dumps(question))["ok"]


@each_calculator
@given(st.data(), languages)
def test_any_fields_are_answered(calculator: str, data: st.DataObject, language: str) -> None:
    """Whatever the fields hold, the answer is an answer or says what to mend."""
    names = st.sampled_from(NAMES_OF[calculator])
    fields = data.draw(any_json | st.dictionaries(names, any_json))
    question = changed(calculator=calculator, fields=fields, language=language)
    assert ask(question) == ask(question)


@each_calculator
@given(st.data(), any_json | any_text | st.sampled_from(HOSTILE), languages)
def test_any_field_may_hold_anything(
    calculator: str, data: st.DataObject, value: object, language: str
) -> None:
    """One field, any value: at most the problem is that field's, or one that follows from it."""
    name = data.draw(st.sampled_from(NAMES_OF[calculator]))
    fields = REQUIRED[calculator] | {name: value}
    told = ask(changed(calculator=calculator, fields=fields, language=language))
    assert told["ok"] or all(problem["field"] in NAMES_OF[calculator] for problem in told["problems"])


@given(any_json, st.sampled_from(["calculator", "language", "on"]))
def test_any_key_may_hold_anything(value: object, key: str) -> None:
    """The envelope is read as warily as the fields."""
    ask(json.dumps(GOOD | {key: value}))


def test_the_same_question_gives_the_same_bytes_in_another_process() -> None:
    """Nothing depends on the order that Python happens to keep sets in."""
    question = changed(fields={"employees": 120, "groups": 3, "x": 1})
    for seed in ("0", "1"):
        done = command(question, seed=seed)
        assert done.stdout.decode("utf-8") == answer(question) + "\n"


# --- Markup is never echoed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("hostile", HOSTILE)
@each_calculator
def test_what_was_typed_never_comes_back_as_markup(calculator: str, hostile: str, language: str) -> None:
    """Fields, keys, list items, rows: nothing of what was sent stands in the answer."""
    names = NAMES_OF[calculator]
    everywhere: dict[str, object] = dict.fromkeys([*names, hostile], hostile)
    hidden = REQUIRED[calculator] | {hostile: hostile, "unknown": [hostile, {hostile: hostile}]}
    listed = {name: [hostile] for name in names}
    rows = {name: [dict.fromkeys((*_COLUMNS, hostile), hostile)] for name in names}
    for fields in (everywhere, hidden, listed, rows):
        told = ask(changed(calculator=calculator, fields=fields, language=language))
        for trace in ("hostile", "script", "onerror", "<img"):
            assert trace not in json.dumps(told, ensure_ascii=False)
    told = ask(changed(calculator=hostile, language=language, on=hostile))
    assert "hostile" not in json.dumps(told)


# --- Numbers as typed


def as_typed(value: object) -> str:
    """Name an example by what is typed, quotes and all."""
    written = ascii(value)
    return written if len(written) < 30 else f"{len(written)} signs, {written[:9]}"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (34, 34),
        (0, 0),
        ("34", 34),
        ("0", 0),
        (" 34 ", 34),
        ("\t34\n", 34),
        ("\u00a034\u202f", 34),
        ("034", 34),
        ("000", 0),
        ("1200", 1200),
        ("1.200", 1200),
        ("1,200", 1200),
        ("1 200", 1200),
        ("1\u00a0200", 1200),
        ("1\u202f200", 1200),
        (" 1.200 ", 1200),
        ("12.345", 12345),
        ("123.456", 123456),
        ("1.000.000", 1_000_000),
        ("1,000,000", 1_000_000),
        ("1 000 000", 1_000_000),
        ("1000000", 1_000_000),
        (1_000_000, 1_000_000),
    ],
    ids=as_typed,
)
def test_number_is_read_as_a_dane_or_a_briton_writes_it(typed: object, number: int) -> None:
    """One mark between thousands, or none; blanks around do not matter."""
    assert finding({"employees": typed})["counted"] == number


_DECIMAL = "not_a_whole_number"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12,5", _DECIMAL),
        ("12.5", _DECIMAL),
        ("12,0", _DECIMAL),
        ("12.0", _DECIMAL),
        (12.0, _DECIMAL),
        (12.5, _DECIMAL),
        (1e3, _DECIMAL),
        (1e300, _DECIMAL),
        ("0,500", _DECIMAL),
        ("0.500", _DECIMAL),
        ("1.20", _DECIMAL),
        ("1.2000", _DECIMAL),
        ("1200.000", _DECIMAL),
        ("1.200,5", _DECIMAL),
        ("1.200,000", _DECIMAL),
        ("1.200 000", _DECIMAL),
        ("1..200", _DECIMAL),
        (".200", _DECIMAL),
        ("1.200.", _DECIMAL),
        ("1  200", _DECIMAL),
        ("1\n200", _DECIMAL),
        ("3 4", _DECIMAL),
        ("1'200", _DECIMAL),
        ("1_200", _DECIMAL),
        ("1e3", _DECIMAL),
        ("0x22", _DECIMAL),
        ("+34", _DECIMAL),
        ("34 ansatte", _DECIMAL),
        ("fire", _DECIMAL),
        ("NaN", _DECIMAL),
        ("٣٤", _DECIMAL),
        ("３４", _DECIMAL),  # noqa: RUF001  wide digits are the point
        ("³", _DECIMAL),
        ("½", _DECIMAL),
        ("34\u0000", _DECIMAL),
        (True, _DECIMAL),
        (False, _DECIMAL),
        ([34], _DECIMAL),
        ({}, _DECIMAL),
        ({"employees": 34}, _DECIMAL),
        ("-3", "negative"),
        ("\u22123", "negative"),
        ("\u20133", "negative"),
        (-3, "negative"),
        (-(10**30), "negative"),
        ("-1.200", "negative"),
        ("", "required"),
        ("   ", "required"),
        ("\u00a0", "required"),
        (None, "required"),
        ([], "required"),
        (1_000_001, "too_large"),
        ("1000001", "too_large"),
        ("1.000.001", "too_large"),
        ("1.200.000", "too_large"),
        ("9" * 5000, "too_large"),
        (10**4000, "too_large"),
    ],
    ids=as_typed,
)
def test_what_is_no_number_of_people_is_refused(typed: object, code: str) -> None:
    """Never guessed, never rounded, never cut off."""
    assert problems({"employees": typed}) == [("employees", code)]


@pytest.mark.parametrize(
    "name",
    [
        *("employees", "count_ordinary", "count_apprentices", "count_hired_in", "count_family"),
        "under_ten_hours",
    ],
)
@pytest.mark.parametrize(("language", "heads"), [("da", "hoveder"), ("en", "heads")])
def test_decimals_of_people_are_refused_with_the_reason(name: str, language: str, heads: str) -> None:
    """The law counts heads, not full-time posts: whoever types 12,5 is told so, wherever."""
    for typed in ("12,5", "12.0", 12.0):
        told = answered({"employees": 34, name: typed}, language=language)
        assert [problem["field"] for problem in told["problems"]] == [name]
        assert heads in told["problems"][0]["message"]


# --- Choices, yes and no


@pytest.mark.parametrize("typed", ["construction_site", " construction_site ", "construction_site\n"])
def test_choice_is_read_with_blanks_around(typed: str) -> None:
    """A blank at the end of what was pasted changes nothing."""
    assert finding({"employees": 5, "days": 14, "setting": typed})["requirement"] == "one_level"


@pytest.mark.parametrize("typed", ["byggeplads", "Enterprise", 1, True, ["enterprise"], {}], ids=as_typed)
def test_choice_off_the_list_is_refused(typed: object) -> None:
    """A choice is one of those offered, by its own name."""
    assert problems({"employees": 5, "setting": typed}) == [("setting", "unknown_choice")]


@pytest.mark.parametrize("typed", [None, "", " ", []], ids=as_typed)
@pytest.mark.parametrize("name", [name for name in NAMES if name != "employees"])
def test_field_left_empty_takes_its_default(name: str, typed: object) -> None:
    """Nothing typed is nothing answered, in every field but the one that is required."""
    assert finding({"employees": 34, name: typed}) == finding({"employees": 34})


@pytest.mark.parametrize(
    ("typed", "family_only"),
    [(True, True), ("true", True), (" TRUE ", True), (False, False), ("false", False), (None, False)],
    ids=as_typed,
)
def test_yes_and_no_are_read_as_a_form_sends_them(typed: object, *, family_only: bool) -> None:
    """JSON's words, as such or as text."""
    found = finding({"employees": 12, "household_family_only": typed})
    assert (found["requirement"] == "not_covered") is family_only


@pytest.mark.parametrize("typed", ["ja", "on", 1, 0, [True], {}], ids=as_typed)
def test_neither_yes_nor_no_is_refused(typed: object) -> None:
    """What might mean yes is not taken for yes."""
    fields = {"employees": 12, "household_family_only": typed}
    assert problems(fields) == [("household_family_only", "not_yes_or_no")]


# --- Amounts, days, numbers from a list


def _read_alone(question: form.Question, typed: object) -> object:
    """Return what a question makes of what was typed, or the code with which it refuses it."""
    reading = form.read([form.Group("g", (question,))], {question.name: typed})
    if reading.problems:
        (problem,) = reading.problems
        assert problem.field == question.name
        return problem.code
    return reading.answers[question.name]


_AMOUNT = form.DecimalNumber(name="amount", maximum=100)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,5", Fraction(3, 2)),
        ("1.5", Fraction(3, 2)),
        ("1½", Fraction(3, 2)),
        ("1 ½", Fraction(3, 2)),
        ("½", Fraction(1, 2)),
        ("0,5", Fraction(1, 2)),
        (1.5, Fraction(3, 2)),
        (0.1, Fraction(1, 10)),
        (2, Fraction(2)),
        (2.0, Fraction(2)),
        (0, Fraction(0)),
        ("2", Fraction(2)),
        ("2,00", Fraction(2)),
        ("0,25", Fraction(1, 4)),
        ("007", Fraction(7)),
        (" 1,5 ", Fraction(3, 2)),
        ("\u00a01,5\u202f", Fraction(3, 2)),
        ("100", Fraction(100)),
        ("99½", Fraction(199, 2)),
    ],
    ids=as_typed,
)
def test_amount_is_read_as_a_dane_or_a_briton_writes_it(typed: object, number: Fraction) -> None:
    """Comma, point or a half, and exactly that: a tenth is a tenth and no binary neighbour of it."""
    assert _read_alone(_AMOUNT, typed) == number


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1,555", "not_a_number"),
        ("1.000", "not_a_number"),
        (1.555, "not_a_number"),
        ("1.000,5", "not_a_number"),
        ("1,5,5", "not_a_number"),
        ("1,", "not_a_number"),
        (",5", "not_a_number"),
        ("1½½", "not_a_number"),
        ("1,5½", "not_a_number"),
        ("¼", "not_a_number"),
        ("1/2", "not_a_number"),
        ("x", "not_a_number"),
        ("1 dag", "not_a_number"),
        ("1e1", "not_a_number"),
        ("+1", "not_a_number"),
        ("inf", "not_a_number"),
        ("nan", "not_a_number"),
        ("１", "not_a_number"),  # noqa: RUF001  wide digits are the point
        (json.loads("1e999"), "not_a_number"),
        (json.loads("-1e999"), "not_a_number"),
        (1e-7, "not_a_number"),
        (0.1 + 0.2, "not_a_number"),
        (True, "not_a_number"),
        (False, "not_a_number"),
        ([1], "not_a_number"),
        ({}, "not_a_number"),
        ("-1", "negative"),
        ("-1,5", "negative"),
        ("\u22121", "negative"),
        ("- 1", "negative"),
        (-1, "negative"),
        (-0.5, "negative"),
        ("101", "too_large"),
        ("100,01", "too_large"),
        ("100½", "too_large"),
        (101, "too_large"),
        (999999, "too_large"),
        (10**4000, "not_a_number"),
    ],
    ids=as_typed,
)
def test_what_is_no_amount_is_refused(typed: object, code: str) -> None:
    """Never rounded, never guessed: `1.000` may be a thousand or one."""
    assert _read_alone(_AMOUNT, typed) == code


def test_a_number_too_long_to_be_an_amount_is_refused_too() -> None:
    """However many digits, in a text or out of one: an answer, and no fault of ours."""
    for typed in ('"' + "9" * 5000 + '"', "9" * 4000, "1" + "0" * 300 + ".5"):
        question = changed(
            calculator="training",
            fields=REQUIRED["training"] | {"used": [{"year": 1, "days": "?"}]},
        ).replace('"?"', typed)
        assert [problem["code"] for problem in ask(question)["problems"]] == ["not_a_number"]


@pytest.mark.parametrize(
    "typed",
    ["2026-03-01", "1.3.2026", "01.03.2026", "01-03-2026", "1-3-2026", "1/3 2026", "1/3/2026", "1. 3. 2026"],
)
def test_day_is_read_as_it_is_written(typed: str) -> None:
    """ISO, and day, month and year as Danes write them; blanks around do not matter."""
    for written in (typed, f"  {typed} ", f"\u00a0{typed}\n"):
        assert _read_alone(form.Day(name="day"), written) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1. marts 2026", "not_a_day"),
        ("1 March 2026", "not_a_day"),
        ("03/2026", "not_a_day"),
        ("2026", "not_a_day"),
        ("2026-3-1", "not_a_day"),
        ("2026-03", "not_a_day"),
        ("2026.03.01", "not_a_day"),
        ("20260301", "not_a_day"),
        ("2026-03-01T00:00", "not_a_day"),
        ("2026-W09-7", "not_a_day"),
        ("01-03-2026x", "not_a_day"),
        ("1.3.26", "not_a_day"),
        ("1 3 2026", "not_a_day"),
        ("1.3", "not_a_day"),
        ("1.3.2026.", "not_a_day"),
        ("1..3.2026", "not_a_day"),
        ("001.3.2026", "not_a_day"),
        ("-1.3.2026", "not_a_day"),
        ("２０２６-03-01", "not_a_day"),  # noqa: RUF001  wide digits are the point
        ("i dag", "not_a_day"),
        (True, "not_a_day"),
        (5, "not_a_day"),
        (20260301, "not_a_day"),
        (["2026-03-01"], "not_a_day"),
        ({}, "not_a_day"),
        ("2026-02-30", "no_such_day"),
        ("29.2.2025", "no_such_day"),
        ("31/4 2026", "no_such_day"),
        ("32.1.2026", "no_such_day"),
        ("1.13.2026", "no_such_day"),
        ("3/15/2026", "no_such_day"),
        ("0.1.2026", "no_such_day"),
        ("2026-00-10", "no_such_day"),
        ("0000-01-01", "no_such_day"),
        ("2101-01-01", "too_far_ahead"),
        ("1.1.2101", "too_far_ahead"),
        ("9999-12-31", "too_far_ahead"),
    ],
    ids=as_typed,
)
def test_what_is_no_day_is_refused(typed: object, code: str) -> None:
    """Another way of writing, a day that there is not, and one beyond all terms of office."""
    assert _read_alone(form.Day(name="day"), typed) == code


def test_the_calendars_own_edges_are_read() -> None:
    """A leap day is a day, and so is the last one of the last year that is read."""
    assert _read_alone(form.Day(name="day"), "29.2.2024") == date(2024, 2, 29)
    assert _read_alone(form.Day(name="day"), "31.12.2100") == date(2100, 12, 31)
    assert _read_alone(form.Day(name="day"), "0001-01-01") == date(1, 1, 1)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (2, 2),
        ("4", 4),
        (" 3 ", 3),
        ("", 2),
        (None, 2),
        (1, "too_small"),
        ("0", "too_small"),
        (5, "too_large"),
        ("-2", "negative"),
        ("x", "not_a_whole_number"),
        ("2,0", "not_a_whole_number"),
        (2.0, "not_a_whole_number"),
        (True, "not_a_whole_number"),
    ],
    ids=as_typed,
)
def test_number_from_a_list_is_one_of_those_listed(typed: object, read: object) -> None:
    """From the least to the most, as any whole number is typed; empty takes the default."""
    listed = form.ListedNumber(name="years", minimum=2, maximum=4, default_number=2)
    assert _read_alone(listed, typed) == read


# --- Rows


_ROWS = form.Rows(
    name="rows",
    columns=(
        form.ListedNumber(name="year", required=True, minimum=1, maximum=4),
        form.DecimalNumber(name="days", required=True, maximum=100),
        form.YesNo(name="in_writing"),
    ),
    most=3,
)
_ROW = {"year": 1, "days": "1½"}
_READ = {"year": 1, "days": Fraction(3, 2), "in_writing": False}


def _read_rows(typed: object) -> form.Reading:
    return form.read([form.Group("g", (_ROWS,))], {"rows": typed})


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        pytest.param(None, {}, id="null"),
        pytest.param([], {}, id="an empty list"),
        pytest.param("", {}, id="an empty text"),
        pytest.param([{}], {}, id="an empty row"),
        pytest.param([None, {}, {"year": "", "days": " ", "in_writing": None}], {}, id="three empty rows"),
        pytest.param([_ROW], {0: _READ}, id="one row"),
        pytest.param([{}, _ROW], {1: _READ}, id="a row after an empty one"),
        pytest.param([None, {"year": ""}, _ROW], {2: _READ}, id="a row after two empty ones"),
        pytest.param(
            [_ROW, {}, {"year": "2", "days": 2, "in_writing": "true"}],
            {0: _READ, 2: {"year": 2, "days": Fraction(2), "in_writing": True}},
            id="two rows around an empty one",
        ),
    ],
)
def test_rows_are_read_by_their_place_and_empty_ones_passed_over(
    typed: object, rows: dict[int, object]
) -> None:
    """A row of empty answers says nothing; the others keep the place at which they stand on the page."""
    reading = _read_rows(typed)
    assert (reading.problems, reading.unknown) == ((), False)
    assert reading.answers == {"rows": rows}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        pytest.param([{"year": 1}], [("required", "rows.0.days")], id="half a row"),
        pytest.param([{}, {"days": "1"}], [("required", "rows.1.year")], id="half a row after an empty one"),
        pytest.param(
            [{"year": 7, "days": "-1"}, None, {"year": "x", "days": "x", "in_writing": "ja"}],
            [
                ("too_large", "rows.0.year"),
                ("negative", "rows.0.days"),
                ("not_a_whole_number", "rows.2.year"),
                ("not_a_number", "rows.2.days"),
                ("not_yes_or_no", "rows.2.in_writing"),
            ],
            id="every answer of two rows",
        ),
        pytest.param(
            [_ROW, {"year": [1], "days": {}}],
            [
                ("not_a_whole_number", "rows.1.year"),
                ("not_a_number", "rows.1.days"),
            ],
            id="lists in a row",
        ),
        pytest.param([_ROW] * 4, [("too_many_rows", "")], id="a row too many"),
        pytest.param([{}] * 4, [("too_many_rows", "")], id="a row too many, all empty"),
        pytest.param("x", [("not_rows", "")], id="a text"),
        pytest.param(5, [("not_rows", "")], id="a number"),
        pytest.param(True, [("not_rows", "")], id="true"),
        pytest.param({}, [("not_rows", "")], id="an object"),
        pytest.param(_ROW, [("not_rows", "")], id="a row without a list"),
        pytest.param([1], [("not_rows", "")], id="a list of numbers"),
        pytest.param([_ROW, "x"], [("not_rows", "")], id="a text among the rows"),
        pytest.param([[_ROW]], [("not_rows", "")], id="a list in the list"),
        pytest.param([[]], [("not_rows", "")], id="an empty list in the list"),
    ],
)
def test_every_problem_of_every_row_is_told_where_it_stands(
    typed: list[Any], wrong: list[tuple[str, str]]
) -> None:
    """Each with the place of its row and the name of its question; no row is read by halves."""
    reading = _read_rows(typed)
    assert [(problem.code, problem.at) for problem in reading.problems] == wrong
    assert {problem.field for problem in reading.problems} == {"rows"}
    whole = [place for place, row in enumerate(typed) if row == _ROW] if wrong[0][1] else None
    assert reading.answers == ({} if whole is None else {"rows": dict.fromkeys(whole, _READ)})


def test_unknown_key_in_a_row_is_passed_over_with_the_note() -> None:
    """The row is read all the same; a row that holds nothing else is still one that was filled in."""
    reading = _read_rows([{**_ROW, "colour": "red"}])
    assert (reading.answers, reading.problems, reading.unknown) == ({"rows": {0: _READ}}, (), True)
    fields = REQUIRED["training"] | {"used": [{"year": 1, "days": 1, "colour": "red"}]}
    found = finding(fields, calculator="training")
    assert found["notes"][-1] == "unknown_field"
    assert found["years"][0]["used"] == 1


def test_problem_in_a_row_leads_to_where_it_stands() -> None:
    """The summary leads to the one answer that must be mended, and the finding's reader is told which."""
    fields = REQUIRED["training"] | {"used": [{}, {"year": 1, "days": "x"}]}
    told = ask(changed(calculator="training", fields=fields))
    (problem,) = told["problems"]
    assert list(problem) == ["field", "at", "code", "message"]
    assert (problem["field"], problem["at"], problem["code"]) == ("used", "used.1.days", "not_a_number")
    leads_to = [
        attributes["data-goes-to"] for tag, attributes in read_html(told["html"]).attributes if tag == "a"
    ]
    assert leads_to == ["used.1.days"]


def test_problem_that_stands_in_no_row_has_no_place() -> None:
    """Only what has a place among rows says so."""
    assert "at" not in answered({"employees": "x"})["problems"][0]
    assert "at" not in answered(REQUIRED["training"] | {"used": 1}, calculator="training")["problems"][0]


def test_a_question_of_no_kind_cannot_be_read() -> None:
    """Each kind of question says itself how it is read, and what holds when nothing was answered."""
    question = form.Question(name="anything")
    assert question.default is None
    with pytest.raises(NotImplementedError):
        question.read("x")


def test_a_required_question_left_empty_is_a_problem_of_its_own() -> None:
    """What is required has no default; the other questions are read all the same."""
    asked = (form.WholeNumber(name="a", required=True), form.WholeNumber(name="b", default_number=3))
    reading = form.read((form.Group("g", asked),), {"a": " "})
    assert reading.problems == (form.Problem("a", "required"),)
    assert reading.answers == {"b": 3}


# --- All problems at once


def test_all_problems_are_told_at_once_in_the_order_of_the_form() -> None:
    """Never only the first: nobody mends a form one field at a time."""
    fields: dict[str, object] = dict.fromkeys(reversed(NAMES), "nonsense")
    assert [field for field, _ in problems(fields)] == NAMES


def test_problems_between_fields_stand_in_the_order_of_the_form_too() -> None:
    """Missing days, half a plan and too many under ten hours, each where it is asked."""
    fields = {
        "planned_amr": 1,
        "groups": "0",
        "setting": "construction_site",
        "employees": 5,
        "under_ten_hours": 6,
        "leader": "nobody",
    }
    assert problems(fields) == [
        ("under_ten_hours", "more_than_employees"),
        ("days", "required"),
        ("leader", "unknown_choice"),
        ("groups", "too_small"),
        ("planned_leaders", "required"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_problem_is_told_in_words_beside_its_question(language: str) -> None:
    """The summary names the question and what to do, and leads to the field."""
    told = ask(changed(fields={"employees": "-3", "groups": "x"}, language=language))
    read = read_html(told["html"])
    for problem in told["problems"]:
        assert problem["message"] in read.text
        assert spoken(language)(f"question.{problem['field']}.label") in read.text
    leads_to = [attributes["data-goes-to"] for tag, attributes in read.attributes if tag == "a"]
    assert leads_to == ["employees", "groups"]


def test_too_early_a_day_leads_to_the_day() -> None:
    """The day is a field as the others are."""
    told = ask(changed(on="2010-09-30"))
    assert told["problems"][0]["field"] == "on"
    assert 'data-goes-to="on"' in told["html"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_field_is_passed_over_with_a_note(language: str) -> None:
    """The answer is the same, and says that something was not known."""
    told = answered({"employees": 34, "colour": "red"}, language=language)
    plain = answered({"employees": 34}, language=language)
    assert told["finding"]["notes"] == [*plain["finding"]["notes"], "unknown_field"]
    assert says(told["html"], spoken(language), "note.unknown_field")
    assert not says(plain["html"], spoken(language), "note.unknown_field")
    del told["finding"]["notes"], plain["finding"]["notes"]
    assert told["finding"] == plain["finding"]


# --- The finding


REQUIREMENTS = {
    "not_covered": {"employees": 9, "setting": "ship"},
    "no_employees": {"employees": 0},
    "home_organisation": {"employees": 4, "setting": "construction_site", "days": 14},
    "direct_dialogue": {"employees": 9},
    "by_agreement": {"employees": 20, "agreement": "organisation_and_enterprise"},
    "one_level": {"employees": 20, "planned_amr": 1, "planned_leaders": 1},
    "two_levels": {"employees": 120, "groups": 3, "planned_amr": 1, "planned_leaders": 1},
}


def _is_day(written: object) -> bool:
    return isinstance(written, str) and date.fromisoformat(written).isoformat() == written


def _is_count(number: object) -> bool:
    return type(number) is int and number >= 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("requirement", "fields"),
    [pytest.param(name, fields, id=name) for name, fields in REQUIREMENTS.items()],
)
def test_every_finding_has_the_keys_of_the_contract(
    requirement: str, fields: dict[str, object], language: str
) -> None:
    """No key is missing or of another type, whatever is required."""
    found = ask(changed(fields=fields, language=language))["finding"]
    assert {
        *("rules_on", "counted", "requirement", "minimum", "committee", "next_limit", "plan"),
        *("steps", "sources", "notes"),
    } <= set(found)
    assert found["rules_on"] == TODAY
    assert found["requirement"] == requirement
    assert _is_count(found["counted"])
    for key, keys in {
        "minimum": ["amr", "leaders", "persons"],
        "committee": ["amr", "leaders", "chair", "persons"],
        "next_limit": ["limit", "more_employees"],
    }.items():
        assert found[key] is None or (list(found[key]) == keys and all(map(_is_count, found[key].values())))
    assert found["plan"] in (None, "too_few_amr", "too_few_leaders", "not_statutory_group", "meets")
    assert len(found["notes"]) == len(set(found["notes"]))
    assert all(isinstance(note, str) for note in found["notes"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("on", [TODAY, "2019-06-01"])
@pytest.mark.parametrize("fields", [pytest.param(fields, id=name) for name, fields in REQUIREMENTS.items()])
def test_every_step_has_its_source_and_its_words(fields: dict[str, object], on: str, language: str) -> None:
    """No step without a rule that can be looked up and a sentence that can be read."""
    told = answered(fields, on=on, language=language)
    found, words = told["finding"], spoken(language)
    sources = {source["id"]: source for source in found["sources"]}
    assert len(sources) == len(found["sources"])
    assert found["steps"]
    for step in found["steps"]:
        assert set(step) == {"rule", "outcome", "source"}
        assert step["source"] in sources
        assert type(step["outcome"]) in (int, str)
        assert says(told["html"], words, f"step.{step['rule']}")
    assert {step["source"] for step in found["steps"]} == set(sources)
    for source in sources.values():
        assert list(source) == ["id", "kind", "title", "paragraph", "url", "verified_on", "seen"]
        assert source["kind"] in ("law", "guidance", "third_party", "assumption")
        assert source["title"]
        assert type(source["seen"]) is bool
        assert _is_day(source["verified_on"])
        assert source["title"] in read_html(told["html"]).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("on", ["2010-10-01", TODAY, "9999-12-31"])
def test_answer_is_signed_with_its_day(on: str, language: str) -> None:
    """The reader sees on which day's rules the answer rests, and that it is guidance."""
    told = answered({"employees": 34}, on=on, language=language)
    assert told["finding"]["rules_on"] == on
    words, read = spoken(language), read_html(told["html"]).text
    assert words("answer.rules_on", day=date.fromisoformat(on)) in read
    assert words("answer.guidance") in read


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_reckoned_with_is_shown(language: str) -> None:
    """Defaults too: nothing that decided the answer is hidden."""
    read = read_html(answered({"employees": "1.200"}, language=language)["html"]).text
    words = spoken(language)
    assert words.shown(1200) in read
    for question in form.questions(CALCULATORS["amo"].FORM):
        told = question.default is not None or question.name == "employees"
        assert (words(f"question.{question.name}.label") in read) is told
    assert words("question.setting.enterprise") in read


def test_a_finding_of_what_json_cannot_hold_is_a_fault_of_ours() -> None:
    """Days and fractions are written plainly; anything else stops the program where it is written."""
    written = [calculators._plainly(value) for value in (date(2026, 3, 1), Fraction(3, 2), Fraction(6))]  # noqa: SLF001
    assert written == ["2026-03-01", 1.5, 6]
    assert type(written[2]) is int
    with pytest.raises(TypeError, match=r"finding: got .*, expected what JSON can hold"):
        calculators._plainly(object())  # noqa: SLF001


# --- The command line


def command(*arguments: str, stdin: str | bytes = "", seed: str = "0") -> subprocess.CompletedProcess[bytes]:
    """Run `python -m calculators` where the terminal knows ASCII alone."""
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))
    }
    environment |= plain | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "calculators", *arguments],
        input=stdin.encode("utf-8") if isinstance(stdin, str) else stdin,
        capture_output=True,
        check=False,
        env=environment,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("question", "code"),
    [
        pytest.param(changed(fields={"employees": 35}), 0, id="an answer: 0"),
        pytest.param(changed(fields={"employees": "x"}), 1, id="something to mend: 1"),
        pytest.param(changed(on="2010-09-30"), 1, id="too early a day: 1"),
        pytest.param(changed(on="i dag"), 2, id="no question: 2"),
        pytest.param("35", 2, id="a bare number: 2"),
    ],
)
def test_command_line_answers_argument_and_standard_input_alike(question: str, code: int) -> None:
    """The same bytes as `answer`, in UTF-8 whatever the terminal thinks, and nothing on standard error."""
    for done in (command(question), command(stdin=question)):
        assert done.returncode == code
        assert done.stdout.decode("utf-8") == answer(question) + "\n"
        assert done.stderr == b""


def test_command_line_cites_the_paragraph_in_its_own_letters() -> None:
    """«§ 6 b» as it is written, not as six ASCII signs."""
    done = command(changed(fields={"employees": 35}))
    assert "§ 6 b".encode() in done.stdout


@pytest.mark.parametrize(
    "stdin", [b"", b"\xff\xfe\x00", b'{"fields": "\xe6"}'], ids=["nothing", "no UTF-8", "Latin-1"]
)
def test_command_line_is_told_what_is_no_question(stdin: bytes) -> None:
    """Bytes that are no text are no question, and no traceback."""
    done = command(stdin=stdin)
    assert (done.returncode, done.stderr) == (2, b"")
    assert json.loads(done.stdout)["problems"][0]["code"] == "malformed"


def test_main_reads_its_argument_before_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """With an argument nothing is waited for."""
    monkeypatch.setattr(sys, "stdin", None)
    assert main([changed()]) == 0
    assert capsysbinary.readouterr().out == (answer(changed()) + "\n").encode()


def test_module_runs_as_a_program(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`python -m calculators` ends with the code that `main` gives."""
    monkeypatch.setattr(sys, "argv", ["calculators"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(changed(on="x").encode())))
    with (
        pytest.warns(RuntimeWarning, match="calculators.__main__"),
        pytest.raises(SystemExit) as ended,
    ):
        runpy.run_module("calculators", run_name="__main__", alter_sys=False)
    assert ended.value.code == 2
    assert b"malformed" in capsysbinary.readouterr().out


def test_default_language_is_one_of_the_languages() -> None:
    """Whoever is spoken to in it is understood."""
    assert text.DEFAULT_LANGUAGE in text.LANGUAGES
