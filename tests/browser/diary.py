"""A hand on the diary in a page of Chromium, on a day of our own, and what a week of it looks like."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from playwright.sync_api import expect

from tests.browser.conftest import Form, Pages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from playwright.sync_api import Locator, Page

DIARY_PAGE = "beregnere/tid/"
OTHER_PAGE = "tid/logbog/"
TODAY = "2026-11-25"
"""A Wednesday, so that there are days before it in its week, and days to come."""
NOW = f"{TODAY}T12:00:00+01:00"
COPENHAGEN = "Europe/Copenhagen"

# A module of the site, by its name; what it exports is handed on.
MODULE = "(await import(new URL('assets/diary/{}.js', '{}').href))"

READ = """async () => {
  const open = indexedDB.open("time-diary");
  const database = await new Promise((resolve, reject) => {
    open.onsuccess = () => resolve(open.result);
    open.onerror = () => reject(open.error);
  });
  const kept = {};
  for (const list of database.objectStoreNames) {
    const store = database.transaction(list).objectStore(list);
    const [keys, records] = await Promise.all([store.getAllKeys(), store.getAll()].map((asked) =>
      new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); })));
    kept[list] = Object.fromEntries(keys.map((key, place) => [key, records[place]]));
  }
  database.close();
  return JSON.stringify(kept); // or `__proto__` is lost on the way
}"""

# Written past the page, as a broken disk or an older page may have left it.
PUT_RAW = """async ([list, key, record]) => {
  const open = indexedDB.open("time-diary");
  const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const writing = database.transaction(list, "readwrite");
  writing.objectStore(list).put(record, key);
  await new Promise((resolve) => { writing.oncomplete = resolve; });
  database.close();
}"""

# Nothing is kept or typed any more, and nothing was asked: what stood in the page when it came, made anew.
RENEW = """async () => {
  const names = ["time-diary", "calculator-form"];
  if (!window.unused) {
    const page = await (await fetch(location.pathname)).text();
    const parsed = new DOMParser().parseFromString(page, "text/html");
    window.unused = names.map((name) => parsed.querySelector(name).outerHTML);
  }
  const { diary } = document.querySelector("time-diary");
  diary.write(diary.all.map((change) => ({ ...change, record: null })));
  await diary.reload();
  document.activeElement.blur();
  history.replaceState(null, "", location.pathname);
  for (const [place, name] of names.entries())
    document.querySelector(name).outerHTML = window.unused[place];
  scrollTo(0, 0);
}"""

# The page's own diary: all that it was told is written when this is over.
SETTLED = "() => document.querySelector('time-diary').diary.reload()"
WRITE = """(changes) => {
  const element = document.querySelector("time-diary");
  element.diary.write(changes);
  return element.diary.reload();
}"""


@dataclass(frozen=True, slots=True)
class Diary:
    """The diary in a page of Chromium."""

    page: Page

    @property
    def element(self) -> Locator:
        """The custom element."""
        return self.page.locator("time-diary")

    @property
    def form(self) -> Form:
        """The calculator's form on the same page."""
        return Form(self.page)

    @property
    def said(self) -> Locator:
        """What was said of the last thing done."""
        return self.part("said")

    @property
    def title(self) -> Locator:
        """The week's heading."""
        return self.part("week-title")

    @property
    def lines(self) -> Locator:
        """Lines of the calendar."""
        return self.part("items").locator("> li")

    def part(self, name: str) -> Locator:
        """Return a part of it."""
        return self.element.locator(f'[data-part="{name}"]')

    def field(self, name: str) -> Locator:
        """Return a field, by its name; the first of its chips, and not the calendar's of that name."""
        return self.element.locator(f'[name="{name}"]').first

    def problem(self, name: str) -> Locator:
        """Return the place beside a field where its problem is told."""
        return self.element.locator(f"#diary-{name}-problem")

    def notice(self, name: str) -> Locator:
        """Return a notice about keeping."""
        return self.element.locator(f'[data-notice="{name}"]')

    def action(self, name: str) -> Locator:
        """Return a button, by what it does."""
        return self.element.locator(f'button[data-action="{name}"]')

    def day(self, day: str) -> Locator:
        """Return a day of the week that is shown."""
        return self.element.locator(f'[data-part="days"] > [data-day="{day}"]')

    def entries(self, day: str = TODAY) -> Locator:
        """Return what a day says of each of its entries."""
        return self.day(day).locator('[data-part="entry-says"]')

    def unfold(self, name: str) -> Locator:
        """Unfold a part, and return it."""
        part = self.part(name)
        if not part.evaluate("(it) => it.open"):
            part.locator("> summary").click()
        return part

    def tap(self, name: str, value: str) -> None:
        """Tap a chip, unfolding what it stands in."""
        control = f'[name="{name}"][value="{value}"]'
        self._unfold_around(control)
        self.element.locator(f".chip:has({control})").click()

    def fill(self, **typed: str) -> None:
        """Tap or type what is given, by the field's name."""
        for name, value in typed.items():
            control = self.field(name)
            if control.get_attribute("type") in {"radio", "checkbox"}:
                self.tap(name, value)
                continue
            self._unfold_around(f'[name="{name}"]')
            control.fill(value)

    def _unfold_around(self, control: str) -> None:
        for folded in self.element.locator(f"details:not([open]):has({control}) > summary").all():
            folded.click()

    def save(self) -> None:
        """Press «Gem»."""
        self.part("save").click()

    def write(self, **typed: str) -> None:
        """Write an entry: a task and a time of it where none is given."""
        usual = {} if "task_own" in typed else {"task": "daily_contact"}
        time = {} if "minutes" in typed else {"chip": "30"}
        self.fill(**{**usual, **time, **typed})
        self.save()
        expect(self.said).to_contain_text("Gemt: ")

    def hold(self, *changes: dict[str, Any]) -> None:
        """Write records by the diary's own hand, as many as are given."""
        self.page.evaluate(WRITE, list(changes))

    def settle(self) -> None:
        """Wait until all that was written is kept, or was refused."""
        self.page.evaluate(SETTLED)

    def kept(self) -> dict[str, dict[str, Any]]:
        """Return what stands in the browser's store, list by list, by its key."""
        self.settle()
        return cast("dict[str, dict[str, Any]]", json.loads(self.page.evaluate(READ)))

    def put_raw(self, name: str, key: str, record: object) -> None:
        """Write a record into the store past the page."""
        self.page.evaluate(PUT_RAW, [name, key, record])

    def reload(self) -> None:
        """Load the page anew, and wait for the diary."""
        self.page.reload()
        self.ready()

    def ready(self) -> None:
        """Wait until the diary was read, or could not be."""
        known = self.element.and_(self.page.locator("[data-kept]"))
        lost = self.element.locator(':is([data-notice="unkept"], [data-notice="newer"]):not([hidden])')
        expect(known.or_(lost).first).to_be_attached()

    def download(self, action: str) -> tuple[str, bytes]:
        """Press a button that gives a file; return its name and what is in it."""
        self.unfold("keeping")
        with self.page.expect_download() as given:
            self.part("keeping").locator(f'[data-action="{action}"]').first.click()
        return given.value.suggested_filename, given.value.path().read_bytes()

    def choose(self, name: str, content: bytes | Path) -> str:
        """Choose a file; return what is said of it."""
        self.unfold("keeping")
        file = self.element.locator("#diary-file")
        preview = self.part("preview")
        preview.evaluate("(it) => { it.hidden = true; }")
        if isinstance(content, bytes):
            file.set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
        else:
            file.set_input_files(content)
        expect(preview).to_be_visible()
        return self.part("preview-says").inner_text()

    def merge(self, name: str, content: bytes) -> str:
        """Choose a file and take it in; return what was said of it before."""
        says = self.choose(name, content)
        self.action("merge").click()
        expect(self.said).to_have_text("Det er lagt ind.")
        return says

    def wipe(self) -> None:
        """Delete everything, and say so twice."""
        self.unfold("keeping")
        self.action("wipe").click()
        self.action("wipe_all").click()
        expect(self.said).to_have_text("Logbogen er slettet.")


