"""The form as a reader meets it: its states, her mistakes, her links, her sheet of paper, her keyboard."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FORM_PAGE, START_MS, UNCOMMON, Form, Pages, message, native, wait_for
from tests.conftest import written_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page, Request

    from handbook.serve import Server
    from tests.browser.engines import Engine
    from tests.conftest import Site

NAME = "Åse Ø. «& <b>Sønderbjerg</b>"
ONE_LEVEL = "I skal have en arbejdsmiljøorganisation i ét niveau."
TWO_LEVELS = "I skal have en arbejdsmiljøorganisation i to niveauer."

# Each state the form goes through and each headline it shows, from now on.
WATCH = """() => {
  window.seen = [];
  const form = document.querySelector("calculator-form");
  new MutationObserver(() => seen.push(form.dataset.state))
    .observe(form, { attributes: true, attributeFilter: ["data-state"] });
  new MutationObserver(() => {
    const headline = form.querySelector(".answer__headline");
    if (headline) seen.push(headline.textContent);
  }).observe(form.querySelector("output"), { childList: true });
}"""


def link(**answers: str) -> str:
    """Return the fragment of a link, as `Kopiér link` makes it."""
    return "#v=1&calculator=amo" + "".join(f"&{name}={value}" for name, value in answers.items())


def focused(page: Page) -> str | None:
    """Return the name, else the id, of what has the focus."""
    return page.evaluate("document.activeElement.name || document.activeElement.id || null")  # type: ignore[no-any-return]


class TestStates:
    """ready -> working -> answered | invalid | unavailable."""

    def test_ready_as_it_comes(self, form: Form) -> None:
        """Nothing is told, nothing is open, and the law's answer stands in the page already."""
        expect(form.element).to_have_attribute("data-state", "ready")
        for name in ("working", "unavailable", "not_started", "link_skipped", "link_newer", "copied"):
            expect(form.notice(name)).to_be_hidden()
        expect(form.action("print")).to_be_hidden()
        expect(form.output).to_be_empty()
        expect(form.summary).to_be_empty()
        expect(form.page.locator("#tabel ~ * table").first).to_be_visible()
        assert form.element.locator("details[open]").count() == 0

    def test_after_a_known_change_the_day_is_her_own(self, form: Form) -> None:
        """Past the next known change of a rule the form asks about today, cleared or not."""
        form.element.evaluate("""(element) => {
          element.dataset.ownDayFrom = "2020-01-01";
          element.querySelector("[name=on]").setAttribute("value", "2019-06-01");
          element.outerHTML = element.outerHTML;
        }""")
        today = form.page.evaluate("new Date().toLocaleDateString('sv-SE')")

        expect(form.control("on")).to_have_value(today)
        form.element.locator("form").evaluate("(it) => it.reset()")
        expect(form.control("on")).to_have_value(today)

    def test_before_a_known_change_the_day_is_the_sites(self, form: Form) -> None:
        """Until then everything on the page speaks of one day."""
        form.element.evaluate("""(element) => {
          element.dataset.ownDayFrom = "2999-01-01";
          element.outerHTML = element.outerHTML;
        }""")

        expect(form.control("on")).to_have_value("2026-11-22")

    def test_the_first_answer(
        self, pages: Pages, site: Site, hold: Callable[[str], Callable[[], None]]
    ) -> None:
        """While the runtime comes, the page says so and counts bytes, and typing goes on."""
        let_go = hold(".wasm.bin")
        form = pages.form()
        page = form.page
        page.evaluate("""() => {
          window.bytes = [];
          const bar = document.querySelector("calculator-form progress");
          new MutationObserver(() => bytes.push([bar.value, bar.max])).observe(bar, { attributes: true });
        }""")
        form.fill(employees=UNCOMMON)
        form.submit()
        expect(form.element).to_have_attribute("data-state", "working")
        expect(form.notice("working")).to_be_visible()
        expect(form.output).to_have_attribute("aria-busy", "true")
        wait_for(page, "bytes.length > 0")
        # The submit button has the focus; the next stop is a folded group.
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("36")
        expect(form.control("count_ordinary")).to_have_value("36")
        page.keyboard.press("Control+A")
        page.keyboard.type("35")
        expect(form.element).to_have_attribute("data-state", "working")
        # All has come but what is held: no more and no less is told.
        manifest = written_before(site.folder / "assets" / "runtime" / "worker.js")
        image = manifest["files"]["snapshot.image.bin"]["bytes"]
        expect(form.element.locator("progress")).to_have_js_property("value", image)
        let_go()
        form.wait("answered")
        expect(form.headline).to_have_text(TWO_LEVELS)
        expect(form.control("count_ordinary")).to_have_value("35")
        expect(form.notice("working")).to_be_hidden()
        expect(form.output).to_have_attribute("aria-busy", "false")
        told = page.evaluate("bytes")
        loaded = [value for value, most in told if most > 1_000_000]
        assert image in loaded[:-1]
        assert all(before <= after for before, after in pairwise(loaded))
        assert loaded[-1] == told[-1][1]

    def test_a_short_wait_is_not_told(self, form: Form) -> None:
        """With Python there, the notice that it comes does not flash up."""
        form.page.evaluate("""() => {
          const notice = document.querySelector('[data-notice="working"]');
          window.shown = false;
          new MutationObserver(() => {
            window.shown ||= notice.checkVisibility({ visibilityProperty: true });
          }).observe(notice, { attributes: true });
        }""")
        form.ask(employees=UNCOMMON)
        assert not form.page.evaluate("shown")

    def test_the_last_question_wins(self, form: Form) -> None:
        """Of two questions asked at once only the second is answered; the first comes late and is dropped."""
        form.page.evaluate(WATCH)
        form.page.evaluate("""() => {
          const form = document.querySelector("calculator-form form");
          form.elements.sector.value = "office_or_shop"; // which no shelf holds
          for (const number of ["34", "35"]) {
            form.elements.employees.value = number;
            form.requestSubmit();
          }
        }""")
        form.wait("answered")
        # One more, so that both answers have certainly come.
        form.ask(employees="9")
        seen = form.page.evaluate("seen")
        assert seen.count(TWO_LEVELS) == 1
        assert ONE_LEVEL not in seen

    def test_a_form_taken_away_says_nothing(self, form: Form) -> None:
        """An answer to a form that has left the page goes nowhere, and a new form starts afresh."""
        form.page.evaluate("""() => {
          window.gone = document.querySelector("calculator-form");
          gone.querySelector("[name=employees]").value = "34";
          gone.querySelector("[name=sector]").value = "office_or_shop"; // which no shelf holds
          gone.querySelector("form").requestSubmit();
          gone.replaceWith(gone.cloneNode(true));
        }""")
        form.renew()
        form.ask(employees="35")
        assert form.page.evaluate("gone.querySelector('output').textContent") == ""
        expect(form.headline).to_have_text(TWO_LEVELS)

    def test_the_answer_follows_a_change(self, form: Form) -> None:
        """After the first answer no button is needed, and the focus stays with the reader."""
        form.ask(employees="34")
        expect(form.headline).to_have_text(ONE_LEVEL)
        form.control("employees").fill("35")
        form.page.keyboard.press("Tab")
        form.wait("answered")
        expect(form.headline).to_have_text(TWO_LEVELS)
        assert form.page.evaluate("document.activeElement.type") == "submit"
        form.fill(sector="office_or_shop")
        form.control("under_ten_hours").fill("30")
        form.page.keyboard.press("Shift+Tab")
        form.wait("answered")
        assert focused(form.page) == "sector"
        expect(form.headline).to_have_text(headline(employees=5))

    def test_what_is_unfolded_stays_so(self, form: Form) -> None:
        """A new answer is folded as the old one was left."""
        form.ask(employees="34")
        steps = form.output.locator("summary", has_text="trin for trin")
        steps.click()
        form.fill(employees="35")
        form.wait("answered")
        expect(form.output.locator("details[open] > summary")).to_have_count(1)
        expect(form.output.locator("details[open] > summary")).to_have_text(str(steps.text_content()))

    def test_a_number_as_it_is_written(self, form: Form) -> None:
        """A mark between thousands, blanks and a leading zero are the reader's own habit."""
        expected = headline(employees=1200)
        for written in ("1.200", "1,200", "1 200", "  1200 ", "01200"):
            form.ask(employees=written)
            expect(form.headline).to_have_text(expected)
            expect(form.output.locator(".scale__value")).to_have_text("1200")

    def test_another_day_has_other_rules(self, form: Form) -> None:
        """The day of the rules can be changed, and is refused where its rules are not known."""
        form.ask(employees="34", on="2024-01-31")
        expect(form.output).to_contain_text("31. januar 2024")
        form.fill(on="1999-01-01")
        form.wait("invalid")
        told = native({"employees": "34"}, on="1999-01-01")["problems"]
        assert [problem["field"] for problem in told] == ["on"]
        expect(form.problem("on")).to_have_text(told[0]["message"])


