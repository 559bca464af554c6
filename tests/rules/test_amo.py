"""AMO sizing held against the Act: who is outside, who counts, how many levels, how small, and a plan."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

import pytest

from calculators.amo import page
from calculators.amo import parameters as p
from calculators.amo.rules import Kind, Workplace, required_organisation
from calculators.scope import Setting
from tests.rules.asking import CASES, LANGUAGES, TODAY, answered, finding, problems, read_html, says, spoken

type Fields = dict[str, Any]

_WORKED = json.loads((CASES / "amo.json").read_text(encoding="utf-8"))

BOTH_AGREEMENTS = "organisation_and_enterprise"
OLD = "2019-06-01"
"""A day under the order of 2010."""


def enterprise(employees: int, **fields: object) -> Fields:
    """Describe an ordinary enterprise."""
    return {"employees": employees, **fields}


def shop(employees: int, under_ten_hours: int, **fields: object) -> Fields:
    """Describe an office or a shop."""
    return {
        "employees": employees,
        "under_ten_hours": under_ten_hours,
        "sector": "office_or_shop",
        **fields,
    }


def site(employees: int, days: int, **fields: object) -> Fields:
    """Describe a building site."""
    return {"setting": "construction_site", "employees": employees, "days": days, **fields}


def other_site(employees: int, days: int, **fields: object) -> Fields:
    """Describe a temporary place of work that is no building site."""
    return {"setting": "other_temporary_site", "employees": employees, "days": days, **fields}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case['id']}: {case['why']}") for case in _WORKED["cases"]]
)
def test_worked_case(case: dict[str, Any], language: str) -> None:
    """Each worked case is answered as the law answers it, in every language."""
    told = answered(case["fields"], on=case["on"], language=language, calculator=_WORKED["calculator"])
    if "problems" in case:
        assert not told["ok"]
        assert [problem["field"] for problem in told["problems"]] == case["problems"]
    else:
        assert told["ok"], told["problems"]
        found = told["finding"]
        assert {key: found[key] for key in case["expect"]} == case["expect"]


def test_worked_cases_are_told_apart() -> None:
    """Every worked case has a name of its own and says why."""
    names = [case["id"] for case in _WORKED["cases"]]
    assert len(names) == len(set(names))
    assert all(case["why"] for case in _WORKED["cases"])


# --- §§ 6, 6 a, 6 b: how many


@pytest.mark.parametrize(
    ("employees", "requirement"),
    [
        pytest.param(0, "no_employees", id="§ 6: 1-9, so not 0"),
        pytest.param(1, "direct_dialogue", id="§ 6: from 1"),
        pytest.param(9, "direct_dialogue", id="§ 6: up to 9"),
        pytest.param(10, "one_level", id="§ 6 a: from 10"),
        pytest.param(34, "one_level", id="§ 6 a: up to 34"),
        pytest.param(35, "two_levels", id="§ 6 b: from 35"),
        pytest.param(1_000_000, "two_levels", id="§ 6 b: no upper end"),
    ],
)
@pytest.mark.parametrize("on", ["2010-10-01", "2024-01-31", "2024-02-01", TODAY])
def test_limits_of_an_enterprise_are_inclusive_below(employees: int, requirement: str, on: str) -> None:
    """Each bracket starts on the number the Act names, since 2010 and today."""
    found = finding(enterprise(employees), on=on)
    assert found["requirement"] == requirement
    assert found["counted"] == employees


@pytest.mark.parametrize(
    ("employees", "under_ten_hours", "requirement"),
    [
        pytest.param(10, 0, "one_level", id="mindst ti timer: all 10 count"),
        pytest.param(10, 1, "direct_dialogue", id="mindst ti timer: 9 of 10 count"),
        pytest.param(45, 10, "two_levels", id="mindst ti timer: 35 of 45 count"),
        pytest.param(45, 11, "one_level", id="mindst ti timer: 34 of 45 count"),
        pytest.param(5, 5, "no_employees", id="mindst ti timer: nobody counts"),
    ],
)
def test_hours_matter_in_offices_and_shops_alone(
    employees: int, under_ten_hours: int, requirement: str
) -> None:
    """Those under ten hours a week are left out there, and nowhere else."""
    assert finding(shop(employees, under_ten_hours))["requirement"] == requirement
    elsewhere = finding(shop(employees, under_ten_hours, sector="general"))
    assert elsewhere["counted"] == employees
    on_site = finding(site(employees, 14, sector="office_or_shop", under_ten_hours=under_ten_hours))
    assert on_site["counted"] == employees


@pytest.mark.parametrize(
    "sector", [pytest.param("general", id="elsewhere"), pytest.param("office_or_shop", id="in a shop")]
)
def test_there_cannot_be_more_under_ten_hours_than_there_are(sector: str) -> None:
    """As many as there are is fine, one more is a problem, wherever the work is done."""
    assert problems(shop(5, 5, sector=sector)) == []
    assert problems(shop(5, 6, sector=sector)) == [("under_ten_hours", "more_than_employees")]


# --- Temporary places of work


@pytest.mark.parametrize(
    ("employees", "days", "requirement"),
    [
        pytest.param(4, 13, "home_organisation", id="4 for 13 days"),
        pytest.param(4, 14, "home_organisation", id="mindst 5: 4 for 14 days"),
        pytest.param(4, 365, "home_organisation", id="mindst 5: 4 for a year"),
        pytest.param(5, 13, "home_organisation", id="mindst 14 dage: 5 for 13 days"),
        pytest.param(5, 14, "one_level", id="5 for 14 days"),
        pytest.param(34, 13, "home_organisation", id="mindst 14 dage: 34 for 13 days"),
        pytest.param(34, 27, "one_level", id="34 for 27 days"),
        pytest.param(34, 28, "one_level", id="35 eller flere: 34 for 28 days"),
        pytest.param(35, 1, "home_organisation", id="mindst 14 dage: 35 for a day"),
        pytest.param(35, 13, "home_organisation", id="mindst 14 dage: 35 for 13 days"),
        pytest.param(35, 14, "one_level", id="4 uger: 35 for 14 days are one level"),
        pytest.param(100, 27, "one_level", id="4 uger: 100 for 27 days are one level"),
        pytest.param(35, 27, "one_level", id="4 uger: 35 for 27 days are one level"),
        pytest.param(35, 28, "two_levels", id="4 uger: 35 for 28 days"),
    ],
)
@pytest.mark.parametrize("on", ["2010-10-17", TODAY])
def test_building_site_needs_both_people_and_days(
    employees: int, days: int, requirement: str, on: str
) -> None:
    """A site's organisation is decided by people and days together, both inclusive below."""
    assert finding(site(employees, days), on=on)["requirement"] == requirement


