"""MkDocs' events. Thin: each hands on to the module that does it. No state: events run once a language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

from calculators.text import DEFAULT_LANGUAGE, LANGUAGES
from handbook.book import write_book
from handbook.embed import with_calculators
from handbook.glossary import with_glossary, with_links_to_glossary
from handbook.policy import with_policy
from handbook.runtime import write_runtime

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

LAST = -200  # after i18n's own events, which stand at -100


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Fill in the glossary's mark, from the list of the language that the page is written in."""
    return with_glossary(markdown, _listed_terms(page, config))


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Link terms to the glossary; fill in the calculators' marks, in the language the page is built for."""
    glossary = next(file for file in files.documentation_pages() if file.name == "ordliste")
    if glossary != page.file:
        html = with_links_to_glossary(html, _listed_terms(page, config), glossary.url_relative_to(page.file))
    return with_calculators(html, language=_language(config), rules_on=config.extra["rules_on"])


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Fill in the book's mark: all pages of the language are rendered, and none is in its template yet."""
    say = env.get_template("words.html").make_module().words[config.theme["language"]]["book"]  # type: ignore[attr-defined]  # the template's own
    write_book([file.page for file in files.documentation_pages() if file.page], say, _language(config))


@event_priority(LAST)
def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Give each page its policy, once its HTML is final."""
    del page
    return with_policy(output) if config.extra.get("policy", True) else output


@event_priority(LAST)
def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Give 404.html its policy; the other templates are no pages."""
    wanted = template_name.endswith(".html") and config.extra.get("policy", True)
    return with_policy(output) if wanted else output


@event_priority(LAST)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the browser's runtime once, after the last language."""
    if not config.plugins["i18n"].building:  # type: ignore[attr-defined]  # i18n's own, beside BasePlugin's
        write_runtime(Path(config.site_dir))


def _language(config: MkDocsConfig) -> str:
    """Return the language the calculators speak on the site that is being built."""
    spoken = config.theme["language"]  # i18n's, per page; on_config still has the default language
    return spoken if spoken in LANGUAGES else DEFAULT_LANGUAGE


def _listed_terms(page: Page, config: MkDocsConfig) -> Path:
    """Return the list of terms in the language that the page is written in."""
    language: str = page.file.locale  # type: ignore[attr-defined]  # i18n's own, beside File's
    return Path(config.docs_dir, "fragments", language, "ordliste.md")
