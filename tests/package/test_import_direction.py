"""Data flow one way: a stage imports only from stages to its left, and from the leaves."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "qtnet"
ORDER = [
    *("corpus", "extract", "facts", "network", "metrics", "inference", "report"),
    *("paper", "display", "deposit", "review", "config", "study", "cli"),
]
LEAVES = {"results", "errors", "reference", "compiled", "showing", "writing", "parallel", "cluster", "long_fields"}
#: The one step back: the package is called as a function, which builds facts.
ALLOWED = {("extract/__init__.py", "facts")}


def imported_stages(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
            names |= {f"{node.module}.{alias.name}" for alias in node.names if node.module == "qtnet"}
    return {name.split(".")[1] for name in names if name.startswith("qtnet.")} - {"__version__"}


def files() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if p.name != "__main__.py" and p != PACKAGE / "__init__.py")


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_left(path):
    inside = path.relative_to(PACKAGE)
    stage = inside.parts[0].removesuffix(".py")
    found = imported_stages(path)
    if stage in LEAVES:
        assert found <= LEAVES
        return
    allowed = set(ORDER[: ORDER.index(stage) + 1]) | LEAVES
    backward = {name for name in found - allowed if (inside.as_posix(), name) not in ALLOWED}
    assert not backward, f"{inside} imports {sorted(backward)}, to its right"


def test_every_folder_of_the_package_is_a_known_stage():
    found = {p.name for p in PACKAGE.iterdir() if p.is_dir() and not p.name.startswith("_")}
    assert found <= set(ORDER)


def test_a_backward_import_is_seen(tmp_path):
    path = tmp_path / "wrong.py"
    path.write_text("def f():\n    from qtnet.report import page\n", encoding="utf-8")
    assert imported_stages(path) == {"report"}
