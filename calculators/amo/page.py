"""AMO sizing as a page: what is asked, what is told. No law and no words: keys, and the numbers they name."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, cast

from calculators import view
from calculators.amo import parameters as p
from calculators.amo.rules import (
    Agreement,
    Composition,
    Kind,
    Leader,
    Plan,
    Requirement,
    Sector,
    Workplace,
    required_organisation,
)
from calculators.form import MOST_PEOPLE, Choice, Group, Problem, WholeNumber, YesNo
from calculators.law import InForce, numbers_in_force
from calculators.scope import SITES, Setting
from calculators.text import Words

FOLDER = Path(__file__).parent
PARAMETERS = p.ALL
OF_TODAY = False

_COMMON_COUNTS = (*range(501), *range(510, 1000, 10), *range(1000, 5001, 100))
"""Every one up to 500, which is nearly every Danish workplace, and above it the round ones: 22 KB of answers
a language, gzipped. With every one up to 1000 it would be 34 KB on each page with the form, up to 2000 62."""
COMMON: tuple[Mapping[str, str], ...] = tuple(
    {"employees": written}
    for count in _COMMON_COUNTS
    # A thousand is typed without a mark or with either of both languages'; below it these three are one.
    for written in dict.fromkeys((f"{count}", f"{count:,}", f"{count:,}".replace(",", ".")))
)

MOST_GROUPS_DRAWN = 6
"""More than this does not fit on a phone or a sheet of paper; the rest is told in words."""

_COUNTED_IN = ("count_ordinary", "count_apprentices", "count_hired_in", "count_family")
"""The counting aid: these together are `employees`."""
_COUNTED_OUT = "count_leaders"

_SITE = ("setting", tuple(SITES))
_ORGANISED = ("requirement", (Kind.ONE_LEVEL, Kind.TWO_LEVELS))

FORM: tuple[Group, ...] = (
    Group("employees", (WholeNumber(name="employees"),)),
    Group("counting", tuple(WholeNumber(name=name) for name in (*_COUNTED_IN, _COUNTED_OUT))),
    Group(
        "hours",
        (
            Choice(name="sector", values=tuple(Sector)),
            WholeNumber(
                name="under_ten_hours",
                default_number=0,
                shown_when=("sector", (Sector.OFFICE_OR_SHOP,)),
            ),
        ),
    ),
    Group(
        "place",
        (
            Choice(name="setting", values=tuple(Setting)),
            WholeNumber(name="days", shown_when=_SITE),
            YesNo(name="household_family_only"),
        ),
    ),
    Group("agreement", (Choice(name="agreement", values=tuple(Agreement)),)),
    Group(
        "organisation",
        (
            Choice(name="leader", values=tuple(Leader), shown_when=_ORGANISED),
            WholeNumber(
                name="groups",
                minimum=1,
                default_number=1,
                shown_when=("requirement", (Kind.TWO_LEVELS,)),
            ),
        ),
    ),
    Group(
        "plan",
        (
            WholeNumber(name="planned_amr", shown_when=_ORGANISED),
            WholeNumber(name="planned_leaders", shown_when=_ORGANISED),
        ),
    ),
)


def problems(answers: Mapping[str, object]) -> Iterable[Problem]:
    """Return what is wrong with the answers held against each other; those unread are not in `answers`."""
    yield from _counting_problems(answers)
    if answers.get("setting") in SITES and "days" in answers and answers["days"] is None:
        yield Problem("days", "required")
    planned = {name: answers[name] for name in ("planned_amr", "planned_leaders") if name in answers}
    missing = [name for name, number in planned.items() if number is None]
    if planned.keys() == {"planned_amr", "planned_leaders"} and len(missing) == 1:
        yield Problem(missing[0], "required")


def _counting_problems(answers: Mapping[str, object]) -> Iterable[Problem]:
    """`employees` is typed, or added up by the counting aid, or both and the same."""
    typed = cast("int | None", answers.get("employees"))
    aid_was_read = all(name in answers for name in _COUNTED_IN)
    added = _added(answers) if aid_was_read else None
    if "employees" in answers and typed is None and aid_was_read:
        if added is None:
            yield Problem("employees", "required")
        elif added > MOST_PEOPLE:
            yield Problem("employees", "too_large", {"maximum": MOST_PEOPLE})
    if typed is not None and added is not None and typed != added:
        yield Problem("employees", "disagrees_with_count", {"added": added})
    everyone = added if typed is None else typed
    under_ten_hours = answers.get("under_ten_hours")
    if everyone is not None and isinstance(under_ten_hours, int) and under_ten_hours > everyone:
        yield Problem("under_ten_hours", "more_than_employees", {"employees": everyone})


def _added(answers: Mapping[str, object]) -> int | None:
    counts = [count for name in _COUNTED_IN if isinstance(count := answers[name], int)]
    return sum(counts) if counts else None


def found(answers: Mapping[str, Any], *, on: date) -> Requirement:
    """Return the finding for answers without problems. Raises NotInForceError outside the known history."""
    planned = answers["planned_amr"]
    employees = answers["employees"]
    return required_organisation(
        Workplace(
            setting=Setting(answers["setting"]),
            employees=cast("int", _added(answers)) if employees is None else employees,
            sector=Sector(answers["sector"]),
            under_ten_hours=answers["under_ten_hours"],
            leader=Leader(answers["leader"]),
            groups=answers["groups"],
            days=answers["days"],
            agreement=Agreement(answers["agreement"]),
            household_family_only=answers["household_family_only"],
            plan=None if planned is None else Plan(amr=planned, leaders=answers["planned_leaders"]),
        ),
        on=on,
    )


def finding(requirement: Requirement) -> dict[str, object]:
    """Return the finding's own keys as the contract names them."""
    return {
        "counted": requirement.counted,
        "requirement": requirement.kind,
        "minimum": requirement.minimum and asdict(requirement.minimum),
        "committee": requirement.committee and asdict(requirement.committee),
        "next_limit": requirement.next_limit and asdict(requirement.next_limit),
        "plan": requirement.plan,
    }


