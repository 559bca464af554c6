"""What holds of AMO sizing for every workplace and every day, found out with made-up ones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.amo.rules import (
    Agreement,
    Kind,
    Leader,
    Plan,
    PlanVerdict,
    Requirement,
    Sector,
    Workplace,
    required_organisation,
)
from calculators.scope import SITES, Setting
from tests.rules.asking import TODAY, answered, finding

ORDER_FROM = date(2010, 10, 17)
LAST_DAY = date(2040, 12, 31)

HOW_MUCH = {
    Kind.NO_EMPLOYEES: 0,
    Kind.DIRECT_DIALOGUE: 1,
    Kind.HOME_ORGANISATION: 1,
    Kind.ONE_LEVEL: 2,
    Kind.TWO_LEVELS: 3,
}
"""How much is required. The others answer another question, and stay what they are."""

heads = st.one_of(st.integers(0, 60), st.integers(0, 999_999))
days_known = st.dates(ORDER_FROM, LAST_DAY)


@st.composite
def workplaces(draw: st.DrawFn, agreements: tuple[Agreement, ...] = tuple(Agreement)) -> Workplace:
    """Make up a workplace; `days` are given wherever the setting may be a site."""
    employees = draw(heads)
    return Workplace(
        setting=draw(st.sampled_from(Setting)),
        employees=employees,
        sector=draw(st.sampled_from(Sector)),
        under_ten_hours=draw(st.integers(0, employees)),
        leader=draw(st.sampled_from(Leader)),
        groups=draw(st.integers(1, 12)),
        days=draw(st.integers(1, 60)),
        agreement=draw(st.sampled_from(agreements)),
        household_family_only=draw(st.booleans()),
    )


def required(workplace: Workplace, on: date) -> Requirement:
    """Return what is required of a workplace."""
    return required_organisation(workplace, on=on)


def with_more(workplace: Workplace, more: int) -> Workplace:
    """Return the same workplace with more employees, who work full time."""
    return _changed(workplace, employees=workplace.employees + more)


def _changed(workplace: Workplace, **changes: Any) -> Workplace:  # noqa: ANN401  any field of a workplace
    fields = {name: getattr(workplace, name) for name in Workplace.__slots__}
    return Workplace(**(fields | changes))


@given(workplaces(), days_known)
def test_one_employee_more_never_needs_less(workplace: Workplace, on: date) -> None:
    """Hiring cannot reduce what the rules require, and no hiring turns an agreement or an exemption off."""
    before, after = required(workplace, on).kind, required(with_more(workplace, 1), on).kind
    if before in HOW_MUCH and after in HOW_MUCH:
        assert HOW_MUCH[after] >= HOW_MUCH[before]
    elif before in HOW_MUCH:
        assert after is Kind.BY_AGREEMENT
    else:
        assert after is before


@given(workplaces(), days_known)
def test_persons_are_amr_and_leaders_and_the_chair(workplace: Workplace, on: date) -> None:
    """§ 6 c holds of the least organisation, and nobody is counted twice."""
    found = required(workplace, on)
    in_chair = workplace.leader is Leader.REPRESENTS_EMPLOYER
    if found.minimum:
        assert found.minimum.amr >= found.minimum.leaders
        assert found.minimum.persons == found.minimum.amr + found.minimum.leaders + 1 - in_chair
    if found.committee:
        assert found.minimum
        twice = in_chair and workplace.groups <= 2
        assert (
            found.committee.persons
            == found.committee.amr + found.committee.leaders + found.committee.chair - twice
        )
        assert found.committee.amr == found.committee.leaders == min(workplace.groups, 2)
        assert found.committee.persons <= found.minimum.persons
    assert (found.minimum is not None) == (found.kind in (Kind.ONE_LEVEL, Kind.TWO_LEVELS))
    assert (found.committee is not None) == (found.kind is Kind.TWO_LEVELS)


@given(workplaces(agreements=(Agreement.NONE,)), days_known)
def test_next_limit_is_where_the_requirement_changes(workplace: Workplace, on: date) -> None:
    """So many more people change what is required, and one fewer does not.

    Without an agreement, which would go on deciding; on a site from the first person on, since nobody at
    all is another answer than a site under its limits.
    """
    found = required(workplace, on)
    if found.next_limit is None or (workplace.setting in SITES and not found.counted):
        return
    more = found.next_limit.more_employees
    assert more >= 1
    assert found.counted + more == found.next_limit.limit
    assert required(with_more(workplace, more - 1), on).kind is found.kind
    assert required(with_more(workplace, more), on).kind is not found.kind


@given(workplaces(agreements=(Agreement.NONE,)), days_known, st.integers(1, 100))
def test_without_a_next_limit_nothing_changes_any_more(workplace: Workplace, on: date, more: int) -> None:
    """Where no limit is told, no number of people changes the answer."""
    found = required(workplace, on)
    if found.next_limit is None and found.counted:
        assert required(with_more(workplace, more), on).kind is found.kind


@given(workplaces(), days_known)
def test_a_plan_equal_to_the_least_organisation_meets_the_rules(workplace: Workplace, on: date) -> None:
    """The least is enough, and one AMR or one leader less is not."""
    minimum = required(workplace, on).minimum
    if minimum is None:
        return

    def verdict(amr: int, leaders: int) -> PlanVerdict | None:
        return required(_changed(workplace, plan=Plan(amr=amr, leaders=leaders)), on).plan

    assert verdict(minimum.amr, minimum.leaders) is PlanVerdict.MEETS
    assert verdict(minimum.amr - 1, minimum.leaders) is PlanVerdict.TOO_FEW_AMR
    if minimum.leaders:
        assert verdict(minimum.amr, minimum.leaders - 1) is PlanVerdict.TOO_FEW_LEADERS


@given(workplaces(), days_known, st.integers(0, 20), st.integers(0, 20))
def test_no_plan_with_fewer_amr_than_leaders_meets_the_rules(
    workplace: Workplace, on: date, amr: int, leaders: int
) -> None:
    """§ 6 c: «mindst lige så mange arbejdsmiljørepræsentanter som arbejdsledere», and that is told first."""
    found = required(_changed(workplace, plan=Plan(amr=amr, leaders=leaders)), on)
    if found.minimum and amr < leaders:
        assert found.plan is PlanVerdict.TOO_FEW_AMR
    assert (found.plan is None) == (found.minimum is None)


@pytest.mark.parametrize("setting", Setting)
def test_every_day_since_the_order_has_one_answer(setting: Setting) -> None:
    """From 17 October 2010 on no day is without an answer, and only February 2024 changed any."""
    workplace = Workplace(setting=setting, sector=Sector.OFFICE_OR_SHOP, employees=40, days=40)
    days = (LAST_DAY - ORDER_FROM).days + 1
    kinds = [required(workplace, ORDER_FROM + timedelta(days=passed)).kind for passed in range(days)]
    changes = [
        ORDER_FROM + timedelta(days=passed)
        for passed in range(1, days)
        if kinds[passed] is not kinds[passed - 1]
    ]
    assert changes == ([date(2024, 2, 1)] if setting is Setting.OTHER_TEMPORARY_SITE else [])


def _fields(workplace: Workplace) -> dict[str, object]:
    return {name: getattr(workplace, name) for name in Workplace.__slots__ if name != "plan"}


@given(workplaces(), st.dates(date(2010, 9, 15), ORDER_FROM) | st.dates(max_value=ORDER_FROM))
def test_an_earlier_day_has_an_answer_or_none_that_is_known(workplace: Workplace, on: date) -> None:
    """Before the order: the answer, or the problem that the day is too early. Never another one."""
    told = answered(_fields(workplace), on=on.isoformat())
    if not told["ok"]:
        assert [(problem["field"], problem["code"]) for problem in told["problems"]] == [
            ("on", "not_in_force")
        ]
    assert told["ok"] or on < ORDER_FROM
    assert not told["ok"] or on >= date(2010, 10, 1)


@given(workplaces(), st.sampled_from([TODAY, "2019-06-01", "2024-01-31", "2024-02-01"]))
def test_the_finding_knows_no_language(workplace: Workplace, on: str) -> None:
    """A finding is the same whoever reads it."""
    fields = _fields(workplace)
    assert finding(fields, on=on, language="da") == finding(fields, on=on, language="en")