@pytest.mark.parametrize(
    ("employees", "days", "until_2024"),
    [
        pytest.param(4, 14, "home_organisation", id="4 for 14 days"),
        pytest.param(5, 13, "home_organisation", id="5 for 13 days"),
        pytest.param(5, 14, "one_level", id="5 for 14 days"),
        pytest.param(35, 28, "one_level", id="no rule of two levels was seen: 35 for 28 days"),
    ],
)
def test_rule_of_other_temporary_places_ended_with_january_2024(
    employees: int, days: int, until_2024: str
) -> None:
    """The special rule held up to 31 January 2024; from 1 February it held for building sites alone."""
    fields = other_site(employees, days)
    assert finding(fields, on="2010-10-17")["requirement"] == until_2024
    assert finding(fields, on="2024-01-31")["requirement"] == until_2024
    assert finding(fields, on="2024-02-01")["requirement"] == "home_organisation"
    assert finding(fields)["requirement"] == "home_organisation"
    assert problems({"setting": "other_temporary_site", "employees": employees}) == [("days", "required")]


@pytest.mark.parametrize("setting", ["construction_site", "other_temporary_site"])
@pytest.mark.parametrize(
    ("days", "code"),
    [(None, "required"), ("", "required"), ("-1", "negative"), ("x", "not_a_whole_number")],
)
def test_site_needs_its_days(setting: str, days: object, code: str) -> None:
    """How long the work lasts is part of the question on a site."""
    assert problems({"setting": setting, "employees": 5, "days": days}) == [("days", code)]


# --- Outside the rules


@pytest.mark.parametrize(
    ("fields", "paragraph"),
    [
        pytest.param({"setting": "ship"}, "§ 3, stk. 2", id="§ 3(2): søfart og fiskeri"),
        pytest.param({"setting": "offshore"}, "", id="Offshoresikkerhedsloven"),
        pytest.param({"setting": "aviation"}, "§ 3, stk. 1", id="§ 3(1): luftfart kun på landjorden"),
        pytest.param(
            {"setting": "military"}, "§ 2, stk. 2, nr. 3", id="§ 2(2) no. 3: egentlig militærtjeneste"
        ),
        pytest.param({"setting": "household"}, "§ 2, stk. 2, nr. 1", id="§ 2(2) no. 1: private husholdning"),
        pytest.param({"household_family_only": True}, "§ 2, stk. 2, nr. 2", id="§ 2(2) no. 2: husstand"),
        pytest.param({"setting": "volunteers"}, "§ 2, stk. 4", id="§ 2(4): frivilligt arbejde"),
        pytest.param({"setting": "outside_denmark"}, "", id="our own reading: other countries"),
    ],
)
@pytest.mark.parametrize("employees", [0, 9, 35])
def test_who_is_outside_needs_nothing_and_is_counted_all_the_same(
    fields: Fields, paragraph: str, employees: int
) -> None:
    """Outside the Act nothing is required, however many there are; the paragraph that says so is cited."""
    found = finding({"employees": employees, **fields, "planned_amr": 1, "planned_leaders": 1})
    assert found["requirement"] == "not_covered"
    assert found["counted"] == employees
    assert [found[key] for key in ("minimum", "committee", "next_limit", "plan")] == [None] * 4
    decided = found["steps"][-1]["source"]
    assert {source["id"]: source["paragraph"] for source in found["sources"]}[decided] == paragraph


