"""Training as a reader meets it: days as she writes them, rows, her calendar, letter and sheet of offers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PARSE, TRAINING_PAGE, Form, Pages, native

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Download

    from handbook.serve import Server
    from tests.browser.engines import Chromium, Engine

SEAT = "1.3.2026"
NAME = "Åse Ø. «& <b>Sønderbjerg</b>"

KEEP_CALLS = """() => {
  window.printed = [];
  window.print = () => {
    const sheet = document.querySelector(".answer-sheet");
    printed.push({ text: sheet.innerText, html: sheet.innerHTML });
    dispatchEvent(new Event("afterprint"));
  };
  window.copies = [];
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: {
    writeText: async (text) => { if (window.refuses) throw new Error("no"); copies.push(text); },
  } });
}"""


def link(**answers: str) -> str:
    """Return the fragment of a link, as `Kopiér link` makes it."""
    return "#v=1&calculator=training" + "".join(f"&{name}={value}" for name, value in answers.items())


def told(language: str = "da", on: str = "2026-11-22", **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what Python answers without a browser."""
    return native(fields, language=language, on=on, calculator="training")


def shows(form: Form, answered: dict[str, Any]) -> bool:
    """Whether the page shows what Python answered, and nothing else."""
    return bool(form.output.inner_html() == form.page.evaluate(PARSE, answered["html"]))


@pytest.fixture(scope="module")
def warm_training(chromium: Chromium, running: Server) -> Iterator[Form]:
    """One page whose worker runs, for the module."""
    made = Pages(chromium, running.address)
    with made.stack:
        form = made.form(TRAINING_PAGE, accept_downloads=True)
        errors: list[str] = []
        form.page.on("pageerror", lambda error: errors.append(str(error)))
        form.ask(member_from=SEAT)
        yield form
        assert errors == []
        assert form.page.evaluate("violations") == []


@pytest.fixture
def form(warm_training: Form) -> Form:
    """Give a form nobody has used yet, in front of a worker that runs."""
    warm_training.page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce")
    warm_training.page.set_viewport_size({"width": 390, "height": 800})
    warm_training.renew()
    warm_training.page.evaluate(KEEP_CALLS)
    return warm_training


class TestDays:
    """A day as Danes write it, as ISO, or picked; and the reader's own day as the one that is asked about."""

    @pytest.mark.parametrize("typed", ["1.3.2026", "01-03-2026", "1/3 2026", " 2026-03-01 "])
    def test_a_day_as_it_is_written(self, form: Form, typed: str) -> None:
        """One day, however it is written."""
        form.ask(member_from=typed, on="2026-03-02")
        expect(form.output.locator(".timeline li").first).to_contain_text("1. juni 2026")

    @pytest.mark.parametrize("typed", ["31.4.2026", "i går", "03/2026", "3/13/2026"])
    def test_a_day_that_is_none(self, form: Form, typed: str) -> None:
        """It stays as typed, and beside it stands what to write."""
        form.ask(state="invalid", member_from=typed)
        said = told(member_from=typed)["problems"][0]["message"]
        expect(form.problem("member_from")).to_have_text(said)
        expect(form.control("member_from")).to_have_value(typed)
        assert "1.3.2026" in said

    def test_a_day_that_is_picked(self, form: Form) -> None:
        """The browser's own calendar writes the day into the field, the day first, and the answer follows."""
        form.ask(member_from=SEAT)
        button = form.element.locator('[data-action="pick"]').first
        expect(button).to_be_visible()
        opened = form.element.evaluate("""(element) => new Promise((resolve) => {
          const picker = element.querySelector('[data-part="picker"]');
          picker.showPicker = () => resolve(true);
          element.querySelector('[data-action="pick"]').click();
        })""")
        assert opened
        form.element.locator('[data-part="picker"]').first.evaluate("""(picker) => {
          picker.value = "2026-09-07";
          picker.dispatchEvent(new Event("change", { bubbles: true }));
        }""")
        expect(form.control("member_from")).to_have_value("7.9.2026")
        expect(form.output.locator(".timeline li").first).to_contain_text("7. december 2026")

    def test_it_asks_about_today(self, form: Form) -> None:
        """Her own day, from the first visit on: what is past depends on it."""
        today = form.page.evaluate("new Date().toLocaleDateString('sv-SE')")
        expect(form.control("on")).to_have_value(today)
        form.ask(member_from=SEAT)
        expect(form.output.locator(".answer__signature")).to_contain_text(str(date.fromisoformat(today).year))


