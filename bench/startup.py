"""How long from the start of a visit to the first answer: ours, bare Pyodide's and its peers'.

Every round makes every visit once, so that whatever else the machine does falls on all of them alike. What
can be held against another run is the ratio to bare Pyodide in the same run: see `results`.
"""

import gzip
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import Request, urlopen

from playwright.sync_api import Error as PlaywrightError

import calculators
from bench.network import FAST, FOUR_G, Host, Report, Speed
from bench.processes import browser_group, page_memory, slowed
from bench.questions import employees
from bench.results import Kind, Taken
from handbook.serve import GZIPPED, answering
from tests.browser.engines import Chromium, Engine, EngineError, launch

ANSWER_SECONDS = 180
QUIET_SECONDS = 1.5
TYPED = "35"
"""How many employees are typed into the form: a shelf that holds any answer holds this one."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A browser, and what it has to make do with."""

    name: str
    engine: str
    speed: Speed = FAST
    is_slowed: bool = False


@dataclass(frozen=True, slots=True)
class Contender:
    """A page that answers something with Python, and what its answer must be."""

    name: str
    answer: str
    warm_in: frozenset[str] = frozenset()
    """The settings in which it is visited again."""
    unslowed: bool = False
    """Whether it is left out where browser and network are slowed: a run has to end."""

    def is_visited_in(self, setting: Setting) -> bool:
        """Return whether it is measured there at all."""
        return not (self.unslowed and setting.is_slowed)


SETTINGS = (
    Setting("chromium", "chromium"),
    Setting("chromium_slow", "chromium", FOUR_G, is_slowed=True),
    Setting("firefox", "firefox"),
    Setting("webkit", "webkit"),
)
_EVERYWHERE = frozenset(setting.name for setting in SETTINGS)
_QUICKEST = frozenset({"chromium"})
"""Peers are visited twice where a visit takes seconds, not a quarter of a minute."""

CONTENDERS = (
    Contender("bare-worker", "2", _EVERYWHERE),
    Contender("bare-main", "2", _QUICKEST),
    Contender("ours", calculators.answer(employees()), _EVERYWHERE),
    Contender("pyscript", "2", _QUICKEST, unslowed=True),
    Contender("markdown-exec", "2", _QUICKEST, unslowed=True),
    Contender("micropython", "2", _QUICKEST),
    Contender("alone", "nothing"),
)
"""Each is the name of its page in `pages/`; `alone` is ours, and nobody asks."""


FORM = "form"
"""The page whose form is typed into; it is no contender, for none has one."""


class WrongAnswerError(Exception):
    """A page answered something else than it was asked; its time is worth nothing."""


FAILURES = (WrongAnswerError, TimeoutError, EngineError, PlaywrightError)
"""Why a visit may have come to nothing. The others go on, and what is missing is told."""


@contextmanager
def hosting(folder: Path) -> Iterator[Host]:
    """Serve the folder for as long as the block lasts, with everything compressed beforehand."""
    with Host(folder) as host, answering(host):
        _compress(host)
        yield host


def _compress(host: Host) -> None:
    """Ask once for all that travels compressed, since the server compresses at the first request."""
    for part in ("bench", "assets"):
        for file in (host.folder / part).rglob("*"):
            if file.suffix in GZIPPED and file.is_file():
                address = f"{host.address}{file.relative_to(host.folder).as_posix()}"
                with urlopen(Request(address, headers={"Accept-Encoding": "gzip"})) as answer:  # noqa: S310 -- our own
                    gzip.decompress(answer.read())


def one_round(
    host: Host, settings: Sequence[Setting], only: Sequence[str] = ()
) -> Iterator[tuple[Kind, Taken | Exception]]:
    """Make every visit once; one of `FAILURES` stands where it came to nothing."""
    for setting in settings:
        for contender in CONTENDERS:
            if (not only or contender.name in only) and contender.is_visited_in(setting):
                yield from _visits(host, setting, contender)
        # A key that is pressed by WebDriver comes late in another way than a reader's: Chromium alone.
        if setting.engine == "chromium" and (not only or FORM in only):
            yield Kind(setting.name, FORM, "key"), _or_failure(partial(_pressed, host, setting))


def _or_failure(visit: Callable[[], Taken]) -> Taken | Exception:
    try:
        return visit()
    except FAILURES as failure:
        return failure


def _visits(host: Host, setting: Setting, contender: Contender) -> Iterator[tuple[Kind, Taken | Exception]]:
    """Make the first visit with a new profile, and the next one with what that has kept."""
    visits = ("cold", "warm") if setting.name in contender.warm_in else ("cold",)
    kinds = (Kind(setting.name, contender.name, visit) for visit in visits)
    if setting.engine == "chromium":
        with _profile() as profile:
            for kind in kinds:
                with launch("chromium", profile) as engine:
                    visit = partial(_visit, host, engine, setting, contender, browser_group(profile))
                    yield kind, _or_failure(visit)
        return
    # WebKit's automation keeps no profile: in these two the next visit is one in the same browser.
    with launch(setting.engine) as engine:
        for kind in kinds:
            engine.open(f"{host.address}bench/blank/")
            yield kind, _or_failure(partial(_visit, host, engine, setting, contender))


def _visit(
    host: Host, engine: Engine, setting: Setting, contender: Contender, group: int | None = None
) -> Taken:
    host.begin(setting.speed)
    with slowed(group) if group and setting.is_slowed else nullcontext():
        engine.open(f"{host.address}bench/{contender.name}/")
        report, sent = host.heard(ANSWER_SECONDS)
    # The processes of a stopped browser can be looked at, too, but nothing has been tidied up in them yet.
    memory = page_memory(group) if group and not setting.is_slowed else None
    return _taken(report, sent, memory, expected=contender.answer)


def _pressed(host: Host, setting: Setting) -> Taken:
    """Type a number into the form when nothing is fetched any more, and press Enter."""
    with _profile() as profile, launch("chromium", profile) as engine:
        assert isinstance(engine, Chromium)  # noqa: S101 -- its keyboard is asked for
        host.begin(setting.speed)
        with slowed(browser_group(profile)) if setting.is_slowed else nullcontext():
            engine.open(f"{host.address}bench/form/")
            engine.page.focus("#amo-employees")
            host.line.rest(QUIET_SECONDS, ANSWER_SECONDS)
            engine.page.keyboard.type(TYPED)
            host.begin(setting.speed)
            engine.page.keyboard.press("Enter")
            report, sent = host.heard(ANSWER_SECONDS)
    return _taken(report, sent, None, expected="answered")


def _taken(report: Report, sent: int, memory: int | None, *, expected: str) -> Taken:
    if report.get("answer") != expected:
        raise WrongAnswerError(f"expected {expected[:80]!r}, got {report}")
    return Taken(report["milliseconds"], report["gap"], report["gapAfterLoad"], sent, memory)


@contextmanager
def _profile() -> Iterator[Path]:
    # A browser that has just ended may still be letting go of its files.
    with TemporaryDirectory(prefix="amr-bench-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