def test_every_setting_has_an_answer() -> None:
    """No place of work on the list is without an answer, and only three are inside the rules."""
    kinds = {
        setting: finding({"setting": setting, "employees": 35, "days": 28})["requirement"]
        for setting in Setting
    }
    inside = {setting: kind for setting, kind in kinds.items() if kind != "not_covered"}
    assert inside == {
        "enterprise": "two_levels",
        "construction_site": "two_levels",
        "other_temporary_site": "home_organisation",
    }
    assert len(kinds) == 10


def test_counted_is_told_where_the_rules_do_not_reach() -> None:
    """Who counts is told on a ship, too, hours and all."""
    assert finding(shop(20, 5, setting="ship"))["counted"] == 15
    assert finding(enterprise(12, household_family_only=True))["counted"] == 12
    assert finding(site(12, 14, household_family_only=True))["counted"] == 12


# --- What goes before what


@pytest.mark.parametrize(
    ("fields", "on", "requirement"),
    [
        pytest.param(enterprise(0, setting="ship"), TODAY, "not_covered", id="outside before nobody"),
        pytest.param(
            site(4, 14, household_family_only=True), TODAY, "not_covered", id="outside before a site's home"
        ),
        pytest.param(
            other_site(5, 14, household_family_only=True),
            TODAY,
            "not_covered",
            id="outside before the ended rule",
        ),
        pytest.param(
            enterprise(5, setting="volunteers"), TODAY, "not_covered", id="outside before dialogue, § 2(4)"
        ),
        pytest.param(
            enterprise(50, setting="ship", agreement=BOTH_AGREEMENTS),
            TODAY,
            "not_covered",
            id="outside before agreement",
        ),
        pytest.param(
            enterprise(12, household_family_only=True), TODAY, "not_covered", id="outside before one level"
        ),
        pytest.param(
            site(35, 28, household_family_only=True), TODAY, "not_covered", id="outside before two levels"
        ),
        pytest.param(site(0, 60), TODAY, "no_employees", id="nobody before a site's home"),
        pytest.param(other_site(0, 60), TODAY, "no_employees", id="nobody before the ended rule"),
        pytest.param(
            enterprise(0, agreement=BOTH_AGREEMENTS), TODAY, "no_employees", id="nobody before agreement"
        ),
        pytest.param(
            shop(12, 12, agreement=BOTH_AGREEMENTS),
            TODAY,
            "no_employees",
            id="nobody who counts before agreement",
        ),
        pytest.param(
            site(4, 60, agreement=BOTH_AGREEMENTS),
            TODAY,
            "home_organisation",
            id="a site's home before agreement",
        ),
        pytest.param(
            other_site(50, 60, agreement=BOTH_AGREEMENTS),
            TODAY,
            "home_organisation",
            id="the ended rule before agreement",
        ),
        pytest.param(
            enterprise(9, agreement=BOTH_AGREEMENTS),
            TODAY,
            "direct_dialogue",
            id="dialogue before agreement: § 7 sets aside §§ 6 a-6 c",
        ),
        pytest.param(
            enterprise(10, agreement=BOTH_AGREEMENTS),
            TODAY,
            "by_agreement",
            id="agreement before one level, § 7",
        ),
        pytest.param(
            enterprise(35, agreement=BOTH_AGREEMENTS),
            TODAY,
            "by_agreement",
            id="agreement before two levels, § 7",
        ),
        pytest.param(
            site(5, 14, agreement=BOTH_AGREEMENTS),
            TODAY,
            "by_agreement",
            id="agreement before a site's one level",
        ),
        pytest.param(
            site(35, 28, agreement=BOTH_AGREEMENTS),
            TODAY,
            "by_agreement",
            id="agreement before a site's two levels",
        ),
        pytest.param(
            other_site(5, 14, agreement=BOTH_AGREEMENTS),
            OLD,
            "by_agreement",
            id="agreement before another site's one level",
        ),
        pytest.param(
            enterprise(35, agreement="enterprise_only"),
            TODAY,
            "two_levels",
            id="§ 7(1): one agreement of two is none",
        ),
        pytest.param(
            site(5, 14, agreement="enterprise_only"),
            TODAY,
            "one_level",
            id="§ 7(1): one agreement of two is none on a site",
        ),
    ],
)
def test_precedence_of_requirements(fields: Fields, on: str, requirement: str) -> None:
    """Where two answers meet, the one named first in the contract holds."""
    assert finding(fields, on=on)["requirement"] == requirement


@pytest.mark.parametrize(
    ("fields", "on"),
    [
        pytest.param(enterprise(5, setting="ship"), TODAY, id="not_covered"),
        pytest.param(enterprise(0), TODAY, id="no_employees"),
        pytest.param(enterprise(9), TODAY, id="direct_dialogue"),
        pytest.param(site(4, 14), TODAY, id="home_organisation: under the limits"),
        pytest.param(other_site(40, 60), TODAY, id="home_organisation: ended"),
        pytest.param(enterprise(40, agreement=BOTH_AGREEMENTS), TODAY, id="by_agreement"),
    ],
)
def test_no_least_organisation_where_the_law_sets_none(fields: Fields, on: str) -> None:
    """Without a rule on numbers: no least number, no committee, nothing to hold a plan against."""
    found = finding({**fields, "planned_amr": 0, "planned_leaders": 5}, on=on)
    assert (found["minimum"], found["committee"], found["plan"]) == (None, None, None)


