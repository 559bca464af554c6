"""What recurs by the calendar, what Python is asked about, and that nothing of it leaves the device."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import START_MS, Pages, native, wait_for
from tests.browser.diary import DIARY_PAGE, TODAY, Diary, entry, four_weeks, item, nothing_on, opened, renewed
from tests.browser.test_private import Wrongs
from tests.browser.test_training import KEEP_CALLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.serve import Server
    from tests.browser.engines import Chromium

# As a browser writes the HTML that it was given, where the diary has shown its buttons.
PARSE = """(html) => {
  const it = document.createElement("div");
  it.innerHTML = html;
  for (const button of it.querySelectorAll('[data-action="to_calendar"]')) button.removeAttribute("hidden");
  return it.innerHTML;
}"""

# Each question, as it goes to the worker.
SPY = """
window.asked = [];
const { postMessage } = Worker.prototype;
Worker.prototype.postMessage = function (message, ...rest) {
  if (message.question) asked.push(JSON.parse(message.question));
  return postMessage.call(this, message, ...rest);
};"""


def asked(diary: Diary) -> list[dict[str, Any]]:
    """Return every question so far."""
    return diary.page.evaluate("asked")  # type: ignore[no-any-return]


def assert_answers_the_diary(diary: Diary) -> dict[str, Any]:
    """Look for what Python answers natively to the last question; return its finding."""
    expect(diary.form.element).to_have_attribute("data-state", "answered")
    question = asked(diary)[-1]
    told = native(question["fields"], on=question["on"], calculator="logbook")
    html = diary.page.evaluate(PARSE, told["html"])
    wait_for(diary.page, "(html) => document.querySelector('output').innerHTML === html", html)
    return told["finding"]  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def used(chromium: Chromium, running: Server) -> Iterator[Diary]:
    """One page for the module, whose worker runs; what it is asked is kept."""
    made = Pages(chromium, running.address)
    with made.stack:
        diary = opened(made)
        diary.page.add_init_script(SPY)
        diary.page.reload()
        diary.ready()
        yield diary


@pytest.fixture
def diary(used: Diary) -> Diary:
    """Give an empty diary, in front of a worker that runs."""
    used.page.evaluate("asked.length = 0")
    return renewed(used)


class TestYearWheel:
    """Lines of what recurs."""

    def test_a_proposal_counts_once_it_is_taken(self, diary: Diary) -> None:
        """It is said, becomes a line to mend, and is proposed no more; nothing counts before."""
        diary.unfold("calendar")
        proposals = diary.part("proposals").locator("li")
        expect(proposals.filter(visible=True)).to_have_count(5)
        expect(proposals.nth(1)).to_contain_text("Den årlige drøftelse: 1 gang om året, 3 timer hver gang")
        expect(proposals.nth(2)).to_contain_text("APV i gruppen: hvert 3. år, 15 timer hver gang")
        assert diary.kept()["calendar"] == {}
        count = proposals.nth(1).locator("button")
        expect(count).to_have_accessible_name("Tæl med: Den årlige drøftelse")
        count.click()
        expect(diary.said).to_contain_text("«Den årlige drøftelse» tæller nu med.")
        expect(diary.lines.locator('[name="name"]')).to_have_value("Den årlige drøftelse")
        expect(diary.lines.locator('[name="times_per_year"]')).to_be_focused()
        expect(proposals.nth(1)).to_be_hidden()
        (record,) = diary.kept()["calendar"].values()
        assert (record["name"], record["times_per_year"], record["minutes"]) == (
            *("overall_discussion", "1"),
            "3:00",
        )
        diary.action("undo").click()
        expect(diary.lines).to_have_count(0)
        expect(proposals.nth(1)).to_be_visible()

    def test_lines_are_written_mended_and_deleted(self, diary: Diary) -> None:
        """In the order added, kept as typed, back after a reload, and a deleted one after «Fortryd»."""
        diary.unfold("calendar")
        for name in ("Møder i AMO", "Runderinger"):
            diary.action("add").click()
            line = diary.lines.last
            expect(line.locator('[name="name"]')).to_be_focused()
            diary.page.keyboard.type(name)
            diary.page.keyboard.press("Tab")
            diary.page.keyboard.type("6")
            diary.page.keyboard.press("Tab")
            diary.page.keyboard.type("1½ t")
            diary.page.keyboard.press("Tab")
        diary.settle()
        diary.reload()
        diary.unfold("calendar")
        names = diary.lines.locator('[name="name"]')
        assert [name.input_value() for name in names.all()] == ["Møder i AMO", "Runderinger"]
        expect(diary.lines.first.locator("[role=group]")).to_have_accessible_name("Møder i AMO")
        diary.lines.first.locator('[name="minutes"]').fill("2 t")
        diary.lines.first.locator('[name="minutes"]').blur()
        assert [it["minutes"] for it in diary.kept()["calendar"].values()] == ["2 t", "1½ t"]
        # «Møder i AMO» is proposed too, but not to whoever has it.
        expect(diary.part("proposals").locator("li").first).to_be_hidden()
        remove = diary.lines.first.locator('[data-action="remove"]')
        expect(remove).to_have_accessible_name("Slet linjen: Møder i AMO")
        remove.click()
        expect(diary.said).to_have_text("Linjen er slettet: Møder i AMO.")
        expect(diary.action("undo")).to_be_focused()
        expect(diary.lines).to_have_count(1)
        diary.action("undo").click()
        expect(diary.lines).to_have_count(2)
        assert [it["minutes"] for it in diary.kept()["calendar"].values()] == ["2 t", "1½ t"]

    def test_a_name_of_our_list_goes_as_its_code(self, diary: Diary) -> None:
        """So that the answer knows it for the same task."""
        diary.unfold("calendar")
        diary.action("add").click()
        diary.lines.locator('[name="name"]').fill("APV i gruppen")
        diary.lines.locator('[name="times_per_year"]').fill("1/3")
        diary.lines.locator('[name="minutes"]').fill("15 t")
        diary.lines.locator('[name="minutes"]').blur()
        diary.action("add").click()  # an empty line is not asked about
        diary.form.submit()
        diary.form.wait("answered")
        line = {"name": "daily_apv", "times_per_year": "1/3", "minutes": "15 t"}
        assert asked(diary)[-1]["fields"] == {"calendar": [line]}
        finding = assert_answers_the_diary(diary)
        assert finding["calendar_hours"] == 5

    def test_a_problem_leads_to_its_field(self, diary: Diary) -> None:
        """The summary leads into the folded line, past an empty one; mended, the answer follows by itself."""
        diary.hold(
            item("a", "", "", "", place=1), item("b", "Møder", "x", place=2), item("c", "Kurser", place=3)
        )
        diary.form.submit()
        diary.form.wait("invalid")
        problem = diary.form.summary.locator("a")
        expect(problem).to_have_count(1)
        expect(problem).to_contain_text("Skriv et antal gange om året")
        problem.click()
        field = diary.lines.nth(1).locator('[name="times_per_year"]')
        expect(field).to_be_focused()
        expect(field).to_be_visible()
        field.fill("6")
        field.blur()
        diary.form.wait("answered")
        assert_answers_the_diary(diary)


class TestAsking:
    """The diary as it goes to Python, and comes back."""

    def test_what_is_asked_is_the_diary_without_notes(self, diary: Diary) -> None:
        """Days, minutes, tasks and kinds, but neither a note nor an id; the answer is Python's own."""
        diary.hold(*four_weeks(), item("line", "overall_discussion", minutes="3:00"))
        diary.hold(entry("noted", "2026-11-20", note="Om Åse"))
        diary.form.submit()
        diary.form.wait("answered")
        (question,) = asked(diary)
        fields = question["fields"]
        assert question["on"] == TODAY
        assert set(fields) == {"entries", "observed", "calendar"}
        assert len(fields["entries"]) == 17
        assert len(fields["observed"]) == 20
        keys = {key for one in fields["entries"] for key in one}
        assert keys == {"date", "minutes", "task", "kind", "own_time"}
        assert "Åse" not in json.dumps(question, ensure_ascii=False)
        assert "noted" not in json.dumps(question)
        finding = assert_answers_the_diary(diary)
        assert finding["enough"]
        expect(diary.form.headline).to_contain_text("Hvervet tager mindst")

    def test_the_answer_follows_what_is_written(self, diary: Diary) -> None:
        """Once asked, it keeps in step with each entry, mark and line, and the focus stays."""
        diary.form.submit()
        diary.form.wait("answered")
        expect(diary.form.headline).to_have_text("Du har ikke skrevet noget ned endnu.")
        assert asked(diary)[-1]["fields"] == {}
        diary.write()
        expect(diary.form.headline).to_contain_text("Du har skrevet 30 minutter ned.")
        assert_answers_the_diary(diary)
        diary.action("delete").click()
        expect(diary.form.headline).to_have_text("Du har ikke skrevet noget ned endnu.")
        expect(diary.action("undo")).to_be_focused()
        diary.action("undo").click()
        expect(diary.form.headline).to_contain_text("Du har skrevet 30 minutter ned.")
        diary.hold(*four_weeks())
        diary.action("edit").click()
        diary.fill(minutes="60")
        diary.save()
        expect(diary.form.headline).to_contain_text("Hvervet tager mindst")
        assert_answers_the_diary(diary)

    def test_nothing_is_asked_before_she_asks(self, pages: Pages) -> None:
        """Writing alone starts no Python."""
        diary = opened(pages)
        diary.write()
        expect(diary.form.element).to_have_attribute("data-state", "ready")
        assert not [worker for worker in diary.page.workers if worker.url.endswith("/runtime/worker.js")]

    def test_a_link_asks_about_the_diary(self, pages: Pages) -> None:
        """Whoever comes by a link with her own answers gets an answer about the diary of this device."""
        diary = opened(pages)
        diary.hold(*four_weeks())
        other = diary.page.context.new_page()
        other.add_init_script(SPY)
        other.goto(f"{pages.address}{DIARY_PAGE}#v=1&calculator=logbook&typical=yes")
        linked = Diary(other)
        linked.ready()
        expect(linked.form.headline).to_contain_text("Hvervet tager mindst", timeout=START_MS)
        assert asked(linked)[-1]["fields"]["typical"] == "yes"
        assert len(asked(linked)[-1]["fields"]["entries"]) == 16
        assert_answers_the_diary(linked)

    def test_a_long_entry_moves_to_the_calendar(self, diary: Diary) -> None:
        """It is one of the calendar's from then on, with a line there to be mended; «Fortryd» undoes both."""
        diary.hold(*four_weeks())
        diary.form.submit()
        diary.form.wait("answered")
        move = diary.form.output.locator('[data-action="to_calendar"]')
        expect(move).to_have_count(1)
        expect(move).to_be_visible()
        assert assert_answers_the_diary(diary)["long_entries"] == [5]
        move.click()
        expect(diary.said).to_contain_text("«Samtaler med kolleger» tæller nu med.")
        field = diary.lines.locator('[name="times_per_year"]')
        expect(field).to_be_focused()
        expect(field).to_have_value("1")
        expect(diary.lines.locator('[name="minutes"]')).to_have_value("300")
        kept = diary.kept()
        assert kept["entries"]["11"]["kind"] == "calendar"
        expect(move).to_have_count(0)
        finding = assert_answers_the_diary(diary)
        assert (finding["long_entries"], finding["calendar_hours"]) == ([], 5)
        diary.action("undo").click()
        expect(move).to_have_count(1)
        kept = diary.kept()
        assert (kept["entries"]["11"]["kind"], kept["calendar"]) == ("routine", {})

    def test_a_problem_leads_to_its_entry(self, diary: Diary) -> None:
        """An entry that another device dated ahead stands in the form to be mended, below it its week."""
        diary.hold(entry("a", "2026-11-23"), entry("b", "2026-12-24", 45, note="om støj"))
        diary.form.submit()
        diary.form.wait("invalid")
        problem = diary.form.summary.locator("a").first  # the other is of the day
        expect(problem).to_contain_text("24. december 2026 er ikke kommet endnu")
        problem.click()
        expect(diary.title).to_contain_text("Uge 52")
        expect(diary.part("entry-title")).to_be_focused()
        expect(diary.field("date")).to_have_value("2026-12-24")
        expect(diary.field("note")).to_have_value("om støj")
        diary.fill(date="2026-11-24")
        diary.save()
        diary.form.wait("answered")
        assert diary.kept()["entries"]["b"]["date"] == "2026-11-24"

    def test_a_problem_leads_to_its_day(self, diary: Diary) -> None:
        """A mark on a day to come can be taken away where it stands."""
        diary.hold(entry("a", "2026-11-23"), nothing_on("2026-12-24"))
        diary.form.submit()
        diary.form.wait("invalid")
        diary.form.summary.locator("a").click()
        expect(diary.title).to_contain_text("Uge 52")
        expect(diary.title).to_be_focused()
        diary.day("2026-12-24").locator('[data-action="unobserve"]').click()
        diary.form.wait("answered")