class TestRows:
    """Used days and agreements: as many rows as it takes, one after the other."""

    def test_a_row_comes_after_the_one_before(self, form: Form) -> None:
        """The second stands once the first holds something, and goes when both are empty again."""
        second = form.control("used.1.days").locator("xpath=ancestor::*[@data-part='row']")
        form.fill(**{"used.0.days": "1,5"})
        expect(second).to_be_visible()
        form.fill(**{"used.0.days": ""})
        expect(second).to_be_hidden()
        expect(form.control("pooled.0.from_year")).to_be_visible()

    def test_rows_are_answered(self, form: Form) -> None:
        """What is used is told, and what is left."""
        form.ask(member_from=SEAT, on="2026-11-22", **{"used.0.year": "1", "used.0.days": "1,5"})
        expected = told(member_from=SEAT, used=[{"year": "1", "days": "1,5"}])
        assert shows(form, expected)
        expect(form.output).to_contain_text("Du har brugt 1½ dag og har ½ dag tilbage.")

    def test_a_problem_stands_beside_its_cell(self, form: Form) -> None:
        """The summary leads into the row, which is shown."""
        answers = {"pooled.0.from_year": "1", "pooled.0.to_year": "2", "pooled.0.in_writing": "true"}
        form.ask(state="invalid", member_from=SEAT, **answers)
        expect(form.problem("pooled.0.from_year")).to_be_visible()
        form.summary.locator("a").click()
        assert form.page.evaluate("document.activeElement.name") == "pooled.0.from_year"

    def test_a_link_holds_them(self, form: Form) -> None:
        """Every row comes back from a link, and the address keeps in step."""
        answers = {"member_from": SEAT, "term_years": "4", "on": "2026-11-22"}
        rows = {"pooled.0.from_year": "2", "pooled.0.to_year": "3", "pooled.0.in_writing": "true"}
        form.renew(link(**answers, **rows))
        form.wait("answered")
        pooled = [{"from_year": "2", "to_year": "3", "in_writing": "true"}]
        assert shows(form, told(member_from=SEAT, term_years="4", pooled=pooled))
        form.action("link").click()
        expect(form.notice("copied")).to_be_visible()
        assert form.page.evaluate("copies[0]").endswith(
            "pooled.0.from_year=2&pooled.0.to_year=3&pooled.0.in_writing=true&on=2026-11-22"
        )


class TestCalendar:
    """The file for her own calendar."""

    def test_the_file_is_what_python_wrote(self, form: Form) -> None:
        """It is given as a file, byte for byte, and a real calendar reads the days."""
        form.ask(member_from=SEAT, on="2026-04-01")
        with form.page.expect_download() as given:
            form.action("calendar").click()
        download: Download = given.value
        assert download.suggested_filename == "uddannelse-frister.ics"
        written = download.path().read_bytes()
        assert written.decode() == told(member_from=SEAT, on="2026-04-01")["calendar"]
        days = [event.start for event in icalendar.Calendar.from_ical(written).events]
        assert days == [date(2026, 6, 1), date(2027, 2, 28), date(2028, 2, 29)]

    def test_no_file_where_there_is_no_day(self, form: Form) -> None:
        """Whoever has no right has no deadline, and no button for one."""
        form.ask(member_from=SEAT)
        expect(form.action("calendar")).to_be_visible()
        form.fill(role="chair")
        expect(form.headline).to_contain_text("arbejdsgiveren selv")
        expect(form.action("calendar")).to_be_hidden()


