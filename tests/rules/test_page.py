"""What the build puts into the pages: form, table, examples and rules, well-formed, in each language."""

from __future__ import annotations

import itertools
from datetime import date
from typing import TYPE_CHECKING

import pytest

from calculators import form, view
from calculators.amo import page as amo
from calculators.catalogue import CALCULATORS, RULES
from handbook.embed import with_calculators
from tests.rules.asking import LANGUAGES, ReadHtml, read_html, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES_ON = date(2026, 11, 22)

each_language = pytest.mark.parametrize("language", LANGUAGES)
each_calculator = pytest.mark.parametrize("calculator", CALCULATORS)


def _read(html: view.Html) -> ReadHtml:
    read = read_html(html.text)
    assert read.faults == []
    identities = [attributes["id"] for _, attributes in read.attributes if "id" in attributes]
    assert len(identities) == len(set(identities))
    return read


def _built(calculator: str, part: str, language: str, rules_on: date = RULES_ON) -> ReadHtml:
    """Return what the build puts where a page holds this mark."""
    mark = f'<div data-calculator="{calculator}" data-part="{part}"></div>'
    return _read(view.Html(with_calculators(mark, language=language, rules_on=rules_on)))


def _asked(calculator: str) -> Iterator[tuple[str, form.Question]]:
    """Yield the name of every control of a form, and what it asks: `used.0.days` for one in a row."""
    for question in form.questions(CALCULATORS[calculator].FORM):
        if question.kept:
            continue
        if not isinstance(question, form.Rows):
            yield question.name, question
            continue
        for place, column in itertools.product(range(question.most), question.columns):
            yield f"{question.name}.{place}.{column.name}", column


def _words_of(name: str) -> str:
    """Return the key under which the words of a control lie: `used.days` for `used.0.days`."""
    return ".".join(part for part in name.split(".") if not part.isdecimal())


@each_language
@each_calculator
def test_form_asks_every_question_once(calculator: str, language: str) -> None:
    """Each question has a control of its own with a label, in a table each of each row; the day is one."""
    words = spoken(language, calculator)
    read = _built(calculator, "form", language)
    controls = [
        attributes
        for tag, attributes in read.attributes
        if tag in ("input", "select") and attributes.get("data-part") != "picker"
    ]
    names = [name for name, _ in _asked(calculator)]
    assert [control["name"] for control in controls] == [*names, "on"]
    labelled = [attributes["for"] for tag, attributes in read.attributes if tag == "label"]
    assert labelled == [control["id"] for control in controls]
    described = {part for control in controls for part in str(control["aria-describedby"]).split()}
    assert described <= {attributes.get("id") for _, attributes in read.attributes}
    for name in names:
        assert words(f"question.{_words_of(name)}.label") in read.text
    (element,) = (attributes for tag, attributes in read.attributes if tag == "calculator-form")
    assert (element["lang"], element["data-calculator"]) == (language, calculator)


@each_language
@each_calculator
def test_every_day_can_be_picked_from_the_browsers_calendar(calculator: str, language: str) -> None:
    """The calendar is opened by a button of its own name: no form sends it, nobody comes upon it alone."""
    words = spoken(language, calculator)
    attributes = _built(calculator, "form", language).attributes
    days = [
        words(f"question.{_words_of(name)}.label")
        for name, question in _asked(calculator)
        if isinstance(question, form.Day)
    ]
    buttons = [button for _, button in attributes if button.get("data-action") == "pick"]
    assert [button["aria-label"] for button in buttons] == [
        words("form.pick_day_for", label=label) for label in days
    ]
    assert all(button["type"] == "button" and "hidden" in button for button in buttons)
    pickers = [picker for _, picker in attributes if picker.get("data-part") == "picker"]
    assert pickers == [
        {"type": "date", "data-part": "picker", "tabindex": "-1", "aria-hidden": "true"}
    ] * len(days)
    assert [control["name"] for _, control in attributes if "data-day" in control] == [
        name for name, question in _asked(calculator) if isinstance(question, form.Day)
    ]


@each_language
@each_calculator
def test_questions_asked_several_times_stand_together_row_by_row(calculator: str, language: str) -> None:
    """A table is one group with a name and a hint; the first row shows, the others wait for it."""
    words = spoken(language, calculator)
    tables = [
        question
        for question in form.questions(CALCULATORS[calculator].FORM)
        if isinstance(question, form.Rows) and not question.kept
    ]
    read = _built(calculator, "form", language)
    identities = {attributes.get("id") for _, attributes in read.attributes}
    fieldsets = [attributes for tag, attributes in read.attributes if tag == "fieldset"]
    assert len(fieldsets) == read.tags.count("legend") == len(tables)
    assert {fieldset["aria-describedby"] for fieldset in fieldsets} <= identities
    for table in tables:
        assert words(f"question.{table.name}.label") in read.text
    rows = [attributes for _, attributes in read.attributes if attributes.get("data-part") == "row"]
    places = [place for table in tables for place in range(table.most)]
    assert [row["aria-label"] for row in rows] == [words("form.row", n=place + 1) for place in places]
    assert ["hidden" in row for row in rows] == [place > 0 for place in places]
    assert all(row["role"] == "group" for row in rows)


