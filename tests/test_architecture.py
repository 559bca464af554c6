"""Which way the arrows point: what may know what, held against the source itself."""

from __future__ import annotations

import ast
import re
import sys
from typing import TYPE_CHECKING

import pytest

from calculators.catalogue import CALCULATORS, RULES
from tests.rules.asking import LANGUAGES, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OURS = sorted((ROOT / "calculators").rglob("*.py"))
BUILD = sorted((ROOT / "handbook").rglob("*.py"))
SCRIPTS = sorted((ROOT / "docs" / "assets").rglob("*.js"))


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def each(files: list[Path]) -> pytest.MarkDecorator:
    """Hold a fact against each of the files."""
    return pytest.mark.parametrize("file", [pytest.param(file, id=_name(file)) for file in files])


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _imported(file: Path) -> set[str]:
    """Return the modules a file imports, with `from package import module` as package.module."""
    modules = set()
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(file)}: a relative import"
            assert node.module
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                modules.add(inner if _is_module(inner) else node.module)
    return modules


def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def _of_ours(file: Path) -> set[str]:
    return {module for module in _imported(file) if module.partition(".")[0] == "calculators"}


def test_there_is_something_to_look_at() -> None:
    """A fact about no file at all is none."""
    assert {"calculators/law.py", "calculators/amo/rules.py"} <= set(map(_name, OURS))
    assert BUILD
    assert SCRIPTS


# --- Imports


@each(OURS)
def test_calculators_import_the_standard_library_and_themselves_alone(file: Path) -> None:
    """What travels to the browser needs nothing that has to be fetched, and knows nothing of the build."""
    packages = {module.partition(".")[0] for module in _imported(file)}
    assert packages <= sys.stdlib_module_names | {"calculators"}


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_each_calculator_lies_in_its_folder(calculator: str) -> None:
    """Rules, parameters, page and words, under the calculator's own name."""
    folder = ROOT / "calculators" / calculator
    assert {"__init__.py", "rules.py", "parameters.py", "page.py"} <= {file.name for file in folder.iterdir()}


@pytest.mark.parametrize("name", RULES)
def test_each_list_of_numbers_lies_in_its_folder(name: str) -> None:
    """A list that no calculator asks about is its numbers and their words, and nothing else yet."""
    folder = ROOT / "calculators" / name
    words = {f"text.{language}.toml" for language in LANGUAGES}
    files = {file.name for file in folder.iterdir() if file.is_file()}
    assert {"__init__.py", "parameters.py", *words} <= files
    assert name in CALCULATORS or not files & {"rules.py", "page.py"}, f"{name}: not in CALCULATORS"


_NUMBERS_OF_ALL = {f"{name}.parameters" for name in RULES if name not in CALCULATORS}
"""Lists of numbers that no calculator has to itself: any of them may rest on them."""


@pytest.mark.parametrize(
    ("module", "may_know"),
    [
        pytest.param(
            "parameters", {"acts", "law", "scope"}, id="parameters know law, the acts and their reach"
        ),
        pytest.param("workdays", {"law", "{}.parameters"}, id="working days know law and their parameters"),
        pytest.param("estimator", set(), id="an estimate knows nothing but arithmetic"),
        pytest.param(
            "rules",
            {"acts", "law", "scope", "{}.parameters", "{}.workdays", "{}.estimator", *_NUMBERS_OF_ALL},
            id="rules know law, the acts, their reach, numbers and working days",
        ),
        pytest.param(
            "page",
            {
                *("acts", "form", "ical", "law", "scope", "text", "view"),
                *("{}.parameters", "{}.rules", "{}.workdays"),
                *_NUMBERS_OF_ALL,
            },
            id="a page knows rules, form, view, calendar, text, and what rules know",
        ),
        pytest.param("__init__", set(), id="a folder knows nothing"),
    ],
)
def test_what_lies_in_a_folder_knows_what_stands_below_it(module: str, may_know: set[str]) -> None:
    """Rules know neither words nor HTML, nothing knows another calculator, all end in law."""
    files = {name: ROOT / "calculators" / name / f"{module}.py" for name in RULES}
    assert any(file.exists() for file in files.values())
    for name, file in files.items():
        if file.exists():
            allowed = {f"calculators.{below.format(name)}" for below in may_know}
            packages = {"calculators", f"calculators.{name}"}  # in whose name modules are imported
            assert _of_ours(file) - packages <= allowed, name


