"""Writes what the browser needs to run the calculators, by each of the three ways to start.

    wheel      the calculators, compiled, with Pyodide's lock file: for its plain start
    library    all that a start imports, compiled, in one archive: for a start with nothing to compile
    snapshot   the memory of a Python that has all of it imported: for a start that only takes it up

Each is made of the one before. What is made is kept by a digest of what it was made of, since that takes a
quarter of a minute, and most builds change words. The scripts of the start come beside it.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import rjsmin  # type: ignore[import-untyped]  # it has no stubs

from calculators import answer
from calculators.catalogue import CALCULATORS
from calculators.text import LANGUAGES
from handbook.runtime.wheel import LOCK, RuntimeMissingError, write_compiled, write_wheel

__all__ = ["RuntimeMissingError", "write_runtime"]

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).parent
MADE = ROOT / "build" / "runtime"
SCRIPTS = ROOT / "docs" / "assets" / "runtime"
WORKER = "worker.js"
PYODIDE = ROOT / "node_modules" / "pyodide"
ASKED_ON = "2026-11-22"
"""Any day whose rules are known: the answers are held against native Python's, not against the law."""
ALONE = (sys.executable, "-I", "-S")
"""A Python with nothing of anybody's in it."""
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")


def write_runtime(site: Path) -> None:
    """Write `assets/runtime/` and the wheel to download under `site`.

    The folder's name holds a digest of all that is in it, and the worker beside it knows that name and what
    each file must be: a browser never mixes two builds.
    """
    if not PYODIDE.is_dir():
        raise RuntimeMissingError(f"{PYODIDE.relative_to(ROOT)} is missing; `make build` fetches it with npm")
    made = MADE / f"{_pyodide_version()}-{_digest_of_sources()}"
    if not made.is_dir():
        _make(made)
    manifest = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    runtime, downloads = site / "assets" / "runtime", site / "assets" / "download"
    shutil.rmtree(runtime, ignore_errors=True)
    shutil.copytree(made / "bundle", runtime / manifest["folder"])
    shutil.copytree(made / "download", downloads, dirs_exist_ok=True)
    worker = rjsmin.jsmin((SCRIPTS / WORKER).read_text(encoding="utf-8"))
    (runtime / WORKER).write_text(f"const MANIFEST={json.dumps(manifest)};\n{worker}", encoding="utf-8")


def _make(folder: Path) -> None:
    with TemporaryDirectory() as work:
        made = Path(work) / "made"
        bundle = made / "bundle"
        wheel = write_wheel(made / "download")
        bundle.mkdir()
        write_compiled(wheel, PYODIDE / LOCK, bundle)
        for name in PYODIDE_FILES:
            shutil.copyfile(PYODIDE / name, bundle / name)
        modules = _node("modules.mjs", bundle)
        library = bundle / "library.zip"
        _run(*ALONE, HERE / "library.py", library, PYODIDE / "python_stdlib.zip", wheel, told=modules)
        questions = _questions()
        memory = _node("snapshot.mjs", bundle, library, HERE / "settle.py", told=questions)
        _hold_against_native(questions, _node("answers.mjs", bundle, memory, told=questions))
        for script in sorted(set(SCRIPTS.glob("*.js")) - {SCRIPTS / WORKER}):
            text = script.read_text(encoding="utf-8")
            (bundle / script.name).write_text(rjsmin.jsmin(text), encoding="utf-8")
        lock = json.loads((bundle / LOCK).read_text(encoding="utf-8"))
        files = {file.name: _listed(file.read_bytes()) for file in sorted(bundle.iterdir())}
        digest = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:12]
        name = f"{_pyodide_version()}-{digest}"
        manifest = {"folder": name, "memory": memory, "lock": lock["info"], "files": files}
        (made / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, folder)


def _listed(content: bytes) -> dict[str, int | str]:
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _questions() -> list[str]:
    """Return the worked examples of every page in every language, and its empty form."""
    return [
        json.dumps({"calculator": name, "language": language, "on": ASKED_ON, "fields": fields})
        for name, page in CALCULATORS.items()
        for language in LANGUAGES
        for fields in (*page.EXAMPLES.values(), {})
    ]


def _hold_against_native(questions: Sequence[str], answers: Sequence[str]) -> None:
    """Raise where the snapshot does not answer as native Python does."""
    for question, told in zip(questions, answers, strict=True):
        if told != answer(question):
            raise RuntimeMissingError(
                f"{question}: expected of the snapshot native Python's {answer(question)}, got {told}"
            )


def _node(script: str, *arguments: object, told: object = None) -> Any:  # noqa: ANN401 -- each script's own
    """Return what a script beside this one says, which is JSON on its last line."""
    return json.loads(_run("node", HERE / script, *arguments, told=told).splitlines()[-1])


def _run(*command: object, told: object) -> str:
    """Return what the command writes when it has been `told` something, as JSON on its standard input."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words, input=json.dumps(told), check=False, capture_output=True, text=True, cwd=ROOT
    )
    if done.returncode:
        raise RuntimeMissingError(f"{' '.join(words)} failed:\n{done.stderr}")
    return done.stdout


def _pyodide_version() -> str:
    package = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))
    return str(package["version"])


def _digest_of_sources() -> str:
    digest = hashlib.sha256(sys.version.encode())
    package = [file for file in (ROOT / "calculators").rglob("*") if file.suffix in {".py", ".toml"}]
    build = [file for file in (*HERE.iterdir(), *SCRIPTS.iterdir()) if file.is_file()]
    for file in (*sorted(package), *sorted(build), ROOT / "pyproject.toml", ROOT / "LICENSE"):
        digest.update(str(file.relative_to(ROOT)).encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]
