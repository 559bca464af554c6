"""The same question gives the same bytes, natively and in every browser."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import calculators
from calculators.catalogue import CALCULATORS
from calculators.text import LANGUAGES
from tests.browser.conftest import FORM_PAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.serve import Server
    from tests.browser.engines import Engine
    from tests.conftest import Site

CASES = Path(__file__).parent.parent / "cases"

# Through the page's own client, so through its one worker.
ASK_ALL = """async (client, questions) => {
  const { ask } = await import(client);
  return Promise.all(questions.map(async (question) => (await ask(question)).answer));
}"""


def worked() -> list[str]:
    """Return the worked cases of every calculator as questions, in every language."""
    every = [json.loads(cases.read_text(encoding="utf-8")) for cases in sorted(CASES.glob("*.json"))]
    return [
        json.dumps(
            {
                "calculator": told["calculator"],
                "language": language,
                "on": case["on"],
                "fields": case["fields"],
            }
        )
        for told in every
        for case in told["cases"]
        for language in LANGUAGES
    ]


def about(**fields: object) -> str:
    """Return a question of well-formed JSON, whatever stands in it; what is not ASCII stands as it is."""
    return asked("amo", fields)


def asked(calculator: str, fields: Mapping[str, object]) -> str:
    """Return a question to any calculator."""
    question = {"calculator": calculator, "language": "en", "on": "2026-11-22", "fields": fields}
    return json.dumps(question, ensure_ascii=False)


SEAT = {"member_from": "2026-03-01", "term_years": 4}
TERMS: tuple[dict[str, object], ...] = (
    {**SEAT, "used": [{"year": 1, "days": "1½"}, {"year": 2, "days": 0.25}, None, {}]},
    {**SEAT, "pooled": [{"from_year": 2, "to_year": 4, "in_writing": True}], "left_on": "28-02-2030"},
    {**SEAT, "pooled": [{"from_year": 1, "to_year": 9}], "used": [{"year": "x", "days": "1,555"}]},
    {**SEAT, "used": "1", "pooled": [1, "2", None]},
    {**SEAT, "used": [{}] * 100},
    {**SEAT, "used": [{"year": 1, "days": 1e999}]},
    {"member_from": "29/2 2024", "mandatory": "done", "mandatory_done_on": "31-12-2100"},
    {"member_from": "2100-12-31", "term_years": "4", "mandatory": "earlier"},
    {"member_from": "0000-00-00", "elected_on": "9999-12-31", "left_on": "<b>"},
    {"member_from": "1.3.2026", "role": "leader", "setting": "voluntary", "elected_on": "15-01-2024"},
)
"""Terms with every kind of list, day and decimal, read and refused."""


def every_month() -> list[str]:
    """Return a term from the first and the last day of each month around the change of 2024 and a leap year.

    What holds of every term natively (`test_training_properties`) then holds in the browser, too.
    """
    days = [date(2023 + month // 12, month % 12 + 1, 1) for month in range(1, 37)]
    return [
        asked("training", {"member_from": day.isoformat(), "term_years": 2 + number % 3})
        for number, first in enumerate(days)
        for day in (first, first - timedelta(days=1))
    ]


HOSTILE = (
    "",
    " \n\t",
    "null",
    "{}",
    "[" * 100_000,
    '{"fields":' * 20 + "1" + "}" * 20,
    about(employees=34, deep=json.loads("[" * 30 + "]" * 30)),
    '{"calculator": "amo", "language": "da", "on": "2026-11-22", "fields": {"employees": '
    + "9" * 5000
    + "}}",
    about(employees="9" * 5000),
    about(employees=10**30),
    about(employees=-(10**30)),
    about(employees="1e400"),
    '{"calculator": "amo", "language": "da", "on": "2026-11-22", "fields": {"employees": 1e400}}',
    '{"calculator": "amo", "language": "da", "on": "2026-11-22", "fields": {"employees": NaN}}',
    '{"calculator": "amo", "language": "da", "on": "2026-11-22", "fields": {"employees": 34.0}}',
    '{"calculator": "amo", "language": "da", "on": "2026-11-22", "fields": {"employees": 3, "employees": 4}}',
    about(employees="\u0000"),
    about(employees="\u00b9\u0663\uff14"),  # digits to Unicode, none to a reader here
    about(employees="\u202e34"),
    about(employees="👷🏽‍♀️" * 50),
    about(setting="👷", employees="34"),
    about(employees="34", **{"👷": "🧯", "__proto__": 1, "": ""}),
    about(employees="<img src=x onerror=alert(1)>"),
    # Half a surrogate pair: escaped, raw in a value, raw in a name, and in place of the whole question.
    '{"calculator": "amo", "language": "da", "on": "2026-11-22", "fields": {"employees": "\\ud800"}}',
    about(employees="\udc00\ud800"),
    about(employees="34", **{"\ud83d": "1"}),
    '{"calculator": "\\udfff", "language": "\\udfff"}',
    "\ud800",
    "\ufeff" + about(employees="34"),
    about(employees="34").replace("2026-11-22", "2026-02-30"),
    about(employees="34").replace("2026-11-22", "\uff12\uff10\uff12\uff16-11-22"),
    about(employees="34").replace("2026-11-22", "1066-10-14"),
    about(employees="34").replace('"en"', '"tlh"'),
    about(employees=" " * 100_000 + "34"),
)


# What the page has of its shelf, and what its one worker answers: the questions on which they are not one.
COMPARE_SHELF = """async (name, scripts) => {
  const { Shelf } = await import(scripts + "shelf.js");
  const { ask } = await import(scripts + "client.js");
  const shelf = new Shelf(name);
  await shelf.fetch();
  const questions = Object.keys((await (await fetch(new URL("../shelf/" + name, scripts))).json()).answers);
  const differing = [];
  for (const question of questions)
    if (shelf.answer(question).answer !== (await ask(question)).answer) differing.push(question);
  return { asked: questions.length, differing };
}"""


def test_the_shelf_holds_what_python_answers(engine: Engine, server: Server, site: Site) -> None:
    """Every answer that the build made is, letter for letter, the one of the browser's own Python."""
    scripts = f"{server.address}assets/calculator/"
    files = sorted((site.folder / "assets" / "shelf").glob("*.json"))
    if not engine.evaluate("(page) => location.href.startsWith(page)", server.address + FORM_PAGE):
        engine.open(server.address + FORM_PAGE)
    for file in files:
        told = engine.evaluate(COMPARE_SHELF, file.name, scripts, timeout=120)
        assert told["differing"] == []
        assert told["asked"] == len(CALCULATORS[file.name.partition(".")[0]].COMMON)
    assert files


def test_every_question_gets_the_same_bytes(engine: Engine, server: Server) -> None:
    """Worked cases in every language and hostile questions: native text and the browser's are one."""
    questions = [*worked(), *HOSTILE, *(asked("training", fields) for fields in TERMS), *every_month()]
    if not engine.evaluate("(page) => location.href.startsWith(page)", server.address + FORM_PAGE):
        engine.open(server.address + FORM_PAGE)  # else the worker of another test serves as well
    client = f"{server.address}assets/calculator/client.js"
    answers = engine.evaluate(ASK_ALL, client, questions, timeout=120)
    expected = [calculators.answer(question) for question in questions]
    assert {json.loads(question)["calculator"] for question in worked()} == set(CALCULATORS)
    differing = {
        question[:300]: (native[:300], browser[:300])
        for question, native, browser in zip(questions, expected, answers, strict=True)
        if native.encode() != browser.encode()
    }
    assert differing == {}
