"""The calculators by name. A new one is its folder and two lines here."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from calculators import view
from calculators.amo import page as amo
from calculators.form import Group, Problem
from calculators.law import Parameter, Step
from calculators.text import Words


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
    PARAMETERS: tuple[Parameter[int] | Parameter[bool], ...]
    FORM: tuple[Group, ...]
    EXAMPLES: Mapping[str, Mapping[str, object]]

    def problems(self, answers: Mapping[str, object]) -> Iterable[Problem]:
        """Return what is wrong with the answers held against each other."""

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
}
