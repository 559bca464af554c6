"""The numbers of law behind AMO sizing, each with its day and its source."""

from calculators.acts import (
    ORDER_FROM,
    ORDER_OF_2024_FROM,
    PAGES_READ,
    act,
    since_2024,
    since_the_act,
    since_the_order,
)
from calculators.law import Kind, Number, Parameter, Source, Version
from calculators.scope import NOT_COVERED

ACT_6 = act("§ 6", "act-6")
ACT_6A = act("§ 6 a", "act-6a")
ACT_6B_GROUPS = act("§ 6 b, nr. 1", "act-6b-1")
ACT_6B_COMMITTEE = act("§ 6 b, nr. 2", "act-6b-2")
ACT_6B = act("§ 6 b", "act-6b")
ACT_6C = act("§ 6 c", "act-6c")
ACT_7 = act("§ 7, stk. 1", "act-7")
ORDER_25 = Source(
    id="order-2024-25",
    kind=Kind.LAW,
    title="Bekendtgørelse om systematisk arbejdsmiljøarbejde (BEK nr. 65 af 22. januar 2024)",
    paragraph="§ 25",
    url="https://www.retsinformation.dk/eli/lta/2024/65",
)
AT_COUNT = Source(
    id="at-count",
    kind=Kind.GUIDANCE,
    title="Arbejdstilsynet: Sådan opgøres antallet af ansatte ved etablering af AMO",
    url="https://at.dk/arbejdsmiljoearbejdet/arbejdsmiljoeorganisation/saadan-opgoeres-antallet-af-ansatte-ved-etablering-af-amo/",
)
AT_SMALL = Source(
    id="at-10-34",
    kind=Kind.GUIDANCE,
    title="Arbejdstilsynet: AMO-regler - 10 til 34 ansatte",
    url="https://at.dk/arbejdsmiljoearbejdet/arbejdsmiljoeorganisation/organisering-af-arbejdsmiljoearbejdet/saerligt-for-virksomheder-med-10-34-ansatte",
)
AT_SITES = Source(
    id="at-construction",
    kind=Kind.GUIDANCE,
    title="Arbejdstilsynet: Regler om AMO på byggepladser (revideret 31. juli 2024)",
    url="https://at.dk/arbejdsmiljoearbejdet/arbejdsmiljoeorganisation/amo-paa-byggepladser",
)
AT_OTHER_SITES = Source(
    id="at-f-3-5-1",
    kind=Kind.THIRD_PARTY,
    title="AT-vejledning F.3.5-1 om midlertidige arbejdssteder, gengivet af ambutikken.dk",
    url="https://ambutikken.dk/butik/vejledning-f35-1",
    seen=False,
)
AT_NEW_ORDER = Source(
    id="at-2024-01",
    kind=Kind.GUIDANCE,
    title="Arbejdstilsynet: Ny bekendtgørelse om systematisk arbejdsmiljøarbejde (januar 2024)",
    url="https://at.dk/nyheder/2024/01/ny-bekendtgoerelse-om-systematisk-arbejdsmiljoearbejde/",
)
DE_COUNT = Source(
    id="de-2021",
    kind=Kind.THIRD_PARTY,
    title=(
        "Dansk Erhverv: Sådan beregner du, om virksomheden skal have en arbejdsmiljøorganisation"
        " (18. maj 2021)"
    ),
    url="https://www.danskerhverv.dk/presse-og-nyheder/nyheder/2021/maj/sadan-beregner-du-om-virksomheden-skal-have-en-arbejdsmiljoorganisation/",
)
SEASONAL_SHOPS = Source(
    id="sav-2014",
    kind=Kind.THIRD_PARTY,
    title="Savportalen (2014): Sæsonbutikker, efter bekendtgørelse nr. 1181/2010",
    paragraph="§ 8",
    url="http://www.savportalen.dk/Arbejdsmiljoearbejdet-2014/Arbejdsmiljoeorganisation-(AMO)/SAesonbutikker",
)
HK_NEW_ORDER = Source(
    id="hk-2024",
    kind=Kind.THIRD_PARTY,
    title="HK: Nye regler for samarbejdet (1. februar 2024)",
    url="https://www.hk.dk/aktuelt/nyheder/2024/02/01/nye-regler-for-samarbejdet",
)
# --- From how many: «1-9 ansatte», «10-34 ansatte», «35 eller flere ansatte»
DIALOGUE_FROM = since_the_act("amo.dialogue_from", 1, ACT_6)
ONE_LEVEL_FROM = since_the_act("amo.one_level_from", 10, ACT_6A)
TWO_LEVELS_FROM = since_the_act("amo.two_levels_from", 35, ACT_6B)

# --- Who counts
LEADING_SHARE_ABOVE = since_the_act("amo.leading_share_above", 50, AT_COUNT, PAGES_READ)
"""Per cent of the working day; whoever leads for more «bør ikke tælle med». A rule of thumb for § 24."""
OFFICE_OR_SHOP_HOURS_FROM = since_the_order("amo.office_or_shop_hours_from", 10, AT_COUNT)
"""Hours a week; «mindst ti timer». Whether the order of 2024 kept the rule was not seen (doubt J.1)."""
OFFICE_OR_SHOP_MONTHS = since_the_order("amo.office_or_shop_months", 3, DE_COUNT)
"""Months over which the hours are averaged."""
SEASONAL_EMPLOYEES_FROM = since_the_order("amo.seasonal_employees_from", 10, SEASONAL_SHOPS)
SEASONAL_MONTHS_FROM = since_the_order("amo.seasonal_months_from", 3, SEASONAL_SHOPS)
SEASONAL_WITHIN_MONTHS = since_the_order("amo.seasonal_within_months", 12, SEASONAL_SHOPS)
"""Seen for the order of 2010 only; whether the order of 2024 kept it was not seen (doubt J.2). Told to the
reader, never computed with."""

