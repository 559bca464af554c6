"""How the prose is set."""

from handbook.typography import NO_BREAK, with_numbers_kept
from tests.conftest import Site


def test_a_number_stays_with_its_sign() -> None:
    """A line that ends with a bare paragraph sign is hard to read; what only looks like one is let be."""
    told = with_numbers_kept("<p>§ 9, stk. 2, og §§ 6 a-6 c i nr. 65. Stykke 2, kl. 8, kun nr. to</p>")

    assert told.replace(NO_BREAK, "_") == (
        "<p>§_9, stk._2, og §§_6 a-6 c i nr._65. Stykke 2, kl. 8, kun nr. to</p>"
    )


def test_pages_are_set_so(site: Site) -> None:
    """No page's own prose parts a paragraph sign from its number."""
    html = (site.folder / "valgt" / "hverv" / "index.html").read_text(encoding="utf-8")
    prose = html[html.index("<article") : html.index("</article>")]

    assert f"§{NO_BREAK}8, stk.{NO_BREAK}1" in prose
    assert "§ " not in prose