def headline(language: str = "da", **fields: object) -> str:
    """Return the first sentence of the native answer."""
    found = re.search(r'class="answer__headline">(.*?)</p>', native(fields, language=language)["html"])
    assert found
    return found[1]


BAD_EMPLOYEES = (
    "",
    "mange",
    "ti",
    "-3",
    "−3",  # noqa: RUF001  the minus of a word processor
    "12,5",
    "12.0",
    "1e3",
    "1 2",
    "12.34",
    "1.200,00",
    "1000001",
    "9" * 400,
    "34 ansatte",
    "３４",  # noqa: RUF001  digits of another width
    "👷",
    "<img src=x onerror=document.title=1>",
)


class TestProblems:
    """Every mistake is told beside its field and above them all, and takes nothing away."""

    @pytest.mark.parametrize("typed", BAD_EMPLOYEES)
    def test_a_number_that_is_none(self, form: Form, typed: str) -> None:
        """What was typed stays; what is wrong with it stands beside it, as Python says it."""
        form.ask(state="invalid", employees=typed)
        said = message({"employees": typed}, "employees")
        self.is_told(form, "employees", said)
        expect(form.control("employees")).to_have_value(typed)
        expect(form.summary.locator("li")).to_have_count(1)
        expect(form.summary.locator("li")).to_contain_text(said)
        expect(form.summary).to_be_focused()
        assert form.page.evaluate("document.querySelectorAll('calculator-form img').length") == 0
        form.ask(employees="34")
        expect(form.control("employees")).not_to_have_attribute("aria-invalid", "true")
        expect(form.problem("employees")).to_be_hidden()
        expect(form.summary).to_be_empty()

    def test_all_at_once(self, form: Form) -> None:
        """Every problem is told at the same time, also in groups that are folded."""
        typed = {
            "employees": "mange",
            "sector": "office_or_shop",
            "under_ten_hours": "-1",
            "count_ordinary": "12,5",
            "setting": "construction_site",
            "days": "",
        }
        form.ask(state="invalid", **typed)
        told = native({name: value for name, value in typed.items() if value})["problems"]
        assert len(told) == 4
        expect(form.summary.locator("li")).to_have_count(len(told))
        expect(form.summary).to_be_focused()
        for problem in told:
            self.is_told(form, problem["field"], problem["message"])
        invalid = form.element.locator('[aria-invalid="true"]')
        assert {it.get_attribute("name") for it in invalid.all()} == {it["field"] for it in told}

    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ({"employees": "10", "sector": "office_or_shop", "under_ten_hours": "11"}, "under_ten_hours"),
            ({"employees": "10", "setting": "construction_site"}, "days"),
            ({"employees": "10", "setting": "construction_site", "days": "-14"}, "days"),
            ({"employees": "10", "setting": "construction_site", "days": "to uger"}, "days"),
            ({"employees": "10", "count_ordinary": "9"}, "employees"),
            ({"employees": "10", "count_hired_in": "1.5"}, "count_hired_in"),
        ],
    )
    def test_a_problem_with_another_field(self, form: Form, typed: dict[str, str], name: str) -> None:
        """Answers held against each other, and fields in folded groups."""
        form.ask(state="invalid", **typed)
        self.is_told(form, name, message(dict(typed), name))
        for filled, value in typed.items():
            expect(form.control(filled)).to_have_value(value)

    def test_half_a_plan(self, form: Form) -> None:
        """One number of a plan asks for the other, which stands in the same group."""
        form.ask(employees="20")
        form.fill(planned_amr="2")
        form.wait("invalid")
        self.is_told(
            form, "planned_leaders", message({"employees": "20", "planned_amr": "2"}, "planned_leaders")
        )
        form.fill(planned_leaders="3")
        form.wait("answered")
        expect(form.output).to_contain_text("Jeres plan")

    def test_the_summary_leads_to_each_field(self, form: Form) -> None:
        """A problem's link unfolds what its field stands in, and puts the focus there."""
        form.ask(state="invalid", employees="-1", setting="construction_site")
        form.element.locator("details[open] > summary").first.click()
        expect(form.control("days")).to_be_hidden()
        form.summary.locator("[data-goes-to=days]").click()
        expect(form.control("days")).to_be_focused()
        expect(form.control("days")).to_be_in_viewport(ratio=1)
        form.summary.locator("[data-goes-to=employees]").press("Enter")
        expect(form.control("employees")).to_be_focused()
        assert form.page.evaluate("location.hash") == ""

    def test_a_change_that_is_wrong_keeps_the_focus(self, form: Form) -> None:
        """Where the reader did not press the button she is not taken away from what she does."""
        form.ask(employees="34")
        form.control("employees").fill("34,5")
        form.page.keyboard.press("Tab")
        form.wait("invalid")
        expect(form.problem("employees")).to_be_visible()
        assert form.page.evaluate("document.activeElement.type") == "submit"

    @staticmethod
    def is_told(form: Form, name: str, said: str) -> None:
        """Assert that a problem is shown beside its field and belongs to it for a screen reader."""
        control, problem = form.control(name), form.problem(name)
        expect(problem).to_be_visible()
        expect(problem).to_have_text(said)
        expect(control).to_be_visible()
        expect(control).to_have_attribute("aria-invalid", "true")
        described = str(control.get_attribute("aria-describedby")).split()
        assert str(problem.get_attribute("id")) in described
        hint = form.element.locator(f"#amo-{name}-hint")
        assert (hint.count() == 1) == (f"amo-{name}-hint" in described)


