"""A page that has no translation yet: the Danish one, shown in the other language's site, and saying so."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Draft

PARTS = "\n\n".join(
    f'<div data-calculator="amo" data-part="{part}"></div>' for part in ("form", "table", "examples")
)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """Build a small handbook of which only the front page is translated."""
    draft = Draft(tmp_path_factory.mktemp("fallback") / "draft")
    draft.write(
        **{
            "da/index.md": "# Forside",
            "da/amo/kun.md": f"# Kun på dansk\n\n[Om](../om.md#fejl)\n\n## Beregn {{#beregn}}\n\n{PARTS}",
            "da/om.md": "# Om\n\n## Fejl {#fejl}",
            "en/index.md": "# Front",
        }
    )
    draft.list_addresses("/", "/amo/kun/", "/amo/kun/#beregn", "/om/", "/om/#fejl", "/en/")
    said = draft.build()
    assert "Aborted" not in said, said
    return draft


def _article(html: str) -> str:
    return html[html.index("<article") : html.index("</article>")]


def _written(article: str) -> str:
    """Return what stands between the heading and the page's end, which are the site's own words."""
    return article[article.index("<h1") : article.index('<footer class="handbook-end">')]


def test_the_copy_says_what_the_original_does(draft: Draft) -> None:
    """Text, links to its neighbours, forms and tables: all in the one language that `lang` names."""
    copy, original = (_article(draft.html(f"{root}amo/kun/")) for root in ("/en/", "/"))

    assert _written(original).rstrip() == re.sub(r"</div>\s*$", "", _written(copy)).rstrip()
    assert re.search(r'<div lang="da">\s*<h1', copy)
    assert 'lang="en"' not in _written(copy)
    assert (draft.site / "en" / "om" / "index.html").is_file()  # where ../../om/ leads from the copy


def test_the_copy_is_for_readers_and_not_for_search_engines(draft: Draft) -> None:
    """It names its original, and stands neither in the sitemap nor among what is published."""
    html = draft.html("/en/amo/kun/")

    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{Draft.SITE_URL}amo/kun/">' in html
    assert "/en/amo/kun/" not in (draft.site / "sitemap.xml").read_text(encoding="utf-8")


def test_links_to_a_copy_name_its_language(draft: Draft) -> None:
    """In the menu and at the foot of its neighbours, so that its title is read out right."""
    html = draft.html("/en/")

    assert re.search(r'<a href="amo/kun/"\s+lang="da">', html)
    assert '<a href="amo/kun/" class="md-footer__link md-footer__link--prev" lang="da"' in html
    assert not re.search(r'md-footer__link--\w+" lang', draft.html("/"))


def test_the_end_of_the_copy_speaks_to_its_reader(draft: Draft) -> None:
    """The reader chose English: what is no part of the page is told in it, outside the Danish text."""
    html = draft.html("/en/amo/kun/")

    assert "</div>" in html[html.index('<div lang="da">') : html.index('<footer class="handbook-end">')]
    assert "The law behind this page was last checked on" in html
