"""What the build makes of Python for the browser, as far as it can be looked at without one."""

from __future__ import annotations

import importlib
import json
import random  # noqa: TID251 -- its state is what is looked at
import zipfile
from typing import TYPE_CHECKING

import pytest

from calculators import answer
from handbook.runtime import RuntimeMissingError, _hold_against_native, _make, _questions, settle
from handbook.runtime.library import write_library
from tests.conftest import written_before

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

QUESTION = json.dumps(
    {"calculator": "amo", "language": "da", "on": "2026-11-22", "fields": {"employees": 35}}
)


def test_every_reader_has_luck_of_her_own() -> None:
    """What is drawn after the snapshot is taken up is not what was drawn in the build."""
    before = random.getstate()
    try:
        random.seed(1)
        build = random.getstate()
        settle.awake("")
        assert random.getstate() != build
    finally:
        random.setstate(before)


def test_a_snapshot_that_answers_otherwise_fails_the_build() -> None:
    """The question is named, and both answers."""
    _hold_against_native([QUESTION], [answer(QUESTION)])
    with pytest.raises(RuntimeMissingError, match="expected of the snapshot native Python's") as told:
        _hold_against_native([QUESTION], [answer(QUESTION).replace("35", "36")])
    assert QUESTION in str(told.value)


def test_the_snapshot_is_asked_of_every_calculator_in_every_language() -> None:
    """Examples that it answers, and empty forms that it has problems with."""
    asked = [json.loads(question) for question in _questions()]
    assert {(it["calculator"], it["language"]) for it in asked} == {
        (calculator, language) for calculator in ("amo", "training", "logbook") for language in ("da", "en")
    }
    told = [json.loads(answer(json.dumps(it))) for it in asked]
    assert {it["ok"] for it in told} == {True, False}


@pytest.fixture
def archives(tmp_path: Path) -> tuple[Path, Path]:
    """Make a standard library of two modules and a wheel of one, with words beside it."""
    theirs, ours = tmp_path / "stdlib.zip", tmp_path / "ours.whl"
    with zipfile.ZipFile(theirs, "w") as archive:
        archive.writestr("wanted/__init__.py", '"""Told."""\n\ndef one():\n    """Told."""\n    return 1\n')
        archive.writestr("unwanted.py", "")
    with zipfile.ZipFile(ours, "w") as archive:
        archive.writestr("ours/__init__.py", "")
        archive.writestr("ours/rules.py", "assert False\ntwo = 2\n")
        archive.writestr("ours/text.da.toml", "a = 1\n")
        archive.writestr("ours-1.dist-info/METADATA", "")
    return theirs, ours


def test_the_library_is_what_a_start_needs(
    tmp_path: Path, archives: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytecode that runs, without what explains it or where it came from, and words as they are."""
    library = tmp_path / "library.zip"
    write_library(library, *archives, ["wanted", "wanted.not_there", "sys"])
    with zipfile.ZipFile(library) as archive:
        ours = ["ours/__init__.pyc", "ours/rules.pyc", "ours/text.da.toml"]
        assert archive.namelist() == ["wanted/__init__.pyc", *ours]
        assert archive.read("ours/text.da.toml") == b"a = 1\n"
    monkeypatch.syspath_prepend(library)
    wanted, rules = importlib.import_module("wanted"), importlib.import_module("ours.rules")
    assert rules.two == 2  # its assert is gone
    assert wanted.one() == 1
    assert wanted.__doc__ is wanted.one.__doc__ is None
    assert wanted.one.__code__.co_linetable == b""


def test_the_same_sources_give_the_same_library(tmp_path: Path, archives: tuple[Path, Path]) -> None:
    """Else its name would change with each build, and every reader fetch it anew."""
    for name in ("a", "b"):
        write_library(tmp_path / name, *archives, ["wanted"])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_same_sources_give_the_same_runtime(site: Site, tmp_path: Path) -> None:
    """All of it, the snapshot too: no day, no luck and no folder of the machine is in it."""
    _make(tmp_path / "made")
    manifest = json.loads((tmp_path / "made" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest == written_before(site.folder / "assets" / "runtime" / "worker.js")
