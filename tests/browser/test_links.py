"""The link beside each heading: copies the section's address, says so, leaves the heading's name alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import WIDTHS, assert_clean

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from handbook.serve import Server
    from tests.browser.conftest import Pages

PATH = "amo/stoerrelse/"
SECTION = "naerhed"
COPY = ["clipboard-read", "clipboard-write"]

# What a page of each language says: the section's link, the title's, copied, and where that is refused.
SAID = {
    "": (
        "Kopiér link til afsnittet Nærhed",
        "Kopiér link til siden Hvor stor skal jeres AMO være?",
        "Linket er kopieret.",
        "Linket står nu i adressefeltet. Kopiér det derfra.",
    ),
    "en/": (
        "Copy the link to the section Nearness",
        "Copy the link to the page How large must your AMO be?",
        "The link has been copied.",
        "The link is now in the address bar. Copy it from there.",
    ),
}
each_language = pytest.mark.parametrize("language", SAID)

REFUSE = """() => {
  navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
}"""
LACK = "() => Object.defineProperty(navigator, 'clipboard', { value: undefined })"

# A link whose first line is not the last line of its heading's words, or that reaches beyond the window.
ASTRAY = """() => [...document.querySelectorAll(".headerlink")].filter((link) => {
  const words = link.previousElementSibling.getClientRects();
  const last = words[words.length - 1];
  const { top, bottom, right } = link.getBoundingClientRect();
  const middle = (top + bottom) / 2;
  return middle < last.top || middle > last.bottom || right > document.documentElement.clientWidth;
}).map((link) => link.title)"""


def link(page: Page, name: str) -> Locator:
    """Return the link of this accessible name."""
    return page.get_by_role("link", name=name, exact=True)


def assert_said(page: Page, message: str) -> None:
    """Look for the message beside the heading, and in the one polite status that screen readers hear."""
    shown = page.locator(".handbook-said")
    expect(shown).to_have_text(message)
    expect(shown).to_be_in_viewport()
    expect(page.locator(".handbook-status")).to_have_text(message)
    assert page.get_by_role("status").filter(has_text=message).count() == 1


@each_language
def test_it_copies_the_full_address_and_says_so(pages: Pages, server: Server, language: str) -> None:
    """With the sub-path, with the section, and without the query that this reader happened to come by."""
    section, title, copied, _ = SAID[language]
    page = pages(f"{language}{PATH}?h=chef#beregn", permissions=COPY)
    link(page, section).click()
    assert_said(page, copied)
    assert page.evaluate("navigator.clipboard.readText()") == f"{server.address}{language}{PATH}#{SECTION}"
    assert page.url == f"{server.address}{language}{PATH}?h=chef#beregn"
    link(page, title).click()
    assert_said(page, copied)
    assert page.evaluate("navigator.clipboard.readText()") == f"{server.address}{language}{PATH}"
    expect(page.locator(".handbook-said")).to_have_count(0)  # in its own time
    expect(page.locator(".handbook-status")).to_be_empty()


def test_the_keyboard_copies_too(pages: Pages, server: Server) -> None:
    """Enter does what a finger does, the focus stays, and it can be seen."""
    page = pages(f"{PATH}#{SECTION}", permissions=COPY)
    button = link(page, SAID[""][0])
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    assert button.evaluate("(it) => getComputedStyle(it).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert_said(page, SAID[""][2])
    expect(button).to_be_focused()
    assert page.evaluate("navigator.clipboard.readText()") == f"{server.address}{PATH}#{SECTION}"


@each_language
@pytest.mark.parametrize("clipboard", [REFUSE, LACK], ids=["refused", "missing"])
def test_where_nothing_can_be_copied(pages: Pages, server: Server, language: str, clipboard: str) -> None:
    """The address stands in the address bar, and the message says so."""
    section, title, _, in_bar = SAID[language]
    page = pages(f"{language}{PATH}?h=chef")
    page.evaluate(clipboard)
    link(page, section).click()
    assert_said(page, in_bar)
    assert page.url == f"{server.address}{language}{PATH}#{SECTION}"
    link(page, title).click()
    expect(page).to_have_url(f"{server.address}{language}{PATH}")


def test_a_modified_click_is_left_to_the_browser(pages: Pages, server: Server) -> None:
    """With Ctrl it opens the section in another tab, as any link does."""
    page = pages(PATH, permissions=COPY)
    with page.context.expect_page() as opened:
        link(page, SAID[""][0]).click(modifiers=["ControlOrMeta"])
    assert opened.value.url == f"{server.address}{PATH}#{SECTION}"
    expect(page.locator(".handbook-said")).to_have_count(0)


@each_language
def test_a_heading_keeps_its_own_name(pages: Pages, language: str) -> None:
    """Whoever goes from heading to heading hears the headings; each has its level still."""
    page = pages(f"{language}{PATH}")
    name = SAID[language][0].split()[-1]
    expect(page.get_by_role("heading", name=name, exact=True, level=2)).to_have_count(1)
    assert page.get_by_role("heading", name=re.compile("^.*(Kopiér|Copy|#)")).count() == 0
    assert page.get_by_role("heading", level=1).count() == 1


def test_each_rule_has_its_link(pages: Pages, server: Server) -> None:
    """What the calculators render can be passed on as well: no section of the page is without."""
    page = pages("regler/", permissions=COPY)
    sections = page.locator("article :is(h2, h3, h4, h5, h6)[id]")
    expect(sections.filter(has=page.locator(".headerlink"))).to_have_count(sections.count())
    page.locator("#amo-two-levels-from .headerlink").press("Enter")
    assert_said(page, SAID[""][2])
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{server.address}regler/#amo-two-levels-from"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_finger_finds_it_beside_its_heading(pages: Pages, width: int) -> None:
    """44 pixels each way, inside the window, and never alone on a line of its own, however long the words."""
    page = pages(PATH, viewport={"width": width, "height": 800})
    links = page.locator(".headerlink")
    expect(links).not_to_have_count(0)
    sizes = links.evaluate_all("(all) => all.map((it) => [it.offsetWidth, it.offsetHeight])")
    assert {tuple(size) for size in sizes} == {(44, 44)}
    assert page.locator("article :is(h1, h2)[id]").count() == links.count()
    assert page.evaluate(ASTRAY) == []
    # Every length of a last line comes by.
    words = page.locator(f"#{SECTION} [role=heading]")
    for count in range(40):
        words.evaluate("(it, text) => { it.textContent = text; }", "Nær hed " * 4 + "i" * count)
        assert page.evaluate(ASTRAY) == []


def test_no_violation_while_it_says_so(pages: Pages) -> None:
    """The message can be read in both schemes at every width."""
    page = pages(PATH, permissions=COPY)
    # It stands for as long as axe looks, however slow the machine is.
    page.add_init_script(
        "const plain = setTimeout; window.setTimeout = (f, ms, ...a) => plain(f, ms > 5000 ? 1e6 : ms, ...a)"
    )
    page.reload()
    link(page, SAID[""][0]).click()
    expect(page.locator(".handbook-said")).to_be_visible()
    assert_clean(page)
    expect(page.locator(".handbook-said")).to_be_visible()


def test_without_a_script_it_is_a_link(pages: Pages, server: Server) -> None:
    """A plain link to the section, that can be seen and says what it is."""
    page = pages(PATH, java_script_enabled=False)
    plain = page.locator(f"#{SECTION} .headerlink")
    expect(plain).to_be_visible()
    expect(plain).to_have_accessible_name("Link til dette afsnit")
    plain.click()
    assert page.url == f"{server.address}{PATH}#{SECTION}"
