"""The numbers of law behind the training of the AMO's members, each with its day and its source."""

from datetime import date
from fractions import Fraction

from calculators.acts import (
    ACT_COPIED,
    ACT_FROM,
    ORDER_OF_2024_FROM,
    OWN_READING,
    PAGES_READ,
    act,
    since_2024,
    since_the_act,
    since_the_order,
)
from calculators.law import Kind, Number, Parameter, Source, Version

ACT_6D_TRAINING = act("§ 6 d, stk. 3", "act-6d-3")
ACT_9 = act("§ 9, stk. 1", "act-9")
ACT_10 = act("§ 10, stk. 1", "act-10-1")
OLD_ACT_6D = Source(
    id="act-6d-3-before-2024",
    kind=Kind.LAW,
    title="Arbejdsmiljøloven, som den lød til og med 31. januar 2024 (gengivet af danskelove.dk)",
    paragraph="§ 6 d, stk. 3",
    url="https://danskelove.dk/arbejdsmilj%C3%B8loven/6d",
)
BILL_OF_2023 = Source(
    id="l-67-2023",
    kind=Kind.LAW,
    title="Lovforslag L 67 (2023-24), vedtaget som lov nr. 1540 af 12. december 2023",
    paragraph="§ 1, nr. 2",
    url="https://ft.dk/samling/20231/lovforslag/l67/20231_l67_som_fremsat.htm",
)
AT_MANDATORY = Source(
    id="at-mandatory-training",
    kind=Kind.GUIDANCE,
    title="Arbejdstilsynet: Obligatorisk arbejdsmiljøuddannelse for medlemmer af AMO",
    url="https://at.dk/arbejdsmiljoearbejdet/arbejdsmiljoeorganisation/obligatorisk-arbejdsmiljoeuddannelse/",
)
AT_MANDATORY_BEFORE_2024 = Source(
    id="at-mandatory-training-before-2024",
    kind=Kind.GUIDANCE,
    title="Arbejdstilsynet: Obligatorisk arbejdsmiljøuddannelse, spørgsmål og svar (før februar 2024)",
    url="https://at.dk/arbejdsmiljoearbejdet/arbejdsmiljoeuddannelser/arbejdsmiljoeuddannelse-for-medlemmer-af-arbejdsmiljoeorganisationen/obligatorisk-arbejdsmiljoeuddannelse/",
)
STATE_MANUAL = Source(
    id="pav-7-3-12",
    kind=Kind.THIRD_PARTY,
    title="Medarbejder- og Kompetencestyrelsen: Personaleadministrativ vejledning",
    paragraph="7.3.12",
    url="https://pav.medst.dk/samarbejdsudvalg-og-arbejdsmiljoeorganisation-mv/arbejdsmiljoeorganisationen/",
)
AT_SUPPLEMENTARY = Source(
    id="at-supplementary-training",
    kind=Kind.GUIDANCE,
    title="Arbejdstilsynet: Supplerende arbejdsmiljøuddannelse",
    url="https://at.dk/arbejdsmiljoearbejdet/lovpligtige-arbejdsmiljoeuddannelser/arbejdsmiljoeuddannelsens-formaal-og-indhold/supplerende-arbejdsmiljoeuddannelse/",
)
AT_SUPPLEMENTARY_WHEN = Source(
    id="at-supplementary-when",
    kind=Kind.GUIDANCE,
    title="Arbejdstilsynet: Hvornår skal de to dages supplerende arbejdsmiljøuddannelse tilbydes?",
    url="https://at.dk/spoergsmaal-svar/s/supplerende-arbejdsmiljoeuddannelse-hvornaar/",
)
AU_COURSES = Source(
    id="au-supplementary",
    kind=Kind.THIRD_PARTY,
    title="Aarhus Universitet: Supplerende arbejdsmiljøkurser (før februar 2024)",
    url="https://medarbejdere.au.dk/administration/hr/arbejdsmiljoe/organisation/om/supplerende-arbejdsmiljoekurser/",
)

