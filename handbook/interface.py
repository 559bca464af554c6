"""What the site itself says, beyond Material's strings: `text.<language>.toml` beside this file.

The templates know it as `words`, by language.
"""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date

HERE = Path(__file__).parent


@cache
def interface(language: str) -> dict[str, Any]:
    """Return the words, nested as in the file. Raises FileNotFoundError for a language that has none."""
    return tomllib.loads((HERE / f"text.{language}.toml").read_text(encoding="utf-8"))


def written(day: date, language: str) -> str:
    """Return a day as the language writes it in a sentence."""
    return format_date(day, "long", locale=interface(language)["locale"])
