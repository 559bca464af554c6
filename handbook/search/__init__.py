"""Writes what the search goes by: one index a language, with the words that readers use and pages do not.

The theme's plugin has written one index of all languages, with HTML. In its place stands one for each, in
plain text; `docs/assets/search/` finds in it what is asked. Each page's keywords come from its front matter:
what people say for what it answers. They are in the index and on no page.
"""

from __future__ import annotations

import html
import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.utils.meta import get_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HERE = Path(__file__).parent
INDEX = Path("search", "search_index.json")
_WITHIN_WORDS = re.compile(r"</?(?:a|abbr|code|em|mark|span|strong|sub|sup)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"\s+")


def write_search(site: Path, sources: Path, roots: Mapping[str, str]) -> None:
    """Write each language's index under its root.

    `sources` has a folder of pages for each language; `roots` are the front pages' addresses, as `/en/`.
    """
    docs = json.loads((site / INDEX).read_text(encoding="utf-8"))["docs"]
    for language, root in roots.items():
        folder = root.removeprefix("/")
        others = tuple(other[1:] for other in roots.values() if other not in {"/", root})
        ours = [
            doc
            for doc in docs
            if doc["location"].startswith(folder) and not doc["location"].startswith(others)
        ]
        told = dict(_told(sources / language))
        index = {
            "config": {"lang": language, **_words(language)},
            "docs": [_doc(doc, doc["location"].removeprefix(folder), told) for doc in ours],
        }
        file = site / folder / INDEX
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def stemmers(languages: Iterable[str]) -> dict[str, str]:
    """Return the libraries that the search takes for its languages' inflections, and the module of each."""
    told = {language: _text(language) for language in languages}
    return {
        f"stemmer.{language}.js": f"@orama/stemmers/dist/{text['stemmer']}.js"
        for language, text in told.items()
        if "stemmer" in text
    }


def _words(language: str) -> dict[str, Any]:
    told = _text(language)
    return {
        "function_words": sorted(set(told.get("function_words", "").split())),
        "common": sorted(set(told.get("common", "").split())),
        "links": told.get("links", []),
        "has_stemmer": "stemmer" in told,
    }


def _text(language: str) -> dict[str, Any]:
    """Return what is known of a language. Where nothing is, words are found as they are written."""
    file = HERE / f"text.{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _doc(doc: Mapping[str, Any], location: str, told: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    known = {"location": location, "title": _plain(doc["title"]), "text": _plain(doc["text"])}
    return known | dict(told.get(location, {}))


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", html.unescape(_TAG.sub(" ", _WITHIN_WORDS.sub("", text)))).strip()


def _told(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what each page's front matter tells the search, by the page's address."""
    for file in sorted(folder.rglob("*.md")):
        _, meta = get_data(file.read_text(encoding="utf-8"))
        page = file.relative_to(folder).with_suffix("")
        parts = page.parts[:-1] if page.name == "index" else page.parts
        told: dict[str, Any] = {}
        if keywords := meta.get("keywords"):
            told["keywords"] = [word.strip() for word in keywords.split(",")]
        if boost := meta.get("search", {}).get("boost"):
            told["boost"] = boost
        yield "".join(f"{part}/" for part in parts), told
