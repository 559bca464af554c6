"""What organisation the Working Environment Act asks of a workplace. Pure: situation and day in, finding out.

Follows the Act: who is outside (§§ 2-3), who counts, §§ 6-6 b by size, § 7 by agreement, § 6 c for a plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from calculators.acts import ORDER_OF_2024_FROM
from calculators.amo import parameters as p
from calculators.law import InForce, Source, Step, step
from calculators.scope import NOT_COVERED, SITES, Outside, Setting, outside


class Sector(StrEnum):
    """Whether the rule about ten hours a week can apply."""

    GENERAL = "general"
    OFFICE_OR_SHOP = "office_or_shop"


class Leader(StrEnum):
    """Who sits for the leaders, and who in the chair."""

    SEPARATE = "separate"
    NONE = "none"
    """No arbejdsleder is employed."""
    REPRESENTS_EMPLOYER = "represents_employer"
    """An arbejdsleder sits in the chair as the employer's representative."""


class Agreement(StrEnum):
    """Agreements on another way of organising."""

    NONE = "none"
    ENTERPRISE_ONLY = "enterprise_only"
    ORGANISATION_AND_ENTERPRISE = "organisation_and_enterprise"
    """Both agreements of § 7(1); MED is one."""


class Kind(StrEnum):
    """What is required, the least first but for the first two, which answer another question."""

    NOT_COVERED = "not_covered"
    NO_EMPLOYEES = "no_employees"
    HOME_ORGANISATION = "home_organisation"
    DIRECT_DIALOGUE = "direct_dialogue"
    BY_AGREEMENT = "by_agreement"
    ONE_LEVEL = "one_level"
    TWO_LEVELS = "two_levels"


class PlanVerdict(StrEnum):
    """What is wrong with a plan, or that nothing is."""

    TOO_FEW_AMR = "too_few_amr"
    TOO_FEW_LEADERS = "too_few_leaders"
    NOT_STATUTORY_GROUP = "not_statutory_group"
    MEETS = "meets"


