"""The folder that is measured: the built site, and beside it the bare Pyodide, its peers and their pages.

Everything comes from one address, as the site's own files do, and was put here by npm or PyPI. Where a peer
names a CDN, it is led to the same file in this folder, and each page's policy refuses any other address.
"""

import base64
import hashlib
import json
import re
import shutil
import zipfile
from importlib import metadata
from pathlib import Path

import markdown
import markdown_exec

from bench.questions import employees

ROOT = Path(__file__).resolve().parent.parent
PAGES = Path(__file__).parent / "pages"
NPM = ROOT / "node_modules"
PYODIDE = NPM / "pyodide-314"
MEASURED_PAGE = "beregnere/amo/index.html"

_PYODIDE_FILES = ("pyodide.mjs", "pyodide.js", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_LOCK = "pyodide-lock.json"
_MICROPYTHON = ("micropython.mjs", "micropython.wasm")
_ACE = ("ace.js", "mode-python.js", "theme-tomorrow.js", "theme-tomorrow_night.js")
_HERE = {
    "ace.js": "ace.js",
    "highlight.min.js": "highlight.min.js",
    "pyodide.js": "pyodide.js",
    "tomorrow.min.css": "tomorrow.min.css",
    "tomorrow-night-blue.min.css": "tomorrow-night.min.css",
}
"""What a fence of markdown-exec takes from CDNs, and what stands for it: all of it but the colours of code in
the dark is the same file."""
_CDN = re.compile(r'https://[^"]*/([^/"]+)"')


def write_served(site: Path, folder: Path) -> None:
    """Make the folder anew of a built site."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site, folder)
    bench = folder / "bench"
    for name in _PYODIDE_FILES:
        _put(PYODIDE / name, bench / "pyodide")
        _put(PYODIDE / name, bench / "markdown-exec")
    _put(PYODIDE / _LOCK, bench / "pyodide")
    for name in _MICROPYTHON:
        _put(NPM / "@micropython" / "micropython-webassembly-pyscript" / name, bench / "micropython")
    for file in (NPM / "@pyscript" / "core" / "dist").iterdir():
        _put(file, bench / "pyscript")
    _write_markdown_exec(bench / "markdown-exec")
    _put(PAGES / "bare-worker.js", bench / "pages")
    _write_pages(folder)


def _put(file: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, folder)


def _write_markdown_exec(folder: Path) -> None:
    assets = Path(markdown_exec.__file__).parent / "assets"
    # Beside `pyodide.js` of the CDN there would be another of the same name.
    (folder / "fence").mkdir()
    for name in ("pyodide.js", "pyodide.css"):
        shutil.copyfile(assets / name, folder / "fence" / name)
    for name in _ACE:
        _put(NPM / "ace-builds" / "src-min-noconflict" / name, folder)
    _put(NPM / "@highlightjs" / "cdn-assets" / "highlight.min.js", folder)
    for name in ("tomorrow.min.css", "tomorrow-night.min.css"):
        _put(NPM / "@highlightjs" / "cdn-assets" / "styles" / "base16" / name, folder)
    lock = json.loads((PYODIDE / _LOCK).read_text(encoding="utf-8"))
    wheel = lock["packages"]["micropip"]
    # Pyodide's own build of it is on a CDN alone. The same version from PyPI has another hash.
    _write_wheel("micropip", folder / wheel["file_name"])
    wheel["sha256"] = hashlib.sha256((folder / wheel["file_name"]).read_bytes()).hexdigest()
    (folder / _LOCK).write_text(json.dumps(lock), encoding="utf-8")


def _write_wheel(package: str, file: Path) -> None:
    """Put an installed package back into the form it came in."""
    made_here = {"INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json"}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as wheel:
        for entry in metadata.files(package) or ():
            if entry.name not in made_here and entry.suffix != ".pyc":
                wheel.write(Path(str(entry.locate())), str(entry))


def _write_pages(folder: Path) -> None:
    watch, fence = (PAGES / "watch.js").read_text(encoding="utf-8"), _fence()
    for file in PAGES.glob("*.html"):
        page = file.read_text(encoding="utf-8").replace("<!-- watch -->", f"<script>{watch}</script>")
        _write_page(folder, file.stem, page.replace("<!-- fence -->", fence))
    site_page = (folder / MEASURED_PAGE).read_text(encoding="utf-8")
    question = f"const QUESTION = {json.dumps(employees())};\n"
    for name, before in (("ours", question), ("alone", ""), ("form", "")):
        script = watch + before + (PAGES / f"{name}.js").read_text(encoding="utf-8")
        _write_page(folder, name, _with_script(site_page, script))


def _write_page(folder: Path, name: str, page: str) -> None:
    """Write a page two folders deep, as the calculators stand: its relative addresses hold."""
    file = folder / "bench" / name / "index.html"
    file.parent.mkdir(exist_ok=True)
    file.write_text(page, encoding="utf-8")


def _with_script(page: str, script: str) -> str:
    """Put a script into a page of the site, right behind its policy, and into the policy itself."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', page)
    if not policy or "script-src 'self'" not in policy[0]:
        raise ValueError(f"expected a policy with script-src 'self', got {policy and policy[0]}")
    allowed = policy[0].replace("script-src 'self'", f"script-src 'self' 'sha256-{digest}'")
    return f"{page[: policy.start()]}{allowed}<script>{script}</script>{page[policy.end() :]}"


def _fence() -> str:
    """Return the HTML that markdown-exec makes of a fence, led to this folder."""
    fences = [
        {
            "name": "pyodide",
            "class": "pyodide",
            "validator": markdown_exec.validator,
            "format": markdown_exec.formatter,
        }
    ]
    html = markdown.markdown(
        "```pyodide\n1+1\n```",
        extensions=["pymdownx.superfences"],
        extension_configs={"pymdownx.superfences": {"custom_fences": fences}},
    )
    return _CDN.sub(lambda address: f'../markdown-exec/{_HERE[address[1]]}"', html)