@pytest.mark.parametrize(
    ("module", "may_know"),
    [
        pytest.param("law", set(), id="law knows nothing"),
        pytest.param("acts", {"law"}, id="the acts know law"),
        pytest.param("scope", {"acts", "law"}, id="their reach knows the acts and law"),
        pytest.param("ical", set(), id="a calendar knows nothing"),
        pytest.param("text", set(), id="text knows nothing"),
        pytest.param("form", set(), id="a form knows nothing"),
        pytest.param("view", {"form", "law", "text"}, id="the view knows no calculator"),
        pytest.param(
            "catalogue",
            {
                *("form", "law", "text", "view"),
                *(f"{name}.page" for name in CALCULATORS),
                *(f"{name}.parameters" for name in RULES),
            },
            id="the catalogue knows each page, and each list of numbers",
        ),
        pytest.param(
            "__init__", {"catalogue", "form", "law", "text", "view"}, id="answer knows no calculator by name"
        ),
        pytest.param("__main__", {""}, id="the command line knows answer alone"),
    ],
)
def test_what_all_calculators_share_knows_what_stands_below_it(module: str, may_know: set[str]) -> None:
    """No arrow points back."""
    file = ROOT / "calculators" / f"{module}.py"
    allowed = {f"calculators.{name}".rstrip(".") for name in may_know}
    assert _of_ours(file) <= allowed


def test_every_module_has_its_place_in_the_order() -> None:
    """A new module needs a line above, so that it cannot stand outside the order."""
    shared = {"law", "acts", "scope", "text", "form", "ical", "view", "catalogue", "__init__", "__main__"}
    own = {"parameters", "workdays", "estimator", "rules", "page", "__init__"}
    places = {f"calculators/{name}.py" for name in shared}
    places |= {f"calculators/{folder}/{name}.py" for folder in RULES for name in own}
    assert set(map(_name, OURS)) - places == set()


# --- No clock, no luck, no machine


_CLOCKS = {"today", "now", "utcnow", "fromtimestamp", "time_ns", "monotonic", "perf_counter", "localtime"}
_FORBIDDEN = {
    "time",
    "random",
    "secrets",
    "uuid",
    "locale",
    "zoneinfo",
    "calendar",
    "platform",
    "os",
    "socket",
}


_NO_CLOCKS = {"calculators/view.py": {"told.today"}}
"""What is called like a clock and is none: the day asked about, as an answer's timeline holds it."""


@each(OURS)
def test_an_answer_is_a_function_of_the_question(file: Path) -> None:
    """Nothing asks what day it is, draws lots, or looks at the machine."""
    assert {module.partition(".")[0] for module in _imported(file)} & _FORBIDDEN == set()
    clocks = {
        ast.unparse(node)
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.Attribute) and node.attr in _CLOCKS
    }
    assert clocks == _NO_CLOCKS.get(_name(file), set())


# --- One place where HTML is written


_HTML = re.compile(r"</?[a-zA-Z{]")

_MAY_HOLD_HTML = {
    "calculators/view.py": ["the one place where HTML is written"],
    "handbook/policy.py": [
        r"<meta charset=[^>]*>",
        '<meta http-equiv="Content-Security-Policy" content="',
        "expected a page with <meta charset=...> to put the policy after, got none",
    ],
    "handbook/addresses.py": ['<meta name="robots" content="noindex">'],
    "handbook/book.py": ['<div data-part="handbook"></div>'],
    "handbook/embed.py": [r'<div data-calculator="([^"]*)" data-part="([^"]*)">\s*</div>'],
    "handbook/glossary.py": [
        r'<div data-part="glossary" data-more="([^"]*)">\s*</div>',
        r'<abbr title="([^"]*)">[^<]*</abbr>',
        r"<(a|h[1-6]|summary|svg)\b.*?</\1>",
    ],
}
"""The tag of the policy; the rest is looked for in pages, or told in a complaint."""


def _strings(tree: ast.Module) -> Iterator[str]:
    """Yield every string of a file that is no docstring."""
    loose = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "{" for part in node.values]
            yield "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in loose:
            yield node.value


@each([*OURS, *BUILD])
def test_html_is_written_by_the_view_alone(file: Path) -> None:
    """Where no other place writes HTML, no other place can forget to escape it."""
    name = _name(file)
    if name == "calculators/view.py":
        return
    named = _MAY_HOLD_HTML.get(name, [])
    found = [string for string in _strings(_tree(file)) if _HTML.search(string)]
    assert [string for string in found if not any(string.startswith(known) for known in named)] == []


def test_the_view_writes_html_in_one_function() -> None:
    """`element` alone puts angle brackets around a name; everything else goes through it."""
    tree = _tree(ROOT / "calculators" / "view.py")
    writers = {
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for string in _strings(ast.Module(body=function.body, type_ignores=[]))
        if _HTML.search(string)
    }
    assert writers == {"element"}


# --- What the page's scripts know


@each(SCRIPTS)
def test_scripts_know_no_calculator_and_speak_no_python(file: Path) -> None:
    """A new calculator needs no line of JavaScript, and no rule can hide in one."""
    script = file.read_text(encoding="utf-8")
    names = "|".join(RULES)
    assert re.findall(rf"\b({names})\b", script) == []
    assert (
        re.findall(r"\brunPython\w*|\bfrom calculators\b|\bimport json\b|\bdef \w+\(|\blambda\b", script)
        == []
    )


