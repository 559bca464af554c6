"""Sources, dated values, and what is in force on a day.

A number of law stands in a calculator's `parameters.py` as a `Parameter`: its whole known history, each
value with its source. Whoever asks about a day outside that history gets an error, never the nearest value.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

Number = int | Fraction | date
"""What a parameter holds: a whole number, a yes (which Python counts as one), a fraction (1½), or a day."""


class Kind(StrEnum):
    """What stands behind a source, and so how much weight its words carry."""

    LAW = "law"
    """An act or an order."""
    GUIDANCE = "guidance"
    """Arbejdstilsynet's own pages: strong, but not law."""
    THIRD_PARTY = "third_party"
    """A union, an employers' body or a course provider tells what the rule is."""
    ASSUMPTION = "assumption"
    """Our own reading. Always shown as such, never as law."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place where a rule can be read."""

    id: str
    kind: Kind
    title: str
    """As the source calls itself, in Danish; titles of acts are not translated. What is our own has a name in
    each language besides, in the text files under `source.<id>`."""
    paragraph: str = ""
    url: str = ""
    seen: bool = True
    """Whether the words themselves were read. False: known to stand there, by somebody else's report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version[T]:
    """One value of a parameter, from `since` until the next version."""

    since: date
    value: T | None
    """None: the rule was repealed on `since`."""
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce[T]:
    """A value as it stood on a day, with what proves it."""

    parameter: str
    value: T
    since: date
    source: Source
    verified_on: date


class NotInForceError(LookupError):
    """A parameter was asked about a day on which it has no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter[T]:
    """A value fixed by law, with its whole known history, oldest first."""

    name: str
    versions: tuple[Version[T], ...]
    verified_on: date
    """The last day on which the newest version is known to have stood: the day a person read the source,
    or, where only a dated copy was to be had, the day of the copy."""

    def __post_init__(self) -> None:
        days = [version.since for version in self.versions]
        if not days or days != sorted(set(days)):
            raise ValueError(f"{self.name}: got versions since {days}, expected at least one, oldest first")

    def is_known(self, on: date) -> bool:
        """Whether `on` lies within the known history, repealed or not."""
        return self.versions[0].since <= on

    def version(self, on: date) -> Version[T]:
        """Return the version that governs `on`, a repeal among them.

        Raises NotInForceError before the known history.
        """
        for version in reversed(self.versions):
            if version.since <= on:
                return version
        raise NotInForceError(
            f"{self.name} has no value on {on}; its known history starts {self.versions[0].since}"
        )

    def at(self, on: date) -> InForce[T]:
        """Return the value in force on `on`.

        Raises NotInForceError before the known history and after a repeal.
        """
        version = self.version(on)
        if version.value is None:
            raise NotInForceError(f"{self.name} has no value on {on}; it was repealed on {version.since}")
        return InForce(
            parameter=self.name,
            value=version.value,
            since=version.since,
            source=version.source,
            verified_on=self.verified_on,
        )


def numbers_in_force(parameters: Iterable[Parameter[Number]], *, on: date) -> dict[str, Number]:
    """Return the numbers in force on `on` by their short names (`two_levels_from`), for sentences to name."""
    return {
        parameter.name.rpartition(".")[2]: parameter.at(on).value
        for parameter in parameters
        if parameter.is_known(on) and parameter.version(on).value is not None
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesDay:
    """A day and what the rules are on it, as far as a page that asks has to know."""

    on: date
    numbers: Mapping[str, Number]
    """As `numbers_in_force`."""
    next_change: date | None
    """The first later day on which one of the rules is known to change."""


def rules_day(parameters: Sequence[Parameter[Number]], *, on: date) -> RulesDay:
    """Return what `parameters` say on `on`, and when they are next known to change."""
    changes = [version.since for parameter in parameters for version in parameter.versions]
    return RulesDay(
        on=on,
        numbers=numbers_in_force(parameters, on=on),
        next_change=min((since for since in changes if since > on), default=None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step on the way to a finding: the rule applied, what came of it, where the rule stands."""

    rule: str
    outcome: str | Number
    source: Source
    verified_on: date
    numbers: tuple[tuple[str, Number], ...] = ()
    """What the sentence about this step has to name, in the field's own words."""


def step(rule: str, outcome: str | Number, decided_by: InForce[object], **numbers: Number) -> Step:
    """Return the step that `decided_by` decided."""
    return Step(
        rule=rule,
        outcome=outcome,
        source=decided_by.source,
        verified_on=decided_by.verified_on,
        numbers=tuple(numbers.items()),
    )
