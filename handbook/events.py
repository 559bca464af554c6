"""MkDocs' events. Thin: each hands on to the module that does it. No state: events run once a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.plugins import event_priority

from handbook.policy import with_policy

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

LAST = -200  # after i18n's own events, which stand at -100


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