# --- How small: «1 eller flere arbejdsledere og 1 eller flere valgte arbejdsmiljørepræsentanter»
ONE_LEVEL_OF_EACH = since_the_act("amo.one_level_of_each", 1, ACT_6A)
ONE_LEVEL_WITHOUT_LEADER = since_the_act("amo.one_level_without_leader", 0, AT_SMALL, PAGES_READ)
"""Leaders needed where no arbejdsleder is employed: Arbejdstilsynet's reading of § 6 a."""
GROUP_OF_EACH = since_the_act("amo.group_of_each", 1, ACT_6B_GROUPS)
COMMITTEE_ELECTED_FROM_GROUPS = since_the_act("amo.committee_elected_from_groups", 3, ACT_6B_COMMITTEE)
"""«Er der oprettet mere end to grupper»: from the third on, members elect instead of all taking part."""
COMMITTEE_ELECTED_OF_EACH = since_the_act("amo.committee_elected_of_each", 2, ACT_6B_COMMITTEE)
CHAIRS = since_the_act("amo.chairs", 1, ACT_6B_COMMITTEE)
AMR_PER_LEADER = since_the_act("amo.amr_per_leader", 1, ACT_6C)
"""«mindst lige så mange arbejdsmiljørepræsentanter som arbejdsledere»."""
LEADER_MAY_CHAIR = since_the_act("amo.leader_may_chair", value=True, source=AT_SMALL, verified_on=PAGES_READ)

# --- By agreement
AGREEMENT_SETS_ASIDE = since_the_act("amo.agreement_sets_aside", value=True, source=ACT_7)
"""Two agreements together set aside §§ 6 a-6 c, but not § 6."""

AGREEMENT_IN_WRITING = since_2024(
    "amo.agreement_in_writing", value=True, source=ORDER_25, verified_on=PAGES_READ
)
"""The agreement at the workplace; the order of 2010 is said to have asked the same, in words not read."""

# --- Temporary places of work
CONSTRUCTION_ONE_LEVEL_FROM = since_the_order("amo.construction_one_level_from", 5, AT_SITES)
CONSTRUCTION_ONE_LEVEL_DAYS_FROM = since_the_order("amo.construction_one_level_days_from", 14, AT_SITES)
CONSTRUCTION_TWO_LEVELS_FROM = since_the_order("amo.construction_two_levels_from", 35, AT_SITES)
CONSTRUCTION_TWO_LEVELS_DAYS_FROM = since_the_order("amo.construction_two_levels_days_from", 28, AT_SITES)
"""«4 uger». An older page of Arbejdstilsynet said 14 days; since when four weeks hold is not known."""


def _until_2024(name: str, value: int) -> Parameter[int]:
    return Parameter(
        name=name,
        versions=(
            Version(since=ORDER_FROM, value=value, source=AT_OTHER_SITES),
            Version(since=ORDER_OF_2024_FROM, value=None, source=AT_NEW_ORDER),
        ),
        verified_on=PAGES_READ,
    )


OTHER_SITE_ONE_LEVEL_FROM = _until_2024("amo.other_site_one_level_from", 5)
OTHER_SITE_ONE_LEVEL_DAYS_FROM = _until_2024("amo.other_site_one_level_days_from", 14)

# --- What follows
PROXIMITY_DOCUMENTED = since_2024(
    "amo.proximity_documented", value=True, source=HK_NEW_ORDER, verified_on=PAGES_READ
)
"""The employer must be able to show that nærhedsprincippet was weighed."""


ALL: tuple[Parameter[Number], ...] = (
    DIALOGUE_FROM,
    ONE_LEVEL_FROM,
    TWO_LEVELS_FROM,
    LEADING_SHARE_ABOVE,
    OFFICE_OR_SHOP_HOURS_FROM,
    OFFICE_OR_SHOP_MONTHS,
    SEASONAL_EMPLOYEES_FROM,
    SEASONAL_MONTHS_FROM,
    SEASONAL_WITHIN_MONTHS,
    ONE_LEVEL_OF_EACH,
    ONE_LEVEL_WITHOUT_LEADER,
    GROUP_OF_EACH,
    COMMITTEE_ELECTED_FROM_GROUPS,
    COMMITTEE_ELECTED_OF_EACH,
    CHAIRS,
    AMR_PER_LEADER,
    LEADER_MAY_CHAIR,
    AGREEMENT_SETS_ASIDE,
    AGREEMENT_IN_WRITING,
    CONSTRUCTION_ONE_LEVEL_FROM,
    CONSTRUCTION_ONE_LEVEL_DAYS_FROM,
    CONSTRUCTION_TWO_LEVELS_FROM,
    CONSTRUCTION_TWO_LEVELS_DAYS_FROM,
    OTHER_SITE_ONE_LEVEL_FROM,
    OTHER_SITE_ONE_LEVEL_DAYS_FROM,
    PROXIMITY_DOCUMENTED,
    *NOT_COVERED.values(),
)
"""Every parameter, in the order in which /regler/ tells them."""
