"""Every number of law has a name, a history in order, a source that can be opened, and a day of reading."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from calculators import view
from calculators.catalogue import CALCULATORS, RULES
from calculators.law import Kind, Number, Parameter, Source
from tests.rules.asking import LANGUAGES, ROOT, TODAY, answered, read_html, spoken

type AnyParameter = Parameter[Number]

_RULES_ON = re.search(
    r"^  rules_on: .*\b(\d{4}-\d{2}-\d{2})\b", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE
)
assert _RULES_ON, "mkdocs.yml: expected extra.rules_on with a day"
RULES_ON = date.fromisoformat(_RULES_ON[1])
"""The day the site's tables and examples are made for."""

PARAMETERS = [(name, parameter) for name, parameters in RULES.items() for parameter in parameters]
SOURCES = {version.source for _, parameter in PARAMETERS for version in parameter.versions}

each_list = pytest.mark.parametrize("name", RULES)
each_parameter = pytest.mark.parametrize(
    "parameter", [pytest.param(parameter, id=parameter.name) for _, parameter in PARAMETERS]
)
each_source = pytest.mark.parametrize(
    "source", [pytest.param(source, id=source.id) for source in sorted(SOURCES, key=lambda source: source.id)]
)


def _reachable(value: object) -> Iterator[AnyParameter]:
    if isinstance(value, Parameter):
        yield value
    elif isinstance(value, Mapping):
        for held in value.values():
            yield from _reachable(held)
    elif isinstance(value, list | tuple | set | frozenset):
        for held in value:
            yield from _reachable(held)


@each_list
def test_every_parameter_is_listed_once(name: str) -> None:
    """What the rules page shows is all there is: no number of law stands beside the list."""
    module = importlib.import_module(f"calculators.{name}.parameters")
    elsewhere = [value for bound, value in vars(module).items() if bound != "ALL"]
    assert set(_reachable(elsewhere)) == set(module.ALL)
    assert len(module.ALL) == len(set(module.ALL))
    assert RULES[name] == module.ALL


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_a_calculators_numbers_are_the_list_of_its_name(calculator: str) -> None:
    """What the form is filled with, what prose tells and what /regler/ shows are one list.

    What stands after it is borrowed from a list that no calculator has to itself, under a name of its own.
    """
    asked, own = CALCULATORS[calculator].PARAMETERS, RULES[calculator]
    assert asked[: len(own)] == own
    of_all = {parameter for name in RULES if name not in CALCULATORS for parameter in RULES[name]}
    assert set(asked[len(own) :]) <= of_all
    short = [parameter.name.rpartition(".")[2] for parameter in asked]
    assert len(short) == len(set(short))


@each_list
def test_every_source_in_the_file_is_cited_by_a_parameter(name: str) -> None:
    """A source that nothing rests on is dead, or a rule has lost it."""
    module = importlib.import_module(f"calculators.{name}.parameters")
    named = {value for value in vars(module).values() if isinstance(value, Source)}
    assert {source.id for source in named - SOURCES} == set()


def test_names_and_source_ids_are_told_apart() -> None:
    """One name, one parameter; one id, one source."""
    names = [parameter.name for _, parameter in PARAMETERS]
    assert len(names) == len(set(names))
    ids = [source.id for source in SOURCES]
    assert len(ids) == len(set(ids))


@each_list
def test_short_names_are_told_apart_within_a_list(name: str) -> None:
    """Sentences name numbers by the last part alone: two with one name would be told for each other."""
    short = [parameter.name.rpartition(".")[2] for parameter in RULES[name]]
    assert len(short) == len(set(short))


@pytest.mark.parametrize(
    ("name", "parameter"),
    [pytest.param(name, parameter, id=parameter.name) for name, parameter in PARAMETERS],
)
def test_a_name_says_whose_it_is(name: str, parameter: AnyParameter) -> None:
    """`amo.two_levels_from`: the list first, ASCII, so that prose and addresses can use it."""
    assert re.fullmatch(rf"{name}(\.[a-z][a-z_0-9]*)+", parameter.name)


@each_parameter
def test_history_is_told_oldest_first(parameter: AnyParameter) -> None:
    """Each version begins after the one before it, and two that follow each other differ."""
    for older, newer in pairwise(parameter.versions):
        assert older.since < newer.since
        assert older.value != newer.value
    assert parameter.versions[0].value is not None, "a history cannot begin with a repeal"


@each_parameter
def test_reading_is_neither_older_than_the_newest_version_nor_in_the_future(parameter: AnyParameter) -> None:
    """Nobody can have read a rule before it stood, or on a day that has not come."""
    assert parameter.versions[-1].since <= parameter.verified_on <= RULES_ON