def told(requirement: Requirement, answers: Mapping[str, Any], words: Words) -> view.Told:
    """Return what the reader is told: the answer, the line it stands on, the least organisation, the rest."""
    numbers = {"counted": requirement.counted, "employees": requirement.workplace.employees}
    outside = requirement.kind is Kind.NOT_COVERED
    because = f"because.{requirement.steps[-1].rule}" if outside else f"because.{requirement.kind}"
    return view.Told(
        headline=words(f"headline.{requirement.kind}"),
        because=(words(because, **numbers),),
        rests_on=requirement.decided_by,
        parts=(
            *_plan(requirement, words),
            *_scale(requirement, words),
            *_least(requirement, words),
            view.reckoned_with(FORM, answers, words, requirement.rules_on),
        ),
        after=(*_notes(requirement, words), *_follows(requirement, words)),
    )


def _scale(requirement: Requirement, words: Words) -> Iterable[view.Scale]:
    if not requirement.limits or requirement.kind is Kind.BY_AGREEMENT:
        return
    upwards = requirement.next_limit
    place = "enterprise" if requirement.workplace.setting is Setting.ENTERPRISE else "site"
    yield view.Scale(
        title=words("scale.title"),
        value=requirement.counted,
        # From the first employee on: too near nought to be drawn.
        limits=tuple(limit for limit in requirement.limits if limit > 1),
        says=words("scale.says", counted=requirement.counted),
        distance=(
            words(f"scale.next.{place}.{requirement.limits.index(upwards.limit)}", n=upwards.more_employees)
            if upwards
            else words("scale.last", limit=requirement.limits[-1])
        ),
    )


def _least(requirement: Requirement, words: Words) -> Iterable[view.Chart]:
    minimum, workplace = requirement.minimum, requirement.workplace
    if minimum is None:
        return
    leader_seat = view.Seat(key="leader", role=words("seat.leader"))
    amr_seat = view.Seat(key="amr", role=words("seat.amr"))
    chairs = workplace.leader is Leader.REPRESENTS_EMPLOYER
    chair_seat = view.Seat(key="chair", role=words("seat.leader_in_chair" if chairs else "seat.chair"))
    if requirement.kind is Kind.ONE_LEVEL:
        with_leader = minimum.leaders > 0 and not chairs
        yield view.Chart(
            title=words("chart.title"),
            words=(_composition_in_words(minimum, words), words("chart.may_be_more")),
            top=view.Box(
                title=words("box.organisation"),
                seats=(chair_seat, *((leader_seat,) if with_leader else ()), amr_seat),
            ),
        )
        return
    committee = requirement.committee
    if committee is None:
        raise ValueError(f"Requirement.committee: got None, expected one for {requirement.kind}")
    drawn = min(workplace.groups, MOST_GROUPS_DRAWN)
    elected = committee.amr < minimum.amr
    yield view.Chart(
        title=words("chart.title"),
        words=(
            _composition_in_words(minimum, words),
            words("chart.groups", groups=workplace.groups),
            words("chart.committee_elected" if elected else "chart.committee_of_all", **asdict(committee)),
            words("chart.may_be_more"),
        ),
        top=view.Box(
            title=words("box.committee"),
            seats=(chair_seat,),
            more=words("box.elected" if elected else "box.all", amr=committee.amr, leaders=committee.leaders),
        ),
        below=tuple(
            view.Box(
                title=words("box.group", number=number),
                seats=(
                    view.Seat(key=f"leader-{number}", role=words("seat.leader")),
                    view.Seat(key=f"amr-{number}", role=words("seat.amr")),
                ),
            )
            for number in range(1, drawn + 1)
        ),
        not_drawn=words("chart.not_drawn", n=workplace.groups - drawn) if drawn < workplace.groups else "",
    )


def _composition_in_words(minimum: Composition, words: Words) -> str:
    key = "chart.least"
    if not minimum.leaders:
        key = "chart.least_without_leader"
    elif minimum.persons == minimum.amr + minimum.leaders:
        key = "chart.least_leader_chairs"
    return words(key, **asdict(minimum))


