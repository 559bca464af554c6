"""Writes the glossary from the very list that makes the tooltips, `docs/fragments/<language>/ordliste.md`.

Every page includes that list at its end; its lines are Markdown's own way to explain an abbreviation. Lines
with the same explanation are forms of one term, and the first of them names it:

    *[påbud]: et krav fra Arbejdstilsynet
    *[påbuddet]: et krav fra Arbejdstilsynet

The glossary's own page does not include the list. It says with a mark where the terms go and what their links
are called. It may add terms that are too common for a tooltip, and say where one reads more about a term:

    <div data-part="glossary" data-more="Læs mere: {term}"></div>

    *[arbejdsgiver]: den virksomhed eller myndighed, du er ansat hos
    [AMR]: valgt/index.md

Works on Markdown before it is rendered, so that a term is a heading like any other: with an id, a link to
itself, an entry in the search, and a link to more that the strict build checks.

A tooltip needs a mouse. For a finger and a keyboard the first of each term on a page is a link to its entry.
"""

import re
from html import unescape
from pathlib import Path

from calculators.view import Html, element

_MARK = re.compile(r'<div data-part="glossary" data-more="([^"]*)">\s*</div>')
_EXPLAINED = re.compile(r"^\*\[(.+?)\]:[ ]*(.+)$", re.MULTILINE)
_READ_MORE = re.compile(r"^\[(.+?)\]:", re.MULTILINE)

_TERM = re.compile(r'<abbr title="([^"]*)">[^<]*</abbr>')
_NO_PLACE_FOR_A_LINK = re.compile(
    r'<(a|h[1-6]|summary|svg)\b.*?</\1>|<div class="handbook-ways">.*?</div>', re.DOTALL
)
"""Links, headings, and lists whose whole rows are links."""

_ORDER = " 0123456789abcdefghijklmnopqrstuvwxyzæøå"
_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


class GlossaryError(ValueError):
    """The list or the glossary's page cannot be made into entries; the build stops and says why."""


def with_glossary(markdown: str, listed: Path) -> str:
    """Return a page's Markdown with the glossary's mark filled in from the file `listed`."""
    mark = _MARK.search(markdown)
    if mark is None:
        return markdown
    explained = [*_EXPLAINED.findall(listed.read_text(encoding="utf-8")), *_EXPLAINED.findall(markdown)]
    terms = _terms(explained)
    more = set(_READ_MORE.findall(markdown))
    if strays := sorted(more - set(terms)):
        raise GlossaryError(f"[{strays[0]}]: expected a term of the glossary to read more about")
    entries = [
        _entry(term, terms[term], mark[1].format(term=term) if term in more else "")
        for term in sorted(terms, key=_place)
    ]
    # Left standing, the page's own lines would put tooltips on the terms that are to have none.
    return _EXPLAINED.sub("", _MARK.sub(lambda _: "\n".join(entries), markdown))


def with_links_to_glossary(html: str, listed: Path, glossary: str) -> str:
    """Return a page's HTML with a link to the page `glossary` around the first of each term in its text.

    Where nobody has written the language's list yet, no page has a tooltip either.
    """
    if not listed.is_file():
        return html
    explained = _EXPLAINED.findall(listed.read_text(encoding="utf-8"))
    terms = {explanation: term for term, explanation in _terms(explained).items()}

    def linked(found: re.Match[str]) -> str:
        term = terms.pop(unescape(found[1]), None)
        if term is None:
            return found[0]
        return element("a", Html(found[0]), href=f"{glossary}#{address(term)}", class_="handbook-term").text

    pieces, end = [], 0
    for closed in _NO_PLACE_FOR_A_LINK.finditer(html):
        pieces += [_TERM.sub(linked, html[end : closed.start()]), closed[0]]
        end = closed.end()
    return "".join([*pieces, _TERM.sub(linked, html[end:])])


def _terms(explained: list[tuple[str, str]]) -> dict[str, str]:
    """Return each term with its explanation, under the first of its forms."""
    first: dict[str, str] = {}
    for form, explanation in explained:
        first.setdefault(explanation.strip(), form)
    terms = {form: explanation for explanation, form in first.items()}
    by_address: dict[str, str] = {}
    for term in terms:
        other = by_address.setdefault(address(term), term)
        if other != term:
            raise GlossaryError(f"{other} and {term} share the id {address(term)}; expected one term an id")
    return terms


def address(term: str) -> str:
    """Return a term's id, which is published: `nærved-ulykke` has `naerved-ulykke`."""
    return re.sub(r"[^a-z0-9]+", "-", term.lower().translate(_ASCII)).strip("-")


def _place(term: str) -> list[int]:
    return [_ORDER.find(letter) for letter in term.lower()]


def _entry(term: str, explanation: str, more: str) -> str:
    link = f"[{more}][{term}]\n" if more else ""
    return f"### {term} {{#{address(term)}}}\n\n{explanation}\n\n{link}"
