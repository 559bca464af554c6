"""The numbers of law that the handbook tells about the AMR's office and the APV, each with day and source."""

from calculators.acts import act, since_2024, since_the_act, since_the_order
from calculators.law import Kind, Number, Parameter, Source

ACT_6D_DISCUSSION = act("§ 6 d, stk. 1", "act-6d-1")
ACT_8 = act("§ 8, stk. 1", "act-8-1")
ACT_10_COSTS = act("§ 10, stk. 1", "act-10-1")
ACT_10_PROTECTION = act("§ 10, stk. 2", "act-10-2")
ACT_10_NOTICE = act("§ 10, stk. 3", "act-10-3")
ACT_15A = act("§ 15 a, stk. 3", "act-15a-3")
AT_TERM = Source(
    id="at-term",
    kind=Kind.GUIDANCE,
    title="Arbejdstilsynet: Valgperiode, ophør og fravær",
    url="https://at.dk/spoergsmaal-svar/a/arbejdsmiljoerepraesentant-valgperiode-ophoer-fravaer/",
)

# --- The term
TERM_YEARS = since_the_order("office.term_years", 2, AT_TERM)
TERM_YEARS_AT_MOST = since_the_order("office.term_years_at_most", 4, AT_TERM)
"""As employer and employees may agree for elections to come."""
ABSENCE_MONTHS_FROM = since_the_order("office.absence_months_from", 4, AT_TERM)
"""Of expected or planned absence: then a new AMR may be elected."""

# --- Protection
PROTECTED_LIKE_SHOP_STEWARD = since_the_act(
    "office.protected_like_shop_steward", value=True, source=ACT_10_PROTECTION
)
LONGER_NOTICE_WEEKS = since_2024("office.longer_notice_weeks", 6, ACT_10_NOTICE)
"""For whoever is not protected like a shop steward. New with lov nr. 1540 of 12 December 2023."""

# --- Costs and time
COSTS_PAID = since_the_act("office.costs_paid", value=True, source=ACT_10_COSTS)
"""The costs of the office, and loss of income."""
REASONABLE_TIME = since_the_act("office.reasonable_time", value=True, source=ACT_8)
"""«en efter forholdene rimelig tid»: the law fixes no number of hours."""

# --- What recurs
YEARLY_DISCUSSION = since_the_act("office.yearly_discussion", value=True, source=ACT_6D_DISCUSSION)
APV_SURVEY_YEARS = since_2024("office.apv_survey_years", 3, ACT_15A)
"""«mindst hvert tredje år». What the Act and the order said before 1 February 2024 was not read."""

ALL: tuple[Parameter[Number], ...] = (
    TERM_YEARS,
    TERM_YEARS_AT_MOST,
    ABSENCE_MONTHS_FROM,
    PROTECTED_LIKE_SHOP_STEWARD,
    LONGER_NOTICE_WEEKS,
    COSTS_PAID,
    REASONABLE_TIME,
    YEARLY_DISCUSSION,
    APV_SURVEY_YEARS,
)
"""Every parameter, in the order in which /regler/ tells them."""