class Note(StrEnum):
    """What the reader must know besides: a doubt, a conflict between sources, a thing not computed."""

    NONE_COUNTED = "none_counted"
    AGREEMENT_INCOMPLETE = "agreement_incomplete"
    AGREEMENT_CHANGES_NOTHING = "agreement_changes_nothing"
    EXACTLY_AT_TWO_LEVELS = "exactly_at_two_levels"
    LEADERS_NEEDED = "leaders_needed"
    CHAIR_AMONG_LEADERS = "chair_among_leaders"
    SITE_DAYS = "site_days"
    SITE_TWO_LEVELS_SINCE = "site_two_levels_since"
    SITE_COUNTS_AT_HOME = "site_counts_at_home"
    OTHER_SITE_TWO_LEVELS_UNSEEN = "other_site_two_levels_unseen"
    OTHER_SITE_RULE_ENDED = "other_site_rule_ended"
    TEN_HOURS = "ten_hours"
    SEASONAL = "seasonal"
    COUNT_DAY = "count_day"
    WHO_LEADS = "who_leads"
    HIRED_IN = "hired_in"
    NUMBER_OF_GROUPS = "number_of_groups"
    AMENDMENTS_UNREAD = "amendments_unread"
    GUIDANCE_UNREAD = "guidance_unread"
    OLDER_ORDER_UNREAD = "older_order_unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An organisation that somebody means to set up."""

    amr: int
    leaders: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """What the rules ask about a workplace."""

    setting: Setting = Setting.ENTERPRISE
    employees: int
    """Everyone there who is neither manager nor arbejdsleder: part-time, temps and apprentices too."""
    sector: Sector = Sector.GENERAL
    under_ten_hours: int = 0
    """Of `employees`; left out of the count in offices and shops alone."""
    leader: Leader = Leader.SEPARATE
    groups: int = 1
    days: int | None = None
    """Calendar days that the work on a site lasts; None elsewhere."""
    agreement: Agreement = Agreement.NONE
    household_family_only: bool = False
    plan: Plan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """Members of the least organisation. `persons` counts the chair, and nobody twice."""

    amr: int
    leaders: int
    persons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """Members of the least committee (arbejdsmiljøudvalg)."""

    amr: int
    leaders: int
    chair: int
    persons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NextLimit:
    """The next number of people at which another rule takes over."""

    limit: int
    more_employees: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What the rules ask, and how that was reached."""

    workplace: Workplace
    rules_on: date
    counted: int
    kind: Kind
    decided_by: Source
    """Where the rule that decided `kind` stands."""
    minimum: Composition | None
    committee: Committee | None
    next_limit: NextLimit | None
    limits: tuple[int, ...]
    """The numbers of people at which the rules change here, the least first."""
    plan: PlanVerdict | None
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]


def required_organisation(workplace: Workplace, *, on: date) -> Requirement:
    """Return the least organisation the rules accept on a day.

    Raises NotInForceError where a rule that the answer rests on has no known value on that day: before
    2010-10-01 everywhere, before 2010-10-17 where the order decides (sites, the ten hours of offices and
    shops). A date that is known to have ended a rule is an answer, not an error.
    """
    counted, counting = _counted(workplace, on)
    kind, sizing = _kind(workplace, counted, on)
    minimum, committee, composing = _composition(workplace, kind, on)
    verdict, holding = _plan(workplace, kind, minimum, on)
    limits = _limits(workplace, kind, on)
    return Requirement(
        workplace=workplace,
        rules_on=on,
        counted=counted,
        kind=kind,
        decided_by=sizing[-1].source,
        minimum=minimum,
        committee=committee,
        next_limit=_next_limit(counted, limits),
        limits=limits,
        plan=verdict,
        steps=(*counting, *sizing, *composing, *holding),
        notes=tuple(_notes(workplace, counted, kind, on)),
    )


def _counted(workplace: Workplace, on: date) -> tuple[int, tuple[Step, ...]]:
    """Who counts: everyone but leaders; in offices and shops only those of «mindst ti timer» a week."""
    leading = p.LEADING_SHARE_ABOVE.at(on)
    everyone = step(
        "everyone", workplace.employees, leading, employees=workplace.employees, share=leading.value
    )
    if workplace.sector is Sector.GENERAL or workplace.setting in SITES:
        return workplace.employees, (everyone,)
    hours, months = p.OFFICE_OR_SHOP_HOURS_FROM.at(on), p.OFFICE_OR_SHOP_MONTHS.at(on)
    exempt = workplace.under_ten_hours
    counted = workplace.employees - exempt
    return counted, (
        everyone,
        step("ten_hours", counted, hours, exempt=exempt, hours=hours.value, counted=counted),
        step("three_months", months.value, months, months=months.value),
    )


def _outside(workplace: Workplace) -> Outside | None:
    return Outside.HOUSEHOLD_FAMILY if workplace.household_family_only else outside(workplace.setting)


def _kind(workplace: Workplace, counted: int, on: date) -> tuple[Kind, tuple[Step, ...]]:
    kept_outside = _outside(workplace)
    if kept_outside is not None:
        exempt = NOT_COVERED[kept_outside].at(on)
        return Kind.NOT_COVERED, (step(f"outside.{kept_outside}", Kind.NOT_COVERED, exempt),)
    dialogue = p.DIALOGUE_FROM.at(on)
    if counted < dialogue.value:
        return Kind.NO_EMPLOYEES, (step("no_employees", Kind.NO_EMPLOYEES, dialogue, limit=dialogue.value),)
    if workplace.setting is Setting.ENTERPRISE:
        kind, decided = _by_size(counted, on)
    elif workplace.setting is Setting.CONSTRUCTION_SITE:
        kind, decided = _on_construction_site(workplace, counted, on)
    else:
        kind, decided = _on_other_site(workplace, counted, on)
    agreed = workplace.agreement is Agreement.ORGANISATION_AND_ENTERPRISE
    if agreed and kind in (Kind.ONE_LEVEL, Kind.TWO_LEVELS):
        # «§§ 6 a-6 c … finder ikke anvendelse, i det omfang …»: § 6 is not among them.
        agreement = step("agreement", Kind.BY_AGREEMENT, p.AGREEMENT_SETS_ASIDE.at(on))
        return Kind.BY_AGREEMENT, (decided, *_agreement_in_writing(on), agreement)
    return kind, (decided,)


def _agreement_in_writing(on: date) -> tuple[Step, ...]:
    if not p.AGREEMENT_IN_WRITING.is_known(on):
        return ()
    return (step("agreement_in_writing", "in_writing", p.AGREEMENT_IN_WRITING.at(on)),)


def _by_size(counted: int, on: date) -> tuple[Kind, Step]:
    """«35 eller flere» asks for two levels, «10-34» for one, «1-9» for dialogue: limits inclusive below.

    Dialogue is decided by not reaching the limit for one level, so that limit is named beside § 6.
    """
    dialogue, one_level, two_levels = (
        limit.at(on) for limit in (p.DIALOGUE_FROM, p.ONE_LEVEL_FROM, p.TWO_LEVELS_FROM)
    )
    if counted >= two_levels.value:
        return Kind.TWO_LEVELS, step(
            "two_levels", Kind.TWO_LEVELS, two_levels, counted=counted, limit=two_levels.value
        )
    if counted >= one_level.value:
        numbers = {"counted": counted, "limit": one_level.value, "next": two_levels.value}
        return Kind.ONE_LEVEL, step("one_level", Kind.ONE_LEVEL, one_level, **numbers)
    numbers = {"counted": counted, "limit": dialogue.value, "next": one_level.value}
    return Kind.DIRECT_DIALOGUE, step("dialogue", Kind.DIRECT_DIALOGUE, dialogue, **numbers)


@dataclass(frozen=True, slots=True)
class _SiteLimit:
    """A limit of a site: so many people, for so many days."""

    people: InForce[int]
    days: InForce[int]

    def is_reached(self, people: int, days: int) -> bool:
        return people >= self.people.value and days >= self.days.value


def _on_construction_site(workplace: Workplace, counted: int, on: date) -> tuple[Kind, Step]:
    """5 people for 14 days: an organisation of the site's own; 35 for 4 weeks: in two levels."""
    one = _SiteLimit(p.CONSTRUCTION_ONE_LEVEL_FROM.at(on), p.CONSTRUCTION_ONE_LEVEL_DAYS_FROM.at(on))
    two = _SiteLimit(p.CONSTRUCTION_TWO_LEVELS_FROM.at(on), p.CONSTRUCTION_TWO_LEVELS_DAYS_FROM.at(on))
    days = _days(workplace)
    if two.is_reached(counted, days):
        return Kind.TWO_LEVELS, _site_step("site_two_levels", Kind.TWO_LEVELS, counted, days, two)
    return _one_level_on_site(counted, days, one)


