"""What of a page's end goes onto paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Pages


def test_the_day_is_printed_and_the_link_is_not(pages: Pages) -> None:
    """A printed page says how old it is; nobody writes to us by pressing on paper."""
    page = pages("amo/stoerrelse/")
    end = page.locator(".handbook-end")
    expect(end.locator("time")).to_be_visible()
    expect(end.get_by_role("link")).to_be_visible()
    page.emulate_media(media="print")
    expect(end.locator("time")).to_be_visible()
    expect(end.get_by_role("link")).to_be_hidden()
