"""The marks that pages write, and what becomes of them."""

from datetime import date

import pytest

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


def test_a_number_is_the_one_in_force() -> None:
    """A number of law in running text comes from its parameter."""
    assert _filled("<p>Fra {{ amo.two_levels_from }} ansatte</p>") == "<p>Fra 35 ansatte</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<div data-calculator="ammo" data-part="form"></div>',
        '<div data-calculator="amo" data-part="from"></div>',
        "<p>{{ amo.three_levels_from }}</p>",
    ],
)
def test_an_unknown_mark_stops_the_build(html: str) -> None:
    """A misspelt mark would otherwise be published as an empty place."""
    with pytest.raises(UnknownMarkError):
        _filled(html)


def test_a_day_without_the_rule_stops_the_build() -> None:
    """No page is made for a day before the rules are known."""
    with pytest.raises(LookupError):
        with_calculators("{{ amo.two_levels_from }}", language="da", rules_on=date(2010, 9, 30))
