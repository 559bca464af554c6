"""Tells when the law behind a page was last held against its sources, and whether that is too long ago.

A page edited yesterday may speak of a law that nobody has read for years, so neither git nor the file can
tell. Each page says it in its front matter, as a person found it: `checked: 2026-11-22`.
"""

from __future__ import annotations

import subprocess
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from mkdocs.exceptions import BuildError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KEY = "checked"
EXPECTED = f"expected a day in the front matter, as `{KEY}: 2026-11-22`"

_GRACE = timedelta(days=1)
"""A clock or a commit made in another time zone may be a day behind whoever read the law."""


class ReviewError(BuildError):
    """A page does not say when its law was checked; the build stops and says which."""


@dataclass(frozen=True, slots=True)
class BuildDay:
    """The day a build is made for, and the latest on which a page can have been checked."""

    on: date
    latest: date


@dataclass(frozen=True, slots=True)
class Checked:
    """The day on which a page was checked, and whether that is more than twelve months before the build's."""

    on: date
    overdue: bool


def build_day(given: str | None, *, root: Path, rules_on: date) -> BuildDay:
    """Return the day `given` as HANDBOOK_DATE, else that of the last commit under `root`, else `rules_on`.

    Not the clock's: the same words give the same site. The clock only lets pages pass that were checked after
    the last commit, as they are while somebody writes.
    """
    if not given:
        on = _last_commit(root) or rules_on
        today = datetime.now(UTC).date()  # noqa: TID251 -- the build is the host; no page shows this day
        return BuildDay(on, max(on, today) + _GRACE)
    try:
        on = date.fromisoformat(given)
    except ValueError:
        raise ReviewError(f"HANDBOOK_DATE: expected a day, as 2026-11-22, got {given!r}") from None
    return BuildDay(on, on + _GRACE)


def checked(source: str, meta: Mapping[str, object], built: BuildDay) -> Checked:
    """Return when the page of this file and front matter was checked."""
    day = meta.get(KEY)
    if day is None:
        raise ReviewError(f"{source}: {EXPECTED}, got none, or a front matter that is no YAML")
    if not isinstance(day, date) or isinstance(day, datetime):
        raise ReviewError(f"{source}: {EXPECTED}, got {day!r}")
    if day > built.latest:
        raise ReviewError(f"{source}: {EXPECTED}, not after {built.latest}, got {day}")
    return Checked(day, overdue=_a_year_after(day) < built.on)


def overdue(pages: Mapping[str, Mapping[str, object]], built: BuildDay) -> list[str]:
    """Return a line for each page to be checked again, and raise for all that do not say when they were."""
    lines, wrong = [], []
    for source, meta in sorted(pages.items()):
        try:
            page = checked(source, meta, built)
        except ReviewError as error:
            wrong.append(str(error))
        else:
            if page.overdue:
                lines.append(f"{source} was last checked {page.on}, over twelve months before {built.on}")
    if wrong:
        raise ReviewError("\n".join(wrong))
    return lines


def _a_year_after(day: date) -> date:
    """Return the same day of the next year; after the 29th of February, the 28th."""
    year = day.year + 1
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _last_commit(root: Path) -> date | None:
    # In a container the files may belong to another user, which git refuses until told. With `-- .` a copy
    # that lies unpacked inside another repository has no commit of its own.
    command = ["git", "-c", f"safe.directory={root}", "log", "-1", "--format=%cs", "--", "."]
    try:
        done = subprocess.run(command, check=False, cwd=root, capture_output=True, text=True)
    except FileNotFoundError:  # no git on this machine
        return None
    return date.fromisoformat(done.stdout.strip()) if done.stdout.strip() else None
