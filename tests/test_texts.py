"""The words: the same sentences in every language, all of them used, all of them able to be said."""

from __future__ import annotations

import itertools
import json
import re
import tomllib
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, override

import pytest

from calculators import answer, form, text, view
from calculators.catalogue import CALCULATORS, RULES, folder_of
from calculators.law import Kind, Source
from calculators.logbook.page import TASKS
from calculators.scope import Setting
from handbook import diary, embed
from handbook.interface import interface
from tests.rules.asking import CASES, ROOT, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

RULES_ON = date.fromisoformat(TODAY)
_OLD = "2019-06-01"
"""A day under the rules before these."""
FOLDERS = {"common": text._HERE, "diary": diary.FOLDER}  # noqa: SLF001
FOLDERS |= {name: folder_of(name) for name in RULES}

each_folder = pytest.mark.parametrize("folder", FOLDERS.values(), ids=FOLDERS)
each_language = pytest.mark.parametrize("language", text.LANGUAGES)


def _own(folder: Path, language: str) -> dict[str, Any]:
    """Return the words of one file alone."""
    return text._read(folder / f"text.{language}.toml")  # noqa: SLF001  one file, without the common ones


def _forms(entry: Any) -> dict[str, str]:  # noqa: ANN401  a sentence, or a table of them
    return {"": entry} if isinstance(entry, str) else {name: entry[name] for name in entry if name != "by"}


# --- The same in every language


@each_folder
def test_every_language_has_a_file_and_no_file_lacks_its_language(folder: Path) -> None:
    """A file of words for each language the calculators speak, and none beside."""
    files = {file.name for file in folder.glob("text.*.toml")}
    assert files == {f"text.{language}.toml" for language in text.LANGUAGES}


@each_language
@each_folder
def test_every_language_says_the_same_things(folder: Path, language: str) -> None:
    """No sentence is missing in one language, and none is left over."""
    ours, theirs = _own(folder, language), _own(folder, text.DEFAULT_LANGUAGE)
    assert set(ours) ^ set(theirs) == set()


@each_language
@each_folder
def test_every_language_names_the_same_numbers(folder: Path, language: str) -> None:
    """A number that one language tells is told in the others; each bends with the same one."""
    theirs = _own(folder, text.DEFAULT_LANGUAGE)
    for key, entry in _own(folder, language).items():
        assert text.placeholders(entry) == text.placeholders(theirs[key]), key
        assert isinstance(entry, str) == isinstance(theirs[key], str), key
        assert isinstance(entry, str) or entry["by"] == theirs[key]["by"], key


@each_language
@each_folder
def test_sentence_that_bends_has_every_form_of_its_language(folder: Path, language: str) -> None:
    """One and other in Danish and English; whatever more a language needs, it has."""
    needed = {text.LANGUAGES[language].plural(number) for number in range(1000)}
    for key, entry in _own(folder, language).items():
        if not isinstance(entry, str):
            assert set(entry) == {"by", *needed}, key


@each_language
@each_folder
@pytest.mark.parametrize("number", [0, 1, 2, 1000])
def test_every_sentence_can_be_said(folder: Path, language: str, number: int) -> None:
    """Filled in, no sentence breaks or keeps a brace, and none is markup."""
    entries = _own(folder, language)
    words = text.Words(language, entries)
    for key, entry in entries.items():
        names = text.placeholders(entry) | ({entry["by"]} if not isinstance(entry, str) else set())
        said = words(key, **dict.fromkeys(names, number))
        assert said.strip() == said != "", key
        assert not set("{}<>") & set(said), key
        assert all(sentence.strip() for sentence in _forms(entry).values()), key


# --- All of them used


class _Recording(text.Words):
    """Words that remember which of them were said."""

    said: set[str]

    def __init__(self, language: str, texts: Any, said: set[str]) -> None:  # noqa: ANN401
        super().__init__(language, texts)
        self.said = said

    @override
    def __call__(self, key: str, **values: text.Value) -> str:
        self.said.add(key)
        return super().__call__(key, **values)