class TestQuestions:
    """What does not matter is not asked; what holds an answer is never taken away."""

    def test_they_come_when_they_matter(self, form: Form) -> None:
        """Leader, groups and plan wait for an answer that they could change."""
        organisation = form.group("leader")
        plan = form.group("planned_amr")
        expect(organisation).to_be_hidden()
        expect(plan).to_be_hidden()
        form.ask(employees="34")
        expect(organisation).to_be_visible()
        expect(plan).to_be_visible()
        organisation.locator("summary").click()
        expect(form.control("leader")).to_be_visible()
        expect(form.control("groups")).to_be_hidden()
        form.fill(employees="35")
        form.wait("answered")
        expect(form.control("groups")).to_be_visible()
        form.fill(employees="9")
        form.wait("answered")
        expect(organisation).to_be_hidden()
        expect(plan).to_be_hidden()

    def test_one_with_an_answer_stays(self, form: Form) -> None:
        """Three groups stay three when there are 34 for a moment; emptied, the question goes."""
        form.ask(employees="35")
        form.fill(groups="3")
        form.wait("answered")
        expect(form.output).to_contain_text("7 personer")
        form.fill(employees="34")
        form.wait("answered")
        expect(form.control("groups")).to_be_visible()
        expect(form.control("groups")).to_have_value("3")
        form.fill(employees="35")
        form.wait("answered")
        expect(form.output).to_contain_text("7 personer")
        form.fill(groups="1", employees="34")
        form.wait("answered")
        expect(form.control("groups")).to_be_hidden()

    def test_a_site_asks_for_days(self, form: Form) -> None:
        """A question of a choice comes and goes with it."""
        form.fill(setting="construction_site")
        expect(form.control("days")).to_be_visible()
        form.fill(setting="enterprise")
        expect(form.control("days")).to_be_hidden()
        form.fill(setting="other_temporary_site", days="20")
        form.fill(setting="enterprise")
        expect(form.control("days")).to_be_visible()
        form.fill(sector="office_or_shop")
        expect(form.control("under_ten_hours")).to_be_visible()

    def test_a_box_to_tick(self, form: Form) -> None:
        """Ticked it decides, unticked it is as if never asked."""
        form.ask(employees="12", household_family_only="yes")
        expect(form.headline).to_have_text(headline(employees=12, household_family_only=True))
        form.fill(household_family_only="")
        form.wait("answered")
        expect(form.headline).to_have_text(ONE_LEVEL)

    def test_a_choice_shows_all_of_itself(self, form: Form) -> None:
        """On a narrow phone no option's text runs out of its box unseen without a way to read it."""
        form.page.set_viewport_size({"width": 320, "height": 640})
        form.ask(employees="35")
        form.element.locator("details[data-part=group]").evaluate_all(
            "(all) => { for (const it of all) it.open = true; }"
        )
        too_wide = form.element.locator("select, input, button").evaluate_all(
            "(all) => all.filter((it) => it.getBoundingClientRect().right > innerWidth).map((it) => it.name)"
        )
        assert too_wide == []


