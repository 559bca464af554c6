"""The Act and its orders, which the lists of numbers share: since when they hold, when they were read.

The Act was read in full, in the consolidation of 15 September 2025 as it stood on 23 February 2026. The
order (bekendtgørelse) of 2024 was read in part only; what is said to stand in it rests on Arbejdstilsynet's
pages or on third parties, and its paragraph is left empty where it was not seen.
"""

from datetime import date

from calculators.law import Kind, Parameter, Source, Version

ACT_FROM = date(2010, 10, 1)
"""The AMO reform (lov nr. 508/2010) took effect. Told by third parties; the Act's wording is taken to be that
of today from then, but where it is known to have changed."""
ORDER_FROM = date(2010, 10, 17)
"""Bekendtgørelse nr. 1181 of 15 October 2010 took effect. What rests on the order is not known earlier."""
ORDER_OF_2024_FROM = date(2024, 2, 1)
"""Bekendtgørelse nr. 65 of 22 January 2024 took over; lov nr. 1540 of 12 December 2023 changed the Act."""

ACT_COPIED = date(2026, 2, 23)
PAGES_READ = date(2026, 11, 22)

OWN_READING = Source(id="own-reading", kind=Kind.ASSUMPTION, title="Håndbogens egen læsning")


def act(paragraph: str, source_id: str) -> Source:
    """Return a paragraph of the Act as read."""
    return Source(
        id=source_id,
        kind=Kind.LAW,
        title="Arbejdsmiljøloven (LBK nr. 1108 af 15. september 2025)",
        paragraph=paragraph,
        url="https://www.retsinformation.dk/eli/lta/2025/1108",
    )


def since_the_act[T](name: str, value: T, source: Source, verified_on: date = ACT_COPIED) -> Parameter[T]:
    """Return a parameter that has held since the Act's reform of 2010."""
    return _since(ACT_FROM, name, value, source, verified_on)


def since_the_order[T](name: str, value: T, source: Source) -> Parameter[T]:
    """Return a parameter that rests on the order of 2010, or on practice under it, and on a page read."""
    return _since(ORDER_FROM, name, value, source, PAGES_READ)


def since_2024[T](name: str, value: T, source: Source, verified_on: date = ACT_COPIED) -> Parameter[T]:
    """Return a parameter that began on 1 February 2024, or was not read as it was before."""
    return _since(ORDER_OF_2024_FROM, name, value, source, verified_on)


def _since[T](since: date, name: str, value: T, source: Source, verified_on: date) -> Parameter[T]:
    return Parameter(
        name=name, versions=(Version(since=since, value=value, source=source),), verified_on=verified_on
    )