# --- How small


@pytest.mark.parametrize(
    ("fields", "minimum"),
    [
        pytest.param(enterprise(10), (1, 1, 3), id="§ 6 a: leader, AMR and chair"),
        pytest.param(
            enterprise(10, leader="none"), (1, 0, 2), id="AT: no arbejdsleder, so the chair and the AMR"
        ),
        pytest.param(
            enterprise(10, leader="represents_employer"), (1, 1, 2), id="AT: the arbejdsleder is the chair"
        ),
        pytest.param(enterprise(10, groups=4), (1, 1, 3), id="§ 6 a: groups do not matter before 35"),
        pytest.param(enterprise(35), (1, 1, 3), id="§ 6 b no. 1: one group"),
        pytest.param(enterprise(35, groups=2), (2, 2, 5), id="§ 6 b no. 1: two groups"),
        pytest.param(enterprise(35, groups=3), (3, 3, 7), id="§ 6 b no. 1: three groups"),
        pytest.param(enterprise(35, groups=10), (10, 10, 21), id="§ 6 b no. 1: ten groups"),
        pytest.param(
            enterprise(35, groups=2, leader="none"), (2, 2, 5), id="§ 6 b no. 1: a group needs its leader"
        ),
        pytest.param(
            enterprise(35, leader="represents_employer"), (1, 1, 2), id="one group, its leader in the chair"
        ),
        pytest.param(
            enterprise(35, groups=3, leader="represents_employer"),
            (3, 3, 6),
            id="three groups, a leader in the chair",
        ),
        pytest.param(site(5, 14), (1, 1, 3), id="site: leader, AMR and chair"),
        pytest.param(site(5, 14, leader="none"), (1, 0, 2), id="site without arbejdsleder"),
        pytest.param(site(35, 28, groups=2), (2, 2, 5), id="site in two levels: two groups"),
    ],
)
def test_least_organisation(fields: Fields, minimum: tuple[int, int, int]) -> None:
    """AMR, leaders and persons of the smallest lawful organisation; the chair counts, and nobody twice."""
    amr, leaders, persons = minimum
    assert finding(fields)["minimum"] == {"amr": amr, "leaders": leaders, "persons": persons}


@pytest.mark.parametrize(
    ("groups", "leader", "committee"),
    [
        pytest.param(1, "separate", (1, 1, 1, 3), id="en gruppe: its members"),
        pytest.param(2, "separate", (2, 2, 1, 5), id="to grupper: their members"),
        pytest.param(3, "separate", (2, 2, 1, 5), id="mere end to grupper: 2 and 2"),
        pytest.param(50, "separate", (2, 2, 1, 5), id="fifty groups: 2 and 2"),
        pytest.param(2, "none", (2, 2, 1, 5), id="to grupper: a group needs its leader"),
        pytest.param(1, "represents_employer", (1, 1, 1, 2), id="en gruppe, its leader in the chair"),
        pytest.param(2, "represents_employer", (2, 2, 1, 4), id="to grupper, a leader in the chair"),
        pytest.param(3, "represents_employer", (2, 2, 1, 5), id="mere end to grupper, a leader in the chair"),
    ],
)
def test_committee(groups: int, leader: str, committee: tuple[int, int, int, int]) -> None:
    """§ 6 b no. 2: all members for one or two groups, two and two elected from the third; and the chair."""
    found = finding(enterprise(35, groups=groups, leader=leader))
    assert tuple(found["committee"].values()) == committee
    assert list(found["committee"]) == ["amr", "leaders", "chair", "persons"]


def test_one_level_has_no_committee() -> None:
    """§ 6 a: one body does both the daily and the overall tasks."""
    assert finding(enterprise(34))["committee"] is None


# --- A plan


