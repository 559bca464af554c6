"""Puts into a rendered page what `calculators` renders, where the page holds a mark for it.

Marks, as a page writes them:

    <div data-calculator="amo" data-part="form"></div>      the form, and the place for its answer
    <div data-calculator="logbook" data-part="diary"></div> where the reader writes what her device keeps
    <div data-calculator="amo" data-part="table"></div>     the rule as a table
    <div data-calculator="amo" data-part="examples"></div>  worked examples
    <div data-calculator="amo" data-part="rules"></div>     every parameter with history and sources
    {{ amo.two_levels_from }}                               a number of law in running text

The last two work for every list of numbers in `calculators.catalogue.RULES`, the others for calculators.
Works on finished HTML, since fragments are expanded after MkDocs' own Markdown event.
"""

import re
from datetime import date
from typing import Any

from calculators import form, view
from calculators.catalogue import CALCULATORS, RULES, Page, folder_of
from calculators.law import Number, Parameter, rules_day
from calculators.text import DEFAULT_LANGUAGE, LANGUAGES, Words, words
from handbook import diary
from handbook.shelf import shelf

_MARK = re.compile(r'<div data-calculator="([^"]*)" data-part="([^"]*)">\s*</div>')
_NUMBER = re.compile(r"{{\s*([\w.]+)\s*}}")


class UnknownMarkError(ValueError):
    """A page asks for something that no calculator has; the build stops and says which."""


def with_calculators(html: str, *, language: str, rules_on: date) -> str:
    """Return the HTML of a page in `language` with every mark filled in, by the rules of `rules_on`.

    A language that the calculators do not speak gets their default one, and what stands in it says so.
    A number that is not known that far back is told as such, so that pages can be looked at as of an
    earlier day. A number that was repealed raises NotInForceError: the sentence about it must be mended.
    """
    spoken = language if language in LANGUAGES else DEFAULT_LANGUAGE

    def filled(mark: re.Match[str]) -> str:
        part = _part(mark[1], mark[2], spoken, rules_on)
        return (part if spoken == language else view.element("div", part, lang=spoken)).text

    return _NUMBER.sub(lambda mark: _number(mark[1], spoken, rules_on), _MARK.sub(filled, html))


def _part(name: str, part: str, language: str, rules_on: date) -> view.Html:
    if name not in RULES:
        raise UnknownMarkError(f'data-calculator="{name}": expected one of {sorted(RULES)}')
    spoken = words(language, folder_of(name))
    if part == "rules":
        return view.rules(RULES[name], spoken)
    page = CALCULATORS.get(name)
    if page is None:
        raise UnknownMarkError(f'data-part="{part}": {name} is no calculator, expected rules')
    match part:
        case "form":
            rules = rules_day(page.PARAMETERS, on=rules_on)
            kept = shelf(name, language, rules_on)
            filled = view.asking(
                name, page.FORM, spoken, rules, of_today=page.OF_TODAY, shelf=kept.name if kept else None
            )
        case "diary":
            filled = diary.diary(name, page, spoken, words(language, diary.FOLDER), on=rules_on)
        case "table":
            filled = view.table(page.table(spoken, on=rules_on), spoken)
        case "examples":
            filled = view.examples(_examples(page, spoken, rules_on), spoken)
        case _:
            raise UnknownMarkError(f'data-part="{part}": expected form, diary, table, examples or rules')
    return filled


def _examples(page: Page, spoken: Words, rules_on: date) -> list[tuple[str, view.Told]]:
    told = []
    for name, fields in page.EXAMPLES.items():
        answers: dict[str, Any] = form.read(page.FORM, fields).answers
        told.append((spoken(f"example.{name}"), page.told(page.found(answers, on=rules_on), answers, spoken)))
    return told


def _number(name: str, language: str, rules_on: date) -> str:
    for parameters in RULES.values():
        for parameter in parameters:
            if parameter.name == name:
                return _written(parameter, words(language), rules_on)
    raise UnknownMarkError(f"{{{{ {name} }}}}: expected the name of a parameter")


def _written(parameter: Parameter[Number], spoken: Words, rules_on: date) -> str:
    if not parameter.is_known(rules_on):
        return spoken("rules.not_known", day=rules_on)
    return spoken.shown(parameter.at(rules_on).value)
