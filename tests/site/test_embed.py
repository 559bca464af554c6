"""The marks that pages write, and what becomes of them."""

from datetime import date

import pytest

from calculators.catalogue import CALCULATORS, RULES
from calculators.law import NotInForceError
from handbook.embed import UnknownMarkError, with_calculators

ON = date(2026, 11, 22)


def _filled(html: str, language: str = "da") -> str:
    return with_calculators(html, language=language, rules_on=ON)


@pytest.mark.parametrize("part", ["form", "table", "examples", "rules"])
def test_a_mark_is_filled_in(part: str) -> None:
    """Each part stands where its mark stood, and the page around it is left alone."""
    filled = _filled(f'<p>a</p><div data-calculator="amo" data-part="{part}"></div><p>b</p>')

    assert filled.startswith("<p>a</p><")
    assert filled.endswith("><p>b</p>")
    assert f'<div data-calculator="amo" data-part="{part}">' not in filled
    assert len(filled) > 1000


@pytest.mark.parametrize("name", RULES)
def test_every_list_of_numbers_can_be_shown(name: str) -> None:
    """A list needs no calculator for its numbers to stand on a page, in its own words."""
    filled = _filled(f'<div data-calculator="{name}" data-part="rules"></div>')

    assert filled.count("<section") == len(RULES[name])


@pytest.mark.parametrize("part", ["form", "table", "examples"])
@pytest.mark.parametrize("name", sorted(RULES.keys() - CALCULATORS.keys()))
def test_only_a_calculator_has_a_form_a_table_and_examples(name: str, part: str) -> None:
    """The error says what was asked of what, and what may be."""
    with pytest.raises(
        UnknownMarkError, match=f'data-part="{part}": {name} is no calculator, expected rules'
    ):
        _filled(f'<div data-calculator="{name}" data-part="{part}"></div>')


def test_a_number_is_the_one_in_force() -> None:
    """A number of law in running text comes from its parameter, whichever list it stands in."""
    assert _filled("<p>Fra {{ amo.two_levels_from }} ansatte</p>") == "<p>Fra 35 ansatte</p>"
    assert _filled("{{ training.mandatory_days }} + {{training.following_year_days}}") == "3 + 1½"
    assert _filled("{{ office.longer_notice_weeks }} weeks", "en") == "6 weeks"


@pytest.mark.parametrize(
    "html",
    [
        '<div data-calculator="ammo" data-part="form"></div>',
        '<div data-calculator="amo" data-part="from"></div>',
        '<div data-calculator="office" data-part="from"></div>',
        "<p>{{ amo.three_levels_from }}</p>",
    ],
)
def test_an_unknown_mark_stops_the_build(html: str) -> None:
    """A misspelt mark would otherwise be published as an empty place."""
    with pytest.raises(UnknownMarkError):
        _filled(html)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("da", "Opsigelsesvarslet er (vi kender intet tal for 31. januar 2024) uger længere."),
        ("en", "Opsigelsesvarslet er (we know no number for 31 January 2024) uger længere."),
    ],
)
def test_a_number_not_known_that_far_back_is_told_as_such(language: str, told: str) -> None:
    """A lawyer looks at the pages as of an earlier day: all of them, and never with the nearest value.

    Nearly every page names some number that began later, so an error would leave nothing to look at.
    """
    prose = "Opsigelsesvarslet er {{ office.longer_notice_weeks }} uger længere."

    assert with_calculators(prose, language=language, rules_on=date(2024, 1, 31)) == told
    assert "er 6 uger" in with_calculators(prose, language=language, rules_on=date(2024, 2, 1))


def test_a_number_that_was_repealed_stops_the_build() -> None:
    """The sentence about it is no longer true, and no number can mend it."""
    prose = "{{ amo.other_site_one_level_from }}"

    assert with_calculators(prose, language="da", rules_on=date(2024, 1, 31)) == "5"
    with pytest.raises(NotInForceError, match="repealed on 2024-02-01"):
        with_calculators(prose, language="da", rules_on=date(2024, 2, 1))


def test_a_table_before_the_rule_stops_the_build() -> None:
    """A table of a rule with no rule in it would answer the reader's question wrongly."""
    with pytest.raises(NotInForceError):
        with_calculators(
            '<div data-calculator="amo" data-part="table"></div>',
            language="da",
            rules_on=date(2010, 9, 30),
        )