_RESERVED: dict[str, str] = {}
"""Sentences that nothing says today, and why they are kept."""


def _amo_situations() -> Iterator[dict[str, Any]]:
    """Describe workplaces at and around every limit, with every choice."""
    for setting, employees, agreement, days in itertools.product(
        Setting,
        (0, 4, 5, 9, 10, 35),
        ("none", "enterprise_only", "organisation_and_enterprise"),
        (14, 28),
    ):
        yield {"setting": setting, "employees": employees, "agreement": agreement, "days": days}
    for leader, groups in itertools.product(("separate", "none", "represents_employer"), (1, 3, 8)):
        yield {"employees": 40, "leader": leader, "groups": groups}
        yield {"employees": 20, "leader": leader}
    for planned in itertools.product(range(4), repeat=2):
        yield {"employees": 40, "groups": 2, "planned_amr": planned[0], "planned_leaders": planned[1]}
    yield {"employees": 5, "sector": "office_or_shop", "under_ten_hours": 5}
    yield {"employees": 5, "household_family_only": True, "unknown": 1}
    yield {"employees": 5, "under_ten_hours": 6, "planned_amr": 1, "setting": "construction_site"}
    yield {"employees": 5, "count_ordinary": 6, "planned_leaders": 1}
    yield {}


_AGO, _LATE, _AHEAD = "2019-01-01", "2026-03-01", "2026-10-01"
"""Seats whose term is over today, whose first deadline is, and of which none is."""


def _training_situations() -> Iterator[dict[str, Any]]:
    """Describe seats in every stage, with every course, and all that can be wrong with an answer."""
    for setting in (*Setting, "voluntary"):
        yield {"member_from": _LATE, "setting": setting, "role": "chair", "unknown": 1}
        yield {"member_from": _LATE, "setting": setting, "role": "leader"}
    courses: tuple[dict[str, Any], ...] = (
        {},
        {"mandatory": "coordinator"},
        {"mandatory": "earlier"},
        *(
            {"mandatory": "earlier", "mandatory_done_on": f"1991-{day}"}
            for day in ("03-31", "04-01", "04-02")
        ),
        *({"mandatory": "done", "mandatory_done_on": day} for day in ("2026-05-15", "2026-10-15")),
        *({"mandatory": "done", "mandatory_done_on": day} for day in ("2001-01-01", "2026-12-15")),
    )
    for seat, course in itertools.product((_AGO, _LATE, _AHEAD), courses):
        used = [{"year": 1, "days": "0,5"}]
        yield {"member_from": seat, **course}
        yield {
            "member_from": seat,
            **course,
            "used": used,
            "unbroken_years_before": 2,
            "left_on": "2026-11-01",
        }
    begun = {"member_from": _AGO, "mandatory": "done", "mandatory_done_on": "2019-02-01"}
    yield begun
    yield begun | {"used": [{"year": year, "days": 2} for year in (1, 2)]}
    yield {"member_from": "2024-02-15", "elected_on": "2024-01-15"}
    yield {"member_from": "2026-02-14"}  # due on Kristi himmelfartsdag
    for pools, left_on in itertools.product(([(1, 2)], [(2, 4), (4, 3)]), (None, "2026-11-01")):
        pooled = [{"from_year": of, "to_year": to, "in_writing": True} for of, to in pools]
        agreed = {"member_from": _LATE, "left_on": left_on, "pooled": pooled}
        yield agreed | {"term_years": 4, "unbroken_years_before": 2}
        yield agreed | {"term_years": 3}
    yield {"member_from": "2001-01-01", "elected_on": "2001-01-01", "mandatory": "done"}
    yield {"member_from": _LATE, "elected_on": _AHEAD, "left_on": _AGO}
    for typed in ("2026-02-30", "2101-01-01", "x"):
        yield {"member_from": typed}
    yield {"member_from": _LATE, "term_years": 5, "unbroken_years_before": 61}
    for year, days in itertools.product((None, 0, 3, 5, "x"), (None, "x", -1, 1, 101)):
        yield {"member_from": _LATE, "used": [{"year": year, "days": days}]}
    for from_year, to_year, in_writing in itertools.product(
        (None, 1, 2, 3), (None, 2, 3), (True, False, "x")
    ):
        row = {"from_year": from_year, "to_year": to_year, "in_writing": in_writing}
        yield {"member_from": _LATE, "term_years": 3, "pooled": [row, row]}
        yield {"member_from": _LATE, "pooled": [row]}
    yield {"member_from": _LATE, "used": "x", "pooled": [{}] * 9}