# Everything that a page can leave behind on the reader's device.
KEPT = """async () => JSON.stringify([
  Object.entries(localStorage),
  Object.entries(sessionStorage),
  document.cookie,
  (await indexedDB.databases()).map(({ name }) => name),
  await caches.keys(),
  history.state,
  location.href,
])"""


class TestNames:
    """Names written into the drawing of an organisation stay on the screen."""

    @staticmethod
    def write(form: Form, seat: str, name: str) -> None:
        """Type a name into its field under the drawing."""
        names = form.output.locator("details[data-part=names]")
        if names.get_attribute("open") is None:
            names.locator("summary").click()
        form.output.locator(f'[data-fills="{seat}"]').press_sequentially(name)

    def test_they_appear_and_survive(self, form: Form) -> None:
        """A name is drawn as it is typed, as text, and outlasts another answer, also one without its seat."""
        form.ask(employees="34")
        self.write(form, "amr", NAME)
        drawn = form.output.locator('[data-filled="amr"]')
        expect(drawn).to_have_text(NAME)
        assert form.output.locator("b").count() == 0
        form.fill(employees="33")
        form.wait("answered")
        expect(drawn).to_have_text(NAME)
        expect(form.output.locator('[data-fills="amr"]')).to_have_value(NAME)
        form.fill(employees="35")
        form.wait("answered")
        self.write(form, "amr-1", "Bo")
        form.fill(employees="34")
        form.wait("answered")
        expect(drawn).to_have_text(NAME)
        form.fill(employees="35")
        form.wait("answered")
        expect(form.output.locator('[data-filled="amr-1"]')).to_have_text("Bo")

    def test_a_problem_does_not_take_them(self, form: Form) -> None:
        """A slip of the finger in a number, mended, gives the chart back with its names."""
        form.ask(employees="34")
        self.write(form, "chair", NAME)
        form.fill(employees="34,5")
        form.wait("invalid")
        expect(form.output).to_be_empty()
        form.fill(employees="34")
        form.wait("answered")
        expect(form.output.locator('[data-filled="chair"]')).to_have_text(NAME)

    def test_they_are_kept_and_sent_nowhere(self, form: Form, server: Server) -> None:
        """No storage, no cookie, no address, no request: not of names, nor of answers."""
        page = form.page
        sent: list[str] = []

        def note(request: Request) -> None:
            # Chromium looks for the page's icon again when its address changes; the shelf comes by itself.
            if not request.url.endswith("favicon.svg") and "/assets/shelf/" not in request.url:
                sent.append(f"{request.url} {request.post_data}")

        page.on("request", note)
        try:
            form.ask(employees="34567")
            form.fill(groups="8765")
            form.wait("answered")
            self.write(form, "chair", NAME)
            form.action("link").click()
            expect(form.passing).to_have_count(1)
            kept = page.evaluate(KEPT)
        finally:
            page.remove_listener("request", note)
        assert "8765" in page.url
        for typed in ("Åse", "berg", "8765", "34567"):
            assert typed not in kept.replace(page.url, "")
            assert not [path for path in server.log if typed in path]
        assert "berg" not in page.url
        assert page.context.cookies() == []
        assert sent == []