class TestLetter:
    """The text to her manager."""

    @pytest.fixture
    def letter(self, form: Form) -> Form:
        """Give a form with its answer, and the letter unfolded."""
        form.ask(member_from=SEAT, on="2026-11-22")
        form.output.locator('[data-part="letter"] > summary').click()
        return form

    def test_names_stand_in_it(self, letter: Form) -> None:
        """A name takes the place of its blank as it is typed, and runs nothing."""
        text = letter.output.locator("textarea")
        assert "[din leders navn]" in text.input_value()
        letter.output.locator('[data-fills="letter-to"]').fill(NAME)
        letter.output.locator('[data-fills="letter-from"]').fill("Bo")
        assert text.input_value().startswith(f"Kære {NAME}\n")
        assert text.input_value().endswith("Venlig hilsen\nBo")
        letter.output.locator('[data-fills="letter-from"]').fill("")
        assert text.input_value().endswith("[dit navn]")

    def test_her_own_words_outlast_an_answer(self, letter: Form) -> None:
        """A text that she changed stays hers; that there is a newer one is said, and it can be had."""
        text = letter.output.locator("textarea")
        kept = letter.output.locator('[data-part="letter-kept"]')
        letter.output.locator('[data-fills="letter-from"]').fill("Bo")
        text.fill("Hej! Jeg vil på kursus.")
        expect(kept).to_be_hidden()
        letter.fill(member_from="1.4.2026")
        expect(letter.output.locator(".timeline li").first).to_contain_text("1. juli 2026")
        expect(text).to_have_value("Hej! Jeg vil på kursus.")
        expect(kept).to_be_visible()
        letter.action("renew").click()
        expect(kept).to_be_hidden()
        assert "1. juli 2026" in text.input_value()
        assert text.input_value().endswith("Bo")

    def test_it_is_copied(self, letter: Form) -> None:
        """What is copied is what stands there; where the browser refuses, it is selected instead."""
        text = letter.output.locator("textarea")
        text.fill("Hej")
        letter.action("copy").click()
        expect(letter.notice("text_copied")).to_be_visible()
        assert letter.page.evaluate("copies") == ["Hej"]
        letter.page.evaluate("window.refuses = true")
        letter.action("copy").click()
        expect(letter.notice("text_not_copied")).to_be_visible()
        expect(letter.notice("text_copied")).to_be_hidden()
        assert text.evaluate("(it) => [it.selectionStart, it.selectionEnd]") == [0, 3]

    def test_it_opens_in_the_mail_program(self, letter: Form) -> None:
        """The link carries subject and text, and an address nobody has typed is left open."""
        letter.output.locator("textarea").fill("Hej & farvel\n50 % #æ")
        mail = letter.action("mail")
        mail.evaluate("(it) => it.addEventListener('click', (event) => event.preventDefault())")
        mail.click()
        opened = letter.page.evaluate("""() => {
          const address = new URL(document.querySelector('[data-action="mail"]').href);
          return [address.protocol, address.pathname, ...address.searchParams.entries()];
        }""")
        assert opened == [
            "mailto:",
            "",
            ["subject", "Min arbejdsmiljøuddannelse"],
            ["body", "Hej & farvel\r\n50 % #æ"],
        ]

    def test_nothing_of_it_is_kept(self, letter: Form) -> None:
        """Neither the address nor any storage learns a name."""
        letter.output.locator('[data-fills="letter-from"]').fill("Sønderbjerg")
        letter.output.locator("textarea").press("End")
        letter.action("link").click()
        stored = letter.page.evaluate("""async () => JSON.stringify([
          location.href, copies, { ...localStorage }, { ...sessionStorage }, document.cookie,
          (await indexedDB.databases()).length, (await caches.keys()).length])""")
        assert "nderbjerg" not in stored

    def test_nothing_to_ask_for(self, form: Form) -> None:
        """Where everything was had there is no letter."""
        used = {"used.0.year": "1", "used.0.days": "2"}
        form.ask(member_from=SEAT, on="2026-11-22", mandatory="done", mandatory_done_on="1.5.2026", **used)
        expect(form.output.locator('[data-part="letter"]')).to_have_count(0)


class TestPaper:
    """The answer and the sheet of offers, each printed by itself."""

    def test_the_answer(self, form: Form) -> None:
        """Deadlines, drawing and sources, but neither letter nor sheet."""
        form.ask(member_from=SEAT, on="2026-11-22")
        form.element.locator('[data-part="actions"] [data-action="print"]').click()
        (sheet,) = form.page.evaluate("printed")
        assert "Senest 1. juni 2026" in sheet["text"]
        assert "timeline-drawn" in sheet["html"]
        assert "textarea" not in sheet["html"]
        assert "Mit svar og dato" not in sheet["text"]

    def test_the_sheet_of_offers(self, form: Form) -> None:
        """A row for each training, with room to write, and nothing of the answer."""
        form.ask(member_from=SEAT, on="2026-11-22")
        form.output.locator('[data-part="sheet"] > summary').click()
        form.output.locator('[data-part="sheet"] [data-action="print"]').click()
        (sheet,) = form.page.evaluate("printed")
        assert "Mit svar og dato" in sheet["text"]
        assert sheet["html"].count('<th scope="row"') == 3
        assert "Senest 1. juni 2026" not in sheet["text"]
        form.page.emulate_media(media="print")
        form.page.evaluate("window.print = () => {}")
        form.output.locator('[data-part="sheet"] [data-action="print"]').evaluate("(it) => it.click()")
        rows = form.page.locator(".answer-sheet tbody tr")
        assert all(row.bounding_box()["height"] > 50 for row in rows.all())  # type: ignore[index]  # it is shown
        form.page.evaluate("dispatchEvent(new Event('afterprint'))")