def _logbook_situations() -> Iterator[dict[str, Any]]:
    """Describe logs of every task and kind, thin, long, alone, in one week and in many."""
    days = [f"2019-{month:02}-{day:02}" for month in range(1, 6) for day in range(1, 29, 7)]
    entries = [
        {"date": day, "minutes": 30, "task": task, "kind": kind, "own_time": True}
        for (day, task), kind in zip(
            zip(days, TASKS, strict=False),
            itertools.cycle(("routine", "acute", "calendar", "training")),
            strict=False,
        )
    ]
    calendar = [{"name": task, "times_per_year": "1/2", "minutes": 90} for task in TASKS]
    for typical, represented in itertools.product(("yes", "no", "unknown"), ("", "7")):
        kept = {"entries": [*entries, *entries], "observed": days, "represented": represented}
        yield kept | {"typical": typical, "calendar": calendar}
        yield kept | {"typical": typical}
    acute = [{"date": days[0], "minutes": 25 * n, "task": "x", "kind": "acute"} for n in range(1, 13)]
    yield {"entries": acute, "days_per_week": 1, "observed": days[:3]}
    together = [acute[0] | {"minutes": 10}] * 20
    yield {"entries": together, "observed": [f"2019-01-{day:02}" for day in range(1, 29)]}
    yield {"entries": [entry | {"id": "x"} for entry in acute], "observed": [days[0], "2019-01-02"]}
    for column, typed in itertools.product(
        ("date", "minutes", "task", "kind", "own_time", "note"), ("", "x", -1, 0, 1441, "x" * 201, 1.5)
    ):
        yield {"entries": [acute[0] | {column: typed}]}
        yield {"calendar": [calendar[0] | {"times_per_year": typed, "minutes": typed, "name": typed}]}
    yield {"entries": [acute[0] | {"minutes": "23 t"}] * 2, "observed": ["2100-01-01", "x"]}
    yield {"entries": [acute[0] | {"date": "2100-01-01"}], "typical": "x", "represented": "x"}
    yield {"entries": [acute[0] | {"minutes": 0}] * 50}
    yield {"entries": acute[:1], "observed": 5, "calendar": [{}] * 50}


_SITUATIONS = {
    "amo": _amo_situations,
    "training": _training_situations,
    "logbook": _logbook_situations,
}
"""Beside the worked cases, what it takes to hear everything a calculator can say."""

_TYPED = ("nonsense", "-3", "0", 10**7)