def _one_level_on_site(counted: int, days: int, one: _SiteLimit) -> tuple[Kind, Step]:
    if one.is_reached(counted, days):
        return Kind.ONE_LEVEL, _site_step("site_one_level", Kind.ONE_LEVEL, counted, days, one)
    return Kind.HOME_ORGANISATION, _site_step("site_home", Kind.HOME_ORGANISATION, counted, days, one)


def _on_other_site(workplace: Workplace, counted: int, on: date) -> tuple[Kind, Step]:
    """Answer for cleaning, forestry, film …: their rule of 5 people and 14 days ended in 2024."""
    if p.OTHER_SITE_ONE_LEVEL_FROM.version(on).value is None:
        ended = p.OTHER_SITE_ONE_LEVEL_FROM.version(on)
        return Kind.HOME_ORGANISATION, Step(
            rule="other_site_ended",
            outcome=Kind.HOME_ORGANISATION,
            source=ended.source,
            verified_on=p.OTHER_SITE_ONE_LEVEL_FROM.verified_on,
        )
    one = _SiteLimit(p.OTHER_SITE_ONE_LEVEL_FROM.at(on), p.OTHER_SITE_ONE_LEVEL_DAYS_FROM.at(on))
    return _one_level_on_site(counted, _days(workplace), one)


def _site_step(rule: str, outcome: Kind, counted: int, days: int, limit: _SiteLimit) -> Step:
    numbers = {"counted": counted, "days": days, "limit": limit.people.value, "limit_days": limit.days.value}
    return step(rule, outcome, limit.people, **numbers)


def _days(workplace: Workplace) -> int:
    if workplace.days is None:
        raise ValueError(f"Workplace.days: got None, expected the days of work on a {workplace.setting}")
    return workplace.days


def _composition(
    workplace: Workplace, kind: Kind, on: date
) -> tuple[Composition | None, Committee | None, tuple[Step, ...]]:
    if kind is Kind.ONE_LEVEL:
        minimum, how = _one_level(workplace.leader, on)
        return minimum, None, (how,)
    if kind is Kind.TWO_LEVELS:
        return _two_levels(workplace, on)
    return None, None, ()


