"""Where the diary is kept: one store for a device, and what holds where there is none or it fails."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from playwright.sync_api import expect

from tests.browser.diary import (
    COPENHAGEN,
    DIARY_PAGE,
    NOW,
    OTHER_PAGE,
    TODAY,
    Diary,
    another,
    entry,
    item,
    opened,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from handbook.serve import Server
    from tests.browser.conftest import Pages

REFUSED = "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };"
LATE = """indexedDB.open = () => Object.assign(
  Object.create(IDBOpenDBRequest.prototype), { addEventListener() {}, removeEventListener() {} });"""
NEWER = """async () => {
  const open = indexedDB.open("time-diary", 99);
  open.onupgradeneeded = () => {
    if (!open.result.objectStoreNames.contains("entries")) open.result.createObjectStore("entries");
  };
  await new Promise((resolve, reject) => { open.onsuccess = resolve; open.onerror = reject; });
  open.result.close();
}"""
FULL = """() => {
  window.put ??= IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
ROOM = "() => { IDBObjectStore.prototype.put = window.put; }"
# Whether the page would ask her before it closes.
WARNS = """() => {
  const event = new Event("beforeunload", { cancelable: true });
  dispatchEvent(event);
  return event.defaultPrevented;
}"""

OPEN = """async ([address, name, many, put]) => {
  const { Store, STEPS } = await import(`${address}assets/diary/store.js`);
  const steps = [...STEPS, (database) => database.createObjectStore("test-added")].slice(0, many);
  const store = await Store.open({ changed() {}, ended() {} }, name, steps);
  if (put.length) await store.write(put);
  const kept = await store.read();
  store.close();
  const { version } = (await indexedDB.databases()).find((one) => one.name === name);
  return { kept, version };
}"""


@pytest.fixture
def diary(pages: Pages) -> Diary:
    """Give an empty diary on a phone."""
    return opened(pages)


def broken(pages: Pages, script: str, *, before: str = "") -> Diary:
    """Open a diary in a browser that a script has changed; `before` runs on a page without one."""
    page = pages("", timezone_id=COPENHAGEN, viewport={"width": 390, "height": 800})
    if before:
        page.evaluate(before)
    if script:
        page.context.add_init_script(script)
    page.clock.install(time=NOW)
    page.goto(pages.address + DIARY_PAGE)
    return Diary(page)


def store(page: Page, address: str, name: str, many: int, *put: dict[str, Any]) -> dict[str, Any]:
    """Open a store of our own at so many steps, write to it, and return what it holds."""
    return page.evaluate(OPEN, [address, name, many, list(put)])  # type: ignore[no-any-return]


class TestOneStore:
    """One diary a device."""

    def test_it_survives_a_reload(self, diary: Diary) -> None:
        """Entries, days and lines are there again, and nothing is said of trouble."""
        diary.write(note="om støj")
        diary.hold(
            item("a", "Møder"), {"list": "days", "key": "2026-11-23", "record": {"date": "2026-11-23"}}
        )
        before = diary.kept()
        diary.reload()
        expect(diary.entries()).to_have_text(["30 minutter, Samtaler med kolleger: om støj"])
        expect(diary.day("2026-11-23")).to_contain_text("Intet. Dagen tæller med.")
        expect(diary.lines).to_have_count(1)
        assert diary.kept() == before
        for name in ("unkept", "unsaved", "newer", "unread", "backup"):
            expect(diary.notice(name)).to_be_hidden()
        assert diary.page.evaluate(WARNS) is False

    def test_two_pages_agree_at_once(self, diary: Diary, pages: Pages) -> None:
        """What is written in one stands in the other, and what is being typed there stays."""
        other = another(diary, pages.address + OTHER_PAGE)
        other.fill(task="daily_apv", minutes="7", note="halvt skr")
        other.unfold("calendar")
        other.action("add").click()
        line = other.lines.locator('[name="name"]')
        line.press_sequentially("Mød")
        diary.write()
        diary.hold(entry("b", minutes=5))
        expect(other.entries()).to_have_count(2)
        expect(other.field("minutes")).to_have_value("7")
        expect(other.field("note")).to_have_value("halvt skr")
        expect(other.element.locator('[name="task"]:checked')).to_have_value("daily_apv")
        expect(line).to_have_value("Mød")
        expect(line).to_be_focused()
        line.press_sequentially("er")
        line.blur()
        expect(diary.lines.locator('[name="name"]')).to_have_value("Møder")
        other.save()
        expect(diary.entries()).to_have_count(3)
        diary.action("delete").first.click()
        expect(other.entries()).to_have_count(2)

    def test_the_clock_is_one_for_all_pages(self, diary: Diary, pages: Pages) -> None:
        """Started in one, stopped in the other."""
        other = another(diary, pages.address + DIARY_PAGE)
        diary.action("timer").click()
        expect(other.action("timer")).to_have_text("Stop uret")
        other.action("timer").click()
        expect(diary.action("timer")).to_have_text("Start et ur")

    @pytest.mark.parametrize("path", [OTHER_PAGE, f"en/{DIARY_PAGE}"])
    def test_it_stands_on_every_page_that_has_one(self, diary: Diary, pages: Pages, path: str) -> None:
        """The same diary, on the page that tells how it is kept and in the other language."""
        diary.write(task_own="Møde")
        diary.settle()
        diary.page.goto(pages.address + path)
        diary.ready()
        expect(diary.entries()).to_contain_text(["30 minut"])
        expect(diary.entries()).to_contain_text(["Møde"])


class TestPromise:
    """The browser's promise to keep the diary."""

    def test_it_is_asked_once_and_then_by_the_button(self, pages: Pages) -> None:
        """Firefox puts the question to the reader, who need not answer it after every entry."""
        diary = broken(
            pages,
            """
            StorageManager.prototype.persisted = async () => window.promised === true;
            StorageManager.prototype.persist = async () => {
              localStorage.times = Number(localStorage.times ?? 0) + 1;
              return window.promised === true;
            };
            """,
        )
        diary.ready()
        times = "Number(localStorage.times ?? 0)"
        assert diary.page.evaluate(times) == 0
        diary.write()
        diary.write()
        expect(diary.entries()).to_have_count(2)
        diary.reload()
        diary.write()
        expect(diary.entries()).to_have_count(3)
        assert diary.page.evaluate(times) == 1
        diary.unfold("keeping")
        expect(diary.part("persisted")).to_contain_text("lover ikke")
        diary.page.evaluate("window.promised = true")
        diary.action("persist").click()
        expect(diary.part("persisted")).to_contain_text("har lovet")
        expect(diary.action("persist")).to_be_hidden()


class TestNoStore:
    """The browser keeps nothing, or the page's own library did not come."""

    def assert_it_works(self, diary: Diary) -> None:
        """She writes, asks and takes a copy along; before she goes she is warned."""
        expect(diary.notice("unkept")).to_be_visible()
        assert diary.page.evaluate(WARNS) is False
        diary.write()
        expect(diary.entries()).to_have_count(1)
        expect(diary.part("persisted")).to_have_text("Browseren gemmer ikke logbogen.")
        diary.form.ask()
        expect(diary.form.headline).to_contain_text("Du har skrevet 30 minutter ned.")
        with diary.page.expect_download() as given:
            diary.notice("unkept").locator('[data-action="backup"]').click()
        copy = json.loads(given.value.path().read_text(encoding="utf-8"))
        assert [it["record"]["minutes"] for it in copy["entries"]] == [30]
        assert diary.page.evaluate(WARNS) is True

    def test_it_is_refused(self, pages: Pages) -> None:
        """As in some private windows."""
        self.assert_it_works(broken(pages, REFUSED))

    def test_it_never_answers(self, pages: Pages) -> None:
        """After five seconds she is told, and what she wrote meanwhile stands."""
        diary = broken(pages, LATE)
        expect(diary.element).to_have_attribute("data-state", "ready")
        diary.write()
        expect(diary.notice("unkept")).to_be_hidden()
        diary.page.clock.run_for(5000)
        expect(diary.notice("unkept")).to_be_visible()
        expect(diary.entries()).to_have_count(1)

    def test_the_library_did_not_come(self, pages: Pages, server: Server) -> None:
        """Without the file that speaks to the store, all else works."""
        server.blocked = lambda path: path.endswith("/libraries/idb.js")
        self.assert_it_works(broken(pages, ""))

    def test_a_newer_page_was_here(self, pages: Pages) -> None:
        """A store of a later version is not written to; she is told to load the page anew."""
        diary = broken(pages, "", before=NEWER)
        expect(diary.notice("newer")).to_be_visible()
        expect(diary.notice("newer")).to_contain_text("nyere udgave")
        expect(diary.notice("unkept")).to_be_hidden()
        diary.write()
        assert diary.kept() == {"entries": {}}
        assert diary.page.evaluate(WARNS) is True
        with diary.page.expect_navigation():
            diary.page.once("dialog", lambda dialog: dialog.accept())
            diary.action("reload").click()

    def test_a_newer_page_comes_while_this_one_stands(self, diary: Diary) -> None:
        """The older one gives way, says so, and keeps what it shows."""
        diary.write()
        diary.settle()
        diary.page.evaluate(NEWER)
        expect(diary.notice("newer")).to_be_visible()
        expect(diary.entries()).to_have_count(1)


class TestNoRoom:
    """The store is there and takes no more."""

    def test_what_is_shown_stays(self, diary: Diary) -> None:
        """She is told, can take a copy, is warned; the next success keeps all of it."""
        diary.write()
        diary.settle()
        diary.page.evaluate(FULL)
        diary.write(minutes="7")
        notice = diary.notice("unsaved")
        expect(notice).to_be_visible()
        expect(diary.entries()).to_have_count(2)
        assert len(diary.kept()["entries"]) == 1
        expect(diary.entries()).to_have_count(2)
        assert diary.page.evaluate(WARNS) is True
        with diary.page.expect_download() as given:
            notice.locator('[data-action="backup"]').click()
        copy = json.loads(given.value.path().read_text(encoding="utf-8"))
        assert sorted(it["record"]["minutes"] for it in copy["entries"]) == [7, 30]
        diary.page.evaluate(ROOM)
        diary.write(minutes="8")
        expect(notice).to_be_hidden()
        assert sorted(it["minutes"] for it in diary.kept()["entries"].values()) == [7, 8, 30]
        assert diary.page.evaluate(WARNS) is False

    def test_all_of_a_change_or_none(self, diary: Diary) -> None:
        """Where the second of two records is refused, the first is not kept either: they belong together."""
        diary.page.evaluate("""() => {
          const { put } = IDBObjectStore.prototype;
          let many = 0;
          IDBObjectStore.prototype.put = function (...record) {
            if (++many === 2) throw new DOMException("full", "QuotaExceededError");
            return put.apply(this, record);
          };
        }""")
        diary.hold(entry("a"), entry("b"))
        expect(diary.notice("unsaved")).to_be_visible()
        assert diary.kept()["entries"] == {}
        diary.hold(entry("c"))
        assert sorted(diary.kept()["entries"]) == ["a", "b", "c"]


class TestBrokenRecords:
    """Something in the store that is no record."""

    RECORDS: ClassVar[tuple[object, ...]] = (
        *("tekst", 7, [], {}, {"date": TODAY}),
        entry("x", minutes=0)["record"],
        entry("x", minutes=1441)["record"],
        {**entry("x")["record"], "minutes": 1.5},
        entry("x", "2026-02-30")["record"],
        entry("x", kind="andet")["record"],
        entry("x", task="  ")["record"],
        entry("x", task=7)["record"],
    )

    @pytest.mark.parametrize("record", RECORDS, ids=str)
    def test_the_rest_is_shown(self, diary: Diary, record: object) -> None:
        """It is neither shown nor deleted, goes into the copy under its key, and «Fortryd» brings it back."""
        diary.write()
        diary.settle()
        diary.put_raw("entries", "odd", record)
        diary.reload()
        expect(diary.notice("unread")).to_be_visible()
        expect(diary.entries()).to_have_count(1)
        assert diary.kept()["entries"]["odd"] == record
        _, copy = diary.download("backup")
        kept = {it["key"]: it["record"] for it in json.loads(copy)["entries"]}
        assert kept["odd"] == record
        assert len(kept) == 2
        diary.wipe()
        assert diary.kept()["entries"] == {}
        expect(diary.notice("unread")).to_be_hidden()
        diary.action("undo").click()
        expect(diary.notice("unread")).to_be_visible()
        after = diary.kept()["entries"]["odd"]
        if isinstance(record, dict):
            assert {**after, "changed": 0} == {**record, "changed": 0}
        else:
            assert after == record


class TestSteps:
    """From one version of the store to the next."""

    def test_an_empty_one(self, diary: Diary, pages: Pages) -> None:
        """The first step makes the four lists."""
        assert set(diary.kept()) == {"entries", "days", "calendar", "settings"}
        made = store(diary.page, pages.address, "test-empty", 1)
        assert made == {"kept": [], "version": 1}

    def test_a_later_step_keeps_what_is_there(self, diary: Diary, pages: Pages) -> None:
        """Whoever has written comes to the next version with all of it; whoever is new gets there at once."""
        address = pages.address
        written = [entry("a"), item("b", "Møder")]
        first = store(diary.page, address, "test-steps", 1, *written)
        second = store(diary.page, address, "test-steps", 2)
        assert first == {"kept": written, "version": 1}
        assert second == {"kept": written, "version": 2}
        assert store(diary.page, address, "test-new", 2) == {"kept": [], "version": 2}

    def test_no_way_back(self, diary: Diary, pages: Pages) -> None:
        """A page of before does not open what a newer one has made."""
        store(diary.page, pages.address, "test-back", 2, entry("a"))
        with pytest.raises(Exception, match=re.escape("version")):
            store(diary.page, pages.address, "test-back", 1)
        assert store(diary.page, pages.address, "test-back", 2)["kept"] == [entry("a")]


class TestReminder:
    """That it is time for a copy."""

    def test_after_five_entries(self, diary: Diary) -> None:
        """Not before, not for a day with nothing, and no longer once there is a copy."""
        diary.action("nothing").click()
        for _ in range(4):
            diary.write()
        expect(diary.notice("backup")).to_be_hidden()
        diary.write()
        notice = diary.notice("backup")
        expect(notice).to_be_visible()
        with diary.page.expect_download() as given:
            notice.locator('[data-action="backup"]').click()
        assert given.value.suggested_filename == f"logbog-{TODAY}.json"
        expect(diary.said).to_have_text("Kopien er hentet. Læg den et sted, du kan finde igen.")
        expect(notice).to_be_hidden()
        diary.settle()
        diary.reload()
        expect(notice).to_be_hidden()
        diary.write()
        expect(notice).to_be_hidden()

    def test_after_seven_days_with_one(self, diary: Diary) -> None:
        """One entry that only this browser has is reason enough, after a week."""
        diary.write()
        diary.settle()
        week = 7 * 86_400_000  # ms
        diary.page.clock.fast_forward(week - 60_000)
        diary.reload()
        expect(diary.notice("backup")).to_be_hidden()
        diary.page.clock.fast_forward(120_000)
        diary.reload()
        expect(diary.notice("backup")).to_be_visible()
        diary.download("backup")
        expect(diary.notice("backup")).to_be_hidden()