@each_source
def test_source_can_be_found(source: Source) -> None:
    """A title, and an address that opens; only our own assumptions have none."""
    assert source.id
    assert source.title
    address = urlsplit(source.url)
    if source.kind is Kind.ASSUMPTION:
        assert source.url == ""
    else:
        assert address.scheme in ("https", "http")
        assert "." in address.netloc


@each_source
def test_law_that_was_read_names_its_paragraph(source: Source) -> None:
    """Who has read the words can say where they stand; who has not, does not pretend to."""
    if source.kind is Kind.LAW and source.seen:
        assert source.paragraph.startswith("§ ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "parameter"),
    [pytest.param(name, parameter, id=parameter.name) for name, parameter in PARAMETERS],
)
def test_parameter_is_told_in_words(name: str, parameter: AnyParameter, language: str) -> None:
    """Title and value of each parameter, in every language, value filled in."""
    words = spoken(language, name)
    assert words(f"parameter.{parameter.name}.title")
    for version in parameter.versions:
        if version.value is not None:
            told = words(f"parameter.{parameter.name}.value", value=version.value)
            assert isinstance(version.value, bool) or words.shown(version.value) in told


def _cited_name(source: Source, language: str, name: str = "amo") -> str:
    own = f"source.{source.id}"
    key = "source.cited_paragraph" if source.paragraph else "source.cited"
    words = spoken(language, name)
    return words(own) if words.has(own) else words(key, title=source.title, paragraph=source.paragraph)


def test_what_is_ours_is_called_in_each_language() -> None:
    """Other sources are called as they call themselves, which is in Danish and says so."""
    for name, parameters in RULES.items():
        sources = {version.source for parameter in parameters for version in parameter.versions}
        assert {source.id for source in sources if spoken("da", name).has(f"source.{source.id}")} == {
            source.id for source in sources if source.kind is Kind.ASSUMPTION
        }
        for source in sources:
            for language in LANGUAGES:
                shown = view.rules(parameters, spoken(language, name)).text
                is_danish = f'lang="da">{escape(_cited_name(source, language, name), quote=False)}<' in shown
                is_ours = source.kind is Kind.ASSUMPTION
                assert is_danish == (language != "da" and not is_ours)
                assert not is_ours or (_cited_name(source, language, name) == source.title) == (
                    language == "da"
                )


def _marking(source: Source, language: str) -> str:
    return spoken(language)(f"source.{source.kind}" if source.seen else f"source.{source.kind}_unseen")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_law_that_was_read_is_marked_on_the_rules_page(language: str) -> None:
    """Guidance, hearsay, assumptions and unread law say what they are, wherever they are cited."""
    for name, parameters in RULES.items():
        told = read_html(view.rules(parameters, spoken(language, name)).text).text
        sources = {version.source for parameter in parameters for version in parameter.versions}
        unsure = [source for source in sources if source.kind is not Kind.LAW or not source.seen]
        assert unsure
        for source in unsure:
            cited = _cited_name(source, language, name)
            assert told.count(cited) == told.count(f"{cited}, {_marking(source, language)}") > 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("fields", "on", "source_id"),
    [
        pytest.param({"setting": "outside_denmark"}, TODAY, "own-reading", id="assumption"),
        pytest.param({"setting": "offshore"}, TODAY, "offshore-act", id="an act not read"),
        pytest.param(
            {"setting": "other_temporary_site", "days": 14},
            "2019-06-01",
            "at-f-3-5-1",
            id="a report of guidance",
        ),
        pytest.param({"setting": "construction_site", "days": 14}, TODAY, "at-construction", id="guidance"),
        pytest.param({"sector": "office_or_shop"}, TODAY, "de-2021", id="third party"),
        pytest.param({}, TODAY, "at-count", id="guidance on who counts"),
    ],
)
def test_what_is_not_law_that_was_read_is_marked_in_the_answer(
    fields: dict[str, object], on: str, source_id: str, language: str
) -> None:
    """Each time an answer cites such a source it says at once what stands behind it."""
    told = answered({"employees": 20, **fields}, on=on, language=language)
    cited = {source["id"]: source for source in told["finding"]["sources"]}
    (source,) = (source for source in SOURCES if source.id == source_id)
    assert (cited[source_id]["kind"], cited[source_id]["seen"]) == (source.kind, source.seen)
    name, shown = _cited_name(source, language), read_html(told["html"]).text
    assert shown.count(name) == shown.count(f"{name}, {_marking(source, language)}") > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_evidence_is_told_apart(language: str) -> None:
    """Only law that was read goes unmarked, and an assumption is never called law."""
    marks = {
        (kind, seen): _marking(Source(id="x", kind=kind, title="x", seen=seen), language)
        for kind in Kind
        for seen in (True, False)
        if (kind, seen) != (Kind.LAW, True)
    }
    assert marks[Kind.ASSUMPTION, True] == marks[Kind.ASSUMPTION, False]
    assert len(set(marks.values())) == 6
