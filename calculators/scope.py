"""Where the Act's rules on the AMO reach: the places that they tell apart, and those that stand outside."""

from enum import StrEnum

from calculators.acts import ACT_COPIED, OWN_READING, PAGES_READ, act, since_the_act
from calculators.law import Kind, Parameter, Source

OFFSHORE_ACT = Source(
    id="offshore-act",
    kind=Kind.LAW,
    title="Offshoresikkerhedsloven",
    url="https://at.dk/en/regulations",
    seen=False,
)


class Setting(StrEnum):
    """Where the work is done, as far as the rules tell places apart."""

    ENTERPRISE = "enterprise"
    CONSTRUCTION_SITE = "construction_site"
    OTHER_TEMPORARY_SITE = "other_temporary_site"
    SHIP = "ship"
    OFFSHORE = "offshore"
    AVIATION = "aviation"
    MILITARY = "military"
    HOUSEHOLD = "household"
    VOLUNTEERS = "volunteers"
    OUTSIDE_DENMARK = "outside_denmark"


SITES = (Setting.CONSTRUCTION_SITE, Setting.OTHER_TEMPORARY_SITE)


class Outside(StrEnum):
    """What keeps work outside the rules."""

    SHIP = "ship"
    OFFSHORE = "offshore"
    AVIATION = "aviation"
    MILITARY = "military"
    HOUSEHOLD = "household"
    HOUSEHOLD_FAMILY = "household_family"
    VOLUNTEERS = "volunteers"
    OUTSIDE_DENMARK = "outside_denmark"


def outside(setting: Setting) -> Outside | None:
    """Return what keeps work in such a place outside the rules on AMO (§§ 2-3), if anything does."""
    if setting is Setting.ENTERPRISE or setting in SITES:
        return None
    return Outside(setting.value)


def _outside(what: Outside, source: Source) -> Parameter[bool]:
    read_on = ACT_COPIED if source.kind is Kind.LAW and source.seen else PAGES_READ
    # Named for the calculator that had them first: the names are addresses on /regler/.
    return since_the_act(f"amo.outside.{what}", value=True, source=source, verified_on=read_on)


NOT_COVERED = {
    Outside.SHIP: _outside(Outside.SHIP, act("§ 3, stk. 2", "act-3-2")),
    Outside.OFFSHORE: _outside(Outside.OFFSHORE, OFFSHORE_ACT),
    Outside.AVIATION: _outside(Outside.AVIATION, act("§ 3, stk. 1", "act-3-1")),
    Outside.MILITARY: _outside(Outside.MILITARY, act("§ 2, stk. 2, nr. 3", "act-2-2-3")),
    Outside.HOUSEHOLD: _outside(Outside.HOUSEHOLD, act("§ 2, stk. 2, nr. 1", "act-2-2-1")),
    Outside.HOUSEHOLD_FAMILY: _outside(Outside.HOUSEHOLD_FAMILY, act("§ 2, stk. 2, nr. 2", "act-2-2-2")),
    Outside.VOLUNTEERS: _outside(Outside.VOLUNTEERS, act("§ 2, stk. 4", "act-2-4")),
    # Greenland and the Faroe Islands have working environment acts of their own: taken for granted, not read.
    Outside.OUTSIDE_DENMARK: _outside(Outside.OUTSIDE_DENMARK, OWN_READING),
}
