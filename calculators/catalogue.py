"""The calculators, and the lists of numbers of law, by name. A new one is its folder and two lines here."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from calculators import view
from calculators.amo import page as amo
from calculators.amo import parameters as amo_parameters
from calculators.form import Group, Problem
from calculators.law import Number, Parameter, Step
from calculators.logbook import page as logbook
from calculators.logbook import parameters as logbook_parameters
from calculators.office import parameters as office_parameters
from calculators.text import Words
from calculators.training import page as training
from calculators.training import parameters as training_parameters


class Found(Protocol):
    """What every finding carries besides its own."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """How it was reached, in order."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Codes of what the reader must know besides."""


class Page(Protocol):
    """What a calculator's `page.py` offers."""

    FOLDER: Path
    """Where its words lie."""
    PARAMETERS: tuple[Parameter[Number], ...]
    """The numbers that its answers rest on and its sentences name."""
    FORM: tuple[Group, ...]
    EXAMPLES: Mapping[str, Mapping[str, object]]
    OF_TODAY: bool
    """Whether the page asks about the reader's own day, and not about the day of the site's rules."""
    COMMON: tuple[Mapping[str, str], ...]
    """What is asked most often, as the form sends it: as typed, in the form's order, without what is the
    default. The build answers these, and the first answer waits for no runtime. None where OF_TODAY."""

    def problems(self, answers: Mapping[str, object]) -> Iterable[Problem]:
        """Return what is wrong with the answers held against each other, and against their `on`."""

    def found(self, answers: Mapping[str, Any], *, on: date) -> Any:  # noqa: ANN401  each has its own Found
        """Return the finding; raises NotInForceError."""

    def finding(self, requirement: Any) -> dict[str, object]:  # noqa: ANN401
        """Return the finding's own keys, ready for JSON."""

    def told(self, requirement: Any, answers: Mapping[str, Any], words: Words) -> view.Told:  # noqa: ANN401
        """Return what the reader is told."""

    def table(self, words: Words, *, on: date) -> view.Table:
        """Return the rule as a table."""


CALCULATORS: Mapping[str, Page] = {
    "amo": amo,
    "training": training,
    "logbook": logbook,
}

RULES: Mapping[str, tuple[Parameter[Number], ...]] = {
    "amo": amo_parameters.ALL,
    "training": training_parameters.ALL,
    "logbook": logbook_parameters.ALL,
    "office": office_parameters.ALL,
}
"""Every number of law, by the list it stands in: each calculator's, and those that prose alone tells."""


def folder_of(name: str) -> Path:
    """Return where the words of a list in RULES lie; a calculator's own FOLDER is the same."""
    return Path(__file__).parent / name