@pytest.mark.parametrize(
    ("calculator", "rules_on", "own_day_from"),
    [
        pytest.param("amo", date(2023, 6, 1), "2024-02-01", id="sizes in 2023: the order of 2024"),
        pytest.param("amo", date(2024, 2, 1), None, id="sizes from 2024: none known"),
        pytest.param("training", date(2023, 6, 1), "2023-06-01", id="training in 2023: at once"),
        pytest.param("training", date(2026, 11, 22), "2026-11-22", id="training in 2026: at once"),
    ],
)
def test_form_knows_from_which_day_on_it_asks_about_the_readers_own(
    calculator: str, rules_on: date, own_day_from: str | None
) -> None:
    """Sizes from the next change of the rules on, where one is known; a term of office from the first."""
    read = _built(calculator, "form", "da", rules_on)
    (element,) = (attributes for tag, attributes in read.attributes if tag == "calculator-form")
    assert element.get("data-own-day-from") == own_day_from
    (day,) = (attributes for tag, attributes in read.attributes if attributes.get("name") == "on")
    assert day["value"] == day["data-default"] == rules_on.isoformat()


@each_language
@pytest.mark.parametrize(
    ("calculator", "other_day"),
    [("amo", False), ("training", True)],
)
def test_form_says_which_day_can_be_changed(calculator: str, language: str, *, other_day: bool) -> None:
    """The day of the rules is named; a reader's own day is not known when the page is built."""
    words, read = spoken(language, calculator), _built(calculator, "form", language)
    assert (words("form.other_day") in read.text) is other_day
    assert (words("form.rules_on", day=RULES_ON) in read.text) is not other_day


@each_language
@pytest.mark.parametrize(("calculator", "files"), [("amo", []), ("training", ["calendar.file"])])
def test_form_offers_a_calendar_file_where_answers_have_days(
    calculator: str, files: list[str], language: str
) -> None:
    """The button names the file, and waits hidden for an answer that has any."""
    words, attributes = spoken(language, calculator), _built(calculator, "form", language).attributes
    buttons = [button for _, button in attributes if button.get("data-action") == "calendar"]
    assert [button["data-file"] for button in buttons] == [words(file) for file in files]
    assert all("hidden" in button for button in buttons)
    assert all(str(button["data-file"]).endswith(".ics") for button in buttons)


@each_language
@each_calculator
def test_form_offers_every_choice_by_its_words(calculator: str, language: str) -> None:
    """A choice on the list can be chosen, and is told in words; without a default nothing is, at first."""
    words = spoken(language, calculator)
    read = _built(calculator, "form", language)
    offered = [attributes for tag, attributes in read.attributes if tag == "option"]
    expected: list[str] = []
    for name, question in _asked(calculator):
        if isinstance(question, form.Choice):
            said = {value: words(f"question.{_words_of(name)}.{value}") for value in question.values}
        elif isinstance(question, form.ListedNumber):
            numbers = range(question.minimum, question.maximum + 1)
            said = {str(n): words(f"question.{_words_of(name)}.option", n=n) for n in numbers}
        else:
            continue
        if question.default is None:
            said = {"": words("form.choose"), **said}
        expected += said
        assert all(says in read.text for says in said.values())
    assert [option["value"] for option in offered] == expected


@each_calculator
def test_question_is_shown_by_an_answer_that_can_be_given(calculator: str) -> None:
    """What shows a question is an answer of another one, or what the finding says is required."""
    questions = {question.name: question for question in form.questions(CALCULATORS[calculator].FORM)}
    for question in questions.values():
        if question.shown_when is None:
            continue
        name, values = question.shown_when
        asked = questions.get(name)
        assert name == "requirement" or isinstance(asked, form.Choice)
        if isinstance(asked, form.Choice):
            assert set(values) <= set(asked.values)