# --- No state between two builds


_MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)
_MADE_BY = {"list", "dict", "set", "defaultdict", "deque", "Counter", "bytearray", "OrderedDict", "iter"}
_CHANGES = {
    *("append", "extend", "insert", "remove", "pop", "clear", "update", "setdefault", "popitem", "add"),
    *("discard", "sort", "reverse"),
}


def _bound(tree: ast.Module) -> dict[str, ast.expr]:
    """Return the names a module binds to a value, and the value."""
    bound: dict[str, ast.expr] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            bound |= {target.id: node.value for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            bound[node.target.id] = node.value
    return bound


def _is_mutable(value: ast.expr) -> bool:
    made_by = (
        getattr(value.func, "id", getattr(value.func, "attr", "")) if isinstance(value, ast.Call) else ""
    )
    return isinstance(value, _MUTABLE) or made_by in _MADE_BY


def _changed(tree: ast.Module) -> set[str]:
    """Return the names whose value a module changes where it stands."""
    changed = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGES:
            changed.add(node.func.value)
        elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
            changed.add(node.value)
        elif isinstance(node, ast.AugAssign):
            changed.add(node.target)
    return {name.id for name in changed if isinstance(name, ast.Name)}


@each([*OURS, *BUILD])
def test_modules_keep_nothing(file: Path) -> None:
    """The build runs once a language, the answer once a question: neither may remember the one before.

    A table that is written out once under a constant's name is no memory; it may not be changed.
    """
    tree = _tree(file)
    kept = [node for node in ast.walk(tree) if isinstance(node, ast.Global | ast.Nonlocal)]
    assert [node.names for node in kept] == []
    mutable = {name for name, value in _bound(tree).items() if _is_mutable(value)}
    assert {name for name in mutable if name != name.upper()} <= {"__all__"}
    assert set(_bound(tree)) & _changed(tree) == set()


_REMEMBERS = {
    "calculators/text.py": {"words"},  # the words of a language, read once
    "calculators/logbook/rules.py": {"extrapolated", "kept"},  # of one log, and gone with it
    "handbook/interface.py": {"interface"},  # the words of a language, read once
    "handbook/shelf.py": {
        "shelf"
    },  # of a language and a day: asked by each page with the form, and at the end
    "handbook/serve.py": {"_gzipped"},  # a server of its own process; no build goes through it
}


@each([*OURS, *BUILD])
def test_only_what_never_changes_is_remembered(file: Path) -> None:
    """A cache is a memory too; each is named here with its reason."""
    cached = {
        function.name
        for function in ast.walk(_tree(file))
        if isinstance(function, ast.FunctionDef)
        for decorator in function.decorator_list
        if "cache" in ast.unparse(decorator)
    }
    assert cached <= _REMEMBERS.get(_name(file), set())


# --- Numbers of law stand in parameters


_MAY_TYPE = {
    "calculators/amo/page.py": {"MOST_GROUPS_DRAWN", "_COMMON_COUNTS"},
    "calculators/logbook/page.py": {"MOST_BARS", "MOST_ROWS", "MOST_SHOWN"},
    "calculators/training/page.py": {"MOST_YEARS_BEFORE", "MOST_DAYS_USED"},
    "calculators/training/rules.py": {"_MONTHS_A_YEAR", "_LONGEST_MONTH"},
}
"""Numbers that are no law, by the constant that holds them: how many groups a drawing has room for, which
counts are common, what is a slip of the finger, and the calendar itself."""


@pytest.mark.parametrize("module", ["rules", "page"])
@pytest.mark.parametrize("calculator", CALCULATORS)
def test_no_number_of_law_is_typed_beside_the_parameters(calculator: str, module: str) -> None:
    """Nought, one and two are grammar; any other number has a name, a day and a source.

    Examples ask about made-up workplaces, and are no rules.
    """
    file = ROOT / "calculators" / calculator / f"{module}.py"
    tree = _tree(file)
    named = {*_MAY_TYPE.get(_name(file), set()), "EXAMPLES"}
    passed_over = {
        id(node) for name, value in _bound(tree).items() if name in named for node in ast.walk(value)
    }
    typed = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and id(node) not in passed_over
    ]
    assert [(line, number) for line, number in typed if number not in (0, 1, 2)] == []


_MAY_RECKON = {"calculators/training/rules.py": ["date(day.year + year, month + 1, 1)"]}
"""Days that are found from others, and so are none of law: the first of the month so many months later."""


@pytest.mark.parametrize("calculator", CALCULATORS)
def test_rules_know_no_day_by_themselves(calculator: str) -> None:
    """Days on which rules began stand in parameters: rules never write one out."""
    for module in ("rules", "page"):
        file = ROOT / "calculators" / calculator / f"{module}.py"
        written = [
            ast.unparse(node)
            for node in ast.walk(_tree(file))
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "date"
        ]
        assert written == _MAY_RECKON.get(_name(file), [])
