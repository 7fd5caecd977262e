"""What STYLE asks of every module and no linter checks: names, sizes, no clock below the pipeline."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "shiguan"
MODULES = sorted(SOURCE.rglob("*.py"))
# What stands above the steps may look at the world.
SURFACES = {"annals", "batch", "cli", "fetch", "intake", "mcp", "watch", "web"}
STEPS = [path for path in MODULES if path.parent != SOURCE and path.relative_to(SOURCE).parts[0] not in SURFACES]
BANNED_NAMES = {"utils", "helpers", "common", "base", "misc", "manager"}
BANNED_VERBS = {"process", "handle", "do"}
# Modules that speak to the world; below the pipeline a step is a function of its arguments.
WORLDLY = {"time", "os", "socket", "urllib.request", "random", "requests", "httpx", "tempfile", "subprocess"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions_of(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def imports_of(path: Path) -> set[str]:
    """Return the modules that a module imports."""
    found: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_has_a_telling_name(path: Path) -> None:
    assert path.stem not in BANNED_NAMES
    assert path.parent.name not in BANNED_NAMES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_say_what_they_return(path: Path) -> None:
    banned = [node.name for node in functions_of(path) if node.name.split("_")[0] in BANNED_VERBS]
    assert banned == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_file_and_functions_are_of_readable_size(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in functions_of(path)
        if node.end_lineno is not None and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("path", STEPS, ids=name_of)
def test_steps_know_no_clock_network_or_chance(path: Path) -> None:
    assert imports_of(path) & WORLDLY == set()
    calls = [
        node.func.attr
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"today", "now", "utcnow"}
    ]
    assert calls == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_promise_is_left_open(path: Path) -> None:
    words = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")
    source = path.read_text(encoding="utf-8")
    assert [word for word in words if word in source] == []


@pytest.mark.parametrize("path", [path for path in MODULES if path != SOURCE / "__init__.py"], ids=name_of)
def test_nothing_is_imported_for_types_alone(path: Path) -> None:
    # A cycle means that a noun is in the wrong file. The package's own __init__ is late on purpose.
    assert "TYPE_" + "CHECKING" not in path.read_text(encoding="utf-8")


def test_package_ships_its_types() -> None:
    assert (SOURCE / "py.typed").exists()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_is_hashed_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    pins = [line for line in text.splitlines() if "==" in line]
    assert pins
    assert text.count("--hash=sha256:") >= len(pins)