@pytest.mark.parametrize(
    ("fields", "planned", "verdict"),
    [
        pytest.param(enterprise(20), (0, 0), "too_few_amr", id="§ 6 a: no AMR goes before no leader"),
        pytest.param(enterprise(20), (0, 1), "too_few_amr", id="§ 6 a: 1 eller flere AMR"),
        pytest.param(enterprise(20), (2, 3), "too_few_amr", id="§ 6 c: mindst lige så mange"),
        pytest.param(enterprise(20), (1, 0), "too_few_leaders", id="§ 6 a: 1 eller flere arbejdsledere"),
        pytest.param(enterprise(20), (1, 1), "meets", id="§ 6 a: one of each"),
        pytest.param(enterprise(20), (2, 1), "meets", id="§ 6 c: more AMR than leaders"),
        pytest.param(enterprise(20), (7, 7), "meets", id="§ 6 a: it may be more"),
        pytest.param(enterprise(20, leader="none"), (1, 0), "meets", id="AT: no arbejdsleder employed"),
        pytest.param(
            enterprise(60, groups=2), (1, 1), "too_few_amr", id="§ 6 b: no AMR goes before no leader"
        ),
        pytest.param(enterprise(60, groups=2), (1, 3), "too_few_amr", id="§ 6 c before § 6 b no. 1"),
        pytest.param(enterprise(60, groups=2), (2, 3), "too_few_amr", id="§ 6 c: 2 AMR and 3 leaders"),
        pytest.param(enterprise(60, groups=2), (2, 1), "too_few_leaders", id="§ 6 b: a leader is missing"),
        pytest.param(
            enterprise(60, groups=2), (3, 1), "too_few_leaders", id="a missing leader before odd groups"
        ),
        pytest.param(
            enterprise(60, groups=2), (3, 2), "not_statutory_group", id="§ 6 b no. 1: one AMR too many"
        ),
        pytest.param(
            enterprise(60, groups=2), (3, 3), "not_statutory_group", id="§ 6 b no. 1: a group too many"
        ),
        pytest.param(enterprise(60, groups=2), (2, 2), "meets", id="§ 6 b no. 1: two groups"),
        pytest.param(
            enterprise(60, groups=1, leader="none"), (1, 0), "too_few_leaders", id="a group needs its leader"
        ),
        pytest.param(site(5, 14), (1, 0), "too_few_leaders", id="site: mindst én arbejdsleder"),
    ],
)
def test_plan_is_told_the_first_thing_wrong(fields: Fields, planned: tuple[int, int], verdict: str) -> None:
    """AMR first, then leaders, then whether the groups are those of the Act."""
    amr, leaders = planned
    found = finding({**fields, "planned_amr": amr, "planned_leaders": leaders})
    assert found["plan"] == verdict
    assert found["steps"][-1]["rule"] == f"plan.{verdict}"


@pytest.mark.parametrize(
    ("fields", "planned", "paragraph"),
    [
        pytest.param(enterprise(20), (2, 3), "§ 6 c", id="more leaders than AMR: § 6 c"),
        pytest.param(enterprise(20), (0, 0), "§ 6 a", id="no AMR in one level: § 6 a"),
        pytest.param(enterprise(20), (1, 0), "§ 6 a", id="no leader in one level: § 6 a"),
        pytest.param(
            enterprise(60, groups=2), (2, 1), "§ 6 b, nr. 1", id="no leader in a group: § 6 b no. 1"
        ),
        pytest.param(enterprise(60, groups=2), (3, 2), "§ 6 b, nr. 1", id="odd groups: § 6 b no. 1"),
        pytest.param(enterprise(20), (1, 1), "§ 6 c", id="holds: § 6 c is the last test"),
    ],
)
def test_verdict_on_a_plan_cites_the_rule_that_decided_it(
    fields: Fields, planned: tuple[int, int], paragraph: str
) -> None:
    """A plan is refused with the paragraph that it breaks, not with another."""
    amr, leaders = planned
    found = finding({**fields, "planned_amr": amr, "planned_leaders": leaders})
    paragraphs = {source["id"]: source["paragraph"] for source in found["sources"]}
    assert paragraphs[found["steps"][-1]["source"]] == paragraph


def test_without_a_plan_there_is_no_verdict() -> None:
    """Nothing planned, nothing judged."""
    assert finding(enterprise(20))["plan"] is None


@pytest.mark.parametrize(
    ("planned", "missing"),
    [({"planned_amr": 1}, "planned_leaders"), ({"planned_leaders": 0}, "planned_amr")],
    ids=["without leaders", "without AMR"],
)
def test_half_a_plan_is_a_problem(planned: Fields, missing: str) -> None:
    """One number without the other cannot be held against the rules."""
    assert problems({"employees": 20, **planned}) == [(missing, "required")]


def test_a_plan_half_of_which_cannot_be_read_is_one_problem() -> None:
    """What was typed and not understood is not asked for again."""
    fields = {"employees": 20, "planned_amr": 2, "planned_leaders": "x"}
    assert problems(fields) == [("planned_leaders", "not_a_whole_number")]


# --- How far to the next rule