class TestLink:
    """«Kopiér link» makes an address that holds the answers, in the part that no server is sent."""

    @pytest.fixture
    def beside(self, form: Form) -> Iterator[Form]:
        """Give another page of the same browser, empty yet, with leave to use the clipboard."""
        context = form.page.context
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        yield Form(page)
        page.close()
        context.clear_permissions()

    def test_it_is_copied_and_gives_the_same_answer(self, form: Form, beside: Form, server: Server) -> None:
        """What the clipboard holds, opened in a new page, fills in and answers alike."""
        form.page.bring_to_front()
        form.ask(employees=" 1.200 ", sector="office_or_shop", under_ten_hours="31")
        form.fill(groups="3", setting="construction_site", days="30", on="2026-11-01")
        form.wait("answered")
        form.action("link").click()
        expect(form.notice("copied")).to_be_visible()
        expect(form.notice("not_copied")).to_be_hidden()
        copied = str(form.page.evaluate("navigator.clipboard.readText()"))
        assert copied == form.page.url
        address, fragment = copied.split("#")
        assert address == server.address + FORM_PAGE
        assert dict(pair.split("=") for pair in fragment.split("&")) == {
            "v": "1",
            "calculator": "amo",
            "employees": "1.200",
            "sector": "office_or_shop",
            "under_ten_hours": "31",
            "setting": "construction_site",
            "days": "30",
            "groups": "3",
            "on": "2026-11-01",
        }
        beside.page.goto(copied)
        beside.wait("answered")
        assert beside.output.inner_html() == form.output.inner_html()
        expect(beside.control("days")).to_have_value("30")
        expect(beside.passing).to_have_count(0)
        assert not [path for path in server.log if "1.200" in path or "#" in path]

    def test_a_copied_link_keeps_in_step(self, form: Form) -> None:
        """After the link was copied, the address tells what is answered now; without one it stays bare."""
        form.ask(employees="34")
        form.fill(employees="35")
        form.wait("answered")
        assert "#" not in form.page.url
        form.action("link").click()
        form.fill(employees="36")
        form.wait("answered")
        assert form.page.url.endswith("#v=1&calculator=amo&employees=36")

    def test_the_printed_address_holds_the_answers(self, form: Form) -> None:
        """Whoever types the address off the paper sees the same answer."""
        form.page.evaluate("window.print = () => {}")
        form.ask(employees="34")
        form.action("print").click()
        sheet = form.page.locator(".answer-sheet")
        expect(sheet.locator('[data-part="address"]')).to_contain_text("#v=1&calculator=amo&employees=34")
        form.page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(sheet).to_have_count(0)

    def test_without_leave_to_copy(self, form: Form) -> None:
        """Where the browser lets no page copy, the link stands in the address, and that is said."""
        form.ask(employees="34")
        form.page.evaluate("""() => {
          navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
        }""")
        try:
            form.action("link").click()
            expect(form.notice("not_copied")).to_be_visible()
            expect(form.notice("copied")).to_be_hidden()
            assert form.page.url.endswith(link(employees="34"))
        finally:
            form.page.evaluate("() => { delete navigator.clipboard.writeText; }")

    def test_a_box_is_in_it(self, form: Form) -> None:
        """A ticked box travels, too."""
        form.renew(link(employees="12", household_family_only="true"))
        form.wait("answered")
        expect(form.headline).to_have_text(headline(employees=12, household_family_only=True))
        expect(form.control("household_family_only")).to_be_checked()

    def test_a_key_nobody_knows(self, form: Form) -> None:
        """What is not known is passed over, said so, and the rest is answered."""
        form.renew(link(employees="34", **{"shoe-size": "44", "__proto__": "1", "": "2"}))
        form.wait("answered")
        expect(form.notice("link_skipped")).to_be_visible()
        expect(form.headline).to_have_text(ONE_LEVEL)
        form.fill(employees="35")
        form.wait("answered")
        expect(form.notice("link_skipped")).to_be_hidden()

    def test_a_key_that_stands_twice(self, form: Form) -> None:
        """Of two answers to one question neither is taken."""
        form.renew(f"{link(employees='3')}&employees=400&setting=enterprise")
        form.wait("invalid")
        expect(form.notice("link_skipped")).to_be_visible()
        expect(form.control("employees")).to_have_value("")

    @pytest.mark.parametrize(
        ("name", "value"),
        [("setting", "moon"), ("household_family_only", "maybe"), ("employees", "mange"), ("days", "-2")],
    )
    def test_an_answer_that_is_none(self, form: Form, name: str, value: str) -> None:
        """What a field cannot hold is a problem beside that field, and none once the reader mends it."""
        answers = {"employees": "34"} | {name: value}
        form.renew(link(**answers))
        form.wait("invalid")
        TestProblems.is_told(form, name, message(dict(answers), name))
        if name == "setting":
            form.fill(setting="ship")
            form.wait("answered")
            expect(form.headline).to_have_text(headline(employees=34, setting="ship"))

    def test_a_day_that_is_none(self, form: Form) -> None:
        """A date field would empty itself: the day is passed over, said so, and the default is used."""
        form.renew(link(employees="34", on="igår"))
        form.wait("answered")
        expect(form.notice("link_skipped")).to_be_visible()
        assert form.control("on").input_value() == form.control("on").get_attribute("data-default")

    def test_a_link_runs_nothing(self, form: Form) -> None:
        """Markup in a link is text: in the field, in the problem and in the summary."""
        form.renew(
            link(employees="%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D1%3E", setting="%22%3E%3Cb%3E")
        )
        form.wait("invalid")
        assert form.element.locator("img, b").count() == 0
        expect(form.control("employees")).to_have_value("<img src=x onerror=document.title=1>")

    @pytest.mark.parametrize(
        ("fragment", "told"),
        [
            ("#v=2&calculator=amo&employees=34", True),
            ("#v=&calculator=amo&employees=34", True),
            ("#v=1&calculator=training&member_from=2026-01-01", False),
            ("#v=1&employees=34", False),
            ("#calculator=amo&employees=34", False),
            ("#tabel", False),
            ("#%ff%", False),
        ],
    )
    def test_a_fragment_that_is_no_link_of_ours(
        self, pages: Pages, server: Server, fragment: str, *, told: bool
    ) -> None:
        """Another version is told of, anything else is left alone; nothing is filled in, nothing starts."""
        form = pages.form(FORM_PAGE + fragment)
        expect(form.notice("link_newer")).to_be_visible(visible=told)
        expect(form.element).to_have_attribute("data-state", "ready")
        expect(form.control("employees")).to_have_value("")
        assert form.page.url.endswith(fragment)
        assert not [path for path in server.log if path.endswith("/runtime/worker.js")]

    def test_following_a_link_on_the_page(self, form: Form) -> None:
        """A link followed where the form is open already takes the place of what was answered."""
        form.ask(employees="12", sector="office_or_shop", under_ten_hours="3")
        form.page.evaluate("location.hash = 'tabel'")
        expect(form.control("employees")).to_have_value("12")
        form.page.evaluate(f"location.hash = {link(employees='35')!r}")
        expect(form.headline).to_have_text(TWO_LEVELS)
        expect(form.control("employees")).to_have_value("35")
        expect(form.control("sector")).to_have_value("general")
        form.page.evaluate(f"location.hash = {link(employees='34')!r}")
        expect(form.headline).to_have_text(ONE_LEVEL)

    def test_back_leaves_the_page(self, pages: Pages, server: Server) -> None:
        """Neither an answer, nor a link made, nor a problem followed puts itself between her and «back»."""
        form = pages.form("")
        form.page.goto(server.address + FORM_PAGE)
        form.ask(state="invalid", employees="")
        form.summary.locator("a").click()
        form.ask(employees="34")
        form.action("link").click()
        form.fill(employees="35")
        form.wait("answered")
        form.page.go_back()
        assert form.page.url == server.address


