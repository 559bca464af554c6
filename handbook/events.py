"""MkDocs' events. Thin: each hands on to the module that does it. No state: events run once a language."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import event_priority, get_plugin_logger

from handbook.addresses import lost
from handbook.book import write_book
from handbook.embed import with_calculators
from handbook.glossary import with_glossary, with_links_to_glossary
from handbook.interface import interface, written
from handbook.libraries import LIBRARIES, write_libraries
from handbook.minify import remove_unread, write_minified
from handbook.offline import write_farewell, write_offline
from handbook.policy import with_policy
from handbook.redirects import lead_on, moved_from, what_moved
from handbook.review import build_day, checked, overdue
from handbook.runtime import write_runtime
from handbook.search import stemmers, write_search
from handbook.shelf import write_shelves
from handbook.typography import with_numbers_kept

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

LAST = -200  # after i18n's own events, which stand at -100
ADDRESSES = Path("tests", "addresses.txt")
ONE_A_LANGUAGE = ("503.html", "manifest.webmanifest")

log = get_plugin_logger("handbook")


def on_config(config: MkDocsConfig) -> None:
    """Settle which day it is, once for all pages of a language."""
    config.extra["build_day"] = build_day(
        os.environ.get("HANDBOOK_DATE"), root=_root(config), rules_on=config.extra["rules_on"]
    )


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Give the templates their words; hold each page's front matter against the day; fill in the book's mark.

    All pages of the language are rendered now, and none is in its template yet.
    """
    _make_ready(env, config)
    pages = {
        file.src_uri: file.page.meta
        for file in files.documentation_pages()
        if file.page and file.locale == config.theme["language"]  # type: ignore[attr-defined]  # i18n's
    }
    for line in overdue(pages, config.extra["build_day"]):
        log.info(line)
    write_book([file.page for file in files.documentation_pages() if file.page], config.theme["language"])


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Fill in the glossary's mark, from the list of the language that the page is written in."""
    return with_glossary(markdown, _listed_terms(page, config))


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Set the prose, link its terms, fill in the calculators' marks, in the page's own language."""
    html = with_numbers_kept(html)
    glossary = next(file for file in files.documentation_pages() if file.name == "ordliste")
    if glossary != page.file:
        html = with_links_to_glossary(html, _listed_terms(page, config), glossary.url_relative_to(page.file))
    return with_calculators(html, language=_written(page), rules_on=config.extra["rules_on"])


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, **_: object) -> None:
    """Give the templates when the page was checked, and what has moved from it."""
    day = checked(page.file.src_uri, page.meta, config.extra["build_day"])
    context["checked"] = day
    language = config.theme["language"]
    context["checked_on"] = written(day.on, language)
    root = _roots(config)[language]
    moved = what_moved(config.extra.get("moved"))
    context["moved"] = moved_from(f"/{page.url.removeprefix(root[1:])}", moved)


@event_priority(LAST)
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Give each page its policy, once its HTML is final."""
    del page
    return with_policy(output) if config.extra.get("policy", True) else output


@event_priority(LAST)
def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Give 404.html and 503.html their policy; the other templates are no pages.

    Of some there is one a language. MkDocs has one place for each, so the others are written here; it writes
    no empty ones.
    """
    wanted = template_name.endswith(".html") and config.extra.get("policy", True)
    output = with_policy(output) if wanted else output
    language = config.theme["language"]
    if template_name not in ONE_A_LANGUAGE or _roots(config)[language] == "/":
        return output
    file = Path(config.site_dir, _roots(config)[language][1:], template_name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(output, encoding="utf-8")
    return ""


@event_priority(LAST)
def on_post_build(*, config: MkDocsConfig) -> None:
    """After the last language, once: write what is no page, then what keeps it all; miss what was lost."""
    if config.plugins["i18n"].building:  # type: ignore[attr-defined]  # i18n's own, beside BasePlugin's
        return
    site = Path(config.site_dir)
    write_search(site, Path(config.docs_dir), _roots(config))
    write_minified(site, Path(config.docs_dir))
    remove_unread(site)
    write_runtime(site)
    write_shelves(site, config.extra["rules_on"])
    write_libraries(site, LIBRARIES | stemmers(_roots(config)))
    moved = what_moved(config.extra.get("moved"))
    leading_on = lead_on(site, moved, _roots(config), partial(_moved_page, config, moved))
    if config.extra.get("offline", True):
        write_offline(site, _roots(config).values())
    else:
        write_farewell(site)
    listed = _root(config) / ADDRESSES
    if not listed.is_file():
        log.info("%s is not here, so nothing tells whether an address was lost", ADDRESSES)
        return
    for line in lost(listed.read_text(encoding="utf-8").splitlines(), site, leading_on):
        log.warning(line)


def _moved_page(config: MkDocsConfig, moved: dict[str, str], language: str, old: str, new: str) -> str:
    root = _roots(config)[language]
    env = config.theme.get_env()
    _make_ready(env, config)
    html = env.get_template("moved.html").render(
        config=config,
        language=language,
        address=root + old[1:],
        target=root + new[1:],
        moved=moved_from(old, moved),
    )
    return with_policy(html) if config.extra.get("policy", True) else html


def _make_ready(env: Environment, config: MkDocsConfig) -> None:
    env.trim_blocks = env.lstrip_blocks = True  # 4 of 68 KB of a page; what is left shows the same
    env.globals["words"] = {language: interface(language) for language in _roots(config)}


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _roots(config: MkDocsConfig) -> dict[str, str]:
    """Return each language's front page, as `/en/`."""
    i18n: Any = config.plugins["i18n"]
    return {
        language: "/" if language == i18n.default_language else f"/{language}/"
        for language in i18n.build_languages
    }


def _written(page: Page) -> str:
    """Return the language that the page is written in; a copy in another's site is so all through."""
    language: str = page.file.locale  # type: ignore[attr-defined]  # i18n's own, beside File's
    return language


def _listed_terms(page: Page, config: MkDocsConfig) -> Path:
    """Return the list of terms in the language that the page is written in."""
    return Path(config.docs_dir, "fragments", _written(page), "ordliste.md")