CHURCH_MINISTER = Source(
    id="kiu-19-2023",
    kind=Kind.GUIDANCE,
    title="Kirkeministerens svar på spørgsmål 19 fra Kirkeudvalget (2022-23), om lukkelovens helligdage",
    url="https://ft.dk/samling/20222/almdel/kiu/spm/19/svar/1931096/2662590/index.htm",
)
ACT_ON_STORE_BEDEDAG = Source(
    id="store-bededag-2023",
    kind=Kind.LAW,
    title="Lov nr. 214 af 6. marts 2023 om konsekvenser ved afskaffelsen af store bededag som helligdag",
    url="https://www.retsinformation.dk/eli/lta/2023/214",
    seen=False,
)

# --- Who
MEMBERS = since_the_act("training.members", value=True, source=ACT_9)
"""«medlemmerne af arbejdsmiljøorganisationen»: AMR and arbejdsleder alike, on sites too."""
EMPLOYER_EXEMPT = since_the_order("training.employer_exempt", value=True, source=AT_MANDATORY_BEFORE_2024)
"""The employer, and whoever is in the chair without being a member as an arbejdsleder."""
VOLUNTARY_EXEMPT = since_the_act("training.voluntary_exempt", value=True, source=OWN_READING)
"""§ 9 speaks of members of the AMO; where none is required an AMR elected all the same is not one."""

# --- Mandatory: «3 dage senest 3 måneder efter tiltrædelsen»
MANDATORY_DAYS = since_the_act("training.mandatory_days", 3, ACT_9)
MANDATORY_HOURS = since_the_order("training.mandatory_hours", 22, AT_MANDATORY)
MANDATORY_DUE_MONTHS = since_the_act("training.mandatory_due_months", 3, ACT_9)
DUE_FROM_ELECTION = Parameter(
    name="training.due_from_election",
    versions=(
        Version(since=ACT_FROM, value=True, source=AT_MANDATORY_BEFORE_2024),
        Version(since=ORDER_OF_2024_FROM, value=None, source=ACT_9),
    ),
    verified_on=ACT_COPIED,
)
"""«efter valget eller udpegningen», even where the seat was taken up later."""
DUE_FROM_SEAT = since_2024("training.due_from_seat", value=True, source=ACT_9)
"""«efter tiltrædelsen». No rule was seen about elections before and seats after this day."""
MONTHS_TO_SAME_DAY = since_the_act("training.months_to_same_day", value=True, source=OWN_READING)
"""A period of months ends on the same day number, or on the last day of a shorter month."""
EARLIER_COURSE_AFTER = since_the_order("training.earlier_course_after", date(1991, 4, 1), STATE_MANUAL)
"""A statutory course taken after it still serves. What holds on the day itself is not said."""
COORDINATOR_EXEMPT = since_the_order(
    "training.coordinator_exempt", value=True, source=AT_MANDATORY_BEFORE_2024
)
"""The training of coordinators in building and construction."""

# --- Supplementary, the first year: «de første 2 dages … inden for de første 12 måneder»
FIRST_YEAR_DAYS = since_the_act("training.first_year_days", 2, ACT_9)
FIRST_YEAR_MONTHS = since_the_act("training.first_year_months", 12, ACT_9)
"""Within them, counted from the start of the term, it can have been completed."""
FIRST_YEAR_START_MONTHS = since_the_order("training.first_year_start_months", 9, AT_SUPPLEMENTARY_WHEN)
"""Within them, counted from the end of the mandatory training, it can be begun. The order of 2024 was not
seen to say so."""
FIRST_YEAR_HOURS = since_the_order("training.first_year_hours", 15, AU_COURSES)

# --- Supplementary, each later year: «svarende til 1½ dags varighed»
FOLLOWING_YEAR_DAYS = since_the_act("training.following_year_days", Fraction(3, 2), ACT_9)
FOLLOWING_YEAR_HOURS = since_the_order("training.following_year_hours", 11, AU_COURSES)
"""Hours are what practice makes of the days; the law knows days alone."""