def _asked(calculator: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Ask day and fields: the worked cases, the situations, and each field answered badly."""
    worked = CASES / f"{calculator}.json"
    for case in json.loads(worked.read_text(encoding="utf-8"))["cases"] if worked.exists() else ():
        yield case["on"], case["fields"]
    situations: Iterable[dict[str, Any]] = _SITUATIONS.get(calculator, lambda: iter(()))()
    for fields in situations:
        yield TODAY, fields
        yield _OLD, fields
    for question in form.questions(CALCULATORS[calculator].FORM):
        for typed in _TYPED:
            yield TODAY, {question.name: typed}
    yield "1900-01-01", {"employees": 1}


def _say_everything(name: str, words: text.Words) -> None:
    """Ask all there is to ask, and build all that the build builds."""
    parts: tuple[str, ...] = ("rules",)
    if name in CALCULATORS:
        parts = ("form", "table", "examples", "rules")
        if name == "logbook":
            parts = (*parts, "diary")
        for on, fields in _asked(name):
            question = {"calculator": name, "language": words.language, "on": on, "fields": fields}
            answer(json.dumps(question))
    for part, rules_on in itertools.product(parts, (RULES_ON, date.fromisoformat(_OLD))):
        mark = f'<div data-calculator="{name}" data-part="{part}"></div>'
        embed.with_calculators(mark, language=words.language, rules_on=rules_on)
    for parameter in RULES[name]:
        mark = f"{{{{ {parameter.name} }}}}"
        embed.with_calculators(mark, language=words.language, rules_on=date.min)
    for kind, seen in itertools.product(Kind, (True, False)):
        source = Source(id="x", kind=kind, title="x", seen=seen)
        told = view.Told(headline="", because=(), rests_on=source, parts=())
        view.answer(told, (), words, on=RULES_ON)


def test_no_sentence_is_left_unsaid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over all worked cases, situations, forms, tables and rules every sentence is said at least once."""
    said: set[str] = set()
    plainly = text.words

    def recording(language: str, folder: Path = FOLDERS["common"]) -> text.Words:
        return _Recording(language, plainly(language, folder).texts, said)

    monkeypatch.setattr(text, "words", recording)
    monkeypatch.setattr(embed, "words", recording)
    answer("no question")
    known: set[str] = set()
    for name in RULES:
        words = recording(text.DEFAULT_LANGUAGE, folder_of(name))
        known |= set(words.texts)
        _say_everything(name, words)
    known |= {key for key in _own(diary.FOLDER, text.DEFAULT_LANGUAGE) if not key.startswith("say.")}
    assert sorted(known - said) == sorted(_RESERVED)


_SCRIPTS = "".join(file.read_text("utf-8") for file in sorted((ROOT / "docs/assets/diary").glob("*.js")))


def test_no_sentence_of_the_diarys_script_is_left_unsaid() -> None:
    """Each is named in a script, whole or by what is put after `say.file_` and the like; and no other is."""
    keys = {key for key in _own(diary.FOLDER, text.DEFAULT_LANGUAGE) if key.startswith("say.")}
    begun = {prefix for prefix in re.findall(r"`(say\.\w*)\$", _SCRIPTS) if prefix != "say."}
    named = set(re.findall(r'"(say\.\w+)"', _SCRIPTS))
    quoted = set(re.findall(r'"(\w+)"', _SCRIPTS)) | set(re.findall(r"\b(\w+)[:,]", _SCRIPTS))
    built = {
        key for key in keys for start in begun if key.removeprefix(start) in quoted and key.startswith(start)
    }
    told = {key for key in keys if key.removeprefix("say.") in quoted}
    assert named - keys == set()
    assert keys - named - built - told == set()


# --- Numbers and days


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1200, "1.200", "1,200"),
        (1_000_000, "1.000.000", "1,000,000"),
        (Fraction(3, 2), "1½", "1½"),
        (Fraction(1, 2), "½", "½"),
        (Fraction(2401, 2), "1.200½", "1,200½"),
        (Fraction(-1, 2), "-0,5", "-0.5"),
        (Fraction(5, 4), "1,25", "1.25"),
        (Fraction(6), "6", "6"),
        (date(2024, 2, 1), "1. februar 2024", "1 February 2024"),
        (date(2010, 10, 17), "17. oktober 2010", "17 October 2010"),
        (date(2030, 12, 31), "31. december 2030", "31 December 2030"),
        ("§ 6 b", "§ 6 b", "§ 6 b"),
    ],
    ids=lambda value: ascii(value) if isinstance(value, str) else repr(value),
)
def test_value_is_written_as_the_language_writes_it(value: text.Value, danish: str, english: str) -> None:
    """Thousands, decimals, halves, days: each language has its habits, on every machine the same."""
    assert text.words("da").shown(value) == danish
    assert text.words("en").shown(value) == english


@each_language
def test_year_has_twelve_months(language: str) -> None:
    """Each month has a name of its own."""
    assert len(set(text.LANGUAGES[language].months)) == 12


