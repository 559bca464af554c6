"""The Content-Security-Policy each page carries: nothing from another origin, no script but the page's own.

A host of static pages sends no headers of ours, so the policy is a `<meta>`, first in the head. A policy in a
page does not reach workers loaded from the network, and cannot hold `frame-ancestors`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from calculators.view import element

# Where the policy goes: a browser applies it to what comes after it.
CHARSET = re.compile(r"<meta charset=[^>]*>")

# Types of <script> that run. Any other is data, which no policy stops.
RUNS = {"", "module", "text/javascript", "application/javascript"}


class _Inline(HTMLParser):
    """Finds a page's inline scripts, style elements and style attributes, as the browser will hash them."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.attributes: list[str] = []
        self._texts: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if "style" in attributes:
            self.attributes.append(attributes["style"] or "")
        runs = (attributes.get("type") or "").strip().lower() in RUNS
        if tag == "script" and "src" not in attributes and runs:
            self._texts = self.scripts
        elif tag == "style":
            self._texts = self.styles
        else:
            self._texts = None
            return
        self._texts.append("")

    def handle_data(self, data: str) -> None:
        if self._texts is not None:
            self._texts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._texts = None


def _hashes(texts: list[str]) -> list[str]:
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in sorted(set(texts))
    ]


def with_policy(html: str) -> str:
    """Put in the policy that fits this very page. The page must be final: its inline code is hashed."""
    if not html.strip():  # a template that is not written in this language's build
        return html
    inline = _Inline()
    inline.feed(html)
    inline.close()
    # Markdown's tables align cells with style attributes; 'unsafe-hashes' lets through those that stand here.
    styles = _hashes(inline.styles + inline.attributes)
    if inline.attributes:
        styles.insert(0, "'unsafe-hashes'")
    directives = {
        "default-src": ["'self'"],
        # Material's four inline scripts differ from page to page; Pyodide compiles WebAssembly.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *_hashes(inline.scripts)],
        "style-src": ["'self'", *styles],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'none'"],
    }
    policy = "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
    tag = element("meta", http_equiv="Content-Security-Policy", content=policy)
    page, places = CHARSET.subn(lambda charset: charset[0] + tag.text, html, count=1)
    if not places:
        raise ValueError("expected a page with <meta charset=...> to put the policy after, got none")
    return page