@pytest.mark.parametrize(
    ("fields", "on", "limit", "more"),
    [
        pytest.param(enterprise(0), TODAY, 1, 1, id="enterprise: 0 to 1"),
        pytest.param(enterprise(1), TODAY, 10, 9, id="enterprise: 1 to 10"),
        pytest.param(enterprise(9), TODAY, 10, 1, id="enterprise: 9 to 10"),
        pytest.param(enterprise(10), TODAY, 35, 25, id="enterprise: 10 to 35"),
        pytest.param(enterprise(34), TODAY, 35, 1, id="enterprise: 34 to 35"),
        pytest.param(enterprise(35), TODAY, None, None, id="enterprise: no limit above 35"),
        pytest.param(shop(40, 31), TODAY, 10, 1, id="shop: 9 who count to 10"),
        pytest.param(shop(5, 5), TODAY, 1, 1, id="shop: nobody who counts to 1"),
        pytest.param(enterprise(20, agreement=BOTH_AGREEMENTS), TODAY, 35, 15, id="by agreement: 20 to 35"),
        pytest.param(
            enterprise(40, agreement=BOTH_AGREEMENTS), TODAY, None, None, id="by agreement: above 35"
        ),
        pytest.param(site(0, 14), TODAY, 5, 5, id="site: 0 to 5"),
        pytest.param(site(4, 13), TODAY, None, None, id="site: 13 days suffice for nothing"),
        pytest.param(site(4, 14), TODAY, 5, 1, id="site: 4 to 5 at 14 days"),
        pytest.param(site(4, 28), TODAY, 5, 1, id="site: 4 to 5 at 28 days"),
        pytest.param(site(5, 14), TODAY, None, None, id="site: 14 days do not suffice for 35"),
        pytest.param(site(34, 27), TODAY, None, None, id="site: 27 days do not suffice for 35"),
        pytest.param(site(5, 28), TODAY, 35, 30, id="site: 5 to 35 at 28 days"),
        pytest.param(site(34, 28), TODAY, 35, 1, id="site: 34 to 35 at 28 days"),
        pytest.param(site(35, 28), TODAY, None, None, id="site: no limit above 35"),
        pytest.param(other_site(4, 14), OLD, 5, 1, id="other site until 2024: 4 to 5"),
        pytest.param(other_site(4, 13), OLD, None, None, id="other site until 2024: 13 days"),
        pytest.param(other_site(5, 60), OLD, None, None, id="other site until 2024: no second limit"),
        pytest.param(other_site(4, 14), TODAY, None, None, id="other site from 2024: no limit"),
        pytest.param(enterprise(9, setting="ship"), TODAY, None, None, id="outside: no limit"),
        pytest.param(enterprise(9, household_family_only=True), TODAY, None, None, id="family: no limit"),
    ],
)
def test_next_limit(fields: Fields, on: str, limit: int | None, more: int | None) -> None:
    """How many more people before another rule takes over, where one can."""
    expected = None if limit is None else {"limit": limit, "more_employees": more}
    assert finding(fields, on=on)["next_limit"] == expected


# --- Doubts (law.md, J) and conflicts are told, never hidden


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("fields", "on", "note"),
    [
        pytest.param(shop(40, 31), TODAY, "ten_hours", id="J.1: whether the ten hours still stand"),
        pytest.param(enterprise(9), TODAY, "seasonal", id="J.2: seasonal work"),
        pytest.param(enterprise(10), TODAY, "amendments_unread", id="J.3: BEK 799/2024 and 242/2025"),
        pytest.param(enterprise(10), TODAY, "guidance_unread", id="J.4: AT's guidance of December 2025"),
        pytest.param(enterprise(10), TODAY, "count_day", id="J.5: on which day one counts"),
        pytest.param(enterprise(10), TODAY, "who_leads", id="J.6: who leads, owners, freelancers"),
        pytest.param(enterprise(10), TODAY, "hired_in", id="J.7: temps at the agency"),
        pytest.param(enterprise(35), TODAY, "number_of_groups", id="J.8: no formula for groups"),
        pytest.param(site(35, 28), TODAY, "number_of_groups", id="J.8: no formula on a site either"),
        pytest.param(site(5, 14), TODAY, "site_days", id="J.15: how 14 days are counted"),
        pytest.param(other_site(5, 14), OLD, "site_days", id="J.15: how 14 days were counted elsewhere"),
        pytest.param(site(35, 27), TODAY, "site_two_levels_since", id="C3: since when four weeks hold"),
        pytest.param(site(35, 28), TODAY, "site_two_levels_since", id="C3: four weeks, reached"),
        pytest.param(site(5, 14), TODAY, "site_counts_at_home", id="C5: those on the site count at home"),
        pytest.param(other_site(35, 28), OLD, "other_site_two_levels_unseen", id="C9: two levels elsewhere"),
        pytest.param(other_site(5, 14), TODAY, "other_site_rule_ended", id="C9: the rule that ended"),
        pytest.param(enterprise(35), TODAY, "exactly_at_two_levels", id="§ 6 b: 35 eller flere, not over"),
        pytest.param(enterprise(35, leader="none"), TODAY, "leaders_needed", id="§ 6 b: a group's leader"),
        pytest.param(
            enterprise(35, groups=3, leader="represents_employer"),
            TODAY,
            "chair_among_leaders",
            id="§ 6 b no. 2: is the chair one of the elected",
        ),
        pytest.param(
            enterprise(20, agreement="enterprise_only"),
            TODAY,
            "agreement_incomplete",
            id="§ 7(1): two agreements",
        ),
        pytest.param(
            enterprise(5, agreement=BOTH_AGREEMENTS),
            TODAY,
            "agreement_changes_nothing",
            id="§ 7(1): § 6 is not set aside",
        ),
        pytest.param(shop(5, 5), TODAY, "none_counted", id="§ 6: employees, none of whom count"),
        pytest.param(enterprise(10), OLD, "older_order_unread", id="the order of 2010 was not read"),
    ],
)
def test_doubt_is_told_in_the_finding_and_to_the_reader(
    fields: Fields, on: str, note: str, language: str
) -> None:
    """Each doubt that touches the answer stands in it, by code and in words."""
    told = answered(fields, on=on, language=language)
    assert note in told["finding"]["notes"]
    assert says(told["html"], spoken(language), f"note.{note}")