def _words(**texts: Any) -> text.Words:  # noqa: ANN401  sentences, or tables of them
    return text.Words("da", texts)


def test_sentence_bends_with_its_number() -> None:
    """One is one; nought and two are others."""
    words = _words(people={"by": "n", "one": "én", "other": "{n} folk"})
    assert [words("people", n=number) for number in (0, 1, 2, 1200)] == [
        "0 folk",
        "én",
        "2 folk",
        "1.200 folk",
    ]
    with pytest.raises(TypeError, match="people: bends by n, got 'to', expected a number"):
        words("people", n="to")


def test_missing_words_and_numbers_are_faults_of_ours() -> None:
    """Nothing is said instead: a key or a number that lacks stops the program."""
    words = _words(a="{n} folk")
    with pytest.raises(KeyError):
        words("b")
    with pytest.raises(KeyError):
        words("a")
    assert words.has("a")
    assert not words.has("b")
    assert words.first("b", "a", "c") == "a"
    assert words.first("b", "c") == "c"


def test_file_of_words_holds_sentences_alone(tmp_path: Path) -> None:
    """A number or a list among the words is named where it stands."""
    (tmp_path / "text.da.toml").write_text("[headline]\none_level = 1\n", encoding="utf-8")
    with pytest.raises(TypeError, match=r"headline\.one_level: got 1, expected a sentence"):
        text.words("da", tmp_path)


def test_a_lists_own_words_stand_beside_the_common_ones() -> None:
    """Both are found; the common ones are those of every calculator and every list of numbers."""
    common = text.words("da")
    for name in RULES:
        own = text.words("da", folder_of(name))
        assert set(common.texts) < set(own.texts)


def test_a_calculators_words_lie_where_its_numbers_words_lie() -> None:
    """A calculator and the list of its name are one folder."""
    assert {name: page.FOLDER for name, page in CALCULATORS.items()} == {
        name: folder_of(name) for name in CALCULATORS
    }


# --- What the site itself says

INTERFACE = [*(ROOT / "handbook").glob("text.*.toml"), *(ROOT / "tests").rglob("handbook/text.*.toml")]


def _sentences(value: object, at: str = "") -> Iterator[tuple[str, str]]:
    """Yield each sentence of a file by where it stands: `lost.title`, `palette.0`."""
    if isinstance(value, str):
        yield at, value
    else:
        assert isinstance(value, dict | list)
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _sentences(part, f"{at}.{name}" if at else str(name))


@pytest.mark.parametrize("file", INTERFACE, ids=lambda file: file.name)
def test_the_site_says_the_same_in_every_language(file: Path) -> None:
    """A template shows nothing where a sentence is missing, and says nothing about it."""
    ours = dict(_sentences(tomllib.loads(file.read_text(encoding="utf-8"))))
    theirs = dict(_sentences(interface(text.DEFAULT_LANGUAGE)))
    assert len(INTERFACE) > len(text.LANGUAGES)  # the language that a test adds among them
    assert set(ours) ^ set(theirs) == set()
    for at, sentence in ours.items():
        assert sentence.strip(), at
        assert text.placeholders(sentence) == text.placeholders(theirs[at]), at


def test_the_site_says_all_of_its_words() -> None:
    """Each sentence has its place in a template or in the build, or stands in a list that is gone through."""
    files = [*(ROOT / "docs" / "theme").rglob("*.*"), *(ROOT / "handbook").glob("*.py")]
    sources = "".join(file.read_text(encoding="utf-8") for file in files)
    for at, _ in _sentences(interface(text.DEFAULT_LANGUAGE)):
        group, _, name = at.rpartition(".")
        each = rf"say\.{group}(?:\.items|\[)"
        own = rf"(?:say|words\[.*\])(?:\.\w+)*\.{name}\b|say\[['\"]{name}['\"]\]|\)\[\"{name}\"\]"
        assert re.search(own, sources) or (group and re.search(each, sources)), at
