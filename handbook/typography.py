"""Keeps a number on the line of its sign: `§ 9`, `stk. 2` and `nr. 65` never part at a line's end."""

import re

_BEFORE_A_NUMBER = re.compile(r"(§§?|\b(?:stk|nr|no)\.) (?=\d)")
NO_BREAK = "\N{NO-BREAK SPACE}"


def with_numbers_kept(html: str) -> str:
    """Return a page's HTML with no-break spaces between a sign and its number."""
    return _BEFORE_A_NUMBER.sub(rf"\1{NO_BREAK}", html)