class TestPaper:
    """«Udskriv» prints a sheet that stands for itself."""

    @pytest.fixture
    def sheet(self, form: Form) -> Iterator[Form]:
        """Give a form in the middle of printing, with the printer's dialog left out."""
        page = form.page
        page.evaluate(
            "() => { window.plain = window.print; window.printed = 0; window.print = () => { printed++; }; }"
        )
        form.ask(employees="35")
        TestNames.write(form, "amr-1", NAME)
        form.action("print").click()
        page.emulate_media(media="print", color_scheme="dark")
        yield form
        page.emulate_media(media="screen", color_scheme="light")
        page.evaluate("() => { dispatchEvent(new Event('afterprint')); window.print = window.plain; }")
        expect(page.locator(".answer-sheet")).to_have_count(0)
        expect(form.headline).to_be_visible()

    def test_the_sheet_alone(self, sheet: Form, server: Server) -> None:
        """Only the sheet shows: the answer, what was reckoned with, day, address, sources, and the names."""
        page = sheet.page
        assert page.evaluate("printed") == 1
        shown = page.evaluate(
            "[...document.body.children].filter((it) => getComputedStyle(it).display !== 'none')"
            ".map((it) => it.classList[0] ?? it.tagName)"
        )
        assert shown == ["answer-sheet"]
        paper = page.locator(".answer-sheet")
        text = paper.inner_text()
        today = page.evaluate("new Intl.DateTimeFormat('da', { dateStyle: 'long' }).format(new Date())")
        for part in (TWO_LEVELS, "Hvor mange ansatte er I?", NAME, today, server.address + FORM_PAGE):
            assert part in text
        answered = native({"employees": "35"})
        for source in answered["finding"]["sources"]:
            assert source["title"] in text
        assert paper.locator("details:not([open])").count() == 0
        for part in paper.locator("input, button").all():
            expect(part).to_be_hidden()

    def test_the_day_as_the_language_writes_it(self, pages: Pages) -> None:
        """British: the day stands before the month."""
        page = pages(f"en/{FORM_PAGE}")
        page.evaluate("window.print = () => {}")
        Form(page).ask(employees="35")
        Form(page).action("print").click()
        today = page.evaluate("new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date())")
        expect(page.locator(".answer-sheet")).to_contain_text(today)

    def test_dark_text_on_white_paper(self, sheet: Form) -> None:
        """A reader of the dark page gets ink that shows."""
        for part in ("h1", ".answer__headline", "li", "svg text"):
            color = sheet.page.locator(f".answer-sheet {part}").first.evaluate(
                "(it) => getComputedStyle(it)[it.closest('svg') ? 'fill' : 'color']"
            )
            red, green, blue = (int(number) for number in re.findall(r"\d+", color)[:3])
            assert red + green + blue < 3 * 128, part

    def test_a_real_page(self, sheet: Form) -> None:
        """The browser's own PDF is a few pages of A4, not the whole handbook and not nothing."""
        pdf = sheet.page.pdf(prefer_css_page_size=True)
        count = len(re.findall(rb"/Type\s*/Page\b", pdf))
        assert 1 <= count <= 4
        assert len(pdf) > 10_000


# What has the focus, and what a reader sees of it.
FOCUS = """() => {
  const it = document.activeElement;
  const { left, right, top, bottom } = it.getBoundingClientRect();
  const style = getComputedStyle(it);
  const at = document.elementFromPoint((left + right) / 2, Math.min((top + bottom) / 2, innerHeight - 1));
  return {
    what: it.name || it.dataset.action || it.dataset.fills || it.id || it.textContent.trim().slice(0, 40),
    tag: it.tagName,
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    uncovered: !!at && (it === at || it.contains(at) || at.contains(it)),
    inside: bottom > 0 && top < innerHeight,
  };
}"""