def _one_level(leader: Leader, on: date) -> tuple[Composition, Step]:
    """§ 6 a: leader, AMR and the chair; two persons where the leader is missing or sits in the chair."""
    of_each, chairs = p.ONE_LEVEL_OF_EACH.at(on), p.CHAIRS.at(on).value
    decided: InForce[int] | InForce[bool] = of_each
    rule, leaders = "one_level_composition", of_each.value
    if leader is Leader.NONE:
        without = p.ONE_LEVEL_WITHOUT_LEADER.at(on)
        decided, rule, leaders = without, "one_level_without_leader", without.value
    elif leader is Leader.REPRESENTS_EMPLOYER:
        decided, rule, chairs = p.LEADER_MAY_CHAIR.at(on), "one_level_leader_in_chair", 0
    minimum = Composition(amr=of_each.value, leaders=leaders, persons=of_each.value + leaders + chairs)
    return minimum, step(rule, minimum.persons, decided, persons=minimum.persons)


def _two_levels(workplace: Workplace, on: date) -> tuple[Composition, Committee, tuple[Step, ...]]:
    """§ 6 b: groups of one and one; a committee of all their members, or of two and two from the third."""
    of_each, chair = p.GROUP_OF_EACH.at(on), p.CHAIRS.at(on).value
    elected_from, elected = p.COMMITTEE_ELECTED_FROM_GROUPS.at(on), p.COMMITTEE_ELECTED_OF_EACH.at(on)
    groups = workplace.groups
    members = groups * of_each.value
    in_chair = 1 if workplace.leader is Leader.REPRESENTS_EMPLOYER else 0
    minimum = Composition(amr=members, leaders=members, persons=2 * members + chair - in_chair)
    grouping = step("groups", members, of_each, groups=groups, each=of_each.value)
    if groups >= elected_from.value:
        committee = Committee(
            amr=elected.value,
            leaders=elected.value,
            chair=chair,
            # Whether a leader in the chair is one of the two elected is for them to settle; see the note.
            persons=2 * elected.value + chair,
        )
        sitting = step(
            "committee_elected",
            committee.persons,
            elected,
            each=elected.value,
            persons=committee.persons,
        )
    else:
        committee = Committee(
            amr=members, leaders=members, chair=chair, persons=2 * members + chair - in_chair
        )
        sitting = step("committee_of_all", committee.persons, elected_from, persons=committee.persons)
    return minimum, committee, (grouping, sitting)


def _plan(
    workplace: Workplace, kind: Kind, minimum: Composition | None, on: date
) -> tuple[PlanVerdict | None, tuple[Step, ...]]:
    """§ 6 c: at least as many AMR as leaders; and what §§ 6 a-6 b ask at the least."""
    plan = workplace.plan
    if plan is None or minimum is None:
        return None, ()
    per_leader = p.AMR_PER_LEADER.at(on)
    least = (p.GROUP_OF_EACH if kind is Kind.TWO_LEVELS else p.ONE_LEVEL_OF_EACH).at(on)
    if plan.amr < minimum.amr:
        verdict, decided = PlanVerdict.TOO_FEW_AMR, least
    elif plan.amr < plan.leaders * per_leader.value:
        verdict, decided = PlanVerdict.TOO_FEW_AMR, per_leader
    elif plan.leaders < minimum.leaders:
        verdict, decided = PlanVerdict.TOO_FEW_LEADERS, least
    elif kind is Kind.TWO_LEVELS and (plan.amr, plan.leaders) != (minimum.amr, minimum.leaders):
        verdict, decided = PlanVerdict.NOT_STATUTORY_GROUP, least
    else:
        verdict, decided = PlanVerdict.MEETS, per_leader
    return verdict, (step(f"plan.{verdict}", verdict, decided, amr=plan.amr, leaders=plan.leaders),)