def _plan(requirement: Requirement, words: Words) -> Iterable[view.Sentences]:
    plan, verdict, minimum = requirement.workplace.plan, requirement.plan, requirement.minimum
    if plan is None or verdict is None or minimum is None:
        return
    yield view.Sentences(
        title=words("plan.title"),
        sentences=(
            words(
                f"plan.{verdict}",
                amr=plan.amr,
                leaders=plan.leaders,
                least_amr=minimum.amr,
                least_leaders=minimum.leaders,
                groups=requirement.workplace.groups,
            ),
        ),
    )


def _notes(requirement: Requirement, words: Words) -> Iterable[view.Sentences]:
    if requirement.notes:
        numbers = numbers_in_force(PARAMETERS, on=requirement.rules_on)
        yield view.Sentences(
            title=words("notes.title"),
            sentences=tuple(words(f"note.{note}", **numbers) for note in requirement.notes),
            warns=True,
        )


def _follows(requirement: Requirement, words: Words) -> Iterable[view.Links]:
    """Return what the answer brings with it; the order of 2024 brought the duty to document nærhed."""
    if requirement.kind in (Kind.NOT_COVERED, Kind.NO_EMPLOYEES):
        return
    topics = ["discussion"]
    if requirement.kind is not Kind.DIRECT_DIALOGUE:
        topics.append("training")
    if requirement.minimum and p.PROXIMITY_DOCUMENTED.is_known(requirement.rules_on):
        topics.append("proximity")
    if requirement.kind is Kind.DIRECT_DIALOGUE:
        topics.append("expertise")
    if requirement.kind is Kind.BY_AGREEMENT:
        topics.append("agreement")
    yield view.Links(
        title=words("follows.title"),
        links=tuple(
            view.Link(
                says=words(f"follows.{topic}.says"),
                name=words(f"follows.{topic}.name"),
                page=f"amo/stoerrelse/#{_SECTIONS[topic]}",
            )
            for topic in topics
        ),
    )


_SECTIONS = {
    "discussion": "aarlig-droeftelse",
    "expertise": "aarlig-droeftelse",
    "training": "uddannelse",
    "proximity": "naerhed",
    "agreement": "aftale",
}


def table(words: Words, *, on: date) -> view.Table:
    """Return the whole rule as a table: how many, what is required, the least, where it stands."""
    dialogue, one, two = (x.at(on) for x in (p.DIALOGUE_FROM, p.ONE_LEVEL_FROM, p.TWO_LEVELS_FROM))
    site, site_days = p.CONSTRUCTION_ONE_LEVEL_FROM.at(on), p.CONSTRUCTION_ONE_LEVEL_DAYS_FROM.at(on)
    sites, sites_days = p.CONSTRUCTION_TWO_LEVELS_FROM.at(on), p.CONSTRUCTION_TWO_LEVELS_DAYS_FROM.at(on)
    rows = (
        (words("table.between", from_=dialogue.value, to=one.value - 1), dialogue, _in_enterprise(dialogue)),
        (words("table.between", from_=one.value, to=two.value - 1), one, _in_enterprise(one)),
        (words("table.from", from_=two.value), two, _in_enterprise(two)),
        (words("table.site", from_=site.value, days=site_days.value), site, _on_site(site, site_days)),
        (words("table.site", from_=sites.value, days=sites_days.value), sites, _on_site(sites, sites_days)),
    )
    return view.Table(
        caption=words("table.caption", day=on),
        header=tuple(words(f"table.header.{name}") for name in ("people", "requirement", "least", "source")),
        rows=tuple(
            view.Row(cells=(people, *_required(workplace, words, on=on)), source=limit.source)
            for people, limit, workplace in rows
        ),
    )


def _in_enterprise(people_from: InForce[int]) -> Workplace:
    return Workplace(employees=people_from.value)


def _on_site(people_from: InForce[int], days_from: InForce[int]) -> Workplace:
    return Workplace(setting=Setting.CONSTRUCTION_SITE, employees=people_from.value, days=days_from.value)


def _required(workplace: Workplace, words: Words, *, on: date) -> tuple[str, str]:
    requirement = required_organisation(workplace, on=on)
    least = requirement.minimum
    return (
        words(f"headline.{requirement.kind}"),
        _composition_in_words(least, words) if least else words("table.no_minimum"),
    )


EXAMPLES: Mapping[str, Mapping[str, object]] = {
    "nine": {"employees": 9},
    "thirty_four": {"employees": 34},
    "thirty_five": {"employees": 35},
    "family": {"count_ordinary": 9, "count_family": 2, "count_leaders": 1},
    "shop": {"employees": 40, "sector": "office_or_shop", "under_ten_hours": 31},
    "no_leader": {"employees": 20, "leader": "none"},
    "three_groups": {"employees": 120, "groups": 3},
    "site": {"setting": "construction_site", "employees": 5, "days": 14},
    "plan": {"employees": 20, "planned_amr": 2, "planned_leaders": 3},
}
"""Worked examples for the page, told by `example.<key>`."""
