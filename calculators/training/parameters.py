"""The numbers of law behind the training of the AMO's members, each with its day and its source."""

from fractions import Fraction

from calculators.acts import (
    ACT_COPIED,
    ACT_FROM,
    ORDER_OF_2024_FROM,
    act,
    since_2024,
    since_the_act,
    since_the_order,
)
from calculators.law import Kind, Number, Parameter, Source, Version

ACT_6D_TRAINING = act("§ 6 d, stk. 3", "act-6d-3")
ACT_9 = act("§ 9, stk. 1", "act-9")
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

# --- Mandatory: «3 dage senest 3 måneder efter tiltrædelsen»
MANDATORY_DAYS = since_the_act("training.mandatory_days", 3, ACT_9)
MANDATORY_HOURS = since_the_order("training.mandatory_hours", 22, AT_MANDATORY)
MANDATORY_DUE_MONTHS = since_the_act("training.mandatory_due_months", 3, ACT_9)
DUE_FROM_SEAT = since_2024("training.due_from_seat", value=True, source=ACT_9)
"""The limit runs from taking up the seat. Until then «efter valget eller udpegningen», even where the seat
was taken up later."""

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

# --- What the employer owes besides
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

ALL: tuple[Parameter[Number], ...] = (
    MANDATORY_DAYS,
    MANDATORY_HOURS,
    MANDATORY_DUE_MONTHS,
    DUE_FROM_SEAT,
    FIRST_YEAR_DAYS,
    FIRST_YEAR_HOURS,
    FIRST_YEAR_START_MONTHS,
    FIRST_YEAR_MONTHS,
    FOLLOWING_YEAR_DAYS,
    FOLLOWING_YEAR_HOURS,
    OFFER_DOCUMENTED,
    SUPPLEMENTARY_DISCUSSED,
    COMPETENCE_PLAN,
)
"""Every parameter, in the order in which /regler/ tells them."""