@pytest.mark.parametrize(
    ("fields", "on", "note"),
    [
        pytest.param(shop(40, 31, sector="general"), TODAY, "ten_hours", id="no doubt on hours elsewhere"),
        pytest.param(
            site(40, 28, sector="office_or_shop"), TODAY, "ten_hours", id="no doubt on hours on a site"
        ),
        pytest.param(site(5, 14), TODAY, "seasonal", id="no seasonal rule on a site"),
        pytest.param(enterprise(10), "2010-10-16", "seasonal", id="no seasonal rule before the order"),
        pytest.param(enterprise(10), "2024-01-31", "amendments_unread", id="amendments of 2024 not in 2023"),
        pytest.param(enterprise(10), "2024-01-31", "guidance_unread", id="guidance of 2025 not in 2024"),
        pytest.param(enterprise(10), "2024-02-01", "older_order_unread", id="the order of 2010 not in 2024"),
        pytest.param(enterprise(34), TODAY, "number_of_groups", id="no groups in one level"),
        pytest.param(enterprise(34), TODAY, "exactly_at_two_levels", id="34 is not the limit"),
        pytest.param(enterprise(36), TODAY, "exactly_at_two_levels", id="36 is not the limit"),
        pytest.param(enterprise(34, leader="none"), TODAY, "leaders_needed", id="one level without leader"),
        pytest.param(
            enterprise(35, groups=2, leader="represents_employer"),
            TODAY,
            "chair_among_leaders",
            id="two groups elect nobody",
        ),
        pytest.param(site(34, 28), TODAY, "site_two_levels_since", id="34 cannot need two levels"),
        pytest.param(other_site(35, 28), TODAY, "other_site_two_levels_unseen", id="after the rule ended"),
        pytest.param(other_site(5, 14), OLD, "other_site_rule_ended", id="before the rule ended"),
        pytest.param(
            enterprise(10, agreement=BOTH_AGREEMENTS),
            TODAY,
            "agreement_changes_nothing",
            id="the agreement changes all from 10",
        ),
        pytest.param(
            enterprise(5, setting="ship"), TODAY, "count_day", id="outside the rules no doubt on them"
        ),
    ],
)
def test_doubt_is_not_told_where_it_cannot_matter(fields: Fields, on: str, note: str) -> None:
    """A doubt that does not touch the answer is noise."""
    assert note not in finding(fields, on=on)["notes"]


def test_number_of_groups_is_taken_as_given() -> None:
    """§ 6 c gives no formula: the number of people never changes the number of groups."""
    assert finding(enterprise(35))["minimum"] == finding(enterprise(100_000))["minimum"]


def test_agreement_rests_on_the_act_and_since_2024_on_the_order() -> None:
    """§ 7 lets agreements in; that they must be in writing is § 25 of the order of 2024."""
    for on, rests_on_the_order in ((TODAY, True), ("2024-02-01", True), ("2024-01-31", False)):
        found = finding(enterprise(20, agreement=BOTH_AGREEMENTS), on=on)
        paragraphs = [source["paragraph"] for source in found["sources"]]
        assert "§ 7, stk. 1" in paragraphs
        assert ("§ 25" in paragraphs) is rests_on_the_order


# --- The counting aid


_AID = ("count_ordinary", "count_apprentices", "count_hired_in", "count_family")


@pytest.mark.parametrize("name", _AID)
def test_counting_aid_fills_in_an_empty_number(name: str) -> None:
    """Full-time or part-time, apprentice, temp, family: each counts as one."""
    assert finding({name: "34"})["counted"] == 34
    assert finding({name: 34, "employees": ""})["requirement"] == "one_level"
    assert finding({name: 34, "employees": 34})["counted"] == 34


def test_counting_aid_is_added_up_without_leaders() -> None:
    """AT's example: 9 employees and 2 family members are 11; managers and supervisors do not count."""
    aid = {"count_ordinary": 6, "count_apprentices": 2, "count_hired_in": 1, "count_family": 2}
    assert finding({**aid, "count_leaders": 30})["counted"] == 11
    assert finding({**aid, "count_leaders": 30, "employees": 11})["counted"] == 11


def test_leaders_alone_do_not_say_how_many_employees_there_are() -> None:
    """An aid with nobody who counts filled in leaves the question open; a nought is an answer."""
    assert problems({"count_leaders": 3}) == [("employees", "required")]
    assert finding({"count_ordinary": 0, "count_leaders": 3})["requirement"] == "no_employees"


@pytest.mark.parametrize("name", _AID)
def test_counting_aid_that_disagrees_is_a_problem(name: str) -> None:
    """Two numbers for the same people cannot both be right."""
    assert problems({"employees": 34, name: 35}) == [("employees", "disagrees_with_count")]
    assert problems({"employees": 34, "count_leaders": 35}) == []


def test_counting_aid_holds_those_under_ten_hours_too() -> None:
    """Of those added up, no more can be under ten hours than there are."""
    aid = {"count_ordinary": 3, "count_family": 2, "sector": "office_or_shop"}
    assert finding({**aid, "under_ten_hours": 5})["counted"] == 0
    assert problems({**aid, "under_ten_hours": 6}) == [("under_ten_hours", "more_than_employees")]


def test_counting_aid_cannot_add_up_to_more_people_than_one_may_type() -> None:
    """A number of people is at most 1,000,000, typed at once or added up."""
    assert problems({"count_ordinary": 1_000_000, "count_family": 1}) == [("employees", "too_large")]