class TestPrivacy:
    """From the first word to a copy: all that goes out is a request for a file of the site."""

    def test_a_whole_use(self, pages: Pages, server: Server) -> None:
        """No typed word in a request, an address, a link, a cookie, or any store but the diary's own."""
        page = pages(viewport={"width": 390, "height": 800})
        wrongs = Wrongs(server.address)
        wrongs.watch(page)
        page.goto(server.address + DIARY_PAGE)
        page.evaluate(KEEP_CALLS)
        diary = Diary(page)
        diary.ready()
        stored = page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")
        day = page.evaluate("new Date(Date.now() - 864e5).toLocaleDateString('sv-SE')")
        diary.write(task_own="Umiskendelig", minutes="7:13", note="Ubemaerket", date=day)
        diary.unfold("calendar")
        diary.action("add").click()
        diary.lines.locator('[name="name"]').fill("Upaaagtet")
        diary.lines.locator('[name="times_per_year"]').fill("17")
        diary.lines.locator('[name="minutes"]').fill("433")
        diary.lines.locator('[name="minutes"]').blur()
        diary.form.ask(typical="yes")
        expect(diary.form.output).to_contain_text("Upaaagtet")
        diary.form.action("link").click()
        expect(diary.form.passing).to_have_count(1)
        (link,) = page.evaluate("copies")
        assert link == page.url == f"{server.address}{DIARY_PAGE}#v=1&calculator=logbook&typical=yes"
        _, copy = diary.download("backup")
        diary.download("table")
        assert b"Ubemaerket" in copy
        diary.choose("logbog.json", copy)
        diary.action("leave").click()
        diary.action("edit").first.click()
        diary.save()
        diary.action("delete").first.click()
        diary.form.wait("answered")
        wrongs.ask(page)
        assert wrongs.found == []
        for typed in ("Umiskendelig", "Ubemaerket", "Upaaagtet", "7:13", "433", day, "typical"):
            assert [path for path in server.log if typed in path] == [], typed
        assert not [path for path in server.log if "?" in path]
        assert page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })") == stored
        assert page.evaluate("document.cookie") == ""
        databases = page.evaluate("async () => (await indexedDB.databases()).map(({ name }) => name)")
        assert databases == ["time-diary"]
