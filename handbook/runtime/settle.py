"""Runs inside the Python whose memory becomes the snapshot: makes it ready to answer, and light.

Nothing of the build imports it. `settle` is called once, before the snapshot is taken; `awake` in the
reader's browser, each time that it is taken up.
"""

import gc
import html
import json
import sys

import calculators
from calculators.catalogue import RULES, folder_of
from calculators.text import LANGUAGES, words

SPENT = (
    *("inspect", "ast", "_ast", "dis", "opcode", "_opcode", "_opcode_metadata"),
    *("tokenize", "_tokenize", "token", "html.entities"),
)
"""What `dataclasses` needs to make classes and `html` to take entities back, and nothing does after that: a
tenth of the memory. What should want one of them raises, and the browser answers by the library."""


def settle(questions: str) -> str:
    """Answer a JSON list of questions, so that what is read or compiled once is; then let go of the rest."""
    for language in LANGUAGES:
        for name in RULES:
            words(language, folder_of(name))  # read from files, which a snapshot has not
    for question in json.loads(questions):
        calculators.answer(question)
    for name in SPENT:
        sys.modules.pop(name, None)
    del sys.modules["dataclasses"].inspect
    del vars(html)["_html5"]
    gc.collect()
    return ""


def awake(_: str) -> str:
    """Give every reader luck of her own: without this all would draw the numbers of the build."""
    if luck := sys.modules.get("random"):
        luck.seed()
    return ""