STARTABLE_IN_YEAR = since_the_order("training.startable_in_year", value=True, source=AT_SUPPLEMENTARY)
"""Offered so that it can be begun within the same year of office."""
RE_ELECTED_GO_ON = since_the_order("training.re_elected_go_on", value=True, source=OWN_READING)
"""Whoever is re-elected without a break has no new first year: inferred from a page of Region Midtjylland's
from before 2024, which has the two days for those who are newly elected."""

# --- Unused, and moved
UNUSED_LAPSES = since_the_order("training.unused_lapses", value=True, source=AU_COURSES)
"""At the end of the year of office. The order of 2024 was not seen to say so."""
POOLING_IN_WRITING = since_the_order("training.pooling_in_writing", value=True, source=AT_SUPPLEMENTARY)
"""Employer and employees may pool the days of several years within the term, by an agreement that can be
shown in writing."""
FIRST_YEAR_NOT_POOLED = since_the_order("training.first_year_not_pooled", value=True, source=AU_COURSES)

# --- What the employer owes besides
COSTS_PAID = since_the_act("training.costs_paid", value=True, source=ACT_10)
"""The costs of the AMR's office, and loss of income. § 10 names the AMR alone."""
WORKING_TIME = since_the_order("training.working_time", value=True, source=STATE_MANUAL)
"""The state counts it like a course that one was told to take."""
OFFER_DOCUMENTED = since_the_order("training.offer_documented", value=True, source=AT_SUPPLEMENTARY)
"""The employer must be able to show the offer in writing."""
SUPPLEMENTARY_DISCUSSED = since_2024("training.supplementary_discussed", value=True, source=ACT_6D_TRAINING)
COMPETENCE_PLAN = Parameter(
    name="training.competence_plan",
    versions=(
        Version(since=ACT_FROM, value=True, source=OLD_ACT_6D),
        Version(since=ORDER_OF_2024_FROM, value=None, source=BILL_OF_2023),
    ),
    verified_on=ACT_COPIED,
)
"""The discussion took its place in § 6 d, stk. 3."""

# --- Working days
STORE_BEDEDAG = Parameter(
    name="training.store_bededag",
    versions=(
        Version(since=ACT_FROM, value=True, source=CHURCH_MINISTER),
        Version(since=date(2024, 1, 1), value=None, source=ACT_ON_STORE_BEDEDAG),
    ),
    verified_on=PAGES_READ,
)
"""A public holiday; the others have not changed since the Act and stand in `workdays`."""

ALL: tuple[Parameter[Number], ...] = (
    MEMBERS,
    EMPLOYER_EXEMPT,
    VOLUNTARY_EXEMPT,
    MANDATORY_DAYS,
    MANDATORY_HOURS,
    MANDATORY_DUE_MONTHS,
    DUE_FROM_ELECTION,
    DUE_FROM_SEAT,
    MONTHS_TO_SAME_DAY,
    EARLIER_COURSE_AFTER,
    COORDINATOR_EXEMPT,
    FIRST_YEAR_DAYS,
    FIRST_YEAR_HOURS,
    FIRST_YEAR_START_MONTHS,
    FIRST_YEAR_MONTHS,
    FOLLOWING_YEAR_DAYS,
    FOLLOWING_YEAR_HOURS,
    STARTABLE_IN_YEAR,
    RE_ELECTED_GO_ON,
    UNUSED_LAPSES,
    POOLING_IN_WRITING,
    FIRST_YEAR_NOT_POOLED,
    COSTS_PAID,
    WORKING_TIME,
    OFFER_DOCUMENTED,
    SUPPLEMENTARY_DISCUSSED,
    COMPETENCE_PLAN,
    STORE_BEDEDAG,
)
"""Every parameter, in the order in which /regler/ tells them."""
