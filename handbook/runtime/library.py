"""The library: what of Python's standard library a start imports, compiled, with the calculators inside.

Pyodide's own holds source, and compiling that is most of what a plain start takes.

    python library.py TO STANDARD_LIBRARY WHEEL    the names of the modules on standard input, as a JSON list

A program of its own: how bytecode is written down depends on what else the process has in its memory, and the
same sources are to give the same bytes.
"""

import json
import marshal
import sys
import zipfile
from collections.abc import Iterable, Iterator
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType

_LONG_AGO = (2020, 1, 1, 0, 0, 0)
"""The date of every file, so that the same sources give the same bytes."""
_UNDATED = bytes(12)
"""In a compiled file after the magic number: that it is held against no source."""


def write_library(to: Path, standard_library: Path, wheel: Path, modules: Iterable[str]) -> None:
    """Write the `modules` of the `standard_library` and all of the `wheel`, both archives of source."""
    with (
        zipfile.ZipFile(standard_library) as theirs,
        zipfile.ZipFile(wheel) as ours,
        zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as library,
    ):
        names = set(theirs.namelist()).intersection(_files_of(modules))
        packed = [(theirs, name) for name in sorted(names)]
        packed += [(ours, name) for name in sorted(ours.namelist()) if ".dist-info/" not in name]
        for archive, name in packed:
            content = archive.read(name)
            if name.endswith(".py"):
                content, name = _compiled(content, name), f"{name}c"  # noqa: PLW2901 -- it is another file now
            library.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)


def _files_of(modules: Iterable[str]) -> Iterator[str]:
    for module in modules:
        path = module.replace(".", "/")
        yield from (f"{path}.py", f"{path}/__init__.py")


def _compiled(source: bytes, name: str) -> bytes:
    """Return the bytecode without docstrings and asserts, and without line numbers: a fifth of its bytes."""
    code = _without_lines(compile(source, name, "exec", dont_inherit=True, optimize=2))
    return MAGIC_NUMBER + _UNDATED + marshal.dumps(code)


def _without_lines(code: CodeType) -> CodeType:
    inner = tuple(_without_lines(part) if isinstance(part, CodeType) else part for part in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=inner)


if __name__ == "__main__":
    to, standard_library, wheel = (Path(argument) for argument in sys.argv[1:])
    write_library(to, standard_library, wheel, json.load(sys.stdin))