def _limits(workplace: Workplace, kind: Kind, on: date) -> tuple[int, ...]:
    """Return the numbers of people at which the rules change for such a workplace."""
    if kind is Kind.NOT_COVERED:
        return ()
    if workplace.setting is Setting.ENTERPRISE:
        return tuple(limit.at(on).value for limit in (p.DIALOGUE_FROM, p.ONE_LEVEL_FROM, p.TWO_LEVELS_FROM))
    site_limits = [(p.OTHER_SITE_ONE_LEVEL_FROM, p.OTHER_SITE_ONE_LEVEL_DAYS_FROM)]
    if workplace.setting is Setting.CONSTRUCTION_SITE:
        site_limits = [
            (p.CONSTRUCTION_ONE_LEVEL_FROM, p.CONSTRUCTION_ONE_LEVEL_DAYS_FROM),
            (p.CONSTRUCTION_TWO_LEVELS_FROM, p.CONSTRUCTION_TWO_LEVELS_DAYS_FROM),
        ]
    return tuple(
        people.at(on).value
        for people, days in site_limits
        if people.version(on).value is not None and _days(workplace) >= days.at(on).value
    )


def _next_limit(counted: int, limits: tuple[int, ...]) -> NextLimit | None:
    for limit in limits:
        if counted < limit:
            return NextLimit(limit=limit, more_employees=limit - counted)
    return None


def _notes(workplace: Workplace, counted: int, kind: Kind, on: date) -> Iterator[Note]:
    """Yield what must be said besides, the nearest to this answer first."""
    if kind is Kind.NOT_COVERED:
        return
    if not workplace.employees:
        yield Note.WHO_LEADS
        return
    yield from _agreement_notes(workplace, kind)
    yield from _size_notes(workplace, counted, kind, on)
    yield from _site_notes(workplace, counted, on)
    if workplace.sector is Sector.OFFICE_OR_SHOP and workplace.setting not in SITES:
        yield Note.TEN_HOURS
    if kind is Kind.TWO_LEVELS:
        yield Note.NUMBER_OF_GROUPS
    if workplace.setting is Setting.ENTERPRISE and p.SEASONAL_EMPLOYEES_FROM.is_known(on):
        yield Note.SEASONAL
    yield Note.COUNT_DAY
    yield Note.WHO_LEADS
    yield Note.HIRED_IN
    if on >= ORDER_OF_2024_FROM:
        yield Note.AMENDMENTS_UNREAD
        yield Note.GUIDANCE_UNREAD
    else:
        yield Note.OLDER_ORDER_UNREAD


def _agreement_notes(workplace: Workplace, kind: Kind) -> Iterator[Note]:
    if workplace.agreement is Agreement.ENTERPRISE_ONLY:
        yield Note.AGREEMENT_INCOMPLETE
    if workplace.agreement is Agreement.ORGANISATION_AND_ENTERPRISE and kind is Kind.DIRECT_DIALOGUE:
        yield Note.AGREEMENT_CHANGES_NOTHING


def _size_notes(workplace: Workplace, counted: int, kind: Kind, on: date) -> Iterator[Note]:
    if kind is Kind.NO_EMPLOYEES:
        yield Note.NONE_COUNTED
    if workplace.setting is Setting.ENTERPRISE and counted == p.TWO_LEVELS_FROM.at(on).value:
        yield Note.EXACTLY_AT_TWO_LEVELS
    if kind is Kind.TWO_LEVELS and workplace.leader is Leader.NONE:
        yield Note.LEADERS_NEEDED
    elected = workplace.groups >= p.COMMITTEE_ELECTED_FROM_GROUPS.at(on).value
    if kind is Kind.TWO_LEVELS and workplace.leader is Leader.REPRESENTS_EMPLOYER and elected:
        yield Note.CHAIR_AMONG_LEADERS


def _site_notes(workplace: Workplace, counted: int, on: date) -> Iterator[Note]:
    if workplace.setting not in SITES:
        return
    if workplace.setting is Setting.CONSTRUCTION_SITE:
        yield Note.SITE_DAYS
        yield Note.SITE_COUNTS_AT_HOME
        if counted >= p.CONSTRUCTION_TWO_LEVELS_FROM.at(on).value:
            yield Note.SITE_TWO_LEVELS_SINCE
    elif p.OTHER_SITE_ONE_LEVEL_FROM.version(on).value is None:
        yield Note.OTHER_SITE_RULE_ENDED
    else:
        yield Note.SITE_DAYS
        yield Note.SITE_COUNTS_AT_HOME
        yield Note.OTHER_SITE_TWO_LEVELS_UNSEEN
