"""What of a page's end goes onto paper."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import LOGBOOK_PAGE
from tests.browser.diary import entry, four_weeks, item, opened

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Form, Pages


def test_the_day_is_printed_and_the_link_is_not(pages: Pages) -> None:
    """A printed page says how old it is; nobody writes to us by pressing on paper."""
    page = pages("amo/stoerrelse/")
    end = page.locator(".handbook-end")
    expect(end.locator("time")).to_be_visible()
    expect(end.get_by_role("link")).to_be_visible()
    page.emulate_media(media="print")
    expect(end.locator("time")).to_be_visible()
    expect(end.get_by_role("link")).to_be_hidden()


class TestTheNote:
    """The one page that she brings to her manager, and the sheet that she fills in by hand."""

    def test_it_is_one_side_with_its_numbers(self, pages: Pages) -> None:
        """Chromium's own PDF of it is one page of A4, and holds every number, name and line of the note."""
        form = _logged(pages)
        form.ask(typical="yes", represented="24")
        form.output.locator("details").evaluate_all("(all) => { for (const it of all) it.open = true; }")
        form.output.locator('[data-fills="letter-to"]').fill("Birgitte Holm")
        note = form.output.locator(".answer__note")
        says = note.locator(":is(h4, section p, li, th, td, footer p):visible").all_inner_texts()
        text = _printed(form.page, note.locator('[data-action="print"]'))
        assert len(says) > 30
        missing = [line for line in map(_plain, says) if line not in text]
        assert missing == []
        for part in ("mindst", "§ 8, stk. 1", "24 kolleger", "Birgitte Holm", "Udskrevet", "beregnere/tid/"):
            assert _plain(part) in text
        assert "sendt" not in text  # what is said to her stands on the screen alone

    def test_a_full_note_is_one_side(self, pages: Pages) -> None:
        """Every kind logged, the longest names, a calendar of forty: still one page."""
        long = [f"{'Et møde med et meget langt navn ' * 6}{number}" for number in range(38)]
        form = _logged(pages, *(item(name, name, "11", "13:45", place=at) for at, name in enumerate(long)))
        form.ask()
        form.output.locator("details").evaluate_all("(all) => { for (const it of all) it.open = true; }")
        text = _printed(form.page, form.output.locator('.answer__note [data-action="print"]'))
        assert _plain("34 ting mere") in text

    def test_the_paper_sheet_is_one_side(self, pages: Pages) -> None:
        """A week a side, with all its days and the tasks that may be shortened."""
        page = pages(LOGBOOK_PAGE)
        page.locator('time-diary > [data-part="sheet"] > summary').click()
        text = _printed(page, page.locator('[data-action="paper"]'))
        for part in ("Mandag", "Søndag", "Minutter", "Akut", "Fritid", "Samtaler med kolleger", "Nye regler"):
            assert _plain(part) in text


def _logged(pages: Pages, *more: dict[str, Any]) -> Form:
    """Open the form in front of a diary with four weeks, every kind of entry and two lines recurring."""
    diary = opened(pages)
    kinds = [entry(kind, minutes=90, kind=kind, own_time=True) for kind in ("acute", "calendar", "training")]
    lines = item("a", "overall_discussion", minutes="3:00"), item("b", "Møder i AMO", "4", "90")
    diary.hold(*four_weeks(), *kinds, *lines, *more)
    return diary.form


def _printed(page: Page, button: Locator) -> str:
    """Press the button that prints, and return the text of Chromium's PDF of it, which is one page."""
    page.evaluate("window.print = () => {}")
    button.click()
    (sheet,) = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, format="A4"))).pages
    return _plain(sheet.extract_text())


def _plain(text: str) -> str:
    """Return a text without blanks, hyphens and ligatures: a PDF has its own."""
    return re.sub(r"[\s\u00ad\u2010-]", "", unicodedata.normalize("NFKC", text))
