"""axe-core over every page and every state of the form, light and dark, narrow and wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FORM_PAGE, LOGBOOK_PAGE, TRAINING_PAGE, UNCOMMON, Form, Pages
from tests.browser.diary import entry, four_weeks, item, opened
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from handbook.serve import Server
    from tests.browser.engines import Chromium
    from tests.conftest import Site

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")

type Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (320, 390, 1280)
PALETTE = {"light": "default", "dark": "slate"}

RUN = """async (tags) => {
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id}: ${help}\\n    ${target.join(" ")}\\n    ${failureSummary.replaceAll("\\n", "\\n    ")}`));
}"""


def show(page: Page, scheme: Scheme, width: int) -> None:
    """Give the page a scheme and a width. Without motion, so that no colour is on its way to another."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    page.locator(f"body[data-md-color-scheme={PALETTE[scheme]}]").wait_for()


def violations(page: Page) -> list[str]:
    """Return what axe finds in the page as it is: rule, target, what to mend."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN, TAGS)
    return found


def assert_clean(page: Page) -> None:
    """Run axe in both schemes and at every width, and look for what sticks out at the side."""
    found = {}
    for scheme in SCHEMES:
        for width in WIDTHS:
            show(page, scheme, width)
            told = violations(page)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                told.append("the page scrolls sideways")
            if told:
                found[f"{scheme}, {width} px"] = told
    assert not found, report(found)


def report(found: dict[str, list[str]]) -> str:
    """Return violations as text to read: each once, with where it was found."""
    places: dict[str, list[str]] = {}
    for place, told in found.items():
        for violation in told:
            places.setdefault(violation, []).append(place)
    return "\n".join(f"{violation}\n  in {'; '.join(where)}" for violation, where in places.items())


def unfold(form: Form) -> None:
    """Open everything in the form and in the answer."""
    form.element.locator("details").evaluate_all("(all) => { for (const it of all) it.open = true; }")


def ready(form: Form) -> None:
    """Leave the form as it comes."""
    expect(form.element).to_have_attribute("data-state", "ready")


def ready_unfolded(form: Form) -> None:
    """Show every question and open every group."""
    form.fill(sector="office_or_shop", setting="construction_site")
    unfold(form)


def one_level(form: Form) -> None:
    """Ask for an answer, and leave it as it comes."""
    form.ask(employees="34")


def two_levels(form: Form) -> None:
    """Ask for the longest answer, everything unfolded, with a name in the drawing."""
    form.ask(employees="1200", sector="office_or_shop", under_ten_hours="31")
    form.fill(groups="7", planned_amr="7", planned_leaders="9")
    form.wait("answered")
    unfold(form)
    form.output.locator("[data-fills]").first.fill("Åse Sønderbjerg")


def invalid(form: Form) -> None:
    """Make three mistakes, in open and in folded groups."""
    form.ask(state="invalid", employees="12,5", setting="construction_site", count_ordinary="-1")


def link_newer(form: Form) -> None:
    """Follow a link made by a later edition."""
    form.renew("#v=2&calculator=amo&employees=34")
    expect(form.notice("link_newer")).to_be_visible()


def link_skipped(form: Form) -> None:
    """Follow a link that holds something unknown."""
    form.renew("#v=1&calculator=amo&employees=9&shoes=44")
    form.wait("answered")
    expect(form.notice("link_skipped")).to_be_visible()


def whole_term(form: Form) -> None:
    """Ask for a term with every state of a deadline, a moved year and used days, everything unfolded."""
    form.ask(member_from="1.3.2026", term_years="4", on="2027-06-07", elected_on="15.1.2024")
    moved = {"pooled.0.from_year": "3", "pooled.0.to_year": "4", "pooled.0.in_writing": "true"}
    form.fill(**{"used.0.year": "1", "used.0.days": "1,5"}, **moved)
    form.wait("answered")
    unfold(form)
    form.output.locator("[data-fills]").first.fill("Åse Sønderbjerg")


def own_letter(form: Form) -> None:
    """Change the letter, and then the answer, so that both are told."""
    form.ask(member_from="1.3.2026")
    unfold(form)
    form.output.locator("textarea").fill("Hej")
    form.fill(member_from="1.4.2026")
    expect(form.output.locator('[data-part="letter-kept"]')).to_be_visible()
    form.action("copy").click()


def invalid_rows(form: Form) -> None:
    """Make mistakes in days and in rows."""
    form.ask(state="invalid", member_from="31.4.2026", **{"used.0.days": "x", "used.1.days": "-1"})


def diary_empty(form: Form) -> None:
    """Leave the diary as it comes, everything unfolded, with three mistakes."""
    form.page.locator("time-diary details").evaluate_all("(all) => { for (const it of all) it.open = true; }")
    form.page.locator('time-diary [name="minutes"]').fill("x")
    form.page.locator('time-diary [data-part="save"]').click()
    form.page.locator('[name="quick_0"]').fill("sam 20, nonsens")


def diary_filled(form: Form) -> None:
    """Show four weeks, one entry being mended, a file refused, and the whole answer."""
    page = form.page
    page.locator("time-diary details").evaluate_all("(all) => { for (const it of all) it.open = true; }")
    for action in ("before", "wipe", "edit", "timer"):
        page.locator(f'time-diary [data-action="{action}"]').first.click()
    page.locator("#diary-file").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": b"{}"}
    )
    expect(page.locator('[data-part="preview"]')).to_be_visible()
    form.ask()
    unfold(form)


class TestTheForm:
    """Every state of the form, in the whole page."""

    @pytest.mark.parametrize(
        "state",
        [ready, ready_unfolded, one_level, two_levels, invalid, link_newer, link_skipped],
        ids=lambda state: state.__name__,
    )
    def test_danish(self, form: Form, state: Callable[[Form], None]) -> None:
        """No violation in Danish."""
        state(form)
        assert_clean(form.page)

    def test_working(self, pages: Pages, hold: Callable[[str], Callable[[], None]]) -> None:
        """No violation while the runtime comes."""
        hold(".wasm.bin")
        form = pages.form()
        form.ask(state="working", employees=UNCOMMON)
        expect(form.notice("working")).to_be_visible()
        assert_clean(form.page)

    def test_unavailable(self, pages: Pages, server: Server) -> None:
        """No violation where the runtime cannot be had."""
        server.blocked = lambda path: path.endswith("/runtime/worker.js")
        form = pages.form()
        form.ask(state="unavailable", employees=UNCOMMON)
        assert_clean(form.page)

    def test_english(self, pages: Pages) -> None:
        """No violation in English, answered and invalid."""
        form = pages.form(f"en/{FORM_PAGE}")
        two_levels(form)
        assert_clean(form.page)
        form.renew()
        invalid(form)
        assert_clean(form.page)

    @pytest.mark.parametrize("width", WIDTHS)
    def test_a_finger_finds_every_control(self, form: Form, width: int) -> None:
        """What is pressed or typed in is 44 pixels high; a box to tick is 24, and its label is part of it."""
        form.page.set_viewport_size({"width": width, "height": 800})
        two_levels(form)
        form.fill(setting="construction_site", days="30")
        form.wait("answered")
        assert too_small(form) == []

    @pytest.mark.parametrize("language", ["", "en/"])
    def test_training(self, pages: Pages, language: str) -> None:
        """No violation in a term, whole or refused, and no control too small for a finger."""
        form = pages.form(f"{language}{TRAINING_PAGE}")
        for state in (ready, whole_term, own_letter, invalid_rows):
            form.renew()
            state(form)
            assert_clean(form.page)
            unfold(form)
            assert too_small(form) == []


def too_small(form: Form) -> list[str]:
    """Return the controls that show and that a finger misses."""
    controls = form.element.locator("button, a.button, input:not([aria-hidden]), textarea, select, summary")
    small: list[str] = controls.evaluate_all("""(all) => all
      .filter((it) => it.checkVisibility())
      .map((it) => [it.name || it.dataset.action || it.textContent.trim(), it.type,
                    it.getBoundingClientRect()])
      .filter(([, type, { width, height }]) => Math.min(width, height) < (type === "checkbox" ? 24 : 44))
      .map(([name, , { width, height }]) => `${name}: ${width} x ${height}`)""")
    return small


@pytest.fixture(scope="module")
def page(chromium: Chromium, running: Server) -> Iterator[Page]:
    """Give one page for all pages: nothing here leaves anything behind."""
    made = Pages(chromium, running.address)
    with made.stack:
        yield made()


class TestThePages:
    """Every page of the site, and what lies over a page."""

    def test_each_page(self, page: Page, site: Site, server: Server) -> None:
        """No violation on a narrow light phone and on a wide dark screen, and nothing to scroll sideways."""
        found = {}
        assert FORM_PAGE in site.pages
        for path in (*site.pages, "udskriv/", "404.html", "en/nowhere/"):
            page.goto(server.address + path)
            for scheme, width in zip(SCHEMES, (320, 1280), strict=True):
                show(page, scheme, width)
                told = violations(page)
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    told.append("the page scrolls sideways")
                if told:
                    found[f"/{path} {scheme}, {width} px"] = told
        assert not found, report(found)

    @pytest.mark.parametrize("width", [390, 1280])
    def test_search_open(self, page: Page, server: Server, width: int) -> None:
        """No violation in the search with its results."""
        found = {}
        page.goto(server.address)
        for scheme in SCHEMES:
            show(page, scheme, width)
            if not page.locator(".md-search__input").is_visible():
                page.locator(".md-header__button[for=__search]").click()
            page.locator(".md-search__input").fill("")
            page.locator(".md-search__input").press_sequentially("ansatte")
            page.locator(".md-search-result__item").first.wait_for()
            if told := violations(page):
                found[f"{scheme}, {width} px"] = told
        assert not found, report(found)

    @pytest.mark.parametrize("width", [320, 390])
    def test_drawer_open(self, page: Page, server: Server, width: int) -> None:
        """No violation in the menu of a phone."""
        found = {}
        for scheme in SCHEMES:
            page.goto(server.address + FORM_PAGE)
            show(page, scheme, width)
            page.locator(".md-header [for=__drawer]").click()
            expect(page.locator(".handbook-nav li > a").first).to_be_visible()
            if told := violations(page):
                found[f"{scheme}, {width} px"] = told
        assert not found, report(found)


class TestTheDiary:
    """The diary, empty and filled, in both languages."""

    @pytest.mark.parametrize("language", ["", "en/"])
    def test_empty(self, pages: Pages, language: str) -> None:
        """No violation in what is asked, nor beside what was refused."""
        form = pages.form(f"{language}{LOGBOOK_PAGE}")
        expect(form.page.locator("time-diary")).to_have_attribute("data-kept", "")
        diary_empty(form)
        assert_clean(form.page)

    @pytest.mark.parametrize("language", ["", "en/"])
    def test_filled(self, pages: Pages, language: str) -> None:
        """No violation in the week, the calendar, the notices and the longest answer."""
        diary = opened(pages, f"{language}{LOGBOOK_PAGE}")
        diary.hold(*four_weeks(), item("line", "overall_discussion"), entry("long", minutes=300))
        diary_filled(diary.form)
        assert_clean(diary.page)

    def test_not_kept(self, pages: Pages) -> None:
        """No violation where the browser keeps nothing."""
        form = pages.form(LOGBOOK_PAGE)
        form.page.add_init_script("IDBFactory.prototype.open = () => { throw new Error('no'); }")
        form.page.reload()
        expect(form.page.locator('[data-notice="unkept"]')).to_be_visible()
        assert_clean(form.page)