class TestKeyboard:
    """Nothing needs a mouse, and the focus can always be seen."""

    @staticmethod
    def tab(page: Page, key: str = "Tab") -> dict[str, Any]:
        """Press Tab and assert that the eye finds where it went."""
        page.keyboard.press(key)
        where: dict[str, Any] = page.evaluate(FOCUS)
        if where["tag"] != "BODY":
            assert where["ringed"], where
            assert where["inside"], where
            assert where["uncovered"], where
        return where

    def to(self, page: Page, what: str, key: str = "Tab") -> None:
        """Press Tab until something has the focus."""
        passed = []
        for _ in range(120):
            passed.append(self.tab(page, key)["what"])
            if passed[-1] == what:
                return
        pytest.fail(f"Tab does not lead to {what}; it passes {passed}")

    @pytest.mark.parametrize("width", [390, 1280])
    def test_the_whole_way(self, pages: Pages, width: int) -> None:  # noqa: PLR0915  one long way
        """From the top of the page: a problem, its link, an answer, choices, a box, names, a copied link."""
        form = pages.form(viewport={"width": width, "height": 720})
        page = form.page
        # The link past the navigation is the first stop of all.
        assert self.tab(page)["tag"] == "A"
        page.keyboard.press("Enter")
        self.to(page, "employees")
        page.keyboard.type("mange")
        page.keyboard.press("Enter")
        form.wait("invalid")
        expect(form.summary).to_be_focused()
        assert page.evaluate(FOCUS)["ringed"]
        assert self.tab(page)["tag"] == "A"
        page.keyboard.press("Enter")
        expect(form.control("employees")).to_be_focused()
        page.keyboard.press("Control+A")
        page.keyboard.type("35")
        assert self.tab(page)["tag"] == "BUTTON"
        page.keyboard.press("Space")
        form.wait("answered")
        expect(form.headline).to_have_text(TWO_LEVELS)
        self.unfold(form, "sector")
        page.keyboard.press("ArrowDown")
        expect(form.control("sector")).to_have_value("office_or_shop")
        form.wait("answered")
        self.to(page, "under_ten_hours")
        page.keyboard.press("Control+A")
        page.keyboard.type("26")
        self.unfold(form, "setting")
        form.wait("answered")
        expect(form.headline).to_have_text(headline(employees=9))
        self.to(page, "household_family_only")
        page.keyboard.press("Space")
        form.wait("answered")
        expect(form.headline).to_have_text(headline(employees=35, household_family_only=True))
        page.keyboard.press("Space")
        form.wait("answered")
        self.to(page, "under_ten_hours", "Shift+Tab")
        page.keyboard.press("Control+A")
        page.keyboard.type("0")
        self.unfold(form, "leader")
        form.wait("answered")
        expect(form.headline).to_have_text(TWO_LEVELS)
        page.keyboard.press("ArrowDown")
        form.wait("answered")
        expect(form.control("leader")).to_have_value("none")
        self.to(page, "Skriv navne på, før du udskriver")
        page.keyboard.press("Enter")
        self.to(page, "amr-1")
        page.keyboard.type("Bo")
        page.keyboard.press("Enter")
        expect(form.output.locator('[data-filled="amr-1"]')).to_have_text("Bo")
        expect(form.element).to_have_attribute("data-state", "answered")
        self.to(page, "link")
        page.keyboard.press("Enter")
        expect(form.passing).to_have_count(1)
        expect(form.action("link")).to_be_focused()

    def unfold(self, form: Form, name: str) -> None:
        """Go on to the group that holds a question, open it, and go into it."""
        group = form.group(name)
        title = str(group.locator("summary").text_content()).strip()[:40]
        self.to(form.page, title)
        if group.get_attribute("open") is None:
            form.page.keyboard.press("Enter")
        self.to(form.page, name)


