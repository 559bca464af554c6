"""Writes what the browser needs to run the calculators: Pyodide, the calculators' wheel, and a list of both.

pyodide-build compiles the wheel and keeps Pyodide's lock file in step, so that the runtime fetches it by
name and checks its hash. Neither needs a network. The compiled form holds bytecode of the Python that
builds, which must be of the same minor version as Pyodide's.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import update_package_sha256

ROOT = Path(__file__).resolve().parent.parent
MADE = ROOT / "build" / "runtime"
"""Bundles by a digest of what they are made of: compiling takes seconds, and most builds change words."""
PYODIDE = ROOT / "node_modules" / "pyodide"
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"

_LONG_AGO = (2020, 1, 1, 0, 0, 0)
_LONG_AGO_EPOCH = "1577836800"
"""The date of every file in the wheels, so that the same sources give the same bytes: a reader who comes back
after words were changed fetches no runtime anew."""


class RuntimeMissingError(RuntimeError):
    """What the runtime is made of is not there, or does not fit together."""


def write_runtime(site: Path) -> None:
    """Write `assets/runtime/` and the wheel to download under `site`.

    The folder's name holds a digest of all that went in, and `manifest.json` beside it names the folder and
    the size of each file: a browser never mixes two builds.
    """
    if not PYODIDE.is_dir():
        raise RuntimeMissingError(f"{PYODIDE.relative_to(ROOT)} is missing; `make build` fetches it with npm")
    folder = f"{_pyodide_version()}-{_digest_of_sources()}"
    made = MADE / folder
    if not made.is_dir():
        _make(made)
    runtime, downloads = site / "assets" / "runtime", site / "assets" / "download"
    shutil.rmtree(runtime, ignore_errors=True)
    shutil.copytree(made / "bundle", runtime / folder)
    shutil.copytree(made / "download", downloads, dirs_exist_ok=True)
    sizes = {file.name: file.stat().st_size for file in sorted((made / "bundle").iterdir())}
    manifest = json.dumps({"folder": folder, "files": sizes}, indent=1)
    (runtime / "manifest.json").write_text(f"{manifest}\n", encoding="utf-8")


def _make(folder: Path) -> None:
    with TemporaryDirectory() as work:
        made = Path(work) / "made"
        wheel = _wheel(made / "download")
        compiled = _compiled(wheel, made / "bundle")
        for name in PYODIDE_FILES:
            shutil.copyfile(PYODIDE / name, compiled / name)
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, folder)


def _wheel(folder: Path) -> Path:
    _run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    (wheel,) = folder.glob("*.whl")
    return wheel


def _compiled(wheel: Path, folder: Path) -> Path:
    """Make `folder` with the wheel's compiled form and a lock file that knows it, and nothing else."""
    lock = json.loads((PYODIDE / LOCK).read_text(encoding="utf-8"))
    ours, theirs = "{}.{}".format(*sys.version_info[:2]), lock["info"]["python"]
    if not theirs.startswith(f"{ours}."):
        raise RuntimeMissingError(f"Python {ours} compiles for itself; Pyodide runs {theirs}")
    lock["packages"] = {}  # hundreds that we do not serve
    folder.mkdir()
    plain, lock_file = folder / wheel.name, folder / LOCK
    shutil.copyfile(wheel, plain)
    lock_file.write_text(json.dumps(lock), encoding="utf-8")
    # In this order: the lock file takes plain wheels only, and compiling a folder rewrites its lock file.
    options = ("--input", str(lock_file), "--output", str(lock_file), "--base-path", str(folder))
    _run("-m", "pyodide_cli", "lockfile", "add-wheels", *options, str(plain))
    _run("-m", "pyodide_cli", "py-compile", "--silent", str(folder))
    (compiled,) = folder.glob("*.whl")
    _undate(compiled)
    spec = PyodideLockSpec.from_json(lock_file)
    for package in spec.packages.values():
        update_package_sha256(package, compiled)
    spec.to_json(lock_file)
    return folder


def _undate(wheel: Path) -> None:
    """Write the archive again with one date for all, since py-compile dates its files by the clock."""
    with zipfile.ZipFile(wheel) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)


def _pyodide_version() -> str:
    package = json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))
    return str(package["version"])


def _digest_of_sources() -> str:
    digest = hashlib.sha256(sys.version.encode())
    package = sorted(file for file in (ROOT / "calculators").rglob("*") if file.suffix in {".py", ".toml"})
    for file in (*package, ROOT / "pyproject.toml", ROOT / "LICENSE", Path(__file__)):
        digest.update(str(file.relative_to(ROOT)).encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _run(*arguments: str) -> None:
    environment = os.environ | {"SOURCE_DATE_EPOCH": _LONG_AGO_EPOCH}
    done = subprocess.run(
        [sys.executable, *arguments], check=False, capture_output=True, text=True, env=environment, cwd=ROOT
    )
    if done.returncode:
        raise RuntimeMissingError(f"python {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
