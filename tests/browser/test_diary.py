"""The diary as a reader meets it: three taps an entry, what is wrong with one, and the week behind her."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Pages
from tests.browser.diary import DIARY_PAGE, TODAY, Diary, entry, opened, renewed
from tests.browser.test_training import KEEP_CALLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.serve import Server
    from tests.browser.engines import Chromium

YESTERDAY, TOMORROW, MONDAY = "2026-11-24", "2026-11-26", "2026-11-23"
AFTER_MIDNIGHT = "2026-11-26T00:05:00+01:00"
RETURN = "() => document.dispatchEvent(new Event('visibilitychange'))"

NO_TIME = "Vælg en tid, eller skriv den selv."
NOT_MINUTES = "Skriv tiden i minutter eller timer, for eksempel 90, 1:30 eller 1,5 t."


@pytest.fixture(scope="module")
def used(chromium: Chromium, running: Server) -> Iterator[Diary]:
    """One page for the module, since to lay it out anew takes longer than most tests."""
    made = Pages(chromium, running.address)
    with made.stack:
        yield opened(made)


@pytest.fixture
def diary(used: Diary) -> Diary:
    """Give an empty diary on a phone, on a Wednesday at noon."""
    return renewed(used)


def focused(diary: Diary) -> str:
    """Return the name of what has the focus, else what it does, else its part."""
    script = "(({ name, dataset }) => name || dataset.action || dataset.part)(document.activeElement)"
    return str(diary.page.evaluate(script))


class TestWriting:
    """One entry."""

    def test_three_taps(self, diary: Diary) -> None:
        """Task, minutes, «Gem»: it is said, it stands in the week, and the form is empty again."""
        diary.tap("task", "daily_contact")
        diary.tap("chip", "15")
        diary.save()
        expect(diary.said).to_have_text("Gemt: 15 minutter, Samtaler med kolleger, i dag.")
        expect(diary.entries()).to_have_text(["15 minutter, Samtaler med kolleger"])
        expect(diary.day(TODAY).locator('[data-part="day-says"]')).to_have_text("15 minutter")
        expect(diary.part("week-total")).to_have_text("I alt i ugen: 15 minutter")
        expect(diary.element.locator('[data-part="entry"] [name="task"]:checked')).to_have_count(0)
        expect(diary.element.locator('[name="chip"]:checked')).to_have_count(0)
        expect(diary.field("date")).to_have_value(TODAY)
        ((key, record),) = diary.kept()["entries"].items()
        assert record == {
            "id": key,
            "date": TODAY,
            "minutes": 15,
            "task": "daily_contact",
            "kind": "routine",
            "own_time": False,
            "note": "",
            "changed": record["changed"],
        }

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("90", "1 time og 30 minutter"),
            ("1:30", "1 time og 30 minutter"),
            ("1,5 t", "1 time og 30 minutter"),
            ("1½ t", "1 time og 30 minutter"),
            ("24:00", "24 timer"),
        ],
    )
    def test_a_time_that_is_typed(self, diary: Diary, typed: str, said: str) -> None:
        """Minutes or hours, as Danes write them; what was tapped before gives way."""
        diary.write(chip="5", minutes=typed)
        expect(diary.entries()).to_have_text([f"{said}, Samtaler med kolleger"])

    @pytest.mark.parametrize(
        ("typed", "name", "said"),
        [
            ("0", "minutes", "Skriv mindst ét minut."),
            ("25:00", "minutes", "Tiden er for lang. Skriv højst 24 timer."),
            ("-5", "minutes", NOT_MINUTES),
            ("abc", "minutes", NOT_MINUTES),
            ("1.30 t", "minutes", NOT_MINUTES),
            ("", "chip", NO_TIME),
        ],
    )
    def test_a_time_that_is_none(self, diary: Diary, typed: str, name: str, said: str) -> None:
        """It stays as typed, beside it stands what to write, and nothing is kept; mended, it is."""
        diary.fill(task="daily_contact", minutes=typed)
        diary.save()
        expect(diary.problem(name)).to_have_text(said)
        expect(diary.problem(name)).to_be_visible()
        expect(diary.field(name)).to_have_attribute("aria-invalid", "true")
        expect(diary.field("minutes")).to_have_value(typed)
        assert focused(diary) == name
        assert diary.kept()["entries"] == {}
        expect(diary.said).to_be_empty()
        diary.write()
        expect(diary.problem(name)).to_be_hidden()
        expect(diary.entries()).to_have_count(1)

    def test_no_task(self, diary: Diary) -> None:
        """All that is missing is said at once, and she is led to the first."""
        diary.save()
        expect(diary.problem("task")).to_have_text("Vælg en opgave, eller skriv den selv.")
        expect(diary.problem("chip")).to_have_text(NO_TIME)
        assert focused(diary) == "task"
        assert diary.kept()["entries"] == {}

    def test_a_day_to_come(self, diary: Diary) -> None:
        """It is refused where it stands, unfolded."""
        diary.fill(task="daily_contact", chip="30", date=TOMORROW)
        diary.part("more").evaluate("(it) => { it.open = false; }")
        diary.save()
        expect(diary.problem("date")).to_be_visible()
        expect(diary.problem("date")).to_contain_text("Den dag er ikke kommet endnu.")
        assert focused(diary) == "date"
        diary.fill(date="")
        diary.save()
        expect(diary.problem("date")).to_have_text("Vælg en dag.")
        assert diary.kept()["entries"] == {}

    def test_more_than_a_day_holds(self, diary: Diary) -> None:
        """24 hours in all, and not a minute more; another day has room."""
        diary.write(minutes="23:30")
        diary.fill(task="daily_apv", minutes="31")
        diary.save()
        expect(diary.problem("minutes")).to_contain_text("Der kan højst stå 24 timer på en dag.")
        assert focused(diary) == "minutes"
        diary.write(minutes="30")
        expect(diary.entries()).to_have_count(2)
        diary.write(minutes="31", date=YESTERDAY)
        expect(diary.entries(YESTERDAY)).to_have_count(1)

    def test_a_task_in_her_own_words(self, diary: Diary) -> None:
        """It takes the place of what was tapped, and is tapped the next time."""
        diary.write(task="daily_apv", task_own="  Møde \t med  <b>BST</b> ", chip="60")
        expect(diary.entries()).to_have_text(["1 time, Møde med <b>BST</b>"])
        chip = diary.part("other-tasks").locator("[data-own]")
        expect(chip).to_have_text(["Møde med <b>BST</b>"])
        chip.click()
        diary.tap("chip", "5")
        diary.save()
        expect(diary.entries()).to_have_count(2)
        assert {it["task"] for it in diary.kept()["entries"].values()} == {"Møde med <b>BST</b>"}
        expect(chip).to_have_count(1)
        diary.reload()
        expect(chip).to_have_count(1)

    def test_a_task_of_ours_in_her_own_hand(self, diary: Diary) -> None:
        """Whoever types what stands on the list means that, and the answer has it once."""
        diary.write(task_own="samtaler med Kolleger")
        (record,) = diary.kept()["entries"].values()
        assert record["task"] == "daily_contact"
        expect(diary.part("other-tasks").locator("[data-own]")).to_have_count(0)

    @pytest.mark.parametrize(
        ("kind", "mark"), [("acute", "akut"), ("calendar", "kalender"), ("training", "uddannelse")]
    )
    def test_how_the_task_came(self, diary: Diary, kind: str, mark: str) -> None:
        """What is out of the ordinary stands beside the entry; the next one is ordinary again."""
        diary.write(kind=kind, own_time="true")
        expect(diary.entries()).to_have_text([f"30 minutter, Samtaler med kolleger ({mark}, fritid)"])
        (record,) = diary.kept()["entries"].values()
        assert (record["kind"], record["own_time"]) == (kind, True)
        diary.write(task="daily_apv")
        expect(diary.entries().last).to_have_text("30 minutter, APV i gruppen")

    def test_markup_and_formulas_are_text(self, diary: Diary) -> None:
        """Whatever stands in a note or a task is shown as it was typed, and nothing of it runs."""
        markup = '<img src=x onerror="window.ran = true">'
        formula = "=HYPERLINK(1)"
        diary.write(task_own=formula, note=markup)
        expect(diary.entries()).to_have_text([f"30 minutter, {formula}: {markup}"])
        diary.action("edit").click()
        expect(diary.field("note")).to_have_value(markup)
        assert diary.element.locator("img").count() == 0
        assert diary.page.evaluate("window.ran") is None
        assert diary.page.evaluate("violations") == []

    def test_another_day(self, diary: Diary) -> None:
        """The button says which; the week of that day is shown, and the form is back at today."""
        diary.fill(task="daily_contact", chip="30", date="2026-11-13")
        expect(diary.part("save")).to_have_text("Gem på fredag 13. november")
        diary.save()
        expect(diary.said).to_have_text("Gemt: 30 minutter, Samtaler med kolleger, fredag 13. november.")
        expect(diary.title).to_contain_text("Uge 46")
        expect(diary.entries("2026-11-13")).to_have_count(1)
        expect(diary.field("date")).to_have_value(TODAY)
        expect(diary.part("save")).to_have_text("Gem")

    def test_nothing_today(self, diary: Diary) -> None:
        """A day with nothing is marked once, and not where something is written."""
        diary.action("nothing").click()
        expect(diary.said).to_have_text("Gemt: Der var intet i dag.")
        expect(diary.day(TODAY).locator('[data-part="day-says"]')).to_have_text("Intet. Dagen tæller med.")
        assert list(diary.kept()["days"]) == [TODAY]
        diary.action("undo").click()
        assert diary.kept()["days"] == {}
        diary.write()
        diary.action("nothing").click()
        expect(diary.said).to_have_text("Der er notater den dag, så den tæller med i forvejen.")
        expect(diary.action("undo")).to_be_hidden()
        assert diary.kept()["days"] == {}


class TestMidnight:
    """The page stands open while a new day begins."""

    def test_the_form_follows_the_clock(self, diary: Diary) -> None:
        """Back on the page, the form and the week are of the new day."""
        diary.fill(task="daily_contact", chip="30")
        diary.page.clock.set_system_time(AFTER_MIDNIGHT)
        diary.page.evaluate(RETURN)
        expect(diary.field("date")).to_have_value(TOMORROW)
        expect(diary.part("save")).to_have_text("Gem")
        diary.save()
        expect(diary.said).to_contain_text("i dag.")
        expect(diary.entries(TOMORROW)).to_have_count(1)

    def test_a_day_that_was_chosen_stays(self, diary: Diary) -> None:
        """Only what was today by itself moves on."""
        diary.fill(task="daily_contact", chip="30", date=YESTERDAY)
        diary.page.clock.set_system_time(AFTER_MIDNIGHT)
        diary.page.evaluate(RETURN)
        expect(diary.field("date")).to_have_value(YESTERDAY)

    def test_an_entry_that_is_mended_stays(self, diary: Diary) -> None:
        """It was done on its day, whatever day it is now."""
        diary.write()
        diary.action("edit").click()
        diary.page.clock.set_system_time(AFTER_MIDNIGHT)
        diary.page.evaluate(RETURN)
        expect(diary.field("date")).to_have_value(TODAY)
        diary.save()
        expect(diary.said).to_contain_text("Rettet: ")
        assert [it["date"] for it in diary.kept()["entries"].values()] == [TODAY]

    def test_where_nothing_is_kept(self, pages: Pages) -> None:
        """The week lets her write on the new day without a store, too."""
        page = pages()
        page.context.add_init_script("indexedDB.open = () => { throw new Error('no'); }")
        page.close()
        page = page.context.new_page()
        page.clock.install(time="2026-11-25T12:00:00Z")
        page.goto(pages.address + DIARY_PAGE)
        diary = Diary(page)
        diary.ready()
        tomorrow = diary.day(TOMORROW).locator('[data-part="day-actions"]')
        expect(tomorrow).to_be_hidden()
        page.clock.set_system_time("2026-11-26T12:00:00Z")
        page.evaluate(RETURN)
        expect(tomorrow).to_be_visible()


class TestWeek:
    """What was written, week by week."""

    def test_it_turns(self, diary: Diary) -> None:
        """Back as far as she likes, on to this week, and no further."""
        expect(diary.title).to_have_text("Uge 48: 23. november 2026 til 29. november 2026")
        expect(diary.action("after")).to_be_disabled()
        for _ in range(48):
            diary.action("before").click()
        expect(diary.title).to_have_text("Uge 52: 22. december 2025 til 28. december 2025")
        diary.action("after").click()
        expect(diary.title).to_have_text("Uge 1: 29. december 2025 til 4. januar 2026")
        diary.action("this").click()
        expect(diary.title).to_contain_text("Uge 48")
        expect(diary.part("week-total")).to_have_text("Der er ikke skrevet noget i denne uge.")

    def test_each_day_says_where_it_stands(self, diary: Diary) -> None:
        """Days to come offer nothing; days not looked at say so."""
        says = diary.element.locator('[data-part="day-says"]')
        is_open = "Ikke skrevet på. Dagen tæller ikke med."
        expect(says).to_have_text([is_open] * 3)
        expect(diary.action("write").filter(visible=True)).to_have_count(3)
        expect(diary.element.locator('[data-part="day-title"]').first).to_have_text("mandag 23. november")

    def test_write_on_a_day(self, diary: Diary) -> None:
        """The form is of that day, and it is said to whoever hears the page alone."""
        button = diary.day(MONDAY).locator('[data-action="write"]')
        expect(button).to_have_accessible_name("Skriv på mandag 23. november")
        button.click()
        expect(diary.field("date")).to_have_value(MONDAY)
        expect(diary.part("save")).to_have_text("Gem på mandag 23. november")
        assert focused(diary) == "entry-title"
        diary.write()
        expect(diary.entries(MONDAY)).to_have_count(1)

    def test_nothing_that_day(self, diary: Diary) -> None:
        """A mark is set and taken away on the day itself, and the focus stays there."""
        monday = diary.day(MONDAY)
        monday.locator('[data-action="observe"]').click()
        expect(diary.said).to_have_text("Gemt: Der var intet mandag 23. november.")
        assert list(diary.kept()["days"]) == [MONDAY]
        expect(monday.locator('[data-action="observe"]')).to_be_hidden()
        assert diary.page.evaluate("document.activeElement.closest('[data-day]')?.dataset.day") == MONDAY
        monday.locator('[data-action="unobserve"]').click()
        expect(diary.said).to_have_text("Mærket er fjernet: mandag 23. november.")
        assert diary.kept()["days"] == {}
        diary.action("undo").click()
        assert list(diary.kept()["days"]) == [MONDAY]

    def test_an_entry_is_mended(self, diary: Diary) -> None:
        """All of it comes back, «Fortryd rettelsen» leaves it, and what is saved is the same entry."""
        diary.write(task_own="Møde", minutes="1:10", kind="acute", own_time="true", note="om støj")
        (key,) = diary.kept()["entries"]
        diary.reload()
        diary.action("edit").click()
        expect(diary.part("entry-title")).to_have_text("Ret notatet")
        assert focused(diary) == "entry-title"
        expect(diary.element.locator('[name="task"]:checked')).to_have_value("Møde")
        expect(diary.field("minutes")).to_have_value("70")
        expect(diary.element.locator('[name="kind"]:checked')).to_have_value("acute")
        expect(diary.field("own_time")).to_be_checked()
        expect(diary.field("date")).to_have_value(TODAY)
        expect(diary.field("note")).to_have_value("om støj")
        expect(diary.action("nothing")).to_be_hidden()
        diary.action("cancel").click()
        expect(diary.part("entry-title")).to_have_text("Skriv, hvad du har lavet")
        expect(diary.field("note")).to_have_value("")
        diary.action("edit").click()
        diary.fill(minutes="50", date=MONDAY)
        diary.save()
        expect(diary.said).to_have_text("Rettet: 50 minutter, Møde (akut, fritid), mandag 23. november.")
        expect(diary.entries()).to_have_count(0)
        expect(diary.entries(MONDAY)).to_have_count(1)
        ((after, record),) = diary.kept()["entries"].items()
        assert (after, record["minutes"], record["date"], record["note"]) == (key, 50, MONDAY, "om støj")
        diary.action("undo").click()
        expect(diary.said).to_have_text("Det er fortrudt.")
        (record,) = diary.kept()["entries"].values()
        assert (record["minutes"], record["date"]) == (70, TODAY)

    def test_a_full_day_can_be_mended(self, diary: Diary) -> None:
        """The entry that is mended does not stand in its own way."""
        diary.write(minutes="24:00")
        diary.action("edit").click()
        diary.fill(minutes="23:59")
        diary.save()
        expect(diary.said).to_contain_text("Rettet: ")

    def test_an_entry_is_deleted(self, diary: Diary) -> None:
        """What is gone is said, the focus goes where it can be had again, and it comes back as it was."""
        diary.write(note="om støj")
        before = diary.kept()["entries"]
        delete = diary.action("delete")
        expect(delete).to_have_accessible_name("Slet: 30 minutter, Samtaler med kolleger")
        delete.click()
        expect(diary.said).to_have_text("Slettet: 30 minutter, Samtaler med kolleger, i dag.")
        assert focused(diary) == "undo"
        assert diary.kept()["entries"] == {}
        diary.page.keyboard.press("Enter")
        expect(diary.said).to_have_text("Det er fortrudt.")
        assert focused(diary) == "week-title"
        expect(diary.action("undo")).to_be_hidden()
        after = diary.kept()["entries"]
        assert [{**it, "changed": 0} for it in after.values()] == [
            {**it, "changed": 0} for it in before.values()
        ]
        assert list(after) == list(before)

    def test_deleting_what_is_being_mended(self, diary: Diary) -> None:
        """The form does not go on mending what is gone."""
        diary.write()
        diary.action("edit").click()
        diary.action("delete").click()
        expect(diary.part("entry-title")).to_have_text("Skriv, hvad du har lavet")
        expect(diary.action("cancel")).to_be_hidden()

    def test_entries_stand_in_the_order_written(self, diary: Diary) -> None:
        """Today and after the page was loaded anew."""
        written = [f"Møde {number}" for number in range(8)]
        for task in written:
            diary.write(task_own=task)
        expected = [f"30 minutter, {task}" for task in written]
        expect(diary.entries()).to_have_text(expected)
        diary.settle()
        diary.reload()
        expect(diary.entries()).to_have_text(expected)

    def test_nothing_is_asked_of_the_server(self, diary: Diary, server: Server) -> None:
        """Writing, mending and looking back need no network."""
        server.log.clear()
        server.blocked = lambda _path: True
        diary.write()
        diary.action("edit").click()
        diary.action("cancel").click()
        diary.action("before").click()
        diary.action("this").click()
        diary.action("delete").click()
        diary.action("undo").click()
        expect(diary.entries()).to_have_count(1)
        assert server.log == []


class TestTimer:
    """A clock that outlives the page."""

    def test_it_goes_on(self, diary: Diary) -> None:
        """Started, loaded anew, stopped: the minutes stand in the field, and only the task is missing."""
        timer = diary.action("timer")
        expect(timer).to_have_text("Start et ur")
        timer.click()
        expect(timer).to_have_text("Stop uret")
        diary.settle()
        diary.reload()
        expect(timer).to_have_text("Stop uret")
        diary.page.clock.fast_forward("24:00")
        expect(diary.part("elapsed")).to_have_text("Uret har gået i 24 minutter.")
        diary.tap("chip", "5")
        timer.click()
        expect(diary.said).to_have_text("Uret gik i 24 minutter. Vælg opgaven, og gem.")
        expect(diary.field("minutes")).to_have_value("24")
        expect(timer).to_have_text("Start et ur")
        expect(diary.part("elapsed")).to_be_empty()
        diary.tap("task", "daily_contact")
        diary.save()
        expect(diary.entries()).to_have_text(["24 minutter, Samtaler med kolleger"])
        assert "timer" not in diary.kept()["settings"]

    def test_at_least_a_minute(self, diary: Diary) -> None:
        """Whoever starts and stops it at once did something all the same."""
        diary.action("timer").click()
        diary.action("timer").click()
        expect(diary.field("minutes")).to_have_value("1")

    def test_it_was_forgotten(self, diary: Diary) -> None:
        """After five hours only she knows how long it took."""
        diary.action("timer").click()
        diary.page.clock.fast_forward("05:00:00")
        diary.action("timer").click()
        expect(diary.said).to_contain_text("Du glemte vist at stoppe uret. Det har gået i 5 timer.")
        expect(diary.field("minutes")).to_have_value("")
        assert focused(diary) == "minutes"

    def test_the_time_of_day_was_set_back(self, diary: Diary) -> None:
        """A clock that stops before it started tells nothing."""
        diary.action("timer").click()
        diary.page.clock.set_system_time("2026-11-25T11:00:00+01:00")
        diary.action("timer").click()
        expect(diary.said).to_contain_text("så klokken er stillet om.")
        expect(diary.field("minutes")).to_have_value("")
        assert focused(diary) == "minutes"
        assert diary.kept()["settings"] == {}


class TestPaperWeek:
    """A week of a paper sheet, typed in."""

    @pytest.fixture
    def quick(self, diary: Diary) -> Diary:
        """Give a diary with the lines of its week unfolded."""
        diary.unfold("quick")
        return diary

    def save(self, diary: Diary) -> None:
        """Press «Gem ugen»."""
        diary.part("quick-form").locator("[type=submit]").click()

    def test_a_week(self, quick: Diary) -> None:
        """Lines by the first letters, with their marks; each is said back, and saved on its day."""
        expect(quick.part("quick-form").locator("label").filter(visible=True)).to_have_text(
            ["mandag 23. november", "tirsdag 24. november", "onsdag 25. november"]
        )
        quick.fill(
            quick_0="sam 20, run 45 akut", quick_1="0", quick_2="Møde med BST 1,5 t fritid; apv 1 t 10 min"
        )
        expect(quick.part("understood").locator("p")).to_have_text(
            [
                (
                    "mandag 23. november: 20 minutter, Samtaler med kolleger; "
                    "45 minutter, Rundgang og tjek af forholdene (akut)"
                ),
                "tirsdag 24. november: intet",
                (
                    "onsdag 25. november: 1 time og 30 minutter, Møde med BST (fritid); "
                    "1 time og 10 minutter, APV i gruppen"
                ),
            ]
        )
        self.save(quick)
        expect(quick.said).to_have_text("Ugen er gemt.")
        expect(quick.entries(MONDAY)).to_have_text(
            ["20 minutter, Samtaler med kolleger", "45 minutter, Rundgang og tjek af forholdene (akut)"]
        )
        expect(quick.entries(TODAY)).to_have_text(
            ["1 time og 30 minutter, Møde med BST (fritid)", "1 time og 10 minutter, APV i gruppen"]
        )
        expect(quick.part("understood")).to_be_empty()
        expect(quick.field("quick_0")).to_have_value("")
        kept = quick.kept()
        assert len(kept["entries"]) == 4
        assert list(kept["days"]) == [YESTERDAY]
        quick.action("undo").click()
        kept = quick.kept()
        assert (kept["entries"], kept["days"]) == ({}, {})

    def test_a_week_of_before(self, quick: Diary) -> None:
        """The lines are of the week that is shown, all seven days of it."""
        quick.action("before").click()
        expect(quick.part("quick-form").locator("label").filter(visible=True)).to_have_count(7)
        quick.fill(quick_6="sam 5")
        self.save(quick)
        expect(quick.entries("2026-11-22")).to_have_text(["5 minutter, Samtaler med kolleger"])

    @pytest.mark.parametrize(
        ("typed", "wrong"),
        [
            ("sam 20, run mange", "run mange"),
            ("20", "20"),
            ("sam", "sam"),
            ("sam 1,5", "sam 1,5"),
            ("sam 1.30 t", "sam 1.30 t"),
            ("sam 25:00", "sam 25:00"),
            ("sam 20 hurtigt", "sam 20 hurtigt"),
            ("sam 0", "sam 0"),
            (", ;", ", ;"),
        ],
    )
    def test_what_cannot_be_read(self, quick: Diary, typed: str, wrong: str) -> None:
        """It stops the save of the whole week, is named, and she is led to its line."""
        quick.fill(quick_0="sam 20", quick_1=typed)
        says = f"tirsdag 24. november: «{wrong}» kunne ikke læses."
        expect(quick.part("understood").locator("p").last).to_contain_text(says)
        self.save(quick)
        expect(quick.said).to_contain_text(says)
        expect(quick.field("quick_1")).to_have_value(typed)
        assert focused(quick) == "quick_1"
        kept = quick.kept()
        assert (kept["entries"], kept["days"]) == ({}, {})

    def test_a_full_day(self, quick: Diary) -> None:
        """What stands there already counts, too."""
        quick.hold(entry("a", MONDAY, 23 * 60))
        quick.fill(quick_0="sam 61")
        self.save(quick)
        expect(quick.said).to_contain_text("Der kan højst stå 24 timer på en dag.")
        assert focused(quick) == "quick_0"
        quick.fill(quick_0="sam 60")
        self.save(quick)
        expect(quick.said).to_have_text("Ugen er gemt.")

    def test_nothing_typed(self, quick: Diary) -> None:
        """An empty week is no week."""
        self.save(quick)
        expect(quick.said).to_have_text("Skriv mindst én dag.")
        assert quick.kept()["days"] == {}


class TestWherever:
    """With the keyboard alone, with a thumb, on a narrow screen, on paper."""

    def test_with_the_keyboard_alone(self, diary: Diary) -> None:
        """Tab, arrow and space choose, Enter saves."""
        keyboard = diary.page.keyboard
        diary.part("entry-title").focus()
        keyboard.press("Tab")
        keyboard.press("Space")
        keyboard.press("ArrowDown")
        expect(diary.element.locator('[name="task"]:checked')).to_have_value("daily_conditions")
        keyboard.press("Tab")  # «Flere opgaver»
        keyboard.press("Tab")
        keyboard.press("Space")
        keyboard.press("ArrowRight")
        expect(diary.element.locator('[name="chip"]:checked')).to_have_value("10")
        keyboard.press("Enter")
        expect(diary.entries()).to_have_text(["10 minutter, Rundgang og tjek af forholdene"])
        expect(diary.said).to_contain_text("Gemt: ")

    def test_every_control_is_large_enough(self, diary: Diary) -> None:
        """44 pixels high, but for the dots inside a label that is."""
        diary.write()
        diary.fill(task_own="Møde")
        diary.unfold("calendar")
        diary.action("add").click()
        diary.element.locator("details").evaluate_all("(all) => all.forEach((it) => { it.open = true; })")
        diary.action("wipe").click()
        small = diary.element.locator("button, summary, .chip, input:not([type=radio], [type=checkbox])")
        sizes = small.filter(visible=True).evaluate_all(
            "(all) => all.map((it) => [it.offsetHeight, it.outerHTML.slice(0, 80)])"
        )
        assert len(sizes) > 60
        assert [size for size in sizes if size[0] < 44] == []

    def test_no_sideways_scrolling(self, diary: Diary) -> None:
        """At 320 pixels everything has room, unfolded too, and a word without an end as well."""
        diary.page.set_viewport_size({"width": 320, "height": 800})
        diary.write(task_own="W" * 200, note="M" * 200)
        diary.hold(
            {
                "list": "calendar",
                "key": "a",
                "record": {
                    "id": "a",
                    "name": "W" * 200,
                    "times_per_year": "1",
                    "minutes": "1",
                    "place": 1,
                    "changed": 1,
                },
            }
        )
        diary.element.locator("details").evaluate_all("(all) => all.forEach((it) => { it.open = true; })")
        assert diary.page.evaluate("document.documentElement.scrollWidth") == 320

    def test_the_paper_sheet(self, diary: Diary) -> None:
        """The button prints the sheet alone: seven days, three lines each, and no word of the diary."""
        diary.page.evaluate(KEEP_CALLS)
        diary.write(note="om støj")
        diary.unfold("sheet")
        diary.action("paper").click()
        (sheet,) = diary.page.evaluate("printed")
        assert "Søndag" in sheet["text"]
        assert "Samtaler med kolleger" in sheet["text"]
        assert sheet["html"].count("<tr") == 22
        assert sheet["html"].count('scope="rowgroup"') == 7
        assert "om støj" not in sheet["text"]
        assert "time-diary" not in sheet["html"]
        expect(diary.page.locator(".answer-sheet")).to_have_count(0)
        diary.page.evaluate("window.print = () => {}")
        diary.action("paper").click()
        diary.page.emulate_media(media="print")
        expect(diary.page.locator(".answer-sheet table")).to_be_visible()
        expect(diary.page.locator(".answer-sheet button")).to_be_hidden()
        expect(diary.element).to_be_hidden()