class TestOwnSettings:
    """A reader's own colours, and her wish for rest."""

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_forced_colors(self, form: Form, scheme: Any) -> None:  # noqa: ANN401  Playwright's literal
        """With the system's colours alone, edges, focus, problems and drawings are still to be seen."""
        page = form.page
        form.ask(employees="35")
        # A light page under a dark system: the site's own colours must not shine through.
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        for chosen in ("default", "slate"):
            page.evaluate("(chosen) => document.body.setAttribute('data-md-color-scheme', chosen)", chosen)
            low = page.evaluate("""() => {
              const light = (color) => {
                const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map((part) => {
                  const s = part / 255;
                  return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
                });
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const contrast = (a, b) => {
                const [low, high] = [light(a), light(b)].sort((one, other) => one - other);
                return (high + 0.05) / (low + 0.05);
              };
              const canvas = getComputedStyle(document.body).backgroundColor;
              const low = [];
              const hold = (what, least, a, b) => { if (contrast(a, b) < least) low.push([what, a, b]); };
              for (const text of document.querySelectorAll("calculator-form svg text")) {
                const box = text.parentElement.querySelector("rect");
                const ground = box ? getComputedStyle(box).fill : canvas;
                hold(text.textContent || text.dataset.filled, 4.5, getComputedStyle(text).fill, ground);
              }
              for (const line of document.querySelectorAll("calculator-form svg :is(line, rect)"))
                hold(line.tagName, 3, getComputedStyle(line).stroke, canvas);
              for (const dot of document.querySelectorAll("calculator-form .scale__here"))
                hold("here", 3, getComputedStyle(dot).fill, canvas);
              for (const it of document.querySelectorAll("calculator-form :is(input, select, button)")) {
                if (!it.checkVisibility() || it.type === "checkbox") continue;
                const style = getComputedStyle(it);
                hold(it.name || it.type, 3, style.borderTopColor, canvas);
                hold(it.name || it.type, 4.5, style.color, style.backgroundColor);
              }
              return low;
            }""")
            assert low == [], chosen
        page.evaluate("() => document.body.setAttribute('data-md-color-scheme', 'default')")
        form.control("employees").focus()
        assert page.evaluate(FOCUS)["ringed"]
        form.ask(state="invalid", employees="x")
        expect(form.problem("employees")).to_be_visible()
        assert form.control("employees").evaluate("(it) => getComputedStyle(it).borderTopWidth") == "2px"

    def test_reduced_motion(self, form: Form) -> None:
        """Nothing moves of itself, and the notice that Python comes is still told."""
        form.page.emulate_media(reduced_motion="reduce")
        form.page.evaluate(WATCH)
        form.ask(employees="34")
        moving = form.page.evaluate("""() => document.getAnimations()
          .filter((it) => it.effect.getComputedTiming().duration > 1)
          .map((it) => it.animationName ?? it.transitionProperty)""")
        assert moving == []
        assert form.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"

    def test_much_larger(self, form: Form) -> None:
        """At 400 % zoom, where 1280 pixels are 320, and with letters of twice the size, all fits."""
        form.ask(employees="35")
        for size, letters in (
            ({"width": 320, "height": 256}, "100%"),
            ({"width": 1280, "height": 720}, "200%"),
        ):
            form.page.set_viewport_size(size)  # type: ignore[arg-type]  # a TypedDict to Playwright
            form.page.evaluate("(it) => { document.documentElement.style.fontSize = it; }", letters)
            wide = form.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            form.page.evaluate("() => { document.documentElement.style.fontSize = ''; }")
            assert wide[0] <= wide[1], letters


# The same few hands for engines that Playwright does not drive.
TYPE = """(name, value) => {
  const it = document.querySelector(`calculator-form form [name="${name}"]`);
  it.focus();
  it.value = value;
  it.dispatchEvent(new Event("input", { bubbles: true }));
  it.dispatchEvent(new Event("change", { bubbles: true }));
}"""
SUBMIT = "() => document.querySelector('calculator-form [type=submit]').click()"
STATE = "document.querySelector('calculator-form').dataset.state"
HEADLINE = "document.querySelector('.answer__headline')?.textContent"


def wait(engine: Engine, state: str) -> None:
    """Wait for a state in any engine."""
    engine.wait_for(f"{STATE} === '{state}'", timeout=START_MS / 1000)


def test_a_journey_in_every_engine(engine: Engine, server: Server) -> None:
    """Answer, change, problem, mend, names, a link: the same in all three."""
    engine.open(server.address + FORM_PAGE)
    engine.evaluate(TYPE, "employees", UNCOMMON)
    assert engine.evaluate(STATE) == "ready"
    engine.evaluate(SUBMIT)
    assert engine.evaluate(STATE) == "working"
    wait(engine, "answered")
    assert engine.evaluate(HEADLINE) == TWO_LEVELS
    engine.evaluate(TYPE, "employees", "34")
    wait(engine, "answered")
    assert engine.evaluate(HEADLINE) == ONE_LEVEL
    assert engine.evaluate("document.activeElement.name") == "employees"
    engine.evaluate(
        """(name) => {
          const it = document.querySelector('[data-fills="amr"]');
          it.value = name;
          it.dispatchEvent(new Event("input", { bubbles: true }));
        }""",
        NAME,
    )
    engine.evaluate(TYPE, "employees", "34,5")
    engine.evaluate(SUBMIT)
    wait(engine, "invalid")
    problem = "document.querySelector('#amo-employees-problem')"
    assert engine.evaluate(f"{problem}.textContent") == message({"employees": "34,5"}, "employees")
    assert engine.evaluate("document.activeElement.dataset.part") == "problems"
    engine.evaluate("() => document.querySelector('[data-goes-to]').click()")
    assert engine.evaluate("document.activeElement.name") == "employees"
    engine.evaluate(TYPE, "employees", "34")
    wait(engine, "answered")
    assert engine.evaluate(f"{problem}.hidden")
    assert engine.evaluate("document.querySelector('[data-filled=\"amr\"]').textContent") == NAME
    engine.evaluate("() => document.querySelector('[data-action=link]').click()")
    engine.wait_for("document.querySelector('[data-passing]:not([hidden])')?.dataset.notice ?? ''")
    assert engine.evaluate("location.hash") == link(employees="34")
    engine.evaluate(f"() => {{ location.hash = {link(employees='9', setting='moon')!r}; }}")
    wait(engine, "invalid")
    said = "document.querySelector('#amo-setting-problem').textContent"
    assert engine.evaluate(said) == message({"employees": "9", "setting": "moon"}, "setting")
    assert not [path for path in server.log if "34" in path.rpartition("/")[2] and "?" in path]
