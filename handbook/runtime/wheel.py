"""The calculators as a wheel, and its compiled form with the lock file that Pyodide finds it by.

pyodide-build compiles the wheel and keeps the lock file in step, so that the runtime fetches it by name
and checks its hash. Neither needs a network. The compiled form holds bytecode of the Python that builds,
which must be of the same minor version as Pyodide's.
"""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from pyodide_lock import PyodideLockSpec
from pyodide_lock.utils import update_package_sha256

ROOT = Path(__file__).resolve().parent.parent.parent
LOCK = "pyodide-lock.json"

_LONG_AGO = (2020, 1, 1, 0, 0, 0)
_LONG_AGO_EPOCH = "1577836800"
"""The date of every file in the wheels, so that the same sources give the same bytes: a reader who comes back
after words were changed fetches no runtime anew."""


class RuntimeMissingError(RuntimeError):
    """What the runtime is made of is not there, or does not fit together."""


def write_wheel(folder: Path) -> Path:
    """Write the wheel into `folder`, and return it."""
    _run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    (wheel,) = folder.glob("*.whl")
    return wheel


def write_compiled(wheel: Path, lock: Path, folder: Path) -> None:
    """Write the wheel's compiled form into the empty `folder`, and of the `lock` file what knows it."""
    known = json.loads(lock.read_text(encoding="utf-8"))
    ours, theirs = "{}.{}".format(*sys.version_info[:2]), known["info"]["python"]
    if not theirs.startswith(f"{ours}."):
        raise RuntimeMissingError(f"Python {ours} compiles for itself; Pyodide runs {theirs}")
    known["packages"] = {}  # hundreds that we do not serve
    plain, lock_file = folder / wheel.name, folder / LOCK
    shutil.copyfile(wheel, plain)
    lock_file.write_text(json.dumps(known), encoding="utf-8")
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


def _undate(wheel: Path) -> None:
    """Write the archive again with one date for all, since py-compile dates its files by the clock."""
    with zipfile.ZipFile(wheel) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)


def _run(*arguments: str) -> None:
    environment = os.environ | {"SOURCE_DATE_EPOCH": _LONG_AGO_EPOCH}
    done = subprocess.run(
        [sys.executable, *arguments], check=False, capture_output=True, text=True, env=environment, cwd=ROOT
    )
    if done.returncode:
        raise RuntimeMissingError(f"python {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