def test_an_unread_part_of_the_aid_hides_no_other_problem() -> None:
    """All problems at once: 9 of 5 cannot be under ten hours, whatever the family comes to."""
    fields = {"employees": 5, "under_ten_hours": 9, "count_family": "x"}
    assert problems(fields) == [
        ("count_family", "not_a_whole_number"),
        ("under_ten_hours", "more_than_employees"),
    ]


# --- Days before the known history


@pytest.mark.parametrize(
    ("fields", "first_day"),
    [
        pytest.param(enterprise(35), "2010-10-01", id="enterprise: the Act"),
        pytest.param(enterprise(35, agreement=BOTH_AGREEMENTS), "2010-10-01", id="agreement: the Act"),
        pytest.param(enterprise(35, setting="ship"), "2010-10-01", id="outside: the Act"),
        pytest.param(enterprise(0), "2010-10-01", id="nobody: the Act"),
        pytest.param(shop(35, 5), "2010-10-17", id="ten hours: the order"),
        pytest.param(site(5, 14), "2010-10-17", id="building site: the order"),
        pytest.param(site(4, 13), "2010-10-17", id="building site under its limits: the order"),
        pytest.param(other_site(5, 14), "2010-10-17", id="other temporary place: the order"),
    ],
)
def test_no_answer_before_the_rules_are_known(fields: Fields, first_day: str) -> None:
    """Never the nearest value: the day before the first known day is a problem with the day."""
    assert problems(fields, on=first_day) == []
    for day in ("1977-01-01", "2010-09-30", "2010-10-01", "2010-10-16", "2010-10-17"):
        expected = [] if day >= first_day else [("on", "not_in_force")]
        assert problems(fields, on=day) == expected, day


# --- The page of it


@pytest.mark.parametrize("language", LANGUAGES)
def test_chart_seats_everybody_it_counts(language: str) -> None:
    """The drawing has a seat for each member of each group and for the chair, up to six groups."""
    for groups in (1, 2, 6, 7, 30):
        told = answered(enterprise(60, groups=groups), language=language)
        read = read_html(told["html"])
        seats = [
            attributes["data-filled"] for _, attributes in read.attributes if "data-filled" in attributes
        ]
        drawn = min(groups, page.MOST_GROUPS_DRAWN)
        numbers = range(1, drawn + 1)
        assert seats == ["chair", *(f"{who}-{number}" for number in numbers for who in ("leader", "amr"))]
        assert says(told["html"], spoken(language), "chart.not_drawn") is (groups > drawn)


@pytest.mark.parametrize(
    ("leader", "seats"),
    [
        ("separate", ["chair", "leader", "amr"]),
        ("none", ["chair", "amr"]),
        ("represents_employer", ["chair", "amr"]),
    ],
)
def test_chart_of_one_level_has_as_many_seats_as_persons(leader: str, seats: list[str]) -> None:
    """Nobody sits twice."""
    told = answered(enterprise(20, leader=leader))
    read = read_html(told["html"])
    drawn = [attributes["data-filled"] for _, attributes in read.attributes if "data-filled" in attributes]
    assert drawn == seats
    assert len(drawn) == told["finding"]["minimum"]["persons"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("on", "told_of_it"), [("2024-01-31", False), ("2024-02-01", True), (TODAY, True)])
def test_duty_to_document_nearness_came_in_2024(on: str, language: str, *, told_of_it: bool) -> None:
    """The order of 2024 brought it; where no organisation is needed it is not spoken of."""
    key = "follows.proximity.says"
    assert (
        says(answered(enterprise(10), on=on, language=language)["html"], spoken(language), key) is told_of_it
    )
    assert not says(answered(enterprise(9), on=on, language=language)["html"], spoken(language), key)


def test_a_site_without_days_is_a_fault_of_the_caller() -> None:
    """The page asks for the days; whoever calls the rules without them is told what is missing."""
    workplace = Workplace(setting=Setting.CONSTRUCTION_SITE, employees=5)
    with pytest.raises(ValueError, match=r"Workplace\.days"):
        required_organisation(workplace, on=date.fromisoformat(TODAY))


def test_two_levels_without_a_committee_cannot_be_told() -> None:
    """§ 6 b asks for both; a finding that lacks one is a fault of ours, said as such."""
    found = required_organisation(Workplace(employees=35), on=date.fromisoformat(TODAY))
    assert found.kind is Kind.TWO_LEVELS
    broken = dataclasses.replace(found, committee=None)
    with pytest.raises(ValueError, match=r"Requirement\.committee"):
        page.told(broken, {}, spoken("da"))


def test_what_decides_is_what_is_cited() -> None:
    """The answer's own line of law is the one that made it what it is."""
    deciding = {
        (fields["employees"]): required_organisation(
            Workplace(employees=fields["employees"]), on=date(2026, 11, 22)
        )
        for fields in (enterprise(0), enterprise(9), enterprise(10), enterprise(35))
    }
    assert {n: found.decided_by for n, found in deciding.items()} == {
        0: p.ACT_6,
        9: p.ACT_6,
        10: p.ACT_6A,
        35: p.ACT_6B,
    }