class TestWherever:
    """On each page that holds the form, in each language, with the keyboard alone, and without a script."""

    @pytest.mark.parametrize(
        "path", ["uddannelse/obligatorisk/", "uddannelse/supplerende/", f"en/{TRAINING_PAGE}"]
    )
    def test_the_links_of_the_answer_lead_somewhere(self, pages: Pages, path: str) -> None:
        """The answer stands on every page that has the form, and its links reach pages and sections."""
        form = pages.form(path)
        form.ask(member_from=SEAT)
        for address in form.output.locator('a:not([rel="external"], [href^="mailto"])').evaluate_all(
            "(all) => all.map((it) => it.href)"
        ):
            response = form.page.request.get(address)
            assert response.ok, address
            _, _, identity = address.partition("#")
            assert f'id="{identity}"' in response.text() or not identity, address

    def test_with_the_keyboard_alone(self, pages: Pages) -> None:
        """From the field to the answer and the letter, without a mouse."""
        page = pages(TRAINING_PAGE)
        form = Form(page)
        form.control("member_from").focus()
        page.keyboard.type(SEAT)
        page.keyboard.press("Enter")
        form.wait("answered")
        letter = form.output.locator('[data-part="letter"] > summary')
        letter.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("Ida")
        expect(form.output.locator("textarea")).to_have_value(
            str(form.output.locator("textarea").input_value()).replace("[din leders navn]", "Ida")
        )
        seen = []
        for _ in range(6):
            page.keyboard.press("Tab")
            seen.append(
                page.evaluate("document.activeElement.dataset.action ?? document.activeElement.tagName")
            )
        assert seen[:4] == ["INPUT", "TEXTAREA", "copy", "mail"]

    def test_no_sideways_scrolling(self, form: Form) -> None:
        """At 320 pixels everything has room, unfolded too."""
        form.page.set_viewport_size({"width": 320, "height": 800})
        form.ask(member_from=SEAT, term_years="4")
        form.element.locator("details").evaluate_all("(all) => all.forEach((it) => { it.open = true; })")
        assert form.page.evaluate("document.documentElement.scrollWidth") == 320

    def test_without_javascript(self, pages: Pages) -> None:
        """The table of rights and the worked examples, with their days, stand in the page."""
        page = pages(TRAINING_PAGE, java_script_enabled=False)
        expect(page.locator("#tabel ~ table").first).to_contain_text("Obligatorisk uddannelse")
        examples = page.locator("#eksempler ~ details")
        assert examples.count() >= 2
        examples.first.locator("summary").click()
        expect(examples.first).to_contain_text("Senest 28. februar 2027")
        expect(page.locator("calculator-form form")).to_be_hidden()


ANSWERED = """async (address) => {
  const form = document.querySelector("calculator-form");
  while (!["answered", "unavailable", "invalid"].includes(form.dataset.state))
    await new Promise((resolve) => setTimeout(resolve, 50));
  return [form.dataset.state, form.querySelector("output").innerHTML];
}"""


def test_every_engine_shows_the_same_term(engine: Engine, server: Server) -> None:
    """A link with rows and Danish days is answered in the page as Python answers it natively."""
    rows = {"used.0.year": "2", "used.0.days": "1½"}
    answers = {"member_from": "30-11-2026", "term_years": "3", **rows, "on": "2027-12-24"}
    engine.open(f"{server.address}{TRAINING_PAGE}{link(**answers)}")
    state, html = engine.evaluate(ANSWERED, timeout=120)
    expected = told(
        on="2027-12-24", member_from="30-11-2026", term_years="3", used=[{"year": "2", "days": "1½"}]
    )
    parse = (
        "(html) => { const it = document.createElement('div'); it.innerHTML = html; return it.innerHTML; }"
    )
    assert state == "answered"
    assert html == engine.evaluate(parse, expected["html"])