@each_language
def test_table_of_sizes_answers_the_question_without_a_program(language: str) -> None:
    """Where no program runs the limits of §§ 6-6 b and of building sites can be read off."""
    words = spoken(language)
    table = amo.table(words, on=RULES_ON)
    assert [row.cells[0] for row in table.rows] == [
        words("table.between", from_=1, to=9),
        words("table.between", from_=10, to=34),
        words("table.from", from_=35),
        words("table.site", from_=5, days=14),
        words("table.site", from_=35, days=28),
    ]
    assert [row.source.paragraph for row in table.rows[:3]] == ["§ 6", "§ 6 a", "§ 6 b"]
    read = _built("amo", "table", language)
    for row in table.rows:
        assert all(cell in read.text for cell in (*row.cells, row.source.title))
    assert words.shown(RULES_ON) in read.text


@each_language
@each_calculator
def test_examples_are_answered(calculator: str, language: str) -> None:
    """Each worked example is free of problems, and told with what was asked."""
    page, words = CALCULATORS[calculator], spoken(language, calculator)
    read = _built(calculator, "examples", language)
    assert read.tags.count("details") == len(page.EXAMPLES) > 0
    for name, fields in page.EXAMPLES.items():
        reading = form.read(page.FORM, fields)
        assert not reading.unknown
        assert [*reading.problems, *page.problems(reading.answers)] == []
        found = page.found(reading.answers, on=RULES_ON)
        assert words(f"example.{name}") in read.text
        assert page.told(found, reading.answers, words).headline in read.text


@each_language
@pytest.mark.parametrize("name", RULES)
def test_rules_page_tells_every_version(name: str, language: str) -> None:
    """Value, first day, source and day of reading of every parameter, repeals among them."""
    words = spoken(language, name)
    read = _built(name, "rules", language)
    assert read.tags.count("section") == len(RULES[name])
    for parameter in RULES[name]:
        assert words(f"parameter.{parameter.name}.title") in read.text
        assert words("rules.verified", day=parameter.verified_on) in read.text
        for version in parameter.versions:
            value = (
                words("rules.repealed")
                if version.value is None
                else words(f"parameter.{parameter.name}.value", value=version.value)
            )
            assert words("rules.version", since=version.since, value=value) in read.text


def test_rows_answered_to_a_question_that_asks_for_none_are_a_fault_of_ours() -> None:
    """Nothing is made up about answers that a question cannot have."""
    asked = [form.Group("g", (form.WholeNumber(name="employees"),))]
    with pytest.raises(TypeError, match=r"employees: got rows for WholeNumber.*, expected rows of answers"):
        view.reckoned_with(asked, {"employees": {0: {}}}, spoken("da", "amo"), RULES_ON)


def test_text_is_escaped_and_html_is_not_escaped_twice() -> None:
    """Whatever stands in a text, it stays text; in attributes too."""
    inner = view.element("em", "<b> & 'c'")
    assert inner.text == "<em>&lt;b&gt; &amp; &#x27;c&#x27;</em>"
    outer = view.element("p", inner, "&", title='"<', data_x=None, hidden=True, open=False)
    assert outer.text == f'<p title="&quot;&lt;" hidden>{inner.text}&amp;</p>'
    assert view.element("input", name="n").text == '<input name="n">'
    assert view.together("<", inner).text == f"&lt;{inner.text}"


@each_language
def test_an_answer_without_steps_is_signed_all_the_same(language: str) -> None:
    """An answer that no rule led to has no list of steps or sources, but its day and its warning."""
    found = amo.found(form.read(amo.FORM, {"employees": 34}).answers, on=RULES_ON)
    words = spoken(language)
    told = view.Told(headline="!", because=(), rests_on=found.decided_by, parts=())
    read = _read(view.answer(told, (), words, on=RULES_ON))
    assert "details" not in read.tags
    assert words("answer.guidance") in read.text


@pytest.mark.parametrize("value", [0, 1, 9, 10, 34, 35, 69, 70, 71, 1_000_000])
def test_the_number_stands_on_the_right_side_of_every_limit(value: int) -> None:
    """On the drawn line a number is to the right of each limit it has reached, and inside the picture."""
    scale = view.Scale(title="t", value=value, limits=(10, 35), says="s", distance="d")
    told = view.Told(headline="h", because=(), rests_on=amo.PARAMETERS[0].versions[0].source, parts=(scale,))
    read = _read(view.answer(told, (), spoken("da"), on=RULES_ON))
    (here,) = (int(str(attributes["cx"])) for tag, attributes in read.attributes if tag == "circle")
    marks = [
        int(str(attributes["x1"]))
        for tag, attributes in read.attributes
        if tag == "line" and "class" not in attributes
    ]
    assert 16 <= here <= 304
    for limit, mark in zip((0, 10, 35), marks, strict=True):
        assert (here >= mark) is (value >= limit)