def opened(pages: Pages, path: str = DIARY_PAGE, *, now: str = NOW, **options: Any) -> Diary:  # noqa: ANN401
    """Open a page with an empty diary on a phone, at a time of ours that goes on."""
    page = pages(viewport={"width": 390, "height": 800}, timezone_id=COPENHAGEN, **options)
    page.clock.install(time=now)
    page.goto(pages.address + path)
    diary = Diary(page)
    diary.ready()
    return diary


def renewed(diary: Diary, now: str = NOW) -> Diary:
    """Wipe a diary and put its page back as it came, at the same time of ours; the worker keeps running."""
    page = diary.page
    page.set_viewport_size({"width": 390, "height": 800})
    page.clock.set_system_time(now)
    page.evaluate(RENEW)
    diary.ready()
    return diary


def another(diary: Diary, address: str) -> Diary:
    """Open another page beside a diary, in the same browser of the same reader."""
    page = diary.page.context.new_page()
    page.goto(address)
    other = Diary(page)
    other.ready()
    return other


def entry(key: str, day: str = TODAY, minutes: int = 30, **more: object) -> dict[str, Any]:
    """Return an entry as a change of the diary's."""
    usual = {"task": "daily_contact", "kind": "routine", "own_time": False, "note": "", "changed": 1}
    record = {"id": key, "date": day, "minutes": minutes, **usual, **more}
    return {"list": "entries", "key": key, "record": record}


def nothing_on(day: str, changed: int = 1) -> dict[str, Any]:
    """Return the mark of a day with nothing as a change."""
    return {"list": "days", "key": day, "record": {"date": day, "changed": changed}}


def item(key: str, name: str, times: str = "1", minutes: str = "60", **more: object) -> dict[str, Any]:
    """Return a line of the calendar as a change."""
    typed = {"name": name, "times_per_year": times, "minutes": minutes}
    return {"list": "calendar", "key": key, "record": {"id": key, **typed, "place": 1, "changed": 1, **more}}


def backup(*changes: dict[str, Any], **head: object) -> bytes:
    """Return a copy as the page would make it of these records."""
    lists: dict[str, list[dict[str, Any]]] = {"entries": [], "days": [], "calendar": []}
    for change in changes:
        lists[change["list"]].append({"key": change["key"], "record": change["record"]})
    return json.dumps({"format": "time-diary", "version": 1, **lists, **head}).encode()


def four_weeks() -> Iterable[dict[str, Any]]:
    """Yield a log that is enough for a year: sixteen entries, one of five hours, in four weeks."""
    for number in range(20):
        week, weekday = divmod(number, 5)
        day = (date(2026, 10, 26) + timedelta(weeks=week, days=weekday)).isoformat()
        if weekday == 4:
            yield nothing_on(day)
            continue
        minutes = 300 if (week, weekday) == (1, 1) else 15 + 10 * weekday + 5 * week
        kind = "acute" if weekday == 2 else "routine"
        yield entry(f"{week}{weekday}", day, minutes, kind=kind, own_time=weekday == 3)
